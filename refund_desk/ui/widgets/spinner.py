"""The ring that turns while a request is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle

_STEP_MS = 80
_STEP_DEGREES = 30


def motion_allowed() -> bool:
    """Whether the system lets windows animate."""
    style = QApplication.style()
    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def paint_ring(painter: QPainter, box: QRectF, colour: QColor, degrees: int) -> None:
    """Draw a ring, open by a quarter, turned clockwise by `degrees`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    faint = QColor(colour)
    faint.setAlphaF(0.35)
    inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(faint, 2))
    painter.drawEllipse(inner)
    painter.setPen(QPen(colour, 2))
    painter.drawArc(inner, (90 - degrees) * 16, -100 * 16)
    painter.restore()


class RingClock(QObject):
    """Counts the ring's angle; `turned` asks for a repaint. Stands still without motion."""

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        """Stand still at first."""
        super().__init__(parent)
        self.degrees = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        """Turn, where motion is allowed."""
        if motion_allowed():
            self._timer.start()

    def stop(self) -> None:
        """Stand still."""
        self._timer.stop()

    def _turn(self) -> None:
        self.degrees = (self.degrees + _STEP_DEGREES) % 360
        self.turned.emit()
