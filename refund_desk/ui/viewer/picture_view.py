"""The area that shows one picture at any size and turn."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsPixmapItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

SCALE_MIN = 0.05
SCALE_MAX = 8.0
_STEP = 1.25


class PictureView(QGraphicsView):
    """Zooms by wheel and by call, drags with the mouse. `scaled` carries the size in per cent.

    It fits the picture to the window until a person zooms; a turn fits again.
    """

    scaled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a picture."""
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self._picture = QGraphicsPixmapItem()
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.addItem(self._picture)
        self._degrees = 0
        self._fits = True
        self._scale = 1.0
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def scale_now(self) -> float:
        """How many pixels of the screen one pixel of the picture takes."""
        return self._scale

    @property
    def degrees(self) -> int:
        """How far it is turned clockwise: 0, 90, 180 or 270."""
        return self._degrees

    def show_picture(self, image: QImage) -> None:
        """Show another picture, upright and fitted."""
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._picture.setPos(0, 0)
        self._degrees, self._fits = 0, True
        self._scene.setSceneRect(QRectF(self._picture.boundingRect()))
        self._fit()

    def replace_picture(self, image: QImage, place: QPoint) -> None:
        """Show other pixels of the same picture, which begin at `place` of it; zoom and turn stay.

        It fits again when it has another size.
        """
        before = self._scene.sceneRect()
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._picture.setPos(place)
        self._scene.setSceneRect(self._picture.sceneBoundingRect())
        if self._scene.sceneRect() != before:
            self.fit()

    def clear(self) -> None:
        """Show nothing."""
        self.show_picture(QImage())

    def fit(self) -> None:
        """Make all of it visible, never larger than it is."""
        self._fits = True
        self._fit()

    def show_whole_pixels(self) -> None:
        """One pixel of the picture on one of the screen."""
        self._zoom_to(1.0)

    def zoom_in(self) -> None:
        """One step larger."""
        self._zoom_to(self._scale * _STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self._zoom_to(self._scale / _STEP)

    def turn(self) -> None:
        """A quarter clockwise."""
        self._degrees = (self._degrees + 90) % 360
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        turned = event.angleDelta().y()
        if turned:
            self._zoom_to(self._scale * _STEP ** (turned / 120))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting while nobody zoomed."""
        super().resizeEvent(event)
        if self._fits:
            self._fit()

    def _fit(self) -> None:
        size = self._picture.boundingRect().size()
        if size.isEmpty():
            return
        if self._degrees % 180:
            size.transpose()
        room = self.viewport().size()
        ratio = min(room.width() / size.width(), room.height() / size.height())
        self._apply(min(1.0, max(SCALE_MIN, ratio)))

    def _zoom_to(self, scale: float) -> None:
        self._fits = False
        self._apply(min(SCALE_MAX, max(SCALE_MIN, scale)))

    def _apply(self, scale: float) -> None:
        self._scale = scale
        self.setTransform(QTransform().rotate(self._degrees).scale(scale, scale))
        self.scaled.emit(round(scale * 100))

    def scroll_by(self, step: QPoint) -> None:
        """Move what is seen, in pixels of the screen."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + step.x())
        down.setValue(down.value() + step.y())
