"""A card that says what is the matter with a refund, with the presses that go with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.ui import texts, theme
from refund_desk.ui.detail.progress_notes import Choice, Note, NoteButton
from refund_desk.ui.fonts import font
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel, bold
from refund_desk.ui.widgets.pills import TONE_ROLES


class NoteCard(Card):
    """One note. Signals: `pressed` carries the `NoteButton` that was pressed, `copy_wanted` the
    number to copy.
    """

    pressed = Signal(object)
    copy_wanted = Signal(str)

    def __init__(self, note: Note) -> None:
        """Show the note; a bad one says its text on a line of its own."""
        ground, ink, edge = TONE_ROLES[note.tone]
        super().__init__(ground, edge)
        self.note = note
        line = QHBoxLayout(self)
        stacked = note.tone == "bad" and bool(note.text)
        edge_px = 11 if stacked else 7
        line.setContentsMargins(13, edge_px, 12, edge_px)
        line.setSpacing(9)
        place = Qt.AlignmentFlag.AlignTop if stacked else Qt.AlignmentFlag.AlignVCenter
        line.addWidget(IconLabel(note.icon, ink, 18), 0, place)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        # A Chinese full stop brings its own room.
        separate = " " if note.text and note.lead[-1:].isascii() else ""
        self.sentence = MixedLabel(
            bold(note.lead) + ("" if stacked else separate + note.text), px=13
        )
        self.sentence.set_tones("text", "text")
        words.addWidget(self.sentence)
        if stacked:
            words.addWidget(ParagraphLabel(note.text, px=12, line_px=18))
        words.addStretch(1)
        line.addLayout(words, 1)
        self.copy: IconButton | None = None
        if note.copied:
            self.copy = IconButton("content-copy", texts.detail.copy_number(), size=18, glyph=14)
            self.copy.clicked.connect(lambda: self.copy_wanted.emit(note.copied))
            line.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)
        self.buttons = [_button(given, self.pressed) for given in note.buttons]
        for button in self.buttons:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        if not self.buttons:
            line.addSpacing(4)
        self.setMinimumHeight(48)
        self.setAccessibleName(f"{note.lead} {note.text}")


class ChoiceCard(Card):
    """A numbered way out, with its press at the right. `pressed` carries the `NoteButton`."""

    pressed = Signal(object)

    def __init__(self, number: int, choice: Choice) -> None:
        """Show the way out."""
        super().__init__("surface", "border")
        self.choice = choice
        line = QHBoxLayout(self)
        line.setContentsMargins(13, 12, 14, 12)
        line.setSpacing(11)
        line.addWidget(NumberSign(number), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        # Wrapped like its text: beside a wide press it would widen the page over its edge.
        words.addWidget(MixedLabel(bold(choice.title), px=14))
        words.addWidget(ParagraphLabel(choice.text, px=12, line_px=18, tone="text2"))
        line.addLayout(words, 1)
        self.button = _button(choice.button, self.pressed)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


class NumberSign(QWidget):
    """The number of a way out, in a circle."""

    def __init__(self, number: int, ground: Role = "hover", ink: Role = "text2") -> None:
        """Draw in these colours."""
        super().__init__()
        self._number, self._ground, self._ink = number, ground, ink
        self.setFixedSize(24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number in its circle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._ground))
        painter.drawEllipse(self.rect())
        painter.setPen(theme.colour(self._ink))
        painter.setFont(font(12, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


def _button(given: NoteButton, pressed: object) -> Button:
    button = Button(given.words, kind="primary" if given.primary else "secondary", icon=given.icon)
    button.clicked.connect(lambda: pressed.emit(given))  # type: ignore[attr-defined] # a signal
    return button
