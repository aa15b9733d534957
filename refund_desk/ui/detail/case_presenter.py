"""Reads the case that is shown, follows its events, and starts what its presses mean."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Coroutine
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from refund_desk.application.case_view import AgreedThere, CaseView
from refund_desk.application.commands import OwnPicture, ReplyCommand
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import (
    ApplicationsChanged,
    BillsChanged,
    Event,
    OutboxChanged,
    PolicyChanged,
    RefundChanged,
    SendingHalted,
    SendingResumed,
    SheetChanged,
    SyncChanged,
    SyncState,
    Troubled,
    UndoTicked,
)
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import Segment, Source
from refund_desk.ui import sentences, texts
from refund_desk.ui.detail.needs import DetailServices
from refund_desk.ui.detail.progress_steps import UNDO_S
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.task_runner import TaskRunner

# A change of many parts at once is drawn once (ms).
COALESCE_MS: Final = 100
# Going through the list by key must not open what is only passed by (ms).
OPEN_AFTER_MS: Final = 250

Work = Callable[[], Coroutine[Any, Any, object]]


class CasePresenter(QObject):
    """The case behind the detail pane.

    Signals: `shown(CaseView)` after every reading; `another(InboxRow | None)`, the next one that
    waits for a person, when the shown one is abnormal; `gone` when there is no such application;
    `opening(bool)` around the reading of all its parts; `undo_ticked`; `blocked(sentence)` while
    nothing can be sent, empty when it can; `phone(application_id, number)`;
    `replied(application_id, queued, sentence)`; `log(lines, whole)`; `toast` and `trouble` with a
    sentence each.
    """

    shown = Signal(object)
    another = Signal(object)
    gone = Signal()
    opening = Signal(bool)
    undo_ticked = Signal()
    blocked = Signal(str)
    phone = Signal(int, str)
    replied = Signal(int, bool, str)
    log = Signal(object, object)
    toast = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        services: DetailServices,
        tasks: TaskRunner,
        bridge: EventBridge,
        parent: QObject,
    ) -> None:
        """Show nothing until `show_application`."""
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._application_id: int | None = None
        self._case: CaseView | None = None
        self._halted = ""
        self._offline = self._was_cut_off = False
        self._undo_left: dict[int, float] = {}
        self._draft_serial = 0
        self._whole: bool | None = None
        self._undo_whole: dict[int, int] = {}
        self._since_read = QElapsedTimer()
        self._read_timer = _single_shot(self, self._read)
        self._open_timer = _single_shot(self, self._open)
        self._open_timer.setInterval(OPEN_AFTER_MS)
        bridge.happened.connect(self._follow)

    @property
    def application_id(self) -> int | None:
        """What is, or is about to be, shown."""
        return self._application_id

    @property
    def case(self) -> CaseView | None:
        """The case as read last; None until it was read."""
        return self._case

    @property
    def sending_blocked(self) -> str:
        """Why nothing can be sent now; empty when it can."""
        return self._halted or (texts.notices.net_off() if self._offline else "")

    def undo_left_s(self) -> int | None:
        """Seconds in which the shown refund can still be undone; None when none is counted."""
        left = self._undo_left.get(self._undo_id())
        return math.ceil(left) if left is not None and left > 0 else None

    def undo_whole_s(self) -> int:
        """Seconds that the shown refund could be undone, as its own bar counted them."""
        return self._undo_whole.get(self._undo_id(), UNDO_S)

    def _undo_id(self) -> int:
        """What the undo window of the shown case is known by; 0 for none."""
        case = self._case
        if case is not None and case.agreed_there is AgreedThere.UNDOABLE:
            return -case.application_id
        return case.refund.id if case is not None and case.refund is not None else 0

    def show_application(self, application_id: int | None) -> None:
        """Show another application; what was read of the last one counts no more."""
        if application_id == self._application_id:
            return
        self._application_id = application_id
        self._case = None
        self._open_timer.stop()
        if application_id is None:
            self.gone.emit()
            return
        self._read()
        self.opening.emit(True)
        self._open_timer.start()

    def open_again(self) -> None:
        """Read every part of the shown application once more."""
        self.opening.emit(True)
        self._open()

    def read_log(self) -> None:
        """Read the operations log; `log` follows."""
        number = self._application_id
        if number is not None:
            self._tasks.start(f"log:{number}", lambda: self._read_log(number))

    def reveal_phone(self) -> None:
        """Ask for the whole number; `phone` follows."""
        number = self._application_id
        if number is not None:
            self._tasks.start(f"reveal:{number}", lambda: self._reveal(number))

    def reply(self, application_id: int, text: str, pictures: tuple[OwnPicture, ...]) -> bool:
        """Queue a reply; False when one is being queued already. `replied` follows."""
        command = ReplyCommand(application_id=application_id, text=text, pictures=pictures)
        return self._tasks.start(f"reply:{application_id}", lambda: self._reply(command))

    def save_draft(self, application_id: int, text: str) -> None:
        """Keep unsent words; a newer text is always written after an older one."""
        self._draft_serial += 1
        key = f"draft:{application_id}:{self._draft_serial}"
        self._tasks.start(key, lambda: self._services.save_draft(application_id, text))

    def run(self, key: str, work: Work) -> bool:
        """Start work whose broken rule becomes a sentence; False when its key still runs."""
        return self._tasks.start(key, lambda: self._told(work))

    def read_again(self) -> None:
        """Read the case soon; many wishes within 100 ms are one reading."""
        if self._application_id is None or self._read_timer.isActive():
            return
        passed = self._since_read.elapsed() if self._since_read.isValid() else COALESCE_MS
        self._read_timer.start(max(0, COALESCE_MS - int(passed)))

    def _read(self) -> None:
        number = self._application_id
        if number is None:
            return
        self._since_read.start()
        if not self._tasks.start(f"case:{number}", lambda: self._read_case(number)):
            # What runs may have begun before the change it should show.
            self._read_timer.start(COALESCE_MS)

    async def _read_case(self, application_id: int) -> None:
        try:
            case = await self._services.cases.view(application_id)
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
            return
        if application_id != self._application_id:
            return
        self._case = case
        if case is None:
            self.gone.emit()
        else:
            self.shown.emit(case)
            if case.refund is not None and case.refund.state is RefundState.ABNORMAL:
                key = f"another:{application_id}"
                self._tasks.start(key, lambda: self._read_another(application_id))

    async def _read_another(self, application_id: int) -> None:
        """The next application that waits for a person."""
        now, reads = self._services.clock.now(), self._services.reads
        try:
            ids = await reads.inbox_ids(Segment.PROBLEM, search="", now=now)
            others = array(ids.typecode, (each for each in ids if each != application_id))
            rows = await reads.inbox_rows(others[:1])
        except StorageError:
            return
        if application_id == self._application_id:
            self.another.emit(rows[0] if rows else None)

    def _open(self) -> None:
        number = self._application_id
        if number is not None:
            self._tasks.start(f"open:{number}", lambda: self._open_application(number))

    async def _open_application(self, application_id: int) -> None:
        try:
            await self._services.open_application(application_id)
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
        finally:
            if application_id == self._application_id:
                self.opening.emit(False)

    async def _read_log(self, application_id: int) -> None:
        try:
            lines = await self._services.reads.audit_lines(application_id)
            if application_id == self._application_id:
                self.log.emit(lines, self._whole)
            if self._whole is None:
                # The whole chain is long; once while this window is open is enough.
                self._whole = await self._services.reads.chain_is_whole()
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
            return
        if application_id == self._application_id:
            self.log.emit(lines, self._whole)

    async def _reveal(self, application_id: int) -> None:
        try:
            number = await self._services.reveal_phone(application_id)
        except RuleBrokenError as error:
            self.trouble.emit(sentences.sentence(error.code, **error.limits))
            return
        if application_id == self._application_id:
            self.phone.emit(application_id, number)

    async def _reply(self, command: ReplyCommand) -> None:
        sentence = ""
        queued = False
        try:
            await self._services.reply_to_customer(command)
            queued = True
        except RuleBrokenError as error:
            sentence = sentences.sentence(error.code, **error.limits)
        except BadPictureError as error:
            name = texts.reject.pictures_label()
            too_big = error.why == "img.big"
            sentence = texts.pictures.big(name) if too_big else texts.pictures.type(name)
        except StorageError as error:
            sentence = sentences.storage_sentence(error)
        finally:
            self.replied.emit(command.application_id, queued, sentence)

    async def _told(self, work: Work) -> None:
        try:
            await work()
        except RuleBrokenError as error:
            self.trouble.emit(sentences.sentence(error.code, **error.limits))
        except BadPictureError as error:
            name = texts.cards.proof()
            words = texts.pictures.big if error.why == "img.big" else texts.pictures.type
            self.trouble.emit(words(name))
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
        self.read_again()

    def _follow(self, event: Event) -> None:
        """Keep to what happened elsewhere."""
        match event:
            case ApplicationsChanged():
                self._follow_applications(event.application_ids)
            case PolicyChanged() | RefundChanged(application_id=None):
                self._follow_applications(())
            case RefundChanged() | OutboxChanged():
                self._follow_applications((event.application_id,))
            case UndoTicked():
                self._count_undo(event)
            case SendingHalted() | SendingResumed() | SyncChanged():
                self._follow_sending(event)
            case BillsChanged(running=False):
                # What a bill holds of a payment counts as spent.
                self.read_again()
            case Troubled() | BillsChanged() | SheetChanged():
                # The window tells everybody at once.
                pass

    def _follow_applications(self, application_ids: tuple[int | None, ...]) -> None:
        """Read again when one of these is shown or of the same payment; none means "many"."""
        watched = {self._application_id}
        if self._case is not None:
            watched |= {other.application_id for other in self._case.linked}
        if not application_ids or not watched.isdisjoint(application_ids):
            self.read_again()

    def _count_undo(self, event: UndoTicked) -> None:
        self._undo_left[event.refund_id] = event.left_s
        self._undo_whole[event.refund_id] = max(1, round(event.whole_s))
        if event.left_s <= 0:
            del self._undo_left[event.refund_id]
        if event.application_id == self._application_id:
            self.undo_ticked.emit()

    def _follow_sending(self, event: SendingHalted | SendingResumed | SyncChanged) -> None:
        before = self.sending_blocked
        match event:
            case SendingHalted():
                self._halted = sentences.sentence(event.why, minutes=event.minutes)
            case SendingResumed():
                self._halted = ""
            case SyncChanged() if event.source != Source.COMPLAINT:
                # The shop's own backend says nothing about the way to WeChat Pay.
                pass
            case SyncChanged(state=SyncState.TROUBLE):
                self._offline = event.why == "net.off"
                self._was_cut_off = True
            case SyncChanged(state=SyncState.DONE):
                self._offline = False
                self._catch_up()
            case SyncChanged():
                pass
        if self.sending_blocked != before:
            self.blocked.emit(self.sending_blocked)
            self.read_again()

    def _catch_up(self) -> None:
        """Read the shown payment when the connection is back, if it could not be read before."""
        unread = self._case is not None and self._case.order is None
        if self._was_cut_off and unread:
            self.open_again()
        self._was_cut_off = False


def _single_shot(parent: QObject, work: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(work)
    return timer
