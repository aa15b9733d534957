"""The desk of a real merchant: its own folder, books and vault, and only the official hosts."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.adapters.storage.restore import Place, restore_ledger
from refund_desk.adapters.system.clock import PcClock
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.own_files import replace_whole
from refund_desk.adapters.vault.sealing import AesGcmSealer
from refund_desk.adapters.vault.system_keyring import KeyStore, system_key_store
from refund_desk.adapters.vault.vault import OpenVault, Vault
from refund_desk.adapters.wechatpay.credentials import MerchantCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.key_files import DroppedKeyFiles
from refund_desk.adapters.wechatpay.probe import open_probe
from refund_desk.adapters.wechatpay.transport import HardenedCore
from refund_desk.application.connecting import Connecting
from refund_desk.application.connecting_sources import PracticeSources
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.ports.merchant_probe import ProbeOpener
from refund_desk.application.ports.pictures import PictureReader
from refund_desk.application.ports.shop_keeper import Kept
from refund_desk.application.ports.transactions import StorageError, StorageReadOnlyError
from refund_desk.application.ports.vault import MasterKeyLostError, UnsealableError
from refund_desk.application.sending_gate import KEYS_MISSING
from refund_desk.application.services import Services
from refund_desk.application.surroundings import Shop
from refund_desk.application.use_cases.connect_merchant import ConnectMerchant
from refund_desk.application.use_cases.connect_source import ConnectSource
from refund_desk.application.use_cases.try_connection import TryConnection
from refund_desk.bootstrap import Desk, gateways_over, ports_over
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret
from refund_desk.domain.source_account import CONNECTABLE
from refund_desk.far_side import FarSide, LateFeed, LateTerms
from refund_desk.live_sources import OFFICIAL, LiveSources, SourceOpeners

log = logging.getLogger(__name__)

# Lies beside a shop's vault until its recovery code was kept; it holds nothing.
CODE_OWED_FILE = "recovery-code.owed"

FindKeyStore = Callable[[], KeyStore | None]


@dataclass(slots=True, kw_only=True)
class LiveDesk(Desk):
    """An open desk of a real merchant. `account` is None while its books hold no keys."""

    mchid: Mchid
    books: ConnectMerchant
    account: MerchantAccount | None
    sources: LiveSources
    replaced: list[HardenedCore] = field(default_factory=list)

    async def close(self) -> None:
        """See `Desk`; connections under keys that were replaced are closed as well."""
        for core in self.replaced:
            await core.close()
        await self.sources.close()
        await Desk.close(self)


@dataclass(frozen=True, slots=True)
class Unlock:
    """What a person gave to open a vault: nothing, a passphrase, a recovery code, or both."""

    passphrase: Secret | None = None
    code: Secret | None = None


NOTHING = Unlock()


class LiveShops:
    """The shops of a data folder. Everything but `current` blocks or is awaited."""

    def __init__(
        self,
        folders: Folders,
        find_key_store: FindKeyStore = system_key_store,
        *,
        openers: SourceOpeners = OFFICIAL,
    ) -> None:
        """`find_key_store` looks for this PC's key store, `openers` reach a shop's sources."""
        self.folders = folders
        self.openers = openers
        self.find_key_store = find_key_store
        # A shop that was opened once is not asked about again while the program runs.
        self._opened: dict[Mchid, OpenVault] = {}
        # Whoever makes a shop is shown its recovery code before going there.
        self._made: set[Mchid] = set()

    def current(self) -> Mchid | None:
        """The shop that the program opens; None before there is one."""
        try:
            marked = Mchid(self.folders.shop_mark.read_text("ascii").strip())
        except (OSError, ValueError, BadValueError):
            return next(iter(self.all()), None)
        return marked if self._has_books(marked) else next(iter(self.all()), None)

    def all(self) -> tuple[Mchid, ...]:
        """Every shop with books, the one last used first."""
        found = []
        for name in self.folders.shops():
            try:
                found.append(Mchid(name))
            except BadValueError:
                continue
        return tuple(mchid for mchid in found if self._has_books(mchid))

    def choose(self, mchid: Mchid) -> None:
        """Let the program open this shop from now on. Raises `StorageReadOnlyError`."""
        try:
            replace_whole(self.folders.shop_mark, f"{mchid}\n".encode())
        except OSError as error:
            raise StorageReadOnlyError from error

    def vault_of(self, mchid: Mchid) -> Vault:
        """The vault of a shop, its folder made. Raises `StorageReadOnlyError`."""
        try:
            folder = self.folders.make(self.folders.shop(mchid))
        except OSError as error:
            raise StorageReadOnlyError from error
        return Vault(folder, mchid, self.find_key_store())

    def open(self, mchid: Mchid, unlock: Unlock) -> tuple[OpenVault, Ledger]:
        """Vault and books of a shop that is there. Raises `VaultError` and `StorageError`."""
        opened = self._opened.get(mchid) if unlock == NOTHING else None
        if opened is None:
            opened = self._unlocked(self.vault_of(mchid), unlock)
        ledger = self._books_of(mchid, opened)
        self._opened[mchid] = opened
        if mchid in self._made:
            self.code_kept(mchid)
        return opened, ledger

    def code_owed(self, mchid: Mchid) -> Secret | None:
        """The recovery code of an open shop that was made and whose code nobody has kept yet.

        The program that made it ended before the person said so.
        """
        opened = self._opened.get(mchid)
        owed = opened is not None and self._owed_mark(mchid).exists()
        return opened.code if owed and opened is not None else None

    def code_kept(self, mchid: Mchid) -> None:
        """The person has the recovery code; where that cannot be noted, it is shown once more."""
        with contextlib.suppress(OSError):
            self._owed_mark(mchid).unlink(missing_ok=True)

    def open_or_make(
        self, mchid: Mchid, passphrase: Secret | None
    ) -> tuple[OpenVault, Ledger, bool]:
        """The same for a shop that may be new, and whether it was made; raises as `open` does."""
        vault = self.vault_of(mchid)
        # A vault without books is a making that was interrupted: it has locked nothing away.
        made = not self._has_books(mchid)
        if not made and not vault.exists:
            raise MasterKeyLostError
        try:
            known = self._opened.get(mchid)
            if made:
                replace_whole(self._owed_mark(mchid), b"")
                self._made.add(mchid)
            opened = vault.make(passphrase) if made else known or vault.open(passphrase)
        except OSError as error:
            raise StorageReadOnlyError from error
        ledger = self._books_of(mchid, opened)
        self._opened[mchid] = opened
        return opened, ledger, made

    def restore(self, mchid: Mchid, copy: Path, unlock: Unlock) -> int:
        """Put a copy in the place of a shop's books, or bring its books to this PC; their epoch.

        Their keys are those of the vault here, or behind the recovery code. The desk of that shop
        is closed meanwhile, and its merchant keys are entered anew before anything is sent. Raises
        `VaultError`, and `StorageError` as `restore_ledger` does.
        """
        opened = self._unlocked(self.vault_of(mchid), unlock)
        place = Place(
            folder=self.folders.shop(mchid), key=opened.keys.database, mchid=mchid, practice=False
        )
        epoch = restore_ledger(copy, place, now=datetime.now(UTC))
        self._opened[mchid] = opened
        return epoch

    @staticmethod
    def _unlocked(vault: Vault, unlock: Unlock) -> OpenVault:
        try:
            if unlock.code is not None:
                return vault.restore(unlock.code, unlock.passphrase)
            return vault.open(unlock.passphrase)
        except OSError as error:
            raise StorageReadOnlyError from error

    def _books_of(self, mchid: Mchid, opened: OpenVault) -> Ledger:
        folder = self.folders.shop(mchid)
        return open_ledger(folder, opened.keys.database, mchid=mchid, practice=False)

    def _owed_mark(self, mchid: Mchid) -> Path:
        return self.folders.shop(mchid) / CODE_OWED_FILE

    def _has_books(self, mchid: Mchid) -> bool:
        return (self.folders.shop(mchid) / LEDGER_FILE).is_file()


async def open_live_desk(
    shops: LiveShops,
    mchid: Mchid,
    events: EventSink,
    picture_reader: PictureReader,
    *,
    unlock: Unlock = NOTHING,
) -> LiveDesk:
    """The desk of a real merchant, usable without network and before its connections are made.

    Raises a `VaultError` that the window can ask about, or a `StorageError`.
    """
    opened, ledger = await asyncio.to_thread(shops.open, mchid, unlock)
    far, clock = FarSide(), PcClock()
    sealer = AesGcmSealer(opened.keys.sealing, mchid)
    books = ConnectMerchant(ledger.transactions, sealer, clock, mchid)
    try:
        account = await _account_in(books)
    except StorageError:
        await asyncio.to_thread(ledger.close)
        raise
    shop = Shop(
        mchid=mchid,
        shop_name=account.shop_name if account is not None else str(mchid),
        practice=False,
        customer_salt=opened.keys.customer_salt,
    )
    ports = replace(
        ports_over(ledger, far, clock, events=events, picture_reader=picture_reader),
        feeds=tuple(LateFeed(far, source) for source in CONNECTABLE),
        terms=(LateTerms(far),),
    )
    kept = ConnectSource(ledger.transactions, sealer, clock)
    return LiveDesk(
        services=Services(ports, shop),
        ledger=ledger,
        clock=clock,
        far=far,
        events=events,
        mchid=mchid,
        books=books,
        account=account,
        sources=LiveSources(far, kept, clock=clock, events=events, openers=shops.openers),
    )


async def connect_live(desk: LiveDesk) -> None:
    """Let the desk speak to WeChat Pay under its account's keys; a second call changes the keys.

    Asks nothing of the network. Without keys, nothing is read of WeChat Pay and nothing is sent;
    the sources that a shop has besides have keys of their own.
    """
    if not desk.sources.is_begun:
        await desk.sources.connect()
    core = None if desk.account is None else await _core_of(desk.account)
    if core is None:
        desk.far.give_up(KEYS_MISSING)
        desk.services.gate.halt(KEYS_MISSING)
        return
    if desk.core is not None:
        # Calls that are under way end under the old keys.
        desk.replaced.append(desk.core)
    desk.core = core
    desk.clock.far_offset = core.clock_offset.seconds
    desk.far.connect(gateways_over(Endpoints(core, desk.mchid), desk.clock, desk.sources))
    if desk.services.gate.why_closed == KEYS_MISSING:
        desk.services.gate.resume()


class LiveKeeper:
    """The port `ShopKeeper` over the shops of a data folder and the desk that is open."""

    def __init__(self, shops: LiveShops, desk: LiveDesk | None) -> None:
        """`desk` is the open one, when it is a real merchant's."""
        self._shops = shops
        self._desk = desk

    @property
    def account(self) -> MerchantAccount | None:
        """See the port."""
        return self._desk.account if self._desk is not None else None

    async def others(self) -> tuple[Mchid, ...]:
        """See the port."""
        own = self._desk.mchid if self._desk is not None else ""
        found = await asyncio.to_thread(self._shops.all)
        return tuple(mchid for mchid in found if mchid != own)

    async def choose(self, mchid: Mchid) -> None:
        """See the port."""
        await asyncio.to_thread(self._shops.choose, mchid)

    async def needs_passphrase(self) -> bool:
        """See the port."""
        return await asyncio.to_thread(self._shops.find_key_store) is None

    async def keep(self, account: MerchantAccount, passphrase: Secret | None) -> Kept:
        """See the port."""
        if self._desk is not None and self._desk.mchid == account.mchid:
            await self._desk.books(account)
            self._desk.account = account
            await connect_live(self._desk)
            return Kept(mchid=account.mchid)
        opened, ledger, made = await asyncio.to_thread(
            self._shops.open_or_make, account.mchid, passphrase
        )
        try:
            sealer = AesGcmSealer(opened.keys.sealing, account.mchid)
            await ConnectMerchant(ledger.transactions, sealer, PcClock(), account.mchid)(account)
        finally:
            await asyncio.to_thread(ledger.close)
        await asyncio.to_thread(self._shops.choose, account.mchid)
        return Kept(mchid=account.mchid, code=opened.code if made else None)


def connecting_for(
    shops: LiveShops, desk: Desk | None, *, probe: ProbeOpener = open_probe
) -> Connecting:
    """The page of merchant number and keys, for the desk that is open (None before the first)."""
    live = desk if isinstance(desk, LiveDesk) else None
    clock = PcClock()
    connecting = Connecting(
        reader=DroppedKeyFiles(),
        try_connection=TryConnection(probe, clock),
        keeper=LiveKeeper(shops, live),
        clock=clock,
        gate=live.services.gate if live is not None else None,
    )
    connecting.sources = live.sources.connecting() if live is not None else _practice_page(desk)
    return connecting


def _practice_page(desk: Desk | None) -> PracticeSources | None:
    """The sources of a practice shop, to be looked at; None before there is a shop."""
    return None if desk is None else PracticeSources(lambda: desk.places)


async def _account_in(books: ConnectMerchant) -> MerchantAccount | None:
    """The account; None also when its secrets do not open, so that they are asked for anew."""
    try:
        return await books.account()
    except UnsealableError:
        log.warning("the merchant's secrets do not open and must be entered again")
        return None


async def _core_of(account: MerchantAccount) -> HardenedCore | None:
    try:
        return await HardenedCore.open(MerchantCredentials.of(account))
    except BadValueError as error:
        log.warning("the merchant's keys cannot be used: %s", error)
        return None
