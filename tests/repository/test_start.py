"""The program as a person starts it: a process with a window, closed from outside."""

import subprocess
import sys
import time
from pathlib import Path

_WAIT_SECONDS = 60
_NOT_AT_THE_START = ("sqlalchemy.orm", "alembic", "mako", "PySide6.QtQml", "unittest", "qtawesome")


def _start_and_quit(folder: Path, *python_flags: str) -> str:
    """One start until the first sync is done, then `--quit`; what was imported, line by line."""
    desk_flags = ["-m", "refund_desk", "--data-dir", str(folder / "desk")]
    timing, imports = folder / "timing.json", folder / "imports.txt"
    timing.unlink(missing_ok=True)
    command = [sys.executable, *python_flags, *desk_flags, "--practice", "--timing", str(timing)]
    with imports.open("wb") as errors:
        desk = subprocess.Popen(command, stderr=errors)
    try:
        _wait_until_synced(timing, desk, imports)
        asked = subprocess.run([sys.executable, *desk_flags, "--quit"], check=False)
        assert asked.returncode == 0
        assert desk.wait(timeout=_WAIT_SECONDS) == 0
    finally:
        desk.kill()
        desk.wait()
    return imports.read_text(encoding="utf-8")


def _wait_until_synced(timing: Path, desk: "subprocess.Popen[bytes]", errors: Path) -> None:
    until = time.monotonic() + _WAIT_SECONDS
    while not (timing.exists() and "synced_ms" in timing.read_text(encoding="utf-8")):
        assert desk.poll() is None, errors.read_text(encoding="utf-8")[-4000:]
        assert time.monotonic() < until, "the window did not come"
        time.sleep(0.05)


def test_a_second_start_imports_nothing_it_does_not_need(tmp_path: Path) -> None:
    _start_and_quit(tmp_path)

    report = _start_and_quit(tmp_path, "-X", "importtime")

    imported = {line.rsplit("|", 1)[-1].strip() for line in report.splitlines() if "|" in line}
    assert "refund_desk.ui.main_window.window" in imported
    assert not imported & set(_NOT_AT_THE_START)


def test_quit_says_when_nothing_runs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "refund_desk", "--data-dir", str(tmp_path), "--quit"]

    assert subprocess.run(command, check=False).returncode == 3
