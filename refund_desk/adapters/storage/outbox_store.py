"""Outgoing messages in tables."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, insert, or_, select, update

from refund_desk.adapters.storage import tables
from refund_desk.adapters.storage.engine import insert_one, update_one
from refund_desk.adapters.storage.instants import to_instant, to_micros
from refund_desk.adapters.storage.prepared import Prepared
from refund_desk.adapters.storage.projections import Projections
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import RETRY_FOR, OutboxEntry, OutboxKind, OutboxState

_T = tables.outbox
# Made once: building a statement costs more than running it.
_INSERT = Prepared(insert(_T))
_UPDATE = Prepared(update(_T).where(_T.c.id == bindparam("row_id")))
_BY_APPLICATION = Prepared(
    select(_T).where(_T.c.application_id == bindparam("application_id")).order_by(_T.c.id)
)
_BEFORE = _T.alias("before")
_OVER = (OutboxState.SENT.value, OutboxState.DROPPED.value)
# How far the money is may be told before a decision that is stuck: that one waits for a person.
_STUCK_BEFORE_PROGRESS = and_(
    _T.c.kind == OutboxKind.PROGRESS.value, _BEFORE.c.state == OutboxState.STUCK.value
)
_MAY_GO = (
    _T.c.state.in_((OutboxState.WAITING.value, OutboxState.DOUBT.value)),
    or_(_T.c.after_id.is_(None), _BEFORE.c.state.in_(_OVER), _STUCK_BEFORE_PROGRESS),
)


class SqlOutboxStore:
    """Outgoing messages, inside one transaction."""

    def __init__(self, connection: Connection, projections: Projections) -> None:
        """Work on this connection."""
        self._connection = connection
        self._projections = projections

    def get(self, outbox_id: int) -> OutboxEntry:
        """The entry; `KeyError` when there is none."""
        found = self._all(select(_T).where(_T.c.id == outbox_id))
        if not found:
            raise KeyError(outbox_id)
        return found[0]

    def add(self, entry: OutboxEntry) -> OutboxEntry:
        """Keep a new one and return it with its id; `AlreadyExistsError` for a step told before."""
        outbox_id = insert_one(self._connection, _INSERT, entry_values(entry))
        self._projections.touch_history(entry.application_id)
        return replace(entry, id=outbox_id)

    def replace(self, entry: OutboxEntry) -> None:
        """Keep the new version; `KeyError` when there is no old one."""
        update_one(self._connection, _UPDATE, entry.id, entry_values(entry))

    def of_application(self, application_id: int) -> tuple[OutboxEntry, ...]:
        """All of one application, oldest first."""
        wanted = {"application_id": application_id}
        return tuple(entry_of(row) for row in _BY_APPLICATION.rows(self._connection, wanted))

    def due(self, now: datetime, *, limit: int) -> tuple[OutboxEntry, ...]:
        """WAITING and DOUBT entries whose time has come; one that follows another waits for it.

        So is a time further away than any plan, which a wrong clock has made.
        """
        come = _T.c.next_try_at <= to_micros(now)
        return self._all(
            select(_T)
            .outerjoin(_BEFORE, _BEFORE.c.id == _T.c.after_id)
            .where(*_MAY_GO, or_(come, _T.c.next_try_at > to_micros(now + RETRY_FOR)))
            .order_by(_T.c.next_try_at, _T.c.id)
            .limit(limit)
        )

    def next_due(self) -> datetime | None:
        """The earliest time of a WAITING or DOUBT entry that waits for no other; None without."""
        earliest = (
            select(func.min(_T.c.next_try_at))
            .outerjoin(_BEFORE, _BEFORE.c.id == _T.c.after_id)
            .where(*_MAY_GO)
        )
        micros: int | None = self._connection.execute(earliest).scalar_one()
        return to_instant(micros)

    def interrupted(self) -> tuple[OutboxEntry, ...]:
        """Entries that were SENDING when the program ended."""
        sending = OutboxState.SENDING.value
        return self._all(select(_T).where(_T.c.state == sending).order_by(_T.c.id))

    def _all(self, wanted: Select[Any]) -> tuple[OutboxEntry, ...]:
        return tuple(entry_of(row) for row in self._connection.execute(wanted))


def entry_of(row: Row[Any]) -> OutboxEntry:
    """The entry that a row holds."""
    return OutboxEntry(
        id=row.id,
        application_id=row.application_id,
        kind=OutboxKind(row.kind),
        state=OutboxState(row.state),
        created_at=to_instant(row.created_at),
        next_try_at=to_instant(row.next_try_at),
        actor=row.actor,
        text=row.text,
        remark=row.remark,
        reject_code=row.reject_code,
        picture_names=tuple(json.loads(row.picture_names)),
        after_id=row.after_id,
        attempts=row.attempts,
        looks=row.looks,
        first_sent_at=to_instant(row.first_sent_at),
        why=row.why,
        request_id=row.request_id,
        amount=None if row.amount_fen is None else Fen(row.amount_fen),
        refund_id=row.refund_id,
        step=row.step,
        details=row.details,
    )


def entry_values(entry: OutboxEntry) -> dict[str, Any]:
    """The columns that keep an entry, without its id."""
    return {
        "application_id": entry.application_id,
        "kind": entry.kind.value,
        "state": entry.state.value,
        "created_at": to_micros(entry.created_at),
        "next_try_at": to_micros(entry.next_try_at),
        "actor": entry.actor,
        "text": entry.text,
        "remark": entry.remark,
        "reject_code": entry.reject_code,
        "picture_names": json.dumps(entry.picture_names),
        "after_id": entry.after_id,
        "attempts": entry.attempts,
        "looks": entry.looks,
        "first_sent_at": to_micros(entry.first_sent_at),
        "why": entry.why,
        "request_id": entry.request_id,
        "amount_fen": None if entry.amount is None else entry.amount.count,
        "refund_id": entry.refund_id,
        "step": entry.step,
        "details": entry.details,
    }
