"""Heal the ledger at start: what was only planned is undone, what was being sent is in doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_steps import write_outcome, write_undone
from refund_desk.application.outcomes import Doubt, Unknown
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import Refund, RefundState

UNDONE_BY_CLOSING = "undo.closed"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found: refunds that were never sent, and refunds to ask about first."""

    undone: tuple[Refund, ...]
    in_doubt: tuple[Refund, ...]


@dataclass(slots=True, kw_only=True)
class Recover:
    """The first transaction of every start (architecture.md section 2.2)."""

    ground: Ground

    async def __call__(self) -> Recovered:
        """Heal, durably, and tell what was found."""
        now = self.ground.now()
        found = await self.ground.run(lambda stores: _heal(stores, now))
        for refund in (*found.undone, *found.in_doubt):
            self.ground.tell(refund)
        return found


def _heal(stores: Stores, now: datetime) -> Recovered:
    """One transaction over everything unfinished. Every waiting ask comes due, oldest first."""
    undone: list[Refund] = []
    in_doubt: list[Refund] = []
    for refund in stores.refunds.unfinished():
        if refund.state is RefundState.PLANNED:
            done = write_undone(stores, refund.id, UNDONE_BY_CLOSING, actor=SYSTEM, now=now)
            undone += [done] if done is not None else []
        elif refund.state is RefundState.SUBMITTING:
            doubt = Unknown(doubt=Doubt.NO_ANSWER, code="restart")
            write_outcome(stores, refund.id, doubt, now=now, far_now=now)
            in_doubt.append(_asked_now(stores, refund.id, now))
        elif refund.state is RefundState.UNKNOWN:
            in_doubt.append(_asked_now(stores, refund.id, now))
    for entry in stores.outbox.interrupted():
        stores.outbox.replace(entry.step_to(OutboxState.DOUBT, next_try_at=now))
    return Recovered(tuple(undone), tuple(in_doubt))


def _asked_now(stores: Stores, refund_id: int, now: datetime) -> Refund:
    """A doubt that is asked about at once, not when its old plan says so."""
    refund = replace(stores.refunds.get(refund_id), next_ask_at=now)
    stores.refunds.replace(refund)
    return refund
