"""The port of spreadsheet files: those from outside as plain rows of text, and our template."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

# Applications come by the day, not by the hundred thousand; a larger file is the wrong file.
ROWS_MAX = 20_000


class CellFlaw(StrEnum):
    """What a cell's text does not say by itself."""

    # A formula; the text is the value that the program kept which wrote the file.
    FORMULA = "formula"
    # A formula without such a value. It is never worked out here.
    FORMULA_ONLY = "formula_only"
    # The writing program kept an error there, or something unreadable.
    ERROR = "error"
    # A number with more digits than a spreadsheet keeps: some of them are lost for good.
    ROUNDED = "rounded"
    # Longer than a cell may be; only its beginning is kept.
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as plain text, never evaluated; the text is whatever a stranger wrote."""

    text: str = field(repr=False)
    flaw: CellFlaw | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is not empty. `number` is the one that the spreadsheet program shows."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """The rows of one sheet. `left_out` names further sheets of the file that were not read."""

    rows: tuple[SheetRow, ...]
    sheet_name: str = field(default="", repr=False)
    left_out: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SpreadsheetRefused:
    """Why nothing of a file is read: the key of a sentence, with the number it needs (0: none)."""

    why: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """An empty table to fill in: the names of its columns, and a sheet of hints beside it."""

    sheet_name: str
    columns: tuple[str, ...]
    hints_name: str
    hints: tuple[str, ...]


class SpreadsheetFiles(Protocol):
    """Reads files that strangers wrote; bounded in time and memory, beside the window."""

    async def read(self, path: Path) -> Spreadsheet | SpreadsheetRefused:
        """The rows of a CSV or XLSX file.

        Refused with `file.unreadable`, `file.empty`, `file.big` (MB), `file.rows` (rows),
        `file.columns` (columns), `file.slow` (seconds), `file.bomb`, `file.locked` (an old .xls or
        one with a passphrase), `file.encoding`, `file.quotes` (the line), `file.damaged` or
        `file.kind`.
        """

    async def write_template(self, path: Path, template: Template) -> None:
        """Write the template as CSV or XLSX, by the path's ending; raises `OSError`."""
