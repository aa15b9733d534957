"""One step of a refund in the ledger: the row, its audit line, the application that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.case import follow_refunds
from refund_desk.domain.deadline import with_due
from refund_desk.domain.refund import Refund, RefundState


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the audit trail says of a step. `before` is how the refund stood, None for a new one."""

    action: AuditAction
    at: datetime
    before: RefundState | None
    actor: str = SYSTEM
    facts: Mapping[str, str | int | bool] = field(default_factory=dict)


def keep(stores: Stores, refund: Refund, line: Line) -> Refund:
    """Write the refund, its audit line, and let the application follow."""
    stores.refunds.replace(refund)
    add_line(stores, refund, line)
    follow(stores, refund.application_id, now=line.at)
    return refund


def add_line(stores: Stores, refund: Refund, line: Line) -> None:
    """One line of the trail about a refund."""
    stores.audit.append(
        AuditEntry(
            at=line.at,
            actor=line.actor,
            action=line.action,
            application_id=refund.application_id,
            refund_id=refund.id,
            facts={
                "transaction_id": refund.transaction_id,
                "amount_fen": refund.amount.count,
                **({"out_refund_no": refund.out_refund_no} if refund.out_refund_no else {}),
                **({"refund_id": refund.refund_id} if refund.refund_id else {}),
                **({"before": line.before.value} if line.before is not None else {}),
                "after": refund.state.value,
                **line.facts,
            },
        )
    )


def follow(stores: Stores, application_id: int | None, *, now: datetime) -> None:
    """Let the application follow its refunds."""
    if application_id is None:
        return
    application = stores.applications.get(application_id)
    followed = follow_refunds(application, stores.refunds.of_application(application_id), now=now)
    if followed != application:
        # One that is open again after its end has its clock again.
        stores.applications.replace(with_due(replace(followed, changed_at=now)))
