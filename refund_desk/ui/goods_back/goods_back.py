"""Who starts what lies between yes and no: dialogs in front, use cases behind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import AskReturnCommand, OfferCommand, TakeInCommand
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.events import ApplicationsChanged, Event, RefundChanged
from refund_desk.ui import sentences, texts
from refund_desk.ui.decisions.dialog_runner import DialogRunner, Work
from refund_desk.ui.decisions.evidence_box import EvidenceBox
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.goods_back.needs import GoodsBackServices
from refund_desk.ui.goods_back.offer_dialog import OfferDialog
from refund_desk.ui.goods_back.possible import (
    takes_in,
    why_no_offer,
    why_no_return,
    why_no_take_in,
)
from refund_desk.ui.goods_back.return_dialog import ReturnDialog
from refund_desk.ui.goods_back.take_in_dialog import TakeInDialog
from refund_desk.ui.task_runner import TaskRunner


class GoodsBack(DialogRunner):
    """Opens the dialogs over a window and runs what they order, each once.

    Signals: those of the base, and `approve_wanted(CaseView)` once goods are here as sent: the
    amount is checked next (ui.md section 10).
    """

    approve_wanted = Signal(object)

    def __init__(
        self,
        services: GoodsBackServices,
        tasks: TaskRunner,
        bridge: EventBridge,
        host: QWidget,
        *,
        is_busy: Callable[[], bool] = lambda: False,
    ) -> None:
        """Dialogs open over `host`'s window, unless another one is open there: `is_busy`."""
        super().__init__(services.cases, tasks, host)
        self._services, self._is_busy = services, is_busy
        bridge.happened.connect(self._follow)

    def goods(self, case: CaseView) -> bool:
        """Open what is next about goods: take them in where they are awaited, else ask for them."""
        return self.take_in(case) if takes_in(case) else self.ask_return(case)

    def ask_return(self, case: CaseView) -> bool:
        """Open the return dialog; False, with the reason told, where it cannot be done."""
        if not self._may_open(case, why_no_return(case)):
            return False
        now = self._services.clock.now()
        dialog = ReturnDialog(self._host.window(), case, now=now)
        dialog.confirmed.connect(lambda command: self._order(dialog, self._asked(dialog, command)))
        self._open(dialog)
        self._tasks.start(f"places:{case.application_id}", lambda: self._load_places(dialog))
        return True

    def offer(self, case: CaseView) -> bool:
        """Open the offer dialog; False, with the reason told, where it cannot be done."""
        if not self._may_open(case, why_no_offer(case)):
            return False
        dialog = OfferDialog(self._host.window(), case, self._tasks)
        self._offer_ways(dialog.pictures)
        dialog.confirmed.connect(
            lambda command: self._order(dialog, self._offered(dialog, command))
        )
        self._open(dialog)
        if case.platform_pays:
            self._tasks.start(f"kinds:{case.application_id}", lambda: self._load_kinds(dialog))
        return True

    def take_in(self, case: CaseView) -> bool:
        """Open the dialog that takes goods in; False, with the reason told, where none are due."""
        if not self._may_open(case, why_no_take_in(case)):
            return False
        now = self._services.clock.now()
        dialog = TakeInDialog(self._host.window(), case, self._tasks, now=now)
        self._offer_ways(dialog.pictures)
        dialog.confirmed.connect(lambda command: self._order(dialog, self._taken(dialog, command)))
        self._open(dialog)
        return True

    def _may_open(self, case: CaseView, why: str) -> bool:
        if self._dialog is not None or self._is_busy():
            return False
        if not why and self._tasks.is_running(f"decide:{case.application_id}"):
            why = texts.negotiating.deciding()
        if why:
            self.trouble.emit(why)
        return not why

    def _offer_ways(self, box: EvidenceBox) -> None:
        box.offer_phone(self._services.phone)
        box.scanner.offer(self._services.scanner)

    def _asked(self, dialog: ReturnDialog, command: AskReturnCommand) -> Work:
        def told() -> None:
            self.toast.emit(texts.goods_back.asked())

        return lambda: self._written(
            dialog, lambda: self._services.negotiate.ask_return(command), told
        )

    def _offered(self, dialog: OfferDialog, command: OfferCommand) -> Work:
        def told() -> None:
            self.toast.emit(texts.goods_back.offered())

        return lambda: self._written(dialog, lambda: self._services.negotiate.offer(command), told)

    def _taken(self, dialog: TakeInDialog, command: TakeInCommand) -> Work:
        def told() -> None:
            number = command.application_id
            self._tell_taken(dialog, command)
            if command.as_sent:
                self._tasks.start(f"after:{number}", lambda: self._go_on(number))

        return lambda: self._written(
            dialog, lambda: self._services.negotiate.take_in(command), told
        )

    def _tell_taken(self, dialog: TakeInDialog, command: TakeInCommand) -> None:
        naming = texts.goods_back.taken_in
        if not command.as_sent:
            told = dialog.case.can.reply_text
            naming = texts.negotiating.told_wrong if told else texts.negotiating.noted_wrong
        self.toast.emit(naming())

    async def _go_on(self, application_id: int) -> None:
        """The goods are here: the amount is checked next."""
        try:
            case = await self._services.cases.view(application_id)
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
            return
        if case is not None and (case.approve.can_press or case.can_prove):
            self.approve_wanted.emit(case)

    async def _load_places(self, dialog: ReturnDialog) -> None:
        """Offer the addresses used last, or those of the platform."""
        case = dialog.case
        if case.platform_pays:
            theirs = await self._services.choices.return_addresses(case.source)
            if self._dialog is dialog:
                dialog.offer_theirs(theirs)
            return
        try:
            kept = await self._services.negotiate.addresses()
        except StorageError:
            # Without the addresses one can be typed; the press says what is wrong with the books.
            kept = ()
        if self._dialog is dialog:
            dialog.offer_kept(kept)

    async def _load_kinds(self, dialog: OfferDialog) -> None:
        """Offer what the platform takes now."""
        case = dialog.case
        standing = await self._services.choices.standing(case.source, case.source_ref)
        if self._dialog is dialog:
            dialog.offer_standing(standing)

    def _follow(self, event: Event) -> None:
        """Look again when the open dialog's case changed."""
        if isinstance(event, ApplicationsChanged):
            self._look_if_touched(event.application_ids)
        elif isinstance(event, RefundChanged):
            ids = () if event.application_id is None else (event.application_id,)
            self._look_if_touched(ids)
