"""Who leads an entry by hand: opens the dialog, looks the order up, has what was typed kept."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.use_cases.enter_by_hand import EnterCommand
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.ui import formats, sentences, texts
from refund_desk.ui.by_hand.enter_dialog import EnterDialog
from refund_desk.ui.by_hand.needs import HandEntry
from refund_desk.ui.importing.words import problem_sentence
from refund_desk.ui.task_runner import TaskRunner


class EnteringByHand(QObject):
    """Signals: `entered(application_id)` once it is kept; `toast(text)` beside it."""

    entered = Signal(int)
    toast = Signal(str)

    def __init__(self, use_case: HandEntry, tasks: TaskRunner, host: QWidget, clock: Clock) -> None:
        """Dialogs open over `host`'s window."""
        super().__init__(host)
        self._use_case, self._tasks, self._host, self._clock = use_case, tasks, host, clock
        # Work that has just ended may still hold its key, so each press gets one of its own.
        self._works = count(1)
        self.dialog: EnterDialog | None = None

    def open(self) -> None:
        """Open the dialog, unless it is open."""
        if self.dialog is not None:
            return
        dialog = EnterDialog(self._host.window(), self._tasks, now=self._clock.now())
        self.dialog = dialog
        dialog.look_wanted.connect(lambda number: self._look(dialog, number))
        dialog.confirmed.connect(lambda command: self._enter(dialog, command))
        dialog.finished.connect(lambda _result: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: EnterDialog) -> None:
        self.dialog = None
        dialog.deleteLater()

    def _look(self, dialog: EnterDialog, number: str) -> None:
        if self._tasks.start(
            f"by_hand:look:{next(self._works)}", lambda: self._looking(dialog, number)
        ):
            dialog.show_looking()

    async def _looking(self, dialog: EnterDialog, number: str) -> None:
        sentence = texts.trouble.crashed()
        try:
            found = await self._use_case.look_up(number)
        except RuleBrokenError as error:
            sentence = problem_sentence(error.code)
        except StorageError as error:
            sentence = sentences.storage_sentence(error)
        else:
            if isinstance(found, Missing):
                sentence = texts.notices.order_none()
            elif isinstance(found, Unreadable):
                sentence = sentences.sentence(found.why)
            elif self.dialog is dialog:
                dialog.show_found(found)
                return
        if self.dialog is dialog:
            dialog.show_not_found(sentence)

    def _enter(self, dialog: EnterDialog, command: EnterCommand) -> None:
        if not self._tasks.start(
            f"by_hand:enter:{next(self._works)}", lambda: self._keeping(dialog, command)
        ):
            dialog.stop_waiting()

    async def _keeping(self, dialog: EnterDialog, command: EnterCommand) -> None:
        try:
            application_id = await self._use_case.enter(command)
        except RuleBrokenError as error:
            dialog.show_refusal(_refusal(error))
        except StorageError as error:
            dialog.show_refusal(sentences.storage_sentence(error))
        except BadPictureError as error:
            words = texts.pictures.big if error.why == "img.big" else texts.pictures.type
            dialog.show_refusal(words(texts.by_hand.pictures()))
        else:
            dialog.stop_waiting()
            dialog.finish()
            self.toast.emit(texts.by_hand.done(formats.yuan(command.asked)))
            self.entered.emit(application_id)
        finally:
            # After a bug the person must still be able to close the dialog.
            dialog.stop_waiting()


def _refusal(error: RuleBrokenError) -> str:
    if error.code == "img.max":
        return texts.pictures.max()
    return sentences.sentence(error.code, **error.limits)
