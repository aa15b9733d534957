"""The port of time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Instants are UTC; in the practice shop the business clock may run ahead of the PC's."""

    def now(self) -> datetime:
        """The instant that deadlines, the ledger and the audit trail go by (UTC)."""

    def pc_now(self) -> datetime:
        """This PC's own clock (UTC), for noticing sleep; not for the ledger."""

    def monotonic(self) -> float:
        """Seconds for timers; never set back."""

    def far_offset_s(self) -> float | None:
        """WeChat Pay's clock minus this PC's (median of 5 Date headers); None before an answer."""


# Over a minute the window warns; over four no money is sent, because WeChat Pay allows five.
OFFSET_WARN_S = 60.0
OFFSET_HALT_S = 240.0
