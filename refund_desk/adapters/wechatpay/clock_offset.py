"""How far this computer's clock is from WeChat Pay's, learned from the `Date` of its answers."""

import time
from collections import deque
from email.utils import parsedate_to_datetime
from statistics import median

_SAMPLES = 5
# `Date` has whole seconds: on average it is half a second behind the moment it was written.
_HALF_SECOND = 0.5


class ClockOffset:
    """The median of the last five `Date` samples (decisions.md 4.1)."""

    def __init__(self) -> None:
        """Start without a sample."""
        self._samples: deque[float] = deque(maxlen=_SAMPLES)

    def note(self, date: str | None) -> None:
        """Learn from the `Date` header of an answer that arrived just now; nonsense is ignored."""
        try:
            at = parsedate_to_datetime(date or "").timestamp()
        except (ValueError, OverflowError):
            return
        self._samples.append(at + _HALF_SECOND - time.time())

    def seconds(self) -> float | None:
        """WeChat Pay's clock minus this computer's, in seconds; None before the first answer."""
        return median(self._samples) if self._samples else None
