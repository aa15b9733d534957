"""The port of reads for the window: frozen rows and parts, never read by the writer's thread."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from refund_desk.application.ports.application_source import ComplaintOrder
from refund_desk.application.rows import (
    HistoryFilter,
    HistoryRow,
    HistorySummary,
    InboxRow,
    SegmentCounts,
    TodayTotals,
)
from refund_desk.domain.audit import AuditLine
from refund_desk.domain.conversation import KeptPicture, Message
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import NOTHING_NEGOTIATED, Negotiation
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.outbox import OutboxEntry
from refund_desk.domain.paid_order import PaidOrder
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import RefundApplication, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseParts:
    """All that is kept of one application and its payment, read in one snapshot.

    `used_elsewhere` are refunds given up here whose numbers another desk has used.
    """

    application: RefundApplication
    linked: tuple[RefundApplication, ...]
    order: PaidOrder | None
    facts: OrderFacts | None
    refunds: tuple[Refund, ...]
    elsewhere: Fen | None
    messages: tuple[Message, ...]
    outbox: tuple[OutboxEntry, ...]
    pictures: tuple[KeptPicture, ...]
    earlier_refunds: int | None
    draft: str = field(repr=False)
    order_missing: bool
    orders: tuple[ComplaintOrder, ...] = ()
    refunds_of_other_orders: tuple[Refund, ...] = ()
    used_elsewhere: frozenset[int] = frozenset()
    negotiation: Negotiation = NOTHING_NEGOTIATED


class ReadModel(Protocol):
    """Reads for lists and pages. `ids` are application ids. Raises `StorageError` only."""

    async def segment_counts(self, *, now: datetime) -> SegmentCounts:
        """How many are in each segment, from the counter table."""

    async def inbox_ids(self, segment: Segment, *, search: str, now: datetime) -> array[int]:
        """All ids of a segment in the order of the inbox; `search` filters over all open ones.

        Order: deadline (none last), then arrival; in REFUNDING the waiting ones first, then those
        that arrived today (Beijing). A search that is not empty looks in every segment, also DONE,
        newest first.
        """

    async def inbox_rows(self, ids: array[int]) -> tuple[InboxRow, ...]:
        """The rows of these ids, in their order; ids that are gone are left out."""

    async def case(self, application_id: int) -> CaseParts | None:
        """Everything of one application; None when there is none."""

    async def audit_lines(self, application_id: int) -> tuple[AuditLine, ...]:
        """The audit lines of one application and its refunds, oldest first."""

    async def history_ids(
        self, wanted: HistoryFilter, *, now: datetime, limit: int | None = None
    ) -> array[int]:
        """Ids of decided applications that pass the filter, in its order; the first `limit`."""

    async def history_rows(self, ids: array[int]) -> tuple[HistoryRow, ...]:
        """The rows of these ids, in their order."""

    async def history_summary(self, wanted: HistoryFilter, *, now: datetime) -> HistorySummary:
        """The sums above the history list, under the same filter."""

    async def today_totals(self, *, now: datetime) -> TodayTotals:
        """Refunds accepted today (Beijing) and their sum."""

    async def chain_is_whole(self) -> bool:
        """Whether the audit chain verifies from its anchor to its end."""
