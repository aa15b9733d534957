"""This PC's clock is put back by days: nothing is lost, late, repeated or out of order."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from refund_desk.adapters.storage.audit_store import lines_after
from refund_desk.application.commands import ReplyCommand
from refund_desk.application.outcomes import Accepted, NoSuchRefund
from refund_desk.application.undo_windows import UndoEnd
from refund_desk.domain.deadline import deadline_of
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import RefundState
from tests.application.bench import NO_ANSWER, Bench
from tests.application.far_side import report_on
from tests.application.refunds import in_doubt, refused

S = RefundState


def _back(bench: Bench, **span: float) -> None:
    bench.clock.at -= timedelta(**span)


async def test_a_doubt_is_asked_about_at_once(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    _back(bench, days=3)
    bench.refunds.queries.append(Accepted(report=report_on(refund, S.PROCESSING)))
    assert await bench.services.settling_loop.turn() == 1
    taken = await bench.refund(refund.id)
    assert taken.state is S.PROCESSING
    assert taken.next_ask_at == bench.clock.now() + timedelta(minutes=1)


async def test_a_plan_of_the_right_clock_is_kept(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    _back(bench, minutes=3)
    assert await bench.services.settling_loop.turn() == 0
    assert (await bench.refund(refund.id)).next_ask_at == refund.next_ask_at


async def test_an_old_press_does_not_become_a_fresh_one(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    _back(bench, days=3)
    bench.refunds.queries += [NoSuchRefund(signed=True), NoSuchRefund(signed=True)]
    settled = await bench.settled(refund.id)
    assert (settled.state, settled.why) == (S.REFUSED, "not_taken")
    assert len(bench.refunds.sent) == 1


async def test_what_was_refused_can_be_given_up(bench: Bench) -> None:
    _application_id, refund = await refused(bench)
    with pytest.raises(RuleBrokenError, match=r"give_up\.unread"):
        await bench.services.give_up_refund(refund.id)
    _back(bench, days=3)
    bench.refunds.queries.append(NoSuchRefund(signed=True))
    await bench.services.give_up_refund(refund.id)
    assert (await bench.refund(refund.id)).state is S.GIVEN_UP


async def test_a_message_that_waits_goes_out(bench: Bench) -> None:
    number = await bench.a_case()
    await bench.services.reply_to_customer(ReplyCommand(application_id=number, text="马上处理"))
    _back(bench, days=3)
    assert await bench.services.outbox_loop.turn() == 1
    (entry,) = (await bench.view(number)).outbox
    assert entry.state is OutboxState.SENT


async def test_an_undo_window_that_sees_it_sends_nothing(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    bench.clock.looks.append(lambda: _back(bench, days=3))
    await bench.services.submit_refund(refund.id)
    undone = await bench.refund(refund.id)
    assert (undone.state, undone.why) == (S.UNDONE, UndoEnd.SLEPT.value)
    assert bench.refunds.sent == []


async def test_no_money_while_the_clock_is_days_behind(bench: Bench) -> None:
    number = await bench.a_case()
    _back(bench, days=3)
    bench.clock.offset_s = 3 * 86_400.0
    assert (await bench.view(number)).approve.why == "clock.bad"
    with pytest.raises(RuleBrokenError, match=r"clock\.bad"):
        await bench.approve(number)


async def test_deadlines_do_not_move_and_the_trail_stays_in_order(bench: Bench) -> None:
    number = await bench.a_case()
    due = deadline_of(await bench.application(number))
    bench.refunds.submits.append(NO_ANSWER)
    await bench.pay(number)
    _back(bench, days=3)
    await bench.services.reveal_phone(number)
    assert deadline_of(await bench.application(number)) == due
    lines = await bench.ledger.readers.read(lambda c: list(lines_after(c, 0, limit=99)))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1].at < lines[-2].at
    assert await bench.services.reads.chain_is_whole()


async def test_the_loop_does_not_spin(bench: Bench) -> None:
    await in_doubt(bench)
    _back(bench, days=3)
    bench.services.settling_loop.alarm.wake()
    loop = asyncio.ensure_future(bench.services.settling_loop())
    await asyncio.sleep(0.3)
    bench.services.stop_background()
    await loop
    assert len(bench.refunds.asked) < 5
