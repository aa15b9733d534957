"""The tour: drives the real window against a real practice shop through the main job.

It presses keys and buttons as a person would, saves pictures, and compares our history with the far
side's books. It needs no display.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from refund_desk.adapters.system.folders import Folders
from refund_desk.application.ports.transactions import StorageError
from refund_desk.bootstrap import Desk, connect_practice, open_practice_desk
from refund_desk.domain.refund import RefundState
from refund_desk.live_desk import LiveShops, connecting_for
from refund_desk.practice_child import start_practice_child
from refund_desk.tour_pages import PagesWalk
from refund_desk.tour_walk import STEP_S, TourStuckError, Walk
from refund_desk.ui import theme
from refund_desk.ui.application import event_loop, make_application
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.main_window.window import MainWindow
from refund_desk.ui.picture_reader import QtPictureReader
from refund_desk.ui.stall_meter import StallMeter
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.texts.translating import Language

# The business time at which the practice shop's content looks like the pictures of the design.
_NOW = "2026-11-18T14:32:00+08:00"
_SETTLE_S = "3"
_SHOWN_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class TourOptions:
    """What the command line says about the tour; `size` in logical pixels.

    `every_page`: also what the main job does not lead through.
    """

    out: Path
    language: Language
    theme: theme.ThemeChoice
    size: tuple[int, int]
    every_page: bool = False


@dataclass(slots=True)
class _Summary:
    """What `summary.json` says."""

    applications: int = 0
    approved: int = 0
    refunded_fen: int = 0
    refunds: list[dict[str, Any]] = field(default_factory=list)
    bank_paid_fen: int = 0
    longest_gui_stall_ms: float = 0.0
    exit: str = "crashed"

    def write(self, out: Path) -> None:
        """Write it; also after a failure."""
        content = {name: getattr(self, name) for name in self.__slots__}
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (out / "summary.json").write_text(text + "\n", encoding="utf-8")


def run_tour(options: TourOptions) -> int:
    """Make the tour; 0 when everything agreed, 1 with the reason in `summary.json`."""
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options.out.mkdir(parents=True, exist_ok=True)
    application = make_application(sys.argv, language=options.language, choice=options.theme)
    summary = _Summary()
    with tempfile.TemporaryDirectory(prefix="refund-desk-tour-") as folder:
        try:
            with event_loop(application) as loop:
                loop.run_until_complete(_tour(options, Folders(Path(folder)), summary))
            summary.exit = "ok"
        except TourStuckError as stuck:
            summary.exit = str(stuck)
        finally:
            summary.write(options.out)
    return 0 if summary.exit == "ok" else 1


async def _tour(options: TourOptions, folders: Folders, summary: _Summary) -> None:
    """Bring up the far side and the desk, walk, and take both down."""
    bank = folders.make(folders.practice_bank)
    flags = ("--now", _NOW, "--settle-seconds", _SETTLE_S)
    child = await asyncio.to_thread(start_practice_child, bank, flags)
    reader = QtPictureReader()
    try:
        bridge = EventBridge()
        desk = await open_practice_desk(folders, bridge, reader)
        try:
            walk = _walk_in_window(options, desk, folders, bridge)
            await _with_window(options, walk, child.ready, summary)
        finally:
            await desk.close()
    finally:
        reader.close()
        await asyncio.to_thread(child.close)


def _walk_in_window(
    options: TourOptions, desk: Desk, folders: Folders, bridge: EventBridge
) -> PagesWalk:
    """The window, and the person before it."""
    tasks = TaskRunner(asyncio.get_running_loop(), troubles=(StorageError,))
    window = MainWindow(
        desk.services,
        tasks,
        bridge,
        theme.current(),
        connecting=lambda: connecting_for(LiveShops(folders), desk),
    )
    window.resize(*options.size)
    return PagesWalk(desk, window, bridge, tasks, StallMeter(window), options.out)


async def _with_window(
    options: TourOptions, walk: PagesWalk, ready_line: dict[str, str], summary: _Summary
) -> None:
    """The walk itself, with the window open."""
    paid_before = await _books_paid(ready_line)
    walk.window.show()
    # Where no window manager gives the keyboard to a new window, keys would go nowhere.
    walk.window.activateWindow()
    # Shown means painted once: before that there is no window that could be away.
    await asyncio.sleep(_SHOWN_S)
    walk.meter.start()
    try:
        await connect_practice(walk.desk, ready_line)
        walk.window.start()
        await walk.main_job()
        if options.every_page:
            await walk.pages()
    finally:
        walk.meter.stop()
        summary.longest_gui_stall_ms = round(walk.meter.longest_ms, 1)
        await _fill(summary, walk)
        summary.bank_paid_fen = await _books_paid(ready_line) - paid_before
        walk.window.close()
        walk.desk.services.stop_background()
        await walk.tasks.drain(STEP_S)
    if summary.refunded_fen != summary.bank_paid_fen:
        raise TourStuckError("books-differ")


async def _fill(summary: _Summary, walk: Walk) -> None:
    """Write what the walk saw and what our own ledger says of its refunds."""
    summary.applications, summary.approved = walk.applications, walk.approved
    for refund in await walk.refunds():
        summary.refunds.append(
            {
                "out_refund_no": str(refund.out_refund_no),
                "state": refund.state.value,
                "amount_fen": refund.amount.count,
            }
        )
        if refund.state is RefundState.SUCCEEDED:
            summary.refunded_fen += refund.amount.count


async def _books_paid(ready_line: dict[str, str]) -> int:
    """What the far side has paid out to payers so far (fen)."""
    async with httpx.AsyncClient(
        trust_env=False,
        verify=False,  # noqa: S501 - plain http on loopback
        timeout=STEP_S,
    ) as client:
        answer = await client.get(f"{ready_line['admin_url']}/books")
    return int(answer.json()["paid_out_fen"])
