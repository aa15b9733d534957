"""The practice shop as a process of its own, which ends when this one does."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path


class PracticeShopMissingError(Exception):
    """The practice shop did not start; nothing can be practised now."""


class PracticeChild:
    """A running practice shop. `close` lets it end; so does the end of this process."""

    def __init__(self, started: subprocess.Popen[bytes], ready: dict[str, str]) -> None:
        """Use `start_practice_child`."""
        self._started = started
        self.ready = ready

    @property
    def process_id(self) -> int:
        """The operating system's number of the process."""
        return self._started.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._started.poll() is None

    def close(self) -> None:
        """Close its standard input, which is its word to end, and wait. Blocks; idempotent."""
        if self._started.stdin is not None and not self._started.stdin.closed:
            self._started.stdin.close()
        try:
            self._started.wait(5.0)
        except subprocess.TimeoutExpired:
            self._started.kill()
            self._started.wait()
        if self._started.stdout is not None:
            self._started.stdout.close()


def start_practice_child(data_dir: Path, arguments: Sequence[str] = ()) -> PracticeChild:
    """Start the practice shop of this folder and wait for its ready line. Blocks for a second.

    Raises `PracticeShopMissingError` when it ends without one, `OSError` when it cannot be started.
    """
    started = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
        [
            *_own_command(),
            "practice-server",
            "--port",
            "0",
            "--data-dir",
            str(data_dir),
            *arguments,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    line = started.stdout.readline() if started.stdout is not None else b""
    try:
        ready = json.loads(line)
    except ValueError:
        PracticeChild(started, {}).close()
        raise PracticeShopMissingError from None
    child = PracticeChild(started, ready)
    threading.Thread(target=_drain, args=(started,), daemon=True).start()
    return child


def _own_command() -> list[str]:
    """How this program is started again: the frozen program itself, else the interpreter on it."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "refund_desk"]


def _drain(started: subprocess.Popen[bytes]) -> None:
    """Read what it might still say, so that a full pipe never stops it."""
    try:
        while started.stdout is not None and started.stdout.read(4096):
            pass
    except ValueError:
        # Closed while reading: the end.
        return
