"""How an application follows its source: a snapshot and a history in, an application out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from refund_desk.application.platform_refunds import UNPAID_MARK, platform_moves
from refund_desk.application.ports.application_source import ComplaintOrder, Snapshot
from refund_desk.application.told_state import state_as_told
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.deadline import with_due
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.reason import category_of
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    RefundApplication,
)

_ANSWERS = frozenset({MessageKind.WORDS, MessageKind.APPROVED, MessageKind.REJECTED})
_NO_ORDER = ComplaintOrder(transaction_id=None, out_trade_no=None, amount=NOTHING)


def new_application(
    snapshot: Snapshot, *, mchid: Mchid, customer_key: str, now: datetime
) -> RefundApplication:
    """The application that is seen for the first time, before it is `followed`."""
    order = snapshot.orders[0] if len(snapshot.orders) == 1 else _NO_ORDER
    return RefundApplication(
        id=0,
        source=snapshot.source,
        source_ref=snapshot.source_ref,
        mchid=mchid,
        transaction_id=order.transaction_id,
        out_trade_no=order.out_trade_no,
        state=ApplicationState.OPEN,
        problem_type=snapshot.problem_type,
        category=snapshot.category or category_of(snapshot.problem_text, snapshot.detail_text),
        problem_text=snapshot.problem_text,
        detail_text=snapshot.detail_text,
        asked=snapshot.asked,
        order_amount=order.amount,
        applied_at=snapshot.applied_at,
        round_started_at=snapshot.applied_at,
        changed_at=now,
        complaint_state=snapshot.complaint_state,
        customer_key=customer_key,
        orders_in_complaint=len(snapshot.orders),
        unread=snapshot.complaint_state is not ComplaintState.PROCESSED,
    )


def followed(
    application: RefundApplication,
    snapshot: Snapshot,
    history: tuple[Message, ...] | None,
    *,
    now: datetime,
) -> RefundApplication:
    """The application after this snapshot (and this history, where it was read)."""
    before = application
    application = replace(
        application,
        problem_type=snapshot.problem_type,
        problem_text=snapshot.problem_text,
        detail_text=snapshot.detail_text,
        asked=snapshot.asked,
        payer_phone=snapshot.payer_phone or application.payer_phone,
        complaint_state=snapshot.complaint_state,
        user_complaint_times=snapshot.user_complaint_times,
        is_high_risk=snapshot.is_high_risk,
        has_new_words=snapshot.has_new_words,
        fully_refunded_there=snapshot.fully_refunded,
        in_platform_service=snapshot.in_platform_service,
        needs_immediate_service=snapshot.needs_immediate_service,
        picture_count=max(len(snapshot.picture_refs), application.picture_count),
        fingerprint=snapshot.fingerprint,
        respond_by=snapshot.respond_by,
        unread=application.unread or _has_news(application, snapshot),
    )
    if history is not None:
        application = _with_history(application, history, now=now)
    if snapshot.state is None:
        application = _state(before, application, history or (), now=now)
    else:
        application = state_as_told(before, application, snapshot, now=now)
    if platform_moves(application):
        application = replace(application, marked=_mark(application))
    # A new one carries the time of its arrival already.
    if before.id and _differs(before, application):
        application = replace(application, changed_at=now)
    return with_due(application)


def _mark(application: RefundApplication) -> str:
    """The sentence about a platform that could not pay; its applications carry no other mark."""
    return UNPAID_MARK if application.needs_immediate_service else ""


def _has_news(application: RefundApplication, snapshot: Snapshot) -> bool:
    """Whether the buyer said something since the last reading.

    A complaint keeps its mark until it is answered; another source changes with each word.
    """
    if not snapshot.has_new_words:
        return False
    if snapshot.state is None:
        return not application.has_new_words
    return snapshot.fingerprint != application.fingerprint


def _with_history(
    application: RefundApplication, history: tuple[Message, ...], *, now: datetime
) -> RefundApplication:
    """What the conversation says: beginning, round, first answer, how many pictures."""
    began = application.round_started_at
    rounds = [m.at for m in history if m.kind is MessageKind.CONTINUED]
    if rounds and not application.is_final:
        began = max(began, rounds[-1])
    # The history has whole seconds, the complaint's own time has milliseconds.
    since = began.replace(microsecond=0)
    answers = [
        m.at for m in history if m.speaker is Speaker.SHOP and m.kind in _ANSWERS and m.at >= since
    ]
    return replace(
        application,
        applied_at=_first_applied_at(application, history),
        round_started_at=began,
        first_reply_at=answers[0] if answers else None,
        picture_count=sum(len(m.picture_refs) for m in history if m.speaker is Speaker.BUYER),
        history_read_at=now,
    )


def _first_applied_at(application: RefundApplication, history: tuple[Message, ...]) -> datetime:
    """When the buyer applied for the first time (UTC).

    A continued complaint may carry the time of its newest round; the days since the parcel was
    signed for count to the first one.
    """
    applied = [m.at for m in history if m.kind is MessageKind.APPLIED]
    # The history has whole seconds: the same instant there is no earlier one.
    if applied and applied[0] < application.applied_at.replace(microsecond=0):
        return applied[0]
    return application.applied_at


def _state(
    before: RefundApplication,
    application: RefundApplication,
    history: tuple[Message, ...],
    *,
    now: datetime,
) -> RefundApplication:
    """Re-open a continued complaint; end one that ended over there."""
    over = application.complaint_state is ComplaintState.PROCESSED
    if application.is_final and not over:
        return _continued(before, application, history, now=now)
    unsure = application.state is ApplicationState.PLATFORM_DECIDED and bool(history)
    if not over or (application.is_final and not unsure):
        return application
    if application.state is ApplicationState.REFUNDING or application.problem:
        # Money of ours that is under way decides the state, not the complaint.
        return application
    # Seen for the first time when it was over already: the list does not say when it ended.
    unseen = before.id == 0 or unsure
    ended_at = history[-1].at if history else (application.applied_at if unseen else now)
    return replace(
        application, state=_ending(application, history), ended_at=ended_at, marked="", due_at=None
    )


def _continued(
    before: RefundApplication,
    application: RefundApplication,
    history: tuple[Message, ...],
    *,
    now: datetime,
) -> RefundApplication:
    """An ended application whose complaint is open again: its next round."""
    more = application.user_complaint_times > before.user_complaint_times
    if not more and before.complaint_state is not ComplaintState.PROCESSED:
        return application
    began = application.round_started_at
    starts = [m.at for m in history if m.kind is MessageKind.CONTINUED and m.at > began]
    return application.reopened(round_started_at=starts[-1] if starts else now)


def _ending(application: RefundApplication, history: tuple[Message, ...]) -> ApplicationState:
    """How a complaint that is over without a refund of ours has ended."""
    kinds = {message.kind for message in history}
    if MessageKind.REVOKED in kinds:
        return ApplicationState.WITHDRAWN
    if MessageKind.REJECTED in kinds:
        return ApplicationState.REJECTED
    refunded = application.fully_refunded_there or MessageKind.REFUND_ARRIVED in kinds
    return ApplicationState.REFUNDED if refunded else ApplicationState.PLATFORM_DECIDED


def _differs(before: RefundApplication, after: RefundApplication) -> bool:
    """Whether anything but the time of reading changed."""
    return replace(before, history_read_at=None, changed_at=after.changed_at) != replace(
        after, history_read_at=None
    )
