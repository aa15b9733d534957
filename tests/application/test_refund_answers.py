"""What an answer of WeChat Pay does to a refund, and what doubt does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

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
from refund_desk.application.recording import record
from refund_desk.application.setting_names import press_of
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import SendingHalted
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import (
    ComplaintState,
    ProblemType,
    Segment,
)
from tests.application.bench import NO_ANSWER, NOT_SENT, Bench
from tests.application.far_side import report_on, snapshot_of
from tests.application.refunds import in_doubt, refused

S = RefundState


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
    assert bench.heard.of(SendingHalted) == [SendingHalted("far.denied")]
    with pytest.raises(RuleBrokenError, match=r"far\.denied"):
        await bench.services.continue_refund(refund.id)
    bench.services.gate.resume()
    # A slow refusal of an earlier send comes after the money was taken.
    await bench.services.continue_refund(refund.id)
    taken = await bench.refund(refund.id)
    assert taken.state is S.PROCESSING
    await record(bench.ground, refund.id, Refused(code="NOT_ENOUGH"))
    assert await bench.refund(refund.id) == taken


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


@pytest.mark.parametrize("press_kept", [True, False])
@pytest.mark.parametrize(("offset_s", "adopted"), [(0.0, False), (120.0, True), (-120.0, False)])
async def test_age_is_judged_by_wechat_pays_clock(
    bench: Bench, offset_s: float, adopted: bool, press_kept: bool
) -> None:
    bench.clock.offset_s = offset_s
    _application_id, refund = await in_doubt(bench)
    if not press_kept:
        await bench.run(lambda stores: stores.settings.put(press_of(refund.id), None))
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
    for strange in ({"transaction_id": other.transaction_id}, {"order_total": Fen(1)}):
        report = report_on(refund, S.SUCCEEDED, **strange)
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


async def test_one_404_about_the_case_only_delays_a_resend(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    bench.source.trouble["read"] = Missing()
    assert (await bench.settled(refund.id)).state is S.UNKNOWN
    bench.source.trouble.clear()
    order = bench.orders.known.pop(refund.transaction_id)
    assert (await bench.settled(refund.id)).state is S.UNKNOWN
    bench.orders.known[refund.transaction_id] = order
    assert (await bench.settled(refund.id)).state is S.PROCESSING


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


@pytest.mark.parametrize("wrong_s", [200, -200])
async def test_a_clock_put_right_before_the_answer_makes_no_refund_an_older_one(
    bench: Bench, wrong_s: int
) -> None:
    bench.clock.passes(seconds=wrong_s)
    bench.clock.offset_s = -wrong_s
    _application_id, refund = await in_doubt(bench)
    # What is asked about now was made by this send, whatever the clock said then.
    bench.clock.passes(seconds=-wrong_s)
    bench.clock.offset_s = 0.0
    report = report_on(refund, S.PROCESSING, created_at=bench.clock.now())
    bench.refunds.queries.append(Accepted(report=report))
    await bench.services.settle_refund(refund.id)
    taken = await bench.refund(refund.id)
    assert (taken.state, taken.adopted) == (S.PROCESSING, False)


async def test_a_refund_whose_press_was_forgotten_is_sent_and_judged_all_the_same(
    bench: Bench,
) -> None:
    refund = await bench.approve(await bench.a_case())
    await bench.run(lambda stores: stores.settings.put(press_of(refund.id), None))
    await bench.services.submit_refund(refund.id)
    taken = await bench.refund(refund.id)
    assert (taken.state, taken.adopted) == (S.PROCESSING, False)


async def test_what_is_older_than_the_first_send_is_adopted_even_after_a_press_again(
    bench: Bench,
) -> None:
    began = bench.clock.now()
    _application_id, refund = await refused(bench)
    bench.clock.passes(hours=1)
    older = report_on(refund, S.PROCESSING, created_at=began - timedelta(seconds=61))
    bench.refunds.queries.append(Accepted(report=older))
    await bench.services.continue_refund(refund.id)
    assert (await bench.refund(refund.id)).adopted
