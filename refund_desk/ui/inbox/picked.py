"""The applications that a person has picked for doing something with all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, Signal

from refund_desk.domain.sheet import SHEET_MAX
from refund_desk.ui.inbox.groups import ListOrder

PICKED_MAX: Final = SHEET_MAX


class Picked(QObject):
    """Picks by application, not by line: they stay when the list is read again or sorted anew.

    At most 200. Signal: `changed`.
    """

    changed = Signal()

    def __init__(self, order: Callable[[], ListOrder]) -> None:
        """Nothing is picked; `order` gives the list as it is now."""
        super().__init__()
        self._order = order
        self._picks: set[int] = set()
        self._anchor: int | None = None
        self._end: int | None = None
        self._before: frozenset[int] | None = None
        self.is_full = False

    def __contains__(self, application_id: object) -> bool:
        """Whether it is picked."""
        return application_id in self._picks

    def __len__(self) -> int:
        """How many are picked."""
        return len(self._picks)

    def ids(self) -> tuple[int, ...]:
        """The picked applications in the order of the list."""
        return self._in_order(self._picks)

    def toggle(self, application_id: int) -> None:
        """Pick it, or let it go; a range begins here."""
        self._anchor, self._end, self._before = application_id, application_id, None
        if application_id in self._picks:
            self._put(self._picks - {application_id})
        else:
            self._put(self._picks | {application_id})

    def begin(self, application_id: int) -> None:
        """A range begins here, beside what is picked already, unless one ends here by now."""
        if application_id not in {self._anchor, self._end}:
            self._anchor, self._before = application_id, None

    def reach(self, application_id: int) -> None:
        """Let the range end here: it grows and shrinks as the person goes."""
        order = self._order()
        start = None if self._anchor is None else order.line_of(self._anchor)
        end = order.line_of(application_id)
        if start is None or end is None:
            return
        if self._before is None:
            self._before = frozenset(self._picks)
        self._end = application_id
        lines = range(min(start, end), max(start, end) + 1)
        between = [n for n in (order.id_at(line) for line in lines) if n is not None]
        if end < start:
            between.reverse()
        self._put(self._before, between)

    def end_range(self) -> None:
        """The person went on without Shift: the next range begins elsewhere."""
        self._anchor = self._end = self._before = None

    def pick(self, application_ids: Iterable[int]) -> None:
        """Pick these, in their order, as many as there is room for."""
        self.end_range()
        self._put((), application_ids)

    def clear(self) -> None:
        """Let all go."""
        self.end_range()
        self._put(())

    def forget_gone(self) -> None:
        """Let those go that have left the list."""
        if self._picks:
            self._put(self._in_order(self._picks))

    @property
    def has_anchor(self) -> bool:
        """Whether a pick was made from which a range can be drawn."""
        return self._anchor is not None

    def _put(self, kept: Iterable[int], more: Iterable[int] = ()) -> None:
        """Exactly these, the first ones first."""
        wanted = dict.fromkeys((*kept, *more))
        self.is_full = len(wanted) > PICKED_MAX
        picks = set(list(wanted)[:PICKED_MAX])
        if picks != self._picks or self.is_full:
            self._picks = picks
            self.changed.emit()

    def _in_order(self, wanted: set[int]) -> tuple[int, ...]:
        """These of the list, in its order; a long list is read only as far as needed."""
        found: list[int] = []
        for application_id in self._order().ids:
            if application_id in wanted:
                found.append(application_id)
                if len(found) == len(wanted):
                    break
        return tuple(found)
