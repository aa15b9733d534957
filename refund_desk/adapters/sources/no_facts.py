"""No shop feed: nothing is known of goods and parcels, and that is said honestly."""

from __future__ import annotations

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import PictureContent
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.order_facts import OrderFacts


class NoFacts:
    """The port `OrderFactsSource` of a shop without a feed.

    An empty answer, not an unreadable one: nothing is out of order, and the window shows grey
    checks instead of a source that failed.
    """

    async def facts(
        self, transaction_ids: tuple[TransactionId, ...]
    ) -> tuple[OrderFacts, ...] | Unreadable:
        """None of them is known."""
        del transaction_ids
        return ()

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """There is none."""
        del reference
        return Missing()
