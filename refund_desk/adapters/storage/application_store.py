"""Applications in tables: two plain functions for the row, the counters kept beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, text, update

from refund_desk.adapters.storage.engine import insert_one, update_one
from refund_desk.adapters.storage.instants import to_instant, to_micros
from refund_desk.adapters.storage.prepared import Prepared, raw
from refund_desk.adapters.storage.projections import Projections
from refund_desk.adapters.storage.tables import refund_application
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutTradeNo, TransactionId
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    RefundApplication,
    Segment,
    Source,
)

_T = refund_application
# Made once: building a statement costs more than running it.
_INSERT = Prepared(insert(_T))
_UPDATE = Prepared(update(_T).where(_T.c.id == bindparam("row_id")))
_BY_ID = Prepared(select(_T).where(_T.c.id == bindparam("id")))
_BY_REF = Prepared(
    select(_T).where(_T.c.source == bindparam("source"), _T.c.source_ref == bindparam("source_ref"))
)
_BY_PAYMENT = (
    select(_T)
    .where(_T.c.transaction_id == bindparam("transaction_id"), _T.c.mchid == bindparam("mchid"))
    .order_by(_T.c.applied_at, _T.c.id)
)
_BY_OWN_NUMBER = (
    select(_T)
    .where(_T.c.out_trade_no == bindparam("out_trade_no"), _T.c.mchid == bindparam("mchid"))
    .order_by(_T.c.applied_at, _T.c.id)
)
_NOT_TO_THIS_CUSTOMER = tuple(
    state.value for state in (RefundState.UNDONE, RefundState.CLOSED, RefundState.GIVEN_UP)
)
# Spelled as in the index `ix_application_open`, without which this would read all of them.
_OPEN = text(
    "state NOT IN ('REFUNDED','REJECTED','WITHDRAWN','PLATFORM_DECIDED','SETTLED_OUTSIDE')"
)
_GREATEST_KEY = "SELECT max(search_key) FROM refund_application WHERE search_key BETWEEN ? AND ?"
_COUNT = "UPDATE segment_count SET count = count + :by WHERE segment = :segment"
# Seconds since 1970 and a number within the second: sorts by arrival whatever was read first.
_SAME_SECOND_BITS = 16
_MICROS_IN_SECOND = 1_000_000


class SqlApplicationStore:
    """The applications, inside one transaction; keeps counters, search and history in step."""

    def __init__(self, connection: Connection, projections: Projections) -> None:
        """Work on this connection."""
        self._connection = connection
        self._projections = projections
        # Nobody else writes inside this transaction, and a step reads one application many times.
        self._read: dict[int, RefundApplication] = {}
        self._missing: set[tuple[Source, str]] = set()
        self._counted: Counter[Segment] = Counter()

    def get(self, application_id: int) -> RefundApplication:
        """The application; `KeyError` when there is none."""
        if application_id not in self._read:
            self._read[application_id] = application_of(self._row(application_id))
        return self._read[application_id]

    def find(self, source: Source, source_ref: str) -> RefundApplication | None:
        """The application that a source knows under this reference."""
        if (source, source_ref) in self._missing:
            return None
        wanted = {"source": source.value, "source_ref": source_ref}
        row = _BY_REF.one_or_none(self._connection, wanted)
        if row is None:
            self._missing.add((source, source_ref))
            return None
        found = self._read[row.id] = application_of(row)
        return found

    def add(self, application: RefundApplication) -> RefundApplication:
        """Keep a new one and return it with its id; `AlreadyExistsError` for a known reference."""
        values = values_of(application)
        values["search_key"] = self._free_search_key(application.applied_at)
        application_id = insert_one(self._connection, _INSERT, values)
        self._missing.discard((application.source, application.source_ref))
        self._counted[application.segment] += 1
        self._projections.touch_new(application_id)
        kept = self._read[application_id] = replace(application, id=application_id)
        return kept

    def replace(self, application: RefundApplication) -> None:
        """Keep the new version; `KeyError` when there is no old one."""
        before = self.get(application.id)
        update_one(self._connection, _UPDATE, application.id, values_of(application))
        self._read[application.id] = application
        if before.segment is not application.segment:
            self._counted[before.segment] -= 1
            self._counted[application.segment] += 1
        if _searched(before) == _searched(application):
            self._projections.touch_history(application.id)
        else:
            self._projections.touch(application.id)

    def of_payment(
        self, mchid: Mchid, transaction_id: TransactionId
    ) -> tuple[RefundApplication, ...]:
        """All applications of one payment (a case), oldest first."""
        wanted = {"mchid": mchid, "transaction_id": transaction_id}
        return tuple(application_of(row) for row in self._connection.execute(_BY_PAYMENT, wanted))

    def of_own_number(
        self, mchid: Mchid, out_trade_no: OutTradeNo
    ) -> tuple[RefundApplication, ...]:
        """All applications that name the payment by the merchant's number, oldest first."""
        wanted = {"mchid": mchid, "out_trade_no": out_trade_no}
        found = self._connection.execute(_BY_OWN_NUMBER, wanted)
        return tuple(application_of(row) for row in found)

    def open_applied_before(
        self, instant: datetime, *, source: Source, limit: int
    ) -> tuple[RefundApplication, ...]:
        """A source's applications not ended yet, applied for before `instant`, oldest first."""
        wanted = (
            select(_T)
            .where(_OPEN, _T.c.source == source.value, _T.c.applied_at < to_micros(instant))
            .order_by(_T.c.applied_at, _T.c.id)
            .limit(limit)
        )
        return tuple(application_of(row) for row in self._connection.execute(wanted))

    def count_refunded_of_customer(
        self, customer_key: str, *, since: datetime, except_id: int
    ) -> int:
        """How many refunds to this customer ended or run since then; 0 for an empty key."""
        found = self._connection.exec_driver_sql(
            "SELECT count(*) FROM refund JOIN refund_application a ON a.id = refund.application_id"
            " WHERE a.customer_key = ? AND a.customer_key <> '' AND a.id <> ?"
            " AND refund.planned_at >= ? AND refund.state NOT IN (?, ?, ?)",
            (customer_key, except_id, to_micros(since), *_NOT_TO_THIS_CUSTOMER),
        )
        return int(found.scalar_one())

    def write_counts(self) -> None:
        """Bring the counter table into step with this work; called at its end."""
        for segment, by in self._counted.items():
            if by:
                raw(self._connection).execute(_COUNT, {"by": by, "segment": segment.value})

    def _row(self, application_id: int) -> Any:
        row = _BY_ID.one_or_none(self._connection, {"id": application_id})
        if row is None:
            raise KeyError(application_id)
        return row

    def _free_search_key(self, applied_at: datetime) -> int:
        """The next free key of that second, or of the next one that is not full.

        A source may say of any number of applications that they came in one second.
        """
        second = max(0, to_micros(applied_at) // _MICROS_IN_SECOND)
        while True:
            first = second << _SAME_SECOND_BITS
            last = first + (1 << _SAME_SECOND_BITS) - 1
            (used,) = raw(self._connection).execute(_GREATEST_KEY, (first, last)).fetchone()
            if used != last:
                return first if used is None else int(used) + 1
            second += 1


def application_of(row: Row[Any]) -> RefundApplication:
    """The application that a row holds."""
    return RefundApplication(
        id=row.id,
        source=Source(row.source),
        source_ref=row.source_ref,
        mchid=Mchid(row.mchid),
        transaction_id=None if row.transaction_id is None else TransactionId(row.transaction_id),
        out_trade_no=None if row.out_trade_no is None else OutTradeNo(row.out_trade_no),
        state=ApplicationState(row.state),
        problem_type=ProblemType(row.problem_type),
        category=ReasonCategory(row.category),
        problem_text=row.problem_text,
        detail_text=row.detail_text,
        asked=Fen(row.asked_fen),
        order_amount=Fen(row.order_amount_fen),
        applied_at=to_instant(row.applied_at),
        round_started_at=to_instant(row.round_started_at),
        changed_at=to_instant(row.changed_at),
        complaint_state=ComplaintState(row.complaint_state),
        round=row.round,
        first_reply_at=to_instant(row.first_reply_at),
        due_at=to_instant(row.due_at),
        ended_at=to_instant(row.ended_at),
        payer_phone=row.payer_phone,
        customer_key=row.customer_key,
        user_complaint_times=row.user_complaint_times,
        is_high_risk=bool(row.is_high_risk),
        has_new_words=bool(row.has_new_words),
        fully_refunded_there=bool(row.fully_refunded_there),
        in_platform_service=bool(row.in_platform_service),
        needs_immediate_service=bool(row.needs_immediate_service),
        orders_in_complaint=row.orders_in_complaint,
        picture_count=row.picture_count,
        unread=bool(row.unread),
        marked=row.marked,
        problem=bool(row.problem),
        fingerprint=row.fingerprint,
        history_read_at=to_instant(row.history_read_at),
        respond_by=to_instant(row.respond_by),
    )


def values_of(application: RefundApplication) -> dict[str, Any]:
    """The columns that keep an application; without id and search key, which never change."""
    return {
        "source": application.source.value,
        "source_ref": application.source_ref,
        "mchid": application.mchid,
        "transaction_id": application.transaction_id,
        "out_trade_no": application.out_trade_no,
        "state": application.state.value,
        "segment": application.segment.value,
        "problem_type": application.problem_type.value,
        "category": application.category.value,
        "problem_text": application.problem_text,
        "detail_text": application.detail_text,
        "asked_fen": application.asked.count,
        "order_amount_fen": application.order_amount.count,
        "applied_at": to_micros(application.applied_at),
        "round_started_at": to_micros(application.round_started_at),
        "changed_at": to_micros(application.changed_at),
        "complaint_state": application.complaint_state.value,
        "round": application.round,
        "first_reply_at": to_micros(application.first_reply_at),
        "due_at": to_micros(application.due_at),
        "ended_at": to_micros(application.ended_at),
        "payer_phone": application.payer_phone,
        "customer_key": application.customer_key,
        "user_complaint_times": application.user_complaint_times,
        "is_high_risk": application.is_high_risk,
        "has_new_words": application.has_new_words,
        "fully_refunded_there": application.fully_refunded_there,
        "in_platform_service": application.in_platform_service,
        "needs_immediate_service": application.needs_immediate_service,
        "orders_in_complaint": application.orders_in_complaint,
        "picture_count": application.picture_count,
        "unread": application.unread,
        "marked": application.marked,
        "problem": application.problem,
        "fingerprint": application.fingerprint,
        "history_read_at": to_micros(application.history_read_at),
        "respond_by": to_micros(application.respond_by),
    }


def _searched(application: RefundApplication) -> tuple[object, ...]:
    """What search finds an application by."""
    return (
        application.problem_text,
        application.detail_text,
        application.source_ref,
        application.transaction_id,
        application.out_trade_no,
        application.payer_phone,
    )
