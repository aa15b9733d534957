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
    Finding,
    Verdict,
    all_green,
    any_red,
    findings_of,
)
from refund_desk.domain.policy_presets import Trade, with_trade
from refund_desk.domain.reason import ReasonCategory, category_of
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.domain.shop_policy import ReasonRule, ShopPolicy
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
    assert (finding.count, finding.bound) == (1, 7)
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


def _of_shop(**changes: Any) -> ShopPolicy:
    return replace(_POLICY, **changes)


def finding(policy: ShopPolicy, rule: str, **changes: Any) -> Finding | None:
    found = findings_of(a_case(**changes), policy)
    return next((f for f in found if f.rule == rule), None)


def test_the_shop_says_how_many_pictures_it_wants() -> None:
    reasons = tuple(ReasonRule(category=c, pictures=2) for c in ReasonCategory)
    found = finding(_of_shop(reasons=reasons), "pictures_goods", **applied(picture_count=1))
    assert found == Finding("pictures_goods", Verdict.AMBER, count=1, bound=2)
    found = finding(_of_shop(reasons=reasons), "pictures_goods", **applied(picture_count=2))
    assert found is not None
    assert found.verdict is Verdict.GREEN
    assert finding(_POLICY, "pictures_goods") is None


def test_freight_is_looked_at_where_the_buyer_bears_it() -> None:
    clothes = with_trade(_POLICY, Trade.CLOTHES)
    goods = Fen(22_600)
    for asked, verdict in ((goods, Verdict.GREEN), (Fen(22_601), Verdict.AMBER)):
        found = finding(clothes, "freight", **applied(asked=asked))
        assert found == Finding("freight", verdict, amount=asked, limit=goods)
    assert finding(_POLICY, "freight") is None
    none = {"facts": facts_of(PAYMENT, logistics=SIGNED, freight=NOTHING)}
    assert finding(clothes, "freight", **none) is None
    unshipped = {"facts": facts_of(PAYMENT, logistics=Logistics())}
    assert finding(clothes, "freight", **unshipped) is None
    bare = {"facts": facts_of(PAYMENT, logistics=SIGNED, goods=())}
    assert finding(clothes, "freight", **bare) is None
    assert finding(clothes, "freight", facts=None) is None


def test_who_says_that_nothing_came_is_asked_when_it_was_signed_for() -> None:
    never = applied(category=ReasonCategory.NEVER_SHIPPED)
    found = finding(_POLICY, "signed_for", **never)
    assert found == Finding("signed_for", Verdict.AMBER, count=7)
    assert finding(_POLICY, "signed_for") is None
    assert finding(_POLICY, "signed_for", **never, facts=facts_of(PAYMENT)) is None


def test_the_shop_says_what_is_usual_for_a_customer() -> None:
    found = finding(_of_shop(customer_refunds=1), "customer", earlier_refunds=1)
    assert found == Finding("customer", Verdict.AMBER, count=2, bound=1)


def test_the_shop_says_when_shipping_is_late() -> None:
    unshipped = {"facts": facts_of(PAYMENT, logistics=Logistics())}
    found = finding(_of_shop(ship_within_days=15), "unshipped", **unshipped)
    assert found == Finding("unshipped", Verdict.GREEN, count=10, bound=15)


@pytest.mark.parametrize("state", ApplicationState)
def test_goods_and_answers_come_before_the_refund(state: ApplicationState) -> None:
    found = verdicts(**applied(state=state))
    waits = {
        ApplicationState.WAITING_GOODS: ("goods_waiting", Verdict.RED),
        ApplicationState.WAITING_CUSTOMER: ("answer_waiting", Verdict.AMBER),
    }
    rule, verdict = waits.get(state, ("", None))
    assert found.get(rule) is verdict
    assert len({"goods_waiting", "answer_waiting"} & set(found)) == (state in waits)
