"""Amounts, dates and spans in the one form in which the window shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from refund_desk.domain.deadline import Deadline, DeadlineKind, Urgency
from refund_desk.domain.fen import Fen
from refund_desk.ui import formats, texts

# 2026-11-18 14:32:07 in Beijing.
NOW = datetime(2026, 11, 18, 6, 32, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _chinese(qapp: QApplication) -> Iterator[None]:
    texts.speak(qapp, "zh_CN")
    yield
    texts.speak(qapp, "en")


@pytest.mark.parametrize(
    ("fen", "shown", "spoken"),
    [
        (0, "¥0.00", "0"),
        (5, "¥0.05", "0.05"),
        (10800, "¥108.00", "108"),
        (4580, "¥45.80", "45.80"),
        (123450, "¥1,234.50", "1234.50"),
        (10_000_000_000, "¥100,000,000.00", "100000000"),
    ],
)
def test_money(fen: int, shown: str, spoken: str) -> None:
    assert formats.yuan(Fen(fen)) == shown
    assert formats.spoken_yuan(Fen(fen)) == spoken


@given(st.integers(0, 10_000_000_000))
def test_money_says_the_fen_exactly(fen: int) -> None:
    digits = formats.plain_yuan(Fen(fen)).replace(",", "").replace(".", "")
    assert int(digits) == fen


@pytest.mark.parametrize(
    ("number", "short"), [("200220261118006670", "2002⋯6670"), ("1234567890", "1234567890")]
)
def test_long_numbers_keep_both_ends(number: str, short: str) -> None:
    assert formats.short_number(number) == short


@pytest.mark.parametrize(
    ("at", "near", "step"),
    [
        (NOW - timedelta(minutes=5), "今天 14:27", "14:27:07"),
        (NOW - timedelta(hours=15), "昨天 23:32", "11-17 23:32"),
        (NOW - timedelta(days=3), "11-15 14:32", "11-15 14:32"),
        (NOW + timedelta(days=1), "11-19 14:32", "11-19 14:32"),
    ],
)
def test_times_are_beijing_times(at: datetime, near: str, step: str) -> None:
    assert formats.near_time(at, NOW) == near
    assert formats.step_time(at, NOW) == step


def test_full_time_has_the_year_and_the_seconds() -> None:
    assert formats.full_time(NOW) == "2026-11-18 14:32:07"
    assert formats.days_ago(NOW - timedelta(days=4), NOW) == "（4 天前）"
    assert formats.days_ago(NOW, NOW) == "（今天）"


@pytest.mark.parametrize(
    ("length", "zh", "en"),
    [
        (timedelta(days=1, hours=3, minutes=9), ("1天3时", "1 天 3 时"), ("1 d 3 h", "1 d 3 h")),
        (timedelta(hours=8, minutes=5), ("8小时05分", "8 小时 5 分"), ("8 h 05 min", "8 h 5 min")),
        (timedelta(minutes=48, seconds=9), ("48分", "48 分钟"), ("48 min", "48 min")),
        (timedelta(seconds=20), ("20秒", "20 秒"), ("20 s", "20 s")),
        (timedelta(seconds=-20), ("0秒", "0 秒"), ("0 s", "0 s")),
    ],
)
def test_spans(
    qapp: QApplication, length: timedelta, zh: tuple[str, str], en: tuple[str, str]
) -> None:
    assert (formats.span(length), formats.long_span(length)) == zh
    texts.speak(qapp, "en")
    assert (formats.span(length), formats.long_span(length)) == en


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (None, "—"),
        (40, "40 秒"),
        (31 * 60, "31 分"),
        (2 * 3600 + 6 * 60, "2时06分"),
        (26 * 3600, "1天2时"),
    ],
)
def test_how_long_a_case_took(seconds: int | None, shown: str) -> None:
    assert formats.took(seconds) == shown


def test_waiting_shows_its_seconds() -> None:
    assert formats.waiting_span(timedelta(minutes=3, seconds=41)) == "3 分 41 秒"
    assert formats.waiting_span(timedelta(hours=2)) == "2 小时 0 分"


@pytest.mark.parametrize(
    ("left", "text", "urgency"),
    [
        (timedelta(hours=27, minutes=5), "1天3时", Urgency.CALM),
        (timedelta(hours=12), "12小时00分", Urgency.CALM),
        (timedelta(hours=11, minutes=59), "11小时59分", Urgency.SOON),
        (timedelta(hours=2), "2小时00分", Urgency.SOON),
        (timedelta(hours=1, minutes=48), "1小时48分", Urgency.VERY_SOON),
        (timedelta(hours=-1), "0秒", Urgency.VERY_SOON),
    ],
)
def test_time_left_of_a_row(left: timedelta, text: str, urgency: Urgency) -> None:
    due = NOW + left
    assert formats.time_left(due, due + timedelta(hours=9), NOW) == (text, urgency)


def test_overdue_counts_from_wechats_own_end_of_day() -> None:
    official = NOW - timedelta(hours=1, minutes=20)
    shown = formats.time_left(official - timedelta(hours=9), official, NOW)
    assert shown == ("已超时 1小时", Urgency.OVERDUE)
    days = formats.time_left(NOW, NOW - timedelta(days=2, hours=5), NOW)
    assert days == ("已超时 2天", Urgency.OVERDUE)
    minutes = formats.time_left(NOW, NOW - timedelta(minutes=7), NOW)
    assert minutes == ("已超时 7分", Urgency.OVERDUE)


@pytest.mark.parametrize(
    ("kind", "left", "lines"),
    [
        (
            DeadlineKind.FINISH,
            timedelta(hours=5, minutes=20),
            ("还剩 5 小时 20 分", "今天 19:52 前处理完"),
        ),
        (
            DeadlineKind.FIRST_REPLY,
            timedelta(hours=5, minutes=20),
            ("还剩 5 小时 20 分", "今天 19:52 前回复"),
        ),
        (DeadlineKind.FINISH, timedelta(days=1), ("还剩 1 天 0 时", "明天 14:32 前处理完")),
        (DeadlineKind.FIRST_REPLY, timedelta(days=1), ("还剩 1 天 0 时", "明天 14:32 前回复")),
        (DeadlineKind.FINISH, timedelta(days=2), ("还剩 2 天 0 时", "11-20 14:32 前处理完")),
        (DeadlineKind.FIRST_REPLY, timedelta(days=2), ("还剩 2 天 0 时", "11-20 14:32 前回复")),
    ],
)
def test_deadline_of_the_header(
    kind: DeadlineKind, left: timedelta, lines: tuple[str, str]
) -> None:
    deadline = Deadline(kind, NOW + left, NOW + left + timedelta(hours=3))
    assert formats.deadline_lines(deadline, NOW)[:2] == lines


def test_a_missed_deadline_of_the_header() -> None:
    missed = Deadline(
        DeadlineKind.FINISH, NOW - timedelta(hours=30), NOW - timedelta(hours=3, minutes=5)
    )
    first, _second, urgency = formats.deadline_lines(missed, NOW)
    assert (first, urgency) == ("已超时 3小时", Urgency.OVERDUE)
    assert formats.URGENCY_ROLES[urgency] == "bad"
