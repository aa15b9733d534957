"""The list's model: ids first, rows by the page when they are seen; it never reads by itself."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from refund_desk.application.rows import InboxRow
from refund_desk.ui import texts
from refund_desk.ui.inbox.groups import NO_LINES, Group, ListOrder
from refund_desk.ui.inbox.picked import Picked
from refund_desk.ui.inbox.row_look import RowLook, heading_text, look_of

Index = QModelIndex | QPersistentModelIndex

PAGE: Final = 64
SKELETON_LINES: Final = 8
# Rows kept in memory; beyond it the half that was read longest ago is let go.
_KEPT_MAX: Final = 4096
_NO_PARENT: Final = QModelIndex()

LOOK_ROLE: Final = int(Qt.ItemDataRole.UserRole)
GROUP_ROLE: Final = LOOK_ROLE + 1
PICKED_ROLE: Final = LOOK_ROLE + 2


class InboxModel(QAbstractTableModel):
    """Lines of the inbox: headings and rows.

    `LOOK_ROLE` gives a `RowLook` (None while the row is on its way), `GROUP_ROLE` a `Group` for
    headings, `PICKED_ROLE` whether the row is picked. `rows_wanted` carries the ids of a page that
    is seen and not known: whoever reads them answers with `put_rows` or `put_unread`.
    """

    rows_wanted = Signal(object)

    def __init__(self, now: datetime) -> None:
        """Show a skeleton until the first order is known. `now` is UTC."""
        super().__init__()
        self.order = NO_LINES
        self.is_loading = True
        self._now = now
        self._rows: dict[int, InboxRow] = {}
        self._looks: dict[int, RowLook] = {}
        self._asked: set[int] = set()
        self._unread: set[int] = set()
        self._outdated: set[int] = set()
        self.picked = Picked(lambda: self.order)
        self.picked.changed.connect(self._repaint)

    # --- what Qt asks ---

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many lines there are."""
        if parent.isValid():
            return 0
        return SKELETON_LINES if self.is_loading else self.order.line_count

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen; headings and the skeleton cannot."""
        if not index.isValid() or self.id_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What a line shows and what a screen reader says; asks for rows that are not known."""
        if not index.isValid() or self.is_loading:
            return None
        line = index.row()
        group = self.order.heading_at(line)
        if group is not None:
            return _heading(group, role)
        look = self.look_at(line)
        if role == LOOK_ROLE:
            return look
        if look is None:
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return look.title
        is_picked = self.id_at(line) in self.picked
        if role == PICKED_ROLE:
            return is_picked
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return texts.together.row_picked(look.accessible) if is_picked else look.accessible
        return None

    # --- what the presenter does ---

    @property
    def has_rows(self) -> bool:
        """Whether rows, not only their ids, are known."""
        return bool(self._rows) and not self.is_loading

    def id_at(self, line: int) -> int | None:
        """The application in a line; None for headings and while loading."""
        return None if self.is_loading else self.order.id_at(line)

    def row_of(self, application_id: int) -> InboxRow | None:
        """The row of an application, if it was read."""
        return self._rows.get(application_id)

    def look_at(self, line: int) -> RowLook | None:
        """The look of the row in this line; wants its page when it is not known."""
        application_id = self.order.ids[self.order.position_at(line)]
        look = self._looks.get(application_id)
        if application_id in self._outdated:
            self._want(self.order.position_at(line))
        if look is None:
            row = self._rows.get(application_id)
            if row is None:
                self._want(self.order.position_at(line))
                return RowLook.failed() if application_id in self._unread else None
            look = look_of(row, now=self._now, is_stale=application_id in self._unread)
            self._looks[application_id] = look
        return look

    def put_order(self, order: ListOrder) -> None:
        """Show another order; rows already read stay known."""
        if not self.is_loading and order.same_as(self.order):
            return
        self.beginResetModel()
        self.order = order
        self.is_loading = False
        self._asked.clear()
        self.endResetModel()
        self.picked.forget_gone()

    def loaded_ids(self) -> tuple[int, ...]:
        """The applications whose rows are known, in the order of the list."""
        return tuple(n for n in self.order.ids if n in self._rows)

    def show_skeleton(self) -> None:
        """Show that the list is being read."""
        if not self.is_loading:
            self.beginResetModel()
            self.is_loading = True
            self.order = NO_LINES
            self.endResetModel()
            # Another list: nobody should press for what cannot be seen any more.
            self.picked.clear()

    def put_rows(self, wanted: Iterable[int], rows: Sequence[InboxRow]) -> None:
        """Take the answer to `rows_wanted`; ids without a row are gone and stay placeholders."""
        for application_id in wanted:
            self._unread.discard(application_id)
            self._outdated.discard(application_id)
        for row in rows:
            # Put in anew, so that the order of the dictionary is that of the last reading.
            self._rows.pop(row.application_id, None)
            self._rows[row.application_id] = row
            self._looks.pop(row.application_id, None)
            self._unread.discard(row.application_id)
        self._forget_old()
        self._repaint()

    def put_unread(self, wanted: Iterable[int]) -> None:
        """Rows that could not be read: they say so, and a press tries again."""
        ids = list(wanted)
        self._unread.update(ids)
        for application_id in ids:
            self._looks.pop(application_id, None)
        self._repaint()

    def is_unread(self, application_id: int) -> bool:
        """Whether the last read of this row brought nothing."""
        return application_id in self._unread

    def ask_again(self, application_id: int) -> None:
        """Want the page of a row that could not be read."""
        line = self.order.line_of(application_id)
        if line is not None:
            position = self.order.position_at(line)
            self._asked.discard(position // PAGE)
            self._want(position)

    def outdate(self, application_ids: Iterable[int] | None) -> None:
        """Read these rows (None: all) again when they are next seen; until then they stay."""
        known = self._rows.keys()
        self._outdated |= known if application_ids is None else known & set(application_ids)
        self._asked.clear()

    def shown_ids(self, first: int, last: int) -> array[int]:
        """The applications in the lines from `first` to `last`."""
        found = (self.id_at(line) for line in range(max(0, first), last + 1))
        return array("q", (n for n in found if n is not None))

    def set_now(self, now: datetime) -> None:
        """Let the texts of time follow the clock, without a reset."""
        self._now = now
        self.retell()

    def retell(self) -> None:
        """Make every look anew: the clock, the language or the theme changed."""
        self._looks.clear()
        self._repaint()

    def _want(self, position: int) -> None:
        page = position // PAGE
        if page in self._asked:
            return
        self._asked.add(page)
        ids = self.order.ids[page * PAGE : (page + 1) * PAGE]
        missing = array("q", (n for n in ids if self._is_wanted(n)))
        if missing:
            self.rows_wanted.emit(missing)

    def _is_wanted(self, application_id: int) -> bool:
        return (
            application_id not in self._rows
            or application_id in self._unread
            or application_id in self._outdated
        )

    def _repaint(self) -> None:
        """Have what is seen painted again; finding each row's line would take longer."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def _forget_old(self) -> None:
        if len(self._rows) <= _KEPT_MAX:
            return
        for application_id in list(self._rows)[: -_KEPT_MAX // 2]:
            del self._rows[application_id]
            self._looks.pop(application_id, None)
        self._asked.clear()


def _heading(group: Group, role: int) -> object:
    """What a heading shows."""
    if role == GROUP_ROLE:
        return group
    spoken = {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}
    return heading_text(group) if role in spoken else None
