"""Tick boxes, radio buttons and drop-downs drawn from the colour roles."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QSizePolicy, QWidget

from refund_desk.ui import icons, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.tokens import Role

_BOX = 16
_GAP = 8
_HEIGHT = 22


class CheckBox(QCheckBox):
    """A tick of 16 px with words beside it; the words press it, too."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show the words."""
        super().__init__(text, parent)
        self.setFont(font())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Box and words."""
        return QSize(_BOX + _GAP + metrics().horizontalAdvance(self.text()) + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The same as the hint."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - overrides Qt
        """The whole widget can be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, (self.height() - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1)
        ticked, enabled = self.isChecked(), self.isEnabled()
        if ticked and enabled:
            painter.setPen(theme.colour("accent"))
            painter.setBrush(theme.colour("accent"))
        else:
            painter.setPen(theme.colour("control" if enabled else "border"))
            hovered = self.underMouse() and enabled
            painter.setBrush(theme.colour("hover" if hovered else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            colour = theme.colour("on_accent" if enabled else "text_disabled")
            painter.setPen(
                QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                     Qt.PenJoinStyle.RoundJoin)
            )  # fmt: skip
            left, top = box.left(), box.top()
            points = [(3.6, 7.8), (6.4, 10.6), (11.6, 4.8)]
            painter.drawPolyline(QPolygonF([QPointF(left + x, top + y) for x, y in points]))
        _paint_words(self, painter, self.text())


class RadioButton(QRadioButton):
    """A dot of 16 px with words beside it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show the words."""
        super().__init__(text, parent)
        self.setFont(font())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Dot and words."""
        return QSize(_BOX + _GAP + metrics().horizontalAdvance(self.text()) + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The same as the hint."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - overrides Qt
        """The whole widget can be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw dot and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, (self.height() - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1)
        enabled = self.isEnabled()
        if self.isChecked() and enabled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(box.adjusted(-0.5, -0.5, 0.5, 0.5))
            painter.setBrush(theme.colour("on_accent"))
            painter.drawEllipse(box.center(), 3, 3)
        else:
            painter.setPen(theme.colour("control" if enabled else "border"))
            hovered = self.underMouse() and enabled
            painter.setBrush(theme.colour("hover" if hovered else "surface"))
            painter.drawEllipse(box)
        _paint_words(self, painter, self.text())


class ComboBox(QComboBox):
    """A drop-down with the window's chevron, and a glyph before the text where given."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        """Show an empty drop-down."""
        super().__init__(parent)
        self._glyph = icon
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if icon:
            self.setStyleSheet("QComboBox { padding-left: 34px; }")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel over a form must not change a choice."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as styled, then glyph and chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        role: Role = "text2" if self.isEnabled() else "text_disabled"
        middle = self.height() // 2
        icons.paint(painter, QRect(self.width() - 26, middle - 8, 16, 16), "chevron-down", role)
        if self._glyph:
            icons.paint(painter, QRect(11, middle - 8, 16, 16), self._glyph, role)


def _paint_words(widget: QWidget, painter: QPainter, text: str) -> None:
    painter.setFont(font())
    painter.setPen(theme.colour("text" if widget.isEnabled() else "text_disabled"))
    box = widget.rect().adjusted(_BOX + _GAP, 0, 0, 0)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
