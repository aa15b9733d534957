"""The bounds of a spreadsheet from outside, and how a reader says that one was passed.

A file is read by code of this project, not by a general library, because it is a stranger's: all
that is wanted is text in cells, and each bound can be looked at here. Nothing is evaluated, no
entity is resolved, no link is followed.
"""

from __future__ import annotations

import re
import time

from refund_desk.application.ports.spreadsheet_files import ROWS_MAX, Cell, CellFlaw, SheetRow

FILE_MB_MAX = 20
FILE_BYTES_MAX = FILE_MB_MAX * 1024 * 1024
COLUMNS_MAX = 100
CELLS_MAX = 600_000
CELL_CHARACTERS_MAX = 2_000
READING_S_MAX = 15.0
# Signs of control and of the direction of writing, halves of a character, no characters at all.
_UNKEEPABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


class FileRefusedError(Exception):
    """Nothing of the file is read; `why` is the key of a sentence, `number` what it needs."""

    def __init__(self, why: str, number: int = 0) -> None:
        """Keep both; nothing of the file enters the text."""
        super().__init__(why)
        self.why = why
        self.number = number


class Watch:
    """Ends a reading that takes too long."""

    def __init__(self, seconds_max: float = READING_S_MAX) -> None:
        """Begin now; `seconds_max` seconds of the monotonic clock are left."""
        self._seconds_max = seconds_max
        self._ends_at = time.monotonic() + seconds_max

    def look(self) -> None:
        """Raise `FileRefusedError` once the time is over."""
        if time.monotonic() > self._ends_at:
            raise FileRefusedError("file.slow", int(self._seconds_max))


class RowGatherer:
    """Takes the cells of row after row, within the bounds."""

    def __init__(self, watch: Watch) -> None:
        """Begin without rows."""
        self._watch = watch
        self._rows: list[SheetRow] = []
        self._cells = 0

    def add(self, number: int, cells: list[Cell], *, hidden: bool = False) -> None:
        """Keep a row unless it is empty; raises `FileRefusedError` at a bound."""
        while cells and not _tells(cells[-1]):
            cells.pop()
        if not cells:
            return
        if len(cells) > COLUMNS_MAX:
            raise FileRefusedError("file.columns", COLUMNS_MAX)
        # One more, for the names of the columns.
        if len(self._rows) > ROWS_MAX:
            raise FileRefusedError("file.rows", ROWS_MAX)
        self._cells += len(cells)
        if self._cells > CELLS_MAX:
            raise FileRefusedError("file.big", FILE_MB_MAX)
        self._rows.append(SheetRow(number, tuple(cells), hidden))
        self._watch.look()

    def rows(self) -> tuple[SheetRow, ...]:
        """All rows that are not empty."""
        return tuple(self._rows)


def cell_of(text: str, flaw: CellFlaw | None = None) -> Cell:
    """A cell with its text trimmed, bounded, and without signs that no ledger can keep."""
    text = _UNKEEPABLE.sub("", text).strip()
    if len(text) > CELL_CHARACTERS_MAX:
        return Cell(text[:CELL_CHARACTERS_MAX], CellFlaw.CUT)
    return Cell(text, flaw)


def _tells(cell: Cell) -> bool:
    """Whether a cell says anything at all."""
    return bool(cell.text) or cell.flaw is not None
