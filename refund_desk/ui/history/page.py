"""The history page: what became of every application, and one refund's whole life beside it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.rows import HistoryRow
from refund_desk.ui import sentences, texts
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.history.feed import HistoryFeed, HistoryServices, Life, Reading
from refund_desk.ui.history.filters import HistoryFilters, SummaryLine
from refund_desk.ui.history.life import LIFE_WIDTH, LifePane
from refund_desk.ui.history.model import HistoryModel
from refund_desk.ui.history.table import HistoryTable
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.frames import Card, Hairline, Panel
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel

FOOT_HEIGHT = 34
# A window narrower than this shows a life as a dialog (ui.md section 2).
_DRAWER_FROM_WINDOW = 1280
_NO_LIMIT = 16_777_215


class HistoryPage(Panel):
    """Filters, table, drawer.

    Signals: `open_application(application_id)` when a person wants to see it in the inbox;
    `toast(text)` for a word in passing.
    """

    open_application = Signal(int)
    toast = Signal(str)

    def __init__(self, services: HistoryServices, tasks: TaskRunner, bridge: EventBridge) -> None:
        """Read nothing until shown for the first time."""
        super().__init__("surface")
        self.feed = HistoryFeed(services, tasks, bridge)
        self.feed.setParent(self)
        self.model = HistoryModel()
        self.model.setParent(self)
        self.filters, self.summary = HistoryFilters(), SummaryLine()
        self.table = HistoryTable(self.model)
        self.life = LifePane()
        self.dialog: DeskDialog | None = None
        self.trouble = _TroubleLine()
        self.empty = _Empty()
        self.shown = PlainLabel(texts.history.shown_none(), px=12, tone="text2")
        self._middle = QStackedWidget()
        self._drawer = QWidget()
        self._was_asked = False
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read everything that is shown again."""
        self.trouble.say("")
        self.model.ask_again()
        self.feed.ask(self.filters.wanted(self.feed.now()))

    def focus_search(self) -> None:
        """Go to the search field."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def show_application(self, application_id: int) -> None:
        """Show the life of this application, and its row where the filter lets it through."""
        self.table.choose(application_id)
        self.feed.ask_life(application_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Read at the first sight, follow events from then on."""
        super().showEvent(event)
        self.feed.watch(True)
        if not self._was_asked:
            self._was_asked = True
            self.refresh()
            self.feed.ask_whole()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let events wait until somebody looks again."""
        super().hideEvent(event)
        self.feed.watch(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The drawer has its place only in a wide window."""
        super().resizeEvent(event)
        self._drawer.setVisible(self._has_drawer())

    def _has_drawer(self) -> bool:
        return self.window().width() >= _DRAWER_FROM_WINDOW

    def _take(self, reading: Reading) -> None:
        """Show another list; the row that was chosen stays so."""
        chosen = self.life.application_id
        self.trouble.say("")
        self.model.put_ids(reading.ids)
        if reading.summary is not None:
            self.summary.show_sums(reading.summary)
        has_rows = bool(reading.ids)
        self._middle.setCurrentWidget(self.table if has_rows else self.empty)
        if not has_rows:
            self.feed.ask_life(0)
            self.life.show_nothing()
        if not (chosen and self.table.choose(chosen)) and has_rows and self._has_drawer():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_range()

    def _take_rows(self, ids: array[int], rows: Sequence[HistoryRow]) -> None:
        self.model.put_rows(ids, rows)

    def _take_life(self, life: Life) -> None:
        if life.row is not None:
            self.life.show_row(life.row)
        self.life.show_lines(life.application_id, life.lines, life.now)

    def _tell_trouble(self, error: StorageError) -> None:
        """Keep what is shown, and say that it is not the newest."""
        self.trouble.say(sentences.storage_sentence(error))

    def _choose(self, application_id: int) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None:
            self.life.show_row(row)
        self.feed.ask_life(application_id)

    def _open(self, application_id: int) -> None:
        """In a narrow window a press shows the life over the table."""
        if self._has_drawer() or self.dialog is not None:
            return
        self.feed.ask_life(application_id)
        dialog = LifeDialog(self, self.life)
        self.dialog = dialog
        dialog.finished.connect(self._close_dialog)
        dialog.open()

    def _close_dialog(self) -> None:
        """Bring the pane back to its place."""
        self.life.setMinimumHeight(0)
        self.life.setMaximumHeight(_NO_LIMIT)
        self._drawer_column.addWidget(self.life)
        self.life.show()
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_open(self, application_id: int) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self.open_application.emit(application_id)

    def _turn_order(self) -> None:
        self.filters.oldest_first = not self.filters.oldest_first
        self.table.show_order(oldest_first=self.filters.oldest_first)
        self.refresh()

    def _show_range(self) -> None:
        first, last = self.table.lines_in_sight()
        count = 0 if self.model.is_loading else self.model.rowCount(QModelIndex())
        if count:
            self.shown.setText(texts.history.shown(first=first, last=last, total=count))
        else:
            self.shown.setText(texts.history.shown_none())

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.filters.search.went_down.connect(self.table.setFocus)
        self.filters.search.left.connect(self.table.setFocus)
        self.model.rows_wanted.connect(self.feed.ask_rows)
        self.feed.read.connect(self._take)
        self.feed.rows_read.connect(self._take_rows)
        self.feed.life_read.connect(self._take_life)
        self.feed.whole_read.connect(self.life.show_whole)
        self.feed.unread.connect(self._tell_trouble)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.table.sort_pressed.connect(self._turn_order)
        self.table.seen.connect(self._show_range)
        self.life.open_wanted.connect(self._want_open)
        self.life.copied.connect(lambda: self.toast.emit(texts.common.copied()))
        self.trouble.button.clicked.connect(self.refresh)
        self.empty.link.clicked.connect(self.filters.show_everything)

    def _build(self) -> None:
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.summary)
        left.addWidget(Hairline())
        left.addWidget(self.trouble)
        inset = QVBoxLayout()
        inset.setContentsMargins(10, 0, 10, 0)
        inset.addWidget(self._middle)
        left.addLayout(inset, 1)
        left.addWidget(Hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 16, 0)
        foot.addWidget(self.shown)
        foot.addStretch(1)
        foot_box = QWidget()
        foot_box.setFixedHeight(FOOT_HEIGHT)
        foot_box.setLayout(foot)
        left.addWidget(foot_box)
        self._drawer.setFixedWidth(LIFE_WIDTH)
        beside = QHBoxLayout(self._drawer)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(Hairline(standing=True))
        self._drawer_column = QVBoxLayout()
        self._drawer_column.setContentsMargins(0, 0, 0, 0)
        self._drawer_column.addWidget(self.life)
        beside.addLayout(self._drawer_column, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.filters)
        page.addWidget(Hairline())
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addLayout(left, 1)
        both.addWidget(self._drawer)
        page.addLayout(both, 1)


class LifeDialog(DeskDialog):
    """The life of one application where there is no room beside the table."""

    def __init__(self, page: QWidget, life: LifePane) -> None:
        """Borrow the pane; the page takes it back when the dialog closes."""
        super().__init__(page.window(), title=texts.detail.tab_audit(), icon="history", width=460)
        self.body.setContentsMargins(1, 0, 1, 0)
        life.setFixedHeight(max(280, min(480, page.window().height() - 160)))
        self.body.addWidget(life)
        life.show()
        self.dismiss = Button(texts.common.yes_close(), keycap="Esc")
        self.dismiss.clicked.connect(self.reject)
        self.footer.addStretch(1)
        self.footer.addWidget(self.dismiss)


class _TroubleLine(Card):
    """One line over the table when the newest could not be read."""

    def __init__(self) -> None:
        super().__init__("warn_soft", "warn_line", corners="square")
        self.words = ElidedLabel(px=12)
        self.button = Button(texts.common.retry(), size="small", icon="refresh")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 4, 12, 4)
        line.setSpacing(8)
        line.addWidget(IconLabel("alert", "warn", 16))
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence; an empty one hides the line."""
        self.words.setText(sentence)
        self.setVisible(bool(sentence))


class _Empty(QWidget):
    """Icon, one sentence, one link."""

    def __init__(self) -> None:
        super().__init__()
        self.link = Button(texts.history.empty_link(), kind="link")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel("history", "text3", 32), 0, middle)
        column.addWidget(PlainLabel(texts.history.empty(), tone="text2"), 0, middle)
        column.addWidget(self.link, 0, middle)
        column.addStretch(3)
