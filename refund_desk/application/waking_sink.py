"""Tells the loops that run beside the window when something concerns them."""

from __future__ import annotations

from collections.abc import Callable

from refund_desk.application.background import Alarm
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.domain.events import Event, OutboxChanged, RefundChanged


class WakingSink:
    """Passes events on, and wakes the loops that they concern."""

    def __init__(self, events: EventSink, settling: Alarm, outbox: Alarm) -> None:
        """Stand before the real sink; `also` hears everything first, once it is there."""
        self._events = events
        self._settling = settling
        self._outbox = outbox
        self.also: Callable[[Event], None] = _hears_nothing

    def publish(self, event: Event) -> None:
        """Wake, then tell."""
        if isinstance(event, RefundChanged):
            # A refund that was accepted has put messages into the outbox.
            self._settling.wake()
            self._outbox.wake()
        elif isinstance(event, OutboxChanged):
            self._outbox.wake()
        self.also(event)
        self._events.publish(event)


def _hears_nothing(event: Event) -> None:
    """Until somebody listens."""
    del event
