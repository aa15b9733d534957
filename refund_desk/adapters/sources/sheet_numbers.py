"""Numbers of an XLSX cell as the text that its writer saw; digits that are lost are told."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import Context, Decimal

from refund_desk.adapters.sources.sheet_limits import cell_of
from refund_desk.application.ports.spreadsheet_files import Cell, CellFlaw

# A spreadsheet keeps fifteen digits of a number (ECMA-376 18.3.1.4 stores a double).
_DIGITS_KEPT = 15
_NUMBER = re.compile(r"[+-]?(\d{1,40})(\.\d{1,40})?([Ee][+-]?\d{1,3})?")
_FIFTEEN = Context(prec=_DIGITS_KEPT)
# Days of the 1900 calendar count from here, because it has a 29 February 1900 that never was.
_DAY_ZERO_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall time of whoever typed it
_DAY_ZERO_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
# Four years before the last day that Python knows, in either calendar.
_DAYS_END = 2_957_000
# ECMA-376 18.8.30: built-in formats of dates and times, those of Chinese programs among them.
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_FORM = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DATE_LETTERS = re.compile(r"[ymdhsYMDHS]")


def is_date_format(number: int, codes: dict[int, str]) -> bool:
    """Whether a number format shows dates; `codes` are the formats that the file defines."""
    if number in codes:
        return bool(_DATE_LETTERS.search(_NOT_FORM.sub("", codes[number])))
    return number in _DATE_FORMATS


def number_cell(written: str, *, is_date: bool, from_1904: bool) -> Cell:
    """A number as text without exponent, rounded to the digits that the program shows."""
    match = _NUMBER.fullmatch(written.strip())
    if match is None:
        return cell_of(written, CellFlaw.ERROR)
    exact = Decimal(match.group())
    if is_date and 0 <= exact < _DAYS_END:
        return Cell(_date_text(exact, _DAY_ZERO_1904 if from_1904 else _DAY_ZERO_1900))
    shown = _FIFTEEN.create_decimal(exact)
    if shown.adjusted() >= _DIGITS_KEPT and shown:
        return Cell(written.strip(), CellFlaw.ROUNDED)
    text = format(shown, "f")
    return cell_of(text.rstrip("0").rstrip(".") if "." in text else text)


def _date_text(days: Decimal, zero: datetime) -> str:
    """The wall time of a day number; without the time at midnight."""
    # Half a second is less than anybody typed, and a double is not exact to it.
    at = zero + timedelta(seconds=int(days * 86_400 + Decimal("0.5")))
    return at.date().isoformat() if at.time() == time() else at.isoformat(sep=" ")
