"""One choice of a few, side by side, with counts: 待处理 9 | 等客户 4 | …"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refund_desk.ui import theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.widgets.focus_ring import FocusRing

_HEIGHT = 32
_INSET = 3


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: its key, its words, its count (None while unknown), and whether it alarms."""

    key: str
    text: str
    count: int | None = None
    alarms: bool = False


class SegmentControl(QWidget):
    """A track of segments; ← → move when it has focus. `chosen` carries the key."""

    chosen = Signal(str)

    def __init__(self, segments: list[Segment], parent: QWidget | None = None) -> None:
        """Show the segments, the first one chosen."""
        super().__init__(parent)
        self._segments = list(segments)
        self._index = 0
        self._hover = -1
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def current_key(self) -> str:
        """The key of the chosen segment."""
        return self._segments[self._index].key

    def choose(self, key: str) -> None:
        """Choose by program; `chosen` is emitted when it changes."""
        for index, segment in enumerate(self._segments):
            if segment.key == key:
                self._choose(index)

    def set_segments(self, segments: list[Segment]) -> None:
        """Show new words or counts; the chosen key stays chosen."""
        key = self.current_key()
        self._segments = list(segments)
        keys = [segment.key for segment in segments]
        self._index = keys.index(key) if key in keys else 0
        self._name()
        self.update()

    def focus_rect(self) -> QRect:
        """Where the focus ring goes: the chosen segment."""
        return self._boxes()[self._index]

    def sizeHint(self) -> QSize:
        """Room for all words."""
        width = sum(self._text_width(segment) + 20 for segment in self._segments)
        return QSize(width + 2 * _INSET, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Tight, but never elided."""
        width = sum(self._text_width(segment) + 8 for segment in self._segments)
        return QSize(width + 2 * _INSET, _HEIGHT)

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
        last = len(self._segments) - 1
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, chosen segment and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("border"))
        painter.setBrush(theme.colour("chrome"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for index, box in enumerate(self._boxes()):
            if index == self._index:
                painter.setPen(theme.colour("border"))
                dark = theme.current().is_dark
                painter.setBrush(theme.colour("pressed" if dark else "surface"))
                painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            elif index == self._hover:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("pressed"))
                painter.drawRoundedRect(QRectF(box), 5, 5)
            self._paint_words(painter, index, box)

    def _paint_words(self, painter: QPainter, index: int, box: QRect) -> None:
        segment, bold = self._segments[index], index == self._index
        words, count = segment.text, _count_text(segment)
        words_width = metrics(12, bold=bold).horizontalAdvance(words + " ")
        alarms = segment.alarms and bool(segment.count)
        count_bold = bold or alarms
        count_width = metrics(12, bold=count_bold).horizontalAdvance(count)
        left = box.left() + (box.width() - words_width - count_width) // 2
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(12, bold=bold))
        painter.setPen(theme.colour("text" if bold else "text2"))
        painter.drawText(QRect(left, box.top(), box.width(), box.height()), middle, words)
        painter.setFont(font(12, bold=count_bold))
        if alarms:
            painter.setPen(theme.colour("bad"))
        left += words_width
        painter.drawText(QRect(left, box.top(), box.width(), box.height()), middle, count)

    def _choose(self, index: int) -> None:
        if index == self._index:
            return
        self._index = index
        self._name()
        self.update()
        FocusRing.refresh(self)
        self.chosen.emit(self.current_key())

    def _name(self) -> None:
        segment = self._segments[self._index]
        self.setAccessibleName(f"{segment.text} {_count_text(segment)}".strip())

    def _boxes(self) -> list[QRect]:
        """The segments' places: room is shared so that all words have the same air."""
        widths = [self._text_width(segment) for segment in self._segments]
        inner = self.width() - 2 * _INSET
        spare = max(0, inner - sum(widths))
        boxes, left, carried = [], _INSET, 0
        for index, width in enumerate(widths):
            share = spare * (index + 1) // len(widths) - carried
            carried += share
            boxes.append(QRect(left, _INSET, width + share, _HEIGHT - 2 * _INSET))
            left += width + share
        return boxes

    def _at(self, position: QPoint) -> int:
        for index, box in enumerate(self._boxes()):
            if box.contains(position):
                return index
        return -1

    @staticmethod
    def _text_width(segment: Segment) -> int:
        return metrics(12, bold=True).horizontalAdvance(f"{segment.text} {_count_text(segment)}")


def _count_text(segment: Segment) -> str:
    return "…" if segment.count is None else str(segment.count)
