"""A second refund of a payment, agreed to within the minute: queued, shown, undoable, then sent."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application import undo_windows
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged, UndoTicked
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import Refund, RefundState
from tests.application.bench import Bench

S = RefundState
FIRST, SECOND = Fen(5_000), Fen(3_000)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time is moved by hand, in steps longer than a desk that is awake would see."""
    monkeypatch.setattr(undo_windows, "SLEEP_GAP_S", 100_000)
    monkeypatch.setattr(undo_windows, "TICK_S", 0.005)


async def queued(bench: Bench) -> tuple[int, Refund]:
    """An application whose first refund was just taken, and a second one that waits for it."""
    application_id = await bench.a_case()
    first = await bench.pay(application_id, amount=FIRST)
    assert first.state is S.PROCESSING
    bench.clock.passes(seconds=20)
    return application_id, await bench.approve(application_id, amount=SECOND, may_wait=True)


async def ticked(bench: Bench, work: Any, *, seconds: float, upto: float = 200.0) -> None:
    """Run a work while time goes by in steps."""
    task = asyncio.ensure_future(work)
    for _step in range(int(upto / seconds)):
        await asyncio.sleep(0.02)
        if task.done():
            break
        bench.clock.passes(seconds=seconds)
    await task


async def test_without_the_wish_to_wait_the_press_is_refused(bench: Bench) -> None:
    application_id = await bench.a_case()
    await bench.pay(application_id, amount=FIRST)
    offer = (await bench.view(application_id)).approve
    assert (offer.enabled, offer.may_queue, offer.can_press) == (False, True, True)
    with pytest.raises(RuleBrokenError, match=r"ref\.wait1m"):
        await bench.approve(application_id, amount=SECOND)


async def test_it_goes_on_by_itself_when_the_minute_is_over(bench: Bench) -> None:
    _application_id, second = await queued(bench)
    began = bench.clock.now()
    await ticked(bench, bench.services.submit_refund(second.id), seconds=5)
    sent = await bench.refund(second.id)
    assert (sent.state, sent.ordinal) == (S.PROCESSING, 2)
    assert sent.first_submitting_at is not None
    assert sent.first_submitting_at - began >= timedelta(seconds=40)
    ticks = [tick for tick in bench.heard.of(UndoTicked) if tick.refund_id == second.id]
    assert (ticks[0].left_s, ticks[0].queued_s, ticks[0].whole_s) == (40, 40, 40)
    assert (ticks[-1].left_s, ticks[-1].queued_s) == (0, 0)


async def test_it_can_be_undone_all_the_time_and_not_hurried(bench: Bench) -> None:
    _application_id, second = await queued(bench)
    waiting = asyncio.ensure_future(bench.services.submit_refund(second.id))
    await asyncio.sleep(0.02)
    assert not bench.services.submit_now(second.id)
    bench.clock.passes(seconds=30)
    await asyncio.sleep(0.02)
    assert bench.services.undo_refund(second.id)
    await waiting
    assert (await bench.refund(second.id)).state is S.UNDONE
    assert len(bench.refunds.sent) == 1


async def test_closing_undoes_it(bench: Bench) -> None:
    _application_id, second = await queued(bench)
    waiting = asyncio.ensure_future(bench.services.submit_refund(second.id))
    await asyncio.sleep(0.02)
    bench.services.undo_all()
    await waiting
    undone = await bench.refund(second.id)
    assert (undone.state, undone.why) == (S.UNDONE, "undo.closed")
    bench.heard.events.clear()
    # The first refund waits for its money, as before; of the second one the next start tells.
    await bench.services.settling_loop.recover()
    await bench.services.settling_loop.recover()
    told = [(event.refund_id, event.why) for event in bench.heard.of(RefundChanged)]
    assert told == [(second.id, "undo.closed")]


async def test_a_clock_set_back_does_not_let_it_wait_for_hours(bench: Bench) -> None:
    _application_id, second = await queued(bench)
    waiting = asyncio.ensure_future(bench.services.submit_refund(second.id))
    await asyncio.sleep(0.02)
    # Only the ledger's clock is set back; the timer goes on.
    began = bench.clock.monotonic()
    bench.clock.monotonic = lambda: began + 100.0  # type: ignore[method-assign] # two clocks
    bench.clock.passes(hours=-3)
    await waiting
    refund = await bench.refund(second.id)
    assert (refund.state, refund.why) == (S.UNDONE, "ref.wait1m")
    assert len(bench.refunds.sent) == 1


async def test_the_rest_of_the_rules_holds_for_what_waits(bench: Bench) -> None:
    application_id, _second = await queued(bench)
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        await bench.approve(application_id, amount=SECOND, may_wait=True)
    third = await bench.a_case()
    with pytest.raises(RuleBrokenError, match=r"amt\.too_much"):
        await bench.approve(third, amount=Fen(99_999_999), may_wait=True)
