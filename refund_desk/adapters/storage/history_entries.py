"""The one row of the history that an application has: when, what became of it, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from refund_desk.application.rows import HistoryResult
from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication

_ENDED = {
    ApplicationState.REFUNDED: HistoryResult.REFUNDED,
    ApplicationState.REJECTED: HistoryResult.REJECTED,
    ApplicationState.WITHDRAWN: HistoryResult.WITHDRAWN,
    ApplicationState.PLATFORM_DECIDED: HistoryResult.PLATFORM,
    ApplicationState.SETTLED_OUTSIDE: HistoryResult.OUTSIDE,
}
_NO_TIME_TAKEN = frozenset({HistoryResult.UNDONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """What the history keeps of an application. `refunded` is what reached the buyer (fen).

    `amount` is what was refunded, else what the newest refund is about, else what was asked.
    """

    at: datetime
    result: HistoryResult
    actor: str
    amount: Fen
    refunded: Fen
    took_s: int | None
    out_refund_no: str


def history_entry_of(
    application: RefundApplication, refunds: Sequence[Refund], *, rejected_by: str
) -> HistoryEntry | None:
    """The entry of an application that was decided or has a refund; None for all others.

    `refunds` are those of the application in order of their ids.
    """
    newest = refunds[-1] if refunds else None
    result = _result_of(application, newest)
    if result is None:
        return None
    arrived = (r for r in refunds if r.state is RefundState.SUCCEEDED and not r.is_back_at_shop)
    refunded = total_of(r.amount for r in arrived)
    at = _decided_at(application, newest, result)
    took = None if result in _NO_TIME_TAKEN else int((at - application.applied_at).total_seconds())
    amount = newest.amount if newest is not None else application.asked
    by_refund = newest is not None and result not in (
        HistoryResult.REJECTED,
        HistoryResult.WITHDRAWN,
        HistoryResult.PLATFORM,
    )
    return HistoryEntry(
        at=at,
        result=result,
        actor=newest.actor if newest is not None and by_refund else rejected_by,
        amount=refunded or amount,
        refunded=refunded,
        took_s=took,
        out_refund_no=(newest.out_refund_no or "") if newest is not None else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundTimes:
    """The instants of a refund's life, each None until it came (UTC)."""

    planned_at: datetime
    submitted_at: datetime | None
    accepted_at: datetime | None
    settled_at: datetime | None


def refund_since(state: RefundState, times: RefundTimes) -> datetime:
    """When a refund entered its state, as far as the ledger knows (UTC)."""
    match state:
        case RefundState.SUCCEEDED | RefundState.CLOSED | RefundState.UNDONE | RefundState.GIVEN_UP:
            reached = times.settled_at
        case RefundState.ABNORMAL | RefundState.PROCESSING:
            reached = times.accepted_at
        case RefundState.UNKNOWN | RefundState.REFUSED | RefundState.SUBMITTING:
            reached = times.submitted_at
        case RefundState.PLANNED:
            return times.planned_at
        case _:
            assert_never(state)
    return reached or times.accepted_at or times.submitted_at or times.planned_at


def result_of_refund(refund: Refund) -> HistoryResult:
    """What a refund's state is called in the history."""
    match refund.state:
        case RefundState.PLANNED | RefundState.SUBMITTING | RefundState.PROCESSING:
            return HistoryResult.REFUNDING
        case RefundState.SUCCEEDED:
            # The money came back to the shop: the buyer still waits (decisions.md 2.3).
            at_shop = refund.is_back_at_shop
            return HistoryResult.ABNORMAL if at_shop else HistoryResult.REFUNDED
        case RefundState.UNDONE | RefundState.GIVEN_UP:
            return HistoryResult.UNDONE
        case RefundState.UNKNOWN:
            return HistoryResult.UNKNOWN
        case RefundState.REFUSED:
            return HistoryResult.REFUSED
        case RefundState.ABNORMAL:
            return HistoryResult.ABNORMAL
        case RefundState.CLOSED:
            return HistoryResult.CLOSED
        case _:
            assert_never(refund.state)


def _result_of(application: RefundApplication, newest: Refund | None) -> HistoryResult | None:
    """Money on its way is told first, then how the application ended, then the newest refund."""
    if newest is not None and not newest.is_final:
        return result_of_refund(newest)
    if application.state in _ENDED:
        return _ENDED[application.state]
    return None if newest is None else result_of_refund(newest)


def _decided_at(
    application: RefundApplication, newest: Refund | None, result: HistoryResult
) -> datetime:
    ended_by = _ENDED.get(application.state)
    if application.ended_at is not None and (newest is None or result is ended_by):
        return application.ended_at
    if newest is None:
        return application.changed_at
    times = RefundTimes(
        planned_at=newest.planned_at,
        submitted_at=newest.first_submitting_at,
        accepted_at=newest.accepted_at,
        settled_at=newest.settled_at,
    )
    return refund_since(newest.state, times)
