"""How the inbox is read: plain SQL and tuples, so that the first rows need no SQLAlchemy."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from refund_desk.adapters.storage.history_entries import RefundTimes, refund_since
from refund_desk.adapters.storage.instants import to_instant
from refund_desk.application.rows import InboxRow, SegmentCounts
from refund_desk.domain.deadline import open_clock
from refund_desk.domain.fen import Fen
from refund_desk.domain.masking import mask_name, mask_phone, mask_text
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, ProblemType, Segment, Source

COUNTS = "SELECT segment, count FROM segment_count"

# All ids as one text: the engine builds it without the interpreter's lock (facts: 165 ms for a
# million rows, of which 0.5 ms hold the lock). `segment <> 'done'` lets the partial index be used.
SEGMENT_IDS = (
    "SELECT unhex(group_concat(printf('%08x', id), '')) FROM (SELECT id FROM refund_application"
    " WHERE segment = :segment AND segment <> 'done'"
    " ORDER BY due_at IS NULL, due_at, applied_at, id LIMIT :limit)"
)
REFUNDED_IDS = (
    "SELECT unhex(group_concat(printf('%08x', id), '')) FROM (SELECT id FROM refund_application"
    " WHERE state = 'REFUNDED' AND segment = 'done' AND ended_at >= :since"
    " ORDER BY ended_at DESC, id DESC)"
)
EVERYTHING = -1

# The newest refund is the one with the greatest id: ids are given in order.
ROWS = (
    "SELECT a.id, a.source, f.buyer_nickname, a.payer_phone, a.category, a.problem_text, f.title,"
    " a.asked_fen, a.due_at, a.round_started_at, a.first_reply_at, a.state, a.segment,"
    " a.problem_type, f.transaction_id IS NOT NULL AND f.shipped_at IS NULL, a.picture_count,"
    " a.unread, a.marked, f.picture_ref, r.state, r.why, r.amount_fen, r.planned_at,"
    " r.first_submitting_at, r.accepted_at, r.settled_at"
    " FROM json_each(:ids) AS wanted JOIN refund_application a ON a.id = wanted.value"
    " LEFT JOIN order_facts f ON f.transaction_id = a.transaction_id"
    " LEFT JOIN refund r ON r.id = (SELECT max(id) FROM refund WHERE application_id = a.id)"
    " ORDER BY wanted.key"
)
_PICTURE_REF = 18


def ids_of(blob: bytes | None) -> array[int]:
    """The ids that the engine wrote as one big-endian text."""
    ids = array("I", blob or b"")
    ids.byteswap()
    return ids


def counts_of(rows: Sequence[Sequence[Any]]) -> SegmentCounts:
    """The counts that the counter table holds."""
    by_segment = {str(segment): int(count) for segment, count in rows}
    return SegmentCounts(
        to_do=by_segment[Segment.TO_DO],
        waiting=by_segment[Segment.WAITING],
        refunding=by_segment[Segment.REFUNDING],
        problem=by_segment[Segment.PROBLEM],
    )


def picture_refs_of(rows: Sequence[Sequence[Any]]) -> list[str]:
    """The references of the goods' pictures that these rows show."""
    return [row[_PICTURE_REF] for row in rows if row[_PICTURE_REF]]


def inbox_row_of(row: Sequence[Any], pictures: Mapping[str, str]) -> InboxRow:
    """A row of `ROWS` as the window gets it; `pictures` names kept pictures by reference."""
    due_at = to_instant(row[8])
    state = None if row[19] is None else RefundState(row[19])
    source = Source(row[1])
    late_at = due_at
    if due_at is not None and source is Source.COMPLAINT:
        late_at = open_clock(to_instant(row[9]), to_instant(row[10])).official_at
    return InboxRow(
        application_id=row[0],
        source=source,
        title=title_of(row[2], row[3]),
        category=ReasonCategory(row[4]),
        problem_text=mask_text(row[5]),
        goods_title=row[6] or "",
        asked=Fen(row[7]),
        due_at=due_at,
        official_due_at=late_at,
        state=ApplicationState(row[11]),
        segment=Segment(row[12]),
        problem_type=ProblemType(row[13]),
        unshipped=bool(row[14]),
        picture_count=row[15],
        unread=bool(row[16]),
        marked=row[17],
        picture_sha256=pictures.get(row[18], ""),
        refund_state=state,
        refund_why=row[20] or "",
        refund_amount=None if row[21] is None else Fen(row[21]),
        refund_since=None if state is None else _since(state, row[22:]),
    )


def title_of(nickname: str | None, phone: str) -> str:
    """The masked name, else the masked phone; a complaint itself carries no name."""
    return mask_name(nickname) if nickname else mask_phone(phone)


def _since(state: RefundState, micros: Sequence[Any]) -> datetime:
    """When the newest refund entered its state."""
    planned_at, submitted_at, accepted_at, settled_at = micros
    times = RefundTimes(
        planned_at=to_instant(planned_at),
        submitted_at=to_instant(submitted_at),
        accepted_at=to_instant(accepted_at),
        settled_at=to_instant(settled_at),
    )
    return refund_since(state, times)
