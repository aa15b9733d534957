"""The lines of a sheet: who, which payment, how much, and a sentence where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from refund_desk.ui import icons, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.labels import plain_tooltip

Index = QModelIndex | QPersistentModelIndex

ROW_PX: Final = 46
HEADING_PX: Final = 28
_SIDE: Final = 14
_TEXT: Final = 40
_ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_NO_PARENT: Final = QModelIndex()
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One line, masked. A heading has only a title. `marked` changed while it was looked at."""

    title: str
    what: str = ""
    amount: str = ""
    icon: str = ""
    role: Role = "text2"
    is_heading: bool = False
    marked: bool = False
    tooltip: str = ""

    @property
    def spoken(self) -> str:
        """The whole line for a screen reader."""
        return ", ".join(part for part in (self.title, self.amount, self.what) if part)


class _Lines(QAbstractTableModel):
    """The lines as Qt asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SheetRow, ...] = ()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tooltip(row.tooltip) if row.tooltip else None
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return row.title if role == int(Qt.ItemDataRole.DisplayRole) else None

    def put(self, rows: tuple[SheetRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class SheetRows(QTableView):
    """A list of lines as high as they need, and no higher than `most_px`; then it scrolls."""

    def __init__(self, name: str, *, most_px: int) -> None:
        """`name` is what a screen reader calls the list."""
        super().__init__()
        self._lines, self._most_px = _Lines(), most_px
        self.setModel(self._lines)
        self.setItemDelegate(_RowPainter(self))
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(HEADING_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """What it shows."""
        return self._lines.rows

    def put(self, rows: Sequence[SheetRow]) -> None:
        """Show these; the place that was looked at stays."""
        if tuple(rows) == self._lines.rows:
            return
        at = self.verticalScrollBar().value()
        self._lines.put(tuple(rows))
        height = 2
        for number, row in enumerate(rows):
            px = HEADING_PX if row.is_heading else ROW_PX
            self.setRowHeight(number, px)
            height += px
        self.setFixedHeight(min(height, self._most_px))
        self.verticalScrollBar().setValue(at)

    def set_most(self, px: int) -> None:
        """Grow no higher than this."""
        self._most_px = px

    def keyboardSearch(self, search: str) -> None:
        """Letters look for nothing here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column, as wide as the list."""
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())


class _RowPainter(QStyledItemDelegate):
    """Draws a line or a heading."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(300, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW_ROLE)
        box = QRect(option.rect)
        painter.save()
        if isinstance(row, SheetRow):
            (_paint_heading if row.is_heading else _paint_row)(painter, box, row)
        painter.restore()


def _paint_heading(painter: QPainter, box: QRect, row: SheetRow) -> None:
    painter.fillRect(box, theme.colour("sunken"))
    painter.setFont(font(12, bold=True))
    painter.setPen(theme.colour("text2"))
    painter.drawText(box.adjusted(_SIDE, 0, -_SIDE, 0), _LEFT, row.title)


def _paint_row(painter: QPainter, box: QRect, row: SheetRow) -> None:
    painter.fillRect(box, theme.colour("warn_soft" if row.marked else "surface"))
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border"))
    if row.icon:
        place = QRect(box.left() + _SIDE, box.top() + 14, 18, 18)
        icons.paint(painter, place, row.icon, row.role)
    strong, small = metrics(13, bold=True), metrics(12)
    right = box.right() + 1 - _SIDE
    amount_px = strong.horizontalAdvance(row.amount)
    painter.setFont(font(13, bold=True))
    painter.setPen(theme.colour("text"))
    first = QRect(box.left() + _TEXT, box.top() + 4, right - box.left() - _TEXT, 20)
    painter.drawText(first, _RIGHT, row.amount)
    room = first.width() - amount_px - 12
    title = strong.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(first, _LEFT, title)
    painter.setFont(font(12))
    bad = row.role in {"bad", "warn"}
    painter.setPen(theme.colour(row.role if bad else "text2"))
    second = first.translated(0, 19)
    what = small.elidedText(row.what, Qt.TextElideMode.ElideRight, second.width())
    painter.drawText(second, _LEFT, what)
