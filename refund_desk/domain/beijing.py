"""Beijing days, a fixed UTC+8: bills, groups and deadlines are counted there (decisions.md 4.1)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Beijing")


def beijing_day(instant: datetime) -> date:
    """The calendar day in Beijing on which a UTC instant falls."""
    return instant.astimezone(BEIJING).date()


def end_of_beijing_day(day: date) -> datetime:
    """24:00 of a Beijing day, as a UTC instant."""
    return start_of_beijing_day(day + timedelta(days=1))


def start_of_beijing_day(day: date) -> datetime:
    """00:00 of a Beijing day, as a UTC instant."""
    return datetime.combine(day, time(), BEIJING).astimezone(UTC)
