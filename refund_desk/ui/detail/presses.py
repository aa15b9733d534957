"""What the rarer presses of the progress tab do: each asks where money or a number is at stake."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ReplyCommand, SettleOutsideCommand
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import Refund
from refund_desk.ui import formats, texts
from refund_desk.ui.decisions.confirmations import (
    Question,
    ask_give_up,
    ask_record_elsewhere,
    ask_return_to_card,
    ask_return_to_shop,
    ask_settled_outside,
)
from refund_desk.ui.detail.case_presenter import CasePresenter, Work
from refund_desk.ui.detail.needs import DetailServices
from refund_desk.ui.detail.progress_notes import NoteButton, Press
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.dialog import ask


class Presses:
    """Runs a press for the case that is shown; its outcome is told by events."""

    def __init__(
        self,
        services: DetailServices,
        presenter: CasePresenter,
        tasks: TaskRunner,
        host: QWidget,
    ) -> None:
        """Questions open over the host's window; `tasks` read the files that are chosen there."""
        self._services, self._presenter, self._host = services, presenter, host
        self._tasks = tasks
        self.card_taken: Callable[[], None] = lambda: None

    def run(self, button: NoteButton) -> None:
        """Do what the button says."""
        case = self._presenter.case
        if case is None:
            return
        match button.press:
            case Press.RETRY:
                work = self._services.retry_outgoing
                self._start(f"outbox:{button.outbox_id}", lambda: work(button.outbox_id))
            case Press.DROP:
                leave = self._services.drop_outgoing
                self._start(f"outbox:{button.outbox_id}", lambda: leave(button.outbox_id))
            case Press.COMPLETE:
                key = f"decide:{case.application_id}"
                self._start(key, lambda: self._complete(case.application_id))
            case Press.OUTSIDE:
                amount = case.asked if case.refund is None else case.refund.amount
                key = f"decide:{case.application_id}"
                self._start(key, lambda: self._outside(case.application_id, amount))
            case _:
                self._run_refund(button.press, case)

    def retry(self, outbox_id: int) -> None:
        """Try a stuck reply again."""
        self.run(NoteButton(Press.RETRY, "", outbox_id=outbox_id))

    def drop(self, outbox_id: int) -> None:
        """Leave a stuck reply."""
        self.run(NoteButton(Press.DROP, "", outbox_id=outbox_id))

    def record_elsewhere(self) -> None:
        """Let the owner say what was refunded without this desk (decisions.md 1.3)."""
        case = self._presenter.case
        if case is not None and case.remainder is not None:
            paid = case.remainder.paid
            number = case.application_id
            self._start(f"elsewhere:{number}", lambda: self._elsewhere(number, paid))

    def to_card(self, card: BankCard) -> None:
        """Send the abnormal refund to this card, after one more look at it."""
        case = self._presenter.case
        refund = case.refund if case is not None else None
        if refund is not None:
            key = f"settle:{refund.out_refund_no}"
            self._start(key, lambda: self._to_card(refund, card))

    def ask_for_a_call(self, text: str) -> None:
        """Send the words that ask the customer for a call; what stands in the composer stays."""
        case = self._presenter.case
        if case is not None:
            command = ReplyCommand(application_id=case.application_id, text=text, keeps_draft=True)
            self._start(f"reply:{case.application_id}", lambda: self._ask_for_a_call(command))

    def pick_order(self, number: str) -> None:
        """Let the owner say which of several orders this is about (decisions.md 2.5)."""
        case = self._presenter.case
        if case is not None:
            number_of_case = case.application_id
            key = f"decide:{number_of_case}"
            self._start(key, lambda: self._services.pick_order(number_of_case, number))

    def complete(self) -> None:
        """Tell WeChat Pay that the complaint is dealt with."""
        self.run(NoteButton(Press.COMPLETE, ""))

    def _run_refund(self, press: Press, case: CaseView) -> None:
        refund = case.refund
        if refund is None:
            return
        settling = f"settle:{refund.out_refund_no}"
        match press:
            case Press.ASK:
                self._start(settling, lambda: self._services.settle_refund(refund.id))
            case Press.CONTINUE:
                self._start(f"submit:{refund.transaction_id}", lambda: self._continue(refund))
            case Press.GIVE_UP:
                self._start(settling, lambda: self._give_up(refund))
            case Press.TO_SHOP:
                self._start(settling, lambda: self._to_shop(refund))
            case _:
                pass

    def _start(self, key: str, work: Work) -> None:
        if not self._presenter.run(key, work):
            self._presenter.trouble.emit(texts.case.still_running())

    async def _continue(self, refund: Refund) -> None:
        amount = formats.yuan(refund.amount)
        naming = (
            texts.case.continue_practice if self._services.practice else texts.case.continue_confirm
        )
        question = Question(
            self._host,
            title=texts.case.continue_title(amount),
            note=texts.case.continue_note(amount=amount, number=str(refund.out_refund_no)),
            confirm=naming(amount),
        )
        if await _answered(question):
            await self._services.continue_refund(refund.id)

    async def _give_up(self, refund: Refund) -> None:
        if await ask_give_up(self._host, refund.amount):
            await self._services.give_up_refund(refund.id)

    async def _to_shop(self, refund: Refund) -> None:
        practice = self._services.practice
        if await ask_return_to_shop(self._host, refund.amount, practice=practice):
            await self._services.return_to_shop(refund.id)

    async def _to_card(self, refund: Refund, card: BankCard) -> None:
        practice = self._services.practice
        if await ask_return_to_card(self._host, refund.amount, card, practice=practice):
            self.card_taken()
            await self._services.return_to_card(refund.id, card)
            self._presenter.toast.emit(texts.cards.sent_on(formats.yuan(refund.amount)))

    async def _ask_for_a_call(self, command: ReplyCommand) -> None:
        await self._services.reply_to_customer(command)
        self._presenter.toast.emit(texts.cards.message_queued())

    async def _outside(self, application_id: int, amount: Fen) -> None:
        phone = self._services.phone
        told = await ask_settled_outside(self._host, amount, self._tasks, phone)
        if told is not None:
            await self._services.settle_outside(
                SettleOutsideCommand(
                    application_id=application_id,
                    note=told.note,
                    proofs=told.proofs,
                    without_proof=told.without_proof,
                )
            )
            self._presenter.toast.emit(texts.confirmations.outside_done())

    async def _elsewhere(self, application_id: int, paid: Fen) -> None:
        answer = await ask_record_elsewhere(self._host, paid)
        if answer is not None:
            await self._services.record_elsewhere(application_id, answer.amount, answer.note)

    async def _complete(self, application_id: int) -> None:
        question = Question(
            self._host,
            title=texts.decision.complete_button(),
            note=texts.case.complete_note(),
            confirm=texts.decision.complete_button(),
        )
        if await _answered(question):
            await self._services.complete_complaint(application_id)


async def _answered(question: Question) -> bool:
    """Open, wait, and let the dialog go."""
    try:
        return await ask(question)
    finally:
        question.deleteLater()
