"""The loops beside the window: they heal, ask, deliver and look, and end when told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from refund_desk.application import background
from refund_desk.application.background import Alarm, at_most
from refund_desk.application.commands import ReplyCommand
from refund_desk.application.ports.transactions import StorageBusyError, StorageFullError
from refund_desk.application.rows import SegmentCounts
from refund_desk.application.undo_windows import UndoEnd, UndoWindows
from refund_desk.domain.errors import InvariantBrokenError
from refund_desk.domain.events import SyncChanged, Troubled, UndoTicked
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import Segment
from tests.application.bench import NO_ANSWER, Bench
from tests.application.far_side import HandClock, Heard
from tests.storage.examples import a_refund

Loop = Callable[[], Awaitable[object]]


@asynccontextmanager
async def running(bench: Bench, *keys: str) -> AsyncIterator[None]:
    """These loops run; they end by themselves when told to."""
    loops = {key: loop for key, loop in bench.services.background if key in keys}
    assert set(loops) == set(keys)
    tasks = [asyncio.ensure_future(loop()) for loop in loops.values()]
    yield
    bench.services.stop_background()
    await asyncio.wait_for(asyncio.gather(*tasks), 2)


async def until(look: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something that a loop does."""
    for _look in range(300):
        if await look():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


async def test_the_settling_loop_heals_then_asks_when_it_is_time(bench: Bench) -> None:
    left = await bench.approve(await bench.a_case())
    bench.refunds.submits = [NO_ANSWER]
    doubted = await bench.pay(await bench.a_case())

    async def asked() -> bool:
        return (await bench.refund(doubted.id)).state is RefundState.PROCESSING

    async with running(bench, "loop:settle"):
        await until(asked)
        assert (await bench.refund(left.id)).state is RefundState.UNDONE
        # A refund that steps wakes it, so that it sees the next time.
        refund = await bench.pay(await bench.a_case())
    assert refund.state is RefundState.PROCESSING


async def test_a_locked_ledger_delays_the_loops_and_ends_none(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_STORAGE_PAUSE_S", 0.01)
    bench.refunds.submits = [NO_ANSWER]
    doubted = await bench.pay(await bench.a_case())
    application_id = await bench.a_case()
    await bench.services.reply_to_customer(ReplyCommand(application_id=application_id, text="您好"))
    bench.transactions.troubles = [StorageBusyError()] * 6

    async def done() -> bool:
        (entry,) = await bench.run(lambda s: s.outbox.of_application(application_id))
        sent = entry.state is OutboxState.SENT
        return sent and (await bench.refund(doubted.id)).state is RefundState.PROCESSING

    async with running(bench, "loop:settle", "loop:outbox", "loop:sync"):
        await until(done)
    assert Troubled("disk.busy") in bench.heard.of(Troubled)


async def test_the_poll_looks_and_reads_older_ones_from_time_to_time(bench: Bench) -> None:
    old_id = await bench.a_case(applied_at=bench.clock.now() - timedelta(days=40))

    async def looked(times: int) -> bool:
        return len(bench.heard.of(SyncChanged)) >= 2 * times

    async with running(bench, "loop:sync"):
        await until(lambda: looked(1))
        application = await bench.application(old_id)
        assert application.history_read_at is None
        bench.clock.passes(minutes=31)
        bench.services._alarms[2].wake()
        await until(lambda: looked(2))

        async def read() -> bool:
            return (await bench.application(old_id)).history_read_at is not None

        await until(read)


async def test_an_alarm_sleeps_until_woken_or_until_time(bench: Bench) -> None:
    alarm = Alarm()
    loop = asyncio.get_running_loop()
    began = loop.time()
    await alarm.sleep(-1)
    await alarm.sleep(0.02)
    assert 0.015 < loop.time() - began < 1
    alarm.wake()
    await alarm.sleep(30)
    sleeping = asyncio.ensure_future(alarm.sleep(30))
    await asyncio.sleep(0)
    alarm.stop()
    await sleeping
    assert alarm.stopped


async def test_an_alarm_that_was_stopped_lets_nobody_sleep_again() -> None:
    alarm = Alarm()
    asleep = asyncio.ensure_future(alarm.sleep(30))
    await asyncio.sleep(0)
    alarm.stop()
    await asleep
    async with asyncio.timeout(1):
        await alarm.sleep(30)


async def test_all_works_end_before_what_one_of_them_raised(bench: Bench) -> None:
    ended: list[int] = []
    most = 0
    now_running = 0

    async def work(number: int) -> None:
        nonlocal most, now_running
        now_running += 1
        most = max(most, now_running)
        await asyncio.sleep(0.001 * number)
        now_running -= 1
        ended.append(number)
        if number == 1:
            raise InvariantBrokenError("one")

    with pytest.raises(InvariantBrokenError, match="one"):
        await at_most(2, [lambda n=n: work(n) for n in range(5)])  # type: ignore[misc] # bound
    assert sorted(ended) == [0, 1, 2, 3, 4]
    assert most == 2


async def test_a_full_disk_does_not_hide_a_bug() -> None:
    async def on_a_full_disk() -> None:
        raise StorageFullError

    async def with_a_bug() -> None:
        raise InvariantBrokenError("two")

    with pytest.raises(InvariantBrokenError, match="two"):
        await at_most(1, [on_a_full_disk, with_a_bug, on_a_full_disk])


# -- undo windows ---------------------------------------------------------------------------------


class RealClock(HandClock):
    """Timers run; the wall clock is moved by hand."""

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()


def planned(refund_id: int = 1) -> Refund:
    return a_refund(id=refund_id, application_id=5)


async def test_a_window_ends_by_itself_and_tells_each_second() -> None:
    heard = Heard()
    windows = UndoWindows(RealClock(), heard, whole_s=0.25)
    assert await windows.wait(planned()) is UndoEnd.ELAPSED
    assert [event.left_s > 0 for event in heard.of(UndoTicked)] == [True, False]
    assert windows.running == ()
    assert not windows.undo(1)
    assert await windows.wait(a_refund(id=2)) is UndoEnd.ELAPSED
    assert len(heard.of(UndoTicked)) == 2


async def test_the_first_press_decides() -> None:
    windows = UndoWindows(RealClock(), Heard(), whole_s=30)
    waits = [asyncio.ensure_future(windows.wait(planned(n))) for n in (1, 2, 3)]
    await asyncio.sleep(0)
    assert windows.running == (1, 2, 3)
    assert windows.submit_now(1)
    assert not windows.undo(1)
    windows.undo_all()
    assert await asyncio.gather(*waits) == [UndoEnd.ELAPSED, UndoEnd.CLOSED, UndoEnd.CLOSED]


@pytest.mark.parametrize("gap", [timedelta(seconds=3), timedelta(hours=-1)])
async def test_a_gap_in_time_is_a_sleep(gap: timedelta) -> None:
    clock = RealClock()
    windows = UndoWindows(clock, Heard(), whole_s=30)
    waiting = asyncio.ensure_future(windows.wait(planned()))
    await asyncio.sleep(0.01)
    clock.asleep = gap
    assert await asyncio.wait_for(waiting, 2) is UndoEnd.SLEPT


async def test_an_undo_sends_nothing(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    bench.heard.when = lambda _event: None
    bench.services._windows._whole_s = 30
    bench.services._windows._clock = RealClock()
    sending = asyncio.ensure_future(bench.services.submit_refund(refund.id))
    await asyncio.sleep(0.05)
    bench.services.undo_refund(refund.id)
    await sending
    undone = await bench.refund(refund.id)
    assert (undone.state, undone.why, bench.refunds.sent) == (RefundState.UNDONE, "undo.done", [])
    lines = await bench.services.reads.audit_lines(refund.application_id or 0)
    assert [(line.action.value, line.actor) for line in lines[-1:]] == [("undone", "owner")]


@pytest.mark.parametrize("segment", Segment)
def test_each_segment_has_its_count(segment: Segment) -> None:
    counts = SegmentCounts(to_do=1, waiting=2, refunding=3, problem=4)
    wanted = {"to_do": 1, "waiting": 2, "refunding": 3, "problem": 4, "done": 0}
    assert counts.of(segment) == wanted[segment.value]
