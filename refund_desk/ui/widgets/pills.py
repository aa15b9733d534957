"""Pills (a state: icon and words) and tags (a small fact), as widgets and as paint calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refund_desk.ui import icons, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.tokens import Role

Tone = Literal["neutral", "info", "ok", "warn", "bad", "practice"]

# (ground, ink, edge) of each tone.
TONE_ROLES: dict[Tone, tuple[Role, Role, Role]] = {
    "neutral": ("hover", "text2", "border"),
    "info": ("accent_soft", "accent_text", "accent_line"),
    "ok": ("ok_soft", "ok", "ok_line"),
    "warn": ("warn_soft", "warn", "warn_line"),
    "bad": ("bad_soft", "bad", "bad_line"),
    "practice": ("practice_soft", "practice", "practice_line"),
}
PILL_HEIGHT = 22
TAG_HEIGHT = 18
_PILL_ICON = 14


@dataclass(frozen=True, slots=True)
class PillLook:
    """What a pill says: words, a tone, and a glyph so that colour is never alone."""

    text: str
    tone: Tone = "neutral"
    icon: str = ""


def pill_width(look: PillLook) -> int:
    """Width of the pill in logical pixels."""
    icon = _PILL_ICON + 5 if look.icon else 0
    return metrics(12, bold=True).horizontalAdvance(look.text) + icon + 20


def paint_pill(painter: QPainter, left: int, top: int, look: PillLook) -> int:
    """Draw a pill 22 high; gives its width."""
    ground, ink, _edge = TONE_ROLES[look.tone]
    width = pill_width(look)
    box = QRect(left, top, width, PILL_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(QRectF(box), 11, 11)
    text_left = left + 10
    if look.icon:
        icons.paint(painter, QRect(left + 9, top + 4, _PILL_ICON, _PILL_ICON), look.icon, ink)
        text_left += _PILL_ICON + 4
    painter.setFont(font(12, bold=True))
    painter.setPen(theme.colour(ink))
    painter.drawText(
        QRect(text_left, top, width, PILL_HEIGHT), Qt.AlignmentFlag.AlignVCenter, look.text
    )
    painter.restore()
    return width


def tag_width(text: str) -> int:
    """Width of the tag in logical pixels."""
    return metrics(12).horizontalAdvance(text) + 12


def paint_tag(painter: QPainter, box: QRect, text: str, tone: Tone = "neutral") -> None:
    """Draw a tag that fills the box (18 high, `tag_width` wide)."""
    ground, ink, _edge = TONE_ROLES[tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(QRectF(box), 4, 4)
    painter.setFont(font(12))
    painter.setPen(theme.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Pill(QWidget):
    """A state in words and colour."""

    def __init__(self, look: PillLook, parent: QWidget | None = None) -> None:
        """Show the state."""
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_look(look)

    @property
    def look(self) -> PillLook:
        """What it shows."""
        return self._look

    def set_look(self, look: PillLook) -> None:
        """Show another state."""
        self._look = look
        self.setAccessibleName(look.text)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Just the pill."""
        return QSize(pill_width(self._look), PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        paint_pill(QPainter(self), 0, 0, self._look)


class Tag(QWidget):
    """A small fact, such as 已签收."""

    def __init__(self, text: str, tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        """Show the words."""
        super().__init__(parent)
        self._text, self._tone = text, tone
        self.set_text(text, tone)

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str, tone: Tone = "neutral") -> None:
        """Say something else."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setFixedSize(tag_width(text), TAG_HEIGHT)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        paint_tag(QPainter(self), self.rect(), self._text, self._tone)
