"""The history's table: rows of 36 px, drawn from the colour roles, one row chosen at a time."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from refund_desk.application.rows import HistoryRow
from refund_desk.ui import icons, texts, theme, wording
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.history.columns import (
    COLUMNS,
    NUMBER_COLUMN,
    TIME_COLUMN,
    HistoryColumn,
)
from refund_desk.ui.history.model import ROW_ROLE, HistoryModel, Index
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.labels import plain_tooltip
from refund_desk.ui.widgets.pills import TAG_HEIGHT, paint_tag, tag_width

ROW_HEIGHT = 36
HEADER_HEIGHT = 32
_PADDING = 10
# The refund number has a column of its own from this width on (px).
_NUMBER_FROM = 1180
_SKELETON_PARTS = (0.5, 0.45, 0.7, 0.6, 0.5, 0.4, 0.5, 0.6, 0.5)
_INK: dict[str, Role] = {"plain": "text", "strong": "text", "dim": "text2", "money": "text"}


class HistoryTable(QTableView):
    """Signals: `chosen(application_id)` for the current row; `opened` for Enter or a press on it;
    `sort_pressed` when the time's title is pressed; `seen` when other rows came into sight.
    """

    chosen = Signal(int)
    opened = Signal(int)
    sort_pressed = Signal()
    seen = Signal()

    def __init__(self, model: HistoryModel) -> None:
        """Show the model."""
        super().__init__()
        self._history = model
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self._titles = _Titles(self)
        self.setHorizontalHeader(self._titles)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAccessibleName(texts.history.table_name())
        self.hovered = -1
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(ROW_HEIGHT)
        self.verticalScrollBar().valueChanged.connect(self.seen)
        model.modelReset.connect(self.seen)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are keys of the window, not the beginning of a row."""
        del search

    def choose(self, application_id: int) -> bool:
        """Make the row of this application the current one; False when it is not listed."""
        line = self._history.line_of(application_id)
        if line is None:
            return False
        self.setCurrentIndex(self._history.index(line, 0))
        return True

    def show_order(self, *, oldest_first: bool) -> None:
        """Turn the chevron of the time."""
        self._titles.oldest_first = oldest_first
        self._titles.viewport().update()

    def current_id(self) -> int | None:
        """The application of the current row."""
        return self._history.id_at(self.currentIndex().row())

    def lines_in_sight(self) -> tuple[int, int]:
        """First and last row that is seen, counted from 1; (0, 0) when there is none."""
        count = 0 if self._history.is_loading else self._history.rowCount()
        if not count:
            return 0, 0
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first + 1, count if last < 0 else last + 1

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - overrides Qt
        """Tell which application is current now."""
        super().currentChanged(current, previous)
        application_id = self._history.id_at(current.row())
        if application_id is not None:
            self.chosen.emit(application_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row; J and K move, like ↓ and ↑."""
        application_id = self.current_id()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and application_id is not None:
            self.opened.emit(application_id)
            return
        step = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            line = self.currentIndex().row() + step
            if self._history.id_at(line) is not None:
                self.setCurrentIndex(self._history.index(line, 0))
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a row opens it, where there is no drawer beside the table."""
        super().mouseReleaseEvent(event)
        application_id = self._history.id_at(self.indexAt(event.position().toPoint()).row())
        if event.button() == Qt.MouseButton.LeftButton and application_id is not None:
            self.opened.emit(application_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width: fixed columns first, the goods take the rest."""
        super().resizeEvent(event)
        width = self.viewport().width()
        self.setColumnHidden(NUMBER_COLUMN, width < _NUMBER_FROM)
        shown = [n for n in range(len(COLUMNS)) if not self.isColumnHidden(n)]
        rest = width - sum(COLUMNS[n].width for n in shown)
        for number in shown:
            self.setColumnWidth(number, COLUMNS[number].width or max(rest, 96))
        self.seen.emit()

    def _hover(self, line: int) -> None:
        if line != self.hovered:
            self.hovered = line
            self.viewport().update()


class _Titles(QHeaderView):
    """The titles, and the way the time is sorted."""

    def __init__(self, table: HistoryTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.oldest_first = False
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setMinimumSectionSize(40)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sectionClicked.connect(self._press)

    def sizeHint(self) -> QSize:
        """As high as the design has it."""
        return QSize(super().sizeHint().width(), HEADER_HEIGHT)

    def paintSection(  # noqa: N802 - overrides Qt
        self, painter: QPainter, rect: QRect, section: int
    ) -> None:
        """Draw a title, and the chevron of the time."""
        painter.fillRect(rect, theme.colour("sunken"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(font(12, bold=True))
        painter.setPen(theme.colour("text2"))
        box = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        title = COLUMNS[section].title()
        painter.drawText(box, _alignment(COLUMNS[section]), title)
        if section == TIME_COLUMN:
            left = box.left() + metrics(12, bold=True).horizontalAdvance(title) + 5
            name = "chevron-up" if self.oldest_first else "chevron-down"
            icons.paint(painter, QRect(left, rect.center().y() - 6, 14, 14), name, "text2")

    def _press(self, section: int) -> None:
        if section == TIME_COLUMN:
            self._table.sort_pressed.emit()


class _Cells(QStyledItemDelegate):
    """Draws one cell; the row's ground is drawn cell by cell."""

    def __init__(self, table: HistoryTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Draw ground, line, text or tag, and the frame of the current row."""
        painter.save()
        rect, column = option.rect, COLUMNS[index.column()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground: Role = "surface"
        if chosen:
            ground = "accent_soft"
        elif index.row() == self._table.hovered:
            ground = "hover"
        painter.fillRect(rect, theme.colour(ground))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        row = index.data(ROW_ROLE)
        box = rect.adjusted(_PADDING, 0, -_PADDING, -1)
        if isinstance(row, HistoryRow):
            _paint_cell(painter, box, column, row)
        else:
            _paint_skeleton(painter, box, index.column())
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
        """Show what a cut cell says in full."""
        del option
        row = index.data(ROW_ROLE)
        words = COLUMNS[index.column()].tooltip(row) if isinstance(row, HistoryRow) else ""
        QToolTip.showText(event.globalPos(), plain_tooltip(words), view)
        return True

    def _paint_frame(self, painter: QPainter, rect: QRect, column: int) -> None:
        """A frame of 2 px inside the row, drawn in each cell as far as it is its own."""
        painter.setPen(QPen(theme.colour("focus"), 2))
        shown = [n for n in range(len(COLUMNS)) if not self._table.isColumnHidden(n)]
        top, bottom = rect.top() + 1, rect.bottom() - 1
        painter.drawLine(rect.left(), top, rect.right() + 1, top)
        painter.drawLine(rect.left(), bottom, rect.right() + 1, bottom)
        if column == shown[0]:
            painter.drawLine(rect.left() + 1, top, rect.left() + 1, bottom)
        if column == shown[-1]:
            painter.drawLine(rect.right(), top, rect.right(), bottom)


def _paint_cell(painter: QPainter, box: QRect, column: HistoryColumn, row: HistoryRow) -> None:
    text = column.text(row)
    if column.look == "tag":
        _words, tone = wording.history_tag(row)
        place = QRect(box.left(), box.center().y() - 8, tag_width(text), TAG_HEIGHT)
        paint_tag(painter, place, text, tone)
        return
    bold = column.look in {"strong", "money"}
    painter.setFont(font(13, bold=bold))
    painter.setPen(theme.colour(_INK[column.look]))
    shown = text
    if column.look != "money":
        shown = metrics(13, bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _alignment(column), shown)


def _paint_skeleton(painter: QPainter, box: QRect, column: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("pressed"))
    width = box.width() * _SKELETON_PARTS[column]
    left = box.right() - width if COLUMNS[column].look == "money" else box.left()
    painter.drawRoundedRect(QRectF(left, box.center().y() - 5, width, 10), 4, 4)


def _alignment(column: HistoryColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.look == "money" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


__all__ = ["HEADER_HEIGHT", "ROW_HEIGHT", "HistoryTable"]
