"""This PC's time, and how far the practice shop's business time runs ahead of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def _no_offset() -> float | None:
    """Nothing has answered yet."""
    return None


class PcClock:
    """The port `Clock`. `business_ahead` is set by the practice shop only, else zero."""

    def __init__(self) -> None:
        """Start with this PC's own time."""
        self.business_ahead = timedelta()
        self.far_offset: Callable[[], float | None] = _no_offset

    def now(self) -> datetime:
        """The instant that deadlines and the ledger go by (UTC)."""
        return self.pc_now() + self.business_ahead

    def pc_now(self) -> datetime:
        """This PC's own clock (UTC)."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds for timers."""
        return time.monotonic()

    def far_offset_s(self) -> float | None:
        """WeChat Pay's clock minus this PC's (seconds); None until one answered."""
        return self.far_offset()
