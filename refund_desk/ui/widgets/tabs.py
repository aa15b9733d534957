"""The tabs of the detail: words, a count, and a dot when one holds something to look at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from refund_desk.ui import theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.widgets.choice_strip import ChoiceStrip

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


class TabStrip(ChoiceStrip):
    """A line of tabs; the chosen one is bold and underlined."""

    def __init__(self, tabs: list[TabLabel], parent: QWidget | None = None) -> None:
        """Show the tabs, the first one chosen."""
        super().__init__(TABS_HEIGHT, parent)
        self.set_tabs(tabs)

    def set_tabs(self, tabs: list[TabLabel]) -> None:
        """Show new words or counts; the chosen key stays chosen where it still exists."""
        self._tabs = list(tabs)
        self._take([tab.key for tab in tabs], [tab.words for tab in tabs])

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

    def _reach(self, box: QRect) -> QRect:
        return box.adjusted(-_GAP // 2, 0, _GAP // 2, 0)
