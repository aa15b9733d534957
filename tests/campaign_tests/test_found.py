"""Bugs that the campaign found, each made to happen every time."""

from __future__ import annotations

from datetime import UTC, datetime

from refund_desk.application.undo_windows import UndoEnd, UndoWindows
from refund_desk.domain.events import Event
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, TransactionId
from refund_desk.domain.refund import Refund, RefundState

_PLANNED = Refund(
    id=7,
    application_id=1,
    mchid=Mchid("1900000001"),
    transaction_id=TransactionId("4200000000000000000000000001"),
    amount=Fen(100),
    order_total=Fen(100),
    reason="商品破损",
    state=RefundState.PLANNED,
    planned_at=datetime(2026, 11, 18, tzinfo=UTC),
    actor="owner",
)


class _PressedAfterTheTimer:
    """A clock that presses 撤销 when the timer has fired and before the window has noticed."""

    def __init__(self) -> None:
        self.windows = UndoWindows(self, self, whole_s=0.05)
        self.taken: list[bool] = []
        self._looks = 0

    def pc_now(self) -> datetime:
        self._looks += 1
        if self._looks > 1:
            self.taken.append(self.windows.undo(_PLANNED.id))
        return datetime(2026, 11, 18, tzinfo=UTC)

    def now(self) -> datetime:
        return datetime(2026, 11, 18, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0 if self._looks < 2 else 0.1

    def far_offset_s(self) -> float | None:
        return None

    def publish(self, event: Event) -> None:
        """See `EventSink`."""


async def test_an_undo_that_was_taken_at_the_last_moment_is_an_undo() -> None:
    clock = _PressedAfterTheTimer()

    end = await clock.windows.wait(_PLANNED)

    assert clock.taken[0]
    assert end is UndoEnd.UNDONE
