"""A whole life of a live desk with planted secrets, killed at its end.

`python -m tests.secrets.life ROOT DROPPED TOLD` and a practice server's ready line on standard
input. ROOT is the data folder, DROPPED what a person dropped, TOLD gets what was seen (names only,
and the keys of this life, which the test looks for).
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import keyring
from keyring.backends import fail

from refund_desk.adapters.sources.shop_feed_source import ShopFeedSource
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.system.log_files import start_logging
from refund_desk.adapters.vault.derived_keys import keys_of
from refund_desk.adapters.vault.recovery_code import master_of
from refund_desk.adapters.wechatpay.credentials import PracticeCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.transport import HardenedCore
from refund_desk.application.commands import OwnPicture, RejectCommand, ReplyCommand
from refund_desk.application.merchant_draft import MerchantDraft
from refund_desk.application.ports.vault import VaultError
from refund_desk.application.rows import HistoryFilter
from refund_desk.bootstrap import gateways_over
from refund_desk.domain.bank_card import BankCard, card_of
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.errors import BadValueError, RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutTradeNo, TransactionId
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import Segment
from refund_desk.domain.secret import Secret
from refund_desk.live_desk import LiveShops, Unlock, connecting_for, open_live_desk
from refund_desk.resource_paths import resource
from refund_desk.ui.main_window.crash_file import write_report
from refund_desk.ui.picture_reader import QtPictureReader
from refund_desk.ui.task_runner import CrashReport, TaskRunner
from tests.connecting.samples import probes_at
from tests.journeys.headless import Headless, Heard, until
from tests.practice_process import PracticeShop, shop_of
from tests.secrets.plants import PLANTS
from tests.secrets.watch import Watch

COMPLAINTS, REFUNDS = "/v3/merchant-service/*", "/v3/refund/*"
PICTURE = "proof_broken_mug.png"


class Life:
    """One desk from its first key to a crash."""

    def __init__(self, folders: Folders, shop: PracticeShop, watch: Watch) -> None:
        """In these folders, against this practice shop."""
        self.folders, self.shop, self.watch = folders, shop, watch
        self.mchid = Mchid(shop.mchid)
        self.held: list[object] = []
        self.code = Secret("")

    async def connect(self, dropped: Path) -> None:
        """Keys are dropped, tested rightly and wrongly, and kept under a passphrase."""
        shops = LiveShops(self.folders, lambda: None)
        connecting = connecting_for(shops, None, probe=probes_at(self.shop.base_url))
        draft, troubles = await connecting.read_files((dropped,), MerchantDraft(mchid=self.mchid))
        draft = replace(
            draft, apiv3_key=Secret(self.shop.apiv3_key), public_key_id=self.shop.public_key_id
        )
        self.held += [draft, troubles]
        report = await connecting.test(draft)
        assert report.passed, report
        await connecting.test(replace(draft, serial="5" * 40, certificate=None))
        kept = await connecting.save(draft, Secret(PLANTS.passphrase))
        assert kept.code is not None
        self.code = kept.code
        self.held += [report, kept]
        self.watch.look()
        await self._be_refused()

    async def _be_refused(self) -> None:
        """Wrong passphrases and codes, and forms that are not right."""
        wrong = (
            Unlock(passphrase=Secret(PLANTS.passphrase + "x")),
            Unlock(code=Secret(self.code.reveal()[:-1] + "!"), passphrase=Secret("12345678")),
            Unlock(code=self.code, passphrase=Secret("short")),
            Unlock(),
        )
        for unlock in wrong:
            shops = LiveShops(self.folders, lambda: None)
            try:
                await open_live_desk(shops, self.mchid, Heard(), QtPictureReader(), unlock=unlock)
            except VaultError as error:
                self.watch.keep(error)
        makers: tuple[Callable[[], object], ...] = (
            lambda: Mchid(PLANTS.phone + "x"),
            lambda: TransactionId(PLANTS.phone + "萤"),
            lambda: OutTradeNo(PLANTS.detail),
            lambda: Fen.from_yuan_text(PLANTS.phone + "元"),
            lambda: card_of(bank_type="CMB_DEBIT", account=PLANTS.card[:-1] + "9", real_name="萤"),
            lambda: card_of(
                bank_type="CMB_DEBIT", account=PLANTS.card, real_name="1" + PLANTS.holder
            ),
            self._wrong_credentials,
        )
        for make in makers:
            try:
                make()
            except (BadValueError, RuleBrokenError) as error:
                self.watch.keep(error)
            else:
                raise AssertionError("it was taken")

    def _wrong_credentials(self) -> object:
        return PracticeCredentials(
            mchid=self.mchid,
            merchant_serial="5157",
            merchant_key=Secret(PLANTS.passphrase),
            apiv3_key=Secret(self.shop.apiv3_key[:-1]),
            gateways=("http://127.0.0.1:1",),
        )

    async def work(self) -> None:
        """Pull, reveal, reply, reject, refund with every kind of trouble, fetch bills."""
        heard, reader = Heard(), QtPictureReader()
        unlock = Unlock(passphrase=Secret(PLANTS.passphrase))
        shops = LiveShops(self.folders, lambda: None)
        desk = await open_live_desk(shops, self.mchid, heard, reader, unlock=unlock)
        self.held += [desk, heard]
        credentials = await asyncio.to_thread(
            PracticeCredentials.from_ready_line, self.shop.ready_line
        )
        desk.core = await HardenedCore.open(credentials)
        desk.facts = await asyncio.to_thread(ShopFeedSource.of_practice, self.shop.ready_line)
        endpoints = Endpoints(desk.core, self.mchid)
        desk.far.connect(gateways_over(endpoints, desk.clock, desk.facts))
        headless = Headless(desk, self.shop, heard)
        try:
            await self._say(headless)
            await self._refund(headless)
            await self._look_around(headless)
            await self._crash(headless)
        finally:
            desk.services.stop_background()
            await desk.close()
            reader.close()

    async def _fresh(self, desk: Headless, **more: object) -> int:
        return await desk.fresh(
            phone=PLANTS.phone,
            nickname=PLANTS.nickname,
            openid=PLANTS.openid,
            text=PLANTS.detail,
            reason=PLANTS.problem,
            **more,
        )

    async def _say(self, desk: Headless) -> None:
        """Words and pictures, with answers that get lost."""
        picture = OwnPicture(
            name=f"{PLANTS.nickname}.png",
            content=await asyncio.to_thread(resource("practice", PICTURE).read_bytes),
            confirmed_private_free=True,
        )
        application_id = await self._fresh(desk)
        self.held.append(await desk.opened(application_id))
        assert await desk.services.reveal_phone(application_id) == PLANTS.phone
        reply = ReplyCommand(application_id=application_id, text=PLANTS.reply, pictures=(picture,))
        self._fault("POST", COMPLAINTS, "drop_after")
        await desk.services.reply_to_customer(reply)
        await desk.deliver()
        self.shop.clear_faults()
        other = await self._fresh(desk)
        reject = RejectCommand(
            application_id=other,
            reason_code="expired",
            text=PLANTS.reject_text,
            pictures=(picture,),
        )
        await desk.opened(other)
        with suppress(RuleBrokenError):
            await desk.services.reject_application(reject)
        await desk.deliver()
        self._fault("GET", COMPLAINTS, "garbage")
        await desk.services.pull_applications()
        self.shop.clear_faults()
        await desk.services.pull_applications()
        await desk.services.save_draft(other, PLANTS.draft)
        self.held += [reply, reject, await desk.view(other)]
        self.watch.look()

    async def _refund(self, desk: Headless) -> None:
        """Forged, lost, refused for lack of money, abnormal and sent to a card."""
        for fault in ("forged", "drop_after", "status_500", "garbage"):
            application_id = await self._fresh(desk)
            self._fault("POST", REFUNDS, fault)
            refund = await self._pay(desk, application_id)
            self.shop.clear_faults()
            await desk.services.settle_refund(refund.id)
            self.held.append(await desk.refund(refund.id))
        self.shop.set_balance(0)
        refused = await self._pay(desk, await self._fresh(desk))
        assert refused.state is RefundState.REFUSED, refused.state
        self.shop.set_balance(10_000_000)
        abnormal = await self._pay(desk, await self._fresh(desk, settles="abnormal"))
        await desk.settled(abnormal.id, RefundState.ABNORMAL)
        debit = card(PLANTS.card, PLANTS.holder)
        for fault in ("status_500", "forged", ""):
            if fault:
                self._fault("POST", REFUNDS, fault)
            with suppress(RuleBrokenError):
                await desk.services.return_to_card(abnormal.id, debit)
            self.shop.clear_faults()
        self.held += [debit, await desk.refund(abnormal.id)]
        self.watch.look()

    async def _pay(self, desk: Headless, application_id: int) -> Refund:
        refund = await desk.approve(
            application_id,
            reason=PLANTS.refund_reason,
            reply_text=PLANTS.refund_reply,
            red_accepted=True,
        )
        sending = asyncio.create_task(desk.services.submit_refund(refund.id))

        async def pressed() -> bool | None:
            return desk.services.submit_now(refund.id) or sending.done() or None

        await until(pressed)
        await sending
        return await desk.refund(refund.id)

    async def _look_around(self, desk: Headless) -> None:
        """What lists, searches and the daily proof read."""
        services, now = desk.services, desk.desk.clock.now()
        for segment in (Segment.TO_DO, Segment.PROBLEM, Segment.REFUNDING):
            ids = await services.reads.inbox_ids(segment, search=PLANTS.search, now=now)
            self.held.append(await services.reads.inbox_rows(ids))
        wanted = HistoryFilter(search=PLANTS.search)
        self.held += [wanted, await services.reads.history_ids(wanted, now=now)]
        day = beijing_day(now) - timedelta(days=2)
        self.held += [await services.proof.fetch(day), await services.proof.of(day)]
        for application_id in desk.made:
            parts = await services.reads.case(application_id)
            assert parts is not None
            snapshot = await self._snapshot(desk, parts.application.source_ref)
            self.held += [parts, snapshot, await services.reads.audit_lines(application_id)]
            self.held.append(await desk.view(application_id))
        self.watch.look()

    @staticmethod
    async def _snapshot(desk: Headless, source_ref: str) -> object:
        gateways = await desk.desk.far.gateways()
        assert gateways is not None
        return (await gateways.source.read(source_ref), await gateways.source.history(source_ref))

    async def _crash(self, desk: Headless) -> None:
        """Bugs whose own words quote what was at hand, in a task and in the books."""
        tasks = TaskRunner(asyncio.get_running_loop())
        reports: list[CrashReport] = []
        tasks.crashed.connect(reports.append)
        tasks.crashed.connect(CrashReport.keep_in_log)

        async def look_up() -> object:
            names: dict[str, object] = {}
            return names[PLANTS.phone]

        async def write() -> None:
            await desk.desk.ledger.transactions.run(
                lambda stores: stores.settings.put(PLANTS.nickname, object())  # type: ignore[arg-type] # the bug
            )

        async def chain() -> None:
            try:
                await look_up()
            except KeyError as error:
                raise ValueError(f"{PLANTS.detail} {self.shop.apiv3_key}") from error

        works: tuple[Callable[[], Awaitable[object]], ...] = (look_up, write, chain)
        for number, work in enumerate(works):
            tasks.start(f"decide:{number}", work)  # type: ignore[arg-type] # coroutine functions
        assert await tasks.drain(10.0) == ()
        assert len(reports) == len(works), reports
        for number, report in enumerate(reports):
            write_report(self.folders.root / f"report-{number}.txt", report)
        try:
            await chain()
        except ValueError:
            logging.getLogger("refund_desk.life").exception("as a library would")

    def _fault(self, method: str, path: str, fault: str) -> None:
        rule = {"method": method, "path": path, "fault": fault, "times": 2}
        self.shop.set_faults(rule, error_rate_limit=False)


def card(account: str, holder: str) -> BankCard:
    """A card as a person types it."""
    return card_of(bank_type="CMB_DEBIT", account=account, real_name=holder)


def keys_of_life(life: Life) -> dict[str, str]:
    """The keys that this life made, for the search after it."""
    master = master_of(life.code, life.mchid)
    keys = keys_of(master)
    return {
        "recovery code": life.code.reveal(),
        "master key": master.hex(),
        "database key": keys.database.hex(),
        "sealing key": keys.sealing.hex(),
        "customer salt": keys.customer_salt.hex(),
    }


def no_network() -> None:
    """Nobody is reached but this machine itself."""
    whole = socket.getaddrinfo

    def refuse(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name == "127.0.0.1":
            return whole(host, *rest, **more)
        raise socket.gaierror(socket.EAI_AGAIN, "no network in this life")

    socket.getaddrinfo = refuse


def main() -> None:
    """Live, tell, be killed."""
    root, dropped, told = (Path(name) for name in sys.argv[1:4])
    ready_line = json.loads(sys.stdin.readline())
    watch = Watch(root, told)
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call] # keyring's own
    folders = Folders(root)
    start_logging(folders.make(folders.logs))
    # As somebody would who looks for a fault.
    logging.getLogger().setLevel(logging.DEBUG)
    logging.getLogger("refund_desk").setLevel(logging.DEBUG)
    no_network()
    shop = shop_of(ready_line, root)
    watch.add_secrets(shop.apiv3_key, *shop.merchant_key_file.read_text("utf-8").splitlines()[1:-1])
    life = Life(folders, shop, watch)
    asyncio.run(life.connect(dropped))
    watch.add_secrets(life.code.reveal())
    asyncio.run(life.work())
    from tests.secrets.window_life import live_in_window

    live_in_window(folders, watch)
    watch.look()
    (told / "keys.json").write_text(json.dumps(keys_of_life(life)), "utf-8")
    (told / "told.json").write_text(json.dumps(watch.told(), ensure_ascii=False), "utf-8")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
