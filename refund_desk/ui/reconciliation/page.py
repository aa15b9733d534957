"""The page of the daily proof: a day, its sums, what differs and what agrees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.proof_rows import DayState, ProofDay, ProofOfDay, ProofRow
from refund_desk.application.use_cases.reconcile_day import DayTry
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.ui import formats, sentences, texts
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.reconciliation import words
from refund_desk.ui.reconciliation.differences import Differences
from refund_desk.ui.reconciliation.feed import ProofFeed
from refund_desk.ui.reconciliation.header import ProofHeader
from refund_desk.ui.reconciliation.matches import MatchModel, MatchTable
from refund_desk.ui.reconciliation.needs import ReconciliationServices
from refund_desk.ui.reconciliation.parts import AllMatched, Matches, NoBill, TroubleLine
from refund_desk.ui.reconciliation.record_question import RecordQuestion
from refund_desk.ui.reconciliation.sums import DaySums
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.frames import Hairline, Panel

_EDGE = 20
_GAP = 12
# The table keeps at least its title, its header and three rows.
_MATCHES_MIN = 190


class ReconciliationPage(Panel):
    """Signals: `open_application(int)`, `toast(str)` for a word in passing, `trouble(str)`."""

    open_application = Signal(int)
    toast = Signal(str)
    trouble = Signal(str)

    def __init__(
        self, services: ReconciliationServices, tasks: TaskRunner, bridge: EventBridge
    ) -> None:
        """Read nothing until shown for the first time."""
        super().__init__("window")
        self.feed = ProofFeed(services, tasks, bridge)
        self.feed.setParent(self)
        self._practice = services.practice
        self._proof: ProofOfDay | None = None
        self._days: tuple[ProofDay, ...] = ()
        self._was_asked = self._is_awaited = False
        self.header = ProofHeader()
        self.again_trouble = TroubleLine()
        self.sums = DaySums()
        self.differences = Differences()
        self.all_matched = AllMatched()
        self.model = MatchModel()
        self.model.setParent(self)
        self.table = MatchTable(self.model)
        self.matches = Matches(self.table)
        self.no_bill = NoBill()
        self.question: RecordQuestion | None = None
        self._build()
        self._connect()

    @property
    def day(self) -> date | None:
        """The day that is shown."""
        return self._proof.day if self._proof is not None else None

    def focus_first(self) -> None:
        """Put the keyboard where the work is: the first press, else the table.

        Before the first reading it waits on the day, and goes there when the work has come.
        """
        self._is_awaited = self._proof is None
        if self.differences.isVisible():
            self.differences.focus_first()
            return
        stops: tuple[QWidget, ...] = (self.table, self.no_bill.button)
        first = next((stop for stop in stops if stop.isVisible()), self.header.day)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read at the first sight, follow events from then on."""
        super().showEvent(event)
        self.feed.watch(True)
        if not self._was_asked:
            self._was_asked = True
            self.feed.read_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let events wait until somebody looks again."""
        super().hideEvent(event)
        self.feed.watch(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height between what differs and what agrees."""
        super().resizeEvent(event)
        self._share_height()

    def _take_days(self, days: Sequence[ProofDay]) -> None:
        self._days = tuple(days)
        if self._proof is not None:
            self.header.show_days(self._days, self._proof.day)

    def _take_day(self, proof: ProofOfDay) -> None:
        """Show a day as it stands now."""
        if self._proof is None or self._proof.day != proof.day:
            self.again_trouble.say("")
        self._proof = proof
        self.header.show_days(self._days, proof.day)
        self.header.show_status(proof, self.feed.now())
        focused = QApplication.focusWidget()
        in_middle = focused is not None and self.no_bill.isAncestorOf(focused)
        has_rows = bool(proof.differences or proof.matches or proof.waiting)
        compared = words.has_bill(proof) and has_rows
        self._middle.setCurrentWidget(self._compared if compared else self.no_bill)
        # Without a bill the page has a press of its own in the middle.
        self.header.again.setVisible(words.has_bill(proof))
        self.header.export.setVisible(compared)
        self.no_bill.show_day(proof)
        self.sums.show_day(proof)
        self.differences.show_rows(proof.differences)
        self.differences.setVisible(bool(proof.differences))
        self.all_matched.setVisible(not proof.differences)
        self.matches.show_rows(proof.matches)
        self._order_stops()
        if self._is_awaited or (in_middle and compared):
            QTimer.singleShot(0, self, self.focus_first)

    def _order_stops(self) -> None:
        """Rows are made anew, and what is new would come last for Tab."""
        rows = [stop for row in self.differences.rows for stop in row.stops]
        header = (self.header.day, self.header.again, self.header.export)
        stops = [*header, *rows, self.matches.order, self.table]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _share_height(self) -> None:
        """What differs is seen whole while that leaves the table its least height."""
        inner = self.width() - 2 * _EDGE
        room = self._middle.height() - self.sums.height() - _MATCHES_MIN - 4 * _GAP
        wanted = self.differences.wanted_height(inner)
        self.differences.setFixedHeight(max(104, min(wanted, room)))

    def _show_running(self, day: date, running: bool) -> None:
        if day != self.day:
            return
        if running:
            self.again_trouble.say("")
            self.header.show_running()
        elif self._proof is not None:
            self.header.show_status(self._proof, self.feed.now())

    def _tell_fetched(self, day: date, result: DayTry) -> None:
        """What came of a press; a day without a bill says it by itself."""
        if day != self.day:
            return
        if result.state is DayState.PROVED:
            self.toast.emit(texts.bills.again_done())
        elif self._proof is not None and words.has_bill(self._proof):
            why = words.trouble(result.why) if result.why else texts.bills.empty_not_ready()
            self.again_trouble.say(texts.bills.again_trouble(why))

    def _fetch(self) -> None:
        if self.day is not None:
            self.feed.fetch(self.day)

    def _ask_record(self, row: ProofRow) -> None:
        """Ask first; the press of the dialog is what records."""
        if self.question is not None:
            return
        question = RecordQuestion(self.window(), row, practice=self._practice)
        self.question = question
        question.accepted.connect(lambda: self._record(question))
        question.finished.connect(self._forget_question)
        question.open()

    def _record(self, question: RecordQuestion) -> None:
        row = question.row
        if row.refund_id is not None:
            fen = (row.theirs or NOTHING).count
            self.feed.record(row.refund_id, fen, told_before=question.told_before)

    def _forget_question(self) -> None:
        if self.question is not None:
            self.question.deleteLater()
            self.question = None

    def _ask_export(self) -> None:
        """Ask where, without a loop of its own."""
        if self._proof is None:
            return
        proof = self._proof
        dialog = QFileDialog(self.window(), texts.proof.export())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(texts.proof.export_file(proof.day.isoformat()))
        dialog.fileSelected.connect(lambda path: self.feed.save(Path(path), proof))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _note(self, row: ProofRow) -> None:
        if self.day is not None:
            self.feed.note(self.day, row.number)

    def _tell_unread(self, error: StorageError) -> None:
        """Keep what is shown, and say that it is not the newest."""
        self.again_trouble.say(sentences.storage_sentence(error))

    def _connect(self) -> None:
        feed, header, differences = self.feed, self.header, self.differences
        header.day_chosen.connect(feed.choose)
        header.fetch_wanted.connect(self._fetch)
        header.export_wanted.connect(self._ask_export)
        self.no_bill.button.clicked.connect(self._fetch)
        self.again_trouble.button.clicked.connect(self._fetch)
        differences.laid_out.connect(self._share_height)
        differences.record_wanted.connect(self._ask_record)
        differences.checked.connect(self._note)
        differences.show_wanted.connect(self.open_application)
        differences.copied.connect(lambda: self.toast.emit(texts.common.copied()))
        feed.days_read.connect(self._take_days)
        feed.day_read.connect(self._take_day)
        feed.running.connect(self._show_running)
        feed.fetched.connect(self._tell_fetched)
        feed.unread.connect(self._tell_unread)
        feed.refused.connect(self.trouble)
        feed.saved.connect(lambda name: self.toast.emit(texts.proof.exported(name)))
        feed.noted.connect(lambda: self.toast.emit(texts.found.noted()))
        feed.recorded.connect(
            lambda fen: self.toast.emit(texts.found.recorded(formats.yuan(Fen(fen))))
        )

    def _build(self) -> None:
        self._compared = QWidget()
        column = QVBoxLayout(self._compared)
        column.setContentsMargins(_EDGE, 14, _EDGE, 14)
        column.setSpacing(_GAP)
        column.addWidget(self.sums)
        column.addWidget(self.differences)
        column.addWidget(self.all_matched)
        column.addWidget(self.matches, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.no_bill)
        self._middle.addWidget(self._compared)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.header)
        page.addWidget(Hairline())
        page.addWidget(self.again_trouble)
        page.addWidget(self._middle, 1)
