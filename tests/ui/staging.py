"""Loop, runner, bridge and stand-in services for tests that drive parts of the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QApplication

from refund_desk.application.ports.transactions import StorageError
from refund_desk.ui import texts, theme
from refund_desk.ui.application import event_loop
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.task_runner import CrashReport, TaskRunner
from refund_desk.ui.texts import Language
from tests.ui.fake_services import FakeServices

_STEP_S = 0.005


@dataclass
class Stage:
    """What a part of the window stands on. Bugs in tasks fail the test at its end."""

    loop: asyncio.AbstractEventLoop
    services: FakeServices
    tasks: TaskRunner
    bridge: EventBridge
    crashes: list[CrashReport] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)

    def run(self, coroutine: Any) -> Any:
        """Run until the coroutine is done."""
        return self.loop.run_until_complete(coroutine)

    def wait_until(self, holds: Callable[[], object], timeout_s: float = 3.0) -> None:
        """Let the loop turn until something holds."""
        self.run(self._until(holds, timeout_s))

    def let_turn(self, seconds: float = 0.03) -> None:
        """Let the loop turn a little, to show that something does *not* happen."""
        self.run(asyncio.sleep(seconds))

    async def _until(self, holds: Callable[[], object], timeout_s: float) -> None:
        ends = self.loop.time() + timeout_s
        while not holds():
            if self.loop.time() > ends:
                raise AssertionError(f"did not come true in {timeout_s} s; {self.crashes}")
            await asyncio.sleep(_STEP_S)


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
    with event_loop(application) as loop:
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
            loop.run_until_complete(tasks.drain(2.0))
