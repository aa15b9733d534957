"""Bills in tables: how each try ended, the refunds they hold, and what persons said about them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from refund_desk.adapters.storage.engine import upsert_of
from refund_desk.adapters.storage.instants import to_instant, to_micros
from refund_desk.adapters.storage.tables import bill_day, bill_mark, bill_refund
from refund_desk.application.ports.bill_store import BillDay, BillMark, BillState, Mark
from refund_desk.application.ports.transactions import AlreadyExistsError
from refund_desk.domain.bill import BilledRefund, BilledStatus, BillKind
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, RefundId, TransactionId

# Made once: building a statement costs more than running it.
_PUT_DAY = upsert_of(bill_day, ("day", "kind"))
_PUT_REFUND = upsert_of(bill_refund, ("refund_id",))
_DAYS = select(bill_day).where(bill_day.c.day == bindparam("day"))
_FORGET = delete(bill_refund).where(bill_refund.c.day == bindparam("day"))
_REFUND = select(bill_refund).where(bill_refund.c.refund_id == bindparam("refund_id"))
_OF_PAYMENT = (
    select(bill_refund)
    .where(bill_refund.c.transaction_id == bindparam("transaction_id"))
    .order_by(bill_refund.c.asked_at, bill_refund.c.refund_id)
)
_MARK = select(bill_mark).where(bill_mark.c.number == bindparam("number"))
_PUT_MARK = (
    "INSERT INTO bill_mark (number, mark, at, actor) VALUES (?,?,?,?) ON CONFLICT DO NOTHING"
)
# All three bills of a day must be there, or be known to be none.
_PROVED = (
    "SELECT day FROM bill_day WHERE day >= ? AND state IN ('taken','empty')"
    " GROUP BY day HAVING count(*) = 3"
)
_IN_DOUBT = (
    "SELECT refund.id FROM bill_refund JOIN refund ON refund.out_refund_no = bill_refund.number"
    " WHERE bill_refund.day = ? AND refund.state IN ('UNKNOWN','REFUSED') ORDER BY refund.id"
)
_TOLD = "SELECT amount_fen FROM refunded_elsewhere WHERE mchid = ? AND transaction_id = ?"
_BEGAN = "SELECT at FROM audit_line ORDER BY number LIMIT 1"


class SqlBillStore:
    """Bills and marks, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on this connection."""
        self._connection = connection

    def put_day(self, bill: BillDay) -> None:
        """Keep how a try ended; a bill that was taken once is not lost to a later trouble."""
        known = self.days(bill.day).get(bill.kind)
        if known is not None and known.state.is_proved and not bill.state.is_proved:
            return
        self._connection.execute(_PUT_DAY, _day_values(bill))

    def days(self, day: date) -> dict[BillKind, BillDay]:
        """The bills of a day that were tried."""
        rows = self._connection.execute(_DAYS, {"day": day.isoformat()})
        return {bill.kind: bill for bill in map(bill_day_of, rows)}

    def put_refunds(self, day: date, refunds: Iterable[BilledRefund]) -> None:
        """Keep the refunds of a day's bills in the place of what was kept of it."""
        self._connection.execute(_FORGET, {"day": day.isoformat()})
        values = [{"day": day.isoformat(), **_refund_values(refund)} for refund in refunds]
        if values:
            self._connection.execute(_PUT_REFUND, values)

    def proved_days(self, since: date) -> frozenset[date]:
        """The days from then on of which all bills are there, or are known to be none."""
        found = self._connection.exec_driver_sql(_PROVED, (since.isoformat(),))
        return frozenset(date.fromisoformat(day) for (day,) in found)

    def refund(self, refund_id: RefundId) -> tuple[date, BilledRefund]:
        """A billed refund and its day; `KeyError` when no bill holds it."""
        row = self._connection.execute(_REFUND, {"refund_id": refund_id}).one_or_none()
        if row is None:
            raise KeyError(refund_id)
        return date.fromisoformat(row.day), billed_refund_of(row)

    def refunds_of(self, transaction_id: TransactionId) -> tuple[BilledRefund, ...]:
        """All billed refunds of one payment."""
        found = self._connection.execute(_OF_PAYMENT, {"transaction_id": transaction_id})
        return tuple(billed_refund_of(row) for row in found)

    def in_doubt(self, day: date) -> tuple[int, ...]:
        """Our refunds that the day's bill names and whose acceptance we do not know (their ids)."""
        return tuple(
            self._connection.exec_driver_sql(_IN_DOUBT, (day.isoformat(),)).scalars().all()
        )

    def mark(self, number: str) -> BillMark | None:
        """The mark on the refund of this number."""
        row = self._connection.execute(_MARK, {"number": number}).one_or_none()
        return None if row is None else bill_mark_of(row)

    def put_mark(self, mark: BillMark) -> None:
        """Keep a mark; `AlreadyExistsError` when there is one."""
        values = (mark.number, mark.mark.value, to_micros(mark.at), mark.actor)
        if self._connection.exec_driver_sql(_PUT_MARK, values).rowcount == 0:
            raise AlreadyExistsError

    def told(self, mchid: Mchid, transaction_id: TransactionId) -> Fen:
        """What persons said was refunded elsewhere, records of found refunds among it (fen)."""
        found = self._connection.exec_driver_sql(_TOLD, (mchid, transaction_id))
        return Fen(found.scalar_one_or_none() or 0)

    def began_at(self) -> datetime | None:
        """When this ledger wrote its first audit line."""
        micros: int | None = self._connection.exec_driver_sql(_BEGAN).scalar_one_or_none()
        return to_instant(micros)


def bill_day_of(row: Row[Any]) -> BillDay:
    """The bill that a row tells of."""
    told = json.loads(row.summary)
    balance_fen = told.get("balance_fen")
    return BillDay(
        day=date.fromisoformat(row.day),
        kind=BillKind(row.kind),
        state=BillState(row.state),
        at=to_instant(row.fetched_at),
        why=row.why,
        sha1=row.sha1,
        payments=told.get("payments", 0),
        paid=Fen(told.get("paid_fen", 0)),
        balance=None if balance_fen is None else Fen(balance_fen),
        balance_at=to_instant(told.get("balance_at")),
    )


def bill_mark_of(row: Row[Any]) -> BillMark:
    """The mark that a row holds."""
    return BillMark(number=row.number, mark=Mark(row.mark), at=to_instant(row.at), actor=row.actor)


def billed_refund_of(row: Row[Any]) -> BilledRefund:
    """The billed refund that a row holds."""
    return BilledRefund(
        refund_id=RefundId(row.refund_id),
        number=row.number,
        transaction_id=TransactionId(row.transaction_id),
        out_trade_no=row.out_trade_no,
        goods=row.goods,
        asked=Fen(row.asked_fen),
        returned=Fen(row.returned_fen),
        fee_units=row.fee_units,
        rate=row.rate,
        status=BilledStatus(row.status),
        asked_at=to_instant(row.asked_at),
        arrived_at=to_instant(row.arrived_at),
    )


def _day_values(bill: BillDay) -> dict[str, Any]:
    """The columns that keep a try; what the bill summed up lies in one text."""
    summary: dict[str, int] = {}
    if bill.kind is BillKind.ALL and bill.state is BillState.TAKEN:
        summary = {"payments": bill.payments, "paid_fen": bill.paid.count}
    if bill.balance is not None and bill.balance_at is not None:
        summary = {"balance_fen": bill.balance.count, "balance_at": to_micros(bill.balance_at)}
    return {
        "day": bill.day.isoformat(),
        "kind": bill.kind.value,
        "state": bill.state.value,
        "fetched_at": to_micros(bill.at),
        "why": bill.why,
        "sha1": bill.sha1,
        "summary": json.dumps(summary),
    }


def _refund_values(refund: BilledRefund) -> dict[str, Any]:
    """The columns that keep a billed refund, without its day."""
    return {
        "refund_id": refund.refund_id,
        "number": refund.number,
        "transaction_id": refund.transaction_id,
        "out_trade_no": refund.out_trade_no,
        "goods": refund.goods,
        "asked_fen": refund.asked.count,
        "returned_fen": refund.returned.count,
        "fee_units": refund.fee_units,
        "rate": refund.rate,
        "status": refund.status.value,
        "asked_at": to_micros(refund.asked_at),
        "arrived_at": to_micros(refund.arrived_at),
    }
