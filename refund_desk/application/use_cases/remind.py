"""What waits for longer than it should: goods on their way back, offers, proofs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from refund_desk.application.ground import Ground
from refund_desk.application.negotiation_book import (
    forget_ended,
    kept_negotiation,
    waiting_negotiations,
)
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.negotiation import Reminder, reminder_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """A look at everything that is waited for."""

    ground: Ground

    async def __call__(self) -> tuple[Reminder, ...]:
        """What a person is reminded of, what has waited longest first; raises a `StorageError`."""
        now = self.ground.now()
        found = await self.ground.run(lambda stores: _found(stores, now))
        return tuple(sorted(found, key=lambda reminder: reminder.since))


def _found(stores: Stores, now: datetime) -> list[Reminder]:
    """The reminders of all that waits; what has ended waits no longer."""
    found, ended = [], set()
    for application_id in waiting_negotiations(stores):
        application = stores.applications.get(application_id)
        if application.is_final:
            ended.add(application_id)
            continue
        reminder = reminder_of(application, kept_negotiation(stores, application_id), now=now)
        if reminder is not None:
            found.append(reminder)
    if ended:
        forget_ended(stores, ended)
    return found
