"""The look before money leaves: the application at its source, the payment at WeChat Pay."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from refund_desk.application.counterparts import Counterparts
from refund_desk.application.ground import Ground
from refund_desk.application.ladder import Ladder
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import Snapshot
from refund_desk.application.ports.order_gateway import OrderGateway
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.press import Press, kept_press, press_for
from refund_desk.application.undo_windows import SLEEP_GAP_S, UndoEnd
from refund_desk.domain.fen import Fen
from refund_desk.domain.paid_order import PaidOrder, TradeState
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import ComplaintState, RefundApplication

# All reads together (decisions.md 3.2).
PRE_FLIGHT_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PreFlight:
    """One function for presses, queues and re-sends: why this refund may not be sent now."""

    ground: Ground
    counterparts: Counterparts
    orders: OrderGateway
    ladder: Ladder

    async def __call__(self, refund: Refund) -> str:
        """Empty when it may go; else the key of the sentence that says why not.

        Keeps the payment as just read, and walks the ladder when WeChat Pay says that something was
        refunded before, so that the transaction that follows decides on fresh facts.
        """
        if why := self.ground.gate.why_closed:
            return why
        began = self.ground.clock.pc_now()
        try:
            async with asyncio.timeout(PRE_FLIGHT_S):
                why = await self._look(refund)
        except TimeoutError:
            # Nobody knows whether the network or the far side is slow: no call has failed.
            return "net.slow"
        # A PC that sleeps stops the timer too; what was read before the sleep is old by now.
        took_s = abs((self.ground.clock.pc_now() - began).total_seconds())
        return UndoEnd.SLEPT.value if took_s > PRE_FLIGHT_S + SLEEP_GAP_S else why

    async def _look(self, refund: Refund) -> str:
        """Read both sides at once, then judge."""
        application, press = await self.ground.run(lambda stores: _pressed_for(stores, refund))
        seen, order = await asyncio.gather(
            self._read(application), self.orders.by_transaction_id(refund.transaction_id)
        )
        for answer in (seen, order):
            if isinstance(answer, Unreadable):
                if answer.halts:
                    self.ground.gate.halt(answer.why)
                return answer.why
        if isinstance(seen, Missing):
            return "changed.gone"
        if isinstance(seen, Snapshot) and press is not None and (why := _changed(press, seen)):
            return why
        return await self._judge(order) if isinstance(order, PaidOrder) else "order.none"

    async def _read(
        self, application: RefundApplication | None
    ) -> Snapshot | Missing | Unreadable | None:
        """The application at its source; None where there is nobody to ask."""
        behind = self.counterparts.of(application.source) if application is not None else None
        if behind is None or application is None:
            return None
        return await behind.read(application.source_ref)

    async def _judge(self, order: PaidOrder) -> str:
        """Keep the payment as read; where something of it was refunded, learn what."""
        read = replace(order, read_at=self.ground.now())
        await self.ground.run(lambda stores: stores.orders.put_order(read))
        if order.trade_state is TradeState.REFUND:
            return await self.ladder(read)
        return ""


def _pressed_for(stores: Stores, refund: Refund) -> tuple[RefundApplication | None, Press | None]:
    """The refund's application, and what the person saw of it when pressing."""
    if refund.application_id is None:
        return None, None
    application = stores.applications.get(refund.application_id)
    return application, kept_press(stores, refund.id) or press_for(application)


def _changed(press: Press, seen: Snapshot) -> str:
    """What the buyer or the platform changed since the person looked."""
    if seen.fully_refunded:
        return "changed.refunded"
    if seen.complaint_state is ComplaintState.PROCESSED and not press.is_over:
        return "changed.closed"
    if press.agreed is not None and _agreed_anew(press.agreed, seen):
        return "changed.offer"
    return "changed.asked" if seen.asked != press.asked else ""


def _agreed_anew(known: tuple[Fen, ...], seen: Snapshot) -> bool:
    """Whether the customer has agreed to an offer of which whoever pressed knew nothing."""
    return seen.offer is not None and bool(seen.offer.agreed) and seen.offer.amount not in known
