"""Spreadsheets are read as plain text within bounds, and nothing in them is worked out."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from refund_desk.adapters.sources import sheet_limits, sheet_parts
from refund_desk.adapters.sources.sheet_files import LocalSpreadsheetFiles
from refund_desk.adapters.sources.sheet_reader import read_content, read_file
from refund_desk.application.ports.spreadsheet_files import (
    CellFlaw,
    Spreadsheet,
    SpreadsheetRefused,
)
from tests.sources.sheet_samples import (
    HEAD,
    PAYMENT,
    ROW,
    csv_text,
    number_cell,
    packed,
    row_of,
    sheet_xml,
    text_cell,
    text_rows,
    xlsx,
)

_DATES = (
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d"/>'
    '<numFmt numFmtId="165" formatCode="&quot;day&quot; 0.00"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="31"/><xf/></cellXfs>'
)


def rows_of(content: bytes) -> list[list[str]]:
    read = read_content(content)
    assert isinstance(read, Spreadsheet), read
    return [[cell.text for cell in row.cells] for row in read.rows]


def refusal(content: bytes) -> str:
    read = read_content(content)
    assert isinstance(read, SpreadsheetRefused)
    return read.why


def one_cell(cell: str, *, styles: str = "", properties: str = "") -> tuple[str, CellFlaw | None]:
    read = read_content(xlsx({"S": row_of(1, cell)}, styles=styles, properties=properties))
    assert isinstance(read, Spreadsheet), read
    found = read.rows[0].cells[0]
    return found.text, found.flaw


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_a_text_table_is_read_whatever_wrote_it(encoding: str, separator: str) -> None:
    text = csv_text(HEAD, ROW, separator=separator)
    assert rows_of(text.encode(encoding)) == [list(HEAD), list(ROW)]


def test_digits_that_a_text_table_protects_stay_whole() -> None:
    text = f'单号,甲,乙\n="{PAYMENT}",\'{PAYMENT},`{PAYMENT}\n'
    assert rows_of(text.encode())[1] == [PAYMENT] * 3


def test_a_formula_of_a_text_table_is_only_marked() -> None:
    read = read_content("单号,金额\n1,=1+1\n".encode())
    assert isinstance(read, Spreadsheet)
    assert read.rows[1].cells[1].flaw is CellFlaw.FORMULA_ONLY


def test_a_cell_of_a_text_table_may_hold_lines_and_rows_keep_their_numbers() -> None:
    read = read_content(b'a,b\n"x\ny",1\n\n,\nz,2\n')
    assert isinstance(read, Spreadsheet)
    assert [row.number for row in read.rows] == [1, 2, 6]
    assert read.rows[1].cells[0].text == "x\ny"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "file.empty"),
        (b"\n , \n\n", "file.empty"),
        (b"\x00\x01\x02\xffPNG", "file.encoding"),
        (b"\x00\x01\x02PNG", "file.kind"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 30, "file.encoding"),
        (b"%PDF-1.7\n\x01\n", "file.kind"),
        (b'a,b\n"never closed,1\n2,3\n', "file.quotes"),
        (b"\xff\xfea", "file.encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "file.locked"),
        (b",".join(b"x" for _n in range(101)), "file.columns"),
        (b"x\n" * 20_002, "file.rows"),
        (b'"' + b"x" * 200_000 + b'"', "file.quotes"),
        (b"PK\x03\x04 no zip", "file.damaged"),
        (b"x" * (sheet_limits.FILE_BYTES_MAX + 1), "file.big"),
    ],
    ids=lambda part: part if isinstance(part, str) else f"{part[:8]!r}",
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, why: str) -> None:
    assert refusal(content) == why


def test_twenty_thousand_rows_below_the_head_are_read() -> None:
    assert len(rows_of(b"x\n" * 20_001)) == 20_001


def test_a_cell_without_end_is_cut() -> None:
    read = read_content(b"a,b\n" + b"y" * 5_000)
    assert isinstance(read, Spreadsheet)
    cell = read.rows[1].cells[0]
    assert (len(cell.text), cell.flaw) == (sheet_limits.CELL_CHARACTERS_MAX, CellFlaw.CUT)


def test_a_workbook_is_read_by_its_places() -> None:
    rows = row_of(2, text_cell("C2", "x")) + row_of(9, text_cell("A9", "y"), 'hidden="1"')
    read = read_content(xlsx({"一": "", "二": rows, "三": rows, "藏": rows}, hidden=("藏",)))
    assert isinstance(read, Spreadsheet)
    assert (read.sheet_name, read.left_out) == ("二", ("一", "三"))
    assert [(row.number, row.hidden, [c.text for c in row.cells]) for row in read.rows] == [
        (2, False, ["", "", "x"]),
        (9, True, ["y"]),
    ]


def test_a_workbook_without_places_is_read_in_order() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    assert rows_of(xlsx({"S": rows})) == [["1", "2"], ["3"]]


def test_texts_are_shared_and_their_pronunciation_is_left_out() -> None:
    shared = (
        "<si><r><t>商品</t></r><r><t>破损</t></r><rPh><t>shang</t></rPh></si><si><t>二</t></si>"
    )
    cells = '<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>'
    assert rows_of(xlsx({"S": row_of(1, cells)}, shared=shared)) == [["二", "商品破损"]]


def test_a_text_that_is_not_there_makes_the_file_damaged() -> None:
    cell = '<c r="A1" t="s"><v>7</v></c>'
    assert refusal(xlsx({"S": row_of(1, cell)}, shared="<si><t>x</t></si>")) == "file.damaged"


@pytest.mark.parametrize(
    ("cell", "text", "flaw"),
    [
        (number_cell("A1", "108.5"), "108.5", None),
        (number_cell("A1", "19.989999999999998"), "19.99", None),
        (number_cell("A1", "1E2"), "100", None),
        (number_cell("A1", "-0.000"), "-0", None),
        (number_cell("A1", "123456789012345"), "123456789012345", None),
        (number_cell("A1", "4.2000024102026112E+27"), "4.2000024102026112E+27", CellFlaw.ROUNDED),
        (number_cell("A1", "1234567890123456"), "1234567890123456", CellFlaw.ROUNDED),
        (number_cell("A1", "1E999999999"), "1E999999999", CellFlaw.ERROR),
        (number_cell("A1", "NaN"), "NaN", CellFlaw.ERROR),
        ('<c r="A1"><f>SUM(B1:B9)</f><v>7</v></c>', "7", CellFlaw.FORMULA),
        ('<c r="A1" t="str"><f>A2</f><v>x</v></c>', "x", CellFlaw.FORMULA),
        ('<c r="A1"><f>NOW()</f></c>', "", CellFlaw.FORMULA_ONLY),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", CellFlaw.ERROR),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE", None),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE", None),
        ('<c r="A1" t="d"><v>2026-11-20T10:30:00</v></c>', "2026-11-20T10:30:00", None),
        (text_cell("A1", " a_x0041__xD800__x0000_ "), "aA", None),
    ],
)
def test_a_cell_is_the_text_its_writer_saw(cell: str, text: str, flaw: CellFlaw | None) -> None:
    assert one_cell(cell) == (text, flaw)


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        ("46346", 1, "2026-11-20"),
        ("46346.4375", 2, "2026-11-20 10:30:00"),
        ("46346.437499999", 4, "2026-11-20 10:30:00"),
        ("46346.5", 3, "46346.5"),
        ("46346.5", 5, "46346.5"),
        ("46346.5", 99, "46346.5"),
        ("-1", 1, "-1"),
        ("2958465.9999999", 1, "2958465.9999999"),
    ],
)
def test_days_are_told_by_the_style(number: str, style: int, text: str) -> None:
    assert one_cell(number_cell("A1", number, style), styles=_DATES) == (text, None)


def test_days_may_count_from_1904() -> None:
    cell = number_cell("A1", "44884", 1)
    assert one_cell(cell, styles=_DATES, properties='date1904="1"') == ("2026-11-20", None)


def test_a_long_text_in_a_workbook_is_cut() -> None:
    text, flaw = one_cell(text_cell("A1", "z" * 9_000))
    assert (len(text), flaw) == (sheet_limits.CELL_CHARACTERS_MAX, CellFlaw.CUT)


def test_a_claim_of_ten_million_rows_costs_nothing() -> None:
    rows = row_of(1, text_cell("A1", "x")) + row_of(9_999_999, text_cell("A9999999", "y"))
    claim = '<dimension ref="A1:XFD10000000"/><sheetData>'
    sheet = sheet_xml(rows).replace("<sheetData>", claim)
    assert rows_of(xlsx({"S": sheet})) == [["x"], ["y"]]


def test_what_lies_far_to_the_right_is_refused() -> None:
    assert refusal(xlsx({"S": row_of(1, text_cell("XFD1", "x"))})) == "file.columns"


def test_entities_are_refused_before_they_multiply() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 9}">' for n in range(1, 20))
    kind = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    rows = row_of(1, '<c r="A1" t="str"><v>&l19;</v></c>')
    assert refusal(xlsx({"S": sheet_xml(rows, before=kind)})) == "file.damaged"
    outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    assert refusal(xlsx({"S": sheet_xml(rows, before=outside)})) == "file.damaged"


def test_a_bomb_is_refused_by_what_comes_out_of_it() -> None:
    bomb = sheet_xml(row_of(1, text_cell("A1", "0" * 30_000_000)))
    content = xlsx({"S": bomb})
    assert len(content) < 100_000
    assert refusal(content) == "file.bomb"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(xlsx({"S": sheet_xml(text_rows(["0" * 30_000_000]))}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.rindex(b"xl/worksheets/sheet1.xml", 0, None)
        at = content.rindex(mark, 0, at)
        content[at + place : at + place + 4] = struct.pack("<I", 50)
    assert refusal(bytes(content)) in {"file.bomb", "file.damaged"}


def test_thousands_of_parts_are_refused_before_they_are_listed() -> None:
    parts = {f"part{n}": b"" for n in range(2_001)}
    assert refusal(packed(parts)) == "file.bomb"


def test_all_parts_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_parts, "_ALL_BYTES_MAX", 500)
    assert refusal(xlsx({"S": text_rows(HEAD, ROW)})) == "file.big"


def test_cells_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_limits, "CELLS_MAX", 11)
    assert refusal(csv_text(HEAD, ROW).encode()) == "file.big"


def test_time_is_bounded() -> None:
    over = sheet_limits.Watch(-1.0)
    with pytest.raises(sheet_limits.FileRefusedError, match=r"file\.slow"):
        over.look()


def test_a_locked_part_and_an_odd_packing_are_refused() -> None:
    whole = bytearray(xlsx({"S": text_rows(HEAD)}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = 0
        while (begin := whole.find(mark, begin)) >= 0:
            whole[begin + place] |= 1
            begin += 4
    assert refusal(bytes(whole)) == "file.locked"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(file.getvalue()) == "file.damaged"


@pytest.mark.parametrize(
    "parts",
    [
        {"nothing": "x"},
        {"xl/workbook.xml": "<workbook", "xl/_rels/workbook.xml.rels": "<Relationships/>"},
        {"xl/workbook.xml": "<w/>"},
        {
            "xl/workbook.xml": '<w xmlns:r="u"><sheet name="S" r:id="r1"/></w>',
            "xl/_rels/workbook.xml.rels": "<Relationships/>",
        },
        {"xl/workbook.xml": "<w>" * 200 + "</w>" * 200},
    ],
)
def test_a_workbook_without_its_parts_is_damaged(parts: dict[str, str]) -> None:
    assert refusal(packed(parts)) == "file.damaged"


def test_a_workbook_without_rows_is_empty() -> None:
    assert refusal(xlsx({"S": ""})) == "file.empty"


async def test_a_file_is_read_beside_the_window(tmp_path: Path) -> None:
    path = tmp_path / "申请.csv"
    path.write_bytes(csv_text(HEAD, ROW).encode("gbk"))
    read = await LocalSpreadsheetFiles().read(path)
    assert isinstance(read, Spreadsheet)
    assert len(read.rows) == 2


def test_what_is_no_file_is_unreadable(tmp_path: Path) -> None:
    assert read_file(tmp_path / "none.csv") == SpreadsheetRefused("file.unreadable")
    assert read_file(tmp_path) == SpreadsheetRefused("file.unreadable")
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert read_file(pipe) == SpreadsheetRefused("file.unreadable")
