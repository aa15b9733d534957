"""`--self-check`: it says no where something is wrong, with a remedy, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import keyring
import pytest

from refund_desk import self_check
from refund_desk.adapters.system.folders import Folders
from tests.vault.key_stores import MemoryBackend

_NAMES = [
    "resources", "translations", "fonts", "display", "sqlcipher", "migrations", "folder", "keyring",
    "tls", "clock",
]  # fmt: skip


_OFFLINE = """
import socket, sys
def refuse(*rest, **more):
    raise socket.gaierror(socket.EAI_AGAIN, "no network in this test")
socket.getaddrinfo = refuse
from refund_desk.__main__ import main
sys.exit(main(["--self-check", *sys.argv[1:]]))
"""


def _check(*flags: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, where nobody outside this machine is reached."""
    return subprocess.run(
        [sys.executable, "-c", _OFFLINE, *flags],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_whole_installation_has_nothing_to_say_no_to(tmp_path: Path) -> None:
    data_dir = tmp_path / "老板 的电脑" / "desk"

    run = _check("--json", "--lang", "en", "--data-dir", str(data_dir))

    told = json.loads(run.stdout)
    assert [line["name"] for line in told["lines"]] == _NAMES
    answers = {line["name"]: line["answer"] for line in told["lines"]}
    # Tests have no key store and no network.
    assert (answers.pop("keyring"), answers.pop("clock")) == ("skip", "skip")
    assert set(answers.values()) == {"yes"}
    assert (run.returncode, told["ok"]) == (0, True)
    assert not data_dir.parent.exists()


def test_missing_fonts_and_a_folder_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    no_fonts = tmp_path / "fonts.conf"
    no_fonts.write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    run = _check("--data-dir", str(in_the_way / "desk"), FONTCONFIG_FILE=str(no_fonts))

    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert [line.split(" ", 1)[0] for line in lines if line.startswith("no ")] == ["no", "no"]
    assert "no fonts: 没有中文字体。请安装 fonts-noto-cjk 或别的中文字体" in lines
    assert any(line.startswith("no folder: ") and str(in_the_way) in line for line in lines)


def test_a_console_without_chinese_gets_question_marks() -> None:
    run = _check(PYTHONIOENCODING="ascii")

    assert "yes resources: ??" in run.stdout


@pytest.mark.usefixtures("qapp")
class TestLines:
    """Single answers."""

    def test_a_key_store_that_answers(self) -> None:
        before = keyring.get_keyring()
        keyring.set_keyring(MemoryBackend())
        try:
            line = self_check.keyring_line()
        finally:
            keyring.set_keyring(before)

        assert str(line) == "yes keyring: nothing to do"

    def test_books_that_a_stranger_could_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(self_check, "_PLAIN_START", b"")

        answers = {line.name: line.answer for line in self_check.storage_lines()}

        assert answers == {"sqlcipher": "no", "migrations": "yes"}

    def test_a_folder_that_was_there_stays(self, tmp_path: Path) -> None:
        assert self_check.folder_line(Folders(tmp_path)).answer == "yes"
        assert list(tmp_path.iterdir()) == []

    def test_the_authorities_of_tls(self) -> None:
        assert self_check.tls_context() is not None

    @pytest.mark.parametrize(("ahead_s", "answer"), [(0, "yes"), (-59, "yes"), (3600, "no")])
    def test_the_clock_beside_the_far_side(self, ahead_s: int, answer: str) -> None:
        with _far_side(timedelta(seconds=ahead_s)) as gateway:
            line = self_check.clock_line(self_check.tls_context(), gateway)

        assert line.answer == answer
        assert answer == "yes" or "3600" in line.remedy or "3599" in line.remedy

    def test_without_the_network_the_clock_is_left_out(self) -> None:
        # Port 1 of this machine: nobody is there.
        line = self_check.clock_line(None, "http://127.0.0.1:1")

        assert line.answer == "skip"


@contextmanager
def _far_side(ahead: timedelta) -> Iterator[str]:
    """A server whose clock is ahead of ours."""

    class Clock(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response_only(401)
            self.send_header("Date", format_datetime(datetime.now(UTC) + ahead, usegmt=True))
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Clock)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
