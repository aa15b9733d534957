"""The first rows of the inbox at a start, read beside the import of Qt and before SQLAlchemy's.

Measured (facts: scale_trial 3): SQLAlchemy first takes 2.9 times a bare window, this way 1.22.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from refund_desk.adapters.storage import inbox_rows
from refund_desk.adapters.storage.connections import connect_reader
from refund_desk.adapters.storage.files import LEDGER_FILE, NEWEST_SCHEMA, PICTURE_FILE
from refund_desk.adapters.storage.picture_reads import KNOWN, THUMBNAIL
from refund_desk.application.rows import InboxRow, SegmentCounts
from refund_desk.domain.refund_application import Segment

# More than a screen of 74 px rows shows.
ROWS_AT_FIRST = 20


@dataclass(frozen=True, slots=True)
class FirstRows:
    """What the window can paint at once. `thumbnails` are PNG or JPEG bytes by sha256."""

    counts: SegmentCounts
    rows: tuple[InboxRow, ...]
    thumbnails: Mapping[str, bytes]


def read_first_rows(folder: Path, key: bytes) -> FirstRows | None:
    """Counts and the first rows of 待处理, with their pictures; blocks for some milliseconds.

    None when there is nothing to read yet or anything is wrong: the opening of the ledger follows
    and says what. `key` is the raw key (32 bytes). Changes nothing.
    """
    path = folder / LEDGER_FILE
    if not path.is_file():
        return None
    with contextlib.suppress(dbapi2.Error):
        with contextlib.closing(connect_reader(path, key)) as ledger:
            ledger.execute("BEGIN")
            (version,) = ledger.execute("SELECT version_num FROM schema_version").fetchone()
            if version != NEWEST_SCHEMA:
                return None
            counts = inbox_rows.counts_of(ledger.execute(inbox_rows.COUNTS).fetchall())
            first = {"segment": Segment.TO_DO.value, "limit": ROWS_AT_FIRST}
            (blob,) = ledger.execute(inbox_rows.SEGMENT_IDS, first).fetchone()
            wanted = {"ids": json.dumps(inbox_rows.ids_of(blob).tolist())}
            rows = ledger.execute(inbox_rows.ROWS, wanted).fetchall()
        pictures, thumbnails = _pictures(folder, key, inbox_rows.picture_refs_of(rows))
        first_rows = tuple(inbox_rows.inbox_row_of(row, pictures) for row in rows)
        return FirstRows(counts, first_rows, thumbnails)
    return None


def _pictures(
    folder: Path, key: bytes, references: list[str]
) -> tuple[Mapping[str, str], Mapping[str, bytes]]:
    """The names of kept pictures by reference, and their thumbnails by name."""
    path = folder / PICTURE_FILE
    if not references or not path.is_file():
        return {}, {}
    with contextlib.closing(connect_reader(path, key)) as pictures:
        known = pictures.execute(KNOWN, (json.dumps(references),)).fetchall()
        names = {reference: sha256 for reference, sha256, _width, _height in known}
        thumbnails = {
            sha256: pictures.execute(THUMBNAIL, (sha256,)).fetchone()[0]
            for sha256 in set(names.values())
        }
    return names, thumbnails
