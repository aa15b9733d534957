"""The scanner's part of an evidence box: choose its folder once, take what comes."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget
from shiboken6 import isValid

from refund_desk.application.ports.transactions import StorageError
from refund_desk.ui import texts
from refund_desk.ui.scanner.scanner_watch import ScannerWatch
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button


class FolderMemory(Protocol):
    """Remembers the folder."""

    async def read(self) -> str:
        """The folder; empty while none is chosen."""

    async def keep(self, folder: str) -> None:
        """Remember another one; empty forgets it."""


class ScannerLine(QWidget):
    """Hidden until `offer`. `taken(list of paths)` carries what a person added."""

    taken = Signal(list)

    def __init__(self, tasks: TaskRunner) -> None:
        """Watch nothing until it is offered."""
        super().__init__()
        self._tasks = tasks
        self._memory: FolderMemory | None = None
        self.watch = ScannerWatch(tasks, self)
        self.button = Button(texts.scanner.offer(), kind="link", icon="scanner")
        self.add = Button("", kind="link", icon="plus")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        line.addWidget(self.add)
        line.addWidget(self.button)
        self.add.hide()
        self.button.clicked.connect(self._pressed)
        self.add.clicked.connect(self._add)
        self.watch.found.connect(self._show)
        self.watch.gone.connect(self._say_gone)
        self.hide()

    def offer(self, memory: FolderMemory) -> None:
        """Show the button, and watch the folder that was chosen before."""
        self._memory = memory
        self.show()
        self._tasks.start(f"scanner_read:{id(self)}", lambda: self._read(memory))

    def use(self, folder: str) -> None:
        """Watch this folder from now on, and remember it; empty ends that."""
        memory = self._memory
        if memory is not None:
            self._tasks.start(f"scanner_keep:{id(self)}", lambda: self._keep(memory, folder))

    async def _read(self, memory: FolderMemory) -> None:
        try:
            folder = await memory.read()
        except StorageError:
            # The button still works; only the folder has to be chosen again.
            return
        if isValid(self) and folder:
            self._watch(folder)

    async def _keep(self, memory: FolderMemory, folder: str) -> None:
        await memory.keep(folder)
        if isValid(self):
            self._watch(folder)

    def _watch(self, folder: str) -> None:
        self.watch.watch(Path(folder) if folder else None)
        words = texts.scanner.waiting(Path(folder).name) if folder else texts.scanner.choose()
        self.button.setToolTip(words)
        self.add.hide()

    def _show(self, paths: tuple[Path, ...]) -> None:
        self.add.setVisible(bool(paths))
        self.add.setText(texts.scanner.add(len(paths)))
        self.add.updateGeometry()

    def _say_gone(self) -> None:
        folder = self.watch.folder
        if folder is not None:
            self.button.setToolTip(texts.scanner.gone(folder.name))

    def _add(self) -> None:
        self.taken.emit([str(path) for path in self.watch.take()])
        self.add.hide()

    def _pressed(self) -> None:
        """Choose the folder; once there is one, choose another or end it."""
        if self.watch.folder is None:
            self._choose()
            return
        menu = QMenu(self)
        menu.addAction(texts.scanner.another()).triggered.connect(self._choose)
        menu.addAction(texts.scanner.forget()).triggered.connect(lambda: self.use(""))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _choose(self) -> None:
        chooser = QFileDialog(self.window(), texts.scanner.choose())
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self.use)
        chooser.finished.connect(lambda _result: chooser.deleteLater())
        chooser.open()
