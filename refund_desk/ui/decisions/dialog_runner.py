"""What every decision has in common: one dialog, followed while it is open, written once."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.ui import sentences, texts
from refund_desk.ui.decisions.decision_dialog import DecisionDialog
from refund_desk.ui.decisions.needs import CaseReads
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.dialog import CONFIRM_AFTER_MS

Work = Callable[[], Coroutine[Any, Any, object]]


class DialogRunner(QObject):
    """Opens one dialog at a time over a window and runs what it orders, each once.

    Signals: `decided(application_id)` when a decision is on disk, so that the list moves on;
    `toast(text)` for good news in one sentence, `trouble(text)` for the other kind.
    """

    decided = Signal(int)
    toast = Signal(str)
    trouble = Signal(str)

    def __init__(self, cases: CaseReads, tasks: TaskRunner, host: QWidget) -> None:
        """Dialogs open over `host`'s window."""
        super().__init__(host)
        self._cases, self._tasks, self._host = cases, tasks, host
        self._dialog: DecisionDialog | None = None
        self._look_again = False
        self.readable_after_ms = CONFIRM_AFTER_MS

    @property
    def dialog(self) -> DecisionDialog | None:
        """The dialog that is open, if one is."""
        return self._dialog

    def _open(self, dialog: DecisionDialog) -> None:
        self._dialog = dialog
        dialog.readable_after_ms = self.readable_after_ms
        dialog.finished.connect(lambda _result: self._closed(dialog))
        # Making it took a frame already; showing it takes the next.
        QTimer.singleShot(0, dialog, dialog.open)
        # What the detail pane handed over may be some seconds old.
        self._look()

    def _closed(self, dialog: DecisionDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
        dialog.deleteLater()

    def _order(self, dialog: DecisionDialog, work: Work) -> None:
        """Start the work of a confirmed dialog under the application's one key."""
        if not self._tasks.start(f"decide:{dialog.case.application_id}", work):
            dialog.show_refusal(texts.refund.dup(), None)

    async def _written(self, dialog: DecisionDialog, work: Work, told: Callable[[], None]) -> None:
        """Write what a dialog ordered; `told` says so once it is on disk."""
        try:
            await work()
        except RuleBrokenError as error:
            await self._tell_refusal(dialog, sentences.sentence(error.code, **error.limits))
        except BadPictureError as error:
            dialog.show_refusal(_picture_sentence(error), None)
        except StorageError as error:
            dialog.show_refusal(sentences.storage_sentence(error), None)
        else:
            dialog.finish()
            told()
            self.decided.emit(dialog.case.application_id)
        finally:
            # After a bug the person must still be able to close the dialog.
            dialog.stop_waiting()

    async def _tell_refusal(self, dialog: DecisionDialog, sentence: str) -> None:
        """Show why a rule said no, beside the case as it is now."""
        try:
            case = await self._cases.view(dialog.case.application_id)
        except StorageError:
            case = None
        dialog.show_refusal(sentence, case)

    def _look(self) -> None:
        """Read the open dialog's case again; what comes meanwhile is looked at afterwards."""
        dialog = self._dialog
        if dialog is None or dialog.is_working:
            return
        key = f"look:{dialog.case.application_id}"
        self._look_again = not self._tasks.start(key, lambda: self._looked(dialog))

    async def _looked(self, dialog: DecisionDialog) -> None:
        while True:
            self._look_again = False
            try:
                case = await self._cases.view(dialog.case.application_id)
            except StorageError:
                # The use case looks again before it writes, so nothing wrong can come of it.
                return
            if self._dialog is not dialog or dialog.is_working:
                return
            if case is not None:
                dialog.show_case(case)
            if not self._look_again:
                return

    def _look_if_touched(self, application_ids: tuple[int, ...]) -> None:
        """Look again where the open dialog's payment changed."""
        dialog = self._dialog
        if dialog is None:
            return
        # Another application of the same payment changes what is left of it, too.
        linked = {other.application_id for other in dialog.case.linked}
        watched = linked | {dialog.case.application_id}
        if not application_ids or watched & set(application_ids):
            self._look()


def _picture_sentence(error: BadPictureError) -> str:
    name = texts.reject.pictures_label()
    return texts.pictures.big(name) if error.why == "img.big" else texts.pictures.type(name)
