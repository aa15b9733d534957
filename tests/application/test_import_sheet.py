"""Applications from a spreadsheet: read, looked at row by row, each kept once, all or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from refund_desk.adapters.sources.sheet_files import LocalSpreadsheetFiles
from refund_desk.adapters.storage.audit_store import lines_after
from refund_desk.application.keeper import Keeper
from refund_desk.application.ports.spreadsheet_files import SpreadsheetRefused, Template
from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.application.spreadsheet_columns import Column
from refund_desk.application.spreadsheet_preview import PreviewRow, RowNote
from refund_desk.application.use_cases.import_sheet import ImportSheet, SheetDraft
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.identifiers import OutTradeNo, TransactionId
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund_application import ApplicationState, Source
from tests.application.bench import Bench
from tests.sources.sheet_samples import (
    HEAD,
    OTHER_PAYMENT,
    PAYMENT,
    ROW,
    csv_text,
    number_cell,
    row_of,
    text_cell,
    text_rows,
    xlsx,
)
from tests.storage.examples import MCHID, an_application

OWN = "QH000000010001"


class Desk:
    """The use case over a bench, and files for it."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self.bench, self.folder = bench, folder
        bench.clock.passes(days=5)
        self.importing = ImportSheet(
            ground=bench.ground,
            files=LocalSpreadsheetFiles(),
            keeper=Keeper(mchid=MCHID, customer_salt=b"salt"),
            mchid=MCHID,
        )

    async def draft(self, content: bytes) -> SheetDraft:
        path = self.folder / "李女士的申请.csv"
        path.write_bytes(content)
        draft = await self.importing.read(path)
        assert isinstance(draft, SheetDraft), draft
        return draft

    async def preview(self, *rows: tuple[str, ...]) -> tuple[SheetDraft, tuple[PreviewRow, ...]]:
        draft = await self.draft(csv_text(*rows).encode())
        return draft, await self.importing.preview(draft, draft.columns)

    async def take(self, *rows: tuple[str, ...]) -> tuple[int, ...]:
        draft, preview = await self.preview(*rows)
        return (await self.importing.take(draft, draft.columns, preview)).application_ids


@pytest.fixture
def desk(bench: Bench, tmp_path: Path) -> Desk:
    return Desk(bench, tmp_path)


async def test_a_row_becomes_an_application_with_its_words(desk: Desk) -> None:
    (application_id,) = await desk.take(HEAD, ROW)
    application = await desk.bench.application(application_id)
    assert (application.source, application.state) == (Source.SHEET, ApplicationState.OPEN)
    assert application.transaction_id == PAYMENT
    assert application.asked == Fen(10_800)
    assert application.category is ReasonCategory.DAMAGED
    assert application.applied_at.isoformat() == "2026-11-20T02:30:00+00:00"
    assert (application.payer_phone, bool(application.customer_key)) == ("13800138000", True)
    assert (application.due_at, application.unread) == (None, True)
    case = await desk.bench.view(application_id)
    assert [message.text for message in case.messages] == ["杯子碎了"]
    assert desk.bench.heard.of(ApplicationsChanged) == [ApplicationsChanged((application_id,), 1)]


async def test_the_same_row_is_never_taken_twice(desk: Desk) -> None:
    (first,) = await desk.take(HEAD, ROW)
    # Another file, other columns in another order, the same row.
    order = (1, 0, 2, 3, 4)
    moved = [tuple(cells[i] for i in order) for cells in (HEAD, ROW)]
    draft, (row,) = await desk.preview(*moved)
    assert (row.known_id, row.can_be_taken, row.is_suggested) == (first, False, False)
    with pytest.raises(RuleBrokenError, match=r"sheet\.none"):
        await desk.importing.take(draft, draft.columns, (row,))


async def test_a_row_that_another_window_took_meanwhile_is_left_out(desk: Desk) -> None:
    draft, rows = await desk.preview(HEAD, ROW)
    await desk.importing.take(draft, draft.columns, rows)
    events = len(desk.bench.heard.events)
    imported = await desk.importing.take(draft, draft.columns, rows)
    assert (imported.application_ids, imported.known) == ((), 1)
    assert len(desk.bench.heard.events) == events


async def test_a_row_that_stands_twice_in_a_file_counts_once(desk: Desk) -> None:
    _draft, rows = await desk.preview(HEAD, ROW, (OTHER_PAYMENT, *ROW[1:]), ROW)
    assert [row.twin_row for row in rows] == [0, 0, 2]
    assert len(await desk.take(HEAD, ROW, (OTHER_PAYMENT, *ROW[1:]), ROW)) == 2


async def test_a_trouble_between_two_slices_loses_and_doubles_nothing(desk: Desk) -> None:
    rows = [(f"QH{n:08d}", *ROW[1:]) for n in range(210)]
    draft, preview = await desk.preview(("订单号", *HEAD[1:]), *rows)
    desk.bench.transactions.troubles = [None, StorageFullError()]
    with pytest.raises(StorageFullError):
        await desk.importing.take(draft, draft.columns, preview)
    imported = await desk.importing.take(draft, draft.columns, preview)
    assert (len(imported.application_ids), imported.known) == (10, 200)


async def test_a_small_import_is_kept_whole_or_not_at_all(desk: Desk) -> None:
    draft, rows = await desk.preview(HEAD, ROW, (OTHER_PAYMENT, *ROW[1:]))
    desk.bench.transactions.troubles = [StorageFullError()]
    with pytest.raises(StorageFullError):
        await desk.importing.take(draft, draft.columns, rows)
    for row in (await desk.preview(HEAD, ROW))[1]:
        assert not row.known_id


async def test_an_import_has_its_line_without_the_files_name(desk: Desk) -> None:
    await desk.take(HEAD, ROW)
    readers = desk.bench.ledger.readers
    lines = await readers.read(lambda connection: list(lines_after(connection, 0, limit=10)))
    said = [(line.action.value, line.facts_json) for line in lines]
    assert [action for action, _facts in said] == ["received", "sheet_imported"]
    assert '"new":1' in said[1][1]
    assert "李女士" not in said[1][1]


async def test_what_the_desk_has_of_an_order_is_shown_beside_the_row(desk: Desk) -> None:
    here = await desk.bench.run(
        lambda stores: stores.applications.add(
            an_application(
                transaction_id=TransactionId(PAYMENT), out_trade_no=OutTradeNo(OWN), asked=Fen(900)
            )
        )
    )
    head = (*HEAD, "商户订单号")
    rows = (
        await desk.preview(
            head,
            (*ROW, ""),
            ("", *ROW[1:], OWN),
            (PAYMENT, "1", *ROW[2:], OWN),
            (OTHER_PAYMENT, *ROW[1:], ""),
        )
    )[1]
    assert [[link.application_id for link in row.linked] for row in rows] == [
        [here.id],
        [here.id],
        [here.id],
        [],
    ]
    link = rows[0].linked[0]
    assert (link.source, link.asked, link.state) == (
        Source.COMPLAINT,
        Fen(900),
        ApplicationState.OPEN,
    )
    # It can be taken, but only by somebody who looked.
    assert [(row.can_be_taken, row.is_suggested) for row in rows[:1]] == [(True, False)]
    assert rows[3].is_suggested


@pytest.mark.parametrize(
    ("changes", "why", "column"),
    [
        ({0: ""}, "row.no_number", None),
        ({0: "4.2E+27"}, "row.rounded", Column.PAYMENT),
        ({0: "单号"}, "row.number", Column.PAYMENT),
        ({0: "=A1"}, "row.formula", Column.PAYMENT),
        ({1: "约一百"}, "row.amount", Column.ASKED),
        ({3: "x" * 3_000, 1: "0"}, "row.amount_bounds", Column.ASKED),
        ({1: "9" * 3_000}, "row.long", Column.ASKED),
        ({4: "昨天"}, "row.time", Column.APPLIED),
    ],
)
async def test_a_row_that_cannot_be_taken_says_why(
    desk: Desk, changes: dict[int, str], why: str, column: Column | None
) -> None:
    cells = list(ROW)
    for index, text in changes.items():
        cells[index] = text
    _draft, (row,) = await desk.preview(HEAD, tuple(cells))
    assert (row.problem, row.column, row.can_be_taken) == (why, column, False)
    assert row.row == 2
    assert row.cell == (cells[HEAD.index("微信支付单号")] if column is Column.PAYMENT else row.cell)


async def test_what_a_person_should_know_of_a_row_is_noted(desk: Desk) -> None:
    bare = (PAYMENT, "", "", "", "", "138****8000")
    long = (OTHER_PAYMENT, "1", "原因", "x" * 3_000)
    _draft, rows = await desk.preview(HEAD, bare, long)
    assert rows[0].notes == (RowNote.NO_AMOUNT, RowNote.NO_PHONE)
    assert rows[1].notes == (RowNote.CUT,)
    application = rows[0].application
    assert application is not None
    assert (application.asked, application.applied_at) == (NOTHING, desk.bench.clock.now())
    (bare_id, _long_id) = await desk.take(HEAD, bare, long)
    assert (await desk.bench.application(bare_id)).asked == NOTHING


async def test_a_time_stays_to_the_second(desk: Desk) -> None:
    rows = [(f"QH{n:08d}", *ROW[1:]) for n in range(1_001)]
    _draft, preview = await desk.preview(("订单号", *HEAD[1:]), *rows)
    times = {row.application.applied_at for row in preview if row.application}
    assert len(times) == 1


async def test_formulas_hidden_rows_and_errors_of_a_workbook(desk: Desk) -> None:
    money = '<c r="B{n}"><f>A1</f><v>{v}</v></c>'
    rows = (
        row_of(1, text_cell("A1", "订单号") + text_cell("B1", "金额") + text_cell("C1", "说明"))
        + row_of(
            2, text_cell("A2", OWN) + money.format(n=2, v="5") + '<c r="C2"><f>x</f><v>1</v></c>'
        )
        + row_of(3, text_cell("A3", PAYMENT) + number_cell("B3", "6"), 'hidden="1"')
        + row_of(4, text_cell("A4", OWN) + '<c r="B4" t="e"><v>#N/A</v></c>')
        + row_of(5, number_cell("A5", "4.2E+27") + number_cell("B5", "6"))
        + row_of(6, number_cell("B6", "6"))
    )
    draft = await desk.draft(xlsx({"S": rows}))
    preview = await desk.importing.preview(draft, draft.columns)
    assert draft.row_count == 5
    assert [(row.problem, row.notes) for row in preview] == [
        ("", (RowNote.FORMULA,)),
        ("", (RowNote.HIDDEN,)),
        ("row.error", ()),
        ("row.rounded", ()),
        ("row.no_number", ()),
    ]
    assert [row.application and row.application.number for row in preview[:2]] == [OWN, PAYMENT]
    assert [row.is_suggested for row in preview[:2]] == [True, False]


async def test_a_title_above_the_head_is_passed_over(desk: Desk) -> None:
    draft, rows = await desk.preview(("十一月的退款申请",), ("制表", "小李"), HEAD, ROW)
    assert draft.head.names == HEAD
    assert [row.row for row in rows] == [4]


async def test_the_best_name_counts_where_several_say_the_same(desk: Desk) -> None:
    draft = await desk.draft(
        csv_text(("金额", "Order No.", "申请金额(元)", "订单 号", "单号"), tuple("12345")).encode()
    )
    assert draft.columns == {Column.ANY_NUMBER: 3, Column.ASKED: 2}
    assert not draft.remembered


async def test_a_choice_of_columns_is_remembered_for_such_a_head(desk: Desk) -> None:
    strange = ("甲", "乙", "丙")
    draft = await desk.draft(csv_text(strange, (OWN, "5", "碎了")).encode())
    assert draft.columns == {}
    with pytest.raises(RuleBrokenError, match=r"sheet\.no_number"):
        await desk.importing.preview(draft, draft.columns)
    columns = {Column.OWN_NUMBER: 0, Column.ASKED: 1, Column.REASON: 2}
    rows = await desk.importing.preview(draft, columns)
    with pytest.raises(RuleBrokenError, match=r"sheet\.no_number"):
        await desk.importing.take(draft, {Column.ASKED: 1}, rows)
    await desk.importing.take(draft, columns, rows)
    again = await desk.draft(csv_text(strange, ("QH2", "6", "")).encode())
    assert (again.columns, again.remembered) == (columns, True)
    other = await desk.draft(csv_text((*strange, "丁"), ("QH2", "6", "", "")).encode())
    assert not other.remembered


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "file.empty"),
        (csv_text(HEAD).encode(), "file.no_rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.locked"),
    ],
)
async def test_a_file_with_nothing_to_take_is_refused(desk: Desk, content: bytes, why: str) -> None:
    path = desk.folder / "x.csv"
    path.write_bytes(content)
    assert await desk.importing.read(path) == SpreadsheetRefused(why)


async def test_many_rows_are_looked_at_in_slices_and_told_as_many(desk: Desk) -> None:
    rows = [(f"QH{n:08d}", "1", "碎了", "", "2026-11-20", "") for n in range(1_010)]
    head = ("订单号", *HEAD[1:])
    draft = await desk.draft(xlsx({"S": text_rows(head, *rows)}))
    preview = await desk.importing.preview(draft, draft.columns)
    assert len(preview) == 1_010
    imported = await desk.importing.take(draft, draft.columns, preview[:60])
    assert len(imported.application_ids) == 60
    assert desk.bench.heard.of(ApplicationsChanged) == [ApplicationsChanged((), 60)]
    # A day without a time: rows spread over its seconds, a thousand in each.
    seconds = {row.application.applied_at.second for row in preview if row.application}
    assert seconds == {0, 1}


async def test_a_template_is_written_where_it_is_wanted(desk: Desk) -> None:
    path = desk.folder / "模板.xlsx"
    template = Template(sheet_name="申请", columns=HEAD, hints_name="说明", hints=("x",))
    await desk.importing.write_template(path, template)
    assert await desk.importing.read(path) == SpreadsheetRefused("file.no_rows")


def test_a_row_says_nothing_of_a_person_when_printed() -> None:
    row = PreviewRow(row=2, problem="row.time", cell="13800138000")
    assert "13800138000" not in repr(row)
    assert replace(row, twin_row=3).twin_row == 3
