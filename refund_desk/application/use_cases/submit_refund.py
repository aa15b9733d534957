"""Send a planned refund: undo window, pre-flight, intention on disk, send, outcome on disk."""

from __future__ import annotations

from datetime import datetime, timedelta

from refund_desk.application.ledger_steps import (
    write_intention,
    write_outcome,
    write_resend,
    write_undone,
)
from refund_desk.application.outcomes import Doubt, Refused, SubmitOutcome, Unknown
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import StorageError, Transactions
from refund_desk.application.pre_flight import PreFlight
from refund_desk.application.sending_gate import SendingGate
from refund_desk.application.undo_windows import UndoEnd, UndoWindows
from refund_desk.domain.audit import OWNER, SYSTEM
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged
from refund_desk.domain.refund import Refund, RefundState


class SubmitRefund:
    """The only place that sends money; the number and the amount are on disk before the first byte."""

    def __init__(
        self,
        transactions: Transactions,
        refunds: RefundGateway,
        pre_flight: PreFlight,
        windows: UndoWindows,
        *,
        gate: SendingGate,
        clock: Clock,
        events: EventSink,
        practice: bool,
    ) -> None:
        """Take what it reads, writes and sends with."""
        self._transactions = transactions
        self._refunds = refunds
        self._pre_flight = pre_flight
        self._windows = windows
        self._gate = gate
        self._clock = clock
        self._events = events
        self._practice = practice
        self.unwritten: set[int] = set()

    async def __call__(self, refund_id: int) -> None:
        """Take a PLANNED refund through its undo window and send it, or leave it UNDONE."""
        refund = await self._transactions.run(lambda stores: stores.refunds.get(refund_id))
        if refund.state is not RefundState.PLANNED:
            return
        end = await self._windows.wait(refund)
        if end is not UndoEnd.ELAPSED:
            actor = OWNER if end is UndoEnd.UNDONE else SYSTEM
            await self._undo(refund_id, end.value, actor=actor)
            return
        if why := await self._pre_flight(refund):
            await self._undo(refund_id, why)
            return
        try:
            intention = await self._transactions.run(
                lambda stores: write_intention(
                    stores, refund_id, practice=self._practice, now=self._clock.now()
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
        if why := await self._pre_flight(refund):
            return why
        again = await self._transactions.run(
            lambda stores: write_resend(stores, refund.id, actor=actor, now=self._clock.now())
        )
        if again is not None:
            await self._send(again)
        return ""

    async def _send(self, intention: Refund) -> None:
        """Send what is on disk, and write down what came of it."""
        self._tell(intention)
        outcome = await self._refunds.submit(intention)
        try:
            await self.record(intention.id, outcome)
        except StorageError:
            # The money may have moved and the disk would not take it: keep asking for the disk.
            self.unwritten.add(intention.id)
            raise

    async def write_unwritten(self) -> None:
        """Turn refunds whose outcome the disk did not take into doubts, so that they are asked about."""
        for refund_id in tuple(self.unwritten):
            await self.record(refund_id, Unknown(doubt=Doubt.NO_ANSWER))
            self.unwritten.discard(refund_id)

    async def record(self, refund_id: int, outcome: SubmitOutcome) -> Refund:
        """Write an outcome durably, tell it, and stop all sending when it says the keys are wrong."""
        now = self._clock.now()
        refund = await self._transactions.run(
            lambda stores: write_outcome(
                stores, refund_id, outcome, now=now, far_now=self.far_now(now)
            )
        )
        if isinstance(outcome, Refused | Unknown) and outcome.halts:
            self._gate.halt("key.bad")
        self._tell(refund)
        return refund

    def far_now(self, now: datetime) -> datetime:
        """`now` by WeChat Pay's clock (UTC)."""
        return now + timedelta(seconds=self._clock.far_offset_s() or 0.0)

    async def _undo(self, refund_id: int, why: str, *, actor: str = SYSTEM) -> None:
        """Leave the plan as UNDONE; nothing was sent."""
        undone = await self._transactions.run(
            lambda stores: write_undone(stores, refund_id, why, actor=actor, now=self._clock.now())
        )
        if undone is not None:
            self._tell(undone)

    def _tell(self, refund: Refund) -> None:
        """Tell the window."""
        self._events.publish(
            RefundChanged(
                refund.application_id,
                refund.id,
                refund.state,
                refund.amount,
                refund.why,
                refund.adopted,
            )
        )
