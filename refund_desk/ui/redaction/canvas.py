"""The picture to be redacted: frames and strokes are drawn on it with the mouse or the arrows."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsView, QWidget

from refund_desk.ui import texts, theme
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.redaction.codes import FoundCode
from refund_desk.ui.tokens import Role
from refund_desk.ui.viewer.picture_view import PictureView

# A click that trembles is no frame.
_FRAME_MIN_PX: Final = 4
_GRIP: Final = 8
_MARGIN: Final = 20
_KEY_STEP: Final = 12
_ARROWS: Final = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class Tool(StrEnum):
    """What a drag over the picture does."""

    SELECT = "select"
    MOSAIC = "mosaic"
    BLACK = "black"
    BRUSH = "brush"
    CROP = "crop"


class RedactionCanvas(PictureView):
    """Zooms and turns like the viewer; a drag draws what the tool says.

    Signals: `framed(QRect)` and `stroked(tuple of QPoint)` in pixels of the picture. With the
    keyboard, arrows move a frame, Shift and arrows change its size, Enter draws it.
    """

    framed = Signal(QRect)
    stroked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a picture."""
        super().__init__(parent)
        self._tool = Tool.SELECT
        self._brush_px = 1
        self._whole = QRect()
        self._codes: tuple[FoundCode, ...] = ()
        self._start: QPointF | None = None
        self._frame = QRect()
        self._by_key = False
        self._points: list[QPoint] = []
        self.setViewportMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.setAccessibleName(texts.redaction.canvas())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)

    @property
    def frame(self) -> QRect:
        """The frame that is being drawn, in pixels of the picture; empty without."""
        return self._frame

    def use(self, tool: Tool) -> None:
        """Let drags do this from now on."""
        self._tool = tool
        self._drop_drawing()
        selects = tool is Tool.SELECT
        drag = QGraphicsView.DragMode
        self.setDragMode(drag.ScrollHandDrag if selects else drag.NoDrag)
        if not selects:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def set_brush(self, width_px: int) -> None:
        """How wide the brush is, in pixels of the picture."""
        self._brush_px = width_px

    def show_bounds(self, whole: QRect, codes: tuple[FoundCode, ...]) -> None:
        """What of the picture can be drawn on, and the codes that can still be read."""
        self._whole, self._codes = whole, codes
        self.viewport().update()

    def drop_drawing(self) -> bool:
        """Forget what is half drawn; False when nothing was."""
        drawing = not self._frame.isEmpty() or bool(self._points)
        self._drop_drawing()
        return drawing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a frame or a stroke."""
        left = event.button() == Qt.MouseButton.LeftButton
        if self._tool is Tool.SELECT or not left or self._whole.isEmpty():
            super().mousePressEvent(event)
            return
        self._drop_drawing()
        self._start = self.mapToScene(event.position().toPoint())
        self._points = [self._start.toPoint()]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        if self._start is None:
            super().mouseMoveEvent(event)
            return
        here = self.mapToScene(event.position().toPoint())
        if self._tool is Tool.BRUSH:
            self._points.append(here.toPoint())
        else:
            drawn = QRectF(self._start, here).normalized().toAlignedRect()
            self._frame = drawn & self._whole
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand over what was drawn."""
        if self._start is None:
            super().mouseReleaseEvent(event)
            return
        frame, points = self._frame, tuple(self._points)
        self._drop_drawing()
        if self._tool is Tool.BRUSH:
            # A dot is a line that goes nowhere.
            self.stroked.emit(points if len(points) > 1 else points * 2)
        elif min(frame.width(), frame.height()) >= _FRAME_MIN_PX:
            self.framed.emit(frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw a frame with arrows and Enter; everything else is the window's."""
        key = Qt.Key(event.key())
        frames = self._tool not in {Tool.SELECT, Tool.BRUSH} and not self._whole.isEmpty()
        if frames and key in _ARROWS:
            larger = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move_frame(_ARROWS[key] * _KEY_STEP, larger=larger)
        elif self._by_key and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            frame = self._frame
            self._drop_drawing()
            self.framed.emit(frame)
        elif key in _ARROWS:
            self.scroll_by(_ARROWS[key] * _KEY_STEP * 4)
        else:
            event.ignore()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the codes that can be read, and what is being drawn."""
        del rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._points and self._tool is Tool.BRUSH:
            self._paint_stroke(painter)
        painter.resetTransform()
        for code in self._codes:
            self._paint_code(painter, code)
        if not self._frame.isEmpty():
            self._paint_frame(painter)

    def _move_frame(self, step: QPoint, *, larger: bool) -> None:
        """The frame of the keyboard begins in the middle, a fifth of the picture wide."""
        if not self._by_key:
            size = QSize(self._whole.width() // 5, self._whole.height() // 10)
            self._frame = QRect(QPoint(), size.expandedTo(QSize(_FRAME_MIN_PX, _FRAME_MIN_PX)))
            self._frame.moveCenter(self._whole.center())
            self._by_key = True
        elif larger:
            wider = self._frame.adjusted(0, 0, step.x(), step.y())
            least = QSize(_FRAME_MIN_PX, _FRAME_MIN_PX)
            self._frame = QRect(wider.topLeft(), wider.size().expandedTo(least)) & self._whole
        else:
            moved = self._frame.translated(step)
            if self._whole.contains(moved):
                self._frame = moved
        self.ensureVisible(QRectF(self._frame), 8, 8)
        self.viewport().update()

    def _drop_drawing(self) -> None:
        self._start, self._frame, self._points, self._by_key = None, QRect(), [], False
        self.viewport().update()

    def _seen(self, place: QRect) -> QRectF:
        """Where a place of the picture lies in the window."""
        return QRectF(self.mapFromScene(QRectF(place)).boundingRect())

    def _paint_stroke(self, painter: QPainter) -> None:
        line = QPainterPath(QPointF(self._points[0]))
        for point in self._points[1:] or self._points:
            line.lineTo(QPointF(point))
        colour = QColor(theme.colour("accent"))
        colour.setAlphaF(0.7)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour, self._brush_px, Qt.PenStyle.SolidLine, round_cap, round_join))
        painter.drawPath(line)

    def _paint_code(self, painter: QPainter, code: FoundCode) -> None:
        box = self._seen(code.place)
        role: Role = "warn" if code.is_matrix else "text3"
        painter.setPen(QPen(theme.colour(role), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        if not code.is_matrix:
            return
        words = texts.redaction.code_open()
        painter.setFont(font(12))
        width = metrics(12).horizontalAdvance(words) + 16
        tag = QRectF(box.left(), box.bottom() + 2, width, 22)
        painter.fillRect(tag, theme.colour("warn_soft"))
        painter.setPen(theme.colour("warn"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_frame(self, painter: QPainter) -> None:
        box = self._seen(self._frame)
        colour = theme.colour("accent")
        ground = QColor(colour)
        ground.setAlphaF(0.12)
        painter.setBrush(QBrush(ground))
        painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        painter.setBrush(QBrush(theme.colour("surface")))
        painter.setPen(QPen(colour, 2))
        for x in (box.left(), box.center().x(), box.right()):
            for y in (box.top(), box.center().y(), box.bottom()):
                if QPointF(x, y) != box.center():
                    painter.drawRect(QRectF(x - _GRIP / 2, y - _GRIP / 2, _GRIP, _GRIP))
