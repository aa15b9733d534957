"""The end of what was said at the mini program: all of it arrives, or says why it did not."""

import asyncio
from contextlib import suppress

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.identifiers import Mchid, TransactionId
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxEntry, OutboxState
from refund_desk.domain.refund_application import Source
from refund_desk.practice.keys import MCHID
from tests.campaign.engine import Engine
from tests.campaign.feed_hand import FeedHand, arrive
from tests.campaign.person import PlacedOrder

# How business time passes (seconds): past the longest pause between two tries.
_ROUNDS_S = (0, 3, 61, *([301] * 10))
# The pause was too long for it, and then a person says: try again.
_TOO_OLD = "outbox.old"


async def answer_all(engine: Engine, hand: FeedHand, orders: tuple[PlacedOrder, ...]) -> None:
    """What has not come in comes in, and what is to be refused is."""
    for order in orders:
        if order.late:
            await asyncio.to_thread(arrive, engine.bank, order)
    await engine.services.pull_applications()
    for order in orders:
        if order.refused:
            # Refused already, and still on its way.
            with suppress(RuleBrokenError):
                await hand.reject(order)


async def deliver_all(engine: Engine, orders: tuple[PlacedOrder, ...]) -> None:
    """Turn the outbox until nothing waits in it."""
    for seconds in _ROUNDS_S:
        if seconds:
            await engine.pass_time(seconds)
        for entry in await _said(engine, orders):
            if (entry.state, entry.why) == (OutboxState.STUCK, _TOO_OLD):
                await engine.services.retry_outgoing(entry.id)
        await engine.services.outbox_loop.turn()
        if not any(e.state in OPEN_OUTBOX_STATES for e in await _said(engine, orders)):
            return


async def _said(engine: Engine, orders: tuple[PlacedOrder, ...]) -> list[OutboxEntry]:
    """All that was said about these orders at the mini program."""
    payments = [TransactionId(order.payment) for order in orders]
    return await engine.desk.ledger.transactions.run(
        lambda stores: [
            entry
            for payment in payments
            for application in stores.applications.of_payment(Mchid(MCHID), payment)
            if application.source is Source.SHOP_FEED
            for entry in stores.outbox.of_application(application.id)
        ]
    )
