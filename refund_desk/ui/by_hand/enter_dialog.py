"""The dialog for a customer who phoned: the order's number in, its facts appear, the rest typed."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from refund_desk.application.spreadsheet_values import phone_in
from refund_desk.application.use_cases.enter_by_hand import (
    WORDS_CHARACTERS_MAX,
    EnterCommand,
    FoundPayment,
)
from refund_desk.domain.fen import Fen
from refund_desk.domain.reason import ReasonCategory
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.by_hand.payment_card import PaymentCard, is_too_old
from refund_desk.ui.decisions.approve_form import read_amount
from refund_desk.ui.decisions.approve_parts import NoteCard
from refund_desk.ui.decisions.evidence_box import EvidenceBox
from refund_desk.ui.decisions.sheet import Aired, Sheet, put_in_order
from refund_desk.ui.decisions.words_field import WordsField, holds_pictures
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.theme import set_look
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.amount_field import AmountField
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.choices import ComboBox
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel

_WIDTH = 638
_NUMBER_CHARACTERS = 64
_PHONE_CHARACTERS = 20


class _NumberField(QLineEdit):
    """Takes an order number; Enter looks it up and confirms nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks; with Ctrl it goes up to the dialog."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.returnPressed.emit()
            return
        if enter:
            event.ignore()
            return
        super().keyPressEvent(event)


class EnterDialog(DeskDialog):
    """Signals: `look_wanted(number)` for an order; `confirmed(command)` at the press, once before
    `stop_waiting`. The presenter closes with `finish`.
    """

    look_wanted = Signal(str)
    confirmed = Signal(object)

    def __init__(self, window: QWidget, tasks: TaskRunner, *, now: datetime) -> None:
        """Start with an order number; `now` (UTC) tells which payments are too old."""
        super().__init__(window, title=texts.by_hand.title(), icon="pencil-outline", width=_WIDTH)
        self._now = now
        self._key = uuid.uuid4().hex
        self._working = False
        self._found: FoundPayment | None = None
        self.evidence = EvidenceBox(
            tasks, label=texts.by_hand.pictures(), note=texts.by_hand.pictures_note()
        )
        self.setAcceptDrops(True)
        self._build(window)
        self._connect()
        self.set_confirm(self.confirm)
        self.start_on(self.number)
        self.refresh()

    @property
    def found(self) -> FoundPayment | None:
        """The order that was found for the number as it stands there."""
        return self._found

    def show_looking(self) -> None:
        """The order is being looked up."""
        self.look.set_busy(texts.by_hand.looking())

    def show_found(self, found: FoundPayment) -> None:
        """Show the order, and let the rest be typed."""
        self.look.set_busy("")
        self._found = found
        self.card.show_payment(found, too_old=is_too_old(found, self._now))
        most = formats.yuan(found.refundable)
        self.most.setText(texts.by_hand.amount_most(most))
        self.amount.setAccessibleName(texts.by_hand.amount_name(most))
        self._allow(found.refundable.count > 0)
        if found.refundable:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def show_not_found(self, sentence: str) -> None:
        """Say why there is no order."""
        self.look.set_busy("")
        self._forget(sentence, "bad")

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was kept; the person may press again."""
        self.stop_waiting()
        self.trouble.say(sentence)

    def command(self) -> EnterCommand | None:
        """What the person orders with a press now; None while something is missing."""
        amount = read_amount(self.amount.text())
        if self._found is None or self._missing() or amount is None or self.evidence.is_reading():
            return None
        return EnterCommand(
            key=self._key,
            transaction_id=self._found.order.transaction_id,
            asked=amount,
            category=self._category() or ReasonCategory.OTHER,
            words=self.words.text().strip(),
            phone=phone_in(self.phone.text()),
            pictures=tuple(picture.content for picture in self.evidence.pictures()),
        )

    def stop_waiting(self) -> None:
        """Give the press back."""
        self._working = False
        self.confirm.set_busy("")
        self.refresh()

    def refresh(self) -> None:
        """Let hint, counter and button follow the fields."""
        amount = read_amount(self.amount.text())
        most = self._found.refundable if self._found is not None else None
        over = amount is not None and most is not None and amount > most
        self.amount.set_wrong(over)
        self.most.set_tone("bad" if over else "text2")
        left = WORDS_CHARACTERS_MAX - len(self.words.text().strip())
        self.counter.setText(texts.by_hand.words_left(str(left)) if left >= 0 else self._too_long())
        self.counter.set_tone("text2" if left >= 0 else "bad")
        self.words.set_wrong(left < 0)
        set_look(self.phone, state="error" if self._phone_is_wrong() else "")
        missing = self._missing()
        self.hint.setText(missing or texts.by_hand.hint())
        self.hint.set_tone("warn" if missing and self._found is not None else "text2")
        own = texts.by_hand
        self.confirm.setText(own.confirm(formats.yuan(amount)) if amount else own.confirm_plain())
        self.confirm.updateGeometry()
        self.confirm.setEnabled(self._working or self.command() is not None)

    def accept(self) -> None:
        """Take the press as an order, once; closing is the presenter's, when it is on disk."""
        command = self.command()
        if self._working or command is None:
            return
        self._working = True
        self.trouble.say("")
        self.confirm.set_busy(texts.by_hand.keeping())
        self.confirmed.emit(command)

    def finish(self) -> None:
        """Close with yes."""
        super().accept()

    def reject(self) -> None:
        """Close with no; not while the press is being carried out."""
        if not self._working:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a pasted picture wherever the focus is; the rest is the base's."""
        if event.matches(QKeySequence.StandardKey.Paste):
            source = QGuiApplication.clipboard().mimeData()
            if holds_pictures(source) and self.evidence.isEnabled():
                self.evidence.take_mime(source)
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures anywhere over the dialog."""
        if holds_pictures(event.mimeData()) and self.evidence.isEnabled():
            self.evidence.add.light(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the place as usual."""
        super().dragLeaveEvent(event)
        self.evidence.add.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.evidence.add.light(False)
        self.evidence.take_mime(event.mimeData())
        event.acceptProposedAction()

    def _category(self) -> ReasonCategory | None:
        chosen = self.reason.currentData()
        return ReasonCategory(chosen) if chosen else None

    def _phone_is_wrong(self) -> bool:
        return bool(self.phone.text().strip()) and not phone_in(self.phone.text())

    def _missing(self) -> str:
        """The first thing that is still missing or wrong, in words; empty when complete."""
        own, amount = texts.by_hand, read_amount(self.amount.text())
        words = self.words.text().strip()
        if self._found is None:
            return own.need_number()
        checks = (
            (self._category() is None, own.need_reason),
            (not amount, own.need_amount),
            (amount is not None and amount > self._found.refundable, self._too_much),
            (self._category() is ReasonCategory.OTHER and not words, own.need_words),
            (len(words) > WORDS_CHARACTERS_MAX, self._too_long),
            (self._phone_is_wrong(), own.phone_form),
        )
        return next((say() for is_missing, say in checks if is_missing), "")

    def _too_much(self) -> str:
        most = self._found.refundable if self._found is not None else Fen(0)
        return texts.by_hand.amount_most(formats.yuan(most))

    def _too_long(self) -> str:
        return texts.by_hand.long(str(WORDS_CHARACTERS_MAX))

    def _ask(self) -> None:
        """Look the number up, unless that is being done."""
        number = re.sub(r"\s", "", self.number.text())
        if number and not self.look.is_busy:
            self.look_wanted.emit(number)

    def _forget(self, sentence: str, tone: Role) -> None:
        """There is no order for what stands in the field."""
        self._found = None
        self.card.show_words(sentence, tone)
        self.most.setText("")
        self._allow(False)
        self.refresh()

    def _allow(self, allowed: bool) -> None:
        """The rest can be typed once the order is known."""
        for field in (self.reason, self.amount, self.words, self.phone, self.evidence):
            field.setEnabled(allowed)

    def _build(self, window: QWidget) -> None:
        own = texts.by_hand
        self.trouble = NoteCard(bad=True)
        self.number = _NumberField()
        self.number.setMaxLength(_NUMBER_CHARACTERS)
        self.number.setPlaceholderText(own.number_hint())
        self.number.setAccessibleName(own.number())
        self.look = Button(own.look(), keycap="↵")
        self.card = PaymentCard()
        self.reason = ComboBox()
        self.reason.setAccessibleName(own.reason())
        self.reason.addItem("—", "")
        for category in ReasonCategory:
            self.reason.addItem(wording.category(category), category.value)
        self.amount = AmountField()
        self.most = PlainLabel(px=12, tone="text2")
        self.words = WordsField(lines=3)
        self.words.set_name(own.words())
        self.counter = PlainLabel(px=12, tone="text2")
        self.phone = QLineEdit()
        self.phone.setMaxLength(_PHONE_CHARACTERS)
        self.phone.setAccessibleName(own.phone())
        sheet = Sheet(window, width=_WIDTH)
        self._fill(sheet.column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(sheet)
        self.hint = ElidedLabel(px=12, tone="text2")
        self.dismiss = Button(texts.common.dismiss(), keycap="Esc")
        self.confirm = Button(kind="primary")
        self.confirm.set_least_width(150)
        self.footer.addWidget(IconLabel("tray-arrow-down", "accent_text", 14))
        self.footer.addWidget(self.hint, 1)
        self.footer.addWidget(self.dismiss)
        self.footer.addWidget(self.confirm)
        self._allow(False)

    def _fill(self, column: QVBoxLayout) -> None:
        own = texts.by_hand
        column.addWidget(Aired(self.trouble, 0, 10))
        asking = QHBoxLayout()
        asking.setSpacing(8)
        asking.addWidget(self.number, 1)
        asking.addWidget(self.look)
        column.addLayout(_named(own.number(), asking))
        column.addSpacing(10)
        column.addWidget(self.card)
        column.addSpacing(12)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(_named(own.reason(), self.reason), 3)
        line.addLayout(_named(own.amount(), self.amount, self.most), 4)
        line.addLayout(_named(own.phone(), self.phone), 4)
        column.addLayout(line)
        column.addSpacing(10)
        column.addLayout(_named(own.words(), self.words, self.counter))
        column.addSpacing(12)
        column.addWidget(self.evidence)

    def _connect(self) -> None:
        self.number.returnPressed.connect(self._ask)
        self.look.clicked.connect(self._ask)
        self.number.textEdited.connect(lambda _text: self._forget(texts.by_hand.first(), "text2"))
        self.reason.currentIndexChanged.connect(self.refresh)
        self.amount.textChanged.connect(self.refresh)
        self.words.changed.connect(self.refresh)
        self.words.pictures_pasted.connect(self.evidence.take_mime)
        self.phone.textChanged.connect(self.refresh)
        self.evidence.changed.connect(self.refresh)
        self.dismiss.clicked.connect(self.reject)
        put_in_order(
            self.number,
            self.look,
            self.reason,
            self.amount,
            self.phone,
            self.words.edit,
            self.evidence.add,
            self.dismiss,
            self.confirm,
        )


def _named(name: str, field: QWidget | QHBoxLayout, beside: QWidget | None = None) -> QVBoxLayout:
    """A field under its name; `beside` stands at the right end of the name's line."""
    head = QHBoxLayout()
    head.addWidget(PlainLabel(name, px=12, bold=True, tone="text2"))
    head.addStretch(1)
    if beside is not None:
        head.addWidget(beside)
    column = QVBoxLayout()
    column.setSpacing(5)
    column.addLayout(head)
    if isinstance(field, QWidget):
        column.addWidget(field)
    else:
        column.addLayout(field)
    # Fields side by side are not equally high; their names are on one line.
    column.addStretch(1)
    return column
