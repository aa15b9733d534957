"""The port through which news rises; who listens is nobody's business below."""

from __future__ import annotations

from typing import Protocol

from refund_desk.domain.events import Event


class EventSink(Protocol):
    """Takes events on the loop's thread."""

    def publish(self, event: Event) -> None:
        """Tell what happened; never raises, never blocks."""
