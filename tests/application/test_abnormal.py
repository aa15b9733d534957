"""An abnormal refund: read back, sent on once, and what is said when nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.ledger_answers import write_handling_doubt
from refund_desk.application.outcomes import (
    NO_PLATFORM_KEY,
    Accepted,
    Doubt,
    NoSuchRefund,
    Refused,
    SubmitOutcome,
    Unknown,
)
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.bank_card import BankCard, card_of
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged, SendingHalted
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.settling import HANDLING_DOUBT
from tests.application.bench import NO_ANSWER, NOT_SENT, Bench
from tests.application.far_side import report_on

S = RefundState
NUMBER = "6225880137706868"
HOLDER = "林小满"


def a_card() -> BankCard:
    return card_of(bank_type="CMB_DEBIT", account=NUMBER, real_name=HOLDER)


async def abnormal(bench: Bench) -> Refund:
    refund = await bench.pay(await bench.a_case())
    bench.refunds.settle(refund.number, S.ABNORMAL)
    return await bench.settled(refund.id)


async def press(bench: Bench, refund: Refund, to: str) -> None:
    if to == "card":
        await bench.services.return_to_card(refund.id, a_card())
    else:
        await bench.services.return_to_shop(refund.id)


async def test_to_a_card_of_the_buyer(bench: Bench) -> None:
    refund = await abnormal(bench)
    await press(bench, refund, "card")
    assert bench.refunds.cards == [a_card()]
    assert (await bench.refund(refund.id)).state is S.PROCESSING
    bench.refunds.settle(refund.number, S.SUCCEEDED)
    arrived = await bench.settled(refund.id)
    assert (arrived.arrived_at, arrived.received_by) == (ArrivedAt.PAYER, "借记卡6868")


async def test_the_trail_says_where_to_and_never_which_card(bench: Bench) -> None:
    refund = await abnormal(bench)
    await press(bench, refund, "card")
    assert refund.application_id is not None
    lines = await bench.services.reads.audit_lines(refund.application_id)
    told = [line for line in lines if line.action is AuditAction.ABNORMAL_HANDLED]
    assert len(told) == 1
    assert '"to":"card"' in told[0].facts_json
    everything = "".join(line.facts_json for line in lines)
    assert "6868" not in everything
    assert HOLDER not in everything


async def test_back_to_the_shop(bench: Bench) -> None:
    refund = await abnormal(bench)
    await press(bench, refund, "shop")
    bench.refunds.settle(refund.number, S.SUCCEEDED, to_shop=True)
    assert (await bench.settled(refund.id)).arrived_at is ArrivedAt.SHOP
    with pytest.raises(RuleBrokenError, match=r"abnormal\.gone"):
        await press(bench, refund, "shop")


async def test_back_to_the_shop_where_wechat_pay_names_no_account(bench: Bench) -> None:
    refund = await abnormal(bench)
    await press(bench, refund, "shop")
    bench.refunds.settle(refund.number, S.SUCCEEDED, received_by="", to_shop=False)
    assert (await bench.settled(refund.id)).arrived_at is ArrivedAt.SHOP


async def test_the_last_press_says_where_money_without_an_account_went(bench: Bench) -> None:
    refund = await abnormal(bench)
    await press(bench, refund, "shop")
    bench.refunds.settle(refund.number, S.ABNORMAL)
    await bench.settled(refund.id)
    await press(bench, refund, "card")
    bench.refunds.settle(refund.number, S.SUCCEEDED, received_by="", to_shop=False)
    assert (await bench.settled(refund.id)).arrived_at is ArrivedAt.PAYER


@pytest.mark.parametrize("outcome", [Refused(code="NOT_ENOUGH"), NOT_SENT])
async def test_a_press_that_came_to_nothing_sent_no_money_to_the_shop(
    bench: Bench, outcome: SubmitOutcome
) -> None:
    refund = await abnormal(bench)
    bench.refunds.submits.append(outcome)
    with pytest.raises(RuleBrokenError):
        await press(bench, refund, "shop")
    bench.refunds.settle(refund.number, S.SUCCEEDED, received_by="", to_shop=False)
    assert (await bench.settled(refund.id)).arrived_at is ArrivedAt.PAYER


@pytest.mark.parametrize("to", ["card", "shop"])
@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (Refused(code="RESOURCE_NOT_EXISTS"), "abnormal.refused"),
        (Refused(code="INVALID_REQUEST", ask_first=True), "abnormal.refused"),
        (NOT_SENT, "net.off"),
        (NO_ANSWER, "abnormal.doubt"),
        (Unknown(doubt=Doubt.RATE, code="FREQUENCY_LIMITED"), "abnormal.doubt"),
        (Unknown(doubt=Doubt.THEIR_TROUBLE), "abnormal.doubt"),
        (Unknown(doubt=Doubt.UNVERIFIED), "abnormal.doubt"),
    ],
)
async def test_what_did_not_go_through_is_said(
    bench: Bench, outcome: SubmitOutcome, why: str, to: str
) -> None:
    refund = await abnormal(bench)
    bench.refunds.submits = [outcome]
    with pytest.raises(RuleBrokenError, match=why):
        await press(bench, refund, to)
    after = await bench.refund(refund.id)
    assert after.state is S.ABNORMAL
    assert after.why == (HANDLING_DOUBT if why == "abnormal.doubt" else "")


@pytest.mark.parametrize(("code", "why"), [("NO_AUTH", "far.denied"), ("SIGN_ERROR", "key.bad")])
async def test_wrong_keys_and_no_permission_stop_all_sending(
    bench: Bench, code: str, why: str
) -> None:
    refund = await abnormal(bench)
    bench.refunds.submits = [Refused(code=code, halts=True)]
    with pytest.raises(RuleBrokenError, match=r"abnormal\.refused"):
        await press(bench, refund, "card")
    assert bench.heard.of(SendingHalted) == [SendingHalted(why)]
    with pytest.raises(RuleBrokenError, match=why):
        await press(bench, refund, "card")


@pytest.mark.parametrize(("to", "why"), [("card", r"card\.refused"), ("shop", "abnormal.refused")])
async def test_a_card_that_is_not_taken(bench: Bench, to: str, why: str) -> None:
    refund = await abnormal(bench)
    bench.refunds.submits = [Refused(code="PARAM_ERROR")]
    with pytest.raises(RuleBrokenError, match=why):
        await press(bench, refund, to)


async def test_a_card_that_cannot_be_encrypted_never_left(bench: Bench) -> None:
    refund = await abnormal(bench)
    bench.refunds.submits = [Unknown(doubt=Doubt.NOT_SENT, code=NO_PLATFORM_KEY)]
    with pytest.raises(RuleBrokenError, match=r"card\.unsealed"):
        await press(bench, refund, "card")
    assert (await bench.refund(refund.id)).why == ""


async def test_a_doubt_is_asked_about_soon_until_somebody_knows(bench: Bench) -> None:
    refund = await abnormal(bench)
    assert refund.next_ask_at == bench.clock.now() + timedelta(hours=6)
    bench.refunds.submits = [NO_ANSWER]
    with pytest.raises(RuleBrokenError, match=r"abnormal\.doubt"):
        await press(bench, refund, "card")
    doubted = await bench.refund(refund.id)
    assert doubted.next_ask_at == bench.clock.now() + timedelta(seconds=2)
    bench.refunds.queries = [NO_ANSWER]
    doubted = await bench.settled(refund.id)
    assert (doubted.why, doubted.next_ask_at) == (
        HANDLING_DOUBT,
        bench.clock.now() + timedelta(seconds=4),
    )
    # A verified answer ends the doubt, whatever it says.
    known = await bench.settled(refund.id)
    assert (known.state, known.why) == (S.ABNORMAL, "")
    assert refund.application_id is not None
    assert AuditAction.UNKNOWN in await bench.audited(refund.application_id)


@pytest.mark.parametrize(
    ("answer", "why"),
    [(NoSuchRefund(signed=True), r"net\.slow"), (NO_ANSWER, r"net\.slow")],
)
async def test_what_cannot_be_read_back_is_not_sent_on(bench: Bench, answer: Any, why: str) -> None:
    refund = await abnormal(bench)
    bench.refunds.queries = [answer]
    with pytest.raises(RuleBrokenError, match=why):
        await press(bench, refund, "card")
    assert bench.refunds.cards == []


async def test_one_that_heals_by_itself_is_not_sent_on(bench: Bench) -> None:
    refund = await abnormal(bench)
    bench.refunds.settle(refund.number, S.SUCCEEDED)
    with pytest.raises(RuleBrokenError, match=r"abnormal\.gone"):
        await press(bench, refund, "card")
    assert (bench.refunds.cards, (await bench.refund(refund.id)).arrived_at) == (
        [],
        ArrivedAt.PAYER,
    )


async def test_a_lost_answer_is_read_back_before_the_next_press(bench: Bench) -> None:
    refund = await abnormal(bench)
    bench.refunds.submits = [NO_ANSWER]
    with pytest.raises(RuleBrokenError, match=r"abnormal\.doubt"):
        await press(bench, refund, "card")
    bench.refunds.settle(refund.number, S.PROCESSING)
    with pytest.raises(RuleBrokenError, match=r"abnormal\.gone"):
        await press(bench, refund, "card")
    assert len(bench.refunds.cards) == 1
    assert (await bench.refund(refund.id)).why == ""


async def test_act_on_the_message_is_believed_after_a_query_only(bench: Bench) -> None:
    refund = await abnormal(bench)
    bench.refunds.submits = [Refused(code="INVALID_REQUEST", ask_first=True)]
    there = Accepted(report=bench.refunds.taken[refund.number])
    bench.refunds.queries = [there, NO_ANSWER]
    with pytest.raises(RuleBrokenError, match=r"abnormal\.doubt"):
        await press(bench, refund, "shop")
    # Refused because it was on its way already: that is no trouble.
    bench.refunds.submits = [Refused(code="INVALID_REQUEST", ask_first=True)]
    moved = Accepted(report=report_on(refund, S.PROCESSING))
    bench.refunds.queries = [there, moved]
    await press(bench, refund, "shop")
    assert (await bench.refund(refund.id)).state is S.PROCESSING


async def test_taken_and_still_abnormal_is_asked_about_soon(bench: Bench) -> None:
    refund = await abnormal(bench)
    bench.refunds.submits = [Accepted(report=bench.refunds.taken[refund.number])]
    with pytest.raises(RuleBrokenError, match=r"abnormal\.doubt"):
        await press(bench, refund, "card")
    assert (await bench.refund(refund.id)).why == HANDLING_DOUBT


async def test_a_doubt_about_what_has_moved_on_changes_nothing(bench: Bench) -> None:
    refund = await bench.pay(await bench.a_case())
    now = bench.clock.now()
    kept = await bench.run(lambda stores: write_handling_doubt(stores, refund.id, now=now))
    assert replace(kept, next_ask_at=refund.next_ask_at) == refund


async def test_a_way_that_was_chosen_is_not_asked_for_again(bench: Bench) -> None:
    refund = await abnormal(bench)
    bench.heard.events.clear()
    await press(bench, refund, "shop")
    # The look before the call finds what everybody knew: rows follow, no sentence is said.
    told = [(event.state, event.again) for event in bench.heard.of(RefundChanged)]
    assert told == [(S.ABNORMAL, True), (S.PROCESSING, False)]


async def test_a_doubt_about_the_way_is_no_news_of_the_refund(bench: Bench) -> None:
    refund = await abnormal(bench)
    bench.heard.events.clear()
    bench.refunds.submits = [NO_ANSWER]
    with pytest.raises(RuleBrokenError, match=r"abnormal\.doubt"):
        await press(bench, refund, "shop")
    assert {event.again for event in bench.heard.of(RefundChanged)} == {True}


async def test_who_asks_is_answered_and_the_hourly_ask_says_nothing(bench: Bench) -> None:
    refund = await abnormal(bench)
    bench.heard.events.clear()
    await bench.services.settle_refund(refund.id)
    bench.refunds.queries = [NoSuchRefund(signed=True)]
    await bench.services.settle_refund(refund.id)
    assert [event.again for event in bench.heard.of(RefundChanged)] == [False, False]
    bench.heard.events.clear()
    bench.clock.passes(hours=7)
    await bench.services.settling_loop.turn()
    assert [(e.state, e.again) for e in bench.heard.of(RefundChanged)] == [(S.ABNORMAL, True)]
