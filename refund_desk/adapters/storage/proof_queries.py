"""How the daily proof is read: plain functions over a connection, run in reader threads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import BindParameter, Connection, bindparam, select, text

from refund_desk.adapters.storage.bill_store import (
    bill_day_of,
    bill_mark_of,
    billed_refund_of,
)
from refund_desk.adapters.storage.inbox_rows import title_of
from refund_desk.adapters.storage.instants import to_micros
from refund_desk.adapters.storage.refund_store import refund_of
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.adapters.storage.tables import bill_day, bill_mark, bill_refund, refund
from refund_desk.application.found_refunds import recorded_sum
from refund_desk.application.ports.bill_store import BillDay, BillMark
from refund_desk.application.proof_rows import (
    Balance,
    ProofDay,
    ProofOfDay,
    ProofRow,
    state_of,
    why_of,
)
from refund_desk.application.setting_names import PROOF_FIRST_DAY
from refund_desk.domain.beijing import beijing_day, end_of_beijing_day, start_of_beijing_day
from refund_desk.domain.bill import BilledRefund
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.masking import mask_text
from refund_desk.domain.reconciliation import (
    DAYS_MAX,
    DifferenceKind,
    compare,
    desk_ordinal,
    newest_day,
)
from refund_desk.domain.refund import Refund

_DAY: BindParameter[str] = bindparam("day")
_BILLS = select(bill_day).where(bill_day.c.day >= _DAY).order_by(bill_day.c.day)
_THEIRS = (
    select(bill_refund)
    .where(bill_refund.c.day == _DAY)
    .order_by(bill_refund.c.asked_at.desc(), bill_refund.c.refund_id)
)
_MARKS = select(bill_mark).where(
    bill_mark.c.number.in_(text("SELECT value FROM json_each(:numbers)"))
)
_ACCEPTED = select(refund).where(
    refund.c.accepted_at >= bindparam("since"), refund.c.accepted_at < bindparam("until")
)
_NAMED = select(refund).where(
    refund.c.out_refund_no.in_(text("SELECT number FROM bill_refund WHERE day = :day"))
)
# Accepted refunds that no bill names: few, because a bill names them a day later.
_MISSED = (
    select(refund)
    .where(refund.c.accepted_at >= bindparam("since"))
    .where(text("NOT EXISTS (SELECT 1 FROM bill_refund WHERE number = refund.out_refund_no)"))
)
_BILLED = (
    "SELECT number, min(day) FROM bill_refund"
    " WHERE number IN (SELECT value FROM json_each(?)) GROUP BY number"
)
_TRADES_PROVED = (
    "SELECT day FROM bill_day WHERE kind IN ('refund','all') AND state IN ('taken','empty')"
    " GROUP BY day HAVING count(*) = 2"
)
# The difference of `compare`, counted by the engine for many days at once; a test keeps them equal.
_COUNTS = (
    "SELECT b.day, count(*), sum(m.number IS NULL AND b.day >= :first_day AND ("
    "r.id IS NULL OR r.amount_fen <> b.asked_fen OR (r.state = 'GIVEN_UP' AND b.status <> 'FAIL')"
    " OR (r.state = 'CLOSED' AND b.status = 'SUCCESS')"
    " OR (r.state = 'SUCCEEDED' AND b.status = 'FAIL')))"
    " FROM bill_refund b LEFT JOIN refund r ON r.out_refund_no = b.number"
    " LEFT JOIN bill_mark m ON m.number = b.number WHERE b.day >= :since GROUP BY b.day"
)
# With max(), SQLite takes the other columns from the row of the newest application.
_NAMES = (
    "SELECT a.transaction_id, max(a.id), f.buyer_nickname, a.payer_phone, f.title"
    " FROM json_each(?) AS wanted JOIN refund_application a ON a.transaction_id = wanted.value"
    " LEFT JOIN order_facts f ON f.transaction_id = a.transaction_id GROUP BY a.transaction_id"
)
_BALANCE = (
    select(bill_day)
    .where(bill_day.c.kind == "flow", bill_day.c.state == "taken")
    .order_by(bill_day.c.day.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class _Owner:
    """This ledger: its merchant, its mode, and the day it began (the first day that exists, while
    no bill was asked for yet).
    """

    mchid: Mchid
    practice: bool
    first_day: date


def balance(connection: Connection) -> Balance | None:
    """What the last fund-flow bill says; None when there was none yet."""
    row = connection.execute(_BALANCE).first()
    bill = bill_day_of(row) if row is not None else None
    if bill is None or bill.balance is None or bill.balance_at is None:
        return None
    return Balance(bill.balance, bill.balance_at)


def days(connection: Connection, now: datetime) -> tuple[ProofDay, ...]:
    """The days that bills were or should be asked for, newest first, at most 90."""
    newest, owner = newest_day(now), _owner(connection)
    oldest = newest - timedelta(days=DAYS_MAX - 1)
    bills: dict[date, list[BillDay]] = {}
    for row in connection.execute(_BILLS, {"day": oldest.isoformat()}):
        bill = bill_day_of(row)
        bills.setdefault(bill.day, []).append(bill)
    began = newest if owner.first_day == date.min else max(owner.first_day, oldest)
    first = min([*bills, began, newest])
    counts = _counts(connection, first, owner)
    listed = [newest - timedelta(days=n) for n in range((newest - first).days + 1)]
    listed += [day for day in bills if day > newest]
    return tuple(
        ProofDay(
            day=day,
            state=state_of(tuple(bills.get(day, ()))),
            refunds=counts.get(day, (0, 0))[0],
            to_do=counts.get(day, (0, 0))[1],
            at=max((bill.at for bill in bills.get(day, ())), default=None),
            why=why_of(tuple(bills.get(day, ()))),
        )
        for day in sorted(listed, reverse=True)
    )


def _counts(connection: Connection, since: date, owner: _Owner) -> dict[date, tuple[int, int]]:
    """How many refunds the bill of a day holds, and how many differences wait for a person."""
    wanted = {"since": since.isoformat(), "first_day": owner.first_day.isoformat()}
    found = connection.exec_driver_sql(_COUNTS, wanted)
    counts = {date.fromisoformat(day): (refunds, to_do) for day, refunds, to_do in found}
    start = {"since": to_micros(start_of_beijing_day(since))}
    missed = [refund_of(row) for row in connection.execute(_MISSED, start)]
    proved, marks = _proved(connection), _marks(connection, _numbers(missed))
    days = {beijing_day(r.accepted_at) for r in missed if r.accepted_at is not None}
    for day in (day for day in days if day >= owner.first_day):
        missing = compare(day, missed, (), billed={}, proved=proved).missing
        refunds, to_do = counts.get(day, (0, 0))
        counts[day] = refunds, to_do + sum(str(r.out_refund_no) not in marks for r in missing)
    return counts


def proof_of(connection: Connection, day: date) -> ProofOfDay:
    """One day, compared as the ledger stands now."""
    theirs = [billed_refund_of(row) for row in connection.execute(_THEIRS, _of(day))]
    ours = _ours(connection, day)
    billed, proved = _billed(connection, _numbers(ours)), _proved(connection)
    compared = compare(day, ours, theirs, billed=billed, proved=proved)
    rows = _Rows(connection, day, [*theirs, *ours])
    rates = {row.rate for row in theirs}
    bills = connection.execute(_BILLS, _of(day))
    return ProofOfDay(
        day=day,
        bills=tuple(bill_day_of(row) for row in bills if row.day == day.isoformat()),
        differences=(
            *(rows.found(row) for row in compared.found),
            *(rows.missing(refund) for refund in compared.missing),
            *(rows.both(pair.kind, pair.ours, pair.theirs) for pair in compared.differing),
        ),
        matches=tuple(rows.both(None, pair.ours, pair.theirs) for pair in compared.matches),
        waiting=len(compared.waiting),
        rate=rates.pop() if len(rates) == 1 else "",
    )


class _Rows:
    """Makes rows, with what is known of the payments and what persons said."""

    def __init__(
        self, connection: Connection, day: date, refunds: list[BilledRefund | Refund]
    ) -> None:
        self._day = day
        payments = sorted({str(refund.transaction_id) for refund in refunds})
        found = connection.exec_driver_sql(_NAMES, (json.dumps(payments),))
        self._names = {payment: (n, name, phone, title) for payment, n, name, phone, title in found}
        self._marks = _marks(connection, _numbers(refunds))
        self._owner = _owner(connection)
        self._bills = SqlStores(connection).bills

    def both(self, kind: DifferenceKind | None, ours: Refund, theirs: BilledRefund) -> ProofRow:
        """The row of a refund that both sides have."""
        return _with_ours(_with_theirs(self._row(theirs, kind, theirs.asked_at), theirs), ours)

    def missing(self, ours: Refund) -> ProofRow:
        """The row of a refund that their bill lacks."""
        at = ours.accepted_at or ours.planned_at
        return _with_ours(self._row(ours, DifferenceKind.OURS, at), ours)

    def found(self, theirs: BilledRefund) -> ProofRow:
        """The row of a refund that nobody made here, and what its record needs to know."""
        row = self._row(theirs, DifferenceKind.THEIRS, theirs.asked_at)
        payment = theirs.transaction_id
        ordinal = desk_ordinal(theirs.number, payment, practice=self._owner.practice)
        told = self._bills.told(self._owner.mchid, payment)
        return replace(
            _with_theirs(row, theirs),
            made_by_a_desk=ordinal is not None,
            told=told.less_or_zero(recorded_sum(self._bills, payment)),
        )

    def _row(
        self, side: BilledRefund | Refund, kind: DifferenceKind | None, at: datetime
    ) -> ProofRow:
        payment, number = side.transaction_id, str(side.number)
        application_id, name, phone, title = self._names.get(payment, (None, "", "", ""))
        return ProofRow(
            kind=kind,
            number=number,
            at=at,
            transaction_id=payment,
            refund_id=side.refund_id,
            application_id=application_id,
            title=title_of(name, phone),
            goods=title or "",
            mark=self._marks.get(number),
            before_use=self._day < self._owner.first_day,
        )


def _with_theirs(row: ProofRow, theirs: BilledRefund) -> ProofRow:
    """What the bill says of it."""
    return replace(
        row,
        goods=row.goods or mask_text(theirs.goods),
        theirs=theirs.asked,
        returned=theirs.returned,
        fee_units=theirs.fee_units,
        status=theirs.status,
    )


def _with_ours(row: ProofRow, ours: Refund) -> ProofRow:
    """What this ledger says of it."""
    return replace(
        row,
        application_id=ours.application_id or row.application_id,
        ours=ours.amount,
        payer_refund=ours.payer_refund,
        state=ours.state,
        at_shop=ours.is_back_at_shop,
    )


def _ours(connection: Connection, day: date) -> list[Refund]:
    """Our refunds that the day's bill names, and those accepted on that day."""
    bounds = {
        "since": to_micros(start_of_beijing_day(day)),
        "until": to_micros(end_of_beijing_day(day)),
    }
    rows = [*connection.execute(_NAMED, _of(day)), *connection.execute(_ACCEPTED, bounds)]
    return list({row.id: refund_of(row) for row in rows}.values())


def _billed(connection: Connection, numbers: list[str]) -> Mapping[str, date]:
    """In which day's bill these numbers stand."""
    found = connection.exec_driver_sql(_BILLED, (json.dumps(numbers),))
    return {number: date.fromisoformat(day) for number, day in found}


def _proved(connection: Connection) -> frozenset[date]:
    """The days whose bills of trades are there."""
    found = connection.exec_driver_sql(_TRADES_PROVED)
    return frozenset(date.fromisoformat(day) for (day,) in found)


def _marks(connection: Connection, numbers: Iterable[str]) -> dict[str, BillMark]:
    """What persons said about these numbers."""
    found = connection.execute(_MARKS, {"numbers": json.dumps(list(numbers))})
    return {row.number: bill_mark_of(row) for row in found}


def _owner(connection: Connection) -> _Owner:
    """Whose ledger this is, and since when."""
    mchid, mode = connection.exec_driver_sql("SELECT mchid, mode FROM meta").one()
    first = SqlStores(connection).settings.get(PROOF_FIRST_DAY)
    return _Owner(
        Mchid(mchid), mode == "practice", date.fromisoformat(first) if first else date.min
    )


def _numbers(refunds: Iterable[BilledRefund | Refund]) -> list[str]:
    """Their numbers at WeChat Pay."""
    return [str(refund.number) for refund in refunds]


def _of(day: date) -> dict[str, str]:
    return {"day": day.isoformat()}
