"""The composition root: wires every layer; only the commands import it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from refund_desk.adapters.phone.pages import LanPhonePages
from refund_desk.adapters.sources.sheet_files import LocalSpreadsheetFiles
from refund_desk.adapters.sources.shop_feed_source import ShopFeedSource
from refund_desk.adapters.sources.store_credentials import PracticeStoreAccount
from refund_desk.adapters.sources.store_source import WeChatStore
from refund_desk.adapters.sources.store_wire import StoreLimits, StoreWire
from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.adapters.system.clock import PcClock
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.derived_keys import Keys
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.adapters.wechatpay.bills import WeChatPayBills
from refund_desk.adapters.wechatpay.complaints import WeChatPayComplaints
from refund_desk.adapters.wechatpay.credentials import PracticeCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.orders import WeChatPayOrders
from refund_desk.adapters.wechatpay.refunds import WeChatPayRefunds
from refund_desk.adapters.wechatpay.transport import HardenedCore, TimeLimits
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.ports.order_facts_source import OrderFactsSource
from refund_desk.application.ports.pictures import PictureReader
from refund_desk.application.ports.transactions import StorageReadOnlyError
from refund_desk.application.services import Services
from refund_desk.application.source_records import Link, SourceEntry
from refund_desk.application.surroundings import Ports, Shop
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.refund_application import Source
from refund_desk.far_side import (
    FarSide,
    Gateways,
    LateBills,
    LateFacts,
    LateFeed,
    LateOrders,
    LateRefunds,
    LateSource,
    LateTerms,
)
from refund_desk.practice.keys import MCHID, SHOP_NAME

log = logging.getLogger(__name__)

# How often the practice shop's business clock is looked at.
_PRACTICE_CLOCK_S = 10.0
_ADMIN_S = 5.0
_CLOCK_JUMP = timedelta(seconds=5)


@dataclass(slots=True, kw_only=True)
class Desk:
    """One open desk: its ledger, what the window may do, and the far side when it has come."""

    services: Services
    ledger: Ledger
    clock: PcClock
    far: FarSide
    events: EventSink
    core: HardenedCore | None = None
    facts: ShopFeedSource | None = None
    store: WeChatStore | None = None
    admin_url: str = ""
    places: tuple[SourceEntry, ...] = ()

    async def close(self) -> None:
        """Close the connections, then the ledger; what was confirmed is on disk."""
        for connection in (self.core, self.facts, self.store):
            if connection is not None:
                await connection.close()
        await asyncio.to_thread(self.ledger.close)


async def open_practice_desk(
    folders: Folders, events: EventSink, picture_reader: PictureReader, *, undo_s: float = 5.0
) -> Desk:
    """The desk of the practice shop, usable before its far side is there.

    `undo_s` is the undo window (seconds). Raises a `StorageError` that the window has a sentence
    for; the ledger is left as it was then.
    """
    keys, ledger = await asyncio.to_thread(_open_practice_ledger, folders)
    far, clock = FarSide(), PcClock()
    ports = replace(
        ports_over(ledger, far, clock, events=events, picture_reader=picture_reader),
        feeds=(LateFeed(far, Source.SHOP_FEED), LateFeed(far, Source.STORE)),
        terms=(LateTerms(far),),
    )
    shop = Shop(
        mchid=Mchid(MCHID),
        shop_name=SHOP_NAME,
        practice=True,
        customer_salt=keys.customer_salt,
        undo_s=undo_s,
    )
    return Desk(services=Services(ports, shop), ledger=ledger, clock=clock, far=far, events=events)


async def connect_practice(
    desk: Desk, ready_line: Mapping[str, str], *, limits: TimeLimits | None = None
) -> None:
    """Let the desk speak to a practice shop that printed this ready line.

    Raises `OSError`, `BadValueError` or `KeyError` when the line or its key files are not right.
    """
    credentials = await asyncio.to_thread(PracticeCredentials.from_ready_line, ready_line)
    core = await HardenedCore.open(credentials, limits=limits)
    endpoints = Endpoints(core, credentials.mchid)
    desk.core, desk.admin_url = core, ready_line["admin_url"]
    desk.places = practice_places(ready_line)
    # Made in a thread, because an HTTP client reads the list of TLS authorities at its making.
    desk.facts = await asyncio.to_thread(ShopFeedSource.of_practice, ready_line)
    account, waits = PracticeStoreAccount.from_ready_line(ready_line), limits or TimeLimits()
    wire = StoreWire.of_practice(
        account,
        StoreLimits(connect_s=waits.connect_s, read_s=waits.read_s, whole_s=waits.whole_s),
    )
    desk.store = WeChatStore(wire, desk.clock.now)
    desk.clock.far_offset = core.clock_offset.seconds
    await follow_practice_clock(desk)
    gateways = gateways_over(endpoints, desk.clock, desk.facts)
    desk.far.connect(replace(gateways, feeds=(desk.facts, desk.store), terms=desk.store))


def ports_over(
    ledger: Ledger,
    far: FarSide,
    clock: PcClock,
    *,
    events: EventSink,
    picture_reader: PictureReader,
) -> Ports:
    """Everything the use cases need, over a ledger and a far side that may come later."""
    return Ports(
        transactions=ledger.transactions,
        reads=ledger.reads,
        pictures=ledger.pictures,
        picture_reader=picture_reader,
        phone_pages=LanPhonePages(),
        refunds=LateRefunds(far),
        orders=LateOrders(far),
        source=LateSource(far),
        facts=LateFacts(far),
        spreadsheets=LocalSpreadsheetFiles(),
        bills=LateBills(far),
        proofs=ledger.proofs,
        clock=clock,
        events=events,
    )


def gateways_over(endpoints: Endpoints, clock: PcClock, facts: OrderFactsSource) -> Gateways:
    """WeChat Pay's side over these endpoints, and where the facts of orders come from."""
    return Gateways(
        refunds=WeChatPayRefunds(endpoints),
        orders=WeChatPayOrders(endpoints, clock.now),
        source=WeChatPayComplaints(endpoints),
        facts=facts,
        bills=WeChatPayBills(endpoints),
    )


def practice_places(ready_line: Mapping[str, str]) -> tuple[SourceEntry, ...]:
    """Where the applications of a practice shop come from, for the page that shows it."""
    return (
        SourceEntry(
            source=Source.SHOP_FEED,
            link=Link.ON,
            address=ready_line["feed_url"],
            key_id=ready_line["feed_key_id"],
        ),
        SourceEntry(
            source=Source.STORE,
            link=Link.ON,
            address=ready_line["store_url"],
            key_id=ready_line["store_appid"],
        ),
    )


async def follow_practice_clock(desk: Desk) -> None:
    """Take the deadline clock from the practice shop; it stays as it was when that is silent."""
    try:
        # Plain http on this machine: without `verify` no TLS authorities are read.
        async with httpx.AsyncClient(
            trust_env=False,
            verify=False,  # noqa: S501 - plain http on loopback
            timeout=_ADMIN_S,
        ) as client:
            answer = await client.get(f"{desk.admin_url}/clock")
        business_now = datetime.fromisoformat(answer.json()["business_now"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        log.info("the practice shop's clock did not answer")
        return
    ahead = business_now.astimezone(UTC) - desk.clock.pc_now()
    jumped = abs(ahead - desk.clock.business_ahead) > _CLOCK_JUMP
    desk.clock.business_ahead = ahead
    if jumped:
        # Groups and deadlines are counted anew.
        desk.events.publish(ApplicationsChanged(()))


async def keep_following_practice_clock(desk: Desk, ended: asyncio.Event) -> None:
    """Follow the practice shop's clock until `ended` is set."""
    while not ended.is_set():
        await follow_practice_clock(desk)
        try:
            await asyncio.wait_for(ended.wait(), _PRACTICE_CLOCK_S)
        except TimeoutError:
            continue


def _open_practice_ledger(folders: Folders) -> tuple[Keys, Ledger]:
    """Keys and ledger; blocks."""
    try:
        folder: Path = folders.make(folders.practice)
        keys = practice_keys(folder)
    except OSError as error:
        raise StorageReadOnlyError from error
    return keys, open_ledger(folder, keys.database, mchid=Mchid(MCHID), practice=True)
