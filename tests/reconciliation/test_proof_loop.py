"""Bills are asked for four times a day, missed days first, and never for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from refund_desk.application.ports.bill_source import BillOutcome
from refund_desk.application.ports.transactions import StorageFullError, Stores, Transactions
from refund_desk.application.setting_names import PROOF_FIRST_DAY
from refund_desk.domain.bill import BillKind
from refund_desk.domain.events import Troubled
from tests.journeys.headless import until
from tests.reconciliation.desk import (
    DAY,
    DENIED,
    NOT_READY,
    NOW,
    OFFLINE,
    ONE,
    SLOW,
    ProofDesk,
    proof_desk,
)
from tests.storage.examples import an_audit_entry

Result = TypeVar("Result")


def days(desk: ProofDesk) -> list[int]:
    return [day.day for kind, day in desk.bills.asked if kind is BillKind.REFUND]


async def test_a_new_ledger_looks_a_week_back_oldest_first(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        assert await desk.loop.turn() == 7
        assert days(desk) == [11, 12, 13, 14, 15, 16, 17]
        noted = await desk.run(lambda stores: stores.settings.get(PROOF_FIRST_DAY))
        assert noted == "2026-11-18"
        assert await desk.loop.turn() == 0


async def test_the_first_day_of_use_is_that_of_the_first_line(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        await desk.run(lambda stores: stores.audit.append(an_audit_entry(at=NOW - 3 * ONE)))
        await desk.loop.turn()
        assert days(desk)[0] == 8


async def test_missed_days_are_made_up_for_when_the_desk_opens_again(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        await desk.loop.turn()
        desk.bills.asked.clear()
        desk.clock.at = NOW + 4 * ONE
        assert await desk.loop.turn() == 4
        assert days(desk) == [18, 19, 20, 21]


async def test_what_was_not_ready_is_asked_for_again_and_nothing_else(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.files[BillKind.FLOW, DAY - ONE] = NOT_READY
        await desk.loop.turn()
        desk.bills.asked.clear()
        assert await desk.loop.turn() == 1
        assert days(desk) == [16]


@pytest.mark.parametrize(
    ("outcome", "tried"), [(OFFLINE, 1), (DENIED, 1), (SLOW, 3), (NOT_READY, 7)]
)
async def test_trouble_of_the_way_ends_the_round(
    tmp_path: Path, outcome: BillOutcome, tried: int
) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.otherwise = outcome
        assert await desk.loop.turn() == tried


async def test_one_bad_day_does_not_keep_the_others_away(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        for n in (2, 4, 6):
            desk.bills.files[BillKind.REFUND, DAY - n * ONE] = SLOW
        assert await desk.loop.turn() == 7


async def test_closing_ends_the_round(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.loop.alarm.stop()
        assert await desk.loop.turn() == 0
        await desk.loop()


async def test_the_loop_asks_at_its_start_and_at_the_next_asking(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        alarm = desk.loop.alarm
        running = asyncio.ensure_future(desk.loop())
        alarm.wake()

        async def asked_for(day: date) -> bool | None:
            alarm.wake()
            return True if (BillKind.FLOW, day) in desk.bills.asked else None

        await until(lambda: asked_for(DAY))
        count = len(desk.bills.asked)
        desk.clock.at = NOW + timedelta(hours=1)
        for _turn in range(5):
            alarm.wake()
            await asyncio.sleep(0.01)
        assert len(desk.bills.asked) == count
        desk.clock.at = NOW + ONE
        await until(lambda: asked_for(DAY + ONE))
        alarm.stop()
        await running


class _FullOnce:
    """Transactions on a disk that has no room the first time."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._was_full = False

    async def run(self, work: Callable[[Stores], Result]) -> Result:
        if not self._was_full:
            self._was_full = True
            raise StorageFullError
        return await self._transactions.run(work)


async def test_trouble_with_the_books_is_told_and_tried_again(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        ground = desk.loop.ground
        full = replace(ground, transactions=_FullOnce(ground.transactions))
        loop = replace(desk.loop, ground=full)
        running = asyncio.ensure_future(loop())

        async def asked() -> bool | None:
            loop.alarm.wake()
            return True if desk.bills.asked else None

        await until(asked)
        loop.alarm.stop()
        await running
        assert Troubled("disk.full") in desk.heard.events
