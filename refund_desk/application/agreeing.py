"""Agreeing where the platform pays: the seconds in which it can be undone, then the message."""

from __future__ import annotations

from dataclasses import dataclass

from refund_desk.application.ground import Ground
from refund_desk.application.undo_windows import UndoEnd, UndoWindows
from refund_desk.application.use_cases.agree_at_platform import AgreeAtPlatform
from refund_desk.domain.audit import OWNER
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeCommand:
    """Agree where the platform pays what is asked: `seen_amount` (fen), as the dialog showed it."""

    application_id: int
    seen_amount: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformPress:
    """A person's "agree" that a platform has not heard of yet; `amount` is what it would pay."""

    application_id: int
    amount: Fen
    actor: str

    @property
    def id(self) -> int:
        """A number of its own beside those of refunds, which are never negative."""
        return -self.application_id


@dataclass(slots=True, kw_only=True)
class Agreeing:
    """The undo window of `AgreeAtPlatform` (decisions.md 3.1): nothing is written before its end.

    So a crash, a sleep or a closing in these seconds leaves the application as it was.
    """

    ground: Ground
    agree: AgreeAtPlatform
    windows: UndoWindows

    async def ensure(self, application_id: int, *, seen_amount: Fen) -> None:
        """See `AgreeAtPlatform.ensure`."""
        await self.agree.ensure(application_id, seen_amount=seen_amount)

    async def __call__(
        self, application_id: int, *, seen_amount: Fen, actor: str = OWNER
    ) -> UndoEnd:
        """Wait, then let the outbox say it; how the window ended.

        Raises what `AgreeAtPlatform` raises, and `RuleBrokenError("platform.agreeing")` while an
        earlier press waits; nothing was said then.
        """
        if self.is_waiting(application_id):
            raise RuleBrokenError("platform.agreeing")
        press = PlatformPress(application_id=application_id, amount=seen_amount, actor=actor)
        try:
            # Whoever hears of it reads the case when this has begun to wait.
            self.ground.publish(ApplicationsChanged((application_id,)))
            end = await self.windows.wait(press)
            if end is UndoEnd.ELAPSED:
                await self.agree(application_id, seen_amount=seen_amount, actor=actor)
        finally:
            self.ground.publish(ApplicationsChanged((application_id,)))
        return end

    def is_waiting(self, application_id: int) -> bool:
        """Whether a press about this application can still be undone."""
        return -application_id in self.windows.running
