"""How long the start takes beside an empty Qt window; prints medians of interleaved runs.

    python -m benchmarks.start [--runs 9]

Both are measured from the start of the process, on the clock that `--timing` uses. The practice
shop is filled by a first run that does not count.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

FROM_SOURCE = (sys.executable, "-m", "refund_desk")
_WAIT_SECONDS = 120
_BARE_WINDOW = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, finish)

def finish():
    ticks = float(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19])
    started = ticks / os.sysconf("SC_CLK_TCK")
    print(1000 * (time.clock_gettime(time.CLOCK_BOOTTIME) - started), flush=True)
    os._exit(0)

application = QApplication([])
window = Window()
window.resize(1366, 696)
window.show()
application.exec()
"""


def main() -> None:
    """Print one line for each measured moment: median in ms, and times the empty window."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        start_desk(Path(folder))
        bare, desk = [], []
        for _run in range(chosen.runs):
            bare.append(_bare())
            desk.append(start_desk(Path(folder)))
    empty = statistics.median(bare)
    print(f"{'empty window':16} {empty:7.0f} ms")
    for moment in desk[0]:
        taken = statistics.median(run[moment] for run in desk)
        print(f"{moment:16} {taken:7.0f} ms  {taken / empty:5.2f} x")


def _bare() -> float:
    run = subprocess.run(
        [sys.executable, "-c", _BARE_WINDOW], capture_output=True, text=True, check=True
    )
    return float(run.stdout)


def start_desk(folder: Path, program: Sequence[str] = FROM_SOURCE) -> dict[str, float]:
    """One start of the desk, until it has written its timing; then it is asked to close.

    Milliseconds of each moment; `program` is how it is started.
    """
    timing = folder / "timing.json"
    timing.unlink(missing_ok=True)
    command = [*program, "--data-dir", str(folder / "desk")]
    desk = subprocess.Popen([*command, "--practice", "--timing", str(timing)])
    moments = _read_when_complete(timing, desk)
    subprocess.run([*command, "--quit"], check=True)
    desk.wait(timeout=_WAIT_SECONDS)
    return moments


def _read_when_complete(timing: Path, desk: "subprocess.Popen[bytes]") -> dict[str, float]:
    until = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < until and desk.poll() is None:
        try:
            moments: dict[str, float] = json.loads(timing.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            time.sleep(0.05)
            continue
        if "synced_ms" in moments:
            return moments
        time.sleep(0.05)
    desk.kill()
    sys.exit(f"the desk wrote no timing within {_WAIT_SECONDS} s")


if __name__ == "__main__":
    main()
