"""A splitter whose handle is a hairline to look at and 7 px to grab."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from refund_desk.ui import theme

_GRAB = 3


class HairlineSplitter(QSplitter):
    """Panes side by side with one pixel between them; none can be dragged away to nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lie horizontally."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:  # noqa: N802 - overrides Qt
        """The handle that is drawn as a hairline."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """One painted pixel, with three more on either side that take the mouse."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the mouse beyond the painted pixel; Qt's own handle would take two, not three."""
        del event
        self.setContentsMargins(_GRAB, 0, _GRAB, 0)
        self.setMask(QRegion(self.contentsRect()))
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask, True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        del event
        middle = self.rect().center().x()
        QPainter(self).fillRect(QRect(middle, 0, 1, self.height()), theme.colour("border"))
