"""A dashed place for files: drop them, or press to choose."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from refund_desk.ui import texts, theme
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel

HEIGHT: Final = 76
_PATTERNS: Final = "*.pem *.p12 *.pfx *.zip *.key *.crt *.cer *.der"


class DropZone(QWidget):
    """Signal: `files_chosen(tuple)` of paths."""

    files_chosen = Signal(object)

    def __init__(self, words: str) -> None:
        """Ask for files with these words."""
        super().__init__()
        self._is_over = False
        self._words = words
        self.setFixedHeight(HEIGHT)
        self.setAcceptDrops(True)
        self._icon = IconLabel("tray-arrow-up", "text2", 20)
        self._label = PlainLabel(words, px=13, tone="text2")
        self.button = Button(texts.connecting.choose_files(), size="small")
        self.button.setAccessibleName(f"{texts.connecting.choose_files()}: {words}")
        self.button.clicked.connect(self.choose)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(10)
        line.addStretch(1)
        for widget in (self._icon, self._label, self.button):
            line.addWidget(widget)
        line.addStretch(1)

    def set_busy(self, busy: bool) -> None:
        """Show that files are being read."""
        self._label.setText(texts.connecting.reading() if busy else self._words)
        self.button.setEnabled(not busy)

    def set_over(self, over: bool) -> None:
        """Show that files hang over the page."""
        self._is_over = over
        self._label.setText(texts.connecting.drop_now() if over else self._words)
        self.update()

    def choose(self) -> None:
        """Let the person choose files; the dialog is opened, never executed."""
        chooser = QFileDialog(self.window(), texts.connecting.choose_title())
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        kinds = f"{texts.connecting.file_kinds()} ({_PATTERNS})"
        chooser.setNameFilters([kinds, f"{texts.connecting.all_files()} (*)"])
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.filesSelected.connect(self.take)
        chooser.open()

    def take(self, names: list[str]) -> None:
        """Give these files on."""
        self.files_chosen.emit(tuple(Path(name) for name in names))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if paths_in(event.mimeData()):
            event.acceptProposedAction()
            self.set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        event.accept()
        self.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read them."""
        event.acceptProposedAction()
        self.set_over(False)
        self.files_chosen.emit(paths_in(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashes."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("accent" if self._is_over else "control"))
        pen.setWidthF(2 if self._is_over else 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("accent_soft" if self._is_over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


def paths_in(dropped: QMimeData) -> tuple[Path, ...]:
    """The files and folders of this PC among what is dropped."""
    return tuple(Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
