"""The ring around what the keyboard is on; a style sheet cannot draw outside a widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from refund_desk.ui import theme

# These show their focus themselves: an edge of 2 px, or a frame inside the row.
_OWN_FOCUS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
_REACH = 5
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class FocusRing(QWidget):
    """One ring for a window, 3 px outside the focused widget.

    Shown when focus came by Tab, Backtab or a shortcut, never after a click. A widget may say
    with `focus_rect()` which part of it has the focus (a segment, for one); it then calls
    `FocusRing.refresh(widget)` when that part moves.
    """

    def __init__(self, window: QWidget) -> None:
        """Watch the focus of this window."""
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @staticmethod
    def focus_visibly(widget: QWidget) -> None:
        """Give the widget the focus as if by keyboard, so that the ring shows (a dialog's start).

        Qt counts a focus set by program as the keyboard's only with this reason, not with Tab's.
        """
        # Without leaving first, nobody would be told of a focus that is already there.
        widget.clearFocus()
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @staticmethod
    def refresh(widget: QWidget) -> None:
        """Place the ring of the widget's window again, after its `focus_rect()` changed."""
        for ring in widget.window().findChildren(FocusRing):
            ring.place()

    def place(self) -> None:
        """Lay the ring around its target as it lies now; hide it when that is out of sight."""
        target = self._target
        # The widget, and the window itself, still speak of hiding while they are being deleted.
        gone = target is None or not isValid(target) or not isValid(self._window)
        if target is None or gone or not target.isVisible():
            self.hide()
            return
        window = self._window
        rect = _focus_rect(target)
        seen = QRect(target.mapTo(window, rect.topLeft()), rect.size())
        if not _clip(target, window).intersects(seen):
            self.hide()
            return
        self.setGeometry(seen.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along with the focused widget and everything it lies in."""
        del watched
        if event.type() in _MOVES:
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            # The focus also moves because its widget is being deleted.
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = now if now is not None and self._rings(now) else None
        step = self._target
        while step is not None and step is not self._window:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self.place()

    def _rings(self, widget: QWidget) -> bool:
        window = self._window
        by_keyboard = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        return (
            by_keyboard
            and widget is not window
            and window.isAncestorOf(widget)
            and widget.window() is window.window()
            and not isinstance(widget, _OWN_FOCUS)
        )


def _focus_rect(widget: QWidget) -> QRect:
    part = getattr(widget, "focus_rect", None)
    rect = part() if callable(part) else None
    return rect if isinstance(rect, QRect) else widget.rect()


def _clip(widget: QWidget, window: QWidget) -> QRect:
    """What of the window the widget can be seen in (scroll areas cut it off)."""
    seen = window.rect()
    step = widget.parentWidget()
    while step is not None and step is not window:
        seen = seen.intersected(QRect(step.mapTo(window, QPoint(0, 0)), step.size()))
        step = step.parentWidget()
    return seen
