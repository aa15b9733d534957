"""Send a planned refund: undo window, pre-flight, intention on disk, send, outcome on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from refund_desk.application.ground import Ground
from refund_desk.application.ledger_steps import (
    write_healed,
    write_intention,
    write_resend,
    write_undone,
)
from refund_desk.application.policy_book import policy_in_force
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import StorageError, Stores
from refund_desk.application.pre_flight import PreFlight
from refund_desk.application.press import note_began
from refund_desk.application.recording import record
from refund_desk.application.undo_windows import UndoEnd, UndoWindows, WaitsBeforeSending
from refund_desk.domain.audit import OWNER, SYSTEM
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.paid_order import pause_ends_at
from refund_desk.domain.refund import Refund, RefundState


@dataclass(slots=True, kw_only=True)
class SubmitRefund:
    """The only place that sends money; number and amount are on disk before the first byte."""

    ground: Ground
    refunds: RefundGateway
    pre_flight: PreFlight
    windows: UndoWindows
    practice: bool
    _in_hand: set[int] = field(default_factory=set, init=False)
    _unwritten: dict[int, str] = field(default_factory=dict, init=False)

    async def __call__(self, refund_id: int, *, turn: WaitsBeforeSending | None = None) -> None:
        """Take a PLANNED refund through its undo window and send it, or leave it UNDONE.

        A second refund of a payment waits in that window for the minute after the first. One of a
        sheet waits for its `turn` instead of an undo window of its own. A second call while the
        first one runs does nothing. Raises a `StorageError` of the surroundings; what was
        not written down then is healed by `write_unwritten`.
        """
        if refund_id in self._in_hand:
            return
        self._in_hand.add(refund_id)
        try:
            await self._through_the_window(refund_id, turn)
        except StorageError as trouble:
            self._unwritten[refund_id] = trouble.why
            raise
        finally:
            self._in_hand.discard(refund_id)

    async def resend(self, refund: Refund, *, actor: str = SYSTEM) -> None:
        """Send an UNKNOWN or REFUSED refund again under its number, after a fresh pre-flight.

        Raises `RuleBrokenError` with the reason when it was not sent; a refund that has moved on
        meanwhile is left alone.
        """
        if why := await self.pre_flight(refund):
            raise RuleBrokenError(why)
        again = await self.ground.run(
            lambda stores: write_resend(stores, refund.id, actor=actor, now=self.ground.now())
        )
        if again is None:
            return
        try:
            await self._send(again)
        except StorageError as trouble:
            self._unwritten[refund.id] = trouble.why
            raise

    async def write_unwritten(self) -> None:
        """Heal refunds whose task ended because the disk took nothing: undone, or in doubt."""
        for refund_id, why in tuple(self._unwritten.items()):
            await self._heal(refund_id, why)
            del self._unwritten[refund_id]

    async def _through_the_window(self, refund_id: int, turn: WaitsBeforeSending | None) -> None:
        """The undo window, the look before, the intention, the send."""
        refund, not_before = await self.ground.run(lambda stores: _planned(stores, refund_id))
        if refund.state is not RefundState.PLANNED:
            return
        if turn is not None:
            end = await turn.wait(refund)
        else:
            end = await self.windows.wait(refund, not_before=not_before)
        if end is not UndoEnd.ELAPSED:
            actor = OWNER if end is UndoEnd.UNDONE else SYSTEM
            await self._undo(refund_id, end.value, actor=actor)
            return
        if why := await self.pre_flight(refund):
            await self._undo(refund_id, why)
            return
        try:
            intention = await self.ground.run(lambda stores: self._intend(stores, refund_id))
        except RuleBrokenError as broken:
            await self._undo(refund_id, broken.code)
            return
        if intention is None:
            # Another window or process undid it meanwhile: say how it stands.
            self.ground.tell(await self._get(refund_id))
            return
        await self._send(intention)

    def _intend(self, stores: Stores, refund_id: int) -> Refund | None:
        """Number and amount, written; None when it was undone meanwhile."""
        now = self.ground.now()
        intention = write_intention(
            stores, refund_id, practice=self.practice, policy=policy_in_force(stores), now=now
        )
        if intention is not None:
            note_began(stores, refund_id, far_now=self.ground.far(now))
        return intention

    async def _send(self, intention: Refund) -> None:
        """Send what is on disk, and write down what came of it."""
        self.ground.tell(intention)
        outcome = await self.refunds.submit(intention)
        await record(self.ground, intention.id, outcome)

    async def _undo(self, refund_id: int, why: str, *, actor: str = SYSTEM) -> None:
        """Leave the plan as UNDONE; nothing was sent."""
        undone = await self.ground.run(
            lambda stores: write_undone(stores, refund_id, why, actor=actor, now=self.ground.now())
        )
        self.ground.tell(undone or await self._get(refund_id))

    async def _heal(self, refund_id: int, why: str) -> None:
        """Bring one refund whose task ended to a state that somebody looks after."""
        healed = await self.ground.run(
            lambda stores: write_healed(stores, refund_id, why, now=self.ground.now())
        )
        if healed is not None:
            self.ground.tell(healed)

    async def _get(self, refund_id: int) -> Refund:
        """The refund as the ledger has it."""
        return await self.ground.run(lambda stores: stores.refunds.get(refund_id))


def _planned(stores: Stores, refund_id: int) -> tuple[Refund, datetime | None]:
    """The refund, and the instant before which WeChat Pay takes no other of its payment (UTC)."""
    refund = stores.refunds.get(refund_id)
    known = stores.refunds.of_payment(refund.mchid, refund.transaction_id)
    return refund, pause_ends_at(other for other in known if other.id != refund_id)
