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

# So many rows are read at once while looking for where a group begins; a million take four looks.
_PROBES = 64
# Rows that change while they are looked at must not make this endless.
_LOOKS_MAX = 12
# A row's neighbours are looked for only this far away: longer searches would be felt.
_NEAR = 200


class GroupKind(IntEnum):
    """What the rows under a heading have in common, in the order of the list."""

    TODAY = 0
    TOMORROW = 1
    LATER = 2
    ON_THE_WAY = 3
    ARRIVED = 4
    FOUND = 5


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
        try:
            return self.line_at(self.ids.index(application_id))
        except ValueError:
            return None

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
        """This order, but with one row kept where it was, after the same row as before.

        A row that a person is looking at does not move; it is added when it has left the list.
        """
        kept = self._neighbour(application_id, before)
        ids = array(self.ids.typecode, self.ids)
        groups = list(self.groups)
        if application_id in ids:
            place = ids.index(application_id)
            ids.pop(place)
            _change_count(groups, place, -1)
        place = ids.index(kept) + 1 if kept is not None else 0
        ids.insert(place, application_id)
        if groups:
            _change_count(groups, max(0, place - 1), +1)
        else:
            line = before.line_of(application_id) or 0
            groups = [Group(before.group_of(line).kind, 1)]
        return ListOrder(ids, groups)

    def group_of(self, line: int) -> Group:
        """The group that a line belongs to."""
        return self.groups[max(0, bisect_right(self._starts, line) - 1)]

    def after(self, application_id: int, remaining: ListOrder) -> int | None:
        """Of what remains, the row that takes this one's place: the next, or else the last."""
        position = self.ids.index(application_id) if application_id in self.ids else 0
        below = self.ids[position + 1 : position + _NEAR]
        above = self.ids[max(0, position - _NEAR) : position]
        for candidate in (*below, *reversed(above)):
            if candidate in remaining.ids:
                return candidate
        return remaining.ids[0] if remaining.ids else None

    def _neighbour(self, application_id: int, before: ListOrder) -> int | None:
        """The nearest row above it that is still here."""
        position = before.ids.index(application_id) if application_id in before.ids else 0
        for candidate in reversed(before.ids[max(0, position - _NEAR) : position]):
            if candidate in self.ids:
                return candidate
        return None


NO_LINES = ListOrder(array("q"), ())


def kind_of(row: InboxRow, *, now: datetime) -> GroupKind:
    """The group of a row; its days are Beijing days, and what is late is due today."""
    if row.segment is Segment.REFUNDING:
        return GroupKind.ON_THE_WAY
    if row.segment is Segment.DONE:
        return GroupKind.ARRIVED
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


def _change_count(groups: list[Group], position: int, change: int) -> None:
    """Count one row more or less in the group that holds this position."""
    for index, group in enumerate(groups):
        if position < group.count:
            groups[index] = Group(group.kind, group.count + change)
            return
        position -= group.count
