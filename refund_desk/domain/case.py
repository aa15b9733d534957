"""How an application follows the refunds that were made for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication

# A doubt this old is shown as a problem (decisions.md 2.4).
UNKNOWN_IS_PROBLEM_AFTER = timedelta(minutes=5)
# The mark of an application whose refund WeChat Pay gave up: it is no fresh one.
CLOSED_THERE = "ref.closed"
# A PC's clock may be this far behind WeChat Pay's; beyond, no money moves.
_CLOCK_DOUBT = timedelta(minutes=4)
# Money that reached the shop again, and what a person must look at.
_ASKS_FOR_A_PERSON = frozenset({RefundState.ABNORMAL, RefundState.REFUSED})
_UNDER_WAY = frozenset(
    {
        RefundState.SUBMITTING,
        RefundState.UNKNOWN,
        RefundState.REFUSED,
        RefundState.PROCESSING,
        RefundState.ABNORMAL,
    }
)


def follow_refunds(
    application: RefundApplication, refunds: Iterable[Refund], *, now: datetime
) -> RefundApplication:
    """The application in the state that its own refunds (oldest first) put it into.

    A refund that is only planned or was undone changes nothing, nor does one that ended before a
    continued complaint opened the application again. Ended applications are left alone but for
    REFUNDED, which a further partial refund opens again.
    """
    own = tuple(r for r in refunds if _counts(r, application))
    if not own or (application.is_final and application.state is not ApplicationState.REFUNDED):
        return application
    state = _state_after(own)
    followed = replace(application, problem=is_problem(own, now=now))
    if state is followed.state:
        return followed
    if followed.state is ApplicationState.REFUNDED:
        followed = replace(followed, state=ApplicationState.REFUNDING, ended_at=None)
    if state is followed.state:
        return followed
    moved = followed.move_to(state, now=now)
    if state is ApplicationState.OPEN and own[-1].state is RefundState.CLOSED:
        return replace(moved, marked=CLOSED_THERE, unread=True)
    return moved


def is_problem(refunds: Iterable[Refund], *, now: datetime) -> bool:
    """Whether one of an application's refunds needs a person (the segment 异常)."""
    return any(_needs_person(refund, now) for refund in refunds)


def returned_of(refunds: Iterable[Refund]) -> Fen:
    """What WeChat Pay has accepted of these refunds and not closed again (fen)."""
    accepted = {RefundState.PROCESSING, RefundState.SUCCEEDED, RefundState.ABNORMAL}
    return total_of(r.amount for r in refunds if r.state in accepted)


def _counts(refund: Refund, application: RefundApplication) -> bool:
    """Whether a refund belongs to the application's present round.

    It was planned by this PC's clock, and the round was begun by WeChat Pay's.
    """
    if refund.state in {RefundState.PLANNED, RefundState.UNDONE}:
        return False
    if not refund.is_final or application.round <= 1:
        return True
    began = application.round_started_at
    arrived_before = refund.state is RefundState.SUCCEEDED and (refund.settled_at or began) < began
    return not arrived_before and refund.planned_at >= began - _CLOCK_DOUBT


def _needs_person(refund: Refund, now: datetime) -> bool:
    """One refund's part in `is_problem`."""
    if refund.state in _ASKS_FOR_A_PERSON:
        return True
    if refund.state is RefundState.UNKNOWN:
        began = refund.first_submitting_at or refund.planned_at
        return now - began >= UNKNOWN_IS_PROBLEM_AFTER
    return refund.is_back_at_shop


def _state_after(own: tuple[Refund, ...]) -> ApplicationState:
    """REFUNDING while anything runs or came back to the shop, else what the last one ended in."""
    if any(r.state in _UNDER_WAY for r in own):
        return ApplicationState.REFUNDING
    if any(r.is_back_at_shop for r in own):
        return ApplicationState.REFUNDING
    if own[-1].state is RefundState.SUCCEEDED:
        return ApplicationState.REFUNDED
    return ApplicationState.OPEN
