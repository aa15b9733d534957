"""The masked phone number, and the half minute in which all of it is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refund_desk.ui import texts
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import PlainLabel

SHOWN_FOR_S: Final = 30


class PhoneField(QWidget):
    """Shows 138****5678 with a press that reveals it.

    Signals: `wanted` asks for the whole number; whoever answers calls `reveal`. It hides after
    30 s, when another application is shown, and when the window loses the focus.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a number."""
        super().__init__(parent)
        self._masked = ""
        self._left_s = 0
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.number = PlainLabel(px=12, tone="text2")
        self.button = Button(texts.common.show(), kind="link", icon="eye-outline")
        self.button.setAccessibleName(texts.detail.show_phone())
        self.button.setToolTip(texts.detail.show_phone())
        self.button.clicked.connect(self.wanted)
        self.countdown = PlainLabel(px=12, bold=True, tone="warn")
        self.countdown.hide()
        for widget in (self.number, self.button, self.countdown):
            line.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._follow_focus)

    @property
    def is_revealed(self) -> bool:
        """Whether the whole number stands there."""
        return self._left_s > 0

    def set_phone(self, masked: str, *, can_reveal: bool) -> None:
        """Show a masked number; a number that is revealed and the same stays so."""
        if masked == self._masked and self.is_revealed:
            return
        self._masked = masked
        self.hide_number()
        self.setVisible(bool(masked))
        self.button.setVisible(can_reveal)

    def reveal(self, phone: str) -> None:
        """Show the whole number for 30 s."""
        self._left_s = SHOWN_FOR_S
        self.number.setText(_grouped(phone))
        self.number.set_tone("text")
        self.button.hide()
        self.countdown.show()
        self._say_left()
        self._timer.start()

    def hide_number(self) -> None:
        """Show the masked form again."""
        revealed = self.is_revealed
        self._left_s = 0
        self._timer.stop()
        self.number.setText(self._masked)
        self.number.set_tone("text2")
        self.countdown.hide()
        if revealed:
            self.button.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it any more, so nobody shall when it comes back."""
        super().hideEvent(event)
        self.hide_number()

    def _follow_focus(self, state: Qt.ApplicationState) -> None:
        """Hide it when the window is left: somebody else may look at the screen."""
        if state != Qt.ApplicationState.ApplicationActive and self.is_revealed:
            self.hide_number()

    def _tick(self) -> None:
        self._left_s -= 1
        if self._left_s <= 0:
            self._left_s = 1
            self.hide_number()
        else:
            self._say_left()

    def _say_left(self) -> None:
        self.countdown.setText(texts.detail.phone_hides(self._left_s))


def _grouped(phone: str) -> str:
    """138 0013 5678, as it is read aloud."""
    if len(phone) == 11:
        return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    return phone
