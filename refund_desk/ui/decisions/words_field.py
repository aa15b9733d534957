"""A field for words that go out: plain text, as tall as what stands in it, pictures apart."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.frames import Card

_PADDING_X, _PADDING_Y = 12, 8
_LINES_MAX = 6


class _Words(QPlainTextEdit):
    """The editor inside: Tab leaves it, Esc and Ctrl+Enter belong to the dialog."""

    focused = Signal(bool)
    pictures_pasted = Signal(QMimeData)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; but let the dialog answer."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and ctrl):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the card around it."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the card around it."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - overrides Qt
        """Take pictures and files as well as text."""
        return holds_pictures(source) or bool(super().canInsertFromMimeData(source))

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - overrides Qt
        """Hand pictures on; everything else comes in as plain text."""
        if holds_pictures(source):
            self.pictures_pasted.emit(source)
        else:
            self.insertPlainText(source.text())


class WordsField(Card):
    """Words in a card. `changed` after each edit; `pictures_pasted` carries pasted pictures.

    With `lines` the field has room for that many lines; without, it grows with its text.
    """

    changed = Signal()
    pictures_pasted = Signal(QMimeData)

    def __init__(
        self,
        *,
        ground: Role = "surface",
        edge: Role = "control",
        lines: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Start empty."""
        super().__init__(ground, edge, corners="small", parent=parent)
        self._ground, self._edge, self._lines = ground, edge, lines
        self._wrong = self._focused = False
        self.edit = _Words(self)
        self.edit.setProperty("look", "bare")
        self.edit.setFont(font())
        self.edit.setTabChangesFocus(True)
        self.edit.setUndoRedoEnabled(True)
        self.edit.document().setDocumentMargin(0)
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING_X, _PADDING_Y, _PADDING_X, _PADDING_Y)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.edit.focused.connect(self._show_focus)
        self.edit.pictures_pasted.connect(self.pictures_pasted)
        self._fit()

    def text(self) -> str:
        """What stands in it."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace everything; `changed` follows."""
        self.edit.setPlainText(text)

    def set_wrong(self, wrong: bool) -> None:
        """Show the red edge; the sentence beside it is the caller's."""
        self._wrong = wrong
        self._dress()

    def set_name(self, name: str) -> None:
        """What a screen reader calls it."""
        self.edit.setAccessibleName(name)

    def _show_focus(self, focused: bool) -> None:
        self._focused = focused
        self._dress()

    def _dress(self) -> None:
        edge: Role = "accent" if self._focused else self._edge
        self.set_look(self._ground, "bad_line" if self._wrong else edge)

    def _fit(self) -> None:
        held = round(self.edit.document().size().height())
        lines = self._lines or min(max(held, 1), _LINES_MAX)
        # A pixel more than the lines, or the editor scrolls by half a line.
        self.setFixedHeight(lines * max(metrics().lineSpacing(), 20) + 2 * _PADDING_Y + 2)


def holds_pictures(source: QMimeData) -> bool:
    """Whether a paste or a drop brings a picture or local files.

    A table program offers its cells as a picture, too; where there is text, text is meant.
    """
    if any(url.isLocalFile() for url in source.urls()):
        return True
    return source.hasImage() and not source.hasText()
