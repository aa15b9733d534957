"""A day as a table for the accountant: plain CSV, no names, numbers that a spreadsheet keeps."""

from __future__ import annotations

import asyncio
import csv
import io
from pathlib import Path

from refund_desk.application.proof_rows import ProofOfDay, ProofRow
from refund_desk.ui import formats, texts
from refund_desk.ui.reconciliation import words

# Before a long number, as in WeChat's own bills: a spreadsheet would round it otherwise. It also
# keeps a text from outside from being taken for a formula.
_TICK = "`"


def document(proof: ProofOfDay) -> str:
    """The day's refunds, differences first, amounts in yuan."""
    own, sheet = texts.proof, io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(
        [
            own.column_time(),
            own.column_number(),
            own.column_their_number(),
            own.column_payment(),
            own.column_theirs(),
            own.column_ours(),
            own.column_fee(),
            own.column_result(),
        ]
    )
    writer.writerows(_cells(row) for row in (*proof.differences, *proof.matches))
    return sheet.getvalue()


async def save(path: Path, proof: ProofOfDay) -> None:
    """Write the day there, marked as UTF-8 for spreadsheets; raises `OSError`."""
    await asyncio.to_thread(path.write_text, document(proof), encoding="utf-8-sig", newline="")


def _cells(row: ProofRow) -> list[str]:
    result = words.result_of(row) if row.kind is None else words.kind_of(row).text
    mark = words.mark_of(row)
    return [
        formats.full_time(row.at),
        f"{_TICK}{row.number}",
        f"{_TICK}{row.refund_id or ''}",
        f"{_TICK}{row.transaction_id}",
        "" if row.theirs is None else row.theirs.to_yuan_text(),
        "" if row.ours is None else row.ours.to_yuan_text(),
        words.plain_fee(-row.fee_units),
        f"{result} {mark}" if mark else result,
    ]
