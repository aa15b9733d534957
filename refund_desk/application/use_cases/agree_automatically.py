"""Agree without a press, where the owner has said so: the same way as a press, or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

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
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.refund import Refund

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
    _looked_at: dict[int, datetime] = field(default_factory=dict, init=False)

    def hear(self, event: Event) -> None:
        """Look at what has come in or changed, while the owner's word stands."""
        if isinstance(event, ApplicationsChanged) and self.book.now.automatic.on:
            new = [number for number in event.application_ids if number not in self._waiting]
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
            refund = await self._one(self._waiting.popleft())
            planned += refund is not None
        return planned

    async def _one(self, application_id: int) -> Refund | None:
        """One application to its answer; None when a person has to look at it."""
        if not await self._is_worth_a_look(application_id):
            return None
        if await self._stop_in_doubt():
            return None
        if not await self._read_again(application_id):
            return None
        refund = await self._plan(application_id)
        if refund is not None:
            await self.submit(refund.id)
            await self._stop_in_doubt()
        return refund

    async def _is_worth_a_look(self, application_id: int) -> bool:
        """Whether it may fit, and was not looked at as it stands: a look tells of changes, too."""

        def work(stores: Stores) -> datetime | None:
            if not is_candidate(stores, application_id):
                return None
            return stores.applications.get(application_id).changed_at

        changed_at = await self.ground.run(work)
        if changed_at is None or self._looked_at.get(application_id) == changed_at:
            return False
        if len(self._looked_at) >= _WAITING_MAX:
            self._looked_at.pop(next(iter(self._looked_at)))
        self._looked_at[application_id] = changed_at
        return True

    async def _read_again(self, application_id: int) -> bool:
        """What WeChat Pay and the shop say now; False when the shop cannot be asked."""
        await self.read_payment(application_id)
        number = await self.ground.run(lambda stores: _payment_of(stores, application_id))
        if number is None:
            return False
        answer = await self.facts.facts((number,))
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


def _payment_of(stores: Stores, application_id: int) -> TransactionId | None:
    """The payment of an application, where it is known."""
    return stores.applications.get(application_id).transaction_id


def _command(stores: Stores, application_id: int) -> ApproveCommand:
    """All that is asked for, under the words that the owner wrote."""
    asked = stores.applications.get(application_id).asked
    number = _payment_of(stores, application_id)
    mchid = stores.applications.get(application_id).mchid
    order = stores.orders.order(mchid, number) if number is not None else None
    return ApproveCommand(
        application_id=application_id,
        amount=asked,
        # Nothing of the payment was refunded: all of it is left.
        seen_refundable=order.total if order is not None else asked,
        reason=policy_in_force(stores).automatic.reason,
        actor=SYSTEM,
    )
