"""Presses, the look before money leaves, and a person's ways out."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.outcomes import (
    Missing,
    NoSuchRefund,
    Refused,
    Unreadable,
)
from refund_desk.application.ports.transactions import (
    Stores,
)
from refund_desk.application.press import forget_press
from refund_desk.application.use_cases.settle_refund import _keep_adopted
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import SendingHalted
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.paid_order import TradeState
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
)
from tests.application.bench import NO_ANSWER, Bench
from tests.application.far_side import report_on, snapshot_of
from tests.application.refunds import refused

S = RefundState


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"asked": Fen(5)}, "changed.asked"),
        ({"fully_refunded": True}, "changed.refunded"),
        ({"complaint_state": ComplaintState.PROCESSED}, "changed.closed"),
    ],
)
@pytest.mark.parametrize("polled", [False, True])
async def test_what_changed_since_the_press_undoes_it(
    bench: Bench, change: dict[str, Any], why: str, polled: bool
) -> None:
    application_id = await bench.a_case()
    refund = await bench.approve(application_id)
    application = await bench.application(application_id)
    bench.source.snapshots[application.source_ref] = snapshot_of(application, **change)
    bench.clock.passes(seconds=1)
    if polled:
        await bench.services.open_application(application_id)
    await bench.services.submit_refund(refund.id)
    undone = await bench.refund(refund.id)
    assert (undone.state, undone.why) == (S.UNDONE, why)
    marked = await bench.application(application_id)
    assert (marked.marked, marked.unread) == (why, True)
    assert bench.refunds.sent == []


@pytest.mark.parametrize(
    ("trouble", "why"),
    [(Missing(), "changed.gone"), (Unreadable(why="key.bad", halts=True), "key.bad")],
)
async def test_an_application_that_cannot_be_read_undoes_it(
    bench: Bench, trouble: Missing | Unreadable, why: str
) -> None:
    refund = await bench.approve(await bench.a_case())
    bench.source.trouble["read"] = trouble
    await bench.services.submit_refund(refund.id)
    assert (await bench.refund(refund.id)).why == why
    assert bool(bench.heard.of(SendingHalted)) == (why == "key.bad")


async def test_a_payment_that_is_gone_or_another_undoes_it(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    order = bench.orders.known.pop(refund.transaction_id)
    await bench.services.submit_refund(refund.id)
    assert (await bench.refund(refund.id)).why == "order.none"
    again = await bench.approve(refund.application_id or 0)
    bench.orders.known[refund.transaction_id] = replace(order, total=Fen(23_601))
    await bench.services.submit_refund(again.id)
    assert (await bench.refund(again.id)).why == "changed.amount"


async def test_an_application_that_ended_in_the_last_moment_undoes_it(bench: Bench) -> None:
    application_id = await bench.a_case()
    refund = await bench.approve(application_id)

    def end(stores: Stores) -> None:
        application = stores.applications.get(application_id)
        ended = application.move_to(ApplicationState.WITHDRAWN, now=bench.clock.now())
        stores.applications.replace(ended)

    await bench.run(end)
    await bench.services.submit_refund(refund.id)
    assert (await bench.refund(refund.id)).why == "changed.closed"


async def test_a_night_between_the_look_and_the_send_undoes_it(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    looks = iter([timedelta()] * 2 + [timedelta(hours=8)] * 10)

    def sleep() -> None:
        bench.clock.asleep = next(looks)

    bench.clock.looks.append(sleep)
    await bench.services.submit_refund(refund.id)
    undone = await bench.refund(refund.id)
    assert (undone.state, undone.why) == (S.UNDONE, "undo.slept")


async def test_a_look_that_takes_too_long_undoes_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refund_desk.application.pre_flight.PRE_FLIGHT_S", 0.01)
    refund = await bench.approve(await bench.a_case())

    async def never(_number: object) -> Missing:
        await asyncio.sleep(5)
        return Missing()

    bench.orders.by_transaction_id = never  # type: ignore[method-assign,assignment]
    await bench.services.submit_refund(refund.id)
    # The PC may well be online: only what failed to connect is called offline.
    assert (await bench.refund(refund.id)).why == "net.slow"


async def test_a_refund_without_an_application_is_looked_at_and_sent(bench: Bench) -> None:
    application_id = await bench.a_case()
    planned = await bench.approve(application_id)
    await bench.services.settling_loop.recover()
    orphan = await bench.run(
        lambda stores: stores.refunds.add(replace(planned, application_id=None))
    )
    bench.refunds.submits.append(NO_ANSWER)
    await bench.services.submit_refund(orphan.id)
    done = await bench.settled(orphan.id)
    assert done.state is S.PROCESSING
    assert (await bench.view(application_id)).outbox == ()


async def test_give_up_needs_a_signed_no_and_a_minute(bench: Bench) -> None:
    application_id, refund = await refused(bench)
    bench.clock.passes(seconds=59)
    with pytest.raises(RuleBrokenError, match=r"give_up\.unread"):
        await bench.services.give_up_refund(refund.id)
    bench.clock.passes(seconds=2)
    for answer in (NO_ANSWER, NoSuchRefund(signed=False)):
        bench.refunds.queries = [answer]
        with pytest.raises(RuleBrokenError, match=r"give_up\.unread"):
            await bench.services.give_up_refund(refund.id)
    await bench.services.give_up_refund(refund.id)
    assert (await bench.refund(refund.id)).state is S.GIVEN_UP
    assert (await bench.application(application_id)).state is ApplicationState.OPEN
    for way in (bench.services.give_up_refund, bench.services.continue_refund):
        with pytest.raises(RuleBrokenError):
            await way(refund.id)


async def test_a_refund_is_never_continued_once_another_was_found(bench: Bench) -> None:
    _application_id, refund = await refused(bench)
    bench.clock.passes(seconds=61)
    order = bench.orders.known[refund.transaction_id]
    bench.orders.known[refund.transaction_id] = replace(order, trade_state=TradeState.REFUND)
    other = OutRefundNo.derive(refund.transaction_id, 2, practice=True)
    found = replace(report_on(refund, S.SUCCEEDED), out_refund_no=other)
    bench.refunds.taken[other] = found
    for _press in range(3):
        with pytest.raises(RuleBrokenError, match="adopted"):
            await bench.services.continue_refund(refund.id)
    assert len(bench.refunds.sent) == 1
    assert (await bench.refund(refund.id)).state is S.REFUSED


async def test_a_press_keeps_the_minute_of_the_send_before(bench: Bench) -> None:
    _application_id, refund = await refused(bench)
    bench.clock.passes(seconds=30)
    bench.orders.trouble = Unreadable(why="net.off")
    with pytest.raises(RuleBrokenError, match=r"net\.off"):
        await bench.services.continue_refund(refund.id)
    with pytest.raises(RuleBrokenError, match=r"give_up\.unread"):
        await bench.services.give_up_refund(refund.id)


async def test_what_was_given_up_and_taken_after_all_blocks_the_next(bench: Bench) -> None:
    application_id, refund = await refused(bench)
    bench.clock.passes(seconds=61)
    await bench.services.give_up_refund(refund.id)
    bench.refunds.taken[refund.number] = report_on(refund, S.SUCCEEDED)
    order = bench.orders.known[refund.transaction_id]
    bench.orders.known[refund.transaction_id] = replace(order, trade_state=TradeState.REFUND)
    second = await bench.pay(application_id)
    assert (second.state, second.why) == (S.UNDONE, "adopted")
    assert AuditAction.CONTRADICTED in await bench.audited(application_id)
    assert len(bench.refunds.sent) == 1


async def test_a_refund_that_moved_on_is_not_marked_as_found(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    await bench.run(lambda stores: _keep_adopted(stores, refund.id))
    assert (await bench.refund(refund.id)).why == ""


async def test_what_wechat_calls_refunded_in_full_is_blocked_whoever_ticks(bench: Bench) -> None:
    application_id = await bench.a_case(fully_refunded_there=True)
    offer = (await bench.view(application_id)).approve
    assert (offer.enabled, offer.can_press, offer.why) == (False, False, "full_refunded")
    with pytest.raises(RuleBrokenError, match="full_refunded"):
        await bench.approve(application_id, amount=Fen(100), red_accepted=True)


async def test_a_refused_refund_is_not_continued_after_a_full_refund_elsewhere(
    bench: Bench,
) -> None:
    application_id, refund = await refused(bench)
    application = await bench.application(application_id)
    snapshot = snapshot_of(application, fully_refunded=True)
    bench.source.snapshots[application.source_ref] = snapshot
    await bench.services.open_application(application_id)
    with pytest.raises(RuleBrokenError, match=r"changed\.refunded"):
        await bench.services.continue_refund(refund.id)
    assert len(bench.refunds.sent) == 1


async def test_a_refund_of_older_books_has_no_press_and_goes_on_with_this_one(bench: Bench) -> None:
    application_id, refund = await refused(bench)
    await bench.run(lambda stores: forget_press(stores, refund.id))
    bench.clock.passes(seconds=61)
    await bench.services.continue_refund(refund.id)
    assert [sent.number for sent in bench.refunds.sent] == [refund.number] * 2
    assert (await bench.application(application_id)).state is ApplicationState.REFUNDING


async def test_no_refund_goes_on_once_a_look_found_money_under_a_number_given_up(
    bench: Bench,
) -> None:
    application_id, first = await refused(bench)
    bench.clock.passes(seconds=61)
    await bench.services.give_up_refund(first.id)
    bench.refunds.submits.append(Refused(code="NOT_ENOUGH", request_id="08"))
    second = await bench.pay(application_id)
    assert second.state is S.REFUSED
    # Another desk with a copy of the books paid under the first number meanwhile.
    bench.refunds.taken[first.number] = report_on(first, S.SUCCEEDED, amount=Fen(1))
    order = bench.orders.known[first.transaction_id]
    bench.orders.known[first.transaction_id] = replace(order, trade_state=TradeState.REFUND)
    bench.clock.passes(seconds=61)
    await bench.services.open_application(application_id)
    assert AuditAction.CONTRADICTED in await bench.audited(application_id)
    for _press in range(2):
        with pytest.raises(RuleBrokenError, match="adopted"):
            await bench.services.continue_refund(second.id)
    assert len(bench.refunds.sent) == 2


async def test_a_sum_told_of_a_payment_asks_nothing_of_a_refund_without_a_press(
    bench: Bench,
) -> None:
    application_id, refund = await refused(bench)
    await bench.run(lambda stores: forget_press(stores, refund.id))
    await bench.services.record_elsewhere(application_id, Fen(1), "柜台")
    bench.clock.passes(seconds=61)
    await bench.services.continue_refund(refund.id)
    assert len(bench.refunds.sent) == 2
