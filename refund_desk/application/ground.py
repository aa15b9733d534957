"""What every use case stands on: the ledger, the time, the news, and the leave to send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.ports.transactions import Stores, Transactions
from refund_desk.application.sending_gate import SendingGate
from refund_desk.domain.events import Event, RefundChanged
from refund_desk.domain.refund import Refund

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Shared by all use cases of one desk."""

    transactions: Transactions
    clock: Clock
    events: EventSink
    gate: SendingGate

    async def run(self, work: Callable[[Stores], Result]) -> Result:
        """See `Transactions.run`: `work` in one durable transaction."""
        return await self.transactions.run(work)

    def now(self) -> datetime:
        """The instant that the ledger goes by (UTC)."""
        return self.clock.now()

    def far(self, instant: datetime) -> datetime:
        """An instant of this PC's clock as WeChat Pay's clock has it."""
        return instant + timedelta(seconds=self.clock.far_offset_s() or 0.0)

    def publish(self, event: Event) -> None:
        """Tell the window."""
        self.events.publish(event)

    def tell(self, refund: Refund, *, again: bool = False) -> None:
        """Tell the window how a refund stands now; `again` when it stood so before."""
        self.events.publish(
            RefundChanged(
                refund.application_id,
                refund.id,
                refund.state,
                refund.amount,
                refund.why,
                refund.adopted,
                again,
            )
        )
