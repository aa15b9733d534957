"""Heal the ledger at start: what was only planned is undone, what was being sent is in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_steps import write_healed
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.undone_by_closing import UNDONE_BY_CLOSING, take_undone_by_closing
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import Refund


@dataclass(frozen=True, slots=True, kw_only=True)
class Recover:
    """The first transaction of every start (architecture.md section 2.2)."""

    ground: Ground

    async def __call__(self) -> tuple[Refund, ...]:
        """Heal, durably; the refunds that were never sent, and those to ask about first.

        What an orderly closing undid is among them, once.
        """
        now = self.ground.now()
        healed = await self.ground.run(lambda stores: _heal(stores, now))
        for refund in healed:
            self.ground.tell(refund)
        return healed


def _heal(stores: Stores, now: datetime) -> tuple[Refund, ...]:
    """One transaction over everything unfinished. Every waiting ask comes due, oldest first."""
    healed = [
        write_healed(stores, refund.id, UNDONE_BY_CLOSING, now=now)
        for refund in stores.refunds.unfinished()
    ]
    told = {refund.id for refund in healed if refund is not None}
    left = [number for number in take_undone_by_closing(stores) if number not in told]
    healed += [stores.refunds.get(number) for number in left]
    for entry in stores.outbox.interrupted():
        stores.outbox.replace(entry.step_to(OutboxState.DOUBT, next_try_at=now))
    return tuple(refund for refund in healed if refund is not None)
