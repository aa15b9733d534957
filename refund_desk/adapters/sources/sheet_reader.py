"""Spreadsheet files from outside: what they are is told by their first bytes, not by their name."""

from __future__ import annotations

from pathlib import Path

from refund_desk.adapters.sources.sheet_csv import read_csv
from refund_desk.adapters.sources.sheet_limits import (
    FILE_BYTES_MAX,
    FILE_MB_MAX,
    FileRefusedError,
    Watch,
)
from refund_desk.application.ports.spreadsheet_files import (
    Spreadsheet,
    SpreadsheetRefused,
)

_ZIP = b"PK\x03\x04"
# An old .xls, or an .xlsx with a passphrase, which Office wraps in the old container.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(path: Path) -> Spreadsheet | SpreadsheetRefused:
    """The rows of a file; see `SpreadsheetFiles.read`."""
    try:
        # A pipe or a device has no end.
        if not path.is_file():
            return SpreadsheetRefused("file.unreadable")
        with path.open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except (OSError, ValueError):
        return SpreadsheetRefused("file.unreadable")
    return read_content(content)


def read_content(content: bytes) -> Spreadsheet | SpreadsheetRefused:
    """The rows of a file's bytes; raises nothing, whatever they are."""
    try:
        return _rows_of(content)
    except FileRefusedError as error:
        return SpreadsheetRefused(error.why, error.number)


def _rows_of(content: bytes) -> Spreadsheet:
    if len(content) > FILE_BYTES_MAX:
        raise FileRefusedError("file.big", FILE_MB_MAX)
    if content.startswith(_OLD_OFFICE):
        raise FileRefusedError("file.locked")
    watch = Watch()
    if content.startswith(_ZIP):
        # Its code is read only for such a file.
        from refund_desk.adapters.sources.sheet_xlsx import read_xlsx

        return read_xlsx(content, watch)
    read = read_csv(content, watch)
    if not read.rows:
        raise FileRefusedError("file.empty")
    return read
