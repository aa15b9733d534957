"""Telling the buyer how far the money is, wherever the source can carry it: each step once."""

from __future__ import annotations

import json
from datetime import datetime

from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.outbox import (
    OPEN_OUTBOX_STATES,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    ProgressStep,
)
from refund_desk.domain.refund import Refund, RefundState

_STEPS = {
    RefundState.SUBMITTING: ProgressStep.SUBMITTED,
    RefundState.PROCESSING: ProgressStep.PROCESSING,
    RefundState.SUCCEEDED: ProgressStep.ARRIVED,
    RefundState.ABNORMAL: ProgressStep.ABNORMAL,
}


def queue_progress(stores: Stores, refund: Refund, *, now: datetime) -> None:
    """Queue the step that a refund has just taken, in the transaction that writes it.

    Nothing is told of money that is back at the shop, nor of a refund that somebody else made
    (decisions.md 1.4). A step waits for the decision that it follows.
    """
    step = _STEPS.get(refund.state)
    if step is None or refund.application_id is None or refund.adopted or refund.is_back_at_shop:
        return
    application = stores.applications.get(refund.application_id)
    if not CAPABILITIES[application.source].progress:
        return
    said = stores.outbox.of_application(application.id)
    if any((entry.refund_id, entry.step) == (refund.id, step.value) for entry in said):
        return
    decision = (
        e.id for e in said if e.kind is OutboxKind.APPROVE and e.state in OPEN_OUTBOX_STATES
    )
    stores.outbox.add(
        OutboxEntry(
            id=0,
            application_id=application.id,
            kind=OutboxKind.PROGRESS,
            state=OutboxState.WAITING,
            created_at=now,
            next_try_at=now,
            actor=SYSTEM,
            after_id=next(decision, None),
            amount=refund.amount,
            refund_id=refund.id,
            step=step.value,
            details=json.dumps({"at": now.isoformat(), "out_refund_no": refund.number}),
        )
    )
