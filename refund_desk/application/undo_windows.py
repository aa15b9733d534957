"""The seconds in which a planned refund can still be undone. Nothing has been sent yet."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.undone_by_closing import UNDONE_BY_CLOSING
from refund_desk.domain.audit import SYSTEM
from refund_desk.domain.events import UndoTicked
from refund_desk.domain.fen import Fen
from refund_desk.domain.paid_order import REFUND_PAUSE
from refund_desk.domain.refund import Refund

# A gap between two ticks longer than this means the PC slept: the refund is undone.
SLEEP_GAP_S = 2.0
TICK_S = 0.2


class UndoEnd(StrEnum):
    """How an undo window ended."""

    ELAPSED = "elapsed"
    UNDONE = "undo.done"
    CLOSED = UNDONE_BY_CLOSING
    SLEPT = "undo.slept"
    LATE = "sheet.late"
    BROKEN = "bug"


class SleepWatch:
    """Notices that the PC slept between two looks."""

    def __init__(self, clock: Clock) -> None:
        """Look for the first time."""
        self._clock = clock
        self._seen_s, self._seen_at = clock.monotonic(), clock.pc_now()

    def slept(self) -> bool:
        """Whether more time went by since the last look than a desk that is awake lets pass."""
        seen_s, seen_at = self._seen_s, self._seen_at
        self._seen_s, self._seen_at = self._clock.monotonic(), self._clock.pc_now()
        # The monotonic clock may stand still while the PC sleeps; the wall clock does not.
        gap_s = max(self._seen_s - seen_s, abs((self._seen_at - seen_at).total_seconds()))
        return gap_s > SLEEP_GAP_S


class WaitsBeforeSending(Protocol):
    """What stands between a plan and its pre-flight, and may end in sending nothing."""

    async def wait(self, refund: Refund) -> UndoEnd:
        """Wait until it is decided, and say how; only `ELAPSED` goes on."""


@dataclass(slots=True)
class _Window:
    """One running window: until when it lasts, by the timer's seconds and by the ledger's clock."""

    undo_ends_s: float
    latest_s: float
    not_before: datetime | None
    pressed: asyncio.Event = field(default_factory=asyncio.Event)
    end: UndoEnd = UndoEnd.ELAPSED
    whole_s: float = 0.0

    def queued_s(self, now: datetime, now_s: float) -> float:
        """What is left of the minute between two refunds of the payment (seconds)."""
        if self.not_before is None:
            return 0.0
        # A clock that was set back must not make it wait for hours.
        return max(0.0, min((self.not_before - now).total_seconds(), self.latest_s - now_s))


class Undoable(Protocol):
    """What a press wants to leave: a planned refund, or a word to a platform that pays (id < 0)."""

    @property
    def id(self) -> int:
        """What the window is known by."""

    @property
    def application_id(self) -> int | None:
        """The application that it is about."""

    @property
    def amount(self) -> Fen:
        """What would go back (fen)."""

    @property
    def actor(self) -> str:
        """Who pressed."""


class UndoWindows:
    """All running undo windows, by the id of what they wait with."""

    def __init__(self, clock: Clock, events: EventSink, *, whole_s: float) -> None:
        """`whole_s` is how long a press can be undone (5, 10 or 15 s)."""
        self._clock = clock
        self._events = events
        self._whole_s = whole_s
        self._running: dict[int, _Window] = {}

    @property
    def running(self) -> tuple[int, ...]:
        """The refunds that can still be undone."""
        return tuple(self._running)

    def undo(self, refund_id: int) -> bool:
        """Undo one; False when its window is over."""
        return self._press(refund_id, UndoEnd.UNDONE)

    def submit_now(self, refund_id: int) -> bool:
        """End one early; the checks before sending still follow.

        False when it is over, and while the minute between two refunds of a payment is not.
        """
        window = self._running.get(refund_id)
        if window is not None and self._queued_s(window) > 0:
            return False
        return self._press(refund_id, UndoEnd.ELAPSED)

    def undo_all(self) -> None:
        """Undo everything that waits, because the window closes; the next start tells of it."""
        for refund_id in tuple(self._running):
            self._press(refund_id, UndoEnd.CLOSED)

    async def wait(self, refund: Undoable, *, not_before: datetime | None = None) -> UndoEnd:
        """Wait until the window of this refund ends, and say how.

        It lasts until `not_before` (UTC) at least: the minute between two refunds of a payment.
        """
        ends_s = self._clock.monotonic() + self._whole_s
        latest_s = ends_s + REFUND_PAUSE.total_seconds()
        new = _Window(undo_ends_s=ends_s, latest_s=latest_s, not_before=not_before)
        window = self._running.setdefault(refund.id, new)
        window.whole_s = self._left_s(window)
        try:
            return await self._tick(refund, window)
        finally:
            del self._running[refund.id]
            self._tell(refund, window, 0.0)

    async def _tick(self, refund: Undoable, window: _Window) -> UndoEnd:
        """Count down in short ticks, so that a sleeping PC is noticed."""
        watch = SleepWatch(self._clock)
        told = -1
        while (left := self._left_s(window)) > 0:
            if int(left) != told:
                told = int(left)
                self._tell(refund, window, left)
            try:
                await asyncio.wait_for(window.pressed.wait(), min(TICK_S, left))
            except TimeoutError:
                pass
            else:
                return window.end
            if watch.slept():
                return UndoEnd.SLEPT
        # A press of the last moment was told "undone" although the timer came first.
        return window.end

    def _left_s(self, window: _Window) -> float:
        """Seconds until this window ends: its undo time, or the minute if that is longer."""
        undo_s = window.undo_ends_s - self._clock.monotonic()
        return max(undo_s, self._queued_s(window))

    def _queued_s(self, window: _Window) -> float:
        return window.queued_s(self._clock.now(), self._clock.monotonic())

    def _press(self, refund_id: int, end: UndoEnd) -> bool:
        """The first press decides; later ones change nothing."""
        window = self._running.get(refund_id)
        if window is None or window.pressed.is_set():
            return False
        window.end = end
        window.pressed.set()
        return True

    def _tell(self, refund: Undoable, window: _Window, left_s: float) -> None:
        """Tell the window how long still."""
        if refund.application_id is not None:
            self._events.publish(
                UndoTicked(
                    application_id=refund.application_id,
                    refund_id=refund.id,
                    amount=refund.amount,
                    left_s=left_s,
                    whole_s=window.whole_s,
                    queued_s=self._queued_s(window) if left_s else 0.0,
                    automatic=refund.actor == SYSTEM,
                    at_platform=refund.id < 0,
                )
            )
