"""Money that a platform returned by itself: counted as theirs, never as a refund of ours."""

from __future__ import annotations

from datetime import datetime

from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.capabilities import CAPABILITIES, MoneyMover
from refund_desk.domain.fen import NOTHING, total_of
from refund_desk.domain.refund_application import ApplicationState, RefundApplication


def platform_moves(application: RefundApplication) -> bool:
    """Whether the platform that the application came from returns the money itself."""
    return CAPABILITIES[application.source].money_mover is MoneyMover.PLATFORM


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
