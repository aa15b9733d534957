"""How fast the desk may ask: WeChat Pay's published limits, kept on our side.

The bound is exact, not an average. Slots are `1 / rate` seconds apart, and at most `PERMITS` calls
hold a slot that the far side has not answered yet; so no second at the far side can see more than
`rate + 1 + PERMITS` calls, whatever the network does to their spacing (143 + 1 + 6 = 150).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from refund_desk.adapters.wechatpay.routes import Lane

IN_FLIGHT_MAX = 8
FILES_IN_FLIGHT_MAX = 4
REFUNDS_PER_S = 143
QUERIES_PER_S = 290
# Failing refund requests: 6 a second and merchant, more are answered with 429 (facts 5.2).
REFUSALS_PER_S_MAX = 6
# A little over one second, so that two clocks never disagree about which second it was.
_REFUSAL_WAIT_S = 1.05


@dataclass(slots=True)
class Turn:
    """One call's turn; whoever made the call says here whether it was turned down."""

    refused: bool = False


class _Slots:
    """Moments at least `1 / rate` seconds apart."""

    def __init__(self, per_s: int) -> None:
        self._interval_s = 1 / per_s
        self._next = 0.0

    async def wait(self) -> None:
        now = asyncio.get_running_loop().time()
        slot = max(now, self._next)
        self._next = slot + self._interval_s
        await asyncio.sleep(slot - now)


class Pace:
    """Grants turns: at most 8 calls and 4 files in flight, and the lanes' own limits."""

    def __init__(self, *, limited: bool = True) -> None:
        """`limited=False` leaves only the number in flight: for measuring, never for real hosts."""
        self._limited = limited
        self._calls = asyncio.Semaphore(IN_FLIGHT_MAX)
        self._files = asyncio.Semaphore(FILES_IN_FLIGHT_MAX)
        self._refunds = asyncio.Semaphore(REFUSALS_PER_S_MAX)
        self._refund_slots = _Slots(REFUNDS_PER_S)
        self._query_slots = _Slots(QUERIES_PER_S)

    @asynccontextmanager
    async def turn(self, lane: Lane) -> AsyncIterator[Turn]:
        """Wait for a turn in this lane, and hold it."""
        turn = Turn()
        async with AsyncExitStack() as held:
            if lane is Lane.FILE:
                await held.enter_async_context(self._files)
            else:
                if self._limited and lane is Lane.REFUND:
                    await held.enter_async_context(self._refund_permit(turn))
                    await self._refund_slots.wait()
                await held.enter_async_context(self._calls)
                if self._limited and lane is Lane.QUERY:
                    await self._query_slots.wait()
            yield turn

    @asynccontextmanager
    async def _refund_permit(self, turn: Turn) -> AsyncIterator[None]:
        """One of six permits; a refused call gives its permit back only a second later.

        So refusals of the last second and calls that may still be refused never exceed six.
        """
        await self._refunds.acquire()
        try:
            yield
        finally:
            if turn.refused:
                asyncio.get_running_loop().call_later(_REFUSAL_WAIT_S, self._refunds.release)
            else:
                self._refunds.release()
