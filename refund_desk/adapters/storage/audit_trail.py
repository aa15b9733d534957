"""Verifying the audit chain, in slices, so that no reader is away for long."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from refund_desk.adapters.storage.audit_store import end_of_chain, raw_lines_after, readable
from refund_desk.adapters.storage.chain_file import ChainEnd, ChainFile
from refund_desk.adapters.storage.readers import Readers
from refund_desk.domain.audit import AuditLine, Break, BreakKind, commitment, first_break

_LINES_AT_ONCE = 2_000
_ANCHOR = "SELECT audit_anchor_number, audit_anchor_hash FROM meta"
_DETAILS = (
    "SELECT number, name, value, salt FROM audit_detail WHERE number BETWEEN ? AND ?"
    " ORDER BY number"
)
_IS_REPLACED = (
    "SELECT 1 FROM audit_line WHERE action = 'books_restored'"
    " AND facts_json ->> 'line_before' = ? AND facts_json ->> 'end_before' = ?"
)
# An anchor stands for lines that were pruned: none of them is left beside it.
_LEFT_OF_PRUNED = "SELECT min(number) FROM audit_line WHERE number <= ?"
_HASH_OF = "SELECT hash FROM audit_line WHERE number = ?"


class AuditTrail:
    """Verifies the chain from its anchor; a line is hashed once in a run of the program."""

    def __init__(self, readers: Readers, outside: ChainFile) -> None:
        """Nothing is verified yet."""
        self._readers = readers
        self._outside = outside
        self._verified: ChainEnd | None = None

    async def first_break(self) -> Break | None:
        """The first line that does not fit, None when all do.

        A trail shorter than the end kept outside breaks at the first line that is missing.
        """
        # Read before the lines are: the writer may be at work, and the note follows its commit.
        outside = self._outside.read()
        while True:
            broken, at_end = await self._readers.read(self._verify_slice)
            if broken is not None:
                return broken
            if at_end:
                break
        return await self._readers.read(
            lambda connection: (
                _left_of_pruned(connection)
                or (contradiction(connection, outside) if outside is not None else None)
            )
        )

    def _verify_slice(self, connection: Connection) -> tuple[Break | None, bool]:
        """What breaks within the next lines, and whether they were the last."""
        start = self._verified or anchor_of(connection)
        rows = raw_lines_after(connection, start.number, limit=_LINES_AT_ONCE)
        lines = readable(rows)
        broken = first_break(lines, after=start.number, anchor=start.hash)
        if broken is None and len(lines) < len(rows):
            # Its columns hold what no program of ours ever wrote.
            expected = start.number + len(lines) + 1
            gone = rows[len(lines)].number != expected
            broken = Break(expected, BreakKind.MISSING if gone else BreakKind.CHANGED)
        if broken is None:
            broken = _changed_detail(connection, lines)
        if broken is None and lines:
            self._verified = ChainEnd(lines[-1].number, lines[-1].hash)
        return broken, len(rows) < _LINES_AT_ONCE


def _changed_detail(connection: Connection, lines: Sequence[AuditLine]) -> Break | None:
    """The first of these lines with a personal value other than the one it was committed to.

    A value that is not there was erased, as the law wants.
    """
    if not lines:
        return None
    facts = {line.number: line.facts_json for line in lines}
    kept = connection.exec_driver_sql(_DETAILS, (lines[0].number, lines[-1].number))
    for number, name, value, salt in kept:
        ours = number in facts and isinstance(value, str) and isinstance(salt, bytes)
        if not ours or json.loads(facts[number]).get(name) != commitment(value, salt=salt):
            return Break(int(number), BreakKind.CHANGED)
    return None


def _left_of_pruned(connection: Connection) -> Break | None:
    """The first line that an anchor in the wrong place leaves out of the chain."""
    anchor = anchor_of(connection)
    first = connection.exec_driver_sql(_LEFT_OF_PRUNED, (anchor.number,)).scalar_one()
    return None if first is None else Break(first, BreakKind.UNLINKED)


def anchor_of(connection: Connection) -> ChainEnd:
    """The end of what was pruned, or the start of the chain."""
    number, last_hash = connection.exec_driver_sql(_ANCHOR).one()
    return ChainEnd(number, last_hash)


def contradiction(connection: Connection, outside: ChainEnd) -> Break | None:
    """The line at which a whole chain still differs from the end kept outside.

    The end of books that a restore has replaced is named by the line of the restore.
    """
    last, _hash = end_of_chain(connection)
    if connection.exec_driver_sql(_IS_REPLACED, (outside.number, outside.hash)).first():
        return None
    if outside.number > last:
        return Break(last + 1, BreakKind.MISSING)
    if outside.number <= anchor_of(connection).number:
        return None
    inside = connection.exec_driver_sql(_HASH_OF, (outside.number,)).scalar_one_or_none()
    return None if inside == outside.hash else Break(outside.number, BreakKind.CONTRADICTED)
