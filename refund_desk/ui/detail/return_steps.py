"""The life of goods that come back, as steps before those of the refund (ui.md section 6)."""

from __future__ import annotations

from datetime import datetime

from refund_desk.application.case_view import CaseView
from refund_desk.domain.masking import mask_number
from refund_desk.domain.negotiation import Negotiation, Parcel
from refund_desk.ui import formats, texts
from refund_desk.ui.detail.negotiation_words import told_address
from refund_desk.ui.widgets.timeline import StepDetail, StepState, TimelineStep


def return_steps(case: CaseView, now: datetime) -> tuple[TimelineStep, ...]:
    """等客户寄回, 已寄出 with its number, 确认收货; nothing where no goods come back.

    Without a refund yet, the step to it follows.
    """
    negotiation = case.negotiation
    if negotiation.asked_back is None and negotiation.parcel is None:
        return ()
    steps = (
        *_asked(case, now),
        _sent(negotiation, now),
        _taken_in(negotiation, now),
    )
    if case.refund is None:
        return (*steps, TimelineStep("todo", texts.negotiating.line_refund()))
    return steps


def _asked(case: CaseView, now: datetime) -> tuple[TimelineStep, ...]:
    """What was asked of the customer; nothing where the customer asked to send it back."""
    asked = case.negotiation.asked_back
    if asked is None or asked.deadline == asked.asked_at:
        return ()
    waits = case.negotiation.awaits_goods and case.negotiation.parcel is None
    late = waits and asked.deadline <= now
    day = formats.day_and_time(asked.deadline)
    details = [StepDetail(texts.negotiating.line_asked_detail(day))]
    if address := told_address(case):
        details.append(StepDetail(address))
    time = formats.step_time(asked.asked_at, now)
    state: StepState = "warn" if late else "now" if waits else "done"
    return (TimelineStep(state, texts.negotiating.line_awaited(), time, tuple(details)),)


def _sent(negotiation: Negotiation, now: datetime) -> TimelineStep:
    parcel = negotiation.parcel
    if parcel is None:
        state: StepState = "done" if negotiation.goods_here else "todo"
        return TimelineStep(state, texts.negotiating.line_to_send())
    waits = parcel.received_at is None and not negotiation.goods_here
    time = formats.step_time(parcel.shipped_at, now)
    number = f"{parcel.carrier} {mask_number(parcel.tracking_no)}".strip()
    title = texts.negotiating.line_sent(number)
    return TimelineStep("now" if waits else "done", title, time, _delivered(parcel, now))


def _delivered(parcel: Parcel, now: datetime) -> tuple[StepDetail, ...]:
    if parcel.received_at is None:
        return ()
    when = formats.near_time(parcel.received_at, now)
    return (StepDetail(texts.negotiating.line_delivered(when)),)


def _taken_in(negotiation: Negotiation, now: datetime) -> TimelineStep:
    asked, title = negotiation.asked_back, texts.negotiating.line_taken_in()
    taken_at = asked.taken_in_at if asked is not None else None
    if asked is None or taken_at is None:
        parcel = negotiation.parcel
        arrived = parcel is not None and parcel.received_at is not None
        state: StepState = "done" if negotiation.goods_here else "now" if arrived else "todo"
        return TimelineStep(state, title)
    time = formats.step_time(taken_at, now)
    if asked.as_sent:
        return TimelineStep("done", title, time)
    details = [StepDetail(texts.goods_back.is_not_as_sent())]
    if asked.note:
        details.append(StepDetail(texts.steps.quoted(asked.note)))
    return TimelineStep("warn", title, time, tuple(details))
