"""How an application follows a source that says how it stands there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from refund_desk.application.platform_refunds import platform_moves
from refund_desk.application.ports.application_source import Snapshot, state_told_in
from refund_desk.domain.refund_application import (
    FINAL_APPLICATION_STATES,
    ApplicationState,
    ComplaintState,
    RefundApplication,
)


def state_as_told(
    before: RefundApplication, application: RefundApplication, snapshot: Snapshot, *, now: datetime
) -> RefundApplication:
    """The application in the state that its source tells, unless more is known here.

    Money of ours that is under way decides the state (a platform that returns the money itself says
    where it is); an end that was reached here stays; and what a person did here is undone only by
    something that happened there after it.
    """
    told = snapshot.state or application.state
    ours = not platform_moves(application)
    under_way = ours and (application.state is ApplicationState.REFUNDING or application.problem)
    if under_way or told is application.state:
        return application
    if told in FINAL_APPLICATION_STATES:
        return application if application.is_final else _ended(application, snapshot, told, now)
    if application.is_final:
        if before.complaint_state is not ComplaintState.PROCESSED:
            return application
        again = application.reopened(round_started_at=snapshot.changed_at or now)
        return again.move_to(told, now=now)
    return application.move_to(told, now=now) if _is_later(before, snapshot) else application


def _ended(
    application: RefundApplication, snapshot: Snapshot, told: ApplicationState, now: datetime
) -> RefundApplication:
    """It ended there."""
    ended_at = min(snapshot.changed_at or now, now)
    return replace(application, state=told, ended_at=ended_at, marked="", due_at=None)


def _is_later(before: RefundApplication, snapshot: Snapshot) -> bool:
    """Whether the source moved it, and did so after whatever a person did here."""
    told_before = state_told_in(before.fingerprint)
    if snapshot.state is None or snapshot.state.value == told_before:
        return False
    if not before.id or before.state.value == told_before:
        return True
    return snapshot.changed_at is None or snapshot.changed_at > before.changed_at
