"""The table's model: all ids at once, rows by the page when they are seen; it reads nothing."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from refund_desk.application.rows import HistoryRow
from refund_desk.ui.history.columns import COLUMNS
from refund_desk.ui.ids import place_in

Index = QModelIndex | QPersistentModelIndex

PAGE: Final = 64
SKELETON_ROWS: Final = 8
_KEPT_MAX: Final = 4096
_NO_PARENT: Final = QModelIndex()
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HistoryModel(QAbstractTableModel):
    """Rows of the history under a filter. `ROW_ROLE` gives the `HistoryRow`, None until it came.

    `rows_wanted` carries the ids of a page that is seen and not known: whoever reads them answers
    with `put_rows`.
    """

    rows_wanted = Signal(object)

    def __init__(self) -> None:
        """Show a skeleton until the first ids are known."""
        super().__init__()
        self.is_loading = True
        self._ids: array[int] = array("q")
        self._rows: dict[int, HistoryRow] = {}
        self._outdated: set[int] = set()
        self._asked: set[int] = set()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are; the skeleton's while loading."""
        if parent.isValid():
            return 0
        return SKELETON_ROWS if self.is_loading else len(self._ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One for each of `COLUMNS`."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen; the skeleton cannot."""
        if not index.isValid() or self.is_loading:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What a cell shows and says; asks for rows that are not known."""
        if not index.isValid() or self.is_loading:
            return None
        row = self.row_at(index.row())
        if role == ROW_ROLE or row is None:
            return row
        column = COLUMNS[index.column()]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return column.text(row)
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return _RIGHT if column.look == "money" else _LEFT
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{column.title()} {column.text(row)}"
        return None

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

    def id_at(self, line: int) -> int | None:
        """The application in a line; None while loading or outside."""
        inside = not self.is_loading and 0 <= line < len(self._ids)
        return self._ids[line] if inside else None

    def line_of(self, application_id: int) -> int | None:
        """Where an application stands, or None when the filter leaves it out."""
        return place_in(self._ids, application_id)

    def row_at(self, line: int) -> HistoryRow | None:
        """The row in a line; wants its page when it is not known."""
        application_id = self.id_at(line)
        if application_id is None:
            return None
        row = self._rows.get(application_id)
        if row is None or application_id in self._outdated:
            self._want(line // PAGE)
        return row

    def put_ids(self, ids: array[int]) -> None:
        """Show these applications; rows known already stay until they are read again."""
        self.beginResetModel()
        self._ids = ids
        self.is_loading = False
        self._outdated = set(self._rows)
        self._asked.clear()
        self.endResetModel()

    def put_rows(self, wanted: Iterable[int], rows: Sequence[HistoryRow]) -> None:
        """Take the answer to `rows_wanted`; ids without a row are gone and stay empty."""
        self._outdated.difference_update(wanted)
        for row in rows:
            self._rows.pop(row.application_id, None)
            self._rows[row.application_id] = row
        self._forget_old()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def ask_again(self) -> None:
        """Want again what could not be read."""
        self._asked.clear()

    def _want(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        missing = [n for n in ids if n not in self._rows or n in self._outdated]
        self.rows_wanted.emit(array("q", missing))

    def _forget_old(self) -> None:
        """Keep what was read last; pages seen again are read again."""
        if len(self._rows) <= _KEPT_MAX:
            return
        for application_id in list(self._rows)[: len(self._rows) - _KEPT_MAX // 2]:
            del self._rows[application_id]
        self._asked.clear()
