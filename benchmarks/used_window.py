"""How long the window stalls while it is used and a feed brings its applications.

    python -m benchmarks.ingest --window [--applications 10000,100000] [--banks DIR]

The program's own window, off screen, on a practice desk with an empty ledger; the practice server
is another process. Somebody uses it all the while: goes down the list, opens applications, types a
search, changes the segment, pages to the end. Stalls are counted from the window's first paint to
the end of the look at the feed. Beside the longest one stands what it was spent on: the CPU of the
window's thread, that of the whole process, and how long the thread had no core to run on (Linux).
No pictures are fetched. `pss_mb` is that at the end of the look, `pss_used_mb` after 800 keys at
least, so that sizes can be compared after equal use.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from benchmarks.measured import pss_mb
from refund_desk.adapters.system.folders import Folders
from refund_desk.application.ports.transactions import StorageError
from refund_desk.bootstrap import Desk, connect_practice, open_practice_desk
from refund_desk.domain.events import Event, SyncChanged, SyncState
from refund_desk.domain.refund_application import Source
from refund_desk.ui import theme
from refund_desk.ui.application import event_loop, make_application
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.main_window.window import MainWindow
from refund_desk.ui.picture_reader import QtPictureReader
from refund_desk.ui.stall_meter import StallMeter
from refund_desk.ui.task_runner import CrashReport, TaskRunner

_SIZE = (1366, 696)
_TICK_MS = 5
_STALL_MS = 30.0
_SHOWN_S = 0.1
# As fast as a person in a hurry: ten keys a second.
_KEY_S = 0.1
_DRAIN_S = 30.0
_KEYS_LEAST = 800
_NEEDLES = ("13", "王", "张伟", "120.00", "杯子")
_SEGMENT_KEYS = (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1)


@dataclass(frozen=True, slots=True)
class Gap:
    """One stall (ms): how long, what it was spent on, and how long after the first paint."""

    wall: float
    own_cpu: float
    all_cpu: float
    no_core: float
    after: float


class Gaps(QObject):
    """The stalls of the thread that makes it, with what they were spent on."""

    def __init__(self, parent: QObject) -> None:
        """Count from now on."""
        super().__init__(parent)
        self.found: list[Gap] = []
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last = self._now()
        self._began_ms = self._last[0]
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._tick)
        timer.start(_TICK_MS)

    def _now(self) -> tuple[float, float, float, float]:
        """Clock, CPU of this thread, CPU of all, time without a core (ms)."""
        waited_ns = int(self._schedule.read_text("ascii").split()[1])
        return (
            time.perf_counter() * 1000,
            time.thread_time() * 1000,
            time.process_time() * 1000,
            waited_ns / 1e6,
        )

    def _tick(self) -> None:
        if time.perf_counter() * 1000 - self._last[0] - _TICK_MS >= _STALL_MS:
            now = self._now()
            wall, own, both, waited = (
                round(here - before, 1) for here, before in zip(now, self._last, strict=True)
            )
            after = now[0] - self._began_ms
            self.found.append(Gap(round(wall - _TICK_MS, 1), own, both, waited, after))
        self._last = self._now()


class Person:
    """Somebody at the window, one key after the other."""

    def __init__(self, window: MainWindow) -> None:
        """At this window."""
        self._window = window
        self.opened: set[int] = set()
        self.keys = 0
        self.enough = asyncio.Event()
        window.presenter.opened.connect(self.opened.add)

    async def use(self, over: asyncio.Event) -> None:
        """Go on until it is over."""
        turn = 0
        while not over.is_set():
            await self._down(over)
            await self._search(_NEEDLES[turn % len(_NEEDLES)], over)
            for key in _SEGMENT_KEYS:
                await self._press(key, over, Qt.KeyboardModifier.AltModifier)
            turn += 1

    async def _rest(self, over: asyncio.Event) -> None:
        """Until the next key."""
        self.keys += 1
        if self.keys >= _KEYS_LEAST:
            self.enough.set()
        await _set_within(over, _KEY_S)

    async def _down(self, over: asyncio.Event) -> None:
        """Down the list, which opens each application, then to its end and back."""
        self._window.inbox_page.focus_list()
        for key in (*[Qt.Key.Key_J] * 10, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Home):
            await self._press(key, over)

    async def _search(self, needle: str, over: asyncio.Event) -> None:
        """Type a search, look at what it found, and leave it."""
        field = self._window.inbox.search
        for length in range(1, len(needle) + 1):
            field.setText(needle[:length])
            await self._rest(over)
        await _set_within(over, 5 * _KEY_S)
        field.clear()
        self._window.inbox_page.focus_list()
        await _set_within(over, 2 * _KEY_S)

    async def _press(
        self,
        key: Qt.Key,
        over: asyncio.Event,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        if not over.is_set():
            QTest.keyClick(self._window.inbox.list, key, modifier)
            await self._rest(over)


class Intake:
    """When the look at the feed began and ended."""

    def __init__(self, bridge: EventBridge) -> None:
        """Listen."""
        self.over = asyncio.Event()
        self.arrived = 0
        self.began_s: float | None = None
        self.ended_s = 0.0
        bridge.happened.connect(self._hear)

    def _hear(self, event: Event) -> None:
        if not isinstance(event, SyncChanged) or event.source != Source.SHOP_FEED.value:
            return
        if event.state is SyncState.RUNNING:
            self.began_s = self.began_s or time.perf_counter()
        elif self.began_s is not None and not self.over.is_set():
            self.ended_s, self.arrived = time.perf_counter(), event.arrived
            self.over.set()


def use_while_taking_in(folder: Path, ready_line: dict[str, str]) -> dict[str, float]:
    """One intake with the window used all the while."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application(sys.argv[:1])
    with event_loop(application) as loop:
        return loop.run_until_complete(_measured(Folders(folder), ready_line))


async def _measured(folders: Folders, ready_line: dict[str, str]) -> dict[str, float]:
    bridge, reader = EventBridge(), QtPictureReader()
    try:
        desk = await open_practice_desk(folders, bridge, reader)
        try:
            return await _with_window(desk, bridge, ready_line)
        finally:
            await desk.close()
    finally:
        reader.close()


async def _with_window(
    desk: Desk, bridge: EventBridge, ready_line: dict[str, str]
) -> dict[str, float]:
    from benchmarks.ingest import NoPictures

    for feed in desk.services.sources.feeds:
        feed.fetcher = NoPictures()  # type: ignore[assignment] # stands for one
    tasks = TaskRunner(asyncio.get_running_loop(), troubles=(StorageError,))
    crashes: list[CrashReport] = []
    tasks.crashed.connect(crashes.append)
    window = MainWindow(desk.services, tasks, bridge, theme.current())
    window.resize(*_SIZE)
    intake, person = Intake(bridge), Person(window)
    window.show()
    window.activateWindow()
    await asyncio.sleep(_SHOWN_S)
    meter, gaps = StallMeter(window), Gaps(window)
    meter.start()
    cpu = time.process_time(), time.thread_time()
    await connect_practice(desk, ready_line)
    window.start()
    await person.use(intake.over)
    cpu = time.process_time() - cpu[0], time.thread_time() - cpu[1]
    meter.stop()
    said = _said(intake, person, meter, gaps)
    await person.use(person.enough)
    said["pss_used_mb"] = pss_mb()
    window.close()
    desk.services.stop_background()
    await tasks.drain(_DRAIN_S)
    assert not crashes, crashes[0].text
    return {**said, "cpu_s": round(cpu[0], 1), "gui_cpu_s": round(cpu[1], 1)}


def _said(intake: Intake, person: Person, meter: StallMeter, gaps: Gaps) -> dict[str, float]:
    """What was seen; call it when the last page was taken in."""
    worst = max(gaps.found, key=lambda gap: gap.wall, default=Gap(0, 0, 0, 0, 0))
    return {
        "arrived": intake.arrived,
        "seconds": round(intake.ended_s - (intake.began_s or 0), 2),
        "longest_gui_stall_ms": round(meter.longest_ms, 1),
        "its_own_cpu_ms": worst.own_cpu,
        "its_all_cpu_ms": worst.all_cpu,
        "its_no_core_ms": worst.no_core,
        "its_after_s": round(worst.after / 1000, 1),
        "stalls_over_30_ms": len(gaps.found),
        "stalls_over_50_ms": sum(gap.wall >= 50 for gap in gaps.found),
        "most_own_cpu_ms": max((gap.own_cpu for gap in gaps.found), default=0),
        "longest_after_3_s_ms": max((g.wall for g in gaps.found if g.after > 3000), default=0),
        "opened": len(person.opened),
        "keys": person.keys,
        "pss_mb": pss_mb(),
    }


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    """Wait for the event, so long at most (seconds)."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return


def main() -> int:
    """Be the process that is measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--child", type=Path, required=True, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    said = use_while_taking_in(wanted.child, json.loads(sys.stdin.read()))
    print(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
