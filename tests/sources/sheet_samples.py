"""Spreadsheet files for tests, written by hand so that each byte of them can be chosen."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

PAYMENT = "4200002410202611230000012345"
OTHER_PAYMENT = "4200002410202611230000067890"
HEAD = ("微信支付单号", "申请金额", "退款原因", "说明", "申请时间", "手机号")
ROW = (PAYMENT, "108.00", "商品破损", "杯子碎了", "2026-11-20 10:30", "13800138000")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def csv_text(*rows: Iterable[str], separator: str = ",") -> str:
    """A table whose cells hold no separators."""
    return "".join(separator.join(row) + "\r\n" for row in rows)


def text_cell(place: str, text: str) -> str:
    """A cell with its text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def number_cell(place: str, number: str, style: int = 0) -> str:
    """A cell with a number as the file writes it."""
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def row_of(number: int, cells: str, attributes: str = "") -> str:
    """A row with these cells."""
    return f'<row r="{number}" {attributes}>{cells}</row>'


def text_rows(*rows: Iterable[str]) -> str:
    """Rows of texts from the first on."""
    return "".join(
        row_of(n, "".join(text_cell(f"{chr(65 + i)}{n}", cell) for i, cell in enumerate(row)))
        for n, row in enumerate(rows, 1)
    )


def sheet_xml(rows: str, before: str = "") -> str:
    """The part of one sheet."""
    return f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def xlsx(
    sheets: Mapping[str, str],
    *,
    shared: str = "",
    styles: str = "",
    hidden: tuple[str, ...] = (),
    properties: str = "",
) -> bytes:
    """A file of these sheets (name: rows), with the parts that cells may refer to."""
    parts = {"[Content_Types].xml": "<Types/>"}
    listed, relations = "", ""
    for n, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name={quoteattr(name)} sheetId="{n}"{state} r:id="rId{n}"/>'
        relations += f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>'
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            rows if rows.startswith("<?xml") or "<worksheet" in rows else sheet_xml(rows)
        )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr {properties}/>'
        f"<sheets>{listed}</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'
    )
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{shared}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'
    return packed(parts)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a zip; none of what is no zip, or a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return {}
