"""One door for work: never twice under a key, never cancelled, bugs told apart from troubles."""

from __future__ import annotations

import asyncio
import threading

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from refund_desk.application.ports.transactions import StorageError, StorageFullError
from refund_desk.domain.errors import InvariantBrokenError
from refund_desk.domain.events import Event, SendingHalted, SendingResumed
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.task_runner import CrashReport, TaskRunner


class _Told:
    def __init__(self, runner: TaskRunner) -> None:
        self.crashes: list[CrashReport] = []
        self.troubles: list[tuple[str, Exception]] = []
        runner.crashed.connect(self.crashes.append)
        runner.troubled.connect(lambda key, error: self.troubles.append((key, error)))


def _runner() -> tuple[TaskRunner, _Told]:
    runner = TaskRunner(asyncio.get_running_loop(), troubles=(StorageError,))
    return runner, _Told(runner)


async def _some_turns() -> None:
    for _turn in range(20):
        await asyncio.sleep(0)


async def test_a_running_key_is_not_started_again(qapp: QApplication) -> None:
    runner, _told = _runner()
    gate, runs = asyncio.Event(), 0

    async def work() -> None:
        nonlocal runs
        runs += 1
        await gate.wait()

    assert runner.start("submit:42", work)
    assert not runner.start("submit:42", work)
    assert runner.start("submit:43", work)
    await asyncio.sleep(0)
    assert runs == 2
    assert runner.running_keys() == ("submit:42", "submit:43")
    gate.set()
    assert await runner.drain(5.0) == ()
    assert not runner.is_running("submit:42")


async def test_a_key_can_be_used_again_after_its_end(qapp: QApplication) -> None:
    runner, _told = _runner()
    runs: list[int] = []

    async def work() -> None:
        runs.append(1)

    assert runner.start("sync:complaint", work)
    await _some_turns()
    assert runner.start("sync:complaint", work)
    await runner.drain(5.0)
    assert runs == [1, 1]


async def test_work_that_has_just_ended_can_be_started_again_at_once(qapp: QApplication) -> None:
    runner, _told = _runner()
    runs: list[int] = []

    async def work() -> None:
        runs.append(1)

    assert runner.start("together:read", work)
    # Its task is done, and the runner was not told yet.
    await asyncio.sleep(0)
    assert runs == [1]
    assert runner.start("together:read", work)
    assert runner.running_keys() == ("together:read",)
    await runner.drain(5.0)
    assert runs == [1, 1]
    assert runner.running_keys() == ()


async def test_refused_work_makes_no_coroutine(qapp: QApplication) -> None:
    runner, _told = _runner()
    gate = asyncio.Event()
    made = 0

    def make() -> asyncio.Future[bool]:
        nonlocal made
        made += 1
        raise AssertionError("not asked for")

    async def wait() -> None:
        await gate.wait()

    runner.start("a", wait)
    assert not runner.start("a", make)  # type: ignore[arg-type] # never called
    gate.set()
    await runner.drain(5.0)
    assert made == 0


async def test_a_bug_is_reported_without_values_of_variables(qapp: QApplication) -> None:
    runner, told = _runner()

    async def work() -> None:
        phone_of_the_buyer = f"138{4 - 4}0005678"
        if phone_of_the_buyer:
            raise InvariantBrokenError("refund step PLANNED -> SUCCEEDED")

    runner.start("settle:RD1", work)
    await runner.drain(5.0)
    [report] = told.crashes
    assert report.key == "settle:RD1"
    assert "refund step PLANNED -> SUCCEEDED" in report.text
    assert "13800005678" not in report.text
    assert told.troubles == []


async def test_trouble_of_the_surroundings_is_no_bug(qapp: QApplication) -> None:
    runner, told = _runner()

    async def work() -> None:
        raise StorageFullError

    runner.start("decide:5", work)
    await runner.drain(5.0)
    [(key, error)] = told.troubles
    assert key == "decide:5"
    assert isinstance(error, StorageFullError)
    assert told.crashes == []


async def test_work_that_gives_up_itself_is_neither(qapp: QApplication) -> None:
    runner, told = _runner()

    async def work() -> None:
        raise asyncio.CancelledError

    runner.start("sync:complaint", work)
    await runner.drain(5.0)
    assert (told.crashes, told.troubles) == ([], [])


async def test_draining_waits_takes_nothing_new_and_cancels_nothing(qapp: QApplication) -> None:
    runner, _told = _runner()
    gate, ended = asyncio.Event(), []

    async def send() -> None:
        await gate.wait()
        ended.append("sent")

    async def late() -> None:
        ended.append("late")

    runner.start("submit:42", send)
    assert await runner.drain(0.01) == ("submit:42",)
    assert not runner.start("decide:1", late)
    assert ended == []
    gate.set()
    assert await runner.drain(5.0) == ()
    assert ended == ["sent"]


async def test_work_may_drain_the_others_without_waiting_for_itself(qapp: QApplication) -> None:
    runner, told = _runner()
    left: list[tuple[str, ...]] = []

    async def close() -> None:
        left.append(await runner.drain(5.0))

    async def other() -> None:
        await asyncio.sleep(0)

    runner.start("other", other)
    runner.start("close", close)
    await _some_turns()
    assert left == [("close",)]
    assert told.crashes == []


def test_events_arrive_in_order_and_never_inside_the_publisher(
    qapp: QApplication, qtbot: QtBot
) -> None:
    bridge = EventBridge()
    seen: list[Event] = []
    bridge.happened.connect(seen.append)
    bridge.publish(SendingHalted("key.bad"))
    bridge.publish(SendingResumed())
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [SendingHalted("key.bad"), SendingResumed()]


def test_an_event_of_another_thread_arrives_on_the_windows(
    qapp: QApplication, qtbot: QtBot
) -> None:
    bridge = EventBridge()
    threads: list[bool] = []
    bridge.happened.connect(lambda _e: threads.append(QThread.currentThread() is qapp.thread()))
    other = threading.Thread(target=lambda: bridge.publish(SendingResumed()))
    with qtbot.waitSignal(bridge.happened):
        other.start()
        other.join()
    assert threads == [True]
