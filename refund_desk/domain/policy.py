"""The shop's rules over one application -> findings with their evidence, which only advise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import goods_come_first
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.paid_order import REFUND_AGE_MAX, PaidOrder, Remainder
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import BLOCKING_STATES, FINAL_STATES, Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication
from refund_desk.domain.shop_policy import FreightPayer, ShopPolicy


class Verdict(StrEnum):
    """The colour of a finding; UNKNOWN is grey and never counts as passed."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked rule. `rule` is a key of the window's texts; the numbers are its evidence.

    `limit` and `bound` are what the shop's rule says: an amount (fen), or a number of days, times
    or pictures.
    """

    rule: str
    verdict: Verdict
    count: int = 0
    amount: Fen | None = None
    limit: Fen | None = None
    bound: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """All that the rules look at, as known now. None means it could not be read."""

    application: RefundApplication
    order: PaidOrder | None
    order_missing: bool
    facts: OrderFacts | None
    refunds: tuple[Refund, ...]
    remainder: Remainder | None
    elsewhere_suspected: bool
    earlier_refunds: int | None
    linked_moving: bool
    now: datetime
    goods_here: bool = False


def findings_of(case: CaseFacts, policy: ShopPolicy) -> tuple[Finding, ...]:
    """Every finding that concerns this case, in the order the window shows them."""
    return (
        *_order_known(case),
        *_not_too_old(case),
        _since_receipt(case, policy),
        *_signed_for(case),
        *_evidence(case, policy),
        *_amount(case),
        *_freight(case, policy),
        *_waiting(case),
        *_elsewhere(case),
        *_moving(case),
        _limit(case, policy),
        _history(case, policy),
        *_warnings(case),
    )


def all_green(findings: tuple[Finding, ...]) -> bool:
    """Whether every finding is green: unknown is not."""
    return bool(findings) and all(f.verdict is Verdict.GREEN for f in findings)


def any_red(findings: tuple[Finding, ...]) -> bool:
    """Whether approving needs the tick 我知道."""
    return any(f.verdict is Verdict.RED for f in findings)


def _order_known(case: CaseFacts) -> tuple[Finding, ...]:
    """Without an order that WeChat Pay knows there is nothing to refund."""
    if case.order_missing:
        return (Finding("order_missing", Verdict.RED),)
    if case.order is None:
        return (Finding("order_unread", Verdict.UNKNOWN),)
    if case.order.currency != "CNY":
        return (Finding("currency", Verdict.RED),)
    return () if case.order.is_paid else (Finding("order_unpaid", Verdict.RED),)


def _not_too_old(case: CaseFacts) -> tuple[Finding, ...]:
    """WeChat Pay takes no refund after 365 days."""
    if case.order is None or case.order.paid_at is None:
        return ()
    age = case.now - case.order.paid_at
    return (Finding("too_old", Verdict.RED, count=age.days),) if age > REFUND_AGE_MAX else ()


def _since_receipt(case: CaseFacts, policy: ShopPolicy) -> Finding:
    """Applied within the shop's days after the parcel was signed for, or never shipped."""
    if case.facts is None:
        return Finding("receipt_unread", Verdict.UNKNOWN)
    logistics = case.facts.logistics
    applied = beijing_day(case.application.applied_at)
    if logistics.shipped_at is None:
        paid = case.order.paid_at if case.order is not None else None
        days = (applied - beijing_day(paid)).days if paid is not None else 0
        late = days >= policy.ship_within_days
        rule = "unshipped_long" if late else "unshipped"
        return Finding(rule, Verdict.GREEN, count=days, bound=policy.ship_within_days)
    if logistics.signed_at is None:
        return Finding("not_signed", Verdict.AMBER)
    day = max(0, (applied - beijing_day(logistics.signed_at)).days)
    verdict = Verdict.GREEN if day <= policy.return_days else Verdict.RED
    return Finding("within_days", verdict, count=day, bound=policy.return_days)


def _signed_for(case: CaseFacts) -> tuple[Finding, ...]:
    """Who says that nothing came, while the parcel was signed for, has to be asked about it."""
    signed = case.facts.logistics.signed_at if case.facts is not None else None
    if signed is None or case.application.category is not ReasonCategory.NEVER_SHIPPED:
        return ()
    days = max(0, (beijing_day(case.now) - beijing_day(signed)).days)
    return (Finding("signed_for", Verdict.AMBER, count=days),)


def _evidence(case: CaseFacts, policy: ShopPolicy) -> tuple[Finding, ...]:
    """The pictures that the shop wants to see for this reason."""
    wanted = policy.rule_of(case.application.category).pictures
    if not wanted:
        return ()
    damaged = case.application.category is ReasonCategory.DAMAGED
    count = case.application.picture_count
    return (
        Finding(
            "pictures_damage" if damaged else "pictures_goods",
            Verdict.GREEN if count >= wanted else Verdict.AMBER,
            count=count,
            bound=wanted,
        ),
    )


def _amount(case: CaseFacts) -> tuple[Finding, ...]:
    """What is asked must be left of the payment."""
    if case.remainder is None:
        return ()
    left, asked = case.remainder.refundable, case.application.asked
    if not left:
        return (Finding("nothing_left", Verdict.RED, amount=asked, limit=left),)
    if not asked:
        return (Finding("nothing_asked", Verdict.AMBER, amount=asked, limit=left),)
    verdict = Verdict.GREEN if asked <= left else Verdict.AMBER
    return (Finding("amount", verdict, amount=asked, limit=left),)


def _freight(case: CaseFacts, policy: ShopPolicy) -> tuple[Finding, ...]:
    """Where the buyer bears the freight, what is asked should not hold it."""
    facts = case.facts
    rule = policy.rule_of(case.application.category)
    if facts is None or facts.logistics.shipped_at is None or not facts.freight:
        return ()
    if rule.freight is not FreightPayer.BUYER or not facts.goods_total:
        return ()
    asked, goods = case.application.asked, facts.goods_total
    verdict = Verdict.GREEN if asked <= goods else Verdict.AMBER
    return (Finding("freight", verdict, amount=asked, limit=goods),)


def _waiting(case: CaseFacts) -> tuple[Finding, ...]:
    """Goods that come back come first, and so does the buyer's answer to an offer.

    The owner may say otherwise: a red check is approved with the tick 我知道.
    """
    if goods_come_first(case.application, goods_here=case.goods_here):
        return (Finding("goods_waiting", Verdict.RED),)
    if case.application.state is ApplicationState.WAITING_CUSTOMER:
        return (Finding("answer_waiting", Verdict.AMBER),)
    return ()


def _elsewhere(case: CaseFacts) -> tuple[Finding, ...]:
    """Refunded without this ledger: WeChat names no sum, so a person has to (decisions.md 1.3)."""
    if case.application.fully_refunded_there:
        return (Finding("full_refunded", Verdict.RED),)
    return (Finding("elsewhere", Verdict.RED),) if case.elsewhere_suspected else ()


def _moving(case: CaseFacts) -> tuple[Finding, ...]:
    """Another refund of the payment, from whatever source, is on its way or done."""
    if case.linked_moving:
        return (Finding("linked_moving", Verdict.RED),)
    states = {r.state for r in case.refunds}
    if states & BLOCKING_STATES:
        return (Finding("moving", Verdict.RED),)
    if states - FINAL_STATES:
        return (Finding("moving", Verdict.AMBER),)
    if RefundState.SUCCEEDED in states:
        return (Finding("refunded_before", Verdict.AMBER),)
    return ()


def _limit(case: CaseFacts, policy: ShopPolicy) -> Finding:
    """The person's limit for one refund."""
    within = case.application.asked <= policy.single_limit
    verdict = Verdict.GREEN if within else Verdict.AMBER
    return Finding(
        "single_limit", verdict, amount=case.application.asked, limit=policy.single_limit
    )


def _history(case: CaseFacts, policy: ShopPolicy) -> Finding:
    """How often this customer was refunded in half a year; without an identity nobody knows."""
    if case.earlier_refunds is None:
        return Finding("customer_unread", Verdict.UNKNOWN)
    usual = policy.customer_refunds
    verdict = Verdict.GREEN if case.earlier_refunds < usual else Verdict.AMBER
    return Finding("customer", verdict, count=case.earlier_refunds + 1, bound=usual)


def _warnings(case: CaseFacts) -> tuple[Finding, ...]:
    """What WeChat Pay itself says of the buyer or the complaint."""
    found = []
    if case.application.is_high_risk:
        found.append(Finding("high_risk", Verdict.AMBER))
    if case.application.user_complaint_times > 1:
        times = case.application.user_complaint_times
        found.append(Finding("repeated", Verdict.AMBER, count=times))
    if case.application.in_platform_service:
        found.append(Finding("platform_service", Verdict.AMBER))
    if case.order is not None and case.order.has_coupon:
        found.append(Finding("coupon", Verdict.AMBER, amount=case.order.payer_total))
    return tuple(found)
