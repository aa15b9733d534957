"""The sentences of an import: why a file or a row is not taken, what to know of it."""

from __future__ import annotations

from collections.abc import Callable

from refund_desk.application.ports.spreadsheet_files import SpreadsheetRefused, Template
from refund_desk.application.spreadsheet_columns import Column
from refund_desk.application.spreadsheet_preview import PreviewRow, RowNote
from refund_desk.domain.masking import mask_text
from refund_desk.ui import formats, texts, wording

_own = texts.importing

_FILES: dict[str, Callable[[], str]] = {
    "file.unreadable": texts.spreadsheets.file_unreadable,
    "file.empty": texts.spreadsheets.file_empty,
    "file.no_rows": texts.spreadsheets.file_no_rows,
    "file.bomb": texts.spreadsheets.file_bomb,
    "file.locked": texts.spreadsheets.file_locked,
    "file.encoding": texts.spreadsheets.file_encoding,
    "file.damaged": texts.spreadsheets.file_damaged,
    "file.kind": texts.spreadsheets.file_kind,
}
_FILES_WITH_NUMBER: dict[str, Callable[[str], str]] = {
    "file.big": texts.spreadsheets.file_big,
    "file.rows": texts.spreadsheets.file_rows,
    "file.columns": texts.spreadsheets.file_columns,
    "file.slow": texts.spreadsheets.file_slow,
    "file.quotes": texts.spreadsheets.file_quotes,
}
_PROBLEMS: dict[str, Callable[[], str]] = {
    "row.no_number": _own.row_no_number,
    "row.number": _own.row_number_form,
    "row.rounded": _own.row_rounded,
    "row.amount": _own.row_amount,
    "row.amount_bounds": _own.row_amount_bounds,
    "row.negative": _own.row_negative,
    "row.time": _own.row_time,
    "row.ahead": _own.row_ahead,
    "row.formula": _own.row_formula,
    "row.error": _own.row_error,
    "row.long": _own.row_long,
}
_NOTES: dict[RowNote, Callable[[], str]] = {
    RowNote.FORMULA: _own.note_formula,
    RowNote.NO_AMOUNT: _own.note_no_amount,
    RowNote.NO_PHONE: _own.note_no_phone,
    RowNote.HIDDEN: _own.note_hidden,
    RowNote.CUT: _own.note_cut,
}
COLUMN_NAMES: dict[Column, Callable[[], str]] = {
    Column.PAYMENT: _own.column_payment,
    Column.OWN_NUMBER: _own.column_own_number,
    Column.ANY_NUMBER: _own.column_any_number,
    Column.ASKED: _own.column_asked,
    Column.REASON: _own.column_reason,
    Column.DETAIL: _own.column_detail,
    Column.APPLIED: _own.column_applied,
    Column.PHONE: _own.column_phone,
}
# Whoever fills in the template knows which of the two numbers is at hand.
_TEMPLATE_COLUMNS = tuple(column for column in Column if column is not Column.ANY_NUMBER)
_CELL_CHARACTERS = 24


def file_sentence(refused: SpreadsheetRefused) -> str:
    """Why nothing of a file was read."""
    plain = _FILES.get(refused.why)
    return plain() if plain else _FILES_WITH_NUMBER[refused.why](f"{refused.number:,}")


def problem_sentence(why: str) -> str:
    """Why a row, or a number that was typed, is not taken."""
    return _PROBLEMS[why]()


def row_sentence(row: PreviewRow) -> str:
    """What there is to say of a row; empty when it can be taken without another look."""
    if row.problem:
        return _problem(row)
    if row.twin_row:
        return _own.twin(str(row.twin_row))
    if row.known_id:
        return _own.known()
    parts = [_NOTES[note]() for note in row.notes]
    if row.linked:
        parts.insert(0, _linked(row))
    return " · ".join(parts)


def template() -> Template:
    """The table to fill in, in the language of the window."""
    return Template(
        sheet_name=texts.spreadsheets.template_sheet(),
        columns=tuple(COLUMN_NAMES[column]() for column in _TEMPLATE_COLUMNS),
        hints_name=texts.spreadsheets.template_hints(),
        hints=(
            texts.spreadsheets.hint_number(),
            texts.spreadsheets.hint_asked(),
            texts.spreadsheets.hint_applied(),
            texts.spreadsheets.hint_rest(),
            texts.spreadsheets.hint_twice(),
        ),
    )


def _problem(row: PreviewRow) -> str:
    why = problem_sentence(row.problem)
    if row.column is None:
        return why
    cell = mask_text(row.cell)
    if len(cell) > _CELL_CHARACTERS:
        cell = f"{cell[:_CELL_CHARACTERS]}…"
    return _own.problem_at(column=COLUMN_NAMES[row.column](), cell=cell, why=why)


def _linked(row: PreviewRow) -> str:
    first = row.linked[0]
    which = _own.linked_one(
        source=wording.source_name(first.source, short=True),
        amt=formats.yuan(first.asked),
        state=wording.application_pill(first.state).text,
    )
    return _own.linked(n=str(len(row.linked)), which=which)
