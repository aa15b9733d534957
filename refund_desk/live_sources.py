"""The sources of a live desk besides complaints: connected from its books, replaced, let go."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from refund_desk.adapters.sources.no_facts import NoFacts
from refund_desk.adapters.sources.shop_feed_source import ShopFeedSource
from refund_desk.adapters.sources.source_probe import SourceProbes
from refund_desk.adapters.sources.store_credentials import StoreAccount
from refund_desk.adapters.sources.store_source import WeChatStore
from refund_desk.adapters.sources.store_wire import StoreWire
from refund_desk.application.connecting_sources import ConnectingSources
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import PictureContent
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.ports.order_facts_source import OrderFactsSource
from refund_desk.application.ports.source_probe import SourceProbe
from refund_desk.application.source_records import Link
from refund_desk.application.use_cases.connect_source import ConnectSource
from refund_desk.domain.events import SyncChanged, SyncState
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.refund_application import Source
from refund_desk.domain.source_account import SourceAccount
from refund_desk.far_side import FarSide, Linked

Now = Callable[[], datetime]
OFFICIAL_PROBES = SourceProbes()


async def open_feed(account: SourceAccount) -> ShopFeedSource:
    """The shop's own backend, at the entered address and nowhere else."""
    # In a thread, because the client reads the list of TLS authorities at its making.
    return await asyncio.to_thread(ShopFeedSource.of_account, account)


async def open_store(account: SourceAccount, now: Now) -> WeChatStore:
    """The Store, at its official host and nowhere else."""
    return WeChatStore(await StoreWire.open(StoreAccount.of_account(account)), now)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOpeners:
    """How the sources of real accounts are reached; each keeps connections of its own."""

    feed: Callable[[SourceAccount], Awaitable[ShopFeedSource]] = open_feed
    store: Callable[[SourceAccount, Now], Awaitable[WeChatStore]] = open_store
    probe: SourceProbe = OFFICIAL_PROBES


OFFICIAL = SourceOpeners()


class LiveSources:
    """The port `SourceLinker`, and `OrderFactsSource` over whatever feed is connected.

    What was replaced stays open until the desk closes: calls that are under way end as they began.
    """

    def __init__(
        self,
        far: FarSide,
        books: ConnectSource,
        *,
        clock: Clock,
        events: EventSink,
        openers: SourceOpeners = OFFICIAL,
    ) -> None:
        """None is connected yet, and nobody waits for any."""
        self._far = far
        self._books = books
        self._clock = clock
        self._events = events
        self._openers = openers
        self._opened: list[ShopFeedSource | WeChatStore] = []
        self._feed: ShopFeedSource | None = None
        self._store: WeChatStore | None = None
        self._locked: frozenset[Source] = frozenset()
        self._one_at_a_time = asyncio.Lock()
        self.is_begun = False

    async def connect(self) -> None:
        """Connect what the books hold; asks nothing of the network. Raises a `StorageError`."""
        entries = await self._books.entries()
        self.is_begun = True
        async with self._one_at_a_time:
            for entry in entries:
                account = await self._books.account(entry.source)
                if account is not None:
                    await self._open(account)
                elif entry.link is not Link.NONE:
                    self._locked |= {entry.source}
            self._tell_far_side()

    async def link(self, account: SourceAccount) -> None:
        """See the port."""
        async with self._one_at_a_time:
            await self._open(account)
            self._tell_far_side()

    async def unlink(self, source: Source) -> None:
        """See the port; the window says nothing more of this source."""
        async with self._one_at_a_time:
            if source is Source.STORE:
                self._store = None
            else:
                self._feed = None
            self._locked -= {source}
            self._tell_far_side()
        self._events.publish(SyncChanged(source.value, SyncState.OFF, self._clock.now()))

    def connecting(self) -> ConnectingSources:
        """What the page of the settings may do with them."""
        return ConnectingSources(
            books=self._books, probe=self._openers.probe, linker=self, clock=self._clock
        )

    async def close(self) -> None:
        """Close every connection that was opened."""
        for opened in self._opened:
            await opened.close()

    async def facts(
        self, transaction_ids: tuple[TransactionId, ...]
    ) -> tuple[OrderFacts, ...] | Unreadable:
        """What the shop's own backend knows of these payments; nothing where there is none."""
        return await self._facts.facts(transaction_ids)

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """A picture of goods, where the shop has a backend."""
        return await self._facts.picture(reference)

    @property
    def _facts(self) -> OrderFactsSource:
        return self._feed or NoFacts()

    async def _open(self, account: SourceAccount) -> None:
        if account.source is Source.STORE:
            self._store = await self._openers.store(account, self._clock.now)
            self._opened.append(self._store)
        else:
            self._feed = await self._openers.feed(account)
            self._opened.append(self._feed)
        self._locked -= {account.source}

    def _tell_far_side(self) -> None:
        feeds = tuple(feed for feed in (self._feed, self._store) if feed is not None)
        self._far.link(Linked(feeds=feeds, terms=self._store, locked=self._locked))
