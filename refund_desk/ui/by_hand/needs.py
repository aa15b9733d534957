"""What entering an application by hand needs of the application layer."""

from __future__ import annotations

from typing import Protocol

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.use_cases.enter_by_hand import EnterCommand, FoundPayment


class HandEntry(Protocol):
    """The use case `EnterByHand`."""

    async def look_up(self, number: str) -> FoundPayment | Missing | Unreadable:
        """The payment of an order number."""

    async def enter(self, command: EnterCommand) -> int:
        """Keep the application; its id."""
