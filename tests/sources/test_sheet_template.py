"""The template that is given away comes back readable, with its columns recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from refund_desk.adapters.sources.sheet_files import LocalSpreadsheetFiles
from refund_desk.adapters.sources.sheet_reader import read_content
from refund_desk.adapters.sources.sheet_template import template_file
from refund_desk.application.ports.spreadsheet_files import Spreadsheet, Template
from refund_desk.application.spreadsheet_columns import columns_named, head_of
from tests.sources.sheet_samples import unpacked

TEMPLATE = Template(
    sheet_name="退款申请",
    columns=("微信支付订单号", "申请金额（元）", "A & <B>"),
    hints_name="说明",
    hints=("单位是元", "<不填> & 空着"),
)


@pytest.mark.parametrize("ending", [".xlsx", ".CSV"])
async def test_a_template_is_read_as_it_was_written(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"模板{ending}"
    files = LocalSpreadsheetFiles()
    await files.write_template(path, TEMPLATE)
    read = await files.read(path)
    assert isinstance(read, Spreadsheet)
    head = head_of(read.rows)
    assert (head.names, head.first) == (TEMPLATE.columns, 1)
    assert [column.value for column in columns_named(head.names)] == ["payment", "asked"]


def test_every_column_of_the_template_is_set_to_text() -> None:
    parts = unpacked(template_file(TEMPLATE, is_csv=False))
    assert b'<col min="1" max="3" width="26" style="1"' in parts["xl/worksheets/sheet1.xml"]
    assert '<xf numFmtId="49" applyNumberFormat="1"/>' in parts["xl/styles.xml"].decode()
    hints = parts["xl/worksheets/sheet2.xml"].decode()
    assert "&lt;不填&gt; &amp; 空着" in hints


def test_the_first_sheet_is_read_and_the_hints_are_left_out() -> None:
    read = read_content(template_file(TEMPLATE, is_csv=False))
    assert isinstance(read, Spreadsheet)
    assert (read.sheet_name, read.left_out) == ("退款申请", ("说明",))


async def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        await LocalSpreadsheetFiles().write_template(tmp_path / "none" / "x.xlsx", TEMPLATE)
