"""Widgets of one size side by side, wrapped into as many lines as the width asks for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowBox(QWidget):
    """Lays its children out left to right, then down. Children keep the size they hint at."""

    def __init__(self, *, gap: int = 8, parent: QWidget | None = None) -> None:
        """Start empty; `gap` is the space between children in logical pixels."""
        super().__init__(parent)
        self._gap = gap
        self._shown: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def widgets(self) -> list[QWidget]:
        """What is laid out, in order."""
        return list(self._shown)

    def set_widgets(self, widgets: Iterable[QWidget]) -> None:
        """Lay these out; what is no longer among them is deleted."""
        wanted = list(widgets)
        for widget in self._shown:
            if widget not in wanted:
                widget.hide()
                widget.deleteLater()
        self._shown = wanted
        for widget in wanted:
            if widget.parentWidget() is not self:
                widget.setParent(self)
            widget.show()
        self.arrange()

    def arrange(self) -> None:
        """Place the children again, after one has changed its size."""
        for widget, (left, top) in zip(self._shown, self._places(self.width()), strict=True):
            widget.setGeometry(left, top, *_size_of(widget))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Yes: narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at this width."""
        pairs = zip(self._shown, self._places(width), strict=True)
        return max((top + _size_of(widget)[1] for widget, (_left, top) in pairs), default=0)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [_size_of(widget) for widget in self._shown]
        gaps = self._gap * max(0, len(sizes) - 1)
        return QSize(sum(s[0] for s in sizes) + gaps, max((s[1] for s in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Room for the widest child."""
        sizes = [_size_of(widget) for widget in self._shown]
        return QSize(max((s[0] for s in sizes), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.arrange()

    def _places(self, width: int) -> list[tuple[int, int]]:
        places, left, top, line_height = [], 0, 0, 0
        for widget in self._shown:
            wide, high = _size_of(widget)
            if left and left + wide > width:
                left, top, line_height = 0, top + line_height + self._gap, 0
            places.append((left, top))
            left += wide + self._gap
            line_height = max(line_height, high)
        return places


def _size_of(widget: QWidget) -> tuple[int, int]:
    hint = widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
    return hint.width(), hint.height()
