"""Open one application: show what is kept at once, then bring every part of it up to date."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from refund_desk.application.ground import Ground
from refund_desk.application.ladder import Ladder
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.picture_fetcher import PictureFetcher
from refund_desk.application.ports.order_gateway import OrderAnswer, OrderGateway
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import order_missing_of
from refund_desk.application.sources import Sources
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.paid_order import PaidOrder, TradeState
from refund_desk.domain.refund_application import RefundApplication


@dataclass(slots=True, kw_only=True)
class OpenApplication:
    """What a click on a row starts. Every part that arrives is told by itself."""

    ground: Ground
    orders: OrderGateway
    sources: Sources
    fetcher: PictureFetcher
    ladder: Ladder

    async def __call__(self, application_id: int) -> None:
        """Mark it read, then read it, its payment and its pictures again."""
        application = await self.ground.run(lambda stores: _mark_read(stores, application_id))
        self._tell(application_id)
        await asyncio.gather(self.sources.one(application), self._read_order(application))
        await self._fetch_pictures(application)

    async def read_payment(self, application_id: int) -> None:
        """Read only the payment again: enough to judge an application in a list."""
        application = await self.ground.run(lambda stores: stores.applications.get(application_id))
        await self._read_order(application)

    async def _read_order(self, application: RefundApplication) -> None:
        """The payment as WeChat Pay knows it now; a refunded one is looked up rung by rung."""
        answer = await self._ask(application)
        if isinstance(answer, Unreadable) and answer.halts:
            self.ground.gate.halt(answer.why)
        if answer is None or isinstance(answer, Unreadable):
            return
        if isinstance(answer, Missing):
            await self.ground.run(
                lambda stores: stores.settings.put(order_missing_of(application.id), "1")
            )
            self._tell(application.id)
            return
        order = replace(answer, read_at=self.ground.now())
        refunds = await self.ground.run(lambda stores: _keep_order(stores, application.id, order))
        self._tell(application.id)
        if order.trade_state is TradeState.REFUND and not refunds:
            await self.ladder(order)
            self._tell(application.id)

    async def _ask(self, application: RefundApplication) -> OrderAnswer | None:
        """By WeChat's number, else by the merchant's; None while several orders await a pick."""
        if application.transaction_id is not None:
            return await self.orders.by_transaction_id(application.transaction_id)
        if application.out_trade_no is not None:
            return await self.orders.by_out_trade_no(application.out_trade_no)
        return Missing() if application.orders_in_complaint <= 1 else None

    async def _fetch_pictures(self, application: RefundApplication) -> None:
        """The pictures of the conversation that are not kept yet."""
        application_id = application.id
        behind = self.sources.counterparts.of(application.source)
        if behind is None:
            return
        messages = await self.ground.run(
            lambda stores: stores.conversations.messages(application_id)
        )
        references = tuple(ref for message in messages for ref in message.picture_refs)
        if references and await self.fetcher(references, behind.picture):
            self._tell(application_id)

    def _tell(self, application_id: int) -> None:
        """Tell the window that a part arrived."""
        self.ground.publish(ApplicationsChanged((application_id,)))


def _mark_read(stores: Stores, application_id: int) -> RefundApplication:
    """The application, no longer unread."""
    application = stores.applications.get(application_id)
    if application.unread:
        application = replace(application, unread=False)
        stores.applications.replace(application)
    return application


def _keep_order(stores: Stores, application_id: int, order: PaidOrder) -> int:
    """Keep the reading and the number found by it; how many accepted refunds are known."""
    stores.orders.put_order(order)
    stores.settings.put(order_missing_of(application_id), None)
    application = stores.applications.get(application_id)
    # Another order may have been picked while this one was read.
    asked_for = application.out_trade_no == order.out_trade_no
    if application.transaction_id is None and asked_for:
        stores.applications.replace(replace(application, transaction_id=order.transaction_id))
    refunds = stores.refunds.of_payment(order.mchid, order.transaction_id)
    return sum(refund.accepted_at is not None for refund in refunds)
