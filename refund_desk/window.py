"""The program with its window: from the first run to the last write."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.system.foreground import give_way
from refund_desk.adapters.system.log_files import start_logging
from refund_desk.adapters.system.process_age import process_age_s
from refund_desk.adapters.system.single_instance import RAISE, SingleInstance, say
from refund_desk.application.ports.transactions import StorageError, StorageReadOnlyError
from refund_desk.bootstrap import Desk, open_practice_desk
from refund_desk.domain.events import Event, SyncChanged
from refund_desk.practice_life import keep_practising
from refund_desk.ui import sentences, texts, theme
from refund_desk.ui.application import event_loop, make_application
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.main_window.taking_files import take_files
from refund_desk.ui.main_window.window import MainWindow
from refund_desk.ui.picture_reader import QtPictureReader
from refund_desk.ui.task_runner import CrashReport, TaskRunner
from refund_desk.ui.texts.translating import Language, speak
from refund_desk.ui.unseen_bugs import UnseenBugs

if TYPE_CHECKING:
    from refund_desk.application.connecting import Connecting
    from refund_desk.live_desk import LiveShops

log = logging.getLogger(__name__)

PRACTICE: Final = "practice"

EXIT_OK, EXIT_WRONG, EXIT_CANNOT_RUN = 0, 1, 3
# Two calls' time: one that was begun, and one that a loop had just begun as well.
_LAST_WORK_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOptions:
    """What the command line says about the window."""

    data_dir: Path | None
    practice: bool
    language: Language
    theme: theme.ThemeChoice
    timing: Path | None
    # Dropped on the program's icon.
    files: tuple[Path, ...] = ()


def run_window(options: WindowOptions) -> int:
    """Show the program until the person closes it; its exit code.

    A second start on the same data folder raises the first one's window and ends with 0.
    """
    folders = Folders(options.data_dir.absolute()) if options.data_dir else Folders.of_user()
    try:
        folders.make(folders.root)
        start_logging(folders.make(folders.logs))
        instance = SingleInstance(folders.root)
        if not instance.claim():
            give_way()
            return EXIT_OK if say(folders.root, RAISE, options.files) else EXIT_CANNOT_RUN
    except OSError:
        return _tell_and_leave(options, StorageReadOnlyError())
    application = make_application(sys.argv, language=options.language, choice=options.theme)
    try:
        with event_loop(application) as loop:
            return loop.run_until_complete(_Program(application, options, folders, instance).live())
    finally:
        instance.release()


class _Program:
    """One life of the program, on the loop."""

    def __init__(
        self,
        application: QApplication,
        options: WindowOptions,
        folders: Folders,
        instance: SingleInstance,
    ) -> None:
        self._application = application
        self._options = options
        self._folders = folders
        self._instance = instance
        self._window: QWidget | None = None
        self._leaving = False
        self._timing = _Timing(options.timing)
        self._shops: LiveShops | None = None
        self._bugs = UnseenBugs()
        # Dropped on the icon, until there is a window that takes them.
        self._files = options.files

    async def live(self) -> int:
        """First run if it is one, then a desk, and another one when that is wanted."""
        with self._bugs.heard(asyncio.get_running_loop()):
            await self._instance.listen(self._hear_word)
            try:
                return await self._live()
            finally:
                await self._instance.stop_listening()

    async def _live(self) -> int:
        place = await self._first_place()
        while place is not None and not self._leaving:
            try:
                place = await self._stay(place)
            except StorageError as error:
                log.warning("the ledger was not opened: %s", error.why)
                if not self._leaving:
                    await _tell(error)
                return EXIT_WRONG
        return EXIT_OK

    async def _first_place(self) -> str | None:
        """The merchant number whose shop to open, PRACTICE, or None when the person left."""
        if self._options.practice:
            return PRACTICE
        # The live side is read from the disk only where there is something live.
        if self._folders.shops():
            current = await asyncio.to_thread(lambda: self._live_shops().current())
            if current is not None:
                return str(current)
        if await asyncio.to_thread(self._folders.practice.is_dir):
            return PRACTICE
        place = await self._first_run()
        await self._tidy()
        return place

    async def _stay(self, place: str) -> str | None:
        """Be at one desk until its window is closed; where to go next. Raises `StorageError`."""
        bridge = EventBridge()
        reader = QtPictureReader()
        try:
            desk = await self._open(place, bridge, reader)
            await self._tidy()
            if desk is None:
                return None
            try:
                return await self._with_desk(desk, bridge)
            finally:
                await self._tidy()
                await desk.close()
        finally:
            reader.close()

    async def _tidy(self) -> None:
        """Destroy what a closed window left behind, here and now.

        Left to chance, its garbage would be found in any thread, and Qt's timers bear to be
        destroyed in their own only.
        """
        if self._window is None:
            return
        self._window = None
        # Windows that were given up go when the loop has turned.
        await asyncio.sleep(0)
        gc.collect()

    async def _open(self, place: str, bridge: EventBridge, reader: QtPictureReader) -> Desk | None:
        """The desk of a place; None when its books stayed locked."""
        if place == PRACTICE:
            return await open_practice_desk(self._folders, bridge, reader)
        from refund_desk.live_window import open_with_unlocking

        return await open_with_unlocking(self._live_shops(), place, bridge, reader, show=self._show)

    def _live_shops(self) -> LiveShops:
        from refund_desk.live_desk import LiveShops

        if self._shops is None:
            self._shops = LiveShops(self._folders)
        return self._shops

    def _connecting(self, desk: Desk | None) -> Connecting:
        """What the settings need; made when they are first opened."""
        from refund_desk.live_desk import connecting_for

        return connecting_for(self._live_shops(), desk)

    async def _first_run(self) -> str | None:
        """Where the person went on to; None when the window was closed."""
        from refund_desk.ui.first_run.first_run_window import FirstRunWindow

        tasks = TaskRunner(asyncio.get_running_loop(), troubles=(StorageError,))
        window = FirstRunWindow(
            self._options.language, tasks=tasks, make_services=lambda: self._connecting(None)
        )
        chosen: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

        def decide(place: str | None) -> None:
            if not chosen.done():
                chosen.set_result(place)

        def change_language(language: Language) -> None:
            speak(self._application, language)
            window.speak(language)

        window.practice_chosen.connect(lambda: decide(PRACTICE))
        window.shop_chosen.connect(decide)
        window.closed.connect(lambda: decide(None))
        window.language_chosen.connect(change_language)
        self._show(window)
        place = await chosen
        window.hide()
        await tasks.drain(_LAST_WORK_S)
        window.deleteLater()
        return place

    async def _with_desk(self, desk: Desk, bridge: EventBridge) -> str | None:
        """The window over an open desk, until it is closed and everything has ended.

        Gives the merchant number whose shop is wanted next.
        """
        tasks = TaskRunner(asyncio.get_running_loop(), troubles=(StorageError,))
        tasks.crashed.connect(CrashReport.keep_in_log)
        window = MainWindow(
            desk.services,
            tasks,
            bridge,
            theme.current(),
            layout_file=self._folders.layout_file,
            connecting=lambda: self._connecting(desk),
        )
        wanted: list[str] = []

        def go_to(shop: str) -> None:
            wanted[:] = [shop]
            window.close()

        def halt(_report: CrashReport) -> None:
            """No money moves until the next start."""
            desk.services.gate.break_down()

        tasks.crashed.connect(halt)
        self._bugs.crashed.connect(halt)
        self._bugs.crashed.connect(window.keeper.tell_crash)
        window.shop_wanted.connect(go_to)
        closed = asyncio.Event()
        window.closed.connect(closed.set)
        self._timing.watch(window, bridge)
        self._show(window)
        tasks.start("loop:far-side", lambda: self._connect(desk, closed))
        window.start()
        self._hand_over()
        await closed.wait()
        desk.services.stop_background()
        desk.far.give_up()
        await tasks.drain(_LAST_WORK_S)
        self._bugs.crashed.disconnect(halt)
        window.deleteLater()
        return wanted[0] if wanted else None

    async def _connect(self, desk: Desk, closed: asyncio.Event) -> None:
        """Bring up the far side beside the window."""
        if desk.services.practice:
            await keep_practising(desk, self._folders, closed)
        else:
            from refund_desk.live_desk import LiveDesk, connect_live
            from refund_desk.live_window import show_owed_code

            if isinstance(desk, LiveDesk):
                if self._window is not None:
                    show_owed_code(self._live_shops(), desk.mchid, self._window)
                await connect_live(desk)

    def _show(self, window: QWidget) -> None:
        """Bring a window up; it is the one that a second start raises."""
        self._window = window
        window.show()
        if self._leaving:
            QTimer.singleShot(0, window.close)

    def _hear_word(self, word: str, files: tuple[Path, ...]) -> None:
        """A later start spoke: come to the front with these files, or close."""
        if word != RAISE:
            self._leave()
        elif self._window is not None:
            # Not `showNormal`: a window that fills the screen goes on doing so.
            self._window.setWindowState(
                self._window.windowState() & ~Qt.WindowState.WindowMinimized
            )
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()
        self._files = files or self._files
        self._hand_over()

    def _hand_over(self) -> None:
        """Give what was dropped on the icon to the shop's window; the first page takes none."""
        if isinstance(self._window, MainWindow):
            files, self._files = self._files, ()
            take_files(self._window, files)

    def _leave(self) -> None:
        """Close what is there, also a sentence about the books; what is still coming closes then.

        An upgrade asks for it, and must not wait for a person who is not there.
        """
        self._leaving = True
        for widget in [self._window] if self._window else QApplication.topLevelWidgets():
            widget.close()


class _Timing(QObject):
    """How long the start took, from the start of the process (milliseconds)."""

    def __init__(self, file: Path | None) -> None:
        """Write into `file`, or nothing without one."""
        super().__init__()
        self._file = file
        self._noted: dict[str, float] = {}

    def watch(self, window: MainWindow, bridge: EventBridge) -> None:
        """Note when the window, its first rows and its first sync were there."""
        if self._file is None:
            return
        window.installEventFilter(self)
        window.rows_painted.connect(lambda: self._note("first_rows_ms"))
        bridge.happened.connect(self._hear)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window paints: it is there."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._note("window_ms")
        return False

    def _hear(self, event: Event) -> None:
        """The first sync that went well."""
        if isinstance(event, SyncChanged) and event.ends_first_look:
            self._note("synced_ms")

    def _note(self, name: str) -> None:
        """Keep the first of each, and write what is known."""
        if name not in self._noted and self._file is not None:
            self._noted[name] = round(process_age_s() * 1000, 1)
            self._file.write_text(json.dumps(self._noted), encoding="utf-8")


async def _tell(error: StorageError) -> None:
    """Say what is wrong with the books, without a loop of its own, and wait for the press."""
    box = QMessageBox(
        QMessageBox.Icon.Warning, texts.common.app_name(), sentences.storage_sentence(error)
    )
    pressed = asyncio.Event()
    box.finished.connect(lambda _result: pressed.set())
    box.open()
    await pressed.wait()
    box.deleteLater()


def _tell_and_leave(options: WindowOptions, error: StorageError) -> int:
    """The same, for what is wrong before there is a loop."""
    application = make_application(sys.argv, language=options.language, choice=options.theme)
    with event_loop(application) as loop, contextlib.suppress(RuntimeError):
        loop.run_until_complete(_tell(error))
    return EXIT_WRONG
