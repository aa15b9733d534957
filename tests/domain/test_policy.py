"""The shop's rules: what is green, amber, red or not known."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.order_facts import Goods, Logistics, OrderFacts
from refund_desk.domain.paid_order import Remainder, TradeState, remainder_of
from refund_desk.domain.policy import (
    CaseFacts,
    ShopPolicy,
    Verdict,
    all_green,
    any_red,
    findings_of,
)
from refund_desk.domain.reason import ReasonCategory, category_of
from refund_desk.domain.refund import RefundState
from tests.storage.examples import NOW, a_refund, an_application, an_order, facts_of, payment

PAYMENT = payment()
APPLICATION = an_application(
    transaction_id=PAYMENT, category=ReasonCategory.CHANGED_MIND, applied_at=NOW
)
ORDER = an_order(PAYMENT, payer_total=Fen(23_600), paid_at=NOW - timedelta(days=10))
DAY = timedelta(days=1)
SIGNED = Logistics(shipped_at=NOW - 9 * DAY, signed_at=NOW - 7 * DAY)


def verdicts(**changes: Any) -> dict[str, Verdict]:
    """The findings about a case without any trouble, but for these changes."""
    return {finding.rule: finding.verdict for finding in findings_of(a_case(**changes), _POLICY)}


_POLICY = ShopPolicy()


def a_case(**changes: Any) -> CaseFacts:
    values: dict[str, Any] = {
        "application": APPLICATION,
        "order": ORDER,
        "order_missing": False,
        "facts": facts_of(PAYMENT, logistics=SIGNED),
        "refunds": (),
        "remainder": remainder_of(ORDER.total, ()),
        "elsewhere_suspected": False,
        "earlier_refunds": 0,
        "linked_moving": False,
        "now": NOW,
    }
    return CaseFacts(**(values | changes))


def applied(**changes: Any) -> dict[str, Any]:
    return {"application": replace(APPLICATION, **changes)}


def test_an_ordinary_case_is_all_green() -> None:
    findings = findings_of(a_case(), _POLICY)
    assert all_green(findings)
    assert not any_red(findings)
    assert [f.rule for f in findings] == ["within_days", "amount", "single_limit", "customer"]
    assert not all_green(())


@pytest.mark.parametrize(
    ("changes", "rule", "verdict"),
    [
        ({"order_missing": True}, "order_missing", Verdict.RED),
        ({"order": None, "remainder": None}, "order_unread", Verdict.UNKNOWN),
        ({"order": replace(ORDER, currency="USD")}, "currency", Verdict.RED),
        ({"order": replace(ORDER, trade_state=TradeState.CLOSED)}, "order_unpaid", Verdict.RED),
        ({"order": replace(ORDER, paid_at=NOW - 366 * DAY)}, "too_old", Verdict.RED),
        ({"order": replace(ORDER, payer_total=Fen(1))}, "coupon", Verdict.AMBER),
        ({"facts": None}, "receipt_unread", Verdict.UNKNOWN),
        ({"facts": facts_of(PAYMENT)}, "not_signed", Verdict.AMBER),
        (
            {"facts": facts_of(PAYMENT, logistics=replace(SIGNED, signed_at=NOW - 8 * DAY))},
            "within_days",
            Verdict.RED,
        ),
        ({"facts": facts_of(PAYMENT, logistics=Logistics())}, "unshipped_long", Verdict.GREEN),
        (
            {"facts": facts_of(PAYMENT, logistics=Logistics()), "order": None},
            "unshipped",
            Verdict.GREEN,
        ),
        (applied(category=ReasonCategory.DAMAGED), "pictures_damage", Verdict.AMBER),
        (
            applied(category=ReasonCategory.QUALITY, picture_count=2),
            "pictures_goods",
            Verdict.GREEN,
        ),
        (applied(asked=Fen(23_601)), "amount", Verdict.AMBER),
        (applied(asked=NOTHING), "nothing_asked", Verdict.AMBER),
        ({"remainder": Remainder(Fen(9), Fen(9), NOTHING, NOTHING)}, "nothing_left", Verdict.RED),
        (applied(fully_refunded_there=True), "full_refunded", Verdict.RED),
        ({"elsewhere_suspected": True}, "elsewhere", Verdict.RED),
        ({"linked_moving": True}, "linked_moving", Verdict.RED),
        (applied(asked=Fen(200_001)), "single_limit", Verdict.AMBER),
        ({"earlier_refunds": None}, "customer_unread", Verdict.UNKNOWN),
        ({"earlier_refunds": 2}, "customer", Verdict.GREEN),
        ({"earlier_refunds": 3}, "customer", Verdict.AMBER),
        (applied(is_high_risk=True), "high_risk", Verdict.AMBER),
        (applied(user_complaint_times=2), "repeated", Verdict.AMBER),
        (applied(in_platform_service=True), "platform_service", Verdict.AMBER),
    ],
)
def test_each_rule_speaks(changes: dict[str, Any], rule: str, verdict: Verdict) -> None:
    assert verdicts(**changes)[rule] is verdict


@pytest.mark.parametrize("state", RefundState)
def test_an_own_refund_shows(state: RefundState) -> None:
    found = verdicts(refunds=(a_refund(state=state),))
    blocking = {
        RefundState.PLANNED,
        RefundState.SUBMITTING,
        RefundState.UNKNOWN,
        RefundState.REFUSED,
    }
    if state in blocking:
        assert found["moving"] is Verdict.RED
    elif state in {RefundState.PROCESSING, RefundState.ABNORMAL}:
        assert found["moving"] is Verdict.AMBER
    elif state is RefundState.SUCCEEDED:
        assert found["refunded_before"] is Verdict.AMBER
    else:
        assert not {"moving", "refunded_before"} & set(found)


def test_days_since_receipt_are_beijing_days_and_never_negative() -> None:
    # 15:59 and 16:01 in UTC are two days in Beijing.
    signed = NOW.replace(hour=15, minute=59)
    case = a_case(
        facts=facts_of(PAYMENT, logistics=replace(SIGNED, signed_at=signed)),
        application=replace(APPLICATION, applied_at=signed.replace(hour=16, minute=1)),
    )
    finding = next(f for f in findings_of(case, _POLICY) if f.rule == "within_days")
    assert (finding.count, finding.limit) == (1, Fen(7))
    later = replace(SIGNED, signed_at=NOW + 3 * DAY)
    case = a_case(facts=facts_of(PAYMENT, logistics=later))
    finding = next(f for f in findings_of(case, _POLICY) if f.rule == "within_days")
    assert finding.count == 0


@pytest.mark.parametrize(
    ("texts", "category"),
    [
        (("收到破损", ""), ReasonCategory.DAMAGED),
        (("少发了一件配件",), ReasonCategory.MISSING_PART),
        (("", "商家发错货了"), ReasonCategory.WRONG_GOODS),
        (("一直没收到",), ReasonCategory.NEVER_SHIPPED),
        (("有色差",), ReasonCategory.NOT_AS_DESCRIBED),
        (("质量太差",), ReasonCategory.QUALITY),
        (("7天无理由",), ReasonCategory.CHANGED_MIND),
        (("其他", "……"), ReasonCategory.OTHER),
    ],
)
def test_a_reason_becomes_a_category(texts: tuple[str, ...], category: ReasonCategory) -> None:
    assert category_of(*texts) is category


def test_goods_are_summed_and_named() -> None:
    facts: OrderFacts = facts_of(PAYMENT)
    assert (facts.goods_total, facts.title) == (Fen(22_600), "雾蓝马克杯 ×2、杯刷")
    one = OrderFacts(transaction_id=PAYMENT, goods=(Goods(name="杯", quantity=3, unit=Fen(5)),))
    assert (one.goods_total, one.title) == (Fen(15), "杯 ×3")
