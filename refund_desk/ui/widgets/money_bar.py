"""Where the money of one payment is: refunded, on its way now, still refundable."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refund_desk.ui import theme

_HEIGHT = 10


class MoneyBar(QWidget):
    """A bar as long as what was paid; amounts are integer fen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._paid_fen = self._refunded_fen = self._now_fen = 0
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_amounts(self, *, paid_fen: int, refunded_fen: int, now_fen: int) -> None:
        """Show what went back earlier and what goes back now, of what was paid."""
        self._paid_fen, self._refunded_fen, self._now_fen = paid_fen, refunded_fen, now_fen
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track and parts."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(track, 4, 4)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), theme.colour("hover"))
        if self._paid_fen > 0:
            whole = self.width()
            before = min(1.0, self._refunded_fen / self._paid_fen) * whole
            now = min(whole - before, self._now_fen / self._paid_fen * whole)
            painter.fillRect(QRectF(0, 0, before, _HEIGHT), theme.colour("accent_line"))
            painter.fillRect(QRectF(before, 0, now, _HEIGHT), theme.colour("accent"))
        painter.setClipping(False)
        painter.setPen(theme.colour("border"))
        painter.drawPath(path)
