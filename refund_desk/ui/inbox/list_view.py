"""The list itself: one column of fixed rows, quick at a million, deaf to type-ahead."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollBar, QTableView, QWidget

from refund_desk.ui import texts
from refund_desk.ui.inbox.picking_keys import PICKING, PickingKeys
from refund_desk.ui.inbox.row_model import InboxModel
from refund_desk.ui.theme import set_look

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 74
HEADING_HEIGHT = 28


class InboxList(QTableView):
    """Rows and headings of an `InboxModel`.

    Signals: `chosen` with the application a person moved to; `entered` for Enter or a double click;
    `retried` with a row that could not be read and was pressed; `painted_rows` once, when the first
    real rows were painted.
    """

    chosen = Signal(int)
    entered = Signal(int)
    retried = Signal(int)
    painted_rows = Signal()

    def __init__(self, model: InboxModel, parent: QWidget | None = None) -> None:
        """Show the model."""
        super().__init__(parent)
        self._lines = model
        # A Chinese input method or type-ahead would swallow the letters that are shortcuts.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        set_look(self, ground="sunken")
        self.setModel(model)
        self._low_lines: frozenset[int] = frozenset()
        self._fix_sections()
        model.modelReset.connect(self._fit_headings)
        self.setAccessibleName(texts.inbox.list_name())
        self._keys = PickingKeys(self, model)
        self._slider = _OverlayBar(self)
        self._has_painted = False
        self.shows_focus = False

    def current_id(self) -> int | None:
        """The application whose row is chosen."""
        index = self.currentIndex()
        return self._lines.id_at(index.row()) if index.isValid() else None

    def choose(self, application_id: int) -> bool:
        """Choose a row by program, without `chosen`; False when it is not in the list."""
        line = self._lines.order.line_of(application_id)
        if line is None:
            return False
        index = self._lines.index(line, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        return True

    def choose_nothing(self) -> None:
        """Let no row be chosen."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def reveal(self, application_id: int) -> None:
        """Scroll so that the row is seen whole."""
        line = self._lines.order.line_of(application_id)
        if line is not None:
            self.scrollTo(self._lines.index(line, 0))

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) row, over headings."""
        line = self.currentIndex().row() if self.currentIndex().isValid() else -1 if by > 0 else 0
        if not self.currentIndex().isValid() and by < 0:
            return
        line += by
        while 0 <= line < self._lines.rowCount():
            application_id = self._lines.id_at(line)
            if application_id is not None:
                self._go(line, application_id)
                return
            line += by

    def seen_lines(self) -> tuple[int, int]:
        """The first and last line of which something can be seen."""
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        count = self._lines.rowCount()
        return max(first, 0), (last if last >= 0 else count - 1)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here, never type-ahead."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows and pages; Enter enters; everything else is the window's."""
        if self._keys.press(event):
            event.accept()
            return
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and plain:
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self._enter()
        elif key in _MOVES and plain:
            super().keyPressEvent(event)
            self._settle_on_row()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer; a row that was not read tries again."""
        index = self.indexAt(event.position().toPoint())
        application_id = self._lines.id_at(index.row()) if index.isValid() else None
        if event.button() != Qt.MouseButton.LeftButton or application_id is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._keys.click(event, application_id):
            return
        if self._lines.is_unread(application_id):
            self.retried.emit(application_id)
        self._go(index.row(), application_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what is under the pointer; dragging selects nothing."""
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enter the row."""
        if event.modifiers() & PICKING:
            # The second of two quick clicks picks as well.
            self.mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._enter()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; tell when there was something to see for the first time."""
        super().paintEvent(event)
        if not self._has_painted and self._lines.has_rows:
            self._has_painted = True
            self.painted_rows.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bar at the edge."""
        super().resizeEvent(event)
        self._slider.place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Repaint the chosen row with its frame; the first row is chosen when none is."""
        super().focusInEvent(event)
        self.shows_focus = event.reason() in _BY_KEYBOARD
        if not self.currentIndex().isValid() and self.shows_focus:
            self.step(1)

    def _go(self, line: int, application_id: int) -> None:
        index = self._lines.index(line, 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)
        self.chosen.emit(application_id)

    def _enter(self) -> None:
        application_id = self.current_id()
        if application_id is not None:
            self.entered.emit(application_id)

    def _settle_on_row(self) -> None:
        """After a jump by page: tell the row that was reached."""
        application_id = self.current_id()
        if application_id is not None:
            self.chosen.emit(application_id)

    def _fix_sections(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        down.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setMinimumSectionSize(HEADING_HEIGHT)
        down.setDefaultSectionSize(ROW_HEIGHT)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_headings()

    def _fit_headings(self) -> None:
        """Headings are lower than rows; a reset leaves each line as high as it was before."""
        headings = () if self._lines.is_loading else self._lines.order.heading_lines
        low = frozenset(headings)
        for line in self._low_lines - low:
            if line < self._lines.rowCount():
                self.setRowHeight(line, ROW_HEIGHT)
        for line in low:
            self.setRowHeight(line, HEADING_HEIGHT)
        self._low_lines = low


class _OverlayBar(QScrollBar):
    """The list's scroll bar, over the rows' right padding: rows keep their width and place."""

    def __init__(self, rows: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, rows)
        self._rows = rows
        real = rows.verticalScrollBar()
        real.rangeChanged.connect(self._follow_range)
        real.valueChanged.connect(self.setValue)
        self.valueChanged.connect(real.setValue)
        self.hide()

    def place(self) -> None:
        """Stand at the right edge."""
        width = self.sizeHint().width()
        self.setGeometry(self._rows.width() - width, 0, width, self._rows.height())

    def _follow_range(self, least: int, most: int) -> None:
        real = self._rows.verticalScrollBar()
        self.setRange(least, most)
        self.setPageStep(real.pageStep())
        self.setSingleStep(real.singleStep())
        self.setVisible(most > least)


_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_MOVES = {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End}
