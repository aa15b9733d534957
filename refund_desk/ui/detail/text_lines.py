"""Literal text broken into lines of a fixed height, for rows that draw themselves."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from refund_desk.ui.fonts import font


def laid_out(text: str, *, px: int = 13) -> QTextLayout:
    """A layout of literal text; line breaks become Qt's own line separators."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\r", "").replace("\n", "\N{LINE SEPARATOR}"), font(px))
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def break_lines(layout: QTextLayout, room: int) -> tuple[int, int]:
    """Break the text at `room` pixels; the widest line and the number of lines."""
    layout.beginLayout()
    used, count = 0.0, 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        used = max(used, line.naturalTextWidth())
        count += 1
    layout.endLayout()
    return min(room, int(used) + 1), count


def draw_lines(
    painter: QPainter, layout: QTextLayout, left: float, top: float, *, line_px: int
) -> None:
    """Draw the lines `line_px` apart in the painter's pen."""
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        slack = (line_px - line.ascent() - line.descent()) / 2
        line.draw(painter, QPointF(left, top + slack - line.y()))
        top += line_px
