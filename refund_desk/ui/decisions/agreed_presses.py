"""What becomes of a press on "agree" where the platform pays, told in one sentence each."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from refund_desk.application.agreeing import AgreeCommand
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.undo_windows import UndoEnd
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import OutboxChanged
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.ui import sentences, texts
from refund_desk.ui.decisions.needs import PlatformAgreement
from refund_desk.ui.task_runner import TaskRunner


class AgreedPresses(QObject):
    """Runs the undo windows of such presses. Signals: `toast(text)`, `trouble(text)`."""

    toast = Signal(str)
    trouble = Signal(str)

    def __init__(self, agreeing: PlatformAgreement, tasks: TaskRunner, parent: QObject) -> None:
        """Nothing is waited for yet."""
        super().__init__(parent)
        self._agreeing, self._tasks = agreeing, tasks
        self._told: set[int] = set()

    def begin(self, command: AgreeCommand) -> None:
        """Let the undo window of this press begin; its outcome is told."""
        key = f"agree:{command.application_id}"
        if not self._tasks.start(key, lambda: self._through(command)):
            self.trouble.emit(texts.store.agreeing())

    def hear(self, event: OutboxChanged) -> None:
        """Say that the platform was told, or why not."""
        ours = event.kind == OutboxKind.APPROVE and event.application_id in self._told
        if ours and event.state == OutboxState.SENT:
            self._told.discard(event.application_id)
            self.toast.emit(texts.store.agreed())
        elif ours and event.state == OutboxState.STUCK:
            self._told.discard(event.application_id)
            self.trouble.emit(sentences.sentence(event.why))

    async def _through(self, command: AgreeCommand) -> None:
        """The undo window, then the outbox."""
        number = command.application_id
        self._told.add(number)
        try:
            end = await self._agreeing(number, seen_amount=command.seen_amount)
        except RuleBrokenError as error:
            self._told.discard(number)
            self.trouble.emit(sentences.sentence(error.code, **error.limits))
        except StorageError as error:
            self._told.discard(number)
            self.trouble.emit(sentences.storage_sentence(error))
        else:
            self._tell(number, end)

    def _tell(self, number: int, end: UndoEnd) -> None:
        if end is UndoEnd.ELAPSED:
            self.toast.emit(texts.store.agreeing())
            return
        self._told.discard(number)
        if end is UndoEnd.UNDONE:
            self.toast.emit(texts.undo.done())
        elif end is UndoEnd.SLEPT:
            self.trouble.emit(texts.undo.slept())
