"""Which clock binds a complaint, when it is shown as due, when WeChat Pay counts it as late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.beijing import beijing_day, end_of_beijing_day, start_of_beijing_day
from refund_desk.domain.deadline import (
    DeadlineKind,
    Urgency,
    deadline_of,
    open_clock,
    with_due,
)
from refund_desk.domain.refund_application import ApplicationState, ComplaintState
from tests.storage.examples import NOW, an_application

HOUR = timedelta(hours=1)
INSTANTS = st.integers(-(10**8), 10**9).map(lambda seconds: NOW + timedelta(seconds=seconds))


def test_first_the_reply_then_the_end() -> None:
    began = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)  # 14:00 in Beijing
    first = open_clock(began, None)
    assert (first.kind, first.due_at) == (DeadlineKind.FIRST_REPLY, began + 24 * HOUR)
    assert first.official_at == datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
    second = open_clock(began, began + HOUR)
    assert (second.kind, second.due_at) == (DeadlineKind.FINISH, began + 72 * HOUR)
    assert second.official_at == datetime(2026, 11, 21, 16, 0, tzinfo=UTC)


def test_colours_come_by_the_shown_clock_but_late_by_the_official_one() -> None:
    clock = open_clock(datetime(2026, 11, 18, 6, 0, tzinfo=UTC), None)
    seen = {hours: clock.urgency(clock.due_at - hours * HOUR) for hours in (13, 12, 2, 1, 0, -9)}
    assert seen == {
        13: Urgency.CALM,
        12: Urgency.CALM,
        2: Urgency.SOON,
        1: Urgency.VERY_SOON,
        0: Urgency.VERY_SOON,
        -9: Urgency.VERY_SOON,
    }
    assert clock.urgency(clock.official_at) is Urgency.OVERDUE


@given(INSTANTS, st.booleans())
def test_the_shown_clock_never_ends_after_the_official_one(began: datetime, replied: bool) -> None:
    clock = open_clock(began, began if replied else None)
    assert began < clock.due_at <= clock.official_at
    assert clock.official_at.astimezone(UTC).hour == 16


@given(INSTANTS)
def test_a_beijing_day_holds_its_instants(instant: datetime) -> None:
    day = beijing_day(instant)
    assert start_of_beijing_day(day) <= instant < end_of_beijing_day(day)
    assert end_of_beijing_day(day) == start_of_beijing_day(day + timedelta(days=1))


@pytest.mark.parametrize(
    "change",
    [{"state": ApplicationState.REJECTED}, {"complaint_state": ComplaintState.PROCESSED}],
)
def test_nothing_is_due_once_it_is_over(change: dict[str, object]) -> None:
    over = replace(an_application(due_at=NOW), **change)  # type: ignore[arg-type] # by name
    assert deadline_of(over) is None
    assert with_due(over).due_at is None
    assert with_due(an_application()).due_at == NOW - HOUR + 24 * HOUR
