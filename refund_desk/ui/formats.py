"""Amounts, dates and spans as the window shows them; Beijing time, and one form for each."""

from __future__ import annotations

from datetime import datetime, timedelta

from refund_desk.domain.beijing import BEIJING, beijing_day
from refund_desk.domain.deadline import Deadline, DeadlineKind, Urgency
from refund_desk.domain.fen import Fen
from refund_desk.ui import texts
from refund_desk.ui.tokens import Role

# A number is shortened to its two ends, as in 2002⋯6670.
_GAP = "\N{MIDLINE HORIZONTAL ELLIPSIS}"
_END = 4

URGENCY_ROLES: dict[Urgency, Role] = {
    Urgency.CALM: "text3",
    Urgency.SOON: "warn",
    Urgency.VERY_SOON: "bad",
    Urgency.OVERDUE: "bad",
}


def yuan(amount: Fen) -> str:
    """¥1,234.50: the one form in which the window shows money."""
    return f"¥{plain_yuan(amount)}"


def plain_yuan(amount: Fen) -> str:
    """1,234.50, where the sign stands elsewhere."""
    return f"{amount.count // 100:,}.{amount.count % 100:02d}"


def spoken_yuan(amount: Fen) -> str:
    """The yuan as a screen reader should say them: 108, or 45.80."""
    yuan, rest = divmod(amount.count, 100)
    return f"{yuan}.{rest:02d}" if rest else str(yuan)


def short_number(number: str) -> str:
    """2002⋯6670: both ends of a long number; short ones stay whole."""
    return number if len(number) <= 2 * _END + 2 else f"{number[:_END]}{_GAP}{number[-_END:]}"


def clock_time(instant: datetime) -> str:
    """14:31 in Beijing."""
    return f"{instant.astimezone(BEIJING):%H:%M}"


def clock_seconds(instant: datetime) -> str:
    """14:31:07 in Beijing."""
    return f"{instant.astimezone(BEIJING):%H:%M:%S}"


def day_and_time(instant: datetime) -> str:
    """11-15 19:52 in Beijing; the year is in the tooltip (`full_time`)."""
    return f"{instant.astimezone(BEIJING):%m-%d %H:%M}"


def near_time(instant: datetime, now: datetime) -> str:
    """今天 19:52, 昨天 19:52, else 11-15 19:52."""
    days = (beijing_day(now) - beijing_day(instant)).days
    if days == 0:
        return texts.times.today(clock_time(instant))
    if days == 1:
        return texts.times.yesterday(clock_time(instant))
    return day_and_time(instant)


def short_time(instant: datetime, now: datetime) -> str:
    """14:12 of today, else 11-15 19:52: the times in rows."""
    same_day = beijing_day(now) == beijing_day(instant)
    return clock_time(instant) if same_day else day_and_time(instant)


def step_time(instant: datetime, now: datetime) -> str:
    """14:32:51 of today, else 11-15 19:52: the times beside steps and log lines."""
    same_day = beijing_day(now) == beijing_day(instant)
    return clock_seconds(instant) if same_day else day_and_time(instant)


def full_time(instant: datetime) -> str:
    """2026-11-18 14:32:51 in Beijing, for tooltips."""
    return f"{instant.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def days_ago(instant: datetime, now: datetime) -> str:
    """（4 天前）, counted in Beijing days."""
    days = (beijing_day(now) - beijing_day(instant)).days
    return texts.times.days_ago(days) if days > 0 else texts.times.same_day()


def span(length: timedelta) -> str:
    """5小时20分 / 5 h 20 min: the tight form of rows; the two largest units, rounded down."""
    days, hours, minutes, seconds = _units(length)
    if days:
        return texts.times.span_days(d=days, h=hours)
    if hours:
        return texts.times.span_hours(h=hours, m=f"{minutes:02d}")
    return texts.times.span_minutes(minutes) if minutes else texts.times.span_seconds(seconds)


def long_span(length: timedelta) -> str:
    """5 小时 20 分: the airy form of headers."""
    days, hours, minutes, seconds = _units(length)
    if days:
        return texts.times.long_days(d=days, h=hours)
    if hours:
        return texts.times.long_hours(h=hours, m=minutes)
    return texts.times.long_minutes(minutes) if minutes else texts.times.long_seconds(seconds)


def waiting_span(length: timedelta) -> str:
    """3 分 41 秒: what a person watches while it grows."""
    days, hours, minutes, seconds = _units(length)
    if days or hours or not minutes:
        return long_span(length)
    return texts.times.long_minutes_seconds(m=minutes, s=seconds)


def took(seconds: int | None) -> str:
    """2时06分 / 31 分: how long a case took, in the history; — when it is not known."""
    if seconds is None:
        return texts.common.nobody()
    days, hours, minutes, rest = _units(timedelta(seconds=seconds))
    if days:
        return texts.times.took_days(d=days, h=hours)
    if hours:
        return texts.times.took_hours(h=hours, m=f"{minutes:02d}")
    return texts.times.took_minutes(minutes) if minutes else texts.times.took_seconds(rest)


def time_left(due_at: datetime, official_at: datetime, now: datetime) -> tuple[str, Urgency]:
    """What a row says of its deadline, and how urgent it is (grey, amber < 12 h, red < 2 h)."""
    urgency = Deadline(DeadlineKind.FINISH, due_at, official_at).urgency(now)
    if urgency is Urgency.OVERDUE:
        return texts.times.overdue_short(_one_unit(now - official_at)), urgency
    return span(max(due_at - now, timedelta())), urgency


def deadline_lines(deadline: Deadline, now: datetime) -> tuple[str, str, Urgency]:
    """The two lines of the header: 还剩 5 小时 20 分, and 今天 19:52 前处理完."""
    urgency = deadline.urgency(now)
    if urgency is Urgency.OVERDUE:
        first = texts.times.overdue(_one_unit(now - deadline.official_at))
    else:
        first = texts.times.left(long_span(max(deadline.due_at - now, timedelta())))
    return first, _until(deadline, now), urgency


def _until(deadline: Deadline, now: datetime) -> str:
    at = clock_time(deadline.due_at)
    days = (beijing_day(deadline.due_at) - beijing_day(now)).days
    replies = deadline.kind is DeadlineKind.FIRST_REPLY
    if days == 0:
        return texts.times.reply_by_today(at) if replies else texts.times.finish_by_today(at)
    if days == 1:
        return texts.times.reply_by_tomorrow(at) if replies else texts.times.finish_by_tomorrow(at)
    day = day_and_time(deadline.due_at)
    return texts.times.reply_by(day) if replies else texts.times.finish_by(day)


def _one_unit(length: timedelta) -> str:
    """The largest unit alone: 1小时 of lateness needs no minutes."""
    days, hours, minutes, _seconds = _units(length)
    if days:
        return texts.times.only_days(days)
    return texts.times.only_hours(hours) if hours else texts.times.span_minutes(minutes)


def _units(length: timedelta) -> tuple[int, int, int, int]:
    """Days, hours, minutes, seconds; a negative length counts as none."""
    whole = max(0, int(length.total_seconds()))
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3_600)
    return days, hours, *divmod(rest, 60)
