"""What importing a spreadsheet would bring, row by row, before anything is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from refund_desk.application.local_applications import LinkedApplication
from refund_desk.application.ports.spreadsheet_files import Cell, CellFlaw, SheetRow
from refund_desk.application.spreadsheet_columns import Column, Columns, Head
from refund_desk.application.spreadsheet_values import (
    BadCellError,
    applied_in,
    asked_in,
    is_of_wechat,
    own_number_in,
    payment_in,
    phone_in,
)
from refund_desk.domain.beijing import beijing_day, start_of_beijing_day
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.identifiers import OutTradeNo, TransactionId

# So many rows of a day without a time share a second of it: the ledger sorts 65,536 in one.
_ROWS_IN_SECOND = 1_000
_EMPTY = Cell("")


class RowNote(StrEnum):
    """What a person should know of a row that can be imported."""

    # A cell is the result of a formula; the result is what the file says.
    FORMULA = "note.formula"
    NO_AMOUNT = "note.no_amount"
    NO_PHONE = "note.no_phone"
    # The row does not show in the spreadsheet program (it is filtered away, or hidden).
    HIDDEN = "note.hidden"
    # A text is longer than is kept; its end is left out.
    CUT = "note.cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetApplication:
    """An application as a row says it. Amounts fen, instants UTC; personal values stay here."""

    payment: TransactionId | None
    own_number: OutTradeNo | None
    asked: Fen
    reason: str = field(repr=False)
    detail: str = field(repr=False)
    phone: str = field(repr=False)
    applied_at: datetime
    source_ref: str

    @property
    def number(self) -> str:
        """The number by which a person knows the order."""
        return self.payment or self.own_number or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One row: an application, or the problem (key of a sentence) why it is none.

    `column` and `cell` show where the problem is. `twin_row` is the row above that says the same;
    `known_id` the application that this very row became before. `linked` are others of its order.
    """

    row: int
    application: SheetApplication | None = None
    problem: str = ""
    column: Column | None = None
    cell: str = field(default="", repr=False)
    notes: tuple[RowNote, ...] = ()
    twin_row: int = 0
    known_id: int = 0
    linked: tuple[LinkedApplication, ...] = ()

    @property
    def can_be_taken(self) -> bool:
        """Whether this row may become an application."""
        return self.application is not None and not self.twin_row and not self.known_id

    @property
    def is_suggested(self) -> bool:
        """Whether it is ticked at first: nothing about it asks for a second look."""
        return self.can_be_taken and not self.linked and RowNote.HIDDEN not in self.notes


def preview_rows(
    rows: tuple[SheetRow, ...], head: Head, columns: Columns, *, now: datetime
) -> tuple[PreviewRow, ...]:
    """What each row below the head says; nothing of the desk is looked at here."""
    return tuple(_without_twins(_read(row, columns, now) for row in rows[head.first :]))


def _without_twins(read: Iterator[PreviewRow]) -> Iterator[PreviewRow]:
    """The same, where a row says what another above it said."""
    seen: dict[str, int] = {}
    for row in read:
        if row.application is None:
            yield row
            continue
        first = seen.setdefault(row.application.source_ref, row.row)
        yield row if first == row.row else replace(row, twin_row=first)


def _read(row: SheetRow, columns: Columns, now: datetime) -> PreviewRow:
    """One row."""
    reading = _Reading(row, columns, now)
    try:
        application = reading.application()
    except BadCellError as error:
        cell = reading.cell(reading.at) if reading.at else _EMPTY
        return PreviewRow(row=row.number, problem=error.why, column=reading.at, cell=cell.text)
    return PreviewRow(row=row.number, application=application, notes=tuple(reading.notes))


class _Reading:
    """Reads the cells of a row; `at` is the column that is being read."""

    def __init__(self, row: SheetRow, columns: Columns, now: datetime) -> None:
        """Begin; `now` (UTC) is when somebody applied of whom the row says no time."""
        self._row = row
        self._columns = columns
        self._now = now
        self.at: Column | None = None
        self.notes: list[RowNote] = [RowNote.HIDDEN] if row.hidden else []

    def cell(self, column: Column) -> Cell:
        """The cell of a column; empty where the row ends before it."""
        index = self._columns.get(column)
        if index is None or index >= len(self._row.cells):
            return _EMPTY
        return self._row.cells[index]

    def application(self) -> SheetApplication:
        """What the row says; raises `BadCellError`."""
        payment, own_number = self._numbers()
        asked = self._asked()
        applied = self._text(Column.APPLIED)
        applied_at = self._applied_at(applied)
        reason, detail = self._words(Column.REASON), self._words(Column.DETAIL)
        phone = self._phone()
        said = (payment or "", own_number or "", str(asked.count), applied, reason, detail)
        return SheetApplication(
            payment=payment,
            own_number=own_number,
            asked=asked,
            reason=reason,
            detail=detail,
            phone=phone,
            applied_at=applied_at,
            source_ref=_ref_of(said),
        )

    def _numbers(self) -> tuple[TransactionId | None, OutTradeNo | None]:
        """The order's numbers; whose a bare 订单号 is says its form."""
        self.at = Column.PAYMENT
        written = self._text(Column.PAYMENT)
        payment = payment_in(written) if written else None
        self.at = Column.OWN_NUMBER
        written = self._text(Column.OWN_NUMBER)
        own_number = own_number_in(written) if written else None
        if payment is None and own_number is None:
            self.at = Column.ANY_NUMBER
            written = self._text(Column.ANY_NUMBER)
            if is_of_wechat(written):
                payment = payment_in(written)
            elif written:
                own_number = own_number_in(written)
            else:
                self.at = None
                raise BadCellError("row.no_number")
        return payment, own_number

    def _asked(self) -> Fen:
        self.at = Column.ASKED
        written = self._text(Column.ASKED)
        if written:
            return asked_in(written)
        self.notes.append(RowNote.NO_AMOUNT)
        return NOTHING

    def _applied_at(self, written: str) -> datetime:
        self.at = Column.APPLIED
        if not written:
            return self._now
        at = applied_in(written, now=self._now)
        midnight = start_of_beijing_day(beijing_day(at))
        # A day without its time begins at midnight, and so do all other rows of that day.
        return at + timedelta(seconds=self._row.number // _ROWS_IN_SECOND) * (at == midnight)

    def _phone(self) -> str:
        self.at = Column.PHONE
        written = self._text(Column.PHONE)
        phone = phone_in(written)
        if written and not phone:
            self.notes.append(RowNote.NO_PHONE)
        return phone

    def _words(self, column: Column) -> str:
        self.at = column
        if self.cell(column).flaw is CellFlaw.CUT:
            self.notes.append(RowNote.CUT)
            return self.cell(column).text
        return self._text(column)

    def _text(self, column: Column) -> str:
        """The text of a cell; raises `BadCellError` where it is not what its writer meant."""
        cell = self.cell(column)
        self.at = column
        match cell.flaw:
            case CellFlaw.FORMULA_ONLY:
                raise BadCellError("row.formula")
            case CellFlaw.ERROR:
                raise BadCellError("row.error")
            case CellFlaw.ROUNDED:
                raise BadCellError("row.rounded")
            case CellFlaw.CUT:
                raise BadCellError("row.long")
            case CellFlaw.FORMULA if RowNote.FORMULA not in self.notes:
                self.notes.append(RowNote.FORMULA)
            case _:
                pass
        return cell.text


def _ref_of(said: tuple[str, ...]) -> str:
    """The reference by which the same row is known again, in whatever file it comes."""
    return f"sheet-{hashlib.sha256(chr(0).join(said).encode()).hexdigest()[:24]}"
