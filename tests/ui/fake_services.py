"""A lifelike stand-in for the application layer, in memory: the window's tests press its buttons.

It keeps `CaseView`s, moves them as the use cases would, publishes the same events, and notes every
call in `calls`. Nothing is mocked: a test that needs trouble sets `shop.trouble` to an exception.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any

from refund_desk.application.case_view import CaseView, MessageView
from refund_desk.application.commands import (
    ApproveCommand,
    RejectCommand,
    ReplyCommand,
    SettleOutsideCommand,
)
from refund_desk.application.proof_rows import Balance
from refund_desk.application.undo_windows import UndoEnd
from refund_desk.application.use_cases.prove_payment import ProveCommand
from refund_desk.application.use_cases.take_from_phone import TakeFromPhone
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import (
    ApplicationsChanged,
    OutboxChanged,
    SyncChanged,
    SyncState,
    UndoTicked,
)
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import RefundId
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from refund_desk.domain.shop_policy import ShopPolicy
from refund_desk.ui.picture_reader import QtPictureReader
from tests.ui.fake_cases import KINDS, case_of, out_refund_no_of, planned_refund
from tests.ui.fake_choices import FakeChoices
from tests.ui.fake_entering import FakeEntering
from tests.ui.fake_evidence import FakeEvidence, FakeScanner
from tests.ui.fake_negotiate import FakeNegotiate
from tests.ui.fake_proof import FakeProof
from tests.ui.fake_reads import FakeReads
from tests.ui.fake_sheets import FakeSheets
from tests.ui.fake_shop import FakeClock, FakePictures, FakeShop

__all__ = ["FakeClock", "FakePictures", "FakeServices", "FakeShop"]


class FakeCases:
    """`services.cases`."""

    def __init__(self, shop: FakeShop) -> None:
        self._shop = shop

    async def view(self, application_id: int) -> CaseView | None:
        await asyncio.sleep(self._shop.read_delay_s)
        self._shop.read()
        return self._shop.views.get(application_id)


class FakePolicies:
    """`services.policies`; `trouble` meets the next change."""

    def __init__(self) -> None:
        self.now = ShopPolicy()
        self.unreadable = ""
        self.why_stopped = ""
        self.trouble: Exception | None = None
        self.kept: list[ShopPolicy] = []

    async def read(self) -> ShopPolicy:
        await asyncio.sleep(0)
        return self.now

    async def change(self, policy: ShopPolicy, *, seen: ShopPolicy) -> None:
        await asyncio.sleep(0)
        if self.trouble is not None:
            raise self.trouble
        assert seen == self.now
        self.now, self.unreadable, self.why_stopped = policy, "", ""
        self.kept.append(policy)


class FakeAgreeing:
    """`services.agreeing`; `why` meets the next press, `late` what comes after its window."""

    def __init__(self, shop: FakeShop) -> None:
        self._shop = shop
        self.why = ""
        self.end = UndoEnd.ELAPSED
        self.late: str | Exception = ""

    async def ensure(self, application_id: int, *, seen_amount: Fen) -> None:
        self._shop.noted("agree_ensured", application_id, seen_amount)
        await asyncio.sleep(0)
        if self.why:
            raise RuleBrokenError(self.why)

    async def __call__(self, application_id: int, *, seen_amount: Fen) -> UndoEnd:
        self._shop.noted("agreed", application_id, seen_amount)
        await asyncio.sleep(0)
        if isinstance(self.late, Exception):
            raise self.late
        if self.late:
            raise RuleBrokenError(self.late)
        return self.end


class FakeProvePayment:
    """`services.prove_payment`."""

    def __init__(self, shop: FakeShop) -> None:
        self._shop = shop
        self.why = ""

    async def __call__(self, command: ProveCommand) -> None:
        self._shop.noted("payment_proved", command)
        await asyncio.sleep(0)
        if self.why:
            raise RuleBrokenError(self.why)


class FakeServices:
    """Looks like `Services` to the window. `undo_s` is the undo window in wall seconds."""

    def __init__(self, *, practice: bool = False, undo_s: float = 0.2) -> None:
        self.shop = FakeShop(
            views={kind.number: case_of(kind) for kind in KINDS},
            clock=FakeClock(),
            unread={kind.number for kind in KINDS if kind.unread},
        )
        self.practice = practice
        self.shop_name = "练习店铺" if practice else "青禾手作"
        self.policies = FakePolicies()
        self.clock = self.shop.clock
        self.reads = FakeReads(self.shop)
        self.cases = FakeCases(self.shop)
        self.pictures = FakePictures()
        self.phone = TakeFromPhone(pages=None, reader=QtPictureReader(), clock=self.shop.clock)
        self.evidence = FakeEvidence(self.shop, self.reads)
        self.scanner = FakeScanner()
        self.proof = FakeProof(self.shop)
        self.entering = FakeEntering(self.shop)
        self.sheets = FakeSheets(self.shop)
        self.agreeing = FakeAgreeing(self.shop)
        self.choices = FakeChoices()
        self.prove_payment = FakeProvePayment(self.shop)
        self.negotiate = FakeNegotiate(self.shop, self.approve_application)
        self.background: tuple[tuple[str, Callable[[], Coroutine[Any, Any, None]]], ...] = ()
        self.undo_s = undo_s
        self.tick_s = min(1.0, undo_s / 5)
        self._stopped: dict[int, bool] = {}

    @property
    def policy(self) -> ShopPolicy:
        return self.policies.now

    @property
    def calls(self) -> list[tuple[Any, ...]]:
        return self.shop.calls

    def called(self, name: str) -> list[tuple[Any, ...]]:
        """The calls of one use case."""
        return [call for call in self.shop.calls if call[0] == name]

    async def open_application(self, application_id: int) -> None:
        self.shop.read("open_application", application_id)
        await asyncio.sleep(0)
        self.shop.unread.discard(application_id)
        self.shop.publish(ApplicationsChanged((application_id,)))

    async def read_payment(self, application_id: int) -> None:
        self.shop.read("read_payment", application_id)
        await asyncio.sleep(0)

    async def mark_read(self, application_ids: tuple[int, ...]) -> None:
        self.shop.read("mark_read", application_ids)
        self.shop.unread -= set(application_ids)
        self.shop.publish(ApplicationsChanged(application_ids))

    async def balance(self) -> Balance | None:
        return await self.proof.balance()

    async def pull_applications(self, *, full: bool = False) -> None:
        at = self.clock.now()
        self.shop.publish(SyncChanged("complaint", SyncState.RUNNING, at))
        self.shop.noted("pull_applications", full)
        await asyncio.sleep(0)
        self.shop.publish(SyncChanged("complaint", SyncState.DONE, at, next_in_s=120.0))

    async def approve_application(self, command: ApproveCommand) -> Refund:
        self.shop.noted("approve_application", command)
        view = self.shop.views[command.application_id]
        if not view.approve.enabled:
            raise RuleBrokenError(view.approve.why)
        if command.amount > view.approve.refundable:
            raise RuleBrokenError("amt.too_much", max_fen=view.approve.refundable.count)
        paid = view.order.order_total if view.order is not None else command.amount
        refund = planned_refund(
            command.application_id * 100 + len(view.refunds) + 1,
            application_id=command.application_id,
            amount=command.amount,
            order_total=paid,
            reason=command.reason,
        )
        refund = replace(refund, planned_at=self.clock.now(), reply_text=command.reply_text)
        self.shop.put_refund(refund, view.state)
        return refund

    async def submit_refund(self, refund_id: int) -> None:
        self.shop.noted("submit_refund", refund_id)
        refund = self.shop.refund(refund_id)
        if not await self._undo_window(refund):
            undone = refund.step_to(RefundState.UNDONE)
            self.shop.put_refund(undone, ApplicationState.OPEN)
            return
        sent = refund.step_to(
            RefundState.SUBMITTING,
            ordinal=1,
            out_refund_no=out_refund_no_of(refund.application_id or 0),
            first_submitting_at=self.clock.now(),
        )
        self.shop.put_refund(sent, ApplicationState.REFUNDING)
        await asyncio.sleep(0)
        accepted = sent.step_to(
            RefundState.PROCESSING,
            accepted_at=self.clock.now(),
            refund_id=RefundId(f"50300000{refund_id:08d}0188"),
            last_asked_at=self.clock.now(),
            next_ask_at=self.clock.now() + timedelta(minutes=1),
        )
        self.shop.put_refund(accepted, ApplicationState.REFUNDING)

    async def _undo_window(self, refund: Refund) -> bool:
        """Tick until it is over; False when it was undone."""
        left = self.undo_s
        while left > 0 and refund.id not in self._stopped:
            self._tick(refund, left)
            await asyncio.sleep(min(self.tick_s, left))
            left -= self.tick_s
        self._tick(refund, 0.0)
        return self._stopped.pop(refund.id, True)

    def _tick(self, refund: Refund, left: float) -> None:
        whole, number = self.undo_s, refund.application_id or 0
        self.shop.publish(UndoTicked(number, refund.id, refund.amount, left, whole))

    def undo_refund(self, refund_id: int) -> bool:
        self.shop.noted("undo_refund", refund_id)
        pending = self.shop.refund(refund_id).state is RefundState.PLANNED
        if pending:
            self._stopped[refund_id] = False
        return pending

    def submit_now(self, refund_id: int) -> bool:
        self.shop.noted("submit_now", refund_id)
        self._stopped[refund_id] = True
        return True

    def undo_all(self) -> None:
        self.shop.noted("undo_all")
        self.sheets.stop()
        for view in self.shop.views.values():
            if view.refund is not None and view.refund.state is RefundState.PLANNED:
                self._stopped[view.refund.id] = False

    def stop_background(self) -> None:
        self.shop.noted("stop_background")

    async def settle_refund(self, refund_id: int) -> None:
        self.shop.noted("settle_refund", refund_id)
        await asyncio.sleep(0)
        refund = self.shop.refund(refund_id)
        if refund.may_step_to(RefundState.SUCCEEDED):
            arrived = refund.step_to(
                RefundState.SUCCEEDED,
                received_by="微信零钱",
                settled_at=self.clock.now(),
                arrived_at=ArrivedAt.PAYER,
            )
            self.shop.put_refund(arrived, ApplicationState.REFUNDED)

    async def continue_refund(self, refund_id: int) -> None:
        self.shop.noted("continue_refund", refund_id)
        await asyncio.sleep(0)
        refund = self.shop.refund(refund_id).step_to(RefundState.SUBMITTING, why="")
        self.shop.put_refund(refund, ApplicationState.REFUNDING)
        accepted = refund.step_to(RefundState.PROCESSING, accepted_at=self.clock.now())
        self.shop.put_refund(accepted, ApplicationState.REFUNDING)

    async def give_up_refund(self, refund_id: int) -> None:
        self.shop.noted("give_up_refund", refund_id)
        await asyncio.sleep(0)
        refund = self.shop.refund(refund_id).step_to(RefundState.GIVEN_UP)
        self.shop.put_refund(refund, ApplicationState.OPEN)

    async def return_to_shop(self, refund_id: int) -> None:
        self.shop.noted("return_to_shop", refund_id)
        await asyncio.sleep(0)
        refund = self.shop.refund(refund_id).step_to(RefundState.PROCESSING)
        self.shop.put_refund(refund, ApplicationState.REFUNDING)

    async def return_to_card(self, refund_id: int, card: BankCard) -> None:
        self.shop.noted("return_to_card", refund_id, card)

    async def settle_outside(self, command: SettleOutsideCommand) -> None:
        self.shop.noted("settle_outside", command)
        self._end(command.application_id, ApplicationState.SETTLED_OUTSIDE)

    async def record_elsewhere(self, application_id: int, amount: Fen, note: str) -> None:
        self.shop.noted("record_elsewhere", application_id, amount, note)
        view = self.shop.views[application_id]
        remainder = replace(view.remainder, elsewhere=amount) if view.remainder else None
        self.shop.put(replace(view, remainder=remainder, elsewhere_suspected=False))

    async def reject_application(self, command: RejectCommand) -> None:
        self.shop.noted("reject_application", command)
        await asyncio.sleep(0)
        if not self.shop.views[command.application_id].can_reject:
            raise RuleBrokenError("ref.dup")
        self._end(command.application_id, ApplicationState.REJECTED)

    async def reply_to_customer(self, command: ReplyCommand) -> None:
        self.shop.noted("reply_to_customer", command)
        await asyncio.sleep(0)
        view = self.shop.views[command.application_id]
        number = len(view.messages) + 1
        message = MessageView(
            log_ref=f"log-{view.application_id}-{number}",
            speaker=Speaker.SHOP,
            kind=MessageKind.WORDS,
            at=self.clock.now(),
            text=command.text,
            pictures=(),
        )
        self.shop.put(replace(view, messages=(*view.messages, message), draft=""))
        self.shop.publish(
            OutboxChanged(view.application_id, number, OutboxKind.REPLY, OutboxState.SENT)
        )

    async def pick_order(self, application_id: int, number: str) -> None:
        self.shop.noted("pick_order", application_id, number)

    async def retry_outgoing(self, outbox_id: int) -> None:
        self.shop.noted("retry_outgoing", outbox_id)
        self._drop_outbox(outbox_id)

    async def drop_outgoing(self, outbox_id: int) -> None:
        self.shop.noted("drop_outgoing", outbox_id)
        self._drop_outbox(outbox_id)

    async def complete_complaint(self, application_id: int) -> None:
        self.shop.noted("complete_complaint", application_id)

    async def save_draft(self, application_id: int, text: str) -> None:
        self.shop.read("save_draft", application_id, text)
        self.shop.views[application_id] = replace(self.shop.views[application_id], draft=text)

    async def reveal_phone(self, application_id: int) -> str:
        self.shop.noted("reveal_phone", application_id)
        return self.shop.views[application_id].phone.replace("****", "0013")

    def add_stuck_reply(self, application_id: int) -> OutboxEntry:
        """A reply that did not go out, as the outbox keeps it."""
        now = self.clock.now()
        entry = OutboxEntry(
            id=application_id,
            application_id=application_id,
            kind=OutboxKind.REPLY,
            state=OutboxState.STUCK,
            created_at=now,
            next_try_at=now,
            actor="owner",
            text="马上为您处理。",
        )
        self.shop.put(replace(self.shop.views[application_id], outbox=(entry,)))
        return entry

    def _drop_outbox(self, outbox_id: int) -> None:
        for view in list(self.shop.views.values()):
            if any(entry.id == outbox_id for entry in view.outbox):
                kept = tuple(entry for entry in view.outbox if entry.id != outbox_id)
                self.shop.put(replace(view, outbox=kept))

    def _end(self, application_id: int, state: ApplicationState) -> None:
        view = self.shop.views[application_id]
        self.shop.put(replace(view, state=state, segment=Segment.DONE, deadline=None))
