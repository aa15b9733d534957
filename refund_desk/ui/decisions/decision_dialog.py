"""What approving and rejecting have in common: one press, an order, and an answer to wait for."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from refund_desk.application.agreeing import AgreeCommand
from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import (
    ApproveCommand,
    ApproveSheetCommand,
    AskReturnCommand,
    GiveProofCommand,
    OfferCommand,
    RejectCommand,
    TakeInCommand,
)
from refund_desk.application.use_cases.prove_payment import ProveCommand
from refund_desk.ui import texts
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import CONFIRM_AFTER_MS, DeskDialog

_Proving = GiveProofCommand | ProveCommand
_Talking = AskReturnCommand | OfferCommand | TakeInCommand
DecisionCommand = ApproveCommand | AgreeCommand | RejectCommand | _Proving | _Talking
Command = DecisionCommand | ApproveSheetCommand


class OrderDialog(DeskDialog):
    """A dialog whose yes is an order to its presenter.

    Signals: `confirmed(command)` at the person's press, and not again before `stop_waiting`. A
    press of any kind counts only `readable_after_ms` after the dialog opened: the second click of a
    double click must not decide what nobody has read. The presenter closes with `finish`.
    """

    confirmed = Signal(object)

    def __init__(self, window: QWidget, *, title: str, width: int) -> None:
        """Prepare the card; the subclass builds it, `confirm` included."""
        super().__init__(window, title=title, width=width)
        self._working = False
        self._open_since = QElapsedTimer()
        self.readable_after_ms = CONFIRM_AFTER_MS
        self.confirm = Button()

    @property
    def is_working(self) -> bool:
        """Whether the press was taken and is being carried out."""
        return self._working

    @property
    def is_readable(self) -> bool:
        """Whether it has been open long enough for a press to count."""
        opened = self._open_since
        return opened.isValid() and opened.elapsed() >= self.readable_after_ms

    def command(self) -> Command | None:
        """What the person orders with a press now; None while something is missing or locked."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Let every line follow the fields."""
        raise NotImplementedError

    def stop_waiting(self) -> None:
        """Give the press back."""
        self._working = False
        self.confirm.set_busy("")
        self.refresh()

    def accept(self) -> None:
        """Take the press as an order, once; closing is the presenter's, when it is on disk."""
        if self._working or not self.is_readable:
            return
        command = self.command()
        if command is None:
            return
        self._working = True
        self.confirm.set_busy(texts.refund.sending())
        self.refresh()
        self.confirmed.emit(command)

    def finish(self) -> None:
        """Close with yes."""
        super().accept()

    def reject(self) -> None:
        """Close with no; not while the press is being carried out."""
        if not self._working:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count the time to read."""
        super().showEvent(event)
        self._open_since.start()

    def _may_confirm_by_key(self) -> bool:
        # The base asks for keys only; here a click waits as long.
        return self.is_readable


class DecisionDialog(OrderDialog):
    """Such a dialog about one case; a refusal locks it until the person looked again."""

    def __init__(self, window: QWidget, case: CaseView, *, title: str, width: int) -> None:
        """Prepare the card; the subclass builds it, `confirm` included."""
        super().__init__(window, title=title, width=width)
        self._case = case
        self._ended = False

    @property
    def case(self) -> CaseView:
        """The case as the dialog shows it now."""
        return self._case

    def command(self) -> DecisionCommand | None:
        """What the person orders with a press now; None while something is missing or locked."""
        raise NotImplementedError

    def show_case(self, case: CaseView) -> None:
        """Show a newer state of the case."""
        raise NotImplementedError

    def show_refusal(self, sentence: str, case: CaseView | None) -> None:
        """Say why nothing was done, beside the case as it is now where that could be read."""
        raise NotImplementedError
