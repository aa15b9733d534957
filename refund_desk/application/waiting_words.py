"""A message as it enters the outbox: whatever a person lets the desk say begins like this."""

from __future__ import annotations

from datetime import datetime

from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState


def waiting_words(
    application_id: int, kind: OutboxKind, *, actor: str, now: datetime
) -> OutboxEntry:
    """A message that waits from now on (UTC), still without its words."""
    return OutboxEntry(
        id=0,
        application_id=application_id,
        kind=kind,
        state=OutboxState.WAITING,
        created_at=now,
        next_try_at=now,
        actor=actor,
    )
