"""Forked children: everything is imported before the fork, so a new life costs milliseconds.

Whoever forks here runs no threads and no event loop.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

CRASHED = 70
_LOOK_S = 0.004


class Child:
    """A process made by `start`, to be waited for or killed by its id."""

    def __init__(self, process_id: int) -> None:
        """Use `start`."""
        self.process_id = process_id
        self.exit_code: int | None = None

    @classmethod
    def start(cls, work: Callable[[], int | None], *, stderr: Path) -> Self:
        """Do `work` in a process of its own; its result is the exit code, an exception is 70."""
        sys.stdout.flush()
        sys.stderr.flush()
        process_id = os.fork()
        if process_id == 0:
            _live(work, stderr)
        return cls(process_id)

    def wait(self, seconds: float, *, until: Callable[[], bool] | None = None) -> int | None:
        """The exit code, negative for a signal; None when it still runs after that long.

        Also None as soon as `until` is true.
        """
        ends = time.monotonic() + seconds
        while self.exit_code is None:
            if until is not None and until():
                return None
            ended, status = os.waitpid(self.process_id, os.WNOHANG)
            if ended:
                self.exit_code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() >= ends:
                return None
            else:
                time.sleep(_LOOK_S)
        return self.exit_code

    @classmethod
    @contextmanager
    def running(cls, work: Callable[[], int | None], *, stderr: Path) -> Iterator[Self]:
        """A child for the length of a block; what is left of it then is killed."""
        child = cls.start(work, stderr=stderr)
        try:
            yield child
        finally:
            child.kill()

    def kill(self) -> int:
        """`kill -9`, and wait; the exit code (-9 unless it had ended before)."""
        if self.exit_code is None:
            os.kill(self.process_id, signal.SIGKILL)
            _ended, status = os.waitpid(self.process_id, 0)
            self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code


def _live(work: Callable[[], int | None], stderr: Path) -> None:
    """In the child: never comes back."""
    code = CRASHED
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
        code = work() or 0
    except BaseException:  # noqa: BLE001 - told on standard error, and by the exit code
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
