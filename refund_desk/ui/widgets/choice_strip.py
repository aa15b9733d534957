"""What segments and tabs have in common: a row of choices of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refund_desk.ui.widgets.focus_ring import FocusRing


class ChoiceStrip(QWidget):
    """Presses, hover and arrow keys of a row of choices; subclasses measure and paint them.

    `chosen` carries the key of the choice.
    """

    chosen = Signal(str)

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        """Be this high (px); the subclass calls `_take` with its choices."""
        super().__init__(parent)
        self._keys: tuple[str, ...] = ()
        self._spoken: tuple[str, ...] = ()
        self._index = 0
        self._hover = -1
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def current_key(self) -> str:
        """The key of the chosen one."""
        return self._keys[self._index]

    def choose(self, key: str) -> None:
        """Choose by program; `chosen` is emitted when it changes."""
        if key in self._keys:
            self._choose(self._keys.index(key))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what was pressed."""
        index = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what would be chosen."""
        self._hover = self._at(event.position().toPoint())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the hover."""
        del event
        self._hover = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys, Home and End."""
        last = len(self._keys) - 1
        steps = {
            Qt.Key.Key_Left: max(0, self._index - 1),
            Qt.Key.Key_Right: min(last, self._index + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        index = steps.get(Qt.Key(event.key()))
        if index is None:
            super().keyPressEvent(event)
            return
        self._choose(index)

    def _take(self, keys: Sequence[str], spoken: Sequence[str]) -> None:
        """Take new choices with what is said of each; the chosen key stays where it can."""
        before = self._keys[self._index] if self._keys else ""
        self._keys, self._spoken = tuple(keys), tuple(spoken)
        self._index = self._keys.index(before) if before in self._keys else 0
        self.setAccessibleName(self._spoken[self._index])
        self.update()

    def _boxes(self) -> list[QRect]:
        """Where each choice lies."""
        raise NotImplementedError

    def _reach(self, box: QRect) -> QRect:
        """Where a press belongs to a choice."""
        return box

    def _choose(self, index: int) -> None:
        if index == self._index:
            return
        self._index = index
        self.setAccessibleName(self._spoken[index])
        self.update()
        FocusRing.refresh(self)
        self.chosen.emit(self.current_key())

    def _at(self, position: QPoint) -> int:
        for index, box in enumerate(self._boxes()):
            if self._reach(box).contains(position):
                return index
        return -1
