"""The rows of a spreadsheet before they are imported: a tick, an order, an amount, a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from refund_desk.application.spreadsheet_preview import PreviewRow, RowNote
from refund_desk.domain.masking import mask_text
from refund_desk.ui import formats, icons, texts, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.importing.words import row_sentence
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.labels import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
Filter = Callable[[PreviewRow], bool]

ROW_PX: Final = 46
_ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_CHECK_ROLE: Final = int(Qt.ItemDataRole.CheckStateRole)
_SIDE: Final = 14
_TEXT: Final = 64
_BOX: Final = 16
_NO_PARENT: Final = QModelIndex()
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class PreviewModel(QAbstractTableModel):
    """The rows under a filter, and which of all rows are ticked. `ticked` after each change."""

    ticked = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._all: tuple[PreviewRow, ...] = ()
        self._shown: list[PreviewRow] = []
        self._ticks: set[int] = set()
        self._filter: Filter = lambda _row: True

    @property
    def rows(self) -> tuple[PreviewRow, ...]:
        """All rows, whatever is shown."""
        return self._all

    def chosen(self) -> tuple[PreviewRow, ...]:
        """The ticked rows."""
        return tuple(row for row in self._all if row.row in self._ticks)

    def put(self, rows: tuple[PreviewRow, ...]) -> None:
        """Show these, ticked where nothing asks for a second look."""
        self._all = rows
        self._ticks = {row.row for row in rows if row.is_suggested}
        self.show_only(self._filter)
        self.ticked.emit()

    def show_only(self, wanted: Filter) -> None:
        """Show the rows that are wanted; ticks stay."""
        self.beginResetModel()
        self._filter = wanted
        self._shown = [row for row in self._all if wanted(row)]
        self.endResetModel()

    def tick_all(self, ticked: bool) -> None:
        """Tick all rows that can be taken, or none."""
        self._ticks = {row.row for row in self._all if row.can_be_taken} if ticked else set()
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
        self.ticked.emit()

    def toggle(self, line: int) -> None:
        """Turn the tick of a line that is shown; a row that cannot be taken has none."""
        row = self._shown[line]
        if not row.can_be_taken:
            return
        self._ticks ^= {row.row}
        self.dataChanged.emit(self.index(line, 0), self.index(line, 0))
        self.ticked.emit()

    def is_ticked(self, row: PreviewRow) -> bool:
        """Whether a row is ticked."""
        return row.row in self._ticks

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only a row that can be taken has a tick."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can = self._shown[index.row()].can_be_taken
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What a row shows and says."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == _ROW_ROLE:
            return row
        if role == _CHECK_ROLE and row.can_be_taken:
            return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tooltip(row_sentence(row)) if row_sentence(row) else None
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (*_first_line(row), _second_line(row)) if part)
        return _first_line(row)[0] if role == int(Qt.ItemDataRole.DisplayRole) else None


class PreviewTable(QTableView):
    """The list of rows. Space or a press turns the tick of a row."""

    def __init__(self, model: PreviewModel) -> None:
        """Show the model."""
        super().__init__()
        self._preview = model
        self.setModel(model)
        self.setItemDelegate(_RowPainter(self))
        self.setAccessibleName(texts.importing.title())
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)

    def keyboardSearch(self, search: str) -> None:
        """Letters look for nothing here."""
        del search

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; Ctrl+A ticks all."""
        line = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and line >= 0:
            self._preview.toggle(line)
        elif event.key() == Qt.Key.Key_A and event.modifiers() & _CTRL:
            self._preview.tick_all(True)
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press turns the tick of its row."""
        super().mousePressEvent(event)
        line = self.rowAt(round(event.position().y()))
        if event.button() is Qt.MouseButton.LeftButton and line >= 0:
            self._preview.toggle(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column, as wide as the list."""
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())


class _RowPainter(QStyledItemDelegate):
    """Draws a row in two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW_ROLE)
        box = QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, theme.colour("accent_soft" if current else "surface"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        if isinstance(row, PreviewRow):
            if row.can_be_taken:
                _paint_tick(painter, box, ticked=index.data(_CHECK_ROLE) == Qt.CheckState.Checked)
            _paint_row(painter, box, row)
        painter.restore()


def _paint_tick(painter: QPainter, box: QRect, *, ticked: bool) -> None:
    place = QRect(box.left() + _SIDE, box.top() + 15, _BOX, _BOX)
    painter.setPen(theme.colour("accent" if ticked else "control"))
    painter.setBrush(theme.colour("accent" if ticked else "surface"))
    painter.drawRoundedRect(place, 4, 4)
    if ticked:
        icons.paint(painter, place.adjusted(1, 1, -1, -1), "check", "on_accent")


def _paint_row(painter: QPainter, box: QRect, row: PreviewRow) -> None:
    icon, role = _look(row)
    icons.paint(painter, QRect(box.left() + 38, box.top() + 14, 18, 18), icon, role)
    number, amount = _first_line(row)
    strong, small = metrics(13, bold=True), metrics(12)
    line = QRect(box.left() + _TEXT, box.top() + 4, box.width() - _TEXT - _SIDE, 20)
    painter.setFont(font(13, bold=True))
    painter.setPen(theme.colour("text" if row.can_be_taken else "text2"))
    painter.drawText(line, _RIGHT, amount)
    room = line.width() - strong.horizontalAdvance(amount) - 12
    painter.drawText(line, _LEFT, strong.elidedText(number, Qt.TextElideMode.ElideRight, room))
    painter.setFont(font(12))
    painter.setPen(theme.colour(role if role in {"bad", "warn"} else "text2"))
    below = line.translated(0, 19)
    words = small.elidedText(_second_line(row), Qt.TextElideMode.ElideRight, below.width())
    painter.drawText(below, _LEFT, words)


def _look(row: PreviewRow) -> tuple[str, Role]:
    if row.problem:
        return "close-circle", "bad"
    if row.twin_row or row.known_id:
        return "undo-variant", "text2"
    if row.linked or RowNote.HIDDEN in row.notes:
        return "alert", "warn"
    return "check-circle", "ok"


def _first_line(row: PreviewRow) -> tuple[str, str]:
    """The order and the amount; of a row with a problem only which row it is."""
    if row.application is None:
        return texts.importing.row_number(str(row.row)), ""
    asked = row.application.asked
    return row.application.number, formats.yuan(asked) if asked else texts.importing.no_amount()


def _second_line(row: PreviewRow) -> str:
    """What there is to say of it, else what it says."""
    said = row_sentence(row)
    if row.application is None:
        return said
    words = " ".join(part for part in (row.application.reason, row.application.detail) if part)
    parts = (
        texts.importing.row_number(str(row.row)),
        said,
        formats.full_time(row.application.applied_at),
        mask_text(words.replace("\n", " ")),
    )
    return " · ".join(part for part in parts if part)
