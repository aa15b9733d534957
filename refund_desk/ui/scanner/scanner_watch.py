"""Watches a folder for pictures that come while somebody waits for them."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from refund_desk.ui.task_runner import TaskRunner

# Looked at again and again, because folders of other PCs and of scanners tell nobody of changes.
LOOK_MS: Final = 1500
_LOOKED_AT_MAX: Final = 5000
_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".bmp"})

Listing = dict[Path, int]


class ScannerWatch(QObject):
    """Signals: `found(tuple of Path)`, all that came so far, newest last; `gone` when the folder
    cannot be read.

    A picture counts once its size stays the same between two looks: scanners write slowly.
    """

    found = Signal(object)
    gone = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        """Watch nothing yet."""
        super().__init__(parent)
        self._tasks = tasks
        self._folder: Path | None = None
        self._before: Listing | None = None
        self._last: Listing = {}
        self._whole: list[Path] = []
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self.look)

    @property
    def folder(self) -> Path | None:
        """What is watched."""
        return self._folder

    def watch(self, folder: Path | None) -> None:
        """Watch this folder from now on; what lies in it already is not new. None ends it."""
        self._folder, self._before, self._last, self._whole = folder, None, {}, []
        self._clock.stop()
        if folder is not None:
            self._clock.start()
            self.look()

    def take(self) -> tuple[Path, ...]:
        """Hand over what came; it is offered no more."""
        taken, self._whole = tuple(self._whole), []
        return taken

    def look(self) -> None:
        """Look now."""
        self._tasks.start(f"scanner:{id(self)}", self._look)

    async def _look(self) -> None:
        folder = self._folder
        if folder is None:
            return
        try:
            listing = await asyncio.to_thread(_listing, folder)
        except OSError:
            if isValid(self) and folder is self._folder:
                self.gone.emit()
            return
        # The box may be gone by now, or watch another folder.
        if not isValid(self) or folder is not self._folder:
            return
        if self._before is None:
            self._before = listing
        for path, size in listing.items():
            is_new = path not in self._before
            if is_new and size and self._last.get(path) == size:
                self._whole.append(path)
                self._before[path] = size
        self._last = listing
        self.found.emit(tuple(self._whole))


def _listing(folder: Path) -> Listing:
    """The pictures of a folder with their sizes, oldest first. For threads; raises `OSError`."""
    rows: list[tuple[int, Path, int]] = []
    with os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number >= _LOOKED_AT_MAX:
                break
            if Path(entry.name).suffix.lower() in _SUFFIXES and entry.is_file():
                found = entry.stat()
                rows.append((found.st_mtime_ns, Path(entry.path), found.st_size))
    return {path: size for _when, path, size in sorted(rows)}
