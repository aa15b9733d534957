"""The loops that run while the window is open: settling, the outbox, the poll."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import partial

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.ports.transactions import StorageError, Transactions
from refund_desk.application.use_cases.deliver_outgoing import DeliverOutgoing
from refund_desk.application.use_cases.pull_applications import (
    OLDER_EVERY_S,
    POLL_EVERY_S,
    PullApplications,
)
from refund_desk.application.use_cases.recover import Recover
from refund_desk.application.use_cases.settle_refund import SettleRefund
from refund_desk.application.use_cases.submit_refund import SubmitRefund
from refund_desk.domain.events import Troubled

# As many queries at once as the transport allows; more only wait there.
_AT_ONCE = 8
_BATCH = 200
_STORAGE_PAUSE_S = 5.0
# While sending is halted, due messages stay due: look again after a breath, not at once.
_BREATH_S = 1.0
_IDLE_S = 3600.0


class Alarm:
    """Sleeps until woken or until a time comes; asks nothing of the disk meanwhile."""

    def __init__(self) -> None:
        """Start asleep."""
        self._woken = asyncio.Event()
        self.stopped = False

    def wake(self) -> None:
        """Something may be due now."""
        self._woken.set()

    def stop(self) -> None:
        """No more turns: the program closes."""
        self.stopped = True
        self.wake()

    async def sleep(self, seconds: float) -> None:
        """Sleep at most this long (seconds); a call of `wake` since the last sleep ends it at once."""
        try:
            await asyncio.wait_for(self._woken.wait(), max(0.0, seconds))
        except TimeoutError:
            return
        finally:
            self._woken.clear()


class SettlingLoop:
    """Heals at start, then asks about every refund when its time has come."""

    def __init__(
        self,
        transactions: Transactions,
        recover: Recover,
        settle: SettleRefund,
        submit: SubmitRefund,
        *,
        clock: Clock,
        events: EventSink,
        alarm: Alarm,
    ) -> None:
        """`alarm` is woken by every refund that steps."""
        self._events = events
        self._transactions = transactions
        self._recover = recover
        self._settle = settle
        self._submit = submit
        self._clock = clock
        self._alarm = alarm

    async def __call__(self) -> None:
        """Run until its alarm is stopped."""
        await self._recover()
        while not self._alarm.stopped:
            try:
                await self._submit.write_unwritten()
                await self.turn()
                pause = await self._until_next()
            except StorageError as trouble:
                self._events.publish(Troubled(trouble.why))
                pause = _STORAGE_PAUSE_S
            await self._alarm.sleep(pause)

    async def turn(self) -> int:
        """Ask about everything that is due now; how many were asked about."""
        due = await self._transactions.run(
            lambda stores: stores.refunds.due(self._clock.now(), limit=_BATCH)
        )
        await at_most(_AT_ONCE, (partial(self._settle, refund.id) for refund in due))
        return len(due)

    async def _until_next(self) -> float:
        """Seconds until the next refund is due."""
        next_due = await self._transactions.run(lambda stores: stores.refunds.next_due())
        return _seconds_until(next_due, self._clock.now())


class OutboxLoop:
    """Delivers outgoing messages when their time has come."""

    def __init__(
        self,
        transactions: Transactions,
        deliver: DeliverOutgoing,
        *,
        clock: Clock,
        events: EventSink,
        alarm: Alarm,
    ) -> None:
        """`alarm` is woken by every message that is queued or moves on."""
        self._events = events
        self._transactions = transactions
        self._deliver = deliver
        self._clock = clock
        self._alarm = alarm

    async def __call__(self) -> None:
        """Run until its alarm is stopped."""
        while not self._alarm.stopped:
            try:
                await self.turn()
                next_due = await self._transactions.run(lambda stores: stores.outbox.next_due())
                pause = max(_BREATH_S, _seconds_until(next_due, self._clock.now()))
            except StorageError as trouble:
                self._events.publish(Troubled(trouble.why))
                pause = _STORAGE_PAUSE_S
            await self._alarm.sleep(pause)

    async def turn(self) -> int:
        """One step of every message that is due; how many there were."""
        due = await self._transactions.run(
            lambda stores: stores.outbox.due(self._clock.now(), limit=_BATCH)
        )
        await at_most(_AT_ONCE, (partial(self._deliver, entry.id) for entry in due))
        return len(due)


class PollLoop:
    """Looks at the source every two minutes, and at older open applications every thirty."""

    def __init__(
        self, pull: PullApplications, clock: Clock, events: EventSink, alarm: Alarm
    ) -> None:
        """`alarm` is woken by F5."""
        self._events = events
        self._pull = pull
        self._clock = clock
        self._alarm = alarm

    async def __call__(self) -> None:
        """Run until its alarm is stopped."""
        older_at = self._clock.monotonic() + OLDER_EVERY_S
        while not self._alarm.stopped:
            try:
                await self._pull()
                if self._clock.monotonic() >= older_at:
                    older_at = self._clock.monotonic() + OLDER_EVERY_S
                    await self._pull.older()
            except StorageError as trouble:
                self._events.publish(Troubled(trouble.why))
            await self._alarm.sleep(POLL_EVERY_S)


async def at_most(places: int, works: Iterable[Callable[[], Awaitable[None]]]) -> None:
    """Run the works, a few at a time."""
    semaphore = asyncio.Semaphore(places)

    async def one(work: Callable[[], Awaitable[None]]) -> None:
        async with semaphore:
            await work()

    await asyncio.gather(*(one(work) for work in works))


def _seconds_until(instant: datetime | None, now: datetime) -> float:
    """Seconds from now; an hour when there is nothing to wait for."""
    return _IDLE_S if instant is None else min(_IDLE_S, (instant - now).total_seconds())
