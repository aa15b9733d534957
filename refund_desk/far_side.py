"""The far side's ports, usable before the far side is there: the window never waits for it.

Until `connect` has given the real gateways, a call waits a little for them and then answers as if
there were no network. Only `bootstrap` and the tour use this.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    QueryOutcome,
    SendOutcome,
    SubmitOutcome,
    Unknown,
    Unreadable,
)
from refund_desk.application.ports.application_source import (
    ApplicationSource,
    PictureContent,
    Snapshot,
    SnapshotPage,
)
from refund_desk.application.ports.bill_source import BillOutcome, BillSink, BillSource
from refund_desk.application.ports.change_source import (
    BadCursor,
    ChangePage,
    FeedApplication,
    FeedSource,
)
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.application.ports.order_facts_source import OrderFactsSource
from refund_desk.application.ports.order_gateway import OrderAnswer, OrderGateway
from refund_desk.application.ports.platform_terms import (
    PlatformTerms,
    RejectReason,
    ReturnAddress,
    Standing,
)
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.conversation import Message
from refund_desk.domain.identifiers import OutRefundNo, OutTradeNo, TransactionId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import Source

_PATIENCE_S = 15.0
_NOT_SENT = Unknown(doubt=Doubt.NOT_SENT)
_NOT_LINKED = Unreadable(why="source.off")
_LOCKED = Unreadable(why="source.locked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateways:
    """The real far side, once it is there."""

    refunds: RefundGateway
    orders: OrderGateway
    source: ApplicationSource
    facts: OrderFactsSource
    bills: BillSource
    feeds: tuple[FeedSource, ...] = ()
    terms: PlatformTerms | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The sources that a shop has connected besides complaints.

    `locked` are those whose secret is not in the books: wanted, and not to be read.
    """

    feeds: tuple[FeedSource, ...] = ()
    terms: PlatformTerms | None = None
    locked: frozenset[Source] = frozenset()

    def feed(self, source: Source) -> FeedSource | Unreadable:
        """The feed of this source, or why there is none."""
        found = next((feed for feed in self.feeds if feed.source is source), None)
        if found is None:
            return _LOCKED if source in self.locked else _NOT_LINKED
        return found

    def has(self, source: Source) -> bool:
        """Whether this source is to be looked at."""
        return self.feed(source) is not _NOT_LINKED


class FarSide:
    """Holds the gateways, or the wait for them."""

    def __init__(self) -> None:
        """Start without."""
        self._there = asyncio.Event()
        self._gateways: Gateways | None = None
        self._given_up = False
        self._linked: Linked | None = None
        self.not_there = Unreadable(why="net.off")

    def link(self, linked: Linked) -> None:
        """These sources are connected, and no others; they come and go apart from the gateways."""
        self._linked = linked

    async def linked(self) -> Linked | None:
        """What is connected; None while the far side did not come that says so."""
        gateways = await self.gateways() if self._linked is None else None
        if gateways is None or self._linked is not None:
            return self._linked
        return Linked(feeds=gateways.feeds, terms=gateways.terms)

    def connect(self, gateways: Gateways) -> None:
        """From now on calls go through."""
        self._gateways = gateways
        self._there.set()

    def give_up(self, why: str = "net.off") -> None:
        """The far side will not come: calls stop waiting for it and say `why`."""
        self._given_up = True
        self.not_there = Unreadable(why=why)
        self._there.set()

    async def gateways(self) -> Gateways | None:
        """The gateways; None when they did not come in time."""
        if not self._there.is_set() and not self._given_up:
            try:
                await asyncio.wait_for(self._there.wait(), _PATIENCE_S)
            except TimeoutError:
                return None
        return self._gateways


class LateRefunds:
    """The port `RefundGateway`."""

    def __init__(self, far: FarSide) -> None:
        """Wait for this far side."""
        self._far = far

    async def submit(self, refund: Refund) -> SubmitOutcome:
        """See the port; NOT_SENT while there is no far side."""
        gateways = await self._far.gateways()
        return await gateways.refunds.submit(refund) if gateways else _NOT_SENT

    async def query(self, out_refund_no: OutRefundNo) -> QueryOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.refunds.query(out_refund_no) if gateways else _NOT_SENT

    async def return_to_shop(self, refund: Refund) -> SubmitOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.refunds.return_to_shop(refund) if gateways else _NOT_SENT

    async def return_to_card(self, refund: Refund, card: BankCard) -> SubmitOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.refunds.return_to_card(refund, card) if gateways else _NOT_SENT


class LateOrders:
    """The port `OrderGateway`."""

    def __init__(self, far: FarSide) -> None:
        """Wait for this far side."""
        self._far = far

    async def by_transaction_id(self, transaction_id: TransactionId) -> OrderAnswer:
        """See the port."""
        gateways = await self._far.gateways()
        return (
            await gateways.orders.by_transaction_id(transaction_id)
            if gateways
            else self._far.not_there
        )

    async def by_out_trade_no(self, out_trade_no: OutTradeNo) -> OrderAnswer:
        """See the port."""
        gateways = await self._far.gateways()
        return (
            await gateways.orders.by_out_trade_no(out_trade_no) if gateways else self._far.not_there
        )


class LateFacts:
    """The port `OrderFactsSource`."""

    def __init__(self, far: FarSide) -> None:
        """Wait for this far side."""
        self._far = far

    async def facts(
        self, transaction_ids: tuple[TransactionId, ...]
    ) -> tuple[OrderFacts, ...] | Unreadable:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.facts.facts(transaction_ids) if gateways else self._far.not_there

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.facts.picture(reference) if gateways else self._far.not_there


class LateSource:
    """The port `ApplicationSource`."""

    source = Source.COMPLAINT

    def __init__(self, far: FarSide) -> None:
        """Wait for this far side."""
        self._far = far

    async def page(
        self, *, first_day: date, last_day: date, offset: int
    ) -> SnapshotPage | Unreadable:
        """See the port."""
        gateways = await self._far.gateways()
        if gateways is None:
            return self._far.not_there
        return await gateways.source.page(first_day=first_day, last_day=last_day, offset=offset)

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.source.read(source_ref) if gateways else self._far.not_there

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.source.history(source_ref) if gateways else self._far.not_there

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.source.picture(reference) if gateways else self._far.not_there

    async def upload(self, *, name: str, content: bytes) -> str | SendOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.source.upload(name=name, content=content) if gateways else _NOT_SENT

    async def reply(self, source_ref: str, text: str, picture_refs: tuple[str, ...]) -> SendOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        return (
            await gateways.source.reply(source_ref, text, picture_refs) if gateways else _NOT_SENT
        )

    async def report_approved(self, source_ref: str) -> SendOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.source.report_approved(source_ref) if gateways else _NOT_SENT

    async def report_rejected(
        self, source_ref: str, *, reason: str, remark: str, picture_refs: tuple[str, ...]
    ) -> SendOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        if gateways is None:
            return _NOT_SENT
        return await gateways.source.report_rejected(
            source_ref, reason=reason, remark=remark, picture_refs=picture_refs
        )

    async def complete(self, source_ref: str) -> SendOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        return await gateways.source.complete(source_ref) if gateways else _NOT_SENT


class LateFeed:
    """The port `FeedSource` of one source."""

    def __init__(self, far: FarSide, source: Source) -> None:
        """Wait for this far side."""
        self._far = far
        self.source = source

    async def is_connected(self) -> bool:
        """See the port. What is still to come counts as connected: its absence is worth a word."""
        linked = await self._far.linked()
        return linked is None or linked.has(self.source)

    async def changes(self, cursor: str) -> ChangePage | BadCursor | Unreadable:
        """See the port."""
        feed = await self._feed()
        return feed if isinstance(feed, Unreadable) else await feed.changes(cursor)

    async def application(self, source_ref: str) -> FeedApplication | Missing | Unreadable:
        """See the port."""
        feed = await self._feed()
        return feed if isinstance(feed, Unreadable) else await feed.application(source_ref)

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        """See the port."""
        feed = await self._feed()
        return feed if isinstance(feed, Unreadable) else await feed.read(source_ref)

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        """See the port."""
        feed = await self._feed()
        return feed if isinstance(feed, Unreadable) else await feed.history(source_ref)

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """See the port."""
        feed = await self._feed()
        return feed if isinstance(feed, Unreadable) else await feed.picture(reference)

    async def upload(
        self, source_ref: str, *, key: str, name: str, content: bytes
    ) -> str | SendOutcome:
        """See the port."""
        feed = await self._feed()
        if isinstance(feed, Unreadable):
            return _NOT_SENT
        return await feed.upload(source_ref, key=key, name=name, content=content)

    async def deliver(self, message: Outgoing) -> SendOutcome:
        """See the port; NOT_SENT while there is no far side, or no such source."""
        feed = await self._feed()
        return _NOT_SENT if isinstance(feed, Unreadable) else await feed.deliver(message)

    async def _feed(self) -> FeedSource | Unreadable:
        """The feed, or why there is none now."""
        linked = await self._far.linked()
        return linked.feed(self.source) if linked is not None else self._far.not_there


class LateTerms:
    """The port `PlatformTerms` of the WeChat Store; unreadable where a desk has none."""

    source = Source.STORE

    def __init__(self, far: FarSide) -> None:
        """Wait for this far side."""
        self._far = far

    async def standing(self, source_ref: str) -> Standing | Missing | Unreadable:
        """See the port."""
        terms = await self._terms()
        return await terms.standing(source_ref) if terms else self._far.not_there

    async def reject_reasons(self) -> tuple[RejectReason, ...] | Unreadable:
        """See the port."""
        terms = await self._terms()
        return await terms.reject_reasons() if terms else self._far.not_there

    async def return_addresses(self) -> tuple[ReturnAddress, ...] | Unreadable:
        """See the port."""
        terms = await self._terms()
        return await terms.return_addresses() if terms else self._far.not_there

    async def _terms(self) -> PlatformTerms | None:
        """The platform's choices; None when it did not come in time."""
        linked = await self._far.linked()
        return linked.terms if linked is not None else None


class LateBills:
    """The port `BillSource`."""

    def __init__(self, far: FarSide) -> None:
        """Wait for this far side."""
        self._far = far

    async def trade_bill(
        self, day: date, open_sink: Callable[[], BillSink], *, refunds_only: bool = False
    ) -> BillOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        if gateways is None:
            return self._far.not_there
        return await gateways.bills.trade_bill(day, open_sink, refunds_only=refunds_only)

    async def fund_flow_bill(self, day: date, open_sink: Callable[[], BillSink]) -> BillOutcome:
        """See the port."""
        gateways = await self._far.gateways()
        return (
            await gateways.bills.fund_flow_bill(day, open_sink) if gateways else self._far.not_there
        )
