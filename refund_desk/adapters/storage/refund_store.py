"""Refunds in tables: two plain functions for the row; the database refuses a second one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, or_, select, text, update

from refund_desk.adapters.storage import tables
from refund_desk.adapters.storage.engine import insert_one, update_one
from refund_desk.adapters.storage.instants import to_instant, to_micros
from refund_desk.adapters.storage.prepared import Prepared
from refund_desk.adapters.storage.projections import Projections
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutRefundNo, RefundId, TransactionId
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_parts import PartKind, RefundPart
from refund_desk.domain.settling import ASK_AT_LEAST_EVERY

_T = tables.refund
# What most refunds say: an amount that is of no goods in particular.
_NO_PARTS = "[]"
# Made once: building a statement costs more than running it.
_INSERT = Prepared(insert(_T))
_UPDATE = Prepared(update(_T).where(_T.c.id == bindparam("row_id")))
_BY_ID = Prepared(select(_T).where(_T.c.id == bindparam("id")))
_BY_NUMBER = select(_T).where(_T.c.out_refund_no == bindparam("out_refund_no"))
_BY_PAYMENT = Prepared(
    select(_T)
    .where(_T.c.mchid == bindparam("mchid"), _T.c.transaction_id == bindparam("transaction_id"))
    .order_by(_T.c.id)
)
_BY_APPLICATION = Prepared(
    select(_T).where(_T.c.application_id == bindparam("application_id")).order_by(_T.c.id)
)
# Spelled as in the index `ix_refund_unfinished`, without which this would read all refunds.
_UNFINISHED = text("state NOT IN ('SUCCEEDED','CLOSED','UNDONE','GIVEN_UP')")
# Two halves, each by an index of its own: what has arrived was accepted after it was sent. A plan
# of before counts as well: it leaves now, if it leaves.
_SINCE = (
    "SELECT (SELECT coalesce(sum(amount_fen), 0) FROM refund"
    " WHERE state NOT IN ('SUCCEEDED','CLOSED','UNDONE','GIVEN_UP') AND adopted = 0"
    " AND (first_submitting_at >= :since OR (:plans AND state = 'PLANNED')))"
    " + (SELECT coalesce(sum(amount_fen), 0) FROM refund"
    " WHERE accepted_at >= :since AND adopted = 0 AND state = 'SUCCEEDED'"
    " AND first_submitting_at >= :since)"
)


class SqlRefundStore:
    """The refunds, inside one transaction."""

    def __init__(self, connection: Connection, projections: Projections) -> None:
        """Work on this connection."""
        self._connection = connection
        self._projections = projections
        # Nobody else writes inside this transaction, and a step reads the same refunds many times.
        self._read: dict[tuple[object, ...], tuple[Refund, ...]] = {}

    def get(self, refund_id: int) -> Refund:
        """The refund by the ledger's id; `KeyError` when there is none."""
        found = self._known(_BY_ID, id=refund_id)
        if not found:
            raise KeyError(refund_id)
        return found[0]

    def by_number(self, out_refund_no: OutRefundNo) -> Refund | None:
        """The refund of this number."""
        found = self._all(_BY_NUMBER, out_refund_no=out_refund_no)
        return found[0] if found else None

    def add(self, refund: Refund) -> Refund:
        """Keep a new one (its id is ignored); `AlreadyExistsError` when another one blocks."""
        refund_id = insert_one(self._connection, _INSERT, values_of(refund))
        kept = replace(refund, id=refund_id)
        self._read.clear()
        self._touch(kept)
        return kept

    def replace(self, refund: Refund) -> None:
        """Keep the new version; `AlreadyExistsError` when number or ordinal is taken.

        `KeyError` when there is no old one. The database itself refuses to change what is frozen
        with the number, and to leave a final state.
        """
        update_one(self._connection, _UPDATE, refund.id, values_of(refund))
        for wanted in (
            (_BY_ID, refund.id),
            (_BY_PAYMENT, refund.mchid, refund.transaction_id),
            (_BY_APPLICATION, refund.application_id),
        ):
            if found := self._read.get(wanted):
                self._read[wanted] = tuple(refund if r.id == refund.id else r for r in found)
        self._touch(refund)

    def of_payment(self, mchid: Mchid, transaction_id: TransactionId) -> tuple[Refund, ...]:
        """All refunds of one payment, in order of their ids."""
        return self._known(_BY_PAYMENT, mchid=mchid, transaction_id=transaction_id)

    def of_application(self, application_id: int) -> tuple[Refund, ...]:
        """All refunds made for one application, in order of their ids."""
        return self._known(_BY_APPLICATION, application_id=application_id)

    def unfinished(self) -> tuple[Refund, ...]:
        """All refunds in a non-final state."""
        return self._all(select(_T).where(_UNFINISHED).order_by(_T.c.id))

    def sum_since(self, instant: datetime, *, with_plans: bool) -> Fen:
        """What was first sent from here since then and was not given up or closed (fen).

        Refunds that are still PLANNED count `with_plans`; adopted ones were made on another day.
        """
        wanted = {"since": to_micros(instant), "plans": with_plans}
        return Fen(self._connection.exec_driver_sql(_SINCE, wanted).scalar_one())

    def due(self, now: datetime, *, limit: int) -> tuple[Refund, ...]:
        """Refunds whose `next_ask_at` has come, the longest waiting first.

        A plan further away than any plan is was made by a clock that was wrong: it is due, too.
        """
        come = _T.c.next_ask_at <= to_micros(now)
        return self._all(
            select(_T)
            .where(or_(come, _T.c.next_ask_at > to_micros(now + ASK_AT_LEAST_EVERY)))
            .order_by(_T.c.next_ask_at, _T.c.id)
            .limit(limit)
        )

    def next_due(self) -> datetime | None:
        """The earliest `next_ask_at` of a refund that is not final; None without."""
        earliest = select(func.min(_T.c.next_ask_at)).where(_UNFINISHED)
        micros: int | None = self._connection.execute(earliest).scalar_one()
        return to_instant(micros)

    def _known(self, wanted: Prepared, **named: object) -> tuple[Refund, ...]:
        """What these rows hold, read once: no refund moves to another payment or application."""
        key = (wanted, *named.values())
        if key not in self._read:
            rows = wanted.rows(self._connection, named)
            self._read[key] = tuple(refund_of(row) for row in rows)
        return self._read[key]

    def _all(self, wanted: Select[Any], **named: object) -> tuple[Refund, ...]:
        return tuple(refund_of(row) for row in self._connection.execute(wanted, named))

    def _touch(self, refund: Refund) -> None:
        if refund.application_id is not None:
            self._projections.touch_refund(
                refund.application_id, refund.out_refund_no, refund.refund_id
            )


def refund_of(row: Row[Any]) -> Refund:
    """The refund that a row holds."""
    return Refund(
        id=row.id,
        application_id=row.application_id,
        mchid=Mchid(row.mchid),
        transaction_id=TransactionId(row.transaction_id),
        amount=Fen(row.amount_fen),
        order_total=Fen(row.order_total_fen),
        reason=row.reason,
        state=RefundState(row.state),
        planned_at=to_instant(row.planned_at),
        actor=row.actor,
        funds_account=row.funds_account,
        ordinal=row.ordinal,
        out_refund_no=None if row.out_refund_no is None else OutRefundNo(row.out_refund_no),
        reply_text=row.reply_text,
        pressed_at=to_instant(row.pressed_at),
        first_submitting_at=to_instant(row.first_submitting_at),
        accepted_at=to_instant(row.accepted_at),
        settled_at=to_instant(row.settled_at),
        refund_id=None if row.refund_id is None else RefundId(row.refund_id),
        payer_refund=None if row.payer_refund_fen is None else Fen(row.payer_refund_fen),
        received_by=row.received_by,
        channel=row.channel,
        arrived_at=None if row.arrived_at is None else ArrivedAt(row.arrived_at),
        why=row.why,
        request_id=row.request_id,
        adopted=bool(row.adopted),
        last_asked_at=to_instant(row.last_asked_at),
        ask_count=row.ask_count,
        next_ask_at=to_instant(row.next_ask_at),
        parts=_parts_in(row.parts),
    )


def values_of(refund: Refund) -> dict[str, Any]:
    """The columns that keep a refund, without its id."""
    return {
        "application_id": refund.application_id,
        "mchid": refund.mchid,
        "transaction_id": refund.transaction_id,
        "amount_fen": refund.amount.count,
        "order_total_fen": refund.order_total.count,
        "reason": refund.reason,
        "state": refund.state.value,
        "planned_at": to_micros(refund.planned_at),
        "actor": refund.actor,
        "funds_account": refund.funds_account,
        "ordinal": refund.ordinal,
        "out_refund_no": refund.out_refund_no,
        "reply_text": refund.reply_text,
        "pressed_at": to_micros(refund.pressed_at),
        "first_submitting_at": to_micros(refund.first_submitting_at),
        "accepted_at": to_micros(refund.accepted_at),
        "settled_at": to_micros(refund.settled_at),
        "refund_id": refund.refund_id,
        "payer_refund_fen": None if refund.payer_refund is None else refund.payer_refund.count,
        "received_by": refund.received_by,
        "channel": refund.channel,
        "arrived_at": None if refund.arrived_at is None else refund.arrived_at.value,
        "why": refund.why,
        "request_id": refund.request_id,
        "adopted": refund.adopted,
        "last_asked_at": to_micros(refund.last_asked_at),
        "ask_count": refund.ask_count,
        "next_ask_at": to_micros(refund.next_ask_at),
        "parts": _parts_text(refund.parts),
    }


def _parts_in(text_of_parts: str) -> tuple[RefundPart, ...]:
    """The parts that a column holds."""
    if text_of_parts == _NO_PARTS:
        return ()
    return tuple(
        RefundPart(kind=PartKind(kind), name=name, quantity=quantity, unit=Fen(unit_fen))
        for kind, name, quantity, unit_fen in json.loads(text_of_parts)
    )


def _parts_text(parts: tuple[RefundPart, ...]) -> str:
    """The parts as a column keeps them."""
    if not parts:
        return _NO_PARTS
    lines = [[part.kind.value, part.name, part.quantity, part.unit.count] for part in parts]
    return json.dumps(lines, ensure_ascii=False)
