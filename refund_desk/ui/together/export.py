"""The picked applications as a table: masked, plain CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterable
from pathlib import Path

from refund_desk.application.case_view import CaseView
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.masking import mask_text
from refund_desk.ui import formats, texts, wording

# A spreadsheet runs what begins with one of these, full-width forms included; with the tick before
# it, it is text.
_WIDE = ("\uff1d", "\uff0b", "\uff0d", "\uff20")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", *_WIDE)
_TICK = "'"
# Before a long number, as in WeChat's own bills: a spreadsheet would round it otherwise.
_NUMBER_TICK = "`"


def document(cases: Iterable[CaseView]) -> str:
    """One line an application, in the order of the list; amounts in yuan."""
    own, sheet = texts.together, io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(
        [
            own.column_applied(),
            own.column_customer(),
            own.column_phone(),
            own.column_reason(),
            own.column_goods(),
            own.column_asked(),
            own.column_paid(),
            own.column_left(),
            own.column_state(),
            own.column_payment(),
            own.column_complaint(),
        ]
    )
    writer.writerows(_cells(case) for case in cases)
    return sheet.getvalue()


async def save(path: Path, cases: Iterable[CaseView]) -> None:
    """Write them there, marked as UTF-8 for spreadsheets; raises `OSError`."""
    content = document(cases)
    await asyncio.to_thread(path.write_text, content, encoding="utf-8-sig", newline="")


def as_text(cell: str) -> str:
    """The cell with personal patterns masked, and so that no spreadsheet computes it."""
    masked = mask_text(cell)
    return f"{_TICK}{masked}" if masked.lstrip(" ").startswith(_FORMULA_STARTS) else masked


def _cells(case: CaseView) -> list[str]:
    order = case.order
    left = case.remainder.refundable if case.remainder is not None else NOTHING
    return [
        formats.full_time(case.applied_at),
        as_text(case.name),
        as_text(case.phone),
        as_text(wording.category(case.category)),
        as_text(order.goods_title if order is not None else ""),
        case.asked.to_yuan_text(),
        order.order_total.to_yuan_text() if order is not None else "",
        left.to_yuan_text() if order is not None else "",
        as_text(wording.application_pill(case.state).text),
        f"{_NUMBER_TICK}{order.transaction_id}" if order is not None else "",
        f"{_NUMBER_TICK}{case.source_ref}",
    ]
