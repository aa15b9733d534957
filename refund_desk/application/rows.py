"""Frozen rows for lists. Personal values come masked; amounts are fen, instants UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ProblemType,
    Segment,
    Source,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One row of the inbox. `title` is the masked name, else the masked phone.

    `official_due_at` tells when the deadline counts as missed. `refund_state` is that of the
    newest refund, `refund_since` when it entered it. `picture_sha256` is the goods' picture.
    """

    application_id: int
    source: Source
    title: str = field(repr=False)
    category: ReasonCategory
    problem_text: str = field(repr=False)
    goods_title: str
    asked: Fen
    due_at: datetime | None
    official_due_at: datetime | None
    state: ApplicationState
    segment: Segment
    problem_type: ProblemType
    unshipped: bool
    picture_count: int
    unread: bool
    marked: str
    refund_state: RefundState | None
    refund_why: str
    refund_since: datetime | None
    refund_amount: Fen | None
    picture_sha256: str


@dataclass(frozen=True, slots=True)
class SegmentCounts:
    """How many applications each segment holds; what arrived today is not counted."""

    to_do: int = 0
    waiting: int = 0
    refunding: int = 0
    problem: int = 0

    def of(self, segment: Segment) -> int:
        """The count of one segment; DONE is never shown and counts 0."""
        return {
            Segment.TO_DO: self.to_do,
            Segment.WAITING: self.waiting,
            Segment.REFUNDING: self.refunding,
            Segment.PROBLEM: self.problem,
            Segment.DONE: 0,
        }[segment]


class HistoryResult(StrEnum):
    """What became of an application, as the history names and filters it."""

    REFUNDED = "refunded"
    REFUNDING = "refunding"
    ABNORMAL = "abnormal"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    PLATFORM = "platform"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilter:
    """What the history shows. Days are Beijing days, inclusive; None means without a bound."""

    search: str = field(default="", repr=False)
    first_day: date | None = None
    last_day: date | None = None
    result: HistoryResult | None = None
    actor: str | None = None
    oldest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One row of the history: an application that was decided, or a refund of it."""

    application_id: int
    at: datetime
    title: str = field(repr=False)
    goods_title: str
    amount: Fen
    result: HistoryResult
    actor: str
    took_s: int | None
    source: Source
    out_refund_no: str
    category: ReasonCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySummary:
    """The sums over the history under a filter."""

    total: int = 0
    refunded: int = 0
    refunded_sum: Fen = NOTHING
    rejected: int = 0
    withdrawn_or_undone: int = 0
    abnormal: int = 0
    refunding: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayTotals:
    """Refunds that WeChat Pay accepted today (Beijing)."""

    count: int = 0
    total: Fen = NOTHING
