"""Whether money and words may be sent at all, and why not."""

from __future__ import annotations

from refund_desk.application.ports.clock import OFFSET_HALT_S, Clock
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import SendingHalted, SendingResumed

# The books hold no merchant keys: after a restored backup, say.
KEYS_MISSING = "keys.missing"


class SendingGate:
    """Closed by an answer that says the keys are wrong, by a clock that is off too far, and while
    restored books catch up with what happened since.
    """

    def __init__(self, clock: Clock, events: EventSink) -> None:
        """Start open."""
        self._clock = clock
        self._events = events
        self._halted = ""
        self._held = ""

    @property
    def why_closed(self) -> str:
        """The key of the sentence that says why nothing is sent; empty when all is well."""
        # A wrong clock also spoils signatures: to blame the keys would send a person astray.
        if abs(self._clock.far_offset_s() or 0.0) > OFFSET_HALT_S:
            return "clock.bad"
        return self._closed

    @property
    def is_halted(self) -> bool:
        """Whether the keys are missing or were refused: nothing can be asked either."""
        return bool(self._halted)

    def ensure_open(self) -> None:
        """Raise `RuleBrokenError` with the reason while nothing may be sent."""
        why = self.why_closed
        if why:
            raise RuleBrokenError(why)

    def halt(self, why: str) -> None:
        """Stop all sending until `resume` (401 and NO_AUTH, decisions.md 2.2)."""
        before, self._halted = self._closed, why
        self._tell(before)

    def resume(self) -> None:
        """Allow sending again, after a test that moved nothing has passed."""
        self.halt("")

    def hold(self, why: str) -> None:
        """Stop all sending until `release`, whatever a test of the keys says (decisions.md 5.5)."""
        before, self._held = self._closed, why
        self._tell(before)

    def release(self) -> None:
        """The books know what happened since they were copied."""
        self.hold("")

    @property
    def _closed(self) -> str:
        """Keys come first: without them books cannot catch up."""
        return self._halted or self._held

    def _tell(self, before: str) -> None:
        """Tell the window, when another reason is in force now."""
        now = self._closed
        if now != before:
            self._events.publish(SendingHalted(now) if now else SendingResumed())
