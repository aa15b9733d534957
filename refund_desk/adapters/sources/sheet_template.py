"""The table to fill in: columns set to text, so that no spreadsheet rounds an order number."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from refund_desk.application.ports.spreadsheet_files import Template

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WIDTH = 26
_HINTS_WIDTH = 70
# Style 0 is everybody's default, 1 is text (format 49 is "@"), 2 is text in bold.
_STYLES = (
    f'{_BEGIN}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/></font>'
    '<font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill'
    ' patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles'
    ' count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def template_file(template: Template, *, is_csv: bool) -> bytes:
    """The file's bytes; a CSV has the columns only and is marked as UTF-8 for spreadsheets."""
    if is_csv:
        return (",".join(template.columns) + "\r\n").encode("utf-8-sig")
    return _packed(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": _workbook(template),
            "xl/_rels/workbook.xml.rels": _relations(
                {
                    "rId1": ("worksheet", "worksheets/sheet1.xml"),
                    "rId2": ("worksheet", "worksheets/sheet2.xml"),
                    "rId3": ("styles", "styles.xml"),
                }
            ),
            "xl/styles.xml": _STYLES,
            "xl/worksheets/sheet1.xml": _sheet([template.columns], len(template.columns), _WIDTH),
            "xl/worksheets/sheet2.xml": _sheet(
                ((hint,) for hint in template.hints), 1, _HINTS_WIDTH
            ),
        }
    )


def _packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # A fixed time: equal templates are equal files.
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _content_types() -> str:
    kinds = {
        "/xl/workbook.xml": "sheet.main",
        "/xl/worksheets/sheet1.xml": "worksheet",
        "/xl/worksheets/sheet2.xml": "worksheet",
        "/xl/styles.xml": "styles",
    }
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPES}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'{_BEGIN}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        f' ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{_BEGIN}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook(template: Template) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate((template.sheet_name, template.hints_name), 1)
    )
    return (
        f'{_BEGIN}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>'
        "</workbook>"
    )


def _sheet(rows: Iterable[tuple[str, ...]], columns: int, width: int) -> str:
    lines = "".join(
        f'<row r="{n}">{"".join(_cell(cell) for cell in row)}</row>'
        for n, row in enumerate(rows, 1)
    )
    return (
        f'{_BEGIN}<worksheet xmlns="{_MAIN}"><cols><col min="1" max="{columns}" width="{width}"'
        f' style="1" customWidth="1"/></cols><sheetData>{lines}</sheetData></worksheet>'
    )


def _cell(text: str) -> str:
    return f'<c s="2" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
