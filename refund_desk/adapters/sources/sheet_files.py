"""The `SpreadsheetFiles` port over files of this PC; the readers' code is read with the first."""

from __future__ import annotations

import asyncio
from pathlib import Path

from refund_desk.application.ports.spreadsheet_files import (
    Spreadsheet,
    SpreadsheetRefused,
    Template,
)


class LocalSpreadsheetFiles:
    """Reads and writes in threads, beside the window."""

    async def read(self, path: Path) -> Spreadsheet | SpreadsheetRefused:
        """See the port."""
        return await asyncio.to_thread(_read, path)

    async def write_template(self, path: Path, template: Template) -> None:
        """See the port."""
        await asyncio.to_thread(_write, path, template)


def _read(path: Path) -> Spreadsheet | SpreadsheetRefused:
    from refund_desk.adapters.sources.sheet_reader import read_file

    return read_file(path)


def _write(path: Path, template: Template) -> None:
    from refund_desk.adapters.sources.sheet_template import template_file

    path.write_bytes(template_file(template, is_csv=path.suffix.lower() == ".csv"))
