"""What the state of a case means for the pane: its pill, its deadline, which block stands below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from refund_desk.application.case_view import AgreedThere, CaseView
from refund_desk.domain.case import CLOSED_THERE, returned_of
from refund_desk.domain.deadline import Urgency
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import (
    TO_DO_STATES,
    WAITING_STATES,
    ApplicationState,
    ComplaintState,
)
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.pills import PillLook

# States in which the money question is not open: it was answered, or WeChat Pay is answering it.
_UNDER_WAY = frozenset(
    {
        RefundState.SUBMITTING,
        RefundState.UNKNOWN,
        RefundState.REFUSED,
        RefundState.PROCESSING,
        RefundState.ABNORMAL,
    }
)
_UNANSWERED = frozenset({RefundState.SUBMITTING, RefundState.UNKNOWN})
_SILENT = frozenset({RefundState.UNDONE, RefundState.GIVEN_UP})


class Stage(StrEnum):
    """Where a case stands, as the decision block and the facts column see it."""

    DECIDE = "decide"
    UNDO = "undo"
    REFUND = "refund"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class DeadlineLook:
    """The two lines at the right of the header."""

    first: str = ""
    second: str = ""
    icon: str = ""
    role: Role = "text2"


def stage_of(case: CaseView) -> Stage:
    """Decide while the buyer waits for a word, even after an earlier refund of the payment."""
    refund = case.refund
    planned = refund is not None and refund.state is RefundState.PLANNED
    if planned or case.agreed_there is AgreedThere.UNDOABLE:
        return Stage.UNDO
    if refund is not None and refund.state in _UNDER_WAY:
        return Stage.REFUND
    if case.state in TO_DO_STATES or case.state in WAITING_STATES:
        return Stage.DECIDE
    shown = refund is not None and refund.state not in _SILENT
    return Stage.REFUND if shown else Stage.ENDED


def pill_of(case: CaseView, *, undo_left_s: int | None) -> PillLook:
    """The pill beside the title: the refund's state while there is one to speak of."""
    refund = case.refund
    if case.agreed_there is AgreedThere.UNDOABLE and undo_left_s is not None:
        return PillLook(texts.detail.refund_planned(undo_left_s), "info", "timer-sand")
    came_back = case.marked == CLOSED_THERE
    if refund is not None and (came_back or stage_of(case) in {Stage.UNDO, Stage.REFUND}):
        return wording.refund_pill(refund, undo_left_s=undo_left_s)
    return wording.application_pill(case.state)


def deadline_of(case: CaseView, now: datetime) -> DeadlineLook:
    """What the clock says: time left, overdue, or that the shop has done its part."""
    refund = case.refund
    stage = stage_of(case)
    if refund is not None and stage is Stage.REFUND and needs_person(refund):
        return _waiting(refund, case, now)
    # What WeChat Pay has not answered is not done: its clock still counts.
    unanswered = refund is not None and refund.state in _UNANSWERED
    if stage in {Stage.REFUND, Stage.ENDED} and not unanswered and not _is_part(case):
        return _handled(case, now)
    if case.deadline is None:
        return DeadlineLook()
    first, second, urgency = formats.deadline_lines(case.deadline, now)
    late = urgency in {Urgency.OVERDUE, Urgency.VERY_SOON, Urgency.SOON}
    icon = "clock-alert-outline" if late else "clock-outline"
    role: Role = formats.URGENCY_ROLES[urgency] if late else "text2"
    return DeadlineLook(first, second, icon, role)


def needs_person(refund: Refund) -> bool:
    """Whether this refund stands still until somebody decides (the segment 异常)."""
    to_shop = refund.state is RefundState.SUCCEEDED and refund.arrived_at is ArrivedAt.SHOP
    return to_shop or refund.state in {RefundState.ABNORMAL, RefundState.REFUSED}


def _is_part(case: CaseView) -> bool:
    """Whether less went back than was asked: WeChat Pay was not told "agreed", its clock counts."""
    if case.state not in {ApplicationState.REFUNDING, ApplicationState.REFUNDED}:
        return False
    own = (r for r in case.refunds if r.application_id == case.application_id)
    still_open = case.complaint_state is not ComplaintState.PROCESSED
    return still_open and case.deadline is not None and returned_of(own) < case.asked


def _waiting(refund: Refund, case: CaseView, now: datetime) -> DeadlineLook:
    since = refund.accepted_at or refund.first_submitting_at or refund.planned_at
    second = ""
    if case.deadline is not None:
        _first, second, _urgency = formats.deadline_lines(case.deadline, now)
    waited = texts.times.waited(formats.long_span(max(now - since, timedelta())))
    return DeadlineLook(waited, second, "clock-alert-outline", "bad")


def _handled(case: CaseView, now: datetime) -> DeadlineLook:
    second = ""
    if case.deadline is not None and case.deadline.due_at > now:
        left = formats.long_span(case.deadline.due_at - now)
        second = texts.times.handled_with(left)
    return DeadlineLook(texts.times.handled(), second, "check-circle-outline", "ok")
