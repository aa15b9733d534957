"""The small drawn key that names a shortcut on its button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refund_desk.ui import theme
from refund_desk.ui.fonts import font, metrics

KEYCAP_PX = 11
KEYCAP_HEIGHT = 16


def keycap_width(text: str) -> int:
    """Width in logical pixels of a key with this text."""
    return max(KEYCAP_HEIGHT, metrics(KEYCAP_PX).horizontalAdvance(text) + 8)


@dataclass(frozen=True, slots=True)
class KeyInk:
    """The colours of a key; without a ground what is below shows through."""

    ink: QColor
    edge: QColor
    ground: QColor | None = None


def plain_key() -> KeyInk:
    """The colours of a key on a light ground of the theme."""
    return KeyInk(theme.colour("text2"), theme.colour("border"), theme.colour("sunken"))


def paint_keycap(painter: QPainter, box: QRect, text: str, look: KeyInk) -> None:
    """Draw a key that fills the box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.edge)
    painter.setBrush(look.ground if look.ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(font(KEYCAP_PX))
    painter.setPen(look.ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Keycap(QWidget):
    """A key on its own, such as the / in the search field."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show the key's name."""
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Just the key."""
        return QSize(keycap_width(self._text), KEYCAP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        del event
        paint_keycap(QPainter(self), self.rect(), self._text, plain_key())
