"""The way to the guide; its code and its pictures are read when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from refund_desk.ui.texts.translating import language_in_force

if TYPE_CHECKING:
    from refund_desk.ui.help.guide_window import GuideWindow


class GuideDoor(QObject):
    """Holds the guide's window, which goes when the window of this door goes."""

    def __init__(self, window: QMainWindow, *, key: str = "") -> None:
        """Wait; with `key` the window gets it as a shortcut."""
        super().__init__(window)
        self._window = window
        self.guide: GuideWindow | None = None
        if key:
            action = QAction(window)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(self.open)
            window.addAction(action)

    def open(self) -> None:
        """Show the guide in the language of the window, or bring it to the front."""
        if self.guide is None:
            from refund_desk.ui.help.guide_window import GuideWindow

            self.guide = GuideWindow()
            # No child of the window: that would lie over it, and hide what the guide speaks of.
            self._window.destroyed.connect(self.guide.deleteLater)
        self.guide.speak(language_in_force())
        self.guide.show()
        self.guide.raise_()
        self.guide.activateWindow()
