"""Text tables from outside: UTF-8, UTF-16 or GB18030, whatever stands between the cells."""

from __future__ import annotations

import codecs
import csv
import io
import re

from refund_desk.adapters.sources.sheet_limits import (
    FileRefusedError,
    RowGatherer,
    Watch,
    cell_of,
)
from refund_desk.application.ports.spreadsheet_files import Cell, CellFlaw, Spreadsheet

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GBK is what Excel writes in China; GB18030 holds it and everything else.
_WITHOUT_MARK = ("utf-8", "gb18030")
_SEPARATORS = (",", "\t", ";", "|")
_LOOK_CHARACTERS = 20_000
# A text table has no other signs of control; a picture or a program has some at once.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# How spreadsheet programs are made to keep a long number: ="4200", '4200, and `4200 of the bills.
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_TEXT_SIGNS = "'`\t"
_FIELD_CHARACTERS_MAX = 131_072


def read_csv(content: bytes, watch: Watch) -> Spreadsheet:
    """The rows of a text table; raises `FileRefusedError`."""
    text = _decoded(content)
    if _CONTROL.search(text):
        raise FileRefusedError("file.kind")
    if csv.field_size_limit() < _FIELD_CHARACTERS_MAX:
        csv.field_size_limit(_FIELD_CHARACTERS_MAX)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    gathered = RowGatherer(watch)
    number = 1
    try:
        for fields in lines:
            gathered.add(number, [_cell(field) for field in fields])
            # A cell may hold line breaks; the row is called by the line it begins at.
            number = lines.line_num + 1
    except csv.Error:
        # Strict, because a quote that is never closed would swallow all rows below in silence.
        raise FileRefusedError("file.quotes", number) from None
    return Spreadsheet(gathered.rows())


def _decoded(content: bytes) -> str:
    """The text, by its mark or by what it can only be."""
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    for name in (marked,) if marked else (_wide(content), *_WITHOUT_MARK):
        if not name:
            continue
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    raise FileRefusedError("file.encoding")


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of separators, digits and line ends is zero."""
    head = content[:4_000]
    if len(content) % 2 or head.count(0) * 10 < len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _separator(text: str) -> str:
    """What stands between the cells: the sign by which the first lines fall into most cells."""
    head = text[:_LOOK_CHARACTERS].splitlines()[:5]
    return max(_SEPARATORS, key=lambda sign: sum(line.count(sign) for line in head))


def _cell(text: str) -> Cell:
    """A cell without the sign that only keeps its digits; a formula is never worked out."""
    text = text.strip(" \r\n")
    if kept := _KEPT_AS_TEXT.fullmatch(text):
        return cell_of(kept.group(1))
    if text.startswith("="):
        return cell_of(text, CellFlaw.FORMULA_ONLY)
    return cell_of(text.lstrip(_TEXT_SIGNS))
