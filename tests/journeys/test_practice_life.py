"""The practice shop that runs beside the window: it comes back when it dies, and ends with it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from refund_desk.adapters.system.folders import Folders
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.bootstrap import Desk, open_practice_desk
from refund_desk.domain.identifiers import TransactionId
from refund_desk.far_side import LateOrders
from refund_desk.practice_life import keep_practising
from refund_desk.ui.picture_reader import QtPictureReader
from tests.journeys.headless import Heard, until

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="finds the children of a process in /proc"
)

_NO_PAYMENT = TransactionId("4200000000000000000000000000")


async def test_a_practice_shop_that_dies_comes_back_and_ends_with_the_desk(
    tmp_path: Path,
) -> None:
    folders = Folders(tmp_path)
    desk = await open_practice_desk(folders, Heard(), QtPictureReader())
    closed = asyncio.Event()
    life = asyncio.ensure_future(keep_practising(desk, folders, closed))
    try:
        first = await until(lambda: _answering(desk, folders))
        os.kill(first, signal.SIGKILL)
        await until(lambda: _silent(desk))
        second = await until(lambda: _answering(desk, folders), within_s=20.0)
        assert second != first
        closed.set()
        await asyncio.wait_for(life, 10.0)
        assert _children(folders) == []
    finally:
        closed.set()
        await life
        await desk.close()


@pytest.mark.expect_log("the practice shop did not start")
async def test_a_practice_shop_that_cannot_start_leaves_the_desk_offline(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    folders.make(folders.practice)
    folders.practice_bank.write_text("a file where the folder belongs")
    desk = await open_practice_desk(folders, Heard(), QtPictureReader())
    try:
        await keep_practising(desk, folders, asyncio.Event())
        assert await _order_answer(desk) == Unreadable(why="net.off")
    finally:
        await desk.close()


async def _order_answer(desk: Desk) -> object:
    """What the far side says of a payment that nobody made."""
    return await LateOrders(desk.far).by_transaction_id(_NO_PAYMENT)


async def _answering(desk: Desk, folders: Folders) -> int | None:
    """The process of the shop that answers; None while none does."""
    children = _children(folders)
    if not children or desk.core is None:
        return None
    return children[0] if isinstance(await _order_answer(desk), Missing) else None


async def _silent(desk: Desk) -> bool | None:
    """True once nobody answers."""
    return True if isinstance(await _order_answer(desk), Unreadable) else None


def _children(folders: Folders) -> list[int]:
    """The practice shops of these folders that this process has started and that still live."""
    lists = Path("/proc/self/task").glob("*/children")
    numbers = [int(word) for children in lists for word in children.read_text().split()]
    bank = str(folders.practice_bank).encode()
    return [
        number
        for number in numbers
        if bank in Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    ]
