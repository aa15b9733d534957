"""A dialog's content that scrolls when the window is too low for it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

# Title strip, footer and their hairlines, and some air above and below the dialog.
_AROUND_PX = 32 + 56 + 2 + 24


class Sheet(QScrollArea):
    """As tall as its content, but never taller than the window leaves it."""

    def __init__(self, window: QWidget, *, width: int, pinned_px: int = 0) -> None:
        """Take the rows in `column`; `width` is that of the dialog, `pinned_px` what lies below."""
        super().__init__()
        self._window, self._pinned_px = window, pinned_px
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._content = QWidget()
        self._content.setFixedWidth(width)
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(20, 16, 20, 20)
        self.column.setSpacing(0)
        self.setWidget(self._content)
        # The dialog under it draws the ground.
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """The content, cut to what the window leaves."""
        content = self._content.sizeHint()
        wanted = content.height()
        if self._content.hasHeightForWidth():
            wanted = self._content.heightForWidth(self._content.width())
        room = max(200, self._window.height() - _AROUND_PX - self._pinned_px)
        return QSize(self._content.width(), min(wanted, room))

    def minimumSizeHint(self) -> QSize:
        """The same as the hint."""
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the content; the dialog follows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self.setFixedHeight(self.sizeHint().height())
        return super().eventFilter(watched, event)


def put_in_order(*widgets: QWidget) -> None:
    """Let Tab go through these widgets in this order, whenever they were made."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


class Aired(QWidget):
    """A row with air around it (px); the air goes with the row when that is hidden."""

    def __init__(self, row: QWidget, above: int, below: int = 0) -> None:
        """Hold the row, and be visible when it is."""
        super().__init__()
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, above, 0, below)
        column.addWidget(row)
        row.installEventFilter(self)
        # Made visible before it has its place, it would be a window for a moment.
        if row.isHidden():
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the row."""
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self.setVisible(not self._row.isHidden())
        return super().eventFilter(watched, event)
