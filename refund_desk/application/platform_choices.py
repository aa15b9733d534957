"""What a platform wants chosen with an answer, asked once and kept for a while."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from refund_desk.application.counterparts import CANNOT
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.platform_terms import (
    PlatformTerms,
    RejectReason,
    ReturnAddress,
    Scene,
    Standing,
)
from refund_desk.domain.refund_application import Source

# The platform asks to fetch its reasons daily; an address that was just added must come soon.
_REASONS_KEPT = timedelta(days=1)
_ADDRESSES_KEPT = timedelta(minutes=10)

Listed = TypeVar("Listed")
_NOT_THERE = Unreadable(why=CANNOT)


class PlatformChoices:
    """The choices of every platform that is connected; offline, those that were read before.

    A source without choices of its own answers `Unreadable("source.cannot")`.
    """

    def __init__(self, platforms: Iterable[PlatformTerms], clock: Clock) -> None:
        """Nothing is asked yet; each source at most once."""
        self._platforms = {platform.source: platform for platform in platforms}
        self._clock = clock
        self._reasons = _Kept[tuple[RejectReason, ...]](_REASONS_KEPT)
        self._addresses = _Kept[tuple[ReturnAddress, ...]](_ADDRESSES_KEPT)

    async def standing(self, source: Source, source_ref: str) -> Standing | Missing | Unreadable:
        """How an application stands there now; asked anew each time."""
        platform = self._platforms.get(source)
        return _NOT_THERE if platform is None else await platform.standing(source_ref)

    async def reject_reasons(
        self, source: Source, scene: Scene
    ) -> tuple[RejectReason, ...] | Unreadable:
        """The reasons that fit what is asked for, each once; empty when there are none."""
        platform = self._platforms.get(source)
        if platform is None:
            return _NOT_THERE
        listed = await self._reasons.of(source, platform.reject_reasons, self._clock.now())
        if isinstance(listed, Unreadable):
            return listed
        fitting = {reason.code: reason for reason in listed if reason.scene is scene}
        return tuple(fitting.values())

    async def return_addresses(self, source: Source) -> tuple[ReturnAddress, ...] | Unreadable:
        """Where goods can be sent back to, the default one first."""
        platform = self._platforms.get(source)
        if platform is None:
            return _NOT_THERE
        return await self._addresses.of(source, platform.return_addresses, self._clock.now())


class _Kept(Generic[Listed]):
    """One list a source, and when it was read."""

    def __init__(self, how_long: timedelta) -> None:
        self._how_long = how_long
        self._read: dict[Source, tuple[datetime, Listed]] = {}

    async def of(
        self, source: Source, ask: Callable[[], Awaitable[Listed | Unreadable]], now: datetime
    ) -> Listed | Unreadable:
        """The list, read anew when it is old; an old one where it cannot be read."""
        known = self._read.get(source)
        if known is not None and timedelta(0) <= now - known[0] < self._how_long:
            return known[1]
        answer = await ask()
        if isinstance(answer, Unreadable):
            return answer if known is None else known[1]
        self._read[source] = (now, answer)
        return answer
