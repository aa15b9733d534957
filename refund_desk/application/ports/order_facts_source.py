"""The port of the shop's own backend: goods, freight, logistics of a payment."""

from __future__ import annotations

from typing import Protocol

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import PictureContent
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.order_facts import OrderFacts


class OrderFactsSource(Protocol):
    """The read side of the shop feed; raises nothing for the far side's faults."""

    async def facts(
        self, transaction_ids: tuple[TransactionId, ...]
    ) -> tuple[OrderFacts, ...] | Unreadable:
        """The facts of those payments that the shop knows (at most 200 asked at once)."""

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """A picture of goods."""
