"""What the window shows of one application: masked, with every rule applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.order_facts import Goods
from refund_desk.domain.paid_order import TradeState
from refund_desk.domain.policy import Verdict
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, ComplaintState, Segment
from tests.application.bench import NO_ANSWER, Bench
from tests.application.far_side import report_on
from tests.storage.examples import a_message, facts_of

S = RefundState


async def test_nothing_personal_leaves_unmasked(bench: Bench) -> None:
    application_id = await bench.a_case(
        payer_phone="13812345678", problem_text="打13812345678", customer_key=""
    )
    application = await bench.application(application_id)
    assert application.transaction_id is not None
    facts = facts_of(application.transaction_id)
    message = a_message("1", "我的电话 13812345678，身份证 11010119900307391X")
    await bench.run(lambda s: s.orders.put_facts(facts))
    await bench.run(lambda s: s.conversations.merge(application_id, (message,)))
    case = await bench.view(application_id)
    assert (case.title, case.name, case.phone) == ("林**", "林**", "138****5678")
    assert case.order is not None
    assert case.order.tracking_no == "SF12****0123"
    for personal in ("13812345678", "11010119900307391X", "林小雨", "SF1234567890123"):
        assert personal not in repr(case)
    assert await bench.services.cases.view(99) is None


async def test_the_figures_of_a_payment(bench: Bench) -> None:
    application_id = await bench.a_case()
    offer = (await bench.view(application_id)).approve
    assert (offer.default_amount, offer.refundable, offer.asked) == (
        Fen(10_800),
        Fen(23_600),
        Fen(10_800),
    )
    planned = await bench.approve(application_id, amount=Fen(5_000))
    case = await bench.view(application_id)
    # It can still be undone, so no money has moved; but nothing else may begin.
    assert case.remainder is not None
    assert (case.remainder.refundable, case.approve.why) == (Fen(23_600), "ref.dup")
    await bench.services.submit_refund(planned.id)
    case = await bench.view(application_id)
    assert (case.approve.refundable, case.approve.default_amount) == (Fen(18_600), Fen(5_800))
    assert (case.approve.why, case.approve.wait_s) == ("ref.wait1m", 60)
    assert not case.can_reject
    bench.clock.passes(seconds=60)
    assert (await bench.view(application_id)).approve.enabled


async def test_a_full_answer_leaves_the_rest_to_the_person(bench: Bench) -> None:
    application_id = await bench.a_case()
    refund = await bench.pay(application_id)
    bench.refunds.settle(refund.number, S.SUCCEEDED)
    await bench.settled(refund.id)
    bench.clock.passes(seconds=61)
    offer = (await bench.view(application_id)).approve
    assert (offer.enabled, offer.default_amount, offer.refundable) == (True, NOTHING, Fen(12_800))


async def test_another_application_of_the_payment_turns_red(bench: Bench) -> None:
    first_id = await bench.a_case()
    first = await bench.application(first_id)
    second_id = await bench.a_case(transaction_id=first.transaction_id)
    refund = await bench.pay(first_id)
    bench.clock.passes(seconds=61)
    case = await bench.view(second_id)
    found = {finding.rule: finding.verdict for finding in case.findings}
    assert found["linked_moving"] is Verdict.RED
    assert case.approve.default_amount == NOTHING
    assert [(other.application_id, other.asked) for other in case.linked] == [
        (first_id, first.asked)
    ]
    assert (case.refund, case.refunds) == (None, (refund,))
    with pytest.raises(RuleBrokenError, match=r"red\.tick"):
        await bench.approve(second_id, amount=Fen(1), red_accepted=False)
    own = {finding.rule for finding in (await bench.view(first_id)).findings}
    assert "moving" in own
    assert "linked_moving" not in own


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": ApplicationState.WITHDRAWN}, "ended"),
        ({"state": ApplicationState.REFUNDED}, ""),
        ({"transaction_id": None}, "order.unread"),
        (
            {"transaction_id": None, "out_trade_no": None, "orders_in_complaint": 2},
            "order.pick",
        ),
        ({"order": {"currency": "USD"}}, "order.currency"),
        ({"order": {"trade_state": TradeState.REFUND}}, "elsewhere"),
        ({"order": {"total": NOTHING, "payer_total": NOTHING}}, "nothing_left"),
    ],
)
async def test_why_the_button_does_nothing(bench: Bench, changes: dict[str, Any], why: str) -> None:
    case = await bench.view(await bench.a_case(**changes))
    assert (case.approve.why, case.approve.enabled) == (why, not why)


async def test_a_closed_gate_closes_everything(bench: Bench) -> None:
    application_id = await bench.a_case()
    bench.clock.offset_s = 241
    bench.services.gate.halt("key.bad")
    case = await bench.view(application_id)
    # A wrong clock spoils signatures, so it is named first.
    assert (case.approve.why, case.can_reply, case.can_reject) == ("clock.bad", False, False)
    bench.clock.offset_s = 240
    bench.services.gate.halt("key.bad")
    assert (await bench.view(application_id)).approve.why == "key.bad"
    bench.services.gate.resume()
    bench.services.gate.resume()
    case = await bench.view(application_id)
    assert (case.approve.enabled, case.can_reply, case.can_reject) == (True, True, True)


async def test_a_rejection_under_way_closes_the_button(bench: Bench) -> None:
    application_id = await bench.a_case()
    from refund_desk.application.commands import RejectCommand

    await bench.services.reject_application(
        RejectCommand(application_id=application_id, reason_code="late", text="晚了")
    )
    case = await bench.view(application_id)
    assert (case.approve.why, case.can_reject) == ("rejecting", False)
    with pytest.raises(RuleBrokenError, match="rejecting"):
        await bench.approve(application_id)


async def test_an_ended_complaint_takes_no_words(bench: Bench) -> None:
    over = await bench.a_case(
        state=ApplicationState.REJECTED, complaint_state=ComplaintState.PROCESSED
    )
    case = await bench.view(over)
    assert (case.can_reply, case.can_reject, case.segment) == (False, False, Segment.DONE)
    still_open = await bench.a_case(state=ApplicationState.REFUNDED)
    assert (await bench.view(still_open)).can_reply
    processed = await bench.a_case(complaint_state=ComplaintState.PROCESSED)
    assert not (await bench.view(processed)).can_reject


async def test_our_own_doubt_is_not_taken_for_somebody_elses_refund(bench: Bench) -> None:
    application_id = await bench.a_case()
    bench.refunds.submits = [NO_ANSWER]
    refund = await bench.pay(application_id)
    order = replace(bench.orders.known[refund.transaction_id], trade_state=TradeState.REFUND)
    await bench.run(lambda stores: stores.orders.put_order(order))
    assert not (await bench.view(application_id)).elsewhere_suspected


async def test_without_freight(bench: Bench) -> None:
    application_id = await bench.a_case()
    number = (await bench.application(application_id)).transaction_id
    assert number is not None
    for facts, offered in (
        (facts_of(number), Fen(22_600)),
        (facts_of(number, freight=NOTHING), None),
        (facts_of(number, goods=(Goods(name="金杯", quantity=1, unit=Fen(99_999)),)), None),
    ):
        await bench.run(lambda stores, facts=facts: stores.orders.put_facts(facts))  # type: ignore[misc] # bound
        assert (await bench.view(application_id)).approve.without_freight == offered


async def test_the_first_reply_of_this_round_is_marked(bench: Bench) -> None:
    began = bench.clock.now().replace(microsecond=900_000)
    application_id = await bench.a_case(round_started_at=began)
    messages = (
        a_message("1", at=began - timedelta(days=1), speaker=Speaker.SHOP),
        a_message("2", at=began.replace(microsecond=0), kind=MessageKind.CONTINUED),
        a_message("3", at=began + timedelta(minutes=9), speaker=Speaker.PLATFORM),
        a_message("4", at=began + timedelta(minutes=10), speaker=Speaker.SHOP),
        a_message("5", at=began + timedelta(minutes=11), speaker=Speaker.SHOP),
    )
    await bench.run(lambda stores: stores.conversations.merge(application_id, messages))
    shown = (await bench.view(application_id)).messages
    assert [message.minutes_to_reply for message in shown] == [None, None, None, 10, None]


async def test_an_application_that_opens_again_has_its_clock_again(bench: Bench) -> None:
    application_id = await bench.a_case()
    due = (await bench.application(application_id)).applied_at + timedelta(hours=24)
    refund = await bench.pay(application_id, amount=Fen(100))
    bench.refunds.settle(refund.number, S.SUCCEEDED)
    await bench.settled(refund.id)
    assert (await bench.application(application_id)).due_at is None
    bench.clock.passes(seconds=61)
    second = await bench.pay(application_id, amount=Fen(100))
    bench.refunds.settle(second.number, S.CLOSED)
    await bench.settled(second.id)
    again = await bench.application(application_id)
    assert (again.state, again.due_at) == (ApplicationState.OPEN, due)


async def test_a_part_leaves_the_clock_of_the_complaint_running(bench: Bench) -> None:
    application_id = await bench.a_case()
    before = (await bench.view(application_id)).deadline
    assert before is not None
    refund = await bench.pay(application_id, amount=Fen(100))
    bench.refunds.settle(refund.number, S.SUCCEEDED)
    await bench.settled(refund.id)
    part = await bench.view(application_id)
    assert (part.state, part.deadline) == (ApplicationState.REFUNDED, before)
    done = await bench.application(application_id)
    processed = replace(done, complaint_state=ComplaintState.PROCESSED)
    await bench.run(lambda stores: stores.applications.replace(processed))
    assert (await bench.view(application_id)).deadline is None
    whole = await bench.a_case()
    refund = await bench.pay(whole)
    bench.refunds.settle(refund.number, S.SUCCEEDED)
    await bench.settled(refund.id)
    assert (await bench.view(whole)).deadline is None


async def test_what_wechat_pay_took_is_shown_whole(bench: Bench) -> None:
    application_id = await bench.a_case()
    refund = await bench.pay(application_id)
    bench.refunds.taken[refund.number] = report_on(
        refund, S.SUCCEEDED, received_by="招商银行信用卡0403", payer_refund=Fen(9_000)
    )
    await bench.settled(refund.id)
    shown = (await bench.view(application_id)).refund
    assert shown is not None
    assert (shown.received_by, shown.payer_refund) == ("招商银行信用卡0403", Fen(9_000))


async def test_notes_are_kept_with_their_lines(bench: Bench) -> None:
    application_id = await bench.a_case(payer_phone="13812345678")
    await bench.services.save_draft(application_id, "半句")
    assert (await bench.view(application_id)).draft == "半句"
    await bench.services.save_draft(application_id, "半个\ud83d")
    assert (await bench.view(application_id)).draft == "半个?"
    await bench.services.save_draft(application_id, "")
    assert (await bench.view(application_id)).draft == ""
    assert await bench.services.reveal_phone(application_id) == "13812345678"
    lines = await bench.services.reads.audit_lines(application_id)
    assert [line.action.value for line in lines] == ["revealed"]
    orderless = await bench.a_case(transaction_id=None)
    with pytest.raises(RuleBrokenError, match=r"order\.unread"):
        await bench.services.record_elsewhere(orderless, Fen(1), "柜台")
    with pytest.raises(RuleBrokenError, match=r"note\.long"):
        await bench.services.record_elsewhere(application_id, Fen(1), "长" * 201)


async def test_before_the_goods_are_back_only_the_owners_tick_refunds(bench: Bench) -> None:
    number = await bench.a_case(state=ApplicationState.WAITING_GOODS)
    assert (await bench.view(number)).approve.needs_tick
    with pytest.raises(RuleBrokenError, match=r"red\.tick"):
        await bench.approve(number, red_accepted=False)
    with pytest.raises(RuleBrokenError, match=r"goods\.first"):
        await bench.approve(number)
    assert (await bench.approve(number, before_goods=True)).state is RefundState.PLANNED
