"""One choice of a few, side by side, with counts: 待处理 9 | 等客户 4 | …"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from refund_desk.ui import theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.widgets.choice_strip import ChoiceStrip

_HEIGHT = 32
_INSET = 3


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: its key, its words, its count (None while unknown), and whether it alarms."""

    key: str
    text: str
    count: int | None = None
    alarms: bool = False


class SegmentControl(ChoiceStrip):
    """A track of segments; ← → move when it has focus."""

    def __init__(self, segments: list[Segment], parent: QWidget | None = None) -> None:
        """Show the segments, the first one chosen."""
        super().__init__(_HEIGHT, parent)
        self.set_segments(segments)

    def set_segments(self, segments: list[Segment]) -> None:
        """Show new words or counts; the chosen key stays chosen."""
        self._segments = list(segments)
        self._take([s.key for s in segments], [_words(s) for s in segments])

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

    @staticmethod
    def _text_width(segment: Segment) -> int:
        return metrics(12, bold=True).horizontalAdvance(_words(segment))


def _words(segment: Segment) -> str:
    return f"{segment.text} {_count_text(segment)}"


def _count_text(segment: Segment) -> str:
    return "…" if segment.count is None else str(segment.count)
