"""Parts of the steps: a field with its label and hint, and lines about files."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from refund_desk.application.ports.key_files import FileTrouble
from refund_desk.ui.connecting_words import file_sentence
from refund_desk.ui.fonts import font
from refund_desk.ui.theme import set_look
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel

_TROUBLES_MAX: Final = 4


class Field(QWidget):
    """Label, field, and under it the hint or what is wrong."""

    def __init__(self, label: str, edit: QLineEdit, hint: str) -> None:
        """Lay the three out; the label is also the field's name for a screen reader."""
        super().__init__()
        self.edit = edit
        self._hint = hint
        edit.setFont(font(13))
        edit.setAccessibleName(label)
        edit.setAccessibleDescription(hint)
        self.note = PlainLabel(px=12, tone="text2")
        self.below = ParagraphLabel(hint, px=12, line_px=18, tone="text2")
        head = QHBoxLayout()
        head.addWidget(PlainLabel(label, px=12, bold=True, tone="text2"))
        head.addStretch(1)
        head.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(edit)
        column.addWidget(self.below)
        self.below.setVisible(bool(hint))

    def put(self, text: str) -> None:
        """Show a text unless it stands there already, so that the cursor stays."""
        if self.edit.text() != text:
            self.edit.setText(text)

    def say_wrong(self, why: str) -> None:
        """Frame it red with what is wrong; empty shows the hint again."""
        set_look(self.edit, state="error" if why else "")
        self.below.set_text(why or self._hint)
        self.below.setVisible(bool(why or self._hint))
        self.below.set_tone("bad" if why else "text2")

    def say_note(self, text: str, tone: Role = "text2") -> None:
        """A word at the right end of the label's line."""
        self.note.setText(text)
        self.note.set_tone(tone)


class FileLine(QWidget):
    """A sign and one sentence about a file."""

    def __init__(self) -> None:
        """Show nothing."""
        super().__init__()
        self._sign = IconLabel("check-circle", "ok", 16)
        self.words = ParagraphLabel("", px=12, line_px=18)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        self.hide()

    def say(self, text: str, *, good: bool = True) -> None:
        """Say it with a tick or a cross; empty says nothing."""
        self.words.set_text(text)
        self.words.set_tone("text" if good else "bad")
        self._sign.set_icon("check-circle" if good else "close-circle", "ok" if good else "bad")
        self.setVisible(bool(text))


class FileLines(QWidget):
    """What was found in files, then what was wrong with others (four at most)."""

    def __init__(self) -> None:
        """Show nothing."""
        super().__init__()
        self._lines = [FileLine() for _ in range(3 + _TROUBLES_MAX)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in self._lines:
            column.addWidget(line)

    def say(self, found: tuple[str, ...], troubles: tuple[FileTrouble, ...], why: str) -> None:
        """`found` in words, `why` is what is still wrong with the step."""
        wrong = [file_sentence(trouble) for trouble in troubles[:_TROUBLES_MAX]]
        texts = [(text, True) for text in found] + [(text, False) for text in wrong]
        if why:
            texts.append((why, False))
        for n, line in enumerate(self._lines):
            text, good = texts[n] if n < len(texts) else ("", True)
            line.say(text, good=good)
        self.setVisible(bool(texts))

    def sentences(self) -> tuple[str, ...]:
        """What is said now."""
        return tuple(line.words.text() for line in self._lines if line.words.text())
