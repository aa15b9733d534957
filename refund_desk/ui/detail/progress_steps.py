"""The life of one refund as steps, always in the same order (ui.md section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from refund_desk.application.case_view import CaseView
from refund_desk.domain.fen import total_of
from refund_desk.domain.masking import mask_text
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import ComplaintState, ProblemType, Source
from refund_desk.ui import formats, sentences, texts, wording
from refund_desk.ui.widgets.timeline import StepDetail, StepState, TimelineStep

UNDO_S = 5
_NOT_SENT = frozenset({RefundState.PLANNED, RefundState.UNDONE})
_NEVER_TAKEN = frozenset({RefundState.REFUSED, RefundState.GIVEN_UP})
_ENDS_EARLY = _NEVER_TAKEN | {RefundState.UNDONE, RefundState.CLOSED}
_RESULTS = {
    RefundState.PROCESSING: texts.steps.result_processing,
    RefundState.SUCCEEDED: texts.steps.result_succeeded,
    RefundState.ABNORMAL: texts.steps.result_abnormal,
    RefundState.CLOSED: texts.steps.result_closed,
    RefundState.UNKNOWN: texts.steps.result_unknown,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The instant the steps are drawn for; `undo_left_s` counts while a press can be undone."""

    now: datetime
    undo_left_s: int | None = None
    undo_whole_s: int = UNDO_S


def refund_steps(case: CaseView, refund: Refund, moment: Moment) -> tuple[TimelineStep, ...]:
    """同意 → 撤销 → 提交微信 → 回复客户 → 处理中 → 到账 → 投诉完结, as far as they apply."""
    steps: list[TimelineStep] = []
    # A refund that was found at WeChat Pay was never agreed to at this desk.
    if refund.pressed_at is not None or not refund.adopted:
        steps += [_approved(refund, moment), _undo(refund, moment)]
    if refund.state is RefundState.UNDONE:
        return tuple(steps)
    steps.append(_submitted(case, refund, moment))
    if refund.state in _NEVER_TAKEN:
        return tuple(steps)
    reply = _reply(case, refund, moment)
    if reply is not None:
        steps.append(reply)
    steps.append(_processing(refund, moment))
    if refund.state is RefundState.CLOSED:
        return tuple(steps)
    steps.append(_arrived(refund, moment))
    if case.can.completes:
        steps.append(_completed(case))
    return tuple(steps)


def number_details(refund: Refund) -> tuple[StepDetail, ...]:
    """Both numbers of a refund, shortened, each with its whole for the clipboard."""
    details = []
    for number, words in (
        (refund.out_refund_no, texts.steps.out_refund_no),
        (refund.refund_id, texts.steps.refund_id),
    ):
        if number is not None:
            short = words(formats.short_number(number))
            details.append(StepDetail(short, str(number), texts.detail.copy_number()))
    return tuple(details)


def reply_of(case: CaseView, refund: Refund) -> OutboxEntry | None:
    """The outgoing reply that was written together with this refund."""
    return next(
        (
            entry
            for entry in reversed(case.outbox)
            if entry.kind is OutboxKind.REPLY and entry.text == refund.reply_text
        ),
        None,
    )


def _approved(refund: Refund, moment: Moment) -> TimelineStep:
    whole = refund.amount == refund.order_total
    detail = texts.steps.approved_detail(
        who=wording.person(refund.actor),
        kind=texts.steps.kind_full() if whole else texts.steps.kind_partial(),
        reason=refund.reason,
    )
    # Going on with a refused refund is a press too, long after this one.
    pressed_at = min(refund.pressed_at or refund.planned_at, refund.planned_at)
    at = formats.step_time(pressed_at, moment.now)
    title = texts.steps.approved(formats.yuan(refund.amount))
    return TimelineStep("done", title, at, (StepDetail(detail),))


def _undo(refund: Refund, moment: Moment) -> TimelineStep:
    if refund.state is RefundState.PLANNED:
        left = moment.undo_left_s
        words = texts.undo.checking() if not left else texts.steps.undo_running(left)
        return TimelineStep("now", words)
    if refund.state is RefundState.UNDONE:
        at = refund.settled_at or refund.planned_at
        words = sentences.undone_reason(refund.why) or texts.steps.undone_detail()
        time = formats.step_time(at, moment.now)
        return TimelineStep("warn", texts.steps.undone(), time, (StepDetail(words),))
    time = _time_of(refund.first_submitting_at, moment)
    title = texts.steps.undo_over(moment.undo_whole_s)
    return TimelineStep("done", title, time, (StepDetail(texts.steps.undo_nobody()),))


def _submitted(case: CaseView, refund: Refund, moment: Moment) -> TimelineStep:
    numbers = number_details(refund)
    time = _time_of(refund.first_submitting_at, moment)
    match refund.state:
        case RefundState.PLANNED:
            return TimelineStep("todo", texts.steps.submit())
        case RefundState.SUBMITTING:
            return TimelineStep("now", texts.steps.submitting(), time, numbers)
        case RefundState.UNKNOWN:
            # The doubt is where it stands: no step after it is under way.
            details = (*numbers, *_asked(refund, moment))
            return TimelineStep("warn", texts.steps.unknown(), _waited(refund, moment), details)
        case RefundState.REFUSED | RefundState.GIVEN_UP:
            asked = _request_number(refund)
            return TimelineStep("bad", texts.steps.refused(), time, (*numbers, *asked))
        case _:
            time = _time_of(refund.accepted_at, moment) or time
            told = (StepDetail(_agreed_words(case)),) if _told(case) else ()
            return TimelineStep("done", texts.steps.submitted(), time, (*numbers, *told))


def _agreed_words(case: CaseView) -> str:
    """已告诉微信“同意”, or whoever stands behind the application."""
    if case.source is Source.COMPLAINT:
        return texts.steps.approve_sent()
    return texts.sources.approve_sent(wording.source_name(case.source))


def _told(case: CaseView) -> bool:
    """Whether the source was told that the shop agreed."""
    return any(
        entry.kind is OutboxKind.APPROVE and entry.state is OutboxState.SENT
        for entry in case.outbox
    )


def _request_number(refund: Refund) -> tuple[StepDetail, ...]:
    if not refund.request_id:
        return ()
    words = texts.steps.request_id(formats.short_number(refund.request_id))
    return (StepDetail(words, refund.request_id, texts.detail.copy_number()),)


def _reply(case: CaseView, refund: Refund, moment: Moment) -> TimelineStep | None:
    if not refund.reply_text:
        return None
    quoted = (StepDetail(texts.steps.quoted(mask_text(refund.reply_text))),)
    entry = reply_of(case, refund)
    if entry is None or entry.state is OutboxState.DROPPED:
        said = any(message.text == mask_text(refund.reply_text) for message in case.messages)
        state: StepState = "done" if said else "todo"
        title = texts.steps.replied() if said else texts.steps.reply()
        return TimelineStep(state, title, "", quoted if said else ())
    time = formats.step_time(entry.first_sent_at or entry.created_at, moment.now)
    match entry.state:
        case OutboxState.SENT:
            return TimelineStep("done", texts.steps.replied(), time, quoted)
        case OutboxState.STUCK:
            return TimelineStep("bad", texts.steps.reply_stuck(), time, quoted)
        case _:
            return TimelineStep("now", texts.steps.reply_waiting(), time, quoted)


def _processing(refund: Refund, moment: Moment) -> TimelineStep:
    match refund.state:
        case RefundState.PROCESSING:
            waited, asked = _waited(refund, moment), _asked(refund, moment)
            return TimelineStep("now", texts.steps.processing(), waited, asked)
        case RefundState.ABNORMAL:
            detail = (StepDetail(texts.steps.abnormal_detail()), *_asked(refund, moment))
            at = _time_of(refund.settled_at or refund.last_asked_at, moment)
            return TimelineStep("bad", texts.steps.abnormal(), at, detail)
        case RefundState.CLOSED:
            at = _time_of(refund.settled_at or refund.last_asked_at, moment)
            return TimelineStep("bad", texts.steps.closed(), at)
        case RefundState.SUCCEEDED:
            return TimelineStep("done", texts.steps.processing())
        case _:
            return TimelineStep("todo", texts.steps.processing())


def _waited(refund: Refund, moment: Moment) -> str:
    since = refund.accepted_at or refund.first_submitting_at or refund.planned_at
    return texts.times.waited(formats.waiting_span(max(moment.now - since, timedelta())))


def _asked(refund: Refund, moment: Moment) -> tuple[StepDetail, ...]:
    """Last query, its result, and the next one."""
    next_at = refund.next_ask_at
    if refund.last_asked_at is None:
        if next_at is None:
            return ()
        return (StepDetail(texts.steps.next(formats.step_time(next_at, moment.now))),)
    time = formats.step_time(refund.last_asked_at, moment.now)
    result = _RESULTS.get(refund.state, texts.steps.result_unknown)()
    if next_at is None:
        return (StepDetail(texts.steps.asked_only(time=time, result=result)),)
    next_time = formats.step_time(next_at, moment.now)
    return (StepDetail(texts.steps.asked(time=time, result=result, next_time=next_time)),)


def _arrived(refund: Refund, moment: Moment) -> TimelineStep:
    if refund.state is not RefundState.SUCCEEDED:
        to_shop = wording.is_shops_own(refund.received_by)
        return TimelineStep("todo", texts.steps.to_shop() if to_shop else texts.steps.arrive())
    at = _time_of(refund.settled_at, moment)
    if refund.arrived_at is ArrivedAt.SHOP:
        return TimelineStep("warn", texts.steps.to_shop(), at)
    where = wording.account(refund.received_by)
    title = texts.steps.arrived(where) if where else texts.steps.arrive()
    received = formats.yuan(refund.payer_refund or refund.amount)
    return TimelineStep("done", title, at, (StepDetail(texts.steps.arrived_detail(received)),))


def _completed(case: CaseView) -> TimelineStep:
    if case.complaint_state is ComplaintState.PROCESSED:
        return TimelineStep("done", texts.steps.completed())
    if _closes_by_itself(case):
        return TimelineStep("todo", texts.steps.complete())
    by_hand = texts.steps.complete_by_hand_detail(texts.decision.complete_button())
    return TimelineStep("todo", texts.steps.complete_by_hand(), "", (StepDetail(by_hand),))


def _closes_by_itself(case: CaseView) -> bool:
    """WeChat Pay does so for a refund that it is told of, which takes all that was asked."""
    if any(entry.kind is OutboxKind.APPROVE for entry in case.outbox):
        return True
    going = total_of(r.amount for r in case.refunds if r.state not in _ENDS_EARLY)
    return case.problem_type is ProblemType.REFUND and going >= case.asked


def _time_of(at: datetime | None, moment: Moment) -> str:
    return formats.step_time(at, moment.now) if at is not None else ""
