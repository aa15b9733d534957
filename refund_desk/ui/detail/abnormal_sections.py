"""Beside an abnormal refund: the words that ask for a call, and the next case that waits."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from refund_desk.application.commands import REPLY_BYTES_MAX, REPLY_CHARACTERS_MAX
from refund_desk.application.rows import InboxRow
from refund_desk.ui import texts
from refund_desk.ui.decisions.buyer_words import call_words
from refund_desk.ui.detail.fact_rows import Section
from refund_desk.ui.fonts import font
from refund_desk.ui.inbox.row_look import look_of
from refund_desk.ui.theme import set_look
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel

_EDITOR_HEIGHT = 120


class CallMessageSection(Section):
    """会发给客户的话: prefilled, and changed in place."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(texts.cards.will_say())
        self._for: tuple[int, str] | None = None
        self.words = ParagraphLabel(px=12, line_px=20)
        self.bubble = Card("shop_message", "accent_line")
        inside = QVBoxLayout(self.bubble)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.words)
        self.editor = QPlainTextEdit()
        self.editor.setFont(font(12))
        self.editor.setFixedHeight(_EDITOR_HEIGHT)
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(texts.cards.will_say())
        self.editor.hide()
        self.too_long = PlainLabel(px=12, tone="bad")
        self.too_long.hide()
        self.edit = Button(texts.cards.edit(), kind="link")
        self.edit.clicked.connect(self._turn)
        self.editor.textChanged.connect(self._check)
        for widget in (self.bubble, self.editor, self.too_long):
            self.body.addWidget(widget)
        self.body.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)

    def show_message(self, refund_id: int, amount: str) -> None:
        """Offer the words for this refund; changed words stay while it is the same one."""
        if self._for == (refund_id, amount):
            return
        self._for = (refund_id, amount)
        self.words.set_text(call_words(amount))
        self._show_editor(False)

    def text(self) -> str:
        """The words as they would be sent now."""
        said = self.editor.toPlainText() if self._edits else self.words.text()
        return said.strip()

    @property
    def _edits(self) -> bool:
        return not self.editor.isHidden()

    def _turn(self) -> None:
        if not self._edits:
            self.editor.setPlainText(self.words.text())
            self._show_editor(True)
            self.editor.setFocus()
        elif self._check():
            self.words.set_text(self.text())
            self._show_editor(False)

    def _check(self) -> bool:
        """Whether WeChat Pay takes words of this length; says so when not."""
        said = self.editor.toPlainText().strip()
        fits = 0 < len(said) <= REPLY_CHARACTERS_MAX and len(said.encode()) <= REPLY_BYTES_MAX
        self.too_long.setText("" if fits else texts.notices.reply_long())
        self.too_long.setVisible(not fits and self._edits)
        set_look(self.editor, state="" if fits else "error")
        return fits

    def _show_editor(self, shown: bool) -> None:
        self.editor.setVisible(shown)
        self.bubble.setVisible(not shown)
        self.edit.setText(texts.cards.edited() if shown else texts.cards.edit())
        if not shown:
            self.too_long.hide()


class AnotherSection(Section):
    """另一笔也要处理. `opened` carries the id of the application that is pressed."""

    opened = Signal(int)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(texts.cards.another(), ruled=False)
        self.row = _AnotherRow()
        self.row.clicked.connect(self._open)
        self.body.addWidget(self.row)
        self._application_id: int | None = None
        self.hide()

    def show_row(self, row: InboxRow | None, now: datetime) -> None:
        """Show the next one that waits; none hides the part."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._application_id = row.application_id
        self.row.show_row(row, now)

    def _open(self) -> None:
        if self._application_id is not None:
            self.opened.emit(self._application_id)


class _AnotherRow(QPushButton):
    """Who, how much and what is the matter; the whole row is one press."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_look(self, kind="ghost")
        self.sign = IconLabel("alert-circle", "bad", 16)
        self.first = PlainLabel(px=12)
        self.second = PlainLabel(px=12, tone="text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.first)
        words.addWidget(self.second)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        line.addWidget(IconLabel("chevron-right", "text2", 16))

    def sizeHint(self) -> QSize:
        """As high as its two lines."""
        return self.layout().sizeHint()  # type: ignore[union-attr] # made above

    def show_row(self, row: InboxRow, now: datetime) -> None:
        """Follow the row of the list."""
        look = look_of(row, now=now)
        self.sign.set_icon(look.state_icon, look.state_role)
        self.first.setText(f"{look.title} {look.amount}".strip())
        self.second.setText(look.state)
        self.setAccessibleName(f"{look.title} {look.amount} {look.state}")
