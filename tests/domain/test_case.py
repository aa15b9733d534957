"""An application follows the refunds that were made for it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.case import follow_refunds, is_problem, returned_of
from refund_desk.domain.errors import InvariantBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import (
    FINAL_APPLICATION_STATES,
    TO_DO_STATES,
    WAITING_STATES,
    ApplicationState,
    RefundApplication,
    Segment,
)
from tests.storage.examples import NOW, a_refund, an_application

S, A = RefundState, ApplicationState


def refund(state: RefundState, **changes: Any) -> Refund:
    return a_refund(state=state, first_submitting_at=NOW, **changes)


def after(*refunds: Refund, **changes: Any) -> RefundApplication:
    return follow_refunds(an_application(**changes), refunds, now=NOW)


@pytest.mark.parametrize(
    ("state", "wanted", "segment"),
    [
        (S.PLANNED, A.OPEN, Segment.TO_DO),
        (S.UNDONE, A.OPEN, Segment.TO_DO),
        (S.SUBMITTING, A.REFUNDING, Segment.REFUNDING),
        (S.UNKNOWN, A.REFUNDING, Segment.REFUNDING),
        (S.REFUSED, A.REFUNDING, Segment.PROBLEM),
        (S.GIVEN_UP, A.OPEN, Segment.TO_DO),
        (S.PROCESSING, A.REFUNDING, Segment.REFUNDING),
        (S.SUCCEEDED, A.REFUNDED, Segment.DONE),
        (S.ABNORMAL, A.REFUNDING, Segment.PROBLEM),
        (S.CLOSED, A.OPEN, Segment.TO_DO),
    ],
)
def test_one_refund(state: RefundState, wanted: ApplicationState, segment: Segment) -> None:
    followed = after(refund(state))
    assert (followed.state, followed.segment) == (wanted, segment)
    assert (followed.ended_at is not None) == followed.is_final


def test_one_that_wechat_closed_is_marked_until_somebody_agrees_again() -> None:
    running = after(refund(S.PROCESSING), unread=False)
    closed = follow_refunds(running, [refund(S.CLOSED)], now=NOW)
    assert (closed.state, closed.marked, closed.unread) == (A.OPEN, "ref.closed", True)
    again = follow_refunds(closed, [refund(S.CLOSED), refund(S.SUBMITTING)], now=NOW)
    assert (again.state, again.marked) == (A.REFUNDING, "")
    given_up = follow_refunds(running, [refund(S.GIVEN_UP)], now=NOW)
    assert (given_up.state, given_up.marked) == (A.OPEN, "")


def test_money_that_came_back_to_the_shop_stays_a_problem() -> None:
    followed = after(refund(S.SUCCEEDED, arrived_at=ArrivedAt.SHOP))
    assert (followed.state, followed.segment) == (A.REFUNDING, Segment.PROBLEM)
    later = follow_refunds(
        followed, [refund(S.SUCCEEDED, arrived_at=ArrivedAt.SHOP), refund(S.CLOSED)], now=NOW
    )
    assert later.segment is Segment.PROBLEM


def test_a_doubt_becomes_a_problem_after_five_minutes() -> None:
    young, old = NOW - timedelta(seconds=299), NOW - timedelta(seconds=300)
    assert not is_problem([a_refund(state=S.UNKNOWN, first_submitting_at=young)], now=NOW)
    assert is_problem([a_refund(state=S.UNKNOWN, first_submitting_at=old)], now=NOW)
    assert is_problem([a_refund(state=S.UNKNOWN, planned_at=old)], now=NOW)


def test_a_second_part_opens_a_refunded_application_again() -> None:
    done = after(refund(S.SUCCEEDED))
    again = follow_refunds(done, [refund(S.SUCCEEDED), refund(S.SUBMITTING)], now=NOW)
    assert (again.state, again.ended_at) == (A.REFUNDING, None)
    closed = follow_refunds(again, [refund(S.SUCCEEDED), refund(S.CLOSED)], now=NOW)
    assert closed.state is A.OPEN
    finished = follow_refunds(again, [refund(S.SUCCEEDED)] * 2, now=NOW)
    assert finished.state is A.REFUNDED


@pytest.mark.parametrize("state", sorted(FINAL_APPLICATION_STATES - {A.REFUNDED}))
def test_other_ends_are_left_alone(state: ApplicationState) -> None:
    ended = an_application(state=state)
    assert follow_refunds(ended, [refund(S.PROCESSING)], now=NOW) == ended


def test_refunds_of_an_earlier_round_count_no_more() -> None:
    old = {"planned_at": NOW - timedelta(hours=1)}
    again = {"round": 2, "round_started_at": NOW}
    assert after(refund(S.SUCCEEDED, **old), **again).state is A.OPEN
    assert after(refund(S.PROCESSING, **old), **again).state is A.REFUNDING
    just_before = {"planned_at": NOW - timedelta(minutes=3)}
    arrived = refund(S.SUCCEEDED, settled_at=NOW - timedelta(minutes=2), **just_before)
    assert after(arrived, **again).state is A.OPEN


@pytest.mark.parametrize("round_number", [1, 2])
@pytest.mark.parametrize(
    ("end", "wanted"), [(S.SUCCEEDED, A.REFUNDED), (S.GIVEN_UP, A.OPEN), (S.CLOSED, A.OPEN)]
)
def test_a_slow_clock_makes_no_refund_one_of_an_earlier_round(
    round_number: int, end: RefundState, wanted: ApplicationState
) -> None:
    slow = refund(end, planned_at=NOW - timedelta(seconds=230), settled_at=NOW)
    followed = after(slow, state=A.REFUNDING, round=round_number, round_started_at=NOW)
    assert followed.state is wanted


@given(st.lists(st.sampled_from(S), max_size=6), st.sampled_from(sorted(A)))
def test_following_twice_changes_nothing_more(
    states: list[RefundState], state: ApplicationState
) -> None:
    refunds = [refund(each) for each in states]
    once = follow_refunds(an_application(state=state), refunds, now=NOW)
    assert follow_refunds(once, refunds, now=NOW) == once


def test_what_counts_as_gone_back() -> None:
    refunds = [refund(state, amount=Fen(10**i)) for i, state in enumerate(S)]
    wanted = {S.PROCESSING, S.SUCCEEDED, S.ABNORMAL}
    assert returned_of(refunds).count == sum(10**i for i, s in enumerate(S) if s in wanted)


@pytest.mark.parametrize("state", A)
def test_every_state_has_its_segment(state: ApplicationState) -> None:
    application = an_application(state=state)
    wanted = Segment.DONE
    if state in TO_DO_STATES:
        wanted = Segment.TO_DO
    elif state in WAITING_STATES:
        wanted = Segment.WAITING
    elif state is A.REFUNDING:
        wanted = Segment.REFUNDING
    assert application.segment is wanted
    assert replace(application, problem=True).segment is Segment.PROBLEM
    assert application.is_final == (wanted is Segment.DONE)


def test_an_end_is_left_by_the_next_round_only() -> None:
    ended = an_application(state=A.REJECTED, ended_at=NOW, round=1)
    with pytest.raises(InvariantBrokenError):
        ended.move_to(A.OPEN, now=NOW)
    again = ended.reopened(round_started_at=NOW)
    assert (again.state, again.round, again.round_started_at, again.ended_at) == (
        A.OPEN,
        2,
        NOW,
        None,
    )
