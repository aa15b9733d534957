"""Send a planned refund: undo window, pre-flight, intention on disk, send, outcome on disk."""

from __future__ import annotations

from dataclasses import dataclass, field

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_steps import (
    write_intention,
    write_outcome,
    write_resend,
    write_undone,
)
from refund_desk.application.outcomes import Doubt, Refused, SubmitOutcome, Unknown
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.pre_flight import PreFlight
from refund_desk.application.undo_windows import UndoEnd, UndoWindows
from refund_desk.domain.audit import OWNER, SYSTEM
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.refund import Refund, RefundState


@dataclass(slots=True, kw_only=True)
class SubmitRefund:
    """The only place that sends money; number and amount are on disk before the first byte."""

    ground: Ground
    refunds: RefundGateway
    pre_flight: PreFlight
    windows: UndoWindows
    practice: bool
    unwritten: set[int] = field(default_factory=set, init=False)

    async def __call__(self, refund_id: int) -> None:
        """Take a PLANNED refund through its undo window and send it, or leave it UNDONE."""
        refund = await self.ground.run(lambda stores: stores.refunds.get(refund_id))
        if refund.state is not RefundState.PLANNED:
            return
        end = await self.windows.wait(refund)
        if end is not UndoEnd.ELAPSED:
            actor = OWNER if end is UndoEnd.UNDONE else SYSTEM
            await self._undo(refund_id, end.value, actor=actor)
            return
        if why := await self.pre_flight(refund):
            await self._undo(refund_id, why)
            return
        try:
            intention = await self.ground.run(
                lambda stores: write_intention(
                    stores, refund_id, practice=self.practice, now=self.ground.now()
                )
            )
        except RuleBrokenError as broken:
            await self._undo(refund_id, broken.code)
            return
        if intention is not None:
            await self._send(intention)

    async def resend(self, refund: Refund, *, actor: str = SYSTEM) -> str:
        """Send an UNKNOWN or REFUSED refund again under its number, after a fresh pre-flight.

        Returns the key of the sentence that says why it was not sent, empty when it was.
        """
        if why := await self.pre_flight(refund):
            return why
        again = await self.ground.run(
            lambda stores: write_resend(stores, refund.id, actor=actor, now=self.ground.now())
        )
        if again is not None:
            await self._send(again)
        return ""

    async def _send(self, intention: Refund) -> None:
        """Send what is on disk, and write down what came of it."""
        self.ground.tell(intention)
        outcome = await self.refunds.submit(intention)
        try:
            await self.record(intention.id, outcome)
        except StorageError:
            # The money may have moved and the disk would not take it: keep asking for the disk.
            self.unwritten.add(intention.id)
            raise

    async def write_unwritten(self) -> None:
        """Turn refunds whose outcome the disk did not take into doubts, to be asked about."""
        for refund_id in tuple(self.unwritten):
            await self.record(refund_id, Unknown(doubt=Doubt.NO_ANSWER))
            self.unwritten.discard(refund_id)

    async def record(self, refund_id: int, outcome: SubmitOutcome) -> Refund:
        """Write an outcome durably, tell it; stop all sending when it says the keys are wrong."""
        now = self.ground.now()
        refund = await self.ground.run(
            lambda stores: write_outcome(
                stores, refund_id, outcome, now=now, far_now=self.ground.far_now()
            )
        )
        if isinstance(outcome, Refused | Unknown) and outcome.halts:
            self.ground.gate.halt("key.bad")
        self.ground.tell(refund)
        return refund

    async def _undo(self, refund_id: int, why: str, *, actor: str = SYSTEM) -> None:
        """Leave the plan as UNDONE; nothing was sent."""
        undone = await self.ground.run(
            lambda stores: write_undone(stores, refund_id, why, actor=actor, now=self.ground.now())
        )
        if undone is not None:
            self.ground.tell(undone)
