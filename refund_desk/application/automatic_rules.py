"""What an application must be to be agreed to automatically: when planned, and when sent."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from refund_desk.application.policy_book import policy_in_force, write_policy
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import (
    AUTOMATIC_MADE,
    AUTOMATIC_SINCE,
    AUTOMATIC_STOPPED,
    draft_of,
)
from refund_desk.application.sheet_rules import ensure_all_green
from refund_desk.domain.audit import SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.capabilities import CAPABILITIES, MoneyMover, mover_of
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication

# However small the amounts are.
MADE_A_DAY_MAX = 200
_IN_DOUBT = frozenset({RefundState.SUBMITTING, RefundState.UNKNOWN, RefundState.REFUSED})
_NOTHING_LEFT = frozenset({RefundState.UNDONE, RefundState.GIVEN_UP, RefundState.CLOSED})


def is_candidate(stores: Stores, application_id: int) -> bool:
    """Whether it is worth asking WeChat Pay about: fresh, small, unshipped, nobody's yet."""
    policy = policy_in_force(stores).automatic
    application = stores.applications.get(application_id)
    if not policy.on or not _is_untouched(stores, application):
        return False
    if not CAPABILITIES[application.source].decisions:
        # Typed or imported here: there is nobody who could confirm it before the money leaves.
        return False
    if not application.asked or application.asked > policy.up_to:
        return False
    return _is_ours_and_unshipped(stores, application)


def ensure_automatic(stores: Stores, refund: Refund, *, now: datetime) -> None:
    """Raise `RuleBrokenError` unless this refund may go without a person's press.

    `automatic.off`, `automatic.full` when the day leaves no room for it, `changed.checks` when
    anything is not as it was: not all green, shipped meanwhile, a platform moves the money.
    """
    policy = policy_in_force(stores)
    if not policy.automatic.on:
        raise RuleBrokenError("automatic.off")
    if refund.application_id is None:
        raise RuleBrokenError("changed.checks")
    application = stores.applications.get(refund.application_id)
    small = refund.amount <= policy.automatic.up_to
    if not small or not _is_ours_and_unshipped(stores, application):
        raise RuleBrokenError("changed.checks")
    ensure_all_green(stores, refund, policy, now=now)
    others = [r for r in made_today(stores, now=now) if r.id != refund.id]
    spent = total_of(r.amount for r in others if r.state not in _NOTHING_LEFT)
    if len(others) >= MADE_A_DAY_MAX or spent + refund.amount > policy.automatic.day_limit:
        raise RuleBrokenError("automatic.full")


def made_today(stores: Stores, *, now: datetime) -> tuple[Refund, ...]:
    """The automatic refunds of this Beijing day."""
    day = beijing_day(now)
    return tuple(r for r in _made(stores) if beijing_day(r.planned_at) == day)


def left_of_today(stores: Stores, *, now: datetime) -> Fen:
    """How much may still be refunded automatically on this Beijing day (fen)."""
    made = made_today(stores, now=now)
    spent = total_of(r.amount for r in made if r.state not in _NOTHING_LEFT)
    return policy_in_force(stores).automatic.day_limit.less_or_zero(spent)


def note_made(stores: Stores, refund: Refund, *, now: datetime) -> None:
    """Remember an automatic refund, for as long as its day or a doubt about it lasts."""
    day = beijing_day(now)
    kept = [r.id for r in _made(stores) if beijing_day(r.planned_at) == day or r.state in _IN_DOUBT]
    stores.settings.put(AUTOMATIC_MADE, json.dumps([*kept, refund.id]))


def doubt_of(stores: Stores) -> str:
    """Why nothing more may be agreed to automatically; empty when all of it has gone well."""
    states = {refund.state for refund in _made(stores)}
    if RefundState.REFUSED in states:
        return "automatic.refused"
    return "automatic.unknown" if states & _IN_DOUBT else ""


def write_stopped(stores: Stores, why: str, *, now: datetime) -> bool:
    """Switch it off until the owner switches it on again; whether it was on."""
    policy = policy_in_force(stores)
    if not policy.automatic.on:
        return False
    write_policy(stores, replace(policy, automatic=replace(policy.automatic, on=False)))
    stores.settings.put(AUTOMATIC_STOPPED, why)
    stores.audit.append(
        AuditEntry(at=now, actor=SYSTEM, action=AuditAction.AUTOMATIC_STOPPED, facts={"why": why})
    )
    return True


def _is_untouched(stores: Stores, application: RefundApplication) -> bool:
    """Whether it came after the owner's word, and neither person nor refund has touched it."""
    since = stores.settings.get(AUTOMATIC_SINCE)
    if since is None or application.applied_at < datetime.fromisoformat(since):
        return False
    if application.state is not ApplicationState.OPEN or application.marked:
        return False
    if application.round > 1 or application.first_reply_at is not None:
        return False
    if stores.outbox.of_application(application.id):
        return False
    return stores.settings.get(draft_of(application.id)) is None


def _is_ours_and_unshipped(stores: Stores, application: RefundApplication) -> bool:
    """Whether this desk moves the money of a payment that was never refunded nor shipped."""
    number = application.transaction_id
    if number is None or application.orders_in_complaint > 1:
        return False
    of_payment = stores.applications.of_payment(application.mchid, number)
    if mover_of(a.source for a in of_payment) is not MoneyMover.OURS:
        return False
    refunds = stores.refunds.of_payment(application.mchid, number)
    if any(r.state is not RefundState.PLANNED for r in refunds):
        return False
    facts = stores.orders.facts(number)
    return facts is not None and facts.logistics.shipped_at is None


def _made(stores: Stores) -> tuple[Refund, ...]:
    """The automatic refunds that are remembered."""
    ids = json.loads(stores.settings.get(AUTOMATIC_MADE) or "[]")
    return tuple(stores.refunds.get(refund_id) for refund_id in ids)
