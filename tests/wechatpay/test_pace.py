"""The limits of WeChat Pay, kept exactly: counted at the far side's moment of receiving."""

import asyncio
import time
from bisect import bisect_left
from contextlib import AsyncExitStack

import pytest

from refund_desk.adapters.wechatpay.pace import Pace
from refund_desk.adapters.wechatpay.routes import Lane


async def run_calls(pace: Pace, lane: Lane, count: int, *, refused: bool = False) -> list[float]:
    """Make calls as fast as the pace allows; the moments at which each was received."""
    loop = asyncio.get_running_loop()
    received: list[float] = []

    async def call(number: int) -> None:
        async with pace.turn(lane) as turn:
            # An uneven network: some calls take longer to arrive than others.
            await asyncio.sleep(0.003 * (number % 5))
            received.append(loop.time())
            turn.refused = refused

    await asyncio.gather(*(call(number) for number in range(count)))
    return sorted(received)


def most_in_a_second(moments: list[float]) -> int:
    return max(bisect_left(moments, at + 1.0) - index for index, at in enumerate(moments))


async def test_refunds_never_pass_150_in_any_second_and_come_near_it() -> None:
    calls = asyncio.create_task(run_calls(Pace(), Lane.REFUND, 190))
    await asyncio.sleep(0.1)
    time.sleep(0.2)  # noqa: ASYNC251 - a stall of the loop must not be made up for by a burst
    moments = await calls
    assert most_in_a_second(moments) <= 150
    # 143 slots a second: 190 calls need 1.3 s and a little.
    assert moments[-1] - moments[0] < 2.5


async def test_refused_refunds_never_pass_six_in_any_second() -> None:
    moments = await run_calls(Pace(), Lane.REFUND, 8, refused=True)
    assert most_in_a_second(moments) <= 6
    assert moments[-1] - moments[0] < 2.0


async def test_one_refusal_leaves_five_permits_for_the_others() -> None:
    pace = Pace()
    await run_calls(pace, Lane.REFUND, 1, refused=True)
    moments = await run_calls(pace, Lane.REFUND, 50)
    assert moments[-1] - moments[0] < 1.0


async def test_queries_never_pass_300_in_any_second() -> None:
    moments = await run_calls(Pace(), Lane.QUERY, 315)
    assert most_in_a_second(moments) <= 300


@pytest.mark.parametrize(("lane", "most"), [(Lane.COMMON, 8), (Lane.QUERY, 8), (Lane.FILE, 4)])
@pytest.mark.parametrize("limited", [True, False])
async def test_few_calls_are_in_flight(lane: Lane, most: int, limited: bool) -> None:
    pace = Pace(limited=limited)
    flying = highest = 0

    async def call() -> None:
        nonlocal flying, highest
        async with pace.turn(lane):
            flying += 1
            highest = max(highest, flying)
            await asyncio.sleep(0.05)
            flying -= 1

    await asyncio.gather(*(call() for _ in range(20)))
    assert highest == most


async def test_pictures_do_not_hold_up_money() -> None:
    pace = Pace()
    async with asyncio.timeout(2), AsyncExitStack() as held:
        for _ in range(4):
            await held.enter_async_context(pace.turn(Lane.FILE))
        turn = await held.enter_async_context(pace.turn(Lane.REFUND))
        assert not turn.refused


async def test_without_limits_refunds_only_share_the_connections() -> None:
    moments = await run_calls(Pace(limited=False), Lane.REFUND, 200, refused=True)
    assert moments[-1] - moments[0] < 1.0


async def test_a_cancelled_wait_gives_its_permit_back() -> None:
    pace = Pace()
    tasks = [asyncio.create_task(run_calls(pace, Lane.REFUND, 6)) for _ in range(3)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    async with asyncio.timeout(2):
        await run_calls(pace, Lane.REFUND, 12)
