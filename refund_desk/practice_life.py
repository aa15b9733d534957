"""The practice shop beside its desk: started, followed, and started anew when it died."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from refund_desk.adapters.system.folders import Folders
from refund_desk.bootstrap import Desk, connect_practice, keep_following_practice_clock
from refund_desk.practice_child import (
    PracticeChild,
    PracticeShopMissingError,
    start_practice_child,
)

log = logging.getLogger(__name__)

_LOOK_S: Final = 1.0
# A shop that dies again and again is started again, but not all day long.
_PAUSES_S: Final = (0.0, 1.0, 5.0, 30.0)


async def keep_practising(desk: Desk, folders: Folders, closed: asyncio.Event) -> None:
    """Have a practice shop behind the desk until `closed` is set; its books outlive it.

    What it was asked when it died is in doubt, as it would be with WeChat Pay. A shop that does not
    start at all leaves the desk without a far side.
    """
    for number, pause_s in enumerate(_PAUSES_S):
        if await _set_within(closed, pause_s):
            return
        try:
            bank_folder = folders.make(folders.practice_bank)
            child = await asyncio.to_thread(start_practice_child, bank_folder)
            try:
                await _with_child(desk, child, closed, again=number > 0)
            finally:
                await asyncio.to_thread(child.close)
        except (OSError, PracticeShopMissingError):
            log.warning("the practice shop did not start")
            break
        if closed.is_set():
            return
        log.info("the practice shop ended by itself")
    desk.far.give_up()


async def _with_child(
    desk: Desk, child: PracticeChild, closed: asyncio.Event, *, again: bool
) -> None:
    """Speak to this shop until it ends or the desk closes."""
    earlier = desk.core, desk.facts, desk.store
    await connect_practice(desk, child.ready)
    for connection in earlier:
        if connection is not None:
            await connection.close()
    if again:
        await desk.services.pull_applications()
    over = asyncio.Event()
    following = asyncio.create_task(keep_following_practice_clock(desk, over))
    try:
        while child.is_running and not await _set_within(closed, _LOOK_S):
            continue
    finally:
        over.set()
        await following


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    """Whether the event is set by then (seconds)."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return event.is_set()
    return True
