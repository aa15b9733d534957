"""The field for the reply: plain text, two lines that grow to six, pictures handed on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from refund_desk.application.commands import REPLY_BYTES_MAX, REPLY_CHARACTERS_MAX
from refund_desk.ui import texts
from refund_desk.ui.fonts import font
from refund_desk.ui.theme import set_look

_LINES_MAX: Final = 6
# Two lines of 18 px: an empty field is equally high in every typeface.
_HEIGHT_MIN: Final = 36


class ReplyText(QPlainTextEdit):
    """What will be said. Ctrl+Enter asks to send; a pasted picture is no text.

    Signals: `send_wanted`; `picture_pasted(QMimeData)`; `focused(bool)` for the frame around it.
    """

    send_wanted = Signal()
    picture_pasted = Signal(QMimeData)
    focused = Signal(bool)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setFont(font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPlaceholderText(texts.reply.placeholder())
        self.setAccessibleName(texts.reply.name())
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setAcceptDrops(False)
        set_look(self, look="bare")
        self.textChanged.connect(self._grow)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as its lines, between two and six."""
        lines = min(_LINES_MAX, self._lines())
        needed = lines * (self.fontMetrics().lineSpacing() + 1) + 4 if lines > 1 else 0
        return QSize(200, max(_HEIGHT_MIN, needed))

    def minimumSizeHint(self) -> QSize:
        """The same height."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends; Esc is for the window."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.send_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - overrides Qt
        """Text, and pictures that go elsewhere."""
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - overrides Qt
        """Insert text as it is; hand pictures on."""
        if source.hasImage() or any(url.isLocalFile() for url in source.urls()):
            self.picture_pasted.emit(source)
        elif source.hasText():
            self.insertPlainText(source.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    def _lines(self) -> int:
        return max(1, int(self.document().size().height()))

    def _grow(self) -> None:
        policies = Qt.ScrollBarPolicy
        over = self._lines() > _LINES_MAX
        bar = policies.ScrollBarAsNeeded if over else policies.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        height = self.sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)


def fits(text: str) -> bool:
    """Whether WeChat Pay takes it: 200 characters and 500 bytes both bind (decisions.md 4.3)."""
    return len(text) <= REPLY_CHARACTERS_MAX and len(text.encode()) <= REPLY_BYTES_MAX


def limit_of(text: str) -> int:
    """How many characters of this kind of text fit: 200, fewer when they take many bytes."""
    size = len(text.encode())
    if not size:
        return REPLY_CHARACTERS_MAX
    return min(REPLY_CHARACTERS_MAX, REPLY_BYTES_MAX * len(text) // size)
