"""A live desk: books and vault of its own, only the official hosts, at work without a network."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from refund_desk.adapters.sources.no_facts import NoFacts
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.wechatpay.credentials import OFFICIAL_GATEWAYS, PracticeCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.transport import HardenedCore
from refund_desk.application.merchant_records import SEALED_NAMES
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.transactions import OtherMerchantError, StorageReadOnlyError
from refund_desk.application.ports.vault import (
    MasterKeyLostError,
    PassphraseNeededError,
    VaultError,
    WrongPassphraseError,
)
from refund_desk.application.sending_gate import KEYS_MISSING
from refund_desk.application.use_cases.try_connection import Point
from refund_desk.bootstrap import gateways_over, open_practice_desk
from refund_desk.domain.events import (
    SendingHalted,
    SendingResumed,
    SyncChanged,
    SyncState,
    UndoTicked,
)
from refund_desk.domain.identifiers import Mchid, TransactionId
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret
from refund_desk.live_desk import (
    LiveDesk,
    LiveShops,
    Unlock,
    connect_live,
    connecting_for,
    open_live_desk,
)
from refund_desk.ui.picture_reader import QtPictureReader
from tests.connecting.samples import filled_draft, probes_at
from tests.journeys.headless import Headless, Heard, until
from tests.practice_process import PracticeShop
from tests.vault.key_stores import MemoryStore
from tests.wechatpay import key_samples

OFFICIAL_HOSTS = {"api.mch.weixin.qq.com", "api2.mch.weixin.qq.com"}
MCHID = Mchid(key_samples.MCHID)
OTHER = Mchid("1900000110")
WORDS = Secret("青禾手作 2026")


def account_of(mchid: Mchid = MCHID, **changes: object) -> MerchantAccount:
    account = MerchantAccount(
        mchid=mchid,
        shop_name="青禾手作",
        merchant_serial=f"{key_samples.SERIAL:040X}",
        merchant_key=Secret(key_samples.pkcs8(key_samples.key_of()).decode()),
        apiv3_key=Secret("k" * 32),
        public_key=key_samples.public(key_samples.key_of("platform")).decode(),
        public_key_id=key_samples.PUBLIC_KEY_ID,
        certificate_ends_at=key_samples.ENDS,
    )
    return replace(account, **changes)  # type: ignore[arg-type] # a table of changes


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def shops(tmp_path: Path, store: MemoryStore) -> LiveShops:
    return LiveShops(Folders(tmp_path), lambda: store)


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every host that anybody wanted to reach; none is reached."""
    hosts: set[str] = set()
    whole = socket.getaddrinfo

    def refuse(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name in {"127.0.0.1", "localhost"}:
            return whole(host, *rest, **more)
        hosts.add(name)
        raise socket.gaierror(socket.EAI_AGAIN, "no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return hosts


def started_anew(shops: LiveShops) -> LiveShops:
    """The shops as the program sees them at its next start."""
    return LiveShops(shops.folders, shops.find_key_store)


@asynccontextmanager
async def live(
    shops: LiveShops, mchid: Mchid = MCHID, *, unlock: Unlock | None = None
) -> AsyncIterator[tuple[LiveDesk, Heard]]:
    """An open live desk; closed at the end."""
    heard = Heard()
    reader = QtPictureReader()
    desk = await open_live_desk(shops, mchid, heard, reader, unlock=unlock or Unlock())
    try:
        yield desk, heard
    finally:
        await desk.close()
        reader.close()


async def put(desk: LiveDesk, name: str, text: str | None) -> None:
    """A setting, past the use cases."""
    await desk.ledger.transactions.run(lambda stores: stores.settings.put(name, text))


async def keep(
    shops: LiveShops, account: MerchantAccount, passphrase: Secret | None = None
) -> Secret | None:
    """Connect a merchant as the page does; its recovery code when the shop is new."""
    connecting = connecting_for(shops, None)
    kept = await connecting._keeper.keep(account, passphrase)
    assert kept.mchid == account.mchid
    return kept.code


# Making, opening, choosing ------------------------------------------------------------------------


async def test_a_connected_merchant_has_books_of_its_own(shops: LiveShops, tmp_path: Path) -> None:
    assert shops.current() is None
    code = await keep(shops, account_of())
    assert code is not None
    assert shops.current() == MCHID
    assert shops.all() == (MCHID,)
    async with live(shops) as (desk, _heard):
        assert desk.account == account_of()
        assert not desk.services.practice
        assert desk.services.shop_name == "青禾手作"
    assert {path.name for path in (tmp_path / f"shop-{MCHID}").iterdir()} >= {
        "ledger.db",
        "pictures.db",
        "vault.json",
    }


async def test_no_file_of_a_shop_holds_a_secret(shops: LiveShops, tmp_path: Path) -> None:
    planted = "PLANTED-SECRET-OF-THE-MERCHANT!!"
    code = await keep(shops, account_of(apiv3_key=Secret(planted)))
    assert code is not None
    key_line = account_of().merchant_key.reveal().splitlines()[1]
    await asyncio.to_thread(_assert_nowhere, tmp_path, (planted, key_line, code.reveal()))


def _assert_nowhere(folder: Path, texts: tuple[str, ...]) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 3
    for path in files:
        content = path.read_bytes()
        for text in texts:
            assert text.encode() not in content, path.name


async def test_connecting_again_changes_the_keys_and_keeps_the_books(shops: LiveShops) -> None:
    assert await keep(shops, account_of()) is not None
    assert await keep(shops, account_of(shop_name="新店名")) is None
    async with live(shops) as (desk, _heard):
        assert desk.account == account_of(shop_name="新店名")


async def test_another_number_is_a_new_shop_and_the_old_one_stays(shops: LiveShops) -> None:
    await keep(shops, account_of())
    await keep(shops, account_of(OTHER, shop_name="另一家"))
    assert shops.current() == OTHER
    assert set(shops.all()) == {MCHID, OTHER}
    for mchid, name in ((MCHID, "青禾手作"), (OTHER, "另一家")):
        async with live(shops, mchid) as (desk, _heard):
            assert desk.services.shop_name == name
        connecting = connecting_for(shops, desk)
        assert await connecting.others() == (OTHER if mchid == MCHID else MCHID,)
    assert set(await connecting_for(shops, None).others()) == {MCHID, OTHER}
    await connecting_for(shops, None).choose(MCHID)
    assert shops.current() == MCHID


async def test_books_of_one_merchant_never_open_as_another(
    shops: LiveShops, tmp_path: Path
) -> None:
    await keep(shops, account_of())
    await asyncio.to_thread((tmp_path / f"shop-{MCHID}").rename, tmp_path / f"shop-{OTHER}")
    with pytest.raises((OtherMerchantError, VaultError)):
        await open_live_desk(shops, OTHER, Heard(), QtPictureReader())


def test_a_mark_that_says_nothing_is_passed_over(shops: LiveShops, tmp_path: Path) -> None:
    for text in ("", "../evil", "1900000999", "\udcff"):
        (tmp_path / "current-shop").write_bytes(text.encode("utf-8", "surrogateescape"))
        assert shops.current() is None
    (tmp_path / "shop-evil").mkdir()
    (tmp_path / "shop-1900000111").mkdir()
    assert shops.all() == ()


async def test_an_interrupted_making_is_begun_anew(shops: LiveShops, tmp_path: Path) -> None:
    await asyncio.to_thread(lambda: shops.vault_of(MCHID).make())
    assert shops.current() is None
    assert await keep(shops, account_of()) is not None
    await asyncio.to_thread((tmp_path / f"shop-{MCHID}" / "vault.json").unlink)
    with pytest.raises(MasterKeyLostError):
        await keep(shops, account_of())


# The vault ---------------------------------------------------------------------------------------


async def test_without_a_key_store_a_passphrase_opens_the_shop(tmp_path: Path) -> None:
    shops = LiveShops(Folders(tmp_path), lambda: None)
    assert await connecting_for(shops, None).needs_passphrase()
    with pytest.raises(PassphraseNeededError):
        await keep(shops, account_of())
    assert shops.current() is None
    await keep(shops, account_of(), WORDS)
    async with live(shops) as (desk, _heard):
        assert desk.account == account_of()
    shops = started_anew(shops)
    for unlock, error in (
        (Unlock(), PassphraseNeededError),
        (Unlock(passphrase=Secret("another one")), WrongPassphraseError),
    ):
        with pytest.raises(error):
            await open_live_desk(shops, MCHID, Heard(), QtPictureReader(), unlock=unlock)
    async with live(shops, unlock=Unlock(passphrase=WORDS)) as (desk, _heard):
        assert desk.account == account_of()


async def test_a_recovery_code_brings_a_shop_back(shops: LiveShops, store: MemoryStore) -> None:
    code = await keep(shops, account_of())
    assert not await connecting_for(shops, None).needs_passphrase()
    store.kept.clear()
    shops = started_anew(shops)
    with pytest.raises(MasterKeyLostError):
        await open_live_desk(shops, MCHID, Heard(), QtPictureReader())
    async with live(shops, unlock=Unlock(code=code)) as (desk, _heard):
        assert desk.account == account_of()
    async with live(started_anew(shops)) as (desk, _heard):
        assert desk.account is not None


# Only the official hosts, and no network ---------------------------------------------------------


async def test_without_a_network_the_desk_opens_says_so_and_works(
    shops: LiveShops, looked_up: set[str]
) -> None:
    await keep(shops, account_of())
    async with live(shops) as (desk, heard):
        await connect_live(desk)
        await desk.services.pull_applications()
        (state,) = [event for event in heard.of(SyncChanged) if event.state is SyncState.TROUBLE]
        assert state.why == "net.off"
        assert desk.services.gate.why_closed == ""
        rows = await desk.services.reads.segment_counts(now=datetime.now(UTC))
        assert rows is not None
        assert await desk.ledger.synchronous() == 2
    assert looked_up <= OFFICIAL_HOSTS
    assert looked_up


async def test_nothing_can_point_real_keys_elsewhere(
    shops: LiveShops, looked_up: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the environment, nor a setting in the books, nor a file beside them."""
    evil = "http://evil.example:8080"
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "WECHATPAY_GATEWAY", "REFUND_DESK_HOST"):
        monkeypatch.setenv(name, evil)
        monkeypatch.setenv(name.lower(), evil)
    await keep(shops, account_of())
    folder = shops.folders.shop(MCHID)
    for name in ("gateway", "gateways.json", "ready.json", "host"):
        await asyncio.to_thread((folder / name).write_text, evil, "utf-8")
    async with live(shops) as (desk, _heard):
        for name in ("gateway", "merchant.gateway", "merchant.gateways", "base_url"):
            await put(desk, name, evil)
    async with live(shops) as (desk, _heard):
        await connect_live(desk)
        assert desk.core is not None
        assert desk.core.gateways == OFFICIAL_GATEWAYS
        await desk.services.pull_applications()
        report = await connecting_for(shops, desk).test(_draft_of(desk))
        assert report.is_about_the_way
    assert looked_up == OFFICIAL_HOSTS


def _draft_of(desk: LiveDesk) -> Any:
    from refund_desk.application.merchant_draft import MerchantDraft

    assert desk.account is not None
    return MerchantDraft.of(desk.account)


async def test_a_practice_shop_and_a_live_shop_share_nothing(
    shops: LiveShops, tmp_path: Path
) -> None:
    await keep(shops, account_of())
    reader = QtPictureReader()
    practice = await open_practice_desk(Folders(tmp_path), Heard(), reader)
    try:
        assert practice.services.practice
        connecting = connecting_for(shops, practice)
        assert connecting.account is None
    finally:
        practice.far.give_up()
        await practice.close()
        reader.close()
    assert (tmp_path / "practice" / "ledger.db").is_file()


# Keys missing, keys changed ----------------------------------------------------------------------


async def test_books_without_keys_say_so_and_send_nothing(
    shops: LiveShops, looked_up: set[str]
) -> None:
    await keep(shops, account_of())
    async with live(shops) as (desk, heard):
        for name in SEALED_NAMES:
            await put(desk, name, None)
    async with live(shops) as (desk, heard):
        assert desk.account is None
        assert desk.services.shop_name == MCHID
        await connect_live(desk)
        assert desk.services.gate.why_closed == KEYS_MISSING
        assert [event.why for event in heard.of(SendingHalted)] == [KEYS_MISSING]
        gateways = await desk.far.gateways()
        assert gateways is None
        assert desk.far.not_there == Unreadable(why=KEYS_MISSING)
        connecting = connecting_for(shops, desk)
        await connecting._keeper.keep(account_of(), None)
        assert desk.services.gate.why_closed == ""
        assert len(heard.of(SendingResumed)) == 1
        assert connecting.account == account_of()
    assert not looked_up


@pytest.mark.expect_log("secrets do not open")
async def test_a_damaged_secret_is_asked_for_anew(shops: LiveShops) -> None:
    await keep(shops, account_of())
    async with live(shops) as (desk, _heard):
        await put(desk, "sealed.merchant_key", "AAAA")
    async with live(shops) as (desk, _heard):
        assert desk.account is None


@pytest.mark.expect_log("keys cannot be used")
async def test_keys_that_cannot_be_read_are_missing(shops: LiveShops) -> None:
    await keep(shops, account_of(merchant_key=Secret("no key at all")))
    async with live(shops) as (desk, _heard):
        await connect_live(desk)
        assert desk.services.gate.why_closed == KEYS_MISSING


async def test_new_keys_are_used_at_once_and_old_connections_end_with_the_desk(
    shops: LiveShops,
) -> None:
    await keep(shops, account_of())
    async with live(shops) as (desk, _heard):
        await connect_live(desk)
        first = desk.core
        await connecting_for(shops, desk)._keeper.keep(account_of(merchant_serial="ABC"), None)
        assert desk.core is not first
        assert desk.core is not None
        assert desk.core._credentials.merchant_serial == "ABC"
        assert first is not None
        clients = (first._client, desk.core._client)
        assert [client.is_closed for client in clients] == [False, False]
    assert [client.is_closed for client in clients] == [True, True]
    async with live(shops) as (again, _heard):
        assert again.account == account_of(merchant_serial="ABC")


# The page's own verbs, against a practice shop ----------------------------------------------------


async def test_only_a_passed_test_of_the_keys_in_force_opens_the_gate(
    shops: LiveShops, practice_shop: PracticeShop
) -> None:
    draft = filled_draft(practice_shop)
    probe = probes_at(practice_shop.base_url)
    first = connecting_for(shops, None, probe=probe)
    assert (await first.test(draft)).passed
    kept = await first.save(draft)
    assert kept.code is not None
    async with live(shops, Mchid(practice_shop.mchid)) as (desk, heard):
        await connect_live(desk)
        connecting = connecting_for(shops, desk, probe=probe)
        desk.services.gate.halt("key.bad")
        other = replace(draft, apiv3_key=Secret("n" * 32))
        assert (await connecting.test(other)).passed
        assert desk.services.gate.why_closed == "key.bad"
        wrong = replace(_draft_of(desk), serial="5" * 40)
        assert not (await connecting.test(wrong)).passed
        assert desk.services.gate.why_closed == "key.bad"
        assert (await connecting.test(_draft_of(desk))).passed
        assert desk.services.gate.why_closed == ""
        desk.services.gate.halt("key.bad")
        await connecting.test(other)
        await connecting.save(other)
        assert desk.services.gate.why_closed == ""
        assert len(heard.of(SendingResumed)) == 2


async def test_dropped_files_fill_the_draft_and_say_what_was_wrong(
    shops: LiveShops, practice_shop: PracticeShop, tmp_path: Path
) -> None:
    await asyncio.to_thread((tmp_path / "note.pem").write_bytes, b"hello")
    connecting = connecting_for(shops, None)
    paths = (practice_shop.merchant_key_file, tmp_path / "note.pem")
    draft, troubles = await connecting.read_files(paths, filled_draft(practice_shop))
    assert draft.private_key is not None
    assert [(each.file_name, each.why) for each in troubles] == [("note.pem", "file.not_key")]
    report = await connecting.test(replace(draft, mchid=""))
    assert [line.point for line in report.lines] == [Point.FORM]


async def test_without_a_shop_feed_nothing_is_known_and_nothing_is_wrong(
    shops: LiveShops,
) -> None:
    await keep(shops, account_of())
    async with live(shops) as (desk, _heard):
        await connect_live(desk)
        gateways = await desk.far.gateways()
        assert gateways is not None
        assert await gateways.facts.facts((TransactionId("4200001234"),)) == ()
        assert await gateways.facts.picture("https://evil.example/x.png") == Missing()


def test_a_certificate_is_compared_with_this_pcs_time(shops: LiveShops) -> None:
    clock = connecting_for(shops, None).clock
    assert abs((clock.pc_now() - datetime.now(UTC)).total_seconds()) < 5


async def test_a_refund_of_a_live_desk_has_the_live_number(
    shops: LiveShops, practice_shop: PracticeShop
) -> None:
    """Real books and rules; only the far side is a practice shop, put there by the test's hand."""
    await keep(shops, filled_draft(practice_shop).account(datetime.now(UTC)))
    mchid = Mchid(practice_shop.mchid)
    async with live(shops, mchid) as (desk, heard):
        credentials = await asyncio.to_thread(
            PracticeCredentials.from_ready_line, practice_shop.ready_line
        )
        desk.core = await HardenedCore.open(credentials)
        desk.far.connect(gateways_over(Endpoints(desk.core, mchid), desk.clock, NoFacts()))
        headless = Headless(desk, practice_shop, heard)
        application_id = await headless.fresh()
        planned = await headless.approve(application_id, red_accepted=True)
        sending = asyncio.create_task(desk.services.submit_refund(planned.id))
        # The first tick says that the undo window is open; it need not be waited for.
        await until(lambda: _ready(heard.of(UndoTicked)))
        assert desk.services.submit_now(planned.id)
        await sending
        refund = await headless.refund(planned.id)
        assert refund.out_refund_no == f"RD{refund.transaction_id}-01"
        assert [each["out_refund_no"] for each in headless.paid_of(str(refund.transaction_id))] == [
            refund.out_refund_no
        ]
        case = await headless.view(application_id)
        assert case.order is not None
        assert not case.order.facts_known


async def _ready(events: list[Any]) -> bool | None:
    return True if events else None


# Hostile disks, and what is told ------------------------------------------------------------------


@pytest.mark.parametrize("in_the_way", ["shop folder", "vault file"])
async def test_a_folder_that_cannot_be_used_is_told_and_nothing_is_chosen(
    shops: LiveShops, in_the_way: str
) -> None:
    folder = shops.folders.shop(MCHID)
    if in_the_way == "shop folder":
        await asyncio.to_thread(folder.write_bytes, b"a file in its place")
    else:
        await asyncio.to_thread((folder / "vault.json").mkdir, parents=True)
        await asyncio.to_thread((folder / "ledger.db").write_bytes, b"")
    with pytest.raises(StorageReadOnlyError):
        await keep(shops, account_of())
    with pytest.raises(StorageReadOnlyError):
        await open_live_desk(shops, MCHID, Heard(), QtPictureReader())


async def test_a_choice_that_cannot_be_written_is_told(shops: LiveShops) -> None:
    await keep(shops, account_of())
    await asyncio.to_thread(shops.folders.shop_mark.unlink)
    await asyncio.to_thread(shops.folders.shop_mark.mkdir)
    with pytest.raises(StorageReadOnlyError):
        await connecting_for(shops, None).choose(MCHID)
    assert shops.current() == MCHID


async def test_nothing_that_is_logged_or_shown_holds_a_secret(
    shops: LiveShops, practice_shop: PracticeShop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    draft = filled_draft(practice_shop)
    connecting = connecting_for(shops, None, probe=probes_at(practice_shop.base_url))
    await connecting.test(draft)
    await connecting.test(replace(draft, serial="5" * 40, certificate=None))
    kept = await connecting.save(draft, WORDS)
    async with live(shops, kept.mchid) as (desk, _heard):
        await connect_live(desk)
        shown = f"{caplog.text} {desk} {desk.account!r} {desk.core!r} {draft!r} {kept!r}"
    assert "certificates" in caplog.text or "order" in caplog.text
    key = await asyncio.to_thread(practice_shop.merchant_key_file.read_text, "utf-8")
    assert kept.code is not None
    secrets = [practice_shop.apiv3_key, *key.splitlines()[1:-1], kept.code.reveal()]
    for secret in [*secrets, WORDS.reveal(), "signature="]:
        assert secret not in shown
