"""Loop, runner, bridge and stand-in services for tests that drive parts of the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from refund_desk.application.ports.transactions import StorageError
from refund_desk.ui import texts, theme
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.task_runner import CrashReport, TaskRunner
from refund_desk.ui.texts import Language
from tests.ui.fake_services import FakeServices

Result = TypeVar("Result")

_STEP_MS = 4
# A picture read in a thread takes seconds where other tests have all the cores.
_DRAIN_S = 20.0


@dataclass
class Stage:
    """What a part of the window stands on. Bugs in tasks fail the test at its end."""

    loop: asyncio.AbstractEventLoop
    services: FakeServices
    tasks: TaskRunner
    bridge: EventBridge
    crashes: list[CrashReport] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)

    def run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """Let the loop turn until the coroutine is done."""
        task = self.loop.create_task(coroutine)
        self.wait_until(task.done, timeout_s=_DRAIN_S + 10.0)
        return task.result()

    def wait_until(self, holds: Callable[[], object], timeout_s: float = 10.0) -> None:
        """Let the loop turn until something holds; a busy machine takes its time."""
        ends = monotonic() + timeout_s
        while not holds():
            if monotonic() > ends:
                raise AssertionError(f"did not come true in {timeout_s} s; {self.crashes}")
            QTest.qWait(_STEP_MS)

    def let_turn(self, seconds: float = 0.03) -> None:
        """Let the loop turn a little, to show that something does *not* happen."""
        QTest.qWait(round(seconds * 1000))


@contextmanager
def turning_loop(application: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """A qasync loop that turns whenever Qt's events are processed, as in the running program.

    `run_until_complete` would end being the running loop before Qt's last events, and a task that
    takes its next step in them would not find its loop.
    """
    loop = QEventLoop(application, already_running=True)
    asyncio.set_event_loop(loop)
    try:
        yield loop
    finally:
        asyncio._set_running_loop(None)
        asyncio.set_event_loop(None)
        loop.stop()
        loop.close()
        # `stop` told Qt to leave a loop that `exec` never entered. Until one was entered and left,
        # every later wait in this process would end before it began.
        QTimer.singleShot(0, application.quit)
        application.exec()


@contextmanager
def staged(
    application: QApplication,
    *,
    language: Language = "zh_CN",
    choice: theme.ThemeChoice = "light",
    practice: bool = False,
) -> Iterator[Stage]:
    """A stage with the loop current, the look and the language in force."""
    theme.install(application, choice)
    texts.speak(application, language)
    with turning_loop(application) as loop:
        services = FakeServices(practice=practice)
        tasks = TaskRunner(loop, troubles=(StorageError,))
        bridge = EventBridge()
        services.shop.publish = bridge.publish
        stage = Stage(loop, services, tasks, bridge)
        tasks.crashed.connect(stage.crashes.append)
        tasks.troubled.connect(lambda _key, error: stage.troubles.append(error))
        try:
            yield stage
            assert not stage.crashes, stage.crashes
        finally:
            # A loop that closes over unfinished work would spoil whichever test comes next.
            left = stage.run(tasks.drain(_DRAIN_S))
            assert not left, left
