"""The headings between the rows: 今天到期 3, 之后 3, found without reading every row."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import accumulate

from refund_desk.application.rows import InboxRow
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.refund_application import Segment
from refund_desk.ui.ids import place_in

# So many rows are read at once while looking for where a group begins; a million take four looks.
_PROBES = 64
# Rows that change while they are looked at must not make this endless.
_LOOKS_MAX = 12
# A row's neighbours are looked for only this far away: longer searches would be felt.
_NEAR = 200
_HELD_MAX = 2_000


class GroupKind(IntEnum):
    """What the rows under a heading have in common, in the order of the list."""

    TODAY = 0
    TOMORROW = 1
    LATER = 2
    ON_THE_WAY = 3
    ARRIVED = 4
    FOUND = 5
    PROBLEM = 6


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and how many rows follow it."""

    kind: GroupKind
    count: int


class ListOrder:
    """The ids of a list in order, with headings between them; a *line* is a heading or a row."""

    def __init__(self, ids: array[int], groups: Sequence[Group]) -> None:
        """`groups` cover all ids, in order; empty ones are left out."""
        self.ids = ids
        self.groups = tuple(group for group in groups if group.count)
        self._starts = [
            start + index
            for index, start in enumerate(accumulate((g.count for g in self.groups), initial=0))
        ][:-1]

    @property
    def line_count(self) -> int:
        """How many lines the list has."""
        return len(self.ids) + len(self.groups)

    @property
    def heading_lines(self) -> tuple[int, ...]:
        """The lines that are headings."""
        return tuple(self._starts)

    def heading_at(self, line: int) -> Group | None:
        """The heading in this line, or None when it is a row."""
        place = bisect_right(self._starts, line) - 1
        return self.groups[place] if place >= 0 and self._starts[place] == line else None

    def position_at(self, line: int) -> int:
        """The index into `ids` of the row in this line."""
        return line - bisect_right(self._starts, line)

    def id_at(self, line: int) -> int | None:
        """The application in this line; None for a heading or no line at all."""
        if not 0 <= line < self.line_count or self.heading_at(line) is not None:
            return None
        return self.ids[self.position_at(line)]

    def line_of(self, application_id: int) -> int | None:
        """The line that shows this application."""
        place = place_in(self.ids, application_id)
        return None if place is None else self.line_at(place)

    def line_at(self, position: int) -> int:
        """The line of the id at this position."""
        headings, reached = 0, 0
        for group in self.groups:
            headings += 1
            reached += group.count
            if position < reached:
                break
        return position + headings

    def same_as(self, other: ListOrder) -> bool:
        """Whether both show the same lines."""
        return self.groups == other.groups and self.ids == other.ids

    def holding(self, application_id: int, before: ListOrder) -> ListOrder:
        """This order, but with one row kept where it was among its neighbours.

        A row that a person is looking at does not move, and it stays when it has left the list.
        Very long lists give it up: its place would take too long to find.
        """
        place = place_in(self.ids, application_id)
        if place is not None and len(self.ids) > _HELD_MAX:
            return self
        ids = array(self.ids.typecode, self.ids)
        groups = list(self.groups)
        if place is not None:
            ids.pop(place)
        kept = _kept_place(ids, application_id, before.ids, place)
        if kept == place:
            return self
        if place is not None:
            _change_count(groups, place, -1)
        ids.insert(kept, application_id)
        if groups:
            _change_count(groups, max(0, kept - 1), +1)
        else:
            line = before.line_of(application_id) or 0
            groups = [Group(before.group_of(line).kind, 1)]
        return ListOrder(ids, groups)

    def group_of(self, line: int) -> Group:
        """The group that a line belongs to."""
        return self.groups[max(0, bisect_right(self._starts, line) - 1)]

    def after(self, application_id: int, remaining: ListOrder) -> int | None:
        """Of what remains, the row that takes this one's place: the next, or else the last."""
        position = place_in(self.ids, application_id) or 0
        below = self.ids[position + 1 : position + _NEAR]
        above = self.ids[max(0, position - _NEAR) : position]
        for candidate in (*below, *reversed(above)):
            if place_in(remaining.ids, candidate) is not None:
                return candidate
        return remaining.ids[0] if remaining.ids else None


NO_LINES = ListOrder(array("q"), ())


def kind_of(row: InboxRow, *, now: datetime) -> GroupKind:
    """The group of a row; its days are Beijing days, and what is late is due today."""
    if row.segment is Segment.REFUNDING:
        return GroupKind.ON_THE_WAY
    if row.segment is Segment.DONE:
        return GroupKind.ARRIVED
    if row.segment is Segment.PROBLEM:
        return GroupKind.PROBLEM
    if row.due_at is None:
        return GroupKind.LATER
    today = beijing_day(now)
    due = beijing_day(row.due_at)
    if due <= today:
        return GroupKind.TODAY
    return GroupKind.TOMORROW if due == today + timedelta(days=1) else GroupKind.LATER


async def find_groups(
    ids: array[int],
    *,
    read_rows: Callable[[array[int]], Awaitable[Sequence[InboxRow]]],
    now: datetime,
) -> list[Group]:
    """Where the groups begin in ids that the read model has sorted, by looking at a few rows.

    Raises what `read_rows` raises.
    """
    groups: list[Group] = []
    first = 0
    while first < len(ids) and len(groups) < _LOOKS_MAX:
        kind, end = await _first_group(ids[first:], read_rows, now)
        groups.append(Group(kind, end))
        first += end
    if first < len(ids):
        groups.append(Group(groups[-1].kind, len(ids) - first))
    return _merged(groups)


async def _first_group(
    ids: array[int],
    read_rows: Callable[[array[int]], Awaitable[Sequence[InboxRow]]],
    now: datetime,
) -> tuple[GroupKind, int]:
    """The kind of the first row, and how many rows from the start are of that kind."""
    low, high, kind = 0, len(ids), None
    while low < high:
        step = max(1, (high - low) // _PROBES)
        places = list(range(low, high, step))
        rows = {row.application_id: row for row in await read_rows(_picked(ids, places))}
        seen = [(p, kind_of(rows[ids[p]], now=now)) for p in places if ids[p] in rows]
        if not seen:
            break
        kind = seen[0][1] if kind is None else kind
        other = next((place for place, found in seen if found is not kind), None)
        alike = [place for place, _found in seen if other is None or place < other]
        low = alike[-1] + 1 if alike else low
        high = other if other is not None else high
        if step == 1:
            low = high
    return (GroupKind.LATER if kind is None else kind), max(1, high)


def _picked(ids: array[int], places: Sequence[int]) -> array[int]:
    return array(ids.typecode, (ids[place] for place in places))


def _merged(groups: list[Group]) -> list[Group]:
    """Neighbours of one kind as one group: a row that vanished meanwhile splits nothing."""
    merged: list[Group] = []
    for group in groups:
        if merged and merged[-1].kind is group.kind:
            merged[-1] = Group(group.kind, merged[-1].count + group.count)
        else:
            merged.append(group)
    return merged


def _kept_place(ids: array[int], application_id: int, before: array[int], place: int | None) -> int:
    """Where in `ids` the row has as few neighbours as possible on another side than before.

    `place` is where it would be by itself; it wins when no other place is better.
    """
    known = place_in(before, application_id) or 0
    above = set(before[max(0, known - _HELD_MAX) : known])
    below = set(before[known + 1 : known + 1 + _HELD_MAX])
    crossed = sum(1 for candidate in ids if candidate in above)
    fewest, best = crossed, 0
    at_place = crossed if place == 0 else None
    for position, candidate in enumerate(ids[: 2 * _HELD_MAX], start=1):
        crossed += (candidate in below) - (candidate in above)
        if crossed < fewest:
            fewest, best = crossed, position
        if position == place:
            at_place = crossed
    return place if place is not None and at_place == fewest else best


def _change_count(groups: list[Group], position: int, change: int) -> None:
    """Count one row more or less in the group that holds this position."""
    for index, group in enumerate(groups):
        if position < group.count:
            groups[index] = Group(group.kind, group.count + change)
            return
        position -= group.count
