"""The loops that run while the window is open: settling, the outbox, the poll."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from refund_desk.application.ground import Ground
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.sync_report import POLL_EVERY_S
from refund_desk.application.use_cases.deliver_outgoing import DeliverOutgoing
from refund_desk.application.use_cases.pull_applications import OLDER_EVERY_S
from refund_desk.application.use_cases.recover import Recover
from refund_desk.application.use_cases.settle_refund import SettleRefund
from refund_desk.application.use_cases.submit_refund import SubmitRefund
from refund_desk.domain.events import Troubled

if TYPE_CHECKING:
    from refund_desk.application.sources import Sources

# As many queries at once as the transport allows; more only wait there.
_AT_ONCE = 8
_BATCH = 200
_STORAGE_PAUSE_S = 5.0
# While sending is halted, due messages stay due: look again after a breath, not at once.
_BREATH_S = 1.0
# Timers stand still while the PC sleeps: what came due meanwhile is seen within a minute.
_IDLE_S = 60.0


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
        """Sleep at most this long (seconds); a `wake` since the last sleep ends it at once.

        Once stopped nothing sleeps any more: a loop may sleep twice before it looks at `stopped`,
        and its second sleep would keep the closing waiting.
        """
        try:
            await asyncio.wait_for(self._woken.wait(), max(0.0, seconds))
        except TimeoutError:
            return
        finally:
            if not self.stopped:
                self._woken.clear()


@dataclass(slots=True, kw_only=True)
class SettlingLoop:
    """Heals at start, then asks about every refund when its time has come.

    `catch_up` is tried until it awaits nothing (`CatchUp`). `alarm` is woken by every refund that
    steps.
    """

    ground: Ground
    recover: Recover
    catch_up: Callable[[], Awaitable[str]]
    settle: SettleRefund
    submit: SubmitRefund
    alarm: Alarm

    async def __call__(self) -> None:
        """Run until its alarm is stopped."""
        healed = caught_up = False
        while not self.alarm.stopped:
            try:
                if not healed:
                    await self.recover()
                    healed = True
                if not caught_up:
                    caught_up = not await self.catch_up()
                await self.submit.write_unwritten()
                await self.turn()
                pause = await self._until_next()
            except StorageError as trouble:
                self.ground.publish(Troubled(trouble.why))
                pause = _STORAGE_PAUSE_S
            await self.alarm.sleep(pause)

    async def turn(self) -> int:
        """Ask about everything that is due now; how many were asked about."""
        due = await self.ground.run(
            lambda stores: stores.refunds.due(self.ground.now(), limit=_BATCH)
        )
        await at_most(_AT_ONCE, (partial(self.settle, refund.id) for refund in due))
        return len(due)

    async def _until_next(self) -> float:
        """Seconds until the next refund is due."""
        next_due = await self.ground.run(lambda stores: stores.refunds.next_due())
        return _seconds_until(next_due, self.ground.now())


@dataclass(slots=True, kw_only=True)
class OutboxLoop:
    """Delivers outgoing messages when their time has come.

    `alarm` is woken by every message that is queued or moves on.
    """

    ground: Ground
    deliver: DeliverOutgoing
    alarm: Alarm

    async def __call__(self) -> None:
        """Run until its alarm is stopped."""
        while not self.alarm.stopped:
            try:
                await self.deliver.write_unwritten()
                await self.turn()
                next_due = await self.ground.run(lambda stores: stores.outbox.next_due())
                pause = max(_BREATH_S, _seconds_until(next_due, self.ground.now()))
            except StorageError as trouble:
                self.ground.publish(Troubled(trouble.why))
                pause = _STORAGE_PAUSE_S
            await self.alarm.sleep(pause)

    async def turn(self) -> int:
        """One step of every message that is due; how many there were."""
        due = await self.ground.run(
            lambda stores: stores.outbox.due(self.ground.now(), limit=_BATCH)
        )
        await at_most(_AT_ONCE, (partial(self.deliver, entry.id) for entry in due))
        return len(due)


@dataclass(slots=True, kw_only=True)
class PollLoop:
    """Looks at the sources every two minutes, and at older open applications every thirty.

    `alarm` is woken by F5.
    """

    ground: Ground
    pull: Sources
    alarm: Alarm

    async def __call__(self) -> None:
        """Run until its alarm is stopped."""
        older_at = self.ground.clock.monotonic() + OLDER_EVERY_S
        while not self.alarm.stopped:
            try:
                await self.pull()
                if self.ground.clock.monotonic() >= older_at:
                    older_at = self.ground.clock.monotonic() + OLDER_EVERY_S
                    await self.pull.older()
            except StorageError as trouble:
                self.ground.publish(Troubled(trouble.why))
            await self.alarm.sleep(POLL_EVERY_S)


async def at_most(places: int, works: Iterable[Callable[[], Awaitable[None]]]) -> None:
    """Run the works, a few at a time; what one of them raised is raised when all have ended."""
    semaphore = asyncio.Semaphore(places)

    async def one(work: Callable[[], Awaitable[None]]) -> None:
        async with semaphore:
            await work()

    raise_first(await asyncio.gather(*(one(work) for work in works), return_exceptions=True))


def raise_first(ends: Iterable[BaseException | None]) -> None:
    """Raise what ended one of these works; a bug before the surroundings, which would hide it."""
    errors = [end for end in ends if end is not None]
    for error in sorted(errors, key=lambda end: isinstance(end, StorageError)):
        raise error


def _seconds_until(instant: datetime | None, now: datetime) -> float:
    """Seconds from now, at most a minute."""
    return _IDLE_S if instant is None else min(_IDLE_S, (instant - now).total_seconds())
