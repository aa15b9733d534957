"""When bills are asked for, and for which days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.beijing import BEIJING, beijing_day
from refund_desk.domain.reconciliation import (
    ASKING_TIMES,
    DAYS_MAX,
    newest_day,
    next_asking,
    owed_days,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=BEIJING).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("18 10:04:59", 16),
        ("18 10:05:00", 17),
        ("18 23:59:59", 17),
        ("19 00:00:00", 17),
        ("19 10:05:00", 18),
    ],
)
def test_yesterdays_bill_is_there_from_five_past_ten(now: str, day: int) -> None:
    assert newest_day(at(now)) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("18 00:00:00", "18 10:05:00"),
        ("18 10:05:00", "18 12:05:00"),
        ("18 12:05:00", "18 14:05:00"),
        ("18 14:05:01", "18 17:05:00"),
        ("18 17:05:00", "19 10:05:00"),
    ],
)
def test_four_times_a_day(now: str, then: str) -> None:
    assert next_asking(at(now)) == at(then)


def test_missed_days_come_oldest_first() -> None:
    days = owed_days(at("18 10:05:00"), since=date(2026, 11, 13), proved={date(2026, 11, 15)})
    assert [day.day for day in days] == [13, 14, 16, 17]


def test_no_further_back_than_bills_are_given() -> None:
    days = owed_days(at("18 10:05:00"), since=date(2025, 1, 1), proved=set())
    assert (len(days), days[0]) == (DAYS_MAX, date(2026, 11, 18) - timedelta(days=DAYS_MAX))


def test_nothing_is_owed_before_the_first_bill() -> None:
    assert owed_days(at("18 10:05:00"), since=date(2026, 11, 18), proved=set()) == ()
    assert owed_days(at("18 09:00:00"), since=date(2026, 11, 17), proved=set()) == ()


@given(st.integers(0, 3 * 365 * 86_400))
def test_the_next_asking_is_the_first_of_the_four_after_now(seconds: int) -> None:
    now = at("18 10:05:00") + timedelta(seconds=seconds)
    then = next_asking(now)
    assert now < then <= now + timedelta(hours=17)
    assert then.astimezone(BEIJING).time() in ASKING_TIMES
    assert newest_day(then) == beijing_day(then) - timedelta(days=1)
