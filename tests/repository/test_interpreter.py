"""What the pinned interpreter and Qt must not do."""

import subprocess
import sys

_AWAITS = 2_000
_COUNT_REFERENCES = f"""
import asyncio, sys
import qasync
from PySide6.QtWidgets import QApplication

async def wait():
    for _ in range({_AWAITS}):
        await asyncio.sleep(0)

application = QApplication([])
loop = qasync.QEventLoop(application)
with loop:
    loop.run_until_complete(wait())
    before = sys.getrefcount(None)
    loop.run_until_complete(wait())
    print(sys.getrefcount(None) - before)
"""


def test_none_keeps_its_references_under_qasync() -> None:
    """PySide6 6.12.0 lost one at each await, until CPython 3.11 aborted (docs/adr/0007)."""
    run = subprocess.run(
        [sys.executable, "-c", _COUNT_REFERENCES], capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > -_AWAITS // 20
