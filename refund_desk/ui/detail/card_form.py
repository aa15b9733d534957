"""The first way out of an abnormal refund: a card that the buyer names on the telephone.

Number and name live in these fields while they are typed and in one `BankCard` for the call;
they are wiped with the press, with another application and when the page is left.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from refund_desk.domain.bank_card import HOLDER_CHARACTERS_MAX, card_of
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.ui import sentences, texts
from refund_desk.ui.bank_words import banks
from refund_desk.ui.detail.note_card import NumberSign
from refund_desk.ui.fonts import font
from refund_desk.ui.theme import set_look
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.choices import ComboBox
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel, bold
from refund_desk.ui.widgets.pills import Tag

_NUMBER_LETTERS_MAX = 32
# Bank, number, holder: the number's nineteen digits can be read.
_LEAST = (120, 150, 90)
_FIELD_GAP, _LEFT, _INDENT, _RIGHT = 10, 13, 35, 14
_FIELDS_LEAST = sum(_LEAST) + 2 * _FIELD_GAP + _LEFT + _INDENT + _RIGHT
_FIELD_OF = {"card.holder": "holder", "card.bank": "bank"}


class CardForm(Card):
    """Signals: `card_wanted(BankCard)` for a card that passed the checks; `call_wanted` for the
    message that arranges the call.
    """

    card_wanted = Signal(object)
    call_wanted = Signal()

    def __init__(self, *, practice: bool) -> None:
        """Start empty, with the most used bank."""
        super().__init__("surface", "accent_line")
        self._refund_id: int | None = None
        self.call = Button(texts.cards.arrange(), kind="primary")
        self.call.set_least_width(104)
        self.bank = ComboBox()
        self.number = _field(texts.cards.number(), texts.cards.number_hint(), _NUMBER_LETTERS_MAX)
        self.holder = _field(
            texts.cards.holder(), texts.cards.holder_hint(), HOLDER_CHARACTERS_MAX + 2
        )
        words = texts.cards.to_card()
        self.send = Button(texts.confirmations.practice(words) if practice else words)
        self.wrong = ParagraphLabel(px=12, line_px=18, tone="bad")
        self._wrong_icon = IconLabel("alert-circle", "bad", 16)
        self._build()
        for field in (self.number, self.holder):
            field.textChanged.connect(self._typed)
            field.returnPressed.connect(self._press)
        self.send.clicked.connect(self._press)
        self.call.clicked.connect(self.call_wanted)
        self._typed()

    def show_refund(self, refund_id: int | None, *, blocked: str, said: bool) -> None:
        """Serve this refund; another one begins with empty fields.

        `blocked` stops all sending, `said` tells that the message is on its way already.
        """
        if refund_id != self._refund_id:
            self.wipe()
            self._refund_id = refund_id
        self._blocked = blocked
        self.call.set_blocked(blocked or (texts.cards.message_waiting() if said else ""))
        self._follow_fields()

    def wipe(self) -> None:
        """Forget what was typed, and the field's own undo steps with it."""
        for field in (self.number, self.holder):
            # Qt keeps what `clear` removed for Ctrl+Z; a new text drops it.
            field.setText("")
        self._say_wrong("")

    def minimumSizeHint(self) -> QSize:
        """As wide as the fields alone: the press goes below them where it is narrow."""
        return QSize(_FIELDS_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the press beside the fields where there is room, else below them."""
        super().resizeEvent(event)
        self._place_send(self.width() >= _FIELDS_LEAST + self._row.spacing() + self.send.width())

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing behind on a page that nobody looks at."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.wipe()

    def _typed(self) -> None:
        self._say_wrong("")
        self._follow_fields()

    def _follow_fields(self) -> None:
        empty = not self.number.text().strip() or not self.holder.text().strip()
        self.send.set_blocked(self._blocked or (texts.cards.incomplete() if empty else ""))

    def _press(self) -> None:
        if not self.send.isEnabled():
            return
        try:
            card = card_of(
                bank_type=self.bank.currentData(),
                account=self.number.text(),
                real_name=self.holder.text(),
            )
        except RuleBrokenError as error:
            self._say_wrong(error.code)
            return
        self.card_wanted.emit(card)

    def _say_wrong(self, code: str) -> None:
        wrong_field = self.holder if _FIELD_OF.get(code) == "holder" else self.number
        for field in (self.number, self.holder):
            set_look(field, state="error" if code and field is wrong_field else "")
        self.wrong.set_text(sentences.sentence(code) if code else "")
        self._wrong_row.setVisible(bool(code))
        if code:
            wrong_field.setFocus()

    def _build(self) -> None:
        self._blocked = ""
        self._is_beside = True
        for kind, name in banks():
            self.bank.addItem(name, kind)
        self.bank.setFont(font(13))
        self.bank.setAccessibleName(texts.cards.bank())
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(MixedLabel(bold(texts.cards.title()), px=14))
        heading.addWidget(Tag(texts.cards.best(), "info"), 0, Qt.AlignmentFlag.AlignVCenter)
        heading.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(heading)
        words.addWidget(ParagraphLabel(texts.cards.note(), px=12, line_px=18, tone="text2"))
        head = QHBoxLayout()
        head.setSpacing(11)
        head.addWidget(NumberSign(1, "accent_soft", "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.call, 0, Qt.AlignmentFlag.AlignVCenter)
        self._wrong_row = QWidget()
        wrong = QHBoxLayout(self._wrong_row)
        wrong.setContentsMargins(0, 6, 0, 0)
        wrong.setSpacing(6)
        wrong.addWidget(self._wrong_icon, 0, Qt.AlignmentFlag.AlignTop)
        wrong.addWidget(self.wrong, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 12, _RIGHT, 14)
        column.setSpacing(10)
        column.addLayout(head)
        below = QVBoxLayout()
        below.setContentsMargins(_INDENT, 0, 0, 0)
        below.setSpacing(0)
        self._row = self._fields()
        below.addLayout(self._row)
        below.addWidget(self._wrong_row)
        column.addLayout(below)

    def _place_send(self, beside: bool) -> None:
        if beside == self._is_beside:
            return
        self._is_beside = beside
        self._row.removeWidget(self.send)
        low = Qt.AlignmentFlag.AlignBottom
        if beside:
            self._row.addWidget(self.send, 0, 3, low)
        else:
            self._row.addWidget(self.send, 1, 0, 1, 3, low | Qt.AlignmentFlag.AlignRight)

    def _fields(self) -> QGridLayout:
        row = QGridLayout()
        row.setSpacing(_FIELD_GAP)
        fields = (
            (texts.cards.bank(), self.bank, 136),
            (texts.cards.number(), self.number, 182),
            (texts.cards.holder(), self.holder, 110),
        )
        for column, ((words, field, stretch), least) in enumerate(zip(fields, _LEAST, strict=True)):
            place = QVBoxLayout()
            place.setSpacing(5)
            place.addWidget(PlainLabel(words, px=12, bold=True, tone="text2"))
            place.addWidget(field)
            field.setMinimumWidth(least)
            row.addLayout(place, 0, column)
            row.setColumnStretch(column, stretch)
        row.addWidget(self.send, 0, 3, Qt.AlignmentFlag.AlignBottom)
        return row


def _field(name: str, hint: str, letters_max: int) -> QLineEdit:
    field = QLineEdit()
    field.setFont(font(13))
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMaxLength(letters_max)
    # No dictionary of an input method may learn it.
    field.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return field
