"""The right side of the editor: the list, the preview, and what is promised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from refund_desk.ui import texts
from refund_desk.ui.redaction.checklist import BY_HAND, Checklist
from refund_desk.ui.redaction.codes import FoundCode
from refund_desk.ui.redaction.marks import Redaction, Topic
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card, Hairline
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, ParagraphLabel, PlainLabel

PREVIEW: Final = QSize(130, 108)
_TITLES: Final[dict[Topic, Callable[[], str]]] = {
    Topic.PHONE: texts.redaction.phone,
    Topic.ADDRESS: texts.redaction.address,
    Topic.NAME: texts.redaction.name,
}


class ChecklistRow(QWidget):
    """One line: how it stands, what it is, what can be done. `pressed` and `acted` on a press."""

    pressed = Signal()
    acted = Signal()

    def __init__(self, *, quiet: bool = True) -> None:
        """Start open; `quiet` makes the action a link."""
        super().__init__()
        self.setFixedHeight(54)
        self._icon = IconLabel("circle-outline", "text3", 18)
        self.title = ElidedLabel()
        self.note = ElidedLabel(px=12, tone="text2")
        self.action = Button(kind="link" if quiet else "secondary", size="small")
        self.action.clicked.connect(self.acted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.note)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 7, 0, 7)
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addLayout(words, 1)
        line.addWidget(self.action)

    def show_state(self, icon: str, role: Role, note: str, action: str = "") -> None:
        """Show how it stands; without an action there is nothing to press."""
        self._icon.set_icon(icon, role)
        self.note.setText(note)
        self.action.setText(action)
        self.action.setAccessibleName(f"{self.title.whole_text()}: {action}")
        self.action.setVisible(bool(action))
        self.action.updateGeometry()
        self.setAccessibleName(f"{self.title.whole_text()}, {note}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere on it chooses it."""
        self.pressed.emit()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Show the hand over what can be chosen."""
        if event.type() == QEvent.Type.Enter:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        return super().event(event)


class ChecklistPanel(QWidget):
    """Shows a checklist. Signals: `chosen(Topic)`, `absent(Topic)` (or back again),
    `nothing_else`, `cover_wanted(tuple of FoundCode)`.
    """

    chosen = Signal(object)
    absent = Signal(object)
    nothing_else = Signal()
    cover_wanted = Signal(object)

    def __init__(self) -> None:
        """Show all lines as open."""
        super().__init__()
        self.left = PlainLabel(px=12, bold=True, tone="warn")
        self.rows = {topic: ChecklistRow() for topic in BY_HAND}
        self.matrix = ChecklistRow(quiet=False)
        self.bars = ChecklistRow()
        self.rest = Button(texts.redaction.none_of_the_rest(), kind="link")
        self.preview = QLabel()
        self._codes: tuple[FoundCode, ...] = ()
        self._build()

    def show_list(self, checklist: Checklist, redaction: Redaction) -> None:
        """Show how the list stands."""
        words = texts.redaction
        left = checklist.left(redaction)
        self.left.setText(words.left(left) if left else words.all_seen())
        self.left.set_tone("warn" if left else "ok")
        topic_now = checklist.topic(redaction)
        for topic, row in self.rows.items():
            if redaction.has(topic):
                row.show_state("check-circle", "ok", words.covered())
            elif topic in checklist.absent:
                row.show_state(
                    "check-circle-outline", "text2", words.none_told(), words.look_again()
                )
            elif topic is topic_now:
                note = words.frame_it()
                row.show_state("selection-drag", "accent_text", note, words.none_here())
            else:
                row.show_state("circle-outline", "text3", words.to_look_at(), words.none_here())
        self.rest.setVisible(any(checklist.is_open(topic, redaction) for topic in BY_HAND))
        self._show_codes(checklist, redaction)

    def show_preview(self, picture: QImage) -> None:
        """Show what others will see, small."""
        ratio = self.devicePixelRatioF()
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        # Half of the way fast: a whole photograph, scaled smoothly, would hold the window up.
        near = picture.scaled(PREVIEW * ratio * 3, keep)
        small = QPixmap.fromImage(near.scaled(PREVIEW * ratio, keep, smooth))
        small.setDevicePixelRatio(ratio)
        self.preview.setPixmap(small)

    def _show_codes(self, checklist: Checklist, redaction: Redaction) -> None:
        words = texts.redaction
        if checklist.codes is None:
            self.matrix.title.setText(words.searching())
            self.matrix.show_state("progress-clock", "text2", "")
            self.bars.hide()
            return
        self._codes = checklist.readable(redaction)
        matrix = [code for code in checklist.codes if code.is_matrix]
        self.matrix.title.setText(words.matrix_codes(len(matrix)))
        self.matrix.setVisible(bool(matrix))
        if any(code.is_matrix for code in self._codes):
            self.matrix.show_state("alert", "warn", words.matrix_why(), words.cover())
        else:
            self.matrix.show_state("check-circle", "ok", words.covered())
        bars = len(checklist.codes) - len(matrix)
        self.bars.title.setText(words.bar_codes(bars))
        self.bars.setVisible(bool(bars))
        if any(not code.is_matrix for code in self._codes):
            note = words.bar_why()
            self.bars.show_state("check-circle-outline", "text2", note, words.cover_too())
        else:
            self.bars.show_state("check-circle", "ok", words.covered())

    def _cover(self, *, matrix: bool) -> None:
        self.cover_wanted.emit(tuple(c for c in self._codes if c.is_matrix is matrix))

    def _build(self) -> None:
        words = texts.redaction
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(words.checklist(), px=12, bold=True, tone="text2"), 1)
        head.addWidget(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 11, 16, 12)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(4)
        for topic, row in self.rows.items():
            row.title.setText(_TITLES[topic]())
            row.pressed.connect(lambda topic=topic: self.chosen.emit(topic))
            row.acted.connect(lambda topic=topic: self.absent.emit(topic))
            column.addWidget(row)
            column.addWidget(Hairline())
        self.matrix.acted.connect(lambda: self._cover(matrix=True))
        self.bars.acted.connect(lambda: self._cover(matrix=False))
        self.rest.clicked.connect(self.nothing_else)
        for row in (self.matrix, self.bars):
            column.addWidget(row)
        column.addSpacing(6)
        column.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignRight)
        column.addSpacing(10)
        column.addWidget(PlainLabel(words.preview(), px=12, bold=True, tone="text2"))
        column.addSpacing(4)
        frame = Card("hover", "border", corners="small")
        frame.setFixedSize(PREVIEW + QSize(2, 2))
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignCenter)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)
        note = ParagraphLabel(words.preview_note(), px=12, line_px=18, tone="text2")
        line.addWidget(note, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addStretch(1)
