"""The first sheet of an XLSX file that holds anything, as plain rows (ECMA-376, part 1)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from refund_desk.adapters.sources.sheet_limits import (
    CELL_CHARACTERS_MAX,
    CELLS_MAX,
    COLUMNS_MAX,
    FILE_MB_MAX,
    FileRefusedError,
    RowGatherer,
    Watch,
    cell_of,
)
from refund_desk.adapters.sources.sheet_numbers import is_date_format, number_cell
from refund_desk.adapters.sources.sheet_parts import Parts, XmlReader
from refund_desk.application.ports.spreadsheet_files import (
    Cell,
    CellFlaw,
    SheetRow,
    Spreadsheet,
)

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_SHEETS_MAX = 50
_FORMATS_MAX = 70_000
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW_NUMBER = re.compile(r"[0-9]{1,7}")
# ECMA-376 22.4.2.4 (ST_Xstring): a character that XML cannot hold.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet of the workbook, and the id of the relation that leads to its part."""

    name: str
    relation: str
    hidden: bool


@dataclass(slots=True)
class _Book:
    """What the cells of all sheets refer to."""

    sheets: list[_Sheet] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    shared: list[Cell] = field(default_factory=list)
    date_styles: list[bool] = field(default_factory=list)
    from_1904: bool = False


def read_xlsx(content: bytes, watch: Watch) -> Spreadsheet:
    """The rows of the first visible sheet that holds any; raises `FileRefusedError`."""
    parts = Parts(content, watch)
    book = _Book()
    _read_workbook(parts, book)
    if _SHARED in parts:
        book.shared = _shared_texts(parts)
    if _STYLES in parts:
        book.date_styles = _date_styles(parts)
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    for sheet in shown:
        part = book.targets.get(sheet.relation, "")
        if part not in parts:
            raise FileRefusedError("file.damaged")
        rows = _SheetReader(book, watch).read(parts, part)
        if rows:
            left_out = tuple(other.name for other in shown if other is not sheet)
            return Spreadsheet(rows, sheet.name, left_out)
    raise FileRefusedError("file.empty")


def _read_workbook(parts: Parts, book: _Book) -> None:
    """Which sheets there are, and where they lie."""

    def started(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet" and len(book.sheets) < _SHEETS_MAX:
            hidden = attributes.get("state", "visible") != "visible"
            book.sheets.append(_Sheet(attributes.get("name", ""), attributes.get("id", ""), hidden))
        elif name == "workbookPr":
            book.from_1904 = attributes.get("date1904", "") in {"1", "true"}

    def related(name: str, attributes: dict[str, str]) -> None:
        outside = attributes.get("TargetMode", "") == "External"
        if name == "Relationship" and not outside and len(book.targets) < _FORMATS_MAX:
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            book.targets[attributes.get("Id", "")] = target.lstrip("/")

    _read(parts, _WORKBOOK, started)
    _read(parts, _RELATIONS, related)


def _read(parts: Parts, name: str, started: Callable[[str, dict[str, str]], None]) -> None:
    """Read a part of which only the elements count."""
    XmlReader(started, lambda _name: None, lambda _text: None).read(parts.chunks(name))


def _shared_texts(parts: Parts) -> list[Cell]:
    """The texts that cells name by their number."""
    texts: list[Cell] = []
    gathered = _Text()

    def started(name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            gathered.clear()
        gathered.start(name)

    def ended(name: str) -> None:
        gathered.end(name)
        if name == "si":
            if len(texts) >= CELLS_MAX:
                raise FileRefusedError("file.big", FILE_MB_MAX)
            texts.append(cell_of(gathered.text()))

    XmlReader(started, ended, gathered.write).read(parts.chunks(_SHARED))
    return texts


def _date_styles(parts: Parts) -> list[bool]:
    """Which styles show dates, by the number that a cell names."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside: list[str] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        inside.append(name)
        number = attributes.get("numFmtId", "")
        if not number.isascii() or not number.isdigit() or len(number) > 9:
            number = "0"
        if len(formats) + len(codes) >= _FORMATS_MAX:
            raise FileRefusedError("file.damaged")
        if name == "numFmt":
            codes[int(number)] = attributes.get("formatCode", "")[:200]
        elif name == "xf" and inside[-2:-1] == ["cellXfs"]:
            formats.append(int(number))

    def ended(_name: str) -> None:
        inside.pop()

    XmlReader(started, ended, lambda _text: None).read(parts.chunks(_STYLES))
    return [is_date_format(number, codes) for number in formats]


class _Text:
    """Gathers the text of the `t` elements; not that of `rPh`, which says how to pronounce it."""

    def __init__(self) -> None:
        """Begin empty."""
        self._pieces: list[str] = []
        self._characters = 0
        self._open = False
        self._aside = 0

    def clear(self) -> None:
        """Begin anew."""
        self._pieces.clear()
        self._characters = self._aside = 0
        self._open = False

    def start(self, name: str) -> None:
        """An element began."""
        self._aside += name == "rPh"
        self._open = name in {"t", "v"}

    def end(self, name: str) -> None:
        """An element ended."""
        self._aside -= name == "rPh"
        self._open = False

    def write(self, text: str) -> None:
        """Keep text, as far as a cell keeps any: one more shows that there was more."""
        if self._open and not self._aside and self._characters <= CELL_CHARACTERS_MAX:
            self._pieces.append(text[: CELL_CHARACTERS_MAX + 1])
            self._characters += len(text)

    def text(self) -> str:
        """What was gathered."""
        return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), "".join(self._pieces))


class _SheetReader:
    """Reads the rows of one sheet."""

    def __init__(self, book: _Book, watch: Watch) -> None:
        """Cells refer to the book; `watch` ends a reading that takes too long."""
        self._book = book
        self._watch = watch
        self._gathered = RowGatherer(watch)
        self._text = _Text()
        self._cells: list[Cell] = []
        self._number = 0
        self._hidden = False
        self._column = 0
        self._type = self._style = ""
        self._formula = False

    def read(self, parts: Parts, name: str) -> tuple[SheetRow, ...]:
        """All rows that are not empty; raises `FileRefusedError`."""
        XmlReader(self._started, self._ended, self._text.write).read(parts.chunks(name))
        return self._gathered.rows()

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        self._text.start(name)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._formula = True

    def _ended(self, name: str) -> None:
        self._text.end(name)
        if name == "c":
            self._put(self._cell())
        elif name == "row":
            self._gathered.add(self._number, self._cells, hidden=self._hidden)
            self._cells = []

    def _begin_row(self, attributes: dict[str, str]) -> None:
        """A row says its number, or follows the one before; a claim of millions costs nothing."""
        written = attributes.get("r", "")
        self._number = int(written) if _ROW_NUMBER.fullmatch(written) else self._number + 1
        self._hidden = attributes.get("hidden", "") in {"1", "true"}
        self._cells = []
        self._column = 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column = _column_number(place.group(1)) if place else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._formula = False
        self._text.clear()

    def _put(self, cell: Cell) -> None:
        """Place a cell in its column; what lies far to the right must at least be empty."""
        if not cell.text and cell.flaw is None:
            return
        if self._column > COLUMNS_MAX:
            raise FileRefusedError("file.columns", COLUMNS_MAX)
        self._cells += [_EMPTY] * (self._column - len(self._cells))
        self._cells[self._column - 1] = cell

    def _cell(self) -> Cell:
        """The cell that ends here; of a formula only the value that was kept."""
        cell = self._value(self._text.text())
        if not self._formula or cell.flaw is not None:
            return cell
        return Cell(cell.text, CellFlaw.FORMULA if cell.text else CellFlaw.FORMULA_ONLY)

    def _value(self, written: str) -> Cell:
        """What the cell's type makes of its text."""
        if not written:
            return _EMPTY
        match self._type:
            case "s":
                return self._shared(written)
            case "b":
                return Cell("TRUE" if written.strip() == "1" else "FALSE")
            case "e":
                return cell_of(written, CellFlaw.ERROR)
            case "n":
                is_date = self._shows_dates()
                return number_cell(written, is_date=is_date, from_1904=self._book.from_1904)
            case _:
                return cell_of(written)

    def _shared(self, written: str) -> Cell:
        if _ROW_NUMBER.fullmatch(written) and int(written) < len(self._book.shared):
            return self._book.shared[int(written)]
        raise FileRefusedError("file.damaged")

    def _shows_dates(self) -> bool:
        if not _ROW_NUMBER.fullmatch(self._style):
            return False
        index = int(self._style)
        return index < len(self._book.date_styles) and self._book.date_styles[index]


def _column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
