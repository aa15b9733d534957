"""What importing a spreadsheet needs of the application layer."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from refund_desk.application.ports.spreadsheet_files import SpreadsheetRefused, Template
from refund_desk.application.spreadsheet_columns import Columns
from refund_desk.application.spreadsheet_preview import PreviewRow
from refund_desk.application.use_cases.import_sheet import Imported, SheetDraft


class SpreadsheetImport(Protocol):
    """The use case `ImportSheet`."""

    async def read(self, path: Path) -> SheetDraft | SpreadsheetRefused:
        """Read a file."""

    async def preview(self, draft: SheetDraft, columns: Columns) -> tuple[PreviewRow, ...]:
        """What each row would become."""

    async def take(
        self, draft: SheetDraft, columns: Columns, rows: Collection[PreviewRow]
    ) -> Imported:
        """Keep these rows as applications."""

    async def write_template(self, path: Path, template: Template) -> None:
        """Write an empty table to fill in; raises `OSError`."""
