"""`services.entering`: files are really read, orders come from a table, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from refund_desk.adapters.sources.sheet_reader import read_file
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.spreadsheet_files import SpreadsheetRefused, Template
from refund_desk.application.spreadsheet_columns import (
    NUMBER_COLUMNS,
    Columns,
    columns_named,
    head_of,
)
from refund_desk.application.spreadsheet_preview import PreviewRow, preview_rows
from refund_desk.application.use_cases.enter_by_hand import EnterCommand, FoundPayment
from refund_desk.application.use_cases.import_sheet import Imported, SheetDraft
from refund_desk.domain.errors import RuleBrokenError
from tests.ui.fake_shop import FakeShop


class FakeSpreadsheets:
    """Looks like `ImportSheet`. `known` and `linked` change the preview; `trouble` meets a take."""

    def __init__(self, shop: FakeShop) -> None:
        self._shop = shop
        self.changes: dict[int, PreviewRow] = {}
        self.trouble: Exception | None = None
        self.known = 0
        self.looks = 0
        self.remembered = False

    async def read(self, path: Path) -> SheetDraft | SpreadsheetRefused:
        await asyncio.sleep(0)
        spreadsheet = read_file(path)
        if isinstance(spreadsheet, SpreadsheetRefused):
            return spreadsheet
        head = head_of(spreadsheet.rows)
        return SheetDraft(
            file_name=path.name,
            spreadsheet=spreadsheet,
            head=head,
            columns=columns_named(head.names),
            remembered=self.remembered,
        )

    async def preview(self, draft: SheetDraft, columns: Columns) -> tuple[PreviewRow, ...]:
        self.looks += 1
        await asyncio.sleep(0.01)
        if not any(column in columns for column in NUMBER_COLUMNS):
            raise RuleBrokenError("sheet.no_number")
        rows = preview_rows(draft.spreadsheet.rows, draft.head, columns, now=self._shop.clock.now())
        return tuple(self._changed(row) for row in rows)

    async def take(
        self, draft: SheetDraft, columns: Columns, rows: Collection[PreviewRow]
    ) -> Imported:
        await asyncio.sleep(0)
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            raise trouble
        self._shop.noted("take", tuple(row.row for row in rows), dict(columns))
        return Imported(application_ids=tuple(range(len(rows))), known=self.known)

    async def write_template(self, path: Path, template: Template) -> None:
        await asyncio.sleep(0)
        self._shop.noted("write_template", template)
        await asyncio.to_thread(path.write_text, "x", encoding="utf-8")

    def _changed(self, row: PreviewRow) -> PreviewRow:
        change = self.changes.get(row.row)
        if change is None:
            return row
        return replace(
            row, known_id=change.known_id, twin_row=change.twin_row, linked=change.linked
        )


class FakeByHand:
    """Looks like `EnterByHand`. `known` are payments by number; `trouble` meets the next call."""

    def __init__(self, shop: FakeShop) -> None:
        self._shop = shop
        self.known: dict[str, FoundPayment | Missing | Unreadable] = {}
        self.trouble: Exception | None = None

    async def look_up(self, number: str) -> FoundPayment | Missing | Unreadable:
        await self._meet()
        return self.known.get(number) or Missing()

    async def enter(self, command: EnterCommand) -> int:
        await self._meet()
        self._shop.noted("enter", command)
        return 1

    async def _meet(self) -> None:
        await asyncio.sleep(0)
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            raise trouble


class FakeEntering:
    """Both ways."""

    def __init__(self, shop: FakeShop) -> None:
        self.spreadsheets = FakeSpreadsheets(shop)
        self.by_hand = FakeByHand(shop)
