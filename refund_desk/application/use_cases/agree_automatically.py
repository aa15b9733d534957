"""Agree without a press, where the owner has said so: the same way as a press, or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from refund_desk.application.automatic_rules import (
    doubt_of,
    ensure_automatic,
    is_candidate,
    note_made,
    write_stopped,
)
from refund_desk.application.background import Alarm
from refund_desk.application.commands import ApproveCommand
from refund_desk.application.ground import Ground
from refund_desk.application.outcomes import Unreadable
from refund_desk.application.policy_book import PolicyBook, policy_in_force
from refund_desk.application.ports.order_facts_source import OrderFactsSource
from refund_desk.application.ports.transactions import AlreadyExistsError, StorageError, Stores
from refund_desk.application.use_cases.approve_application import ApproveApplication
from refund_desk.application.use_cases.submit_refund import SubmitRefund
from refund_desk.domain.audit import SYSTEM
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, Event, PolicyChanged, Troubled
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import RefundApplication

# More than may be agreed to on a day: what does not fit waits for a person.
_WAITING_MAX = 500
_LOOK_EVERY_S = 60.0


@dataclass(slots=True, kw_only=True)
class AgreeAutomatically:
    """The loop that acts by itself: one application at a time, and none after a doubt."""

    ground: Ground
    book: PolicyBook
    approve: ApproveApplication
    submit: SubmitRefund
    facts: OrderFactsSource
    read_payment: Callable[[int], Awaitable[None]]
    alarm: Alarm
    _waiting: deque[int] = field(default_factory=lambda: deque(maxlen=_WAITING_MAX), init=False)
    _in_hand: int = field(default=0, init=False)

    def hear(self, event: Event) -> None:
        """Look at what has come in or changed, while the owner's word stands."""
        if isinstance(event, ApplicationsChanged) and self.book.now.automatic.on:
            # A look tells of changes itself: what is in hand would be taken up for ever.
            known = {*self._waiting, self._in_hand}
            new = [number for number in event.application_ids if number not in known]
            self._waiting.extend(new)
            self.alarm.wake()

    async def __call__(self) -> None:
        """Run until its alarm is stopped."""
        while not self.alarm.stopped:
            try:
                await self.book.current()
                await self.turn()
            except StorageError as trouble:
                self.ground.publish(Troubled(trouble.why))
            await self.alarm.sleep(_LOOK_EVERY_S)

    async def turn(self) -> int:
        """Take whatever waits, one after the other; how many refunds were planned."""
        planned = 0
        while self._waiting and not self.alarm.stopped:
            self._in_hand = self._waiting.popleft()
            try:
                refund = await self._one(self._in_hand)
            finally:
                self._in_hand = 0
            planned += refund is not None
        return planned

    async def _one(self, application_id: int) -> Refund | None:
        """One application to its answer; None when a person has to look at it."""
        payment = await self._payment_of_candidate(application_id)
        if payment is None or await self._stop_in_doubt():
            return None
        if not await self._read_again(application_id, payment):
            return None
        refund = await self._plan(application_id)
        if refund is not None:
            await self.submit(refund.id)
            await self._stop_in_doubt()
        return refund

    async def _payment_of_candidate(self, application_id: int) -> TransactionId | None:
        """The payment of one that may fit."""

        def work(stores: Stores) -> TransactionId | None:
            fits = is_candidate(stores, application_id)
            return stores.applications.get(application_id).transaction_id if fits else None

        return await self.ground.run(work)

    async def _read_again(self, application_id: int, payment: TransactionId) -> bool:
        """What WeChat Pay and the shop say now; False when the shop cannot be asked."""
        await self.read_payment(application_id)
        answer = await self.facts.facts((payment,))
        if isinstance(answer, Unreadable):
            return False

        def keep(stores: Stores) -> None:
            for facts in answer:
                stores.orders.put_facts(facts)

        await self.ground.run(keep)
        return True

    async def _plan(self, application_id: int) -> Refund | None:
        """The plan, written together with all that allows it; None when something speaks against.

        Nothing is lost by that: the application waits for a person, as all the others do.
        """
        now = self.ground.now()

        def work(stores: Stores) -> Refund | None:
            if not is_candidate(stores, application_id) or doubt_of(stores):
                return None
            refund = self.approve.plan(
                stores, _command(stores, application_id), now, automatic=True
            )
            ensure_automatic(stores, refund, now=now)
            note_made(stores, refund, now=now)
            return refund

        try:
            refund = await self.ground.run(work)
        except (RuleBrokenError, AlreadyExistsError):
            return None
        if refund is not None:
            self.ground.tell(refund)
        return refund

    async def _stop_in_doubt(self) -> bool:
        """Switch it off when one of its refunds was refused or is in doubt, or nothing is sent."""
        now, closed = self.ground.now(), bool(self.ground.gate.why_closed)

        def work(stores: Stores) -> str:
            why = doubt_of(stores) or ("automatic.halted" if closed else "")
            return why if why and write_stopped(stores, why, now=now) else ""

        why = await self.ground.run(work)
        if why:
            await self.book.read()
            self.ground.publish(PolicyChanged(why))
        return bool(why)


def _command(stores: Stores, application_id: int) -> ApproveCommand:
    """All that is asked for, under the words that the owner wrote."""
    application = stores.applications.get(application_id)
    return ApproveCommand(
        application_id=application_id,
        amount=application.asked,
        # Nothing of the payment was refunded: all of it is left.
        seen_refundable=_total_of(stores, application),
        reason=policy_in_force(stores).automatic.reason,
        actor=SYSTEM,
    )


def _total_of(stores: Stores, application: RefundApplication) -> Fen:
    """What was paid (fen); nothing where the payment was never read, which the press refuses."""
    number = application.transaction_id
    order = None if number is None else stores.orders.order(application.mchid, number)
    return NOTHING if order is None else order.total
