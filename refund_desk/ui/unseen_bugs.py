"""Bugs that end no task: in a slot, a painter, a thread, or a callback of the loop's."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from refund_desk.ui.task_runner import CrashReport


class UnseenBugs(QObject):
    """Signal: `crashed(CrashReport)`, always in this object's thread, each bug once."""

    crashed = Signal(object)
    _raised = Signal(object)

    def __init__(self) -> None:
        """Hear of none yet."""
        super().__init__()
        self._told: set[str] = set()
        self._raised.connect(self._take)

    @contextmanager
    def heard(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """While the block runs they are told here; Python would print them with their values."""
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = lambda _kind, error, _trace: self._tell("window", error)
        threading.excepthook = lambda hooked: self._tell("thread", hooked.exc_value)
        sys.unraisablehook = lambda hooked: self._tell("unraisable", hooked.exc_value)
        loop.set_exception_handler(self._hear_loop)
        try:
            yield
        finally:
            loop.set_exception_handler(None)
            sys.excepthook, threading.excepthook, sys.unraisablehook = before

    def _hear_loop(self, _loop: object, context: dict[str, Any]) -> None:
        """What else the context holds may quote values, so only the bug itself is looked at."""
        self._tell("loop", context.get("exception"))

    def _tell(self, key: str, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit):
            self._raised.emit(CrashReport.of(key, error))

    @Slot(object)
    def _take(self, report: CrashReport) -> None:
        # A painter's bug would come back with every frame.
        if report.text not in self._told:
            self._told.add(report.text)
            report.keep_in_log()
            self.crashed.emit(report)
