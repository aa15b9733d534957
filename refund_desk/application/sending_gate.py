"""Whether money and words may be sent at all, and why not."""

from __future__ import annotations

from refund_desk.application.ports.clock import OFFSET_HALT_S, Clock
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import SendingHalted, SendingResumed

# The books hold no merchant keys: after a restored backup, say.
KEYS_MISSING = "keys.missing"
# No permission, or a foreign address: other calls may go through all the same.
_DENIED = "far.denied"
_BUG = "bug"


class SendingGate:
    """Closed by an answer that says the keys are wrong, by a clock that is off too far, while
    restored books catch up with what happened since, and by a bug.
    """

    def __init__(self, clock: Clock, events: EventSink, *, has_test: bool = True) -> None:
        """Start open. `has_test`: there are settings with a test of the keys in them."""
        self._clock = clock
        self._events = events
        self._has_test = has_test
        self._halted = ""
        self._by_look = False
        self._held = ""
        self._broken = False

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

    def halt(self, why: str, *, by_look: bool = False) -> None:
        """Stop all sending until `resume` (401 and NO_AUTH, decisions.md 2.2).

        `by_look`: it was the look for applications that was turned down.
        """
        before, self._halted = self._closed, why
        self._by_look = by_look
        self._tell(before)

    def resume(self) -> None:
        """Allow sending again, after a test that moved nothing has passed."""
        self.halt("")

    def look_passed(self) -> None:
        """The look for applications was answered: the keys are right.

        That says nothing about the permission for refunds: a denial of another call stays until the
        test in the settings, where there is one.
        """
        if self._halted != _DENIED or self._by_look or not self._has_test:
            self.resume()

    def break_down(self) -> None:
        """Stop all sending until the next start: a bug may have left anything half done."""
        before, self._broken = self._closed, True
        self._tell(before)

    def hold(self, why: str) -> None:
        """Stop all sending until `release`, whatever a test of the keys says (decisions.md 5.5)."""
        before, self._held = self._closed, why
        self._tell(before)

    def release(self) -> None:
        """The books know what happened since they were copied."""
        self.hold("")

    @property
    def _closed(self) -> str:
        """A bug comes first, and stays; then keys: without them books cannot catch up."""
        return _BUG if self._broken else self._halted or self._held

    def _tell(self, before: str) -> None:
        """Tell the window, when another reason is in force now."""
        now = self._closed
        if now != before:
            self._events.publish(SendingHalted(now) if now else SendingResumed())
