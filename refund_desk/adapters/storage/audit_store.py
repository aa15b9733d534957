"""The audit trail in tables: personal values apart, where erasure can reach them."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from refund_desk.adapters.storage.instants import to_instant, to_micros
from refund_desk.adapters.storage.prepared import Prepared, raw
from refund_desk.adapters.storage.tables import audit_detail, audit_line
from refund_desk.application.ports.transactions import StorageDamagedError
from refund_desk.domain.audit import (
    AuditAction,
    AuditEntry,
    AuditLine,
    chained,
    commitment,
    facts_text,
    instant_text,
    line_hash,
)

ToldRow = dict[str, str | int | None]

# Made once: building a statement costs more than running it.
_INSERT = Prepared(insert(audit_line))
_INSERT_DETAIL = insert(audit_detail)
_SALT_BYTES = 16
_END = (
    "SELECT number, hash FROM audit_line UNION ALL"
    " SELECT audit_anchor_number, audit_anchor_hash FROM meta ORDER BY number DESC LIMIT 1"
)


class SqlAuditStore:
    """The audit trail, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on this connection."""
        self._connection = connection
        self._end: tuple[int, str] | None = None

    def append(self, entry: AuditEntry) -> None:
        """Write the next line of the chain; personal values go to their own erasable table."""
        last, previous = self._end or end_of_chain(self._connection)
        number = last + 1
        personal = dict(entry.personal or {})
        salts = {name: secrets.token_bytes(_SALT_BYTES) for name in personal}
        sealed = {name: commitment(value, salt=salts[name]) for name, value in personal.items()}
        facts = facts_text({**(entry.facts or {}), **sealed})
        line = chained(entry, number=number, facts_json=facts, previous=previous)
        _INSERT.run(self._connection, line_values(line))
        self._end = (number, line.hash)
        if personal:
            self._connection.execute(
                _INSERT_DETAIL,
                [
                    {"number": number, "name": name, "value": value, "salt": salts[name]}
                    for name, value in personal.items()
                ],
            )


def end_of_chain(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last line, or of the anchor when no line is kept.

    Raises `StorageDamagedError` when the anchor is none.
    """
    number, last_hash = raw(connection).execute(_END).fetchone()
    if not isinstance(number, int):
        raise StorageDamagedError
    return number, str(last_hash)


def lines_after(connection: Connection, number: int, *, limit: int) -> Iterator[AuditLine]:
    """The next lines of the trail, in order."""
    return (line_of(row) for row in raw_lines_after(connection, number, limit=limit))


def raw_lines_after(connection: Connection, number: int, *, limit: int) -> Sequence[Row[Any]]:
    """The next rows of the trail, in order, whatever they hold."""
    t = audit_line.c
    wanted = select(audit_line).where(t.number > number).order_by(t.number).limit(limit)
    return connection.execute(wanted).all()


def readable(rows: Iterable[Row[Any]]) -> list[AuditLine]:
    """The lines of these rows, up to the first one that is none."""
    lines = []
    with contextlib.suppress(ValueError, TypeError, OverflowError, AttributeError):
        for row in rows:
            line = line_of(row)
            line_hash(line)
            lines.append(line)
    return lines


def line_of(row: Row[Any]) -> AuditLine:
    """The line that a row holds."""
    return AuditLine(
        number=row.number,
        at=to_instant(row.at),
        actor=row.actor,
        action=AuditAction(row.action),
        application_id=row.application_id,
        refund_id=row.refund_id,
        facts_json=row.facts_json,
        previous=row.previous,
        hash=row.hash,
    )


def line_values(line: AuditLine) -> dict[str, Any]:
    """The columns that keep a line."""
    return {
        "number": line.number,
        "at": to_micros(line.at),
        "actor": line.actor,
        "action": line.action.value,
        "application_id": line.application_id,
        "refund_id": line.refund_id,
        "facts_json": line.facts_json,
        "previous": line.previous,
        "hash": line.hash,
    }


def told_row(row: Row[Any]) -> ToldRow:
    """A row as an export tells it; what nobody of ours wrote is told as text.

    `at` and `facts` are written as they are hashed.
    """
    at = row.at
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        at = instant_text(to_instant(row.at))
    told = {
        "number": row.number,
        "at": at,
        "actor": row.actor,
        "action": row.action,
        "application_id": row.application_id,
        "refund_id": row.refund_id,
        "facts": row.facts_json,
        "previous": row.previous,
        "hash": row.hash,
    }
    return {
        name: value if value is None or isinstance(value, str | int) else str(value)
        for name, value in told.items()
    }
