"""The bundle handed to the window: every verb it may use, wired over the ports."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import TYPE_CHECKING

from refund_desk.application.agreeing import Agreeing
from refund_desk.application.background import Alarm, OutboxLoop, PollLoop, SettlingLoop
from refund_desk.application.cases import Cases
from refund_desk.application.commands import (
    ApproveCommand,
    RejectCommand,
    ReplyCommand,
    SettleOutsideCommand,
)
from refund_desk.application.entering import Entering
from refund_desk.application.evidence import packs_of, phone_of, scanner_of
from refund_desk.application.ground import Ground
from refund_desk.application.ladder import Ladder
from refund_desk.application.negotiating import Negotiating
from refund_desk.application.picture_fetcher import PictureFetcher
from refund_desk.application.platform_choices import PlatformChoices
from refund_desk.application.policy_book import PolicyBook
from refund_desk.application.pre_flight import PreFlight
from refund_desk.application.restored_books import is_caught_up
from refund_desk.application.sending_gate import SendingGate
from refund_desk.application.setting_names import RESTORED
from refund_desk.application.sheets import Sheets
from refund_desk.application.source_wiring import sources_of
from refund_desk.application.surroundings import Ports, Shop
from refund_desk.application.undo_windows import UndoWindows
from refund_desk.application.use_cases.agree_at_platform import AgreeAtPlatform
from refund_desk.application.use_cases.agree_automatically import AgreeAutomatically
from refund_desk.application.use_cases.approve_application import ApproveApplication
from refund_desk.application.use_cases.deliver_outgoing import DeliverOutgoing
from refund_desk.application.use_cases.handle_abnormal import HandleAbnormal
from refund_desk.application.use_cases.note import Note
from refund_desk.application.use_cases.open_application import OpenApplication
from refund_desk.application.use_cases.pick_order import PickOrder
from refund_desk.application.use_cases.prove_payment import ProvePayment
from refund_desk.application.use_cases.recover import Recover
from refund_desk.application.use_cases.say import Say
from refund_desk.application.use_cases.settle_outside import SettleOutside
from refund_desk.application.use_cases.settle_refund import SettleRefund
from refund_desk.application.use_cases.submit_refund import SubmitRefund
from refund_desk.application.waking_sink import WakingSink
from refund_desk.domain.audit import OWNER
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import Refund
from refund_desk.domain.shop_policy import ShopPolicy

if TYPE_CHECKING:
    from refund_desk.application.proof import Proof
    from refund_desk.application.proof_loop import ProofLoop
    from refund_desk.application.proof_rows import Balance
    from refund_desk.application.use_cases.catch_up import CatchUp
    from refund_desk.application.use_cases.pack_evidence import PackEvidence
    from refund_desk.application.use_cases.scanner_folder import ScannerFolder
    from refund_desk.application.use_cases.take_from_phone import TakeFromPhone

# The first list and the first sync come before the daily proof, and so does reading its code.
_PROOF_AFTER_S = 20.0

Loop = Callable[[], Coroutine[object, object, None]]


class Services:
    """What the window may do. Each method is one use case; see there for errors and promises."""

    def __init__(self, ports: Ports, shop: Shop) -> None:
        """Wire the use cases over the ports."""
        self._alarms = tuple(Alarm() for _loop in range(5))
        events = WakingSink(ports.events, *self._alarms[:2])
        self.reads, self.clock = ports.reads, ports.clock
        self.pictures, self.picture_reader = ports.pictures, ports.picture_reader
        self.practice, self.shop_name = shop.practice, shop.shop_name
        # The practice shop has no keys to be tested: there a look is the test.
        self.gate = SendingGate(ports.clock, events, has_test=not shop.practice)
        self._windows = UndoWindows(ports.clock, events, whole_s=shop.undo_s)
        ground = Ground(
            transactions=ports.transactions, clock=ports.clock, events=events, gate=self.gate
        )
        self.policies = PolicyBook(ground)
        ladder = Ladder(ground=ground, refunds=ports.refunds, practice=shop.practice)
        fetcher = PictureFetcher(ports.pictures, ports.picture_reader)
        self._wire_cases(ports, fetcher)
        self.sources = sources_of(ground, ports, shop, fetcher)
        behind = self.sources.counterparts
        self._approve = ApproveApplication(ground=ground)
        self._submit = SubmitRefund(
            ground=ground,
            refunds=ports.refunds,
            pre_flight=PreFlight(
                ground=ground, counterparts=behind, orders=ports.orders, ladder=ladder
            ),
            windows=self._windows,
            practice=shop.practice,
        )
        self.sheets = Sheets(ground, self._approve, self._submit, undo_s=shop.undo_s)
        self._settle = SettleRefund(ground=ground, refunds=ports.refunds, submit=self._submit)
        self._abnormal = HandleAbnormal(ground=ground, refunds=ports.refunds)
        self._outside = SettleOutside(
            ground=ground,
            pictures=ports.pictures,
            reader=ports.picture_reader,
            settle=self._settle,
        )
        self._open = OpenApplication(
            ground=ground,
            orders=ports.orders,
            sources=self.sources,
            fetcher=fetcher,
            ladder=ladder,
        )
        self._say = Say(ground=ground, pictures=ports.pictures, reader=ports.picture_reader)
        self._note, self._pick = Note(ground=ground), PickOrder(ground=ground)
        self.negotiate = Negotiating(ground, ports.pictures, ports.picture_reader, self._approve)
        self._wire_platform(ground, ports)
        self.entering = Entering(ground, ports, shop)
        self._proof_parts = (ground, ports, shop)
        self._make_loops(ground, ports)
        events.also = self.automatic.hear

    def _wire_cases(self, ports: Ports, fetcher: PictureFetcher) -> None:
        """What the window shows of an application."""
        self.cases = Cases(
            reads=ports.reads,
            clock=ports.clock,
            gate=self.gate,
            policies=self.policies,
            unopened=fetcher.unopened,
            windows=self._windows,
        )

    def _wire_platform(self, ground: Ground, ports: Ports) -> None:
        """What is decided where the platform pays itself."""
        self.agree_at_platform = AgreeAtPlatform(ground=ground)
        self.agreeing = Agreeing(ground=ground, agree=self.agree_at_platform, windows=self._windows)
        self.prove_payment = ProvePayment(
            ground=ground, pictures=ports.pictures, reader=ports.picture_reader
        )
        self.choices = PlatformChoices(ports.terms, ports.clock)

    def _make_loops(self, ground: Ground, ports: Ports) -> None:
        """What runs beside the window, each loop with its alarm."""
        settling, outbox, poll, self._proof_alarm, automatic = self._alarms
        self.settling_loop = SettlingLoop(
            ground=ground,
            recover=Recover(ground=ground),
            catch_up=self._catch_up,
            settle=self._settle,
            submit=self._submit,
            alarm=settling,
        )
        behind = self.sources.counterparts
        deliver = DeliverOutgoing(
            ground=ground,
            counterparts=behind,
            pictures=ports.pictures,
            read_again=self.sources.one,
        )
        self.outbox_loop = OutboxLoop(ground=ground, deliver=deliver, alarm=outbox)
        self._poll_loop = PollLoop(ground=ground, pull=self.sources, alarm=poll)
        self.automatic = AgreeAutomatically(
            ground=ground,
            book=self.policies,
            approve=self._approve,
            submit=self._submit,
            facts=ports.facts,
            read_payment=self._open.read_payment,
            alarm=automatic,
        )

    @property
    def background(self) -> tuple[tuple[str, Loop], ...]:
        """(task key, loop) of everything that runs beside the window; start them in this order."""
        return (
            ("loop:settle", self.settling_loop.__call__),
            ("loop:outbox", self.outbox_loop.__call__),
            ("loop:sync", self._poll_loop.__call__),
            ("loop:proof", self._prove_days),
            ("loop:automatic", self.automatic.__call__),
        )

    def stop_background(self) -> None:
        """Let the loops end after what they are doing now; nothing is broken off."""
        for alarm in self._alarms:
            alarm.stop()

    async def open_application(self, application_id: int) -> None:
        """See `OpenApplication`."""
        await self._open(application_id)

    async def read_payment(self, application_id: int) -> None:
        """See `OpenApplication.read_payment`."""
        await self._open.read_payment(application_id)

    async def mark_read(self, application_ids: tuple[int, ...]) -> None:
        """See `Note.seen`."""
        await self._note.seen(application_ids)

    async def pick_order(self, application_id: int, number: str) -> None:
        """See `PickOrder`; the picked payment is read at once."""
        await self._pick(application_id, number)
        await self._open(application_id)

    async def pull_applications(self, *, full: bool = False) -> None:
        """See `Sources`: one look at every source."""
        await self.sources(full=full)

    async def approve_application(self, command: ApproveCommand) -> Refund:
        """See `ApproveApplication`."""
        return await self._approve(command)

    async def submit_refund(self, refund_id: int) -> None:
        """See `SubmitRefund`."""
        await self._submit(refund_id)

    def undo_refund(self, refund_id: int) -> bool:
        """See `UndoWindows.undo`."""
        return self._windows.undo(refund_id)

    def submit_now(self, refund_id: int) -> bool:
        """See `UndoWindows.submit_now`."""
        return self._windows.submit_now(refund_id)

    def undo_all(self) -> None:
        """See `UndoWindows.undo_all`; what of a sheet is not being sent is undone as well."""
        self._windows.undo_all()
        self.sheets.stop_by_closing()

    async def settle_refund(self, refund_id: int) -> None:
        """See `SettleRefund`."""
        await self._settle(refund_id, asked=True)

    async def continue_refund(self, refund_id: int) -> None:
        """See `SettleRefund.proceed`."""
        await self._settle.proceed(refund_id)

    async def give_up_refund(self, refund_id: int) -> None:
        """See `SettleRefund.give_up`."""
        await self._settle.give_up(refund_id)

    async def return_to_shop(self, refund_id: int) -> None:
        """See `HandleAbnormal.to_shop`."""
        await self._abnormal.to_shop(refund_id)

    async def return_to_card(self, refund_id: int, card: BankCard) -> None:
        """See `HandleAbnormal.to_card`."""
        await self._abnormal.to_card(refund_id, card)

    async def reply_to_customer(self, command: ReplyCommand) -> None:
        """See `Say.reply`."""
        await self._say.reply(command)

    async def reject_application(self, command: RejectCommand) -> None:
        """See `Say.reject`."""
        await self._say.reject(command)

    async def complete_complaint(self, application_id: int) -> None:
        """See `Say.complete`."""
        await self._say.complete(application_id, actor=OWNER)

    async def retry_outgoing(self, outbox_id: int) -> None:
        """See `Say.retry`."""
        await self._say.retry(outbox_id)

    async def drop_outgoing(self, outbox_id: int) -> None:
        """See `Say.drop`."""
        await self._say.drop(outbox_id)

    async def save_draft(self, application_id: int, text: str) -> None:
        """See `Note.draft`."""
        await self._note.draft(application_id, text)

    @property
    def policy(self) -> ShopPolicy:
        """The shop's rules as last read."""
        return self.policies.now

    async def reveal_phone(self, application_id: int) -> str:
        """See `Note.reveal_phone`."""
        return await self._note.reveal_phone(application_id)

    async def record_elsewhere(self, application_id: int, amount: Fen, note: str) -> None:
        """See `Note.elsewhere`."""
        await self._note.elsewhere(application_id, amount, note)

    async def settle_outside(self, command: SettleOutsideCommand) -> None:
        """See `SettleOutside`."""
        await self._outside(command)

    @cached_property
    def phone(self) -> TakeFromPhone:
        """Pictures from a phone on the shop's network."""
        return phone_of(self._proof_parts[1])

    @cached_property
    def scanner(self) -> ScannerFolder:
        """The folder of the shop's scanner."""
        return scanner_of(self._proof_parts[0])

    @cached_property
    def evidence(self) -> PackEvidence:
        """Makes evidence packs."""
        return packs_of(*self._proof_parts[:2])

    @cached_property
    def proof(self) -> Proof:
        """The daily proof; its code is read when it is first asked for."""
        from refund_desk.application.proof import Proof
        from refund_desk.application.use_cases.note_difference import NoteDifference
        from refund_desk.application.use_cases.reconcile_day import ReconcileDay
        from refund_desk.application.use_cases.record_found_refund import RecordFoundRefund

        ground, ports, shop = self._proof_parts
        return Proof(
            reads=ports.proofs,
            clock=ports.clock,
            reconcile=ReconcileDay(
                ground=ground, source=ports.bills, settle=self._settle, mchid=shop.mchid
            ),
            record_found=RecordFoundRefund(
                ground=ground,
                refunds=ports.refunds,
                orders=ports.orders,
                mchid=shop.mchid,
                practice=shop.practice,
            ),
            note_difference=NoteDifference(ground=ground),
        )

    @cached_property
    def proof_loop(self) -> ProofLoop:
        """Asks for the bills of each day."""
        from refund_desk.application.proof_loop import ProofLoop

        ground = self._proof_parts[0]
        return ProofLoop(ground=ground, reconcile=self.proof.reconcile, alarm=self._proof_alarm)

    async def balance(self) -> Balance | None:
        """See `ProofReads.balance`."""
        return await self._proof_parts[1].proofs.balance()

    @cached_property
    def catching_up(self) -> CatchUp:
        """What restored or imported books must learn; its code is read when they are such."""
        from refund_desk.application.use_cases.catch_up import CatchUp

        ground, ports, shop = self._proof_parts
        return CatchUp(
            ground=ground,
            refunds=ports.refunds,
            orders=ports.orders,
            ladder=Ladder(ground=ground, refunds=ports.refunds, practice=shop.practice),
            proofs=ports.proofs,
            record_found=self.proof.record_found,
            fetch_bills=self.proof_loop.turn,
        )

    async def _catch_up(self) -> str:
        """See `CatchUp`; books that were never restored await nothing."""
        ground = self._proof_parts[0]
        if await ground.run(is_caught_up):
            self.gate.release()
            return ""
        self.gate.hold(RESTORED)
        # The catching up begins when there are keys to ask with.
        return RESTORED if self.gate.is_halted else await self.catching_up()

    async def _prove_days(self) -> None:
        """See `ProofLoop`."""
        await self._proof_alarm.sleep(_PROOF_AFTER_S)
        if not self._proof_alarm.stopped:
            await asyncio.to_thread(_read_proof)
            await self.proof_loop()


def _read_proof() -> None:
    """Import what the daily proof needs, beside the window."""
    import refund_desk.application.proof
    import refund_desk.application.proof_loop
    import refund_desk.application.use_cases.record_found_refund  # noqa: F401 - for the cache
