"""One of the places of the viewer: a picture large, or why there is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refund_desk.application.case_view import PictureView
from refund_desk.ui import texts, theme
from refund_desk.ui.viewer.picture_view import PictureView as Canvas
from refund_desk.ui.widgets.labels import PlainLabel

_EDGE = 2


class ViewerSide(QWidget):
    """Shows one picture. `pressed` when a person points at it."""

    pressed = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.index = 0
        self._sha256 = ""
        self._marked = False
        self.view = Canvas()
        self.caption = PlainLabel(px=12, tone="text2")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.caption.hide()
        self.message = PlainLabel(tone="text2")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addWidget(self.message)
        column.addWidget(self.view, 1)
        self.view.viewport().installEventFilter(self)

    def await_picture(self, picture: PictureView, index: int) -> None:
        """Show that this one is being read."""
        self.index, self._sha256 = index, picture.sha256
        self.view.clear()
        self.message.setText(texts.common.loading())
        self.message.show()

    def take(self, sha256: str, image: QImage) -> None:
        """Show the picture if it is the one that is awaited."""
        if not sha256 or sha256 != self._sha256:
            return
        if image.isNull():
            self.message.setText(texts.detail.viewer_failed())
            return
        self.message.hide()
        self.view.show_picture(image)

    def forget(self) -> None:
        """Hold no picture."""
        self._sha256 = ""
        self.view.clear()

    def mark(self, marked: bool) -> None:
        """Show that the keys are about this one of two."""
        self._marked = marked
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of a press without taking it from the picture."""
        del watched
        if event.type() == QEvent.Type.MouseButtonPress:
            self.pressed.emit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame of the marked one."""
        del event
        if not self._marked:
            return
        painter = QPainter(self)
        for inset in range(_EDGE):
            painter.setPen(theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(inset, inset, -inset - 1, -inset - 1))
