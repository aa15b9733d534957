"""Money that a platform returned by itself: counted as theirs, never as a refund of ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.capabilities import CAPABILITIES, MoneyMover
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen, total_of
from refund_desk.domain.refund import BLOCKING_STATES, FINAL_STATES, Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication

# The mark of an application whose platform could not pay: the shop pays outside and proves it.
UNPAID_MARK = "store.prove"


def platform_moves(application: RefundApplication) -> bool:
    """Whether the platform that the application came from returns the money itself."""
    return CAPABILITIES[application.source].money_mover is MoneyMover.PLATFORM


def ours_moved(refunds: Iterable[Refund]) -> Fen:
    """What refunds of this desk sent back of a payment, or may be sending (fen)."""
    moving = (r for r in refunds if r.state not in FINAL_STATES or r.state is RefundState.SUCCEEDED)
    return total_of(r.amount for r in moving)


def ensure_not_paid_here(stores: Stores, application: RefundApplication) -> None:
    """Raise `RuleBrokenError` where money of ours left, or may leave, so that theirs is too much.

    The codes are `ref.dup` while one is on its way, and `platform.paid`.
    """
    if application.transaction_id is None:
        return
    refunds = stores.refunds.of_payment(application.mchid, application.transaction_id)
    if any(refund.state in BLOCKING_STATES for refund in refunds):
        raise RuleBrokenError("ref.dup")
    moved = ours_moved(refunds)
    if moved and application.asked + moved > application.order_amount:
        raise RuleBrokenError("platform.paid")


def note_platform_refund(stores: Stores, application: RefundApplication, now: datetime) -> None:
    """Count what the platform says it returned among what went back without this ledger.

    So every other application of the payment shows what is left (decisions.md 1.5). A larger sum
    that is known already is not lowered.
    """
    if not platform_moves(application) or application.state is not ApplicationState.REFUNDED:
        return
    if application.transaction_id is None:
        return
    payment = (application.mchid, application.transaction_id)
    returned = total_of(
        other.asked
        for other in stores.applications.of_payment(*payment)
        if platform_moves(other) and other.state is ApplicationState.REFUNDED
    )
    before = stores.orders.elsewhere(*payment)
    if returned <= (before or NOTHING):
        return
    stores.orders.put_elsewhere(*payment, returned)
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=SYSTEM,
            action=AuditAction.ELSEWHERE,
            application_id=application.id,
            facts={
                "transaction_id": application.transaction_id,
                "amount_fen": returned.count,
                "before": "" if before is None else str(before.count),
                "after": str(returned.count),
                "source": application.source.value,
            },
        )
    )
