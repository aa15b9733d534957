"""What a refund must be to go with others on one review sheet, when planned and when sent."""

from __future__ import annotations

from datetime import datetime

from refund_desk.application.case_rules import case_facts
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.beijing import beijing_day, start_of_beijing_day
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.policy import all_green, findings_of
from refund_desk.domain.refund import Refund
from refund_desk.domain.sheet import SHEET_LASTS
from refund_desk.domain.shop_policy import ShopPolicy


def ensure_all_green(stores: Stores, refund: Refund, policy: ShopPolicy, *, now: datetime) -> None:
    """Raise `RuleBrokenError("changed.checks")` unless every check of its application is green.

    The single limit is one of the checks; more than was asked for is never given in a sheet.
    """
    order = stores.orders.order(refund.mchid, refund.transaction_id)
    if order is None or refund.application_id is None:
        raise RuleBrokenError("order.unread")
    application = stores.applications.get(refund.application_id)
    found = findings_of(case_facts(stores, application, order, now=now), policy)
    if refund.amount > application.asked or not all_green(found):
        raise RuleBrokenError("changed.checks")


def ensure_sheet_goes_on(
    stores: Stores, refund: Refund, policy: ShopPolicy, *, now: datetime
) -> None:
    """Raise `RuleBrokenError` unless a refund of a sheet may still be sent.

    `sheet.late` ten minutes after the press, `changed.checks` when something is no longer green,
    `limit.day_full` when what left today leaves no room for it.
    """
    if now - refund.planned_at > SHEET_LASTS:
        raise RuleBrokenError("sheet.late")
    ensure_all_green(stores, refund, policy, now=now)
    gone = stores.refunds.sum_since(_day_began(now), with_plans=False)
    if gone + refund.amount > policy.day_limit:
        raise RuleBrokenError("limit.day_full")


def left_today(stores: Stores, policy: ShopPolicy, *, now: datetime) -> Fen:
    """How much of the day's limit is left, plans counted as spent (fen)."""
    spent = stores.refunds.sum_since(_day_began(now), with_plans=True)
    return policy.day_limit.less_or_zero(spent)


def _day_began(now: datetime) -> datetime:
    """When the Beijing day began (UTC)."""
    return start_of_beijing_day(beijing_day(now))
