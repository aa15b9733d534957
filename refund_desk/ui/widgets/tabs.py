"""The tabs of the detail: words, a count, and a dot when one holds something to look at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refund_desk.ui import theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.widgets.focus_ring import FocusRing

TABS_HEIGHT = 37
_GAP = 20


@dataclass(frozen=True, slots=True)
class TabLabel:
    """One tab: its key, its words, how many things it holds, and whether one is wrong."""

    key: str
    text: str
    count: int = 0
    has_dot: bool = False

    @property
    def words(self) -> str:
        """Text and count as shown."""
        return f"{self.text} {self.count}" if self.count else self.text


class TabStrip(QWidget):
    """A line of tabs; the chosen one is bold and underlined. `chosen` carries the key."""

    chosen = Signal(str)

    def __init__(self, tabs: list[TabLabel], parent: QWidget | None = None) -> None:
        """Show the tabs, the first one chosen."""
        super().__init__(parent)
        self._tabs = list(tabs)
        self._index = 0
        self._hover = -1
        self.setFixedHeight(TABS_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._tabs[0].words)

    def current_key(self) -> str:
        """The key of the chosen tab."""
        return self._tabs[self._index].key

    def choose(self, key: str) -> None:
        """Choose by program; `chosen` is emitted when it changes."""
        for index, tab in enumerate(self._tabs):
            if tab.key == key:
                self._choose(index)

    def set_tabs(self, tabs: list[TabLabel]) -> None:
        """Show new words or counts; the chosen key stays chosen where it still exists."""
        key = self.current_key()
        self._tabs = list(tabs)
        keys = [tab.key for tab in tabs]
        self._index = keys.index(key) if key in keys else 0
        self.setAccessibleName(self._tabs[self._index].words)
        self.update()

    def focus_rect(self) -> QRect:
        """Where the focus ring goes: the chosen tab's words."""
        return self._boxes()[self._index].adjusted(0, 8, 0, -8)

    def sizeHint(self) -> QSize:
        """Room for all tabs."""
        boxes = self._boxes()
        return QSize(boxes[-1].right() + 20, TABS_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The same as the hint."""
        return self.sizeHint()

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
        """Move with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._choose(max(0, min(len(self._tabs) - 1, self._index + step)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words and underline."""
        del event
        painter = QPainter(self)
        bottom = self.height()
        painter.fillRect(0, bottom - 1, self.width(), 1, theme.colour("border"))
        for index, (tab, box) in enumerate(zip(self._tabs, self._boxes(), strict=True)):
            current = index == self._index
            painter.setFont(font(13, bold=current))
            lively = current or index == self._hover
            painter.setPen(theme.colour("text" if lively else "text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tab.words)
            if current:
                painter.fillRect(
                    box.left() - 2, bottom - 2, box.width() + 4, 2, theme.colour("accent")
                )
            if tab.has_dot:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("bad"))
                painter.drawEllipse(box.right() + 3, 10, 6, 6)

    def _boxes(self) -> list[QRect]:
        boxes, left = [], 22
        for tab in self._tabs:
            width = metrics(13, bold=True).horizontalAdvance(tab.words)
            boxes.append(QRect(left, 0, width, TABS_HEIGHT - 2))
            left += width + _GAP
        return boxes

    def _choose(self, index: int) -> None:
        if index == self._index:
            return
        self._index = index
        self.setAccessibleName(self._tabs[index].words)
        self.update()
        FocusRing.refresh(self)
        self.chosen.emit(self.current_key())

    def _at(self, position: QPoint) -> int:
        for index, box in enumerate(self._boxes()):
            if box.adjusted(-_GAP // 2, 0, _GAP // 2, 0).contains(position):
                return index
        return -1
