"""The columns of the history over its frozen rows: one entry a column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from refund_desk.application.rows import HistoryRow
from refund_desk.ui import formats, texts, wording

Look = Literal["plain", "strong", "dim", "money", "tag"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryColumn:
    """One column: its title and each row's text, how it looks, how wide it is (px, 0 stretches).

    `tooltip` is what a person may see on top, as the cell may be cut.
    """

    title: Callable[[], str]
    text: Callable[[HistoryRow], str]
    look: Look = "plain"
    width: int = 0
    tooltip: Callable[[HistoryRow], str] = lambda _row: ""


def _actor(row: HistoryRow) -> str:
    return wording.person(row.actor) if row.actor else texts.common.nobody()


def _amount(row: HistoryRow) -> str:
    # Not every complaint asks for money; ¥0.00 would look like a refund of nothing.
    return formats.yuan(row.amount) if row.amount else texts.common.nobody()


COLUMNS: tuple[HistoryColumn, ...] = (
    HistoryColumn(
        title=texts.history.column_time,
        text=lambda row: formats.day_and_time(row.at),
        look="dim",
        width=120,
        tooltip=lambda row: formats.full_time(row.at),
    ),
    HistoryColumn(
        title=texts.history.column_customer, text=lambda row: row.title, look="strong", width=104
    ),
    HistoryColumn(
        title=texts.history.column_goods,
        text=lambda row: row.goods_title or texts.common.no_goods(),
        tooltip=lambda row: row.goods_title,
    ),
    HistoryColumn(
        title=texts.history.column_amount,
        text=_amount,
        look="money",
        width=116,
    ),
    HistoryColumn(
        title=texts.history.column_result,
        text=lambda row: wording.history_tag(row)[0],
        look="tag",
        width=120,
    ),
    HistoryColumn(title=texts.history.column_actor, text=_actor, width=84),
    HistoryColumn(
        title=texts.history.column_took, text=lambda row: formats.took(row.took_s), width=90
    ),
    HistoryColumn(
        title=texts.history.column_source,
        text=lambda row: wording.source_name(row.source, short=True),
        width=124,
    ),
    HistoryColumn(
        title=texts.history.column_number,
        text=lambda row: row.out_refund_no or texts.common.nobody(),
        look="dim",
        width=300,
        tooltip=lambda row: row.out_refund_no,
    ),
)
TIME_COLUMN = 0
NUMBER_COLUMN = len(COLUMNS) - 1
