"""The table of refunds on which both sides agree: rows of 36 px, drawn from the colour roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from PySide6.QtGui import QHelpEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from refund_desk.application.proof_rows import ProofRow
from refund_desk.ui import formats, icons, texts, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.reconciliation import words
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.labels import plain_tooltip

ROW_HEIGHT: Final = 36
HEADER_HEIGHT: Final = 32
_PADDING: Final = 10
_GLYPH: Final = 16
# What a whole refund number takes.
_NUMBER_ROOM: Final = 280
_NO_PARENT: Final = QModelIndex()
_ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchColumn:
    """A column: its title, each row's text and tooltip, its look, its width (px, 0 stretches).

    `look` gives a row's glyph and colour; `more` is width that it takes where there is room.
    """

    title: Callable[[], str]
    text: Callable[[ProofRow], str]
    tooltip: Callable[[ProofRow], str] = lambda _row: ""
    ink: Role = "text"
    bold: bool = False
    right: bool = False
    width: int = 0
    more: int = 0
    look: Callable[[ProofRow], tuple[str, Role]] | None = None


COLUMNS: tuple[MatchColumn, ...] = (
    MatchColumn(
        title=texts.proof.column_time,
        text=lambda row: formats.day_and_time(row.at),
        tooltip=lambda row: formats.full_time(row.at),
        ink="text2",
        width=140,
    ),
    MatchColumn(
        title=texts.proof.column_number,
        text=lambda row: row.number,
        tooltip=lambda row: row.number,
    ),
    MatchColumn(
        title=texts.proof.column_customer,
        text=lambda row: row.title or texts.common.nobody(),
        bold=True,
        width=132,
    ),
    MatchColumn(
        title=texts.proof.column_theirs,
        text=lambda row: words.amount_or_dash(row.theirs),
        bold=True,
        right=True,
        width=122,
    ),
    MatchColumn(
        title=texts.proof.column_ours,
        text=lambda row: words.amount_or_dash(row.ours),
        bold=True,
        right=True,
        width=122,
    ),
    MatchColumn(
        title=texts.proof.column_fee,
        text=lambda row: words.fee(-row.fee_units),
        ink="text2",
        right=True,
        width=116,
    ),
    MatchColumn(
        title=texts.proof.column_result,
        text=words.result_of,
        tooltip=words.result_tip,
        width=190,
        more=38,
        look=words.result_look,
    ),
)


_STRETCHED: Final = next(n for n, column in enumerate(COLUMNS) if not column.width)


class MatchModel(QAbstractTableModel):
    """The rows of one day."""

    def __init__(self) -> None:
        """Hold nothing."""
        super().__init__()
        self._rows: tuple[ProofRow, ...] = ()

    def put(self, rows: Sequence[ProofRow]) -> None:
        """Show these rows."""
        if tuple(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many refunds agree."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One for each of `COLUMNS`."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The text of a cell, or the whole row."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            return column.text(row)
        return row if role == _ROW_ROLE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """The columns' titles."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        return COLUMNS[section].title() if role == int(Qt.ItemDataRole.DisplayRole) else None


class MatchTable(QTableView):
    """Shows a `MatchModel`; the number takes the width that is left."""

    def __init__(self, model: MatchModel) -> None:
        """Show the model."""
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setHorizontalHeader(_Titles(self))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(texts.proof.table_name())
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(ROW_HEIGHT)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are keys of the window, not the beginning of a row."""
        del search

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        rest = self.viewport().width() - sum(column.width for column in COLUMNS)
        for number, column in enumerate(COLUMNS):
            more = min(column.more, max(0, rest - _NUMBER_ROOM))
            rest -= more
            self.setColumnWidth(number, column.width + more)
        self.setColumnWidth(_STRETCHED, max(rest, 120))


class _Titles(QHeaderView):
    def __init__(self, table: MatchTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """As high as the design has it."""
        return QSize(super().sizeHint().width(), HEADER_HEIGHT)

    def paintSection(  # noqa: N802 - overrides Qt
        self, painter: QPainter, rect: QRect, section: int
    ) -> None:
        """Draw a title."""
        painter.fillRect(rect, theme.colour("sunken"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(font(12, bold=True))
        painter.setPen(theme.colour("text2"))
        box = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        painter.drawText(box, _side(COLUMNS[section]), COLUMNS[section].title())


class _Cells(QStyledItemDelegate):
    def __init__(self, table: MatchTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, line and text, and the frame of the current row."""
        painter.save()
        rect, column = option.rect, COLUMNS[index.column()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.colour("accent_soft" if chosen else "surface"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        box = rect.adjusted(_PADDING, 0, -_PADDING, -1)
        row, ink = index.data(_ROW_ROLE), column.ink
        if column.look is not None and isinstance(row, ProofRow):
            icon, ink = column.look(row)
            place = QRect(box.left(), box.center().y() - 7, _GLYPH, _GLYPH)
            icons.paint(painter, place, icon, ink)
            box.setLeft(box.left() + _GLYPH + 4)
        painter.setFont(font(13, bold=column.bold))
        painter.setPen(theme.colour(ink))
        face = metrics(13, bold=column.bold)
        text = face.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box, _side(column), text)
        if chosen and self._table.hasFocus():
            self._paint_frame(painter, rect, index.column())
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show what a cell says in full."""
        del option
        row = index.data(_ROW_ROLE)
        told = COLUMNS[index.column()].tooltip(row) if isinstance(row, ProofRow) else ""
        QToolTip.showText(event.globalPos(), plain_tooltip(told), view)
        return True

    def _paint_frame(self, painter: QPainter, rect: QRect, column: int) -> None:
        """A frame of 2 px inside the row, drawn in each cell as far as it is its own."""
        painter.setPen(QPen(theme.colour("focus"), 2))
        top, bottom = rect.top() + 1, rect.bottom() - 1
        painter.drawLine(rect.left(), top, rect.right() + 1, top)
        painter.drawLine(rect.left(), bottom, rect.right() + 1, bottom)
        if column == 0:
            painter.drawLine(rect.left() + 1, top, rect.left() + 1, bottom)
        if column == len(COLUMNS) - 1:
            painter.drawLine(rect.right(), top, rect.right(), bottom)


def _side(column: MatchColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
