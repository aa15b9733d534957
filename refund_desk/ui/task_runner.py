"""The one door through which the window starts work on the loop, each under its key."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Self

from PySide6.QtCore import QObject, Signal

from refund_desk.application.bug_text import bug_text

log = logging.getLogger(__name__)

MakeCoroutine = Callable[[], Coroutine[Any, Any, object]]


@dataclass(frozen=True, slots=True)
class CrashReport:
    """A bug: the work that it ended, and where it happened, without any value."""

    key: str
    text: str

    @classmethod
    def of(cls, key: str, error: BaseException) -> Self:
        """The report of a bug that ended the work under this key."""
        return cls(key, bug_text(error))

    def keep_in_log(self) -> None:
        """Write it into the log."""
        log.error("a bug ended %s\n%s", self.key, self.text)


class TaskRunner(QObject):
    """Starts coroutines, never twice under one key, and never cancels one.

    A rule, a lack of room or of network is for the caller to catch inside its coroutine; what
    still comes out is either one of the `troubles` classes, or a bug.

    Signals: `troubled(key, exception)` for the surroundings; `crashed(CrashReport)` for bugs,
    after which the application halts refunds.
    """

    troubled = Signal(str, object)
    crashed = Signal(object)

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        *,
        troubles: tuple[type[Exception], ...] = (),
        parent: QObject | None = None,
    ) -> None:
        """Run on this loop; exceptions of the `troubles` classes are told as such."""
        super().__init__(parent)
        self._loop = loop
        self._troubles = troubles
        self._running: dict[str, asyncio.Task[object]] = {}
        self._closing = False

    def start(self, key: str, make_coroutine: MakeCoroutine) -> bool:
        """Start the work; False when that key still runs or the program is closing.

        It takes a callable, because a coroutine made for nothing would complain that it was
        never awaited.
        """
        if self._closing or self.is_running(key):
            return False
        task = self._loop.create_task(make_coroutine(), name=key)
        self._running[key] = task
        task.add_done_callback(lambda done: self._finish(key, done))
        return True

    def is_running(self, key: str) -> bool:
        """Whether work under this key has not ended yet.

        Work that ended is forgotten a turn of the loop later. Whoever wants it done again in that
        turn must not be told that it still runs: it looks at nothing any more.
        """
        task = self._running.get(key)
        return task is not None and not task.done()

    def running_keys(self) -> tuple[str, ...]:
        """Keys of all work that has not ended yet."""
        return tuple(self._running)

    async def drain(self, timeout_s: float) -> tuple[str, ...]:
        """Take no more work and wait for what runs; gives the keys that had not ended in time.

        Nothing is cancelled: a send in doubt is healed at the next start.
        """
        self._closing = True
        own = asyncio.current_task()
        waited_for = {task for task in self._running.values() if task is not own}
        if waited_for:
            await asyncio.wait(waited_for, timeout=timeout_s)
        return tuple(key for key, task in self._running.items() if not task.done())

    def _finish(self, key: str, task: asyncio.Task[object]) -> None:
        if self._running.get(key) is task:
            del self._running[key]
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        if isinstance(error, self._troubles):
            self.troubled.emit(key, error)
        else:
            self.crashed.emit(CrashReport.of(key, error))
