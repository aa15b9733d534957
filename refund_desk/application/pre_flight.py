"""The look before money leaves: the application at its source, the payment at WeChat Pay."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from refund_desk.application.ground import Ground
from refund_desk.application.ladder import Ladder
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import ApplicationSource, Snapshot
from refund_desk.application.ports.order_gateway import OrderAnswer, OrderGateway
from refund_desk.domain.paid_order import PaidOrder, TradeState
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import ComplaintState, RefundApplication

# Both reads together (decisions.md 3.2).
PRE_FLIGHT_S = 5.0


@dataclass(slots=True, kw_only=True)
class PreFlight:
    """One function for presses, queues and re-sends: why this refund may not be sent now."""

    ground: Ground
    source: ApplicationSource
    orders: OrderGateway
    ladder: Ladder

    async def __call__(self, refund: Refund) -> str:
        """Empty when it may go; else the key of the sentence that says why not.

        Keeps the payment as just read, and walks the ladder when WeChat Pay says that something was
        refunded before, so that the transaction that follows decides on fresh facts.
        """
        if why := self.ground.gate.why_closed:
            return why
        try:
            async with asyncio.timeout(PRE_FLIGHT_S):
                return await self._look(refund)
        except TimeoutError:
            return "net.off"

    async def _look(self, refund: Refund) -> str:
        """Read both sides at once, then judge."""
        application = None
        if refund.application_id is not None:
            application_id = refund.application_id
            application = await self.ground.run(
                lambda stores: stores.applications.get(application_id)
            )
        seen, order = await asyncio.gather(
            self._read(application), self.orders.by_transaction_id(refund.transaction_id)
        )
        return self._trouble(seen, order) or await self._judge(refund, application, seen, order)

    async def _read(
        self, application: RefundApplication | None
    ) -> Snapshot | Missing | Unreadable | None:
        """The application at its source; None for a refund without one."""
        return None if application is None else await self.source.read(application.source_ref)

    def _trouble(self, seen: Snapshot | Missing | Unreadable | None, order: OrderAnswer) -> str:
        """Why one of the two could not be read."""
        for answer in (seen, order):
            if isinstance(answer, Unreadable):
                if answer.halts:
                    self.ground.gate.halt(answer.why)
                return answer.why
        if isinstance(seen, Missing):
            return "changed.gone"
        return "order.none" if isinstance(order, Missing) else ""

    async def _judge(
        self,
        refund: Refund,
        application: RefundApplication | None,
        seen: Snapshot | Missing | Unreadable | None,
        order: OrderAnswer,
    ) -> str:
        """What both readings mean for this refund."""
        if application is not None and isinstance(seen, Snapshot):
            why = _changed(application, seen)
            if why:
                return why
        if isinstance(order, PaidOrder):
            read = replace(order, read_at=self.ground.now())
            await self.ground.run(lambda stores: stores.orders.put_order(read))
            if order.trade_state is TradeState.REFUND:
                return await self.ladder(read, refund)
        return ""


def _changed(application: RefundApplication, seen: Snapshot) -> str:
    """What the buyer or the platform changed since the person looked."""
    closed_now = seen.complaint_state is ComplaintState.PROCESSED
    closed_before = application.complaint_state is ComplaintState.PROCESSED
    if seen.fully_refunded and not application.fully_refunded_there:
        return "changed.refunded"
    if closed_now and not closed_before:
        return "changed.closed"
    return "changed.asked" if seen.asked != application.asked else ""
