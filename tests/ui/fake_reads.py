"""The read model of the stand-in: the same answers as the database gives, from memory."""

from __future__ import annotations

import asyncio
from array import array
from datetime import datetime

from refund_desk.application.case_view import CaseView
from refund_desk.application.ports.read_model import CaseParts
from refund_desk.application.rows import (
    HistoryFilter,
    HistoryResult,
    HistoryRow,
    HistorySummary,
    InboxRow,
    SegmentCounts,
    TodayTotals,
)
from refund_desk.domain.audit import CHAIN_START, AuditAction, AuditLine
from refund_desk.domain.fen import total_of
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from tests.ui.fake_cases import NOW, sha256_of
from tests.ui.fake_shop import FakeShop

_RESULTS = {
    RefundState.SUCCEEDED: HistoryResult.REFUNDED,
    RefundState.PROCESSING: HistoryResult.REFUNDING,
    RefundState.SUBMITTING: HistoryResult.REFUNDING,
    RefundState.ABNORMAL: HistoryResult.ABNORMAL,
    RefundState.CLOSED: HistoryResult.CLOSED,
    RefundState.UNDONE: HistoryResult.UNDONE,
    RefundState.UNKNOWN: HistoryResult.UNKNOWN,
    RefundState.REFUSED: HistoryResult.REFUSED,
}


def inbox_row_of(view: CaseView, *, unread: bool) -> InboxRow:
    """The row that shows a case in the list."""
    refund, deadline = view.refund, view.deadline
    goods = view.order.goods[0].picture_ref if view.order and view.order.goods else ""
    return InboxRow(
        application_id=view.application_id,
        source=view.source,
        title=view.title,
        category=view.category,
        problem_text=view.problem_text,
        goods_title=view.order.goods_title if view.order is not None else "",
        asked=view.asked,
        due_at=deadline.due_at if deadline is not None else None,
        official_due_at=deadline.official_at if deadline is not None else None,
        state=view.state,
        segment=view.segment,
        problem_type=view.problem_type,
        unshipped=view.unshipped,
        picture_count=view.picture_count,
        unread=unread,
        marked=view.marked,
        refund_state=refund.state if refund is not None else None,
        refund_why=refund.why if refund is not None else "",
        refund_since=refund.planned_at if refund is not None else None,
        refund_amount=refund.amount if refund is not None else None,
        picture_sha256=sha256_of(goods),
    )


class FakeReads:
    """The read model over the cases in memory."""

    def __init__(self, shop: FakeShop) -> None:
        self._shop = shop
        self.whole = True

    async def _turn(self) -> None:
        await asyncio.sleep(self._shop.read_delay_s)
        self._shop.read()

    async def segment_counts(self, *, now: datetime) -> SegmentCounts:
        await self._turn()
        counted = [view.segment for view in self._shop.views.values()]
        return SegmentCounts(
            to_do=counted.count(Segment.TO_DO),
            waiting=counted.count(Segment.WAITING),
            refunding=counted.count(Segment.REFUNDING),
            problem=counted.count(Segment.PROBLEM),
        )

    async def inbox_ids(self, segment: Segment, *, search: str, now: datetime) -> array[int]:
        await self._turn()
        views = list(self._shop.views.values())
        if search:
            found = [view for view in views if _matches(view, search)]
            return array("q", (v.application_id for v in sorted(found, key=_arrival)))
        wanted = {segment, Segment.DONE} if segment is Segment.REFUNDING else {segment}
        listed = [view for view in views if view.segment in wanted and _belongs(view, segment)]
        return array("q", (v.application_id for v in sorted(listed, key=_inbox_order)))

    async def inbox_rows(self, ids: array[int]) -> tuple[InboxRow, ...]:
        await self._turn()
        views, unread = self._shop.views, self._shop.unread
        return tuple(inbox_row_of(views[n], unread=n in unread) for n in ids if n in views)

    async def case(self, application_id: int) -> CaseParts | None:
        """The window asks `cases.view` instead."""
        raise NotImplementedError(application_id)

    async def audit_lines(self, application_id: int) -> tuple[AuditLine, ...]:
        await self._turn()
        view = self._shop.views[application_id]
        steps = [(view.applied_at, "wechat", AuditAction.RECEIVED)]
        steps += [(m.at, "owner", AuditAction.REPLIED) for m in view.messages if m.minutes_to_reply]
        for refund in view.refunds:
            steps.append((refund.planned_at, "owner", AuditAction.PLANNED))
            if refund.first_submitting_at is not None:
                steps.append((refund.first_submitting_at, "system", AuditAction.SUBMITTING))
        return tuple(
            AuditLine(
                number=number,
                at=at,
                actor=actor,
                action=action,
                application_id=application_id,
                refund_id=view.refund.id if view.refund is not None else None,
                facts_json=f'{{"amount_fen":{view.asked.count}}}',
                previous=CHAIN_START,
                hash=CHAIN_START,
            )
            for number, (at, actor, action) in enumerate(steps, start=1)
        )

    async def history_ids(
        self, wanted: HistoryFilter, *, now: datetime, limit: int | None = None
    ) -> array[int]:
        await self._turn()
        rows = [row for row in self._history() if _in_history(row, wanted)]
        rows.sort(key=lambda row: row.at, reverse=not wanted.oldest_first)
        return array("q", (row.application_id for row in rows[:limit]))

    async def history_rows(self, ids: array[int]) -> tuple[HistoryRow, ...]:
        await self._turn()
        by_id = {row.application_id: row for row in self._history()}
        return tuple(by_id[number] for number in ids if number in by_id)

    async def history_summary(self, wanted: HistoryFilter, *, now: datetime) -> HistorySummary:
        await self._turn()
        rows = [row for row in self._history() if _in_history(row, wanted)]
        results = [row.result for row in rows]
        refunded = [row.amount for row in rows if row.result is HistoryResult.REFUNDED]
        gone = {HistoryResult.WITHDRAWN, HistoryResult.UNDONE}
        return HistorySummary(
            total=len(rows),
            refunded=len(refunded),
            refunded_sum=total_of(refunded),
            rejected=results.count(HistoryResult.REJECTED),
            withdrawn_or_undone=sum(result in gone for result in results),
            abnormal=results.count(HistoryResult.ABNORMAL),
            refunding=results.count(HistoryResult.REFUNDING),
        )

    async def today_totals(self, *, now: datetime) -> TodayTotals:
        await self._turn()
        refunds = [r for view in self._shop.views.values() for r in view.refunds if r.accepted_at]
        return TodayTotals(count=len(refunds), total=total_of(r.amount for r in refunds))

    async def chain_is_whole(self) -> bool:
        await self._turn()
        return self.whole

    def _history(self) -> list[HistoryRow]:
        return [
            _history_row(view)
            for view in self._shop.views.values()
            if view.refunds or view.state is ApplicationState.REJECTED
        ]


def _history_row(view: CaseView) -> HistoryRow:
    refund = view.refund
    result = HistoryResult.REJECTED if refund is None else _RESULTS[refund.state]
    return HistoryRow(
        application_id=view.application_id,
        at=refund.planned_at if refund is not None else NOW,
        title=view.title,
        goods_title=view.order.goods_title if view.order is not None else "",
        amount=refund.amount if refund is not None else view.asked,
        result=result,
        actor="owner",
        took_s=31 * 60,
        source=view.source,
        out_refund_no=str(refund.out_refund_no or "") if refund is not None else "",
        category=view.category,
    )


def _in_history(row: HistoryRow, wanted: HistoryFilter) -> bool:
    text = f"{row.title} {row.goods_title} {row.out_refund_no}"
    return wanted.search in text and wanted.result in {None, row.result}


def _matches(view: CaseView, search: str) -> bool:
    goods = view.order.goods_title if view.order is not None else ""
    numbers = f"{view.source_ref} {view.order.transaction_id if view.order else ''}"
    return search in f"{view.title} {view.phone} {goods} {view.problem_text} {numbers}"


def _belongs(view: CaseView, segment: Segment) -> bool:
    """REFUNDING also lists what arrived today."""
    return view.segment is segment or view.state is ApplicationState.REFUNDED


def _arrival(view: CaseView) -> int:
    return -view.application_id


def _inbox_order(view: CaseView) -> tuple[bool, float, int]:
    due = view.deadline.due_at.timestamp() if view.deadline is not None else 1e12
    return (view.segment is Segment.DONE, due, view.application_id)
