"""A page that scrolls up and down on the ground it lies on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollPage(QScrollArea):
    """Shows a widget as wide as itself; Tab reaches it, so that keys can scroll it."""

    def __init__(self, content: QWidget, name: str) -> None:
        """`name` is what a screen reader says."""
        super().__init__()
        prepare_scrolling(self, name)
        self.setWidgetResizable(True)
        self.setWidget(content)
        # Qt fills a scrolled widget with the window's colour; here the page's own ground counts.
        content.setAutoFillBackground(False)


def prepare_scrolling(area: QScrollArea, name: str) -> None:
    """Give a scroll area the looks and the keyboard of this window."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.setAccessibleName(name)
