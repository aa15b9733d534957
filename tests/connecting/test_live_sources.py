"""The sources of a live desk: read once they are kept, at each start, and silent when let go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from refund_desk.adapters.sources.shop_feed_client import ShopFeedClient
from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.adapters.sources.shop_feed_source import ShopFeedSource
from refund_desk.adapters.sources.store_credentials import PracticeStoreAccount, StoreAccount
from refund_desk.adapters.sources.store_source import WeChatStore
from refund_desk.adapters.sources.store_wire import StoreWire
from refund_desk.adapters.system.folders import Folders
from refund_desk.application.connecting_sources import ConnectingSources, SourceDraft
from refund_desk.application.source_records import SEALED_SOURCE_NAMES
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.events import SyncChanged, SyncState
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.refund_application import Source
from refund_desk.domain.secret import Secret
from refund_desk.domain.source_account import SourceAccount
from refund_desk.live_desk import LiveDesk, LiveShops, connect_live
from refund_desk.live_sources import Now, SourceOpeners
from refund_desk.practice.settings import PracticeSettings
from tests.connecting.test_live_desk import account_of as merchant
from tests.connecting.test_live_desk import keep, live, put
from tests.journeys.headless import Heard
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.vault.key_stores import MemoryStore

MCHID: Mchid = merchant().mchid
FEED, STORE = Source.SHOP_FEED, Source.STORE
ADDRESS = "https://shop.example/feed"


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Far]:
    settings = PracticeSettings(
        data_dir=tmp_path_factory.mktemp("far"), applications=20, feed_applications=20
    )
    with shop_in_thread(settings) as shop:
        yield shop


class Places:
    """Opens what is entered, on this machine; remembers the accounts it was given."""

    def __init__(self, far: Far) -> None:
        self.far = far
        self.opened: list[SourceAccount] = []

    async def feed(self, account: SourceAccount) -> ShopFeedSource:
        self.opened.append(account)
        key = FeedKey(account.key_id, account.secret)
        return ShopFeedSource(ShopFeedClient(self.far.ready["feed_url"], key))

    async def store(self, account: SourceAccount, now: Now) -> WeChatStore:
        self.opened.append(account)
        practice = PracticeStoreAccount.from_ready_line(self.far.ready)
        return WeChatStore(await StoreWire.open(practice), now)


@pytest.fixture
def places(far: Far) -> Places:
    return Places(far)


@pytest.fixture
async def shops(tmp_path: Path, places: Places) -> LiveShops:
    store = MemoryStore()
    made = LiveShops(
        Folders(tmp_path),
        lambda: store,
        openers=SourceOpeners(feed=places.feed, store=places.store),
    )
    await keep(made, merchant())
    return made


def draft(far: Far, source: Source) -> SourceDraft:
    if source is STORE:
        secret = Secret(far.ready["store_secret"])
        return SourceDraft(source=STORE, key_id=far.ready["store_appid"], secret=secret)
    secret = Secret(far.ready["feed_secret"])
    return SourceDraft(source=FEED, address=ADDRESS, key_id=far.ready["feed_key_id"], secret=secret)


def page(desk: LiveDesk) -> ConnectingSources:
    return desk.sources.connecting()


async def looked(desk: LiveDesk, heard: Heard, source: Source) -> SyncChanged | None:
    """One look at every source but complaints; what was told of this one, None for nothing."""
    before = len(heard.looks(source))
    for feed in desk.services.sources.feeds:
        await feed()
    return heard.looks(source)[-1] if len(heard.looks(source)) > before else None


@pytest.mark.parametrize("source", [FEED, STORE])
async def test_a_source_is_read_once_it_is_kept_and_at_each_start(
    shops: LiveShops, far: Far, places: Places, source: Source
) -> None:
    async with live(shops) as (desk, heard):
        await connect_live(desk)
        assert await looked(desk, heard, source) is None
        await page(desk).save(draft(far, source))
        said = await looked(desk, heard, source)
        assert said is not None
        assert (said.state, said.why) == (SyncState.DONE, "")
        assert said.arrived > 0
    anew = LiveShops(shops.folders, shops.find_key_store, openers=shops.openers)
    async with live(anew) as (desk, heard):
        await connect_live(desk)
        said = await looked(desk, heard, source)
        assert said is not None
        # What is known already does not arrive once more.
        assert (said.state, said.arrived) == (SyncState.DONE, 0)
    assert [account.source for account in places.opened] == [source, source]
    assert places.opened[0] == places.opened[1]


async def test_a_source_that_was_let_go_is_silent_and_its_history_stays(
    shops: LiveShops, far: Far
) -> None:
    async with live(shops) as (desk, heard):
        await connect_live(desk)
        await page(desk).save(draft(far, FEED))
        assert await looked(desk, heard, FEED) is not None
        ref = far.admin("GET", "feed/applications")["applications"][-1]["application_id"]
        await page(desk).disconnect(FEED)
        assert heard.looks(FEED)[-1].state is SyncState.OFF
        assert await looked(desk, heard, FEED) is None
        found = await desk.ledger.transactions.run(
            lambda stores: stores.applications.find(FEED, ref)
        )
        assert found is not None
        # Nobody is behind it any more: it is not read, and the reason has words.
        assert await desk.services.sources.one(found) == "source.off"
    anew = LiveShops(shops.folders, shops.find_key_store, openers=shops.openers)
    async with live(anew) as (desk, heard):
        await connect_live(desk)
        assert await looked(desk, heard, FEED) is None


async def test_books_without_the_secret_say_that_it_is_wanted(shops: LiveShops, far: Far) -> None:
    """A restored copy carries no secret (decisions.md 5.5)."""
    async with live(shops) as (desk, _heard):
        await connect_live(desk)
        await page(desk).save(draft(far, FEED))
        for name in SEALED_SOURCE_NAMES:
            await put(desk, name, None)
    anew = LiveShops(shops.folders, shops.find_key_store, openers=shops.openers)
    async with live(anew) as (desk, heard):
        await connect_live(desk)
        said = await looked(desk, heard, FEED)
        assert said is not None
        assert (said.state, said.why) == (SyncState.TROUBLE, "source.locked")
        await page(desk).save(draft(far, FEED))
        said = await looked(desk, heard, FEED)
        assert said is not None
        assert said.state is SyncState.DONE


def test_real_accounts_lead_to_the_entered_and_the_official_place_only() -> None:
    with pytest.raises(BadValueError, match=r"feed\.plain"):
        SourceAccount(source=FEED, address="http://shop.example", key_id="k", secret=Secret("s"))
    account = SourceAccount(source=STORE, key_id="wx0123456789abcdef", secret=Secret("0" * 32))
    assert StoreAccount.of_account(account).origin == "https://api.weixin.qq.com"
