"""Sources in the books: sealed, of one place at a time, in no backup; nothing is lost by moving."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from refund_desk.adapters.storage.audit_store import lines_after
from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.adapters.vault.sealing import AesGcmSealer
from refund_desk.application.connecting_sources import (
    ConnectingSources,
    PracticeSources,
    SourceDraft,
)
from refund_desk.application.ports.source_probe import SourceLine
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import cursor_of, old_readings_of
from refund_desk.application.source_records import (
    SEALED_SOURCE_NAMES,
    Link,
    SourceEntry,
)
from refund_desk.application.use_cases.connect_source import ConnectSource
from refund_desk.application.use_cases.try_connection import Mark
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.refund_application import Source
from refund_desk.domain.secret import Secret
from refund_desk.domain.source_account import SourceAccount
from tests.connecting.samples import NOW, StillClock
from tests.storage.raw import all_bytes

MCHID = Mchid("1900000109")
KEY = bytes(range(32))
FEED = SourceAccount(
    source=Source.SHOP_FEED,
    address="https://shop.example/refund-desk",
    key_id="desk-1",
    secret=Secret("PLANTED-FEED-SECRET-OF-THIS-SHOP"),
)
STORE = SourceAccount(
    source=Source.STORE,
    key_id="wx0123456789abcdef",
    secret=Secret("PLANTEDSTORESECRET0123456789"),
)
DRAFT = SourceDraft(source=Source.SHOP_FEED, address=FEED.address, key_id=FEED.key_id)
CURSOR, ODD = cursor_of(Source.SHOP_FEED), old_readings_of(Source.SHOP_FEED)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path, KEY, mchid=MCHID, practice=False)
    yield opened
    opened.close()


@pytest.fixture
def books(ledger: Ledger) -> ConnectSource:
    return ConnectSource(ledger.transactions, AesGcmSealer(KEY, MCHID), StillClock())


class Linker:
    """Remembers what the desk was told."""

    def __init__(self) -> None:
        self.told: list[SourceAccount | Source] = []

    async def link(self, account: SourceAccount) -> None:
        self.told.append(account)

    async def unlink(self, source: Source) -> None:
        self.told.append(source)


class Probe:
    """Remembers what was looked at."""

    def __init__(self) -> None:
        self.looked: list[SourceAccount] = []
        self.lines: tuple[SourceLine, ...] = (SourceLine(mark=Mark.GOOD, why="try.signed"),)

    async def look(self, account: SourceAccount) -> tuple[SourceLine, ...]:
        self.looked.append(account)
        return self.lines


class Page:
    """What the page of the settings does, over these books."""

    def __init__(self, books: ConnectSource) -> None:
        self.linker, self.probe = Linker(), Probe()
        self.does = ConnectingSources(
            books=books, probe=self.probe, linker=self.linker, clock=StillClock()
        )


async def put(ledger: Ledger, **texts: str | None) -> None:
    def work(stores: Stores) -> None:
        for name, text in texts.items():
            stores.settings.put({"cursor": CURSOR, "odd": ODD}.get(name, name), text)

    await ledger.transactions.run(work)


async def kept(ledger: Ledger) -> tuple[str | None, str | None]:
    """The cursor, and what is to be read again."""
    return await ledger.transactions.run(
        lambda stores: (stores.settings.get(CURSOR), stores.settings.get(ODD))
    )


async def links(books: ConnectSource) -> dict[Source, Link]:
    return {entry.source: entry.link for entry in await books.entries()}


async def test_an_account_is_whole_again_when_read(books: ConnectSource) -> None:
    assert await links(books) == {Source.SHOP_FEED: Link.NONE, Source.STORE: Link.NONE}
    assert await books.account(Source.SHOP_FEED) is None
    await books(FEED)
    await books(STORE)
    assert await books.account(Source.SHOP_FEED) == FEED
    assert await books.account(Source.STORE) == STORE
    entry = SourceEntry(
        source=Source.SHOP_FEED, link=Link.ON, address=FEED.address, key_id="desk-1"
    )
    assert (await books.entries())[0] == entry


async def test_a_secret_lies_sealed_and_is_in_no_line_of_the_trail(
    books: ConnectSource, ledger: Ledger, tmp_path: Path
) -> None:
    await books(FEED)
    await books(STORE)
    await books.disconnect(Source.STORE)
    await books.disconnect(Source.STORE)
    lines = await ledger.readers.read(lambda c: list(lines_after(c, 0, limit=9)))
    assert [line.action for line in lines] == [
        AuditAction.SOURCE_CONNECTED,
        AuditAction.SOURCE_CONNECTED,
        AuditAction.SOURCE_DISCONNECTED,
    ]
    facts = json.loads(lines[0].facts_json)
    assert facts["address"] == FEED.address
    assert "PLANTED" not in repr(lines)
    sealed = await ledger.transactions.run(
        lambda stores: [stores.settings.get(name) or "" for name in SEALED_SOURCE_NAMES]
    )
    assert "PLANTED" not in "".join(sealed)
    assert b"PLANTED" not in b"".join(all_bytes(tmp_path).values())


async def test_disconnected_is_forgotten_but_for_where_it_was(
    books: ConnectSource, ledger: Ledger
) -> None:
    await books(FEED)
    await put(ledger, cursor="c7")
    await books.disconnect(Source.SHOP_FEED)
    assert await books.account(Source.SHOP_FEED) is None
    (entry, _store) = await books.entries()
    assert (entry.link, entry.address, entry.key_id) == (Link.NONE, FEED.address, "desk-1")
    await books(FEED)
    # The same place again: what was read of it need not be read once more.
    assert await kept(ledger) == ("c7", None)


@pytest.mark.parametrize(
    ("changes", "is_read_anew"),
    [({"address": "https://new.example/x"}, True), ({"key_id": "desk-2"}, False)],
)
async def test_another_place_is_read_from_its_beginning(
    books: ConnectSource, ledger: Ledger, changes: dict[str, Any], is_read_anew: bool
) -> None:
    await books(FEED)
    await put(ledger, cursor="c7", odd='["A-1"]')
    await books(replace(FEED, **changes))
    assert await kept(ledger) == ((None, None) if is_read_anew else ("c7", '["A-1"]'))


async def test_a_copy_of_the_books_asks_for_the_secret_again(
    books: ConnectSource, ledger: Ledger
) -> None:
    await books(FEED)
    await put(ledger, **dict.fromkeys(SEALED_SOURCE_NAMES))
    assert (await links(books))[Source.SHOP_FEED] is Link.LOCKED
    assert await books.account(Source.SHOP_FEED) is None


async def test_exchanged_or_foreign_texts_connect_nothing(
    books: ConnectSource, ledger: Ledger
) -> None:
    await books(FEED)
    await books(STORE)
    feed_name, store_name = SEALED_SOURCE_NAMES
    sealed = await ledger.transactions.run(lambda stores: stores.settings.get(store_name))
    await put(ledger, **{feed_name: sealed})
    assert await books.account(Source.SHOP_FEED) is None
    await books(FEED)
    await put(ledger, **{"source.shop_feed.address": "http://evil.example"})
    assert await books.account(Source.SHOP_FEED) is None


async def test_saving_connects_at_once_and_disconnecting_lets_go(books: ConnectSource) -> None:
    page = Page(books)
    await page.does.save(replace(DRAFT, address=f" {FEED.address}/ ", secret=FEED.secret))
    assert page.linker.told == [FEED]
    # The kept secret is used for the place and the key it was given for, and for no other.
    await page.does.save(DRAFT)
    assert page.linker.told == [FEED, FEED]
    for changed in (
        replace(DRAFT, address="https://evil.example"),
        replace(DRAFT, key_id="desk-2"),
    ):
        with pytest.raises(BadValueError, match=r"^feed\.secret_needed$"):
            await page.does.save(changed)
    await page.does.disconnect(Source.SHOP_FEED)
    assert page.linker.told[2:] == [Source.SHOP_FEED]
    assert [entry.link for entry in await page.does.entries()] == [Link.NONE, Link.NONE]


async def test_a_test_asks_with_what_is_typed_and_keeps_nothing(books: ConnectSource) -> None:
    page = Page(books)
    report = await page.does.test(replace(DRAFT, secret=FEED.secret))
    assert (report.at, report.passed, page.probe.looked) == (NOW, True, [FEED])
    assert (await links(books))[Source.SHOP_FEED] is Link.NONE
    page.probe.lines = (SourceLine(mark=Mark.BAD, why="try.key"),)
    assert not (await page.does.test(replace(DRAFT, secret=FEED.secret))).passed


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (DRAFT, "feed.secret_needed"),
        (replace(DRAFT, address="http://shop.example"), "feed.plain"),
        (SourceDraft(source=Source.STORE, key_id="wx0123456789abcdef"), "store.secret_needed"),
        (SourceDraft(source=Source.STORE, key_id="x", secret=STORE.secret), "store.appid"),
    ],
)
async def test_what_is_not_of_its_form_asks_nobody(
    books: ConnectSource, draft: SourceDraft, why: str
) -> None:
    page = Page(books)
    report = await page.does.test(draft)
    assert [line.why for line in report.lines] == [why]
    assert not report.passed
    assert page.probe.looked == []
    with pytest.raises(BadValueError, match=why):
        await page.does.save(draft)
    assert page.linker.told == []


async def test_a_practice_shop_shows_its_own_and_changes_nothing() -> None:
    entry = SourceEntry(source=Source.SHOP_FEED, link=Link.ON, address="http://127.0.0.1:1")
    page = PracticeSources(lambda: (entry,))
    assert await page.entries() == (entry,)
    assert not hasattr(page, "save")
