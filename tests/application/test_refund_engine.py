"""The life of a refund, step by step, with a far side that says what a test wants."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.commands import ApproveCommand
from refund_desk.application.ledger_steps import write_intention
from refund_desk.application.outcomes import (
    Accepted,
    Doubt,
    Missing,
    NoSuchRefund,
    Refused,
    SubmitOutcome,
    Unknown,
    Unreadable,
)
from refund_desk.application.ports.application_source import Snapshot
from refund_desk.application.ports.transactions import (
    AlreadyExistsError,
    StorageFullError,
    Stores,
)
from refund_desk.application.recording import record
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged, SendingHalted
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.paid_order import TradeState
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    Segment,
)
from tests.application.bench import NO_ANSWER, NOT_SENT, Bench
from tests.application.far_side import report_on, snapshot_of
from tests.storage.examples import payment

S = RefundState


async def in_doubt(bench: Bench, **changes: Any) -> tuple[int, Refund]:
    """An application whose refund was sent and has no answer."""
    application_id = await bench.a_case(**changes)
    bench.refunds.submits.append(NO_ANSWER)
    refund = await bench.pay(application_id)
    assert refund.state is S.UNKNOWN
    return application_id, refund


async def refused(bench: Bench, code: str = "NOT_ENOUGH", **changes: Any) -> tuple[int, Refund]:
    """An application whose refund WeChat Pay has refused."""
    application_id = await bench.a_case(**changes)
    bench.refunds.submits.append(Refused(code=code, request_id="08"))
    refund = await bench.pay(application_id)
    assert (refund.state, refund.why, refund.request_id) == (S.REFUSED, code, "08")
    return application_id, refund


# -- what is frozen, what is sent -----------------------------------------------------------------


async def test_the_intention_is_on_disk_before_the_first_byte(bench: Bench) -> None:
    application_id = await bench.a_case()
    on_disk: list[RefundState] = []

    class Watching:
        async def submit(self, refund: Refund) -> SubmitOutcome:
            on_disk.append((await bench.refund(refund.id)).state)
            return await bench.refunds.submit(refund)

    bench.services.settling_loop.submit.refunds = Watching()  # type: ignore[assignment] # half of it
    refund = await bench.pay(application_id)
    assert on_disk == [S.SUBMITTING]
    assert refund.number == f"PX{refund.transaction_id}-01"


async def test_a_resend_says_the_same(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    await bench.settled(refund.id)
    first, second = bench.refunds.sent
    for name in ("number", "amount", "order_total", "reason", "funds_account", "transaction_id"):
        assert getattr(first, name) == getattr(second, name)
    assert (await bench.refund(refund.id)).state is S.PROCESSING


@pytest.mark.parametrize(
    ("outcome", "state", "why"),
    [
        (Refused(code="PARAM_ERROR"), S.REFUSED, "PARAM_ERROR"),
        (Refused(code="INVALID_REQUEST", ask_first=True), S.UNKNOWN, "INVALID_REQUEST"),
        (Unknown(doubt=Doubt.RATE), S.UNKNOWN, "rate"),
        (Unknown(doubt=Doubt.MISMATCH), S.UNKNOWN, "mismatch"),
        (NOT_SENT, S.UNKNOWN, "not_sent"),
    ],
)
async def test_what_a_send_brought_is_written(
    bench: Bench, outcome: SubmitOutcome, state: RefundState, why: str
) -> None:
    bench.refunds.submits.append(outcome)
    refund = await bench.pay(await bench.a_case())
    assert (refund.state, refund.why) == (state, why)
    assert refund.next_ask_at is not None


@pytest.mark.parametrize("end", [S.SUCCEEDED, S.ABNORMAL, S.CLOSED, S.PROCESSING])
async def test_a_verified_answer_may_skip_steps(bench: Bench, end: RefundState) -> None:
    application_id = await bench.a_case(problem_type=ProblemType.OTHERS)
    planned = await bench.approve(application_id)
    numbered = replace(planned, out_refund_no=OutRefundNo(f"PX{planned.transaction_id}-01"))
    bench.refunds.submits.append(Accepted(report=report_on(numbered, end, succeeded_at=None)))
    await bench.services.submit_refund(planned.id)
    refund = await bench.refund(planned.id)
    assert refund.state is end
    assert (refund.settled_at == bench.clock.now()) == (end in {S.SUCCEEDED, S.CLOSED})
    assert refund.arrived_at is (ArrivedAt.PAYER if end is S.SUCCEEDED else None)


async def test_refused_keys_halt_and_a_stale_refusal_changes_nothing(bench: Bench) -> None:
    _application_id, refund = await refused(bench)
    bench.refunds.submits.append(Refused(code="NO_AUTH", halts=True))
    await bench.services.continue_refund(refund.id)
    assert bench.heard.of(SendingHalted) == [SendingHalted("key.bad")]
    with pytest.raises(RuleBrokenError, match=r"key\.bad"):
        await bench.services.continue_refund(refund.id)
    bench.services.gate.resume()
    # A slow refusal of an earlier send comes after the money was taken.
    await bench.services.continue_refund(refund.id)
    taken = await bench.refund(refund.id)
    assert taken.state is S.PROCESSING
    await record(bench.ground, refund.id, Refused(code="NOT_ENOUGH"))
    assert await bench.refund(refund.id) == taken


# -- adopted, contradicted, mismatched -------------------------------------------------------------


async def test_an_answer_older_than_our_press_is_adopted(bench: Bench) -> None:
    application_id, refund = await in_doubt(bench)
    made = refund.first_submitting_at
    assert made is not None
    old = report_on(refund, S.SUCCEEDED, created_at=made - timedelta(seconds=61))
    bench.refunds.taken[refund.number] = old
    adopted = await bench.settled(refund.id)
    assert (adopted.adopted, adopted.state) == (True, S.SUCCEEDED)
    assert (await bench.view(application_id)).outbox == ()
    assert AuditAction.ADOPTED in await bench.audited(application_id)


@pytest.mark.parametrize(("offset_s", "adopted"), [(0.0, False), (120.0, True), (-120.0, False)])
async def test_age_is_judged_by_wechat_pays_clock(
    bench: Bench, offset_s: float, adopted: bool
) -> None:
    _application_id, refund = await in_doubt(bench)
    bench.clock.offset_s = offset_s
    made = refund.first_submitting_at
    assert made is not None
    report = report_on(refund, S.PROCESSING, created_at=made - timedelta(seconds=59))
    bench.refunds.taken[refund.number] = report
    assert (await bench.settled(refund.id)).adopted is adopted


async def test_another_amount_under_our_number_is_adopted_with_its_amount(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    bench.refunds.taken[refund.number] = report_on(refund, S.PROCESSING, amount=Fen(7))
    adopted = await bench.settled(refund.id)
    assert (adopted.amount, adopted.adopted, adopted.state) == (Fen(7), True, S.PROCESSING)
    # From now on the amount is known, and another one is no answer.
    bench.refunds.taken[refund.number] = report_on(refund, S.SUCCEEDED, amount=Fen(8))
    assert await bench.settled(refund.id) == replace(
        adopted,
        last_asked_at=bench.clock.now(),
        ask_count=1,
        next_ask_at=bench.clock.now() + timedelta(minutes=1),
    )


async def test_an_answer_about_another_payment_is_doubt(bench: Bench) -> None:
    other = await bench.pay(await bench.a_case())
    _application_id, refund = await in_doubt(bench)
    report = report_on(refund, S.SUCCEEDED, transaction_id=other.transaction_id)
    bench.refunds.taken[refund.number] = report
    assert (await bench.settled(refund.id)).state is S.UNKNOWN


async def test_a_final_refund_is_commented_never_changed(bench: Bench) -> None:
    application_id = await bench.a_case()
    refund = await bench.pay(application_id)
    bench.refunds.settle(refund.number, S.SUCCEEDED)
    ended = await bench.settled(refund.id)
    for told, lines in ((S.PROCESSING, 0), (S.SUCCEEDED, 0), (S.CLOSED, 1)):
        await record(bench.ground, refund.id, Accepted(report=report_on(refund, told)))
        assert await bench.refund(refund.id) == ended
        actions = await bench.audited(application_id)
        assert actions.count(AuditAction.CONTRADICTED) == lines
    await record(bench.ground, refund.id, NO_ANSWER)
    assert await bench.refund(refund.id) == ended


# -- doubt ----------------------------------------------------------------------------------------


async def test_ten_minutes_after_the_press_nothing_is_sent_again_by_itself(bench: Bench) -> None:
    application_id, refund = await in_doubt(bench)
    bench.clock.passes(minutes=10, seconds=1)
    stopped = await bench.settled(refund.id)
    assert (stopped.state, stopped.why, len(bench.refunds.sent)) == (S.REFUSED, "not_taken", 1)
    assert (await bench.view(application_id)).segment is Segment.PROBLEM
    # A fresh press, and ten fresh minutes.
    bench.refunds.submits.append(NO_ANSWER)
    await bench.services.continue_refund(refund.id)
    assert (await bench.settled(refund.id)).state is S.PROCESSING
    assert len(bench.refunds.sent) == 3


async def test_the_second_look_finds_what_the_first_did_not(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    bench.clock.passes(minutes=11)
    bench.refunds.queries = [NoSuchRefund(), NO_ANSWER]
    assert (await bench.settled(refund.id)).state is S.UNKNOWN
    bench.refunds.taken[refund.number] = report_on(refund, S.PROCESSING)
    bench.refunds.queries = [NoSuchRefund()]
    assert (await bench.settled(refund.id)).state is S.PROCESSING


async def test_another_desk_may_have_moved_it_on(bench: Bench) -> None:
    """What one desk concludes from an old reading does nothing to a refund that has moved."""
    _application_id, refund = await in_doubt(bench)
    bench.clock.passes(minutes=11)
    settle = bench.services.settling_loop.settle
    bench.refunds.taken[refund.number] = report_on(refund, S.PROCESSING)
    moved = await bench.settled(refund.id)
    bench.refunds.queries = [NoSuchRefund()]
    await settle._conclude(refund, "not_taken")
    assert await bench.refund(refund.id) == moved
    await bench.services.settling_loop.submit.resend(refund)
    assert len(bench.refunds.sent) == 1


async def test_no_such_refund_about_an_accepted_one_is_asked_again(bench: Bench) -> None:
    refund = await bench.pay(await bench.a_case())
    bench.refunds.queries = [NoSuchRefund(signed=True)]
    asked = await bench.settled(refund.id)
    assert (asked.state, asked.ask_count) == (S.PROCESSING, 1)
    assert (await bench.settled(refund.id)).ask_count == 2


async def test_what_is_over_is_not_asked_about(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    await bench.services.settle_refund(refund.id)
    assert bench.refunds.asked == []


@pytest.mark.parametrize("why", ["net.off", "far.busy", "far.trouble"])
async def test_a_look_that_failed_only_delays_a_resend(bench: Bench, why: str) -> None:
    _application_id, refund = await in_doubt(bench)
    bench.orders.trouble = Unreadable(why=why)
    waits = await bench.settled(refund.id)
    assert (waits.state, waits.ask_count, len(bench.refunds.sent)) == (S.UNKNOWN, 1, 1)


async def test_a_withdrawal_stops_a_resend_even_when_the_poll_saw_it_first(bench: Bench) -> None:
    application_id, refund = await in_doubt(bench)
    application = await bench.application(application_id)
    over = snapshot_of(application, complaint_state=ComplaintState.PROCESSED)
    bench.source.snapshots[application.source_ref] = over
    await bench.services.open_application(application_id)
    assert (await bench.application(application_id)).complaint_state is ComplaintState.PROCESSED
    stopped = await bench.settled(refund.id)
    assert (stopped.state, stopped.why) == (S.REFUSED, "changed.closed")
    # The person has seen that now, and continues all the same.
    await bench.services.continue_refund(refund.id)
    assert (await bench.refund(refund.id)).state is S.PROCESSING


async def test_a_remainder_that_is_gone_stops_a_resend(bench: Bench) -> None:
    application_id, refund = await in_doubt(bench)
    await bench.services.record_elsewhere(application_id, Fen(20_000), "柜台退的")
    stopped = await bench.settled(refund.id)
    assert (stopped.state, stopped.why) == (S.REFUSED, "amt.too_much")
    with pytest.raises(RuleBrokenError) as broken:
        await bench.services.continue_refund(refund.id)
    assert broken.value.limits == {"max_fen": 3_600}


# -- a person's ways out --------------------------------------------------------------------------


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
    assert (second.state, second.why) == (S.UNDONE, "elsewhere")
    assert AuditAction.CONTRADICTED in await bench.audited(application_id)
    assert len(bench.refunds.sent) == 1


async def test_back_to_the_shop(bench: Bench) -> None:
    refund = await bench.pay(await bench.a_case())
    bench.refunds.settle(refund.number, S.ABNORMAL)
    await bench.services.settle_refund(refund.id)
    bench.refunds.submits = [Refused(code="INVALID_REQUEST", ask_first=True)]
    with pytest.raises(RuleBrokenError, match=r"abnormal\.refused"):
        await bench.services.return_to_shop(refund.id)
    assert (await bench.refund(refund.id)).state is S.ABNORMAL
    bench.refunds.submits = [Refused(code="NO_AUTH", halts=True)]
    with pytest.raises(RuleBrokenError, match=r"abnormal\.refused"):
        await bench.services.return_to_shop(refund.id)
    assert bench.heard.of(SendingHalted) == [SendingHalted("key.bad")]
    bench.services.gate.resume()
    await bench.services.return_to_shop(refund.id)
    bench.refunds.settle(refund.number, S.SUCCEEDED, to_shop=True)
    assert (await bench.settled(refund.id)).arrived_at is ArrivedAt.SHOP
    with pytest.raises(RuleBrokenError, match=r"abnormal\.gone"):
        await bench.services.return_to_shop(refund.id)


async def test_an_abnormal_refund_that_heals_by_itself_is_not_sent_back(bench: Bench) -> None:
    refund = await bench.pay(await bench.a_case())
    bench.refunds.settle(refund.number, S.ABNORMAL)
    await bench.services.settle_refund(refund.id)
    bench.refunds.settle(refund.number, S.SUCCEEDED)
    with pytest.raises(RuleBrokenError, match=r"abnormal\.gone"):
        await bench.services.return_to_shop(refund.id)
    assert (await bench.refund(refund.id)).arrived_at is ArrivedAt.PAYER


# -- the look before ------------------------------------------------------------------------------


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
    assert (await bench.refund(refund.id)).why == "net.off"


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


# -- healing --------------------------------------------------------------------------------------


async def test_a_start_undoes_plans_and_doubts_sends(bench: Bench) -> None:
    planned = await bench.approve(await bench.a_case())
    sending = await bench.approve(await bench.a_case())
    await bench.move_to(
        sending,
        state=S.SUBMITTING,
        ordinal=1,
        out_refund_no=OutRefundNo(f"PX{sending.transaction_id}-01"),
        first_submitting_at=bench.clock.now(),
    )
    _doubted_id, doubted = await in_doubt(bench)
    moving = await bench.pay(await bench.a_case())
    bench.clock.passes(seconds=1)
    healed = await bench.services.settling_loop.recover()
    assert [(r.id, r.state) for r in healed] == [
        (planned.id, S.UNDONE),
        (sending.id, S.UNKNOWN),
        (doubted.id, S.UNKNOWN),
    ]
    assert {r.next_ask_at for r in healed[1:]} == {bench.clock.now()}
    assert (await bench.refund(planned.id)).why == "undo.closed"
    assert (await bench.refund(moving.id)) == moving


@pytest.mark.parametrize("at", range(6))
async def test_a_full_disk_at_any_step_leaves_nothing_behind(bench: Bench, at: int) -> None:
    application_id = await bench.a_case()
    refund = await bench.approve(application_id)
    bench.transactions.troubles = [*[None] * at, StorageFullError()]
    try:
        await bench.services.submit_refund(refund.id)
    except StorageFullError:
        assert not bench.transactions.troubles
    bench.transactions.troubles = []
    await bench.services.settling_loop.submit.write_unwritten()
    await bench.services.settling_loop.turn()
    after = await bench.refund(refund.id)
    assert after.state in {S.UNDONE, S.UNKNOWN, S.PROCESSING}
    if after.state is S.UNKNOWN:
        bench.clock.passes(seconds=2)
        await bench.services.settling_loop.turn()
        after = await bench.refund(refund.id)
    assert after.state is (S.PROCESSING if bench.refunds.sent else S.UNDONE)
    assert len(bench.refunds.taken) == len(bench.refunds.sent) <= 1
    if after.state is S.UNDONE:
        assert after.why == "disk.full"
        assert (await bench.view(application_id)).approve.enabled


async def test_a_full_disk_after_a_resend_is_healed_too(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    # The pre-flight writes twice, then the intention, then the outcome.
    bench.transactions.troubles = [None, None, None, None, StorageFullError()]
    with pytest.raises(StorageFullError):
        await bench.services.settle_refund(refund.id)
    assert (await bench.refund(refund.id)).state is S.SUBMITTING
    await bench.services.settling_loop.submit.write_unwritten()
    assert (await bench.refund(refund.id)).state is S.UNKNOWN
    assert (await bench.settled(refund.id)).state is S.PROCESSING
    await bench.services.settling_loop.submit.write_unwritten()


# -- pressing -------------------------------------------------------------------------------------


async def test_a_press_is_refused_with_its_reason(bench: Bench) -> None:
    application_id = await bench.a_case()
    case = await bench.view(application_id)

    async def press(**changes: Any) -> None:
        values: dict[str, Any] = {
            "application_id": application_id,
            "amount": Fen(100),
            "seen_refundable": case.approve.refundable,
            "reason": "商品破损",
        }
        await bench.services.approve_application(ApproveCommand(**(values | changes)))

    for changes, code in (
        ({"reason": " "}, "reason.long"),
        ({"reason": "长" * 27}, "reason.long"),
        ({"reply_text": "长" * 201}, "reply.long"),
        ({"reply_text": "长" * 167}, "reply.long"),
        ({"amount": NOTHING}, "amt.zero"),
        ({"seen_refundable": NOTHING}, "changed.amount"),
    ):
        with pytest.raises(RuleBrokenError, match=code):
            await press(**changes)
    assert await bench.run(lambda stores: stores.refunds.of_application(application_id)) == ()


async def test_a_press_needs_a_payment_and_an_open_application(bench: Bench) -> None:
    for changes, code in (
        ({"transaction_id": None, "out_trade_no": None}, "order.none"),
        ({"state": ApplicationState.REJECTED}, "ended"),
    ):
        application_id = await bench.a_case(**changes)
        with pytest.raises(RuleBrokenError, match=code):
            await bench.approve(application_id, amount=Fen(1))
    unread = await bench.a_case()
    forgotten = await bench.a_case(transaction_id=None)
    assert unread != forgotten
    with pytest.raises(RuleBrokenError, match=r"order\.none"):
        await bench.approve(forgotten, amount=Fen(1))


async def test_a_payment_that_nobody_has_read_yet(bench: Bench) -> None:
    application_id = await bench.a_case(transaction_id=None)
    application = await bench.application(application_id)
    known = await bench.a_case()
    payment = (await bench.application(known)).transaction_id
    assert payment is not None
    other = type(payment)("42000000000000000000009999")
    await bench.run(
        lambda stores: stores.applications.replace(replace(application, transaction_id=other))
    )
    with pytest.raises(RuleBrokenError, match=r"order\.unread"):
        await bench.approve(application_id, amount=Fen(1))


async def test_the_database_refuses_a_second_plan_too(bench: Bench) -> None:
    application_id = await bench.a_case(customer_key="")
    bench.transactions.troubles = [AlreadyExistsError()]
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        await bench.approve(application_id)
    assert (await bench.approve(application_id)).state is S.PLANNED


async def test_a_plan_that_another_start_undid_is_told_as_undone(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    bench.orders.trouble = Unreadable(why="net.off")
    read = bench.source.read

    async def undone_meanwhile(source_ref: str) -> Snapshot | Missing | Unreadable:
        await bench.services.settling_loop.recover()
        return await read(source_ref)

    bench.source.read = undone_meanwhile  # type: ignore[method-assign] # another process
    await bench.services.submit_refund(refund.id)
    undone = await bench.refund(refund.id)
    assert (undone.state, undone.why) == (S.UNDONE, "undo.closed")
    assert bench.heard.of(RefundChanged)[-1].why == "undo.closed"
    again = await bench.approve(refund.application_id or 0)
    bench.orders.trouble = None
    await bench.services.submit_refund(again.id)
    assert (await bench.refund(again.id)).state is S.UNDONE
    assert bench.refunds.sent == []


async def test_an_intention_needs_the_payment(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    unread = replace(refund, transaction_id=payment(), application_id=None)
    orphan = await bench.run(lambda stores: stores.refunds.add(unread))
    with pytest.raises(RuleBrokenError, match=r"order\.unread"):
        await bench.run(
            lambda stores: write_intention(stores, orphan.id, practice=True, now=bench.clock.now())
        )


async def test_what_is_healed_already_is_left_alone(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    bench.transactions.troubles = [None, StorageFullError()]
    with pytest.raises(StorageFullError):
        await bench.services.submit_refund(refund.id)
    await bench.services.settling_loop.recover()
    told = len(bench.heard.of(RefundChanged))
    await bench.services.settling_loop.submit.write_unwritten()
    assert len(bench.heard.of(RefundChanged)) == told
    assert (await bench.refund(refund.id)).why == "undo.closed"


async def test_a_second_submit_does_nothing(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    await asyncio.gather(*(bench.services.submit_refund(refund.id) for _ in range(3)))
    await bench.services.submit_refund(refund.id)
    assert len(bench.refunds.sent) == 1
