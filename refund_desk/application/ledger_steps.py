"""The steps that a desk takes by itself or for a person: plain functions over the stores.

Everything that changes a refund's state goes through here or through `ledger_answers`, one
transaction each.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from refund_desk.application.automatic_rules import ensure_automatic
from refund_desk.application.ledger_answers import write_doubt
from refund_desk.application.ledger_lines import Line, keep
from refund_desk.application.our_payment import ensure_our_payment
from refund_desk.application.outcomes import Doubt, Unknown
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.press import Press, forget_press, kept_press, note_sent
from refund_desk.application.progress import queue_progress
from refund_desk.application.restored_books import ensure_caught_up
from refund_desk.application.sheet_rules import ensure_sheet_goes_on
from refund_desk.application.undone_by_closing import UNDONE_BY_CLOSING, note_undone_by_closing
from refund_desk.domain.audit import SYSTEM, AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.paid_order import PaidOrder, ensure_findable, ensure_refundable
from refund_desk.domain.refund import Refund, RefundState, next_ordinal
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.domain.settling import ASK_AT_LEAST_EVERY
from refund_desk.domain.shop_policy import ShopPolicy

# A send this fresh may still be on its way, whatever a query says: to give it up now and refund
# under the next number could pay twice.
GIVE_UP_AFTER = timedelta(seconds=60)


def write_intention(
    stores: Stores, refund_id: int, *, practice: bool, policy: ShopPolicy, now: datetime
) -> Refund | None:
    """PLANNED -> SUBMITTING with its number, all rules checked; None when it was undone meanwhile.

    Raises `RuleBrokenError` when a rule now says no (remainder, 50, 365 days, 60 s, the limits of a
    sheet or of what acts by itself), when the application ended, or when the ladder found another
    refund since the press.
    """
    refund = stores.refunds.get(refund_id)
    if refund.state is not RefundState.PLANNED:
        return None
    ensure_caught_up(stores)
    others = _others(stores, refund)
    press = kept_press(stores, refund_id)
    _ensure_application_open(stores, refund, press)
    _ensure_nothing_found(stores, refund, others, press)
    order = _ensure_refundable(stores, refund, others, now)
    ensure_findable(order, others)
    if press is not None and press.sheet:
        ensure_sheet_goes_on(stores, refund, policy, now=now)
    if press is not None and press.automatic:
        ensure_automatic(stores, refund, now=now)
    ordinal = next_ordinal(others)
    numbered = refund.step_to(
        RefundState.SUBMITTING,
        ordinal=ordinal,
        out_refund_no=OutRefundNo.derive(refund.transaction_id, ordinal, practice=practice),
        first_submitting_at=now,
        why="",
    )
    note_sent(stores, refund_id, now=now)
    facts = {"ordinal": ordinal}
    line = Line(action=AuditAction.SUBMITTING, at=now, before=refund.state, facts=facts)
    queue_progress(stores, numbered, now=now)
    return keep(stores, numbered, line)


def write_resend(stores: Stores, refund_id: int, *, actor: str, now: datetime) -> Refund | None:
    """UNKNOWN or REFUSED -> SUBMITTING under the same number; None when it has moved on.

    By itself the desk sends only a doubt again; a refusal takes a person's press, which also starts
    the ten minutes anew in which re-sends happen by themselves. Raises `RuleBrokenError` as
    `write_intention` does.
    """
    refund = stores.refunds.get(refund_id)
    by_itself = actor == SYSTEM
    if refund.state is not (RefundState.UNKNOWN if by_itself else RefundState.REFUSED):
        return None
    ensure_caught_up(stores)
    others = _others(stores, refund)
    _ensure_refundable(stores, refund, others, now)
    _ensure_nothing_found(stores, refund, others, kept_press(stores, refund_id))
    again = refund.step_to(
        RefundState.SUBMITTING,
        why="",
        next_ask_at=None,
        pressed_at=refund.pressed_at if by_itself else now,
    )
    note_sent(stores, refund_id, now=now)
    return keep(
        stores,
        again,
        Line(
            action=AuditAction.SUBMITTING,
            at=now,
            before=refund.state,
            actor=actor,
            facts={"again": True},
        ),
    )


def write_undone(
    stores: Stores, refund_id: int, why: str, *, actor: str, now: datetime
) -> Refund | None:
    """PLANNED -> UNDONE; None when it was no longer planned."""
    refund = stores.refunds.get(refund_id)
    if refund.state is not RefundState.PLANNED:
        return None
    undone = refund.step_to(RefundState.UNDONE, why=why, settled_at=now)
    facts = {"why": why}
    line = Line(action=AuditAction.UNDONE, at=now, before=refund.state, actor=actor, facts=facts)
    keep(stores, undone, line)
    forget_press(stores, refund_id)
    if why == UNDONE_BY_CLOSING:
        note_undone_by_closing(stores, refund_id)
    if refund.application_id is not None and why.startswith("changed"):
        application = stores.applications.get(refund.application_id)
        stores.applications.replace(replace(application, marked=why, unread=True))
    return undone


def write_given_up(stores: Stores, refund_id: int, *, actor: str, now: datetime) -> Refund:
    """REFUSED -> GIVEN_UP by a person; the ordinal stays used for ever.

    Raises `RuleBrokenError("give_up.unread")` when it has moved on, or when it was sent less than a
    minute ago.
    """
    refund = stores.refunds.get(refund_id)
    press = kept_press(stores, refund_id)
    sent_at = press.sent_at if press is not None else None
    fresh = sent_at is not None and abs(now - sent_at) < GIVE_UP_AFTER
    if refund.state is not RefundState.REFUSED or fresh:
        raise RuleBrokenError("give_up.unread")
    given_up = refund.step_to(RefundState.GIVEN_UP, settled_at=now, next_ask_at=None)
    forget_press(stores, refund_id)
    line = Line(action=AuditAction.GIVEN_UP, at=now, before=refund.state, actor=actor)
    return keep(stores, given_up, line)


def write_healed(stores: Stores, refund_id: int, why: str, *, now: datetime) -> Refund | None:
    """A refund whose task has ended before its time: not sent is UNDONE, perhaps sent is in doubt.

    A doubt is asked about at once, not when its old plan says so; so is a plan that a wrong clock
    has put too far away. None when nothing is to be done.
    """
    refund = stores.refunds.get(refund_id)
    if refund.state is RefundState.PLANNED:
        return write_undone(stores, refund_id, why, actor=SYSTEM, now=now)
    if refund.state is RefundState.SUBMITTING:
        doubt = Unknown(doubt=Doubt.NO_ANSWER)
        return write_doubt(stores, refund, doubt, now=now, ask_at_once=True)
    planned = refund.next_ask_at
    lost = not refund.is_final and (planned is None or planned - now > ASK_AT_LEAST_EVERY)
    if refund.state is not RefundState.UNKNOWN and not lost:
        return None
    asked_now = replace(refund, next_ask_at=now)
    stores.refunds.replace(asked_now)
    return asked_now


def _ensure_application_open(stores: Stores, refund: Refund, press: Press | None) -> None:
    """Raise `RuleBrokenError` when the application ended since the press, or awaits goods now."""
    if refund.application_id is None:
        return
    application = stores.applications.get(refund.application_id)
    if application.is_final and application.state is not ApplicationState.REFUNDED:
        raise RuleBrokenError("changed.closed")
    waits = application.state is ApplicationState.WAITING_GOODS
    if waits and press is not None and not press.before_goods:
        raise RuleBrokenError("goods.first")


def _others(stores: Stores, refund: Refund) -> tuple[Refund, ...]:
    """The other refunds of the payment."""
    known = stores.refunds.of_payment(refund.mchid, refund.transaction_id)
    return tuple(other for other in known if other.id != refund.id)


def _ensure_nothing_found(
    stores: Stores, refund: Refund, others: tuple[Refund, ...], press: Press | None
) -> None:
    """Raise `RuleBrokenError("adopted")` once money of the payment that others moved was found.

    Whoever pressed did not know of it. Nothing of ours is planned beside a refund that is not over,
    so what is younger was found at WeChat Pay; what went under a number that was given up here has
    no row of its own, and counts as refunded elsewhere.
    """
    told = stores.orders.elsewhere(refund.mchid, refund.transaction_id) or NOTHING
    seen = told if press is None or press.elsewhere is None else press.elsewhere
    if told > seen or any(other.id > refund.id for other in others):
        raise RuleBrokenError("adopted")


def _ensure_refundable(
    stores: Stores, refund: Refund, others: tuple[Refund, ...], now: datetime
) -> PaidOrder:
    """The payment; raises `RuleBrokenError` when this refund may not be sent beside the others."""
    ensure_our_payment(stores, refund.mchid, refund.transaction_id)
    order = stores.orders.order(refund.mchid, refund.transaction_id)
    if order is None:
        raise RuleBrokenError("order.unread")
    if order.total != refund.order_total:
        raise RuleBrokenError("changed.amount")
    elsewhere = stores.orders.elsewhere(refund.mchid, refund.transaction_id) or NOTHING
    ensure_refundable(order, others, asked=refund.amount, elsewhere=elsewhere, now=now)
    return order
