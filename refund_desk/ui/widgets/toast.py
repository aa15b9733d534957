"""A short word at the lower edge that leaves by itself, with one press at most."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QWidget
from shiboken6 import isValid

from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel
from refund_desk.ui.widgets.pills import TONE_ROLES, Tone
from refund_desk.ui.widgets.spinner import motion_allowed

_FADE_MS = 120
_LIFT = 46
_GAP = 8
_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}


class Toast(Card):
    """One toast for a window; a newer text replaces the older. `pressed` is its button."""

    pressed = Signal()

    def __init__(self, window: QWidget, *, above: Sequence[QWidget] = ()) -> None:
        """Stay hidden until `say`; never lie on what is in `above`."""
        super().__init__("surface", "control", parent=window)
        self._window = window
        self._above: list[QWidget] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 9, 14, 9)
        line.setSpacing(8)
        self._icon = IconLabel("check-circle", "ok", 18)
        self._text = PlainLabel()
        self._button = Button(kind="link")
        self._button.clicked.connect(self._press)
        for widget in (self._icon, self._text, self._button):
            line.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._opacity = QGraphicsOpacityEffect(self)
        self._fade = QPropertyAnimation(self._opacity, b"opacity", self)
        self._fade.setDuration(_FADE_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.Linear)
        self._fade.finished.connect(lambda: self._opacity.setEnabled(False))
        self.setGraphicsEffect(self._opacity)
        self._opacity.setEnabled(False)
        window.installEventFilter(self)
        for other in above:
            self.keep_above(other)
        self.hide()

    def say(
        self, text: str, *, tone: Tone = "ok", icon: str = "", button: str = "", seconds: int = 4
    ) -> None:
        """Show the text for some seconds and let screen readers say it."""
        ground, ink, edge = TONE_ROLES[tone]
        self.set_look(ground, edge)
        self._icon.set_icon(icon or ("check-circle" if tone == "ok" else "alert-circle"), ink)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        if motion_allowed():
            self._opacity.setEnabled(True)
            self._fade.setStartValue(0.0)
            self._fade.setEndValue(1.0)
            self._fade.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.start(seconds * 1000)

    def keep_above(self, other: QWidget) -> None:
        """Never lie on this one, which stands in the same window."""
        self._above.append(other)
        other.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge when the window changes its size, above what stands there."""
        del watched
        # A window that is shown while it goes still says that it hides, and is no window any more.
        if event.type() in _MOVES and isValid(self._window):
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        window = self._window
        foot = window.height() - _LIFT
        shown = (other for other in self._above if isValid(other) and other.isVisible())
        foot = min((foot, *(other.mapTo(window, QPoint()).y() - _GAP for other in shown)))
        self.move((window.width() - self.width()) // 2, foot - self.height())

    def _press(self) -> None:
        self.hide()
        self.pressed.emit()
