"""Which clock runs for an application, where it came from, how urgent it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from refund_desk.domain.beijing import beijing_day, end_of_beijing_day
from refund_desk.domain.refund_application import ComplaintState, RefundApplication, Source

# kf.qq.com/faq/230125a6NbmA230125vMNZnE: first reply within 24 h, finished within 72 h.
FIRST_REPLY = timedelta(hours=24)
FINISH = timedelta(hours=72)
# WeChat Pay 4012587539: the penalty counts from the end of day + 1 and day + 3.
FIRST_REPLY_DAYS = 1
FINISH_DAYS = 3
SOON = timedelta(hours=12)
VERY_SOON = timedelta(hours=2)


class DeadlineKind(StrEnum):
    """What has to be done by then."""

    FIRST_REPLY = "first_reply"
    FINISH = "finish"


class Urgency(StrEnum):
    """How the time left is coloured (ui.md section 5)."""

    CALM = "calm"
    SOON = "soon"
    VERY_SOON = "very_soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The clock that binds now. `due_at` is shown; at `official_at` WeChat counts it as late."""

    kind: DeadlineKind
    due_at: datetime
    official_at: datetime

    def urgency(self, now: datetime) -> Urgency:
        """How near it is; overdue only after WeChat's own end of day (decisions.md 4.2)."""
        if now >= self.official_at:
            return Urgency.OVERDUE
        left = self.due_at - now
        if left < VERY_SOON:
            return Urgency.VERY_SOON
        return Urgency.SOON if left < SOON else Urgency.CALM


def deadline_of(application: RefundApplication) -> Deadline | None:
    """The nearer open clock of a complaint, or None when nothing is due (ended or processed).

    Any other source gives the end of its clock itself, or none.
    """
    return None if application.is_final else deadline_of_part(application)


def deadline_of_part(application: RefundApplication) -> Deadline | None:
    """The clock of a complaint of which only a part went back: WeChat Pay was not told "agreed"."""
    if application.complaint_state is ComplaintState.PROCESSED:
        return None
    if application.source is Source.COMPLAINT:
        return open_clock(application.round_started_at, application.first_reply_at)
    if application.respond_by is None:
        return None
    replied = application.first_reply_at is not None
    kind = DeadlineKind.FINISH if replied else DeadlineKind.FIRST_REPLY
    return Deadline(kind, application.respond_by, application.respond_by)


def open_clock(began: datetime, first_reply_at: datetime | None) -> Deadline:
    """The clock of a complaint that has not ended, by when its round began."""
    if first_reply_at is None:
        return _deadline(DeadlineKind.FIRST_REPLY, began, FIRST_REPLY, FIRST_REPLY_DAYS)
    return _deadline(DeadlineKind.FINISH, began, FINISH, FINISH_DAYS)


def with_due(application: RefundApplication) -> RefundApplication:
    """The application with the instant it is sorted by."""
    deadline = deadline_of(application)
    due_at = deadline.due_at if deadline else None
    return application if application.due_at == due_at else replace(application, due_at=due_at)


def _deadline(kind: DeadlineKind, began: datetime, span: timedelta, days: int) -> Deadline:
    """A deadline with both its shown and its official instant."""
    official = end_of_beijing_day(beijing_day(began) + timedelta(days=days))
    return Deadline(kind, began + span, official)
