"""How long the window's thread was away from its work."""

from __future__ import annotations

from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

_TICK_MS: Final = 5


class StallMeter(QObject):
    """How long the window's thread was away: a precise 5 ms timer, its gap less 5 ms."""

    def __init__(self, parent: QObject) -> None:
        """Not measuring yet."""
        super().__init__(parent)
        self.longest_ms = 0.0
        self._last_s: float | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Measure from now on; what came before is not counted."""
        self._last_s = None
        self._timer.start()

    def stop(self) -> None:
        """Stop measuring."""
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        """Note the gap since the last tick."""
        now_s = perf_counter()
        if self._last_s is not None:
            gap_ms = (now_s - self._last_s) * 1000 - _TICK_MS
            self.longest_ms = max(self.longest_ms, gap_ms)
        self._last_s = now_s
