"""A field whose letters are dots, shown only while the eye is held."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from refund_desk.ui import icons, texts
from refund_desk.ui.fonts import font
from refund_desk.ui.theme import set_look
from refund_desk.ui.widgets.buttons import Button

_KEY: Final = 36
_EYE_GAP: Final = 12


class SecretField(QLineEdit):
    """Signal: `entered` on Enter. Input methods and copying are off, as with any password field."""

    entered = Signal()

    def __init__(self, name: str, icon: str = "key-outline") -> None:
        """`name` is what a screen reader says."""
        super().__init__()
        self._icon = icon
        self.setFont(font(13))
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = Button(texts.connecting.hold_to_show(), kind="link", icon="eye-outline")
        self.eye.setParent(self)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.pressed.connect(lambda: self._show(True))
        self.eye.released.connect(lambda: self._show(False))
        self.eye.installEventFilter(self)
        self.setTextMargins(_KEY - 10, 0, self.eye.sizeHint().width() + _EYE_GAP, 0)
        self.returnPressed.connect(self.entered)

    def set_wrong(self, wrong: bool) -> None:
        """Frame it red, or not."""
        set_look(self, state="error" if wrong else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever takes the eye away hides the letters again."""
        if watched is self.eye and event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self._show(False)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The eye stays at the right end."""
        super().resizeEvent(event)
        hint = self.eye.sizeHint()
        self.eye.setGeometry(
            self.width() - hint.width() - _EYE_GAP,
            (self.height() - hint.height()) // 2,
            hint.width(),
            hint.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the key."""
        super().paintEvent(event)
        icons.paint(
            QPainter(self), QRect(11, (self.height() - 16) // 2, 16, 16), self._icon, "text2"
        )

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
