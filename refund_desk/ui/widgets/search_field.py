"""The field to search in: a glass before the words, the key that leads here behind them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from refund_desk.ui.fonts import font
from refund_desk.ui.theme import set_look
from refund_desk.ui.widgets.keycap import Keycap
from refund_desk.ui.widgets.labels import IconLabel

_PAUSE_MS = 150
_GLASS_LEFT = 11
_GLASS = 16
_KEY_RIGHT = 10


class SearchField(QLineEdit):
    """Search as you type.

    Signals: `searched` with the trimmed words 150 ms after the last letter, at once for Enter and
    when it is emptied; `left` for Esc in an empty field; `went_down` for ↓ and for Enter.
    """

    searched = Signal(str)
    left = Signal()
    went_down = Signal()

    def __init__(self, placeholder: str, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says."""
        super().__init__(parent)
        set_look(self, look="quiet")
        self.setFont(font())
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setTextMargins(22, 0, 24, 0)
        self._said = ""
        self._glass = IconLabel("magnify", "text2", _GLASS)
        self._glass.setParent(self)
        self._key = Keycap("/", self)
        for sign in (self._glass, self._key):
            sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(self._wait)

    def words(self) -> str:
        """What is searched for, without the blanks around it."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties, then leaves; ↓ and Enter go on to what was found."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._say()
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The key is not shown to someone who is here already."""
        super().focusInEvent(event)
        self._show_key()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the key again."""
        super().focusOutEvent(event)
        self._show_key()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep glass and key in their places."""
        super().resizeEvent(event)
        middle = self.height() // 2
        self._glass.move(_GLASS_LEFT, middle - _GLASS // 2)
        self._key.move(
            self.width() - self._key.width() - _KEY_RIGHT, middle - self._key.height() // 2
        )

    def _escape(self) -> None:
        if self.text():
            self.clear()
        else:
            self.left.emit()

    def _wait(self) -> None:
        self._show_key()
        if self.words():
            self._pause.start()
        else:
            self._say()

    def _say(self) -> None:
        self._pause.stop()
        if self.words() != self._said:
            self._said = self.words()
            self.searched.emit(self._said)

    def _show_key(self) -> None:
        self._key.setVisible(not self.text() and not self.hasFocus())
