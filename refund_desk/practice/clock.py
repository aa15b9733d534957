"""Two clocks: wall time for signatures and settling, business time for everything with a date.

Business time runs with wall time but can be moved forward, so that a test need not wait 7 days.
Instants are seconds since the epoch; days are Beijing days, a fixed UTC+8 without summer time.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
DAY_S = 86_400


class BusinessClock:
    """Business time = wall time + an offset that only grows."""

    def __init__(self, offset_s: float = 0.0, wall: Callable[[], float] = time.time) -> None:
        self._offset_s = offset_s
        self._wall = wall

    @property
    def offset_s(self) -> float:
        """Seconds by which business time is ahead of wall time (negative: behind)."""
        return self._offset_s

    def wall_now(self) -> float:
        """Wall time in seconds since the epoch; signatures are dated with it."""
        return self._wall()

    def now(self) -> float:
        """Business time in seconds since the epoch."""
        return self._wall() + self._offset_s

    def advance(self, seconds: float) -> None:
        """Move business time forward; ValueError for a step back, which no real clock takes."""
        if seconds < 0:
            raise ValueError("business time does not run backwards")
        self._offset_s += seconds


def rfc3339(instant_s: float) -> str:
    """`2026-11-18T14:32:00+08:00`, the form WeChat Pay uses for orders and refunds."""
    return datetime.fromtimestamp(int(instant_s), BEIJING).isoformat()


def rfc3339_ms(instant_s: float) -> str:
    """`2015-05-20T13:29:35.120+08:00`, the form of `complaint_time`."""
    return datetime.fromtimestamp(instant_s, BEIJING).isoformat(timespec="milliseconds")


def utc_text(instant_s: float) -> str:
    """`2026-11-18T06:32:00Z`, for the admin side."""
    stamp = datetime.fromtimestamp(instant_s, UTC)
    return stamp.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_rfc3339(text: str) -> float:
    """Seconds since the epoch; ValueError when the text has no time zone or is no instant."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment.timestamp()


def beijing_day(instant_s: float) -> date:
    """The Beijing calendar day of an instant."""
    return datetime.fromtimestamp(instant_s, BEIJING).date()


def day_start(day: date) -> float:
    """The first second of a Beijing day."""
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING).timestamp()


def bill_time(instant_s: float) -> str:
    """`2019-02-19 05:01:46`, the form used inside bills (Beijing)."""
    return datetime.fromtimestamp(int(instant_s), BEIJING).strftime("%Y-%m-%d %H:%M:%S")
