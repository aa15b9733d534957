"""Small questions before a rarer step; each gives what the person said, or None for no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from refund_desk.application.commands import OwnPicture
from refund_desk.application.use_cases.take_from_phone import TakeFromPhone
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.fen import Fen
from refund_desk.ui import formats, texts
from refund_desk.ui.bank_words import bank
from refund_desk.ui.decisions.approve_form import read_amount
from refund_desk.ui.decisions.evidence_box import EvidenceBox
from refund_desk.ui.decisions.picture_taker import PictureTaker
from refund_desk.ui.fonts import font
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.amount_field import AmountField
from refund_desk.ui.widgets.buttons import Button, Kind
from refund_desk.ui.widgets.choices import CheckBox
from refund_desk.ui.widgets.dialog import DeskDialog, ask
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, ParagraphLabel, PlainLabel

_WIDTH = 480
# Four pictures side by side.
_WIDE = 780
_NOTE_MAX = 200


@dataclass(frozen=True, slots=True)
class ElsewhereAnswer:
    """What the owner says was refunded without this desk, in all (fen), and how they know."""

    amount: Fen
    note: str


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """How the customer got the money, with pictures of it, or the word that there are none."""

    note: str = field(repr=False)
    proofs: tuple[OwnPicture, ...] = field(default=(), repr=False)
    without_proof: bool = False


async def ask_give_up(host: QWidget, amount: Fen) -> bool:
    """Whether to give a refused refund up for good."""
    question = Question(
        host,
        title=texts.confirmations.give_up_title(formats.yuan(amount)),
        note=texts.confirmations.give_up_note(),
        confirm=texts.confirmations.give_up_confirm(),
        kind="danger",
    )
    return await _answered(question)


async def ask_return_to_shop(host: QWidget, amount: Fen, *, practice: bool = False) -> bool:
    """Whether an abnormal refund should go back to the shop's own account."""
    shown = formats.yuan(amount)
    confirm = texts.confirmations.to_shop_confirm(shown)
    question = Question(
        host,
        title=texts.confirmations.to_shop_title(shown),
        note=texts.confirmations.to_shop_note(shown),
        confirm=texts.confirmations.practice(confirm) if practice else confirm,
        kind="danger",
    )
    return await _answered(question)


async def ask_return_to_card(
    host: QWidget, amount: Fen, card: BankCard, *, practice: bool = False
) -> bool:
    """Whether an abnormal refund should go to this card; shows its bank, tail and holder.

    The name is whole: the person compares it with the customer on the telephone, and typed it here.
    """
    shown = formats.yuan(amount)
    confirm = texts.cards.confirm(shown)
    question = Question(
        host,
        title=texts.cards.confirm_title(shown),
        note=texts.cards.confirm_note(
            amount=shown,
            bank=bank(card.bank_type),
            tail=card.account.reveal()[-4:],
            holder=card.real_name.reveal(),
        ),
        confirm=texts.confirmations.practice(confirm) if practice else confirm,
        kind="danger",
    )
    return await _answered(question)


async def ask_disconnect(host: QWidget, source: str) -> bool:
    """Whether to disconnect what applications come from; `source` in the window's words."""
    question = Question(
        host,
        title=texts.origins.ask_title(source),
        note=texts.origins.ask_note(),
        confirm=texts.origins.disconnect(),
        kind="danger",
    )
    return await _answered(question)


async def ask_record_elsewhere(host: QWidget, paid: Fen) -> ElsewhereAnswer | None:
    """How much of a payment was refunded without this desk; None when the person turned back."""
    question = ElsewhereQuestion(host, paid)
    if not await _answered(question):
        return None
    amount = question.amount()
    return ElsewhereAnswer(amount, question.note.text().strip()) if amount is not None else None


async def ask_settled_outside(
    host: QWidget, amount: Fen, tasks: TaskRunner, phone: TakeFromPhone | None = None
) -> OutsideAnswer | None:
    """How the customer got the money otherwise, with the proof; None when the person turned back.

    Files are read through `tasks`; `phone` brings pictures of it, too.
    """
    question = OutsideQuestion(host, amount, tasks)
    if phone is not None:
        question.proofs.offer_phone(phone)
    return question.answer() if await _answered(question) else None


class Question(DeskDialog):
    """A sentence, a safe button that has the focus, and a button that does it."""

    width_px = _WIDTH

    def __init__(
        self, host: QWidget, *, title: str, note: str, confirm: str, kind: Kind = "primary"
    ) -> None:
        """Ask; `rows` takes fields of subclasses."""
        super().__init__(host.window(), title=title, width=self.width_px)
        self.body.addWidget(ParagraphLabel(note))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(5)
        self.body.addLayout(self.rows)
        self.dismiss = Button(texts.common.back(), keycap="Esc")
        self.confirm = Button(confirm, kind=kind)
        self.hint = ElidedLabel(px=12, tone="warn")
        self._hint_icon = IconLabel("alert", "warn", 14)
        for widget in (self._hint_icon, self.hint, self.dismiss, self.confirm):
            self.footer.addWidget(widget, 1 if widget is self.hint else 0)
        self.dismiss.clicked.connect(self.reject)
        self.set_confirm(self.confirm)
        self.start_on(self.dismiss)
        self.require("")

    def require(self, missing: str) -> None:
        """Block the confirm button while something is missing, and say what."""
        self.hint.setText(missing)
        self._hint_icon.setVisible(bool(missing))
        self.confirm.setEnabled(not missing)


class ElsewhereQuestion(Question):
    """Asks for the sum that was refunded without this desk, and a note."""

    def __init__(self, host: QWidget, paid: Fen) -> None:
        """`paid` bounds the sum (fen)."""
        super().__init__(
            host,
            title=texts.confirmations.elsewhere_title(),
            note=texts.confirmations.elsewhere_note(),
            confirm=texts.confirmations.elsewhere_confirm(),
        )
        self._paid = paid
        self.field = AmountField()
        self.field.setAccessibleName(texts.confirmations.elsewhere_amount())
        self.note = _note_field(self._check)
        _label(self.rows, texts.confirmations.elsewhere_amount())
        self.rows.addWidget(self.field)
        self.rows.addSpacing(8)
        _label(self.rows, texts.confirmations.note_label())
        self.rows.addWidget(self.note)
        self.field.textChanged.connect(self._check)
        self._check()

    def amount(self) -> Fen | None:
        """What was typed, or None while it is no amount; 0.00 says: nothing was refunded."""
        return read_amount(self.field.text())

    def _check(self) -> None:
        amount = self.amount()
        over = amount is not None and amount > self._paid
        self.field.set_wrong(over)
        if over:
            self.require(texts.confirmations.elsewhere_over(formats.yuan(self._paid)))
        elif amount is None:
            self.require(texts.notices.not_yuan())
        else:
            self.require("" if self.note.text().strip() else texts.confirmations.note_needed())


class OutsideQuestion(Question):
    """Asks how the customer got the money otherwise, and for a picture of it."""

    width_px = _WIDE

    def __init__(self, host: QWidget, amount: Fen, tasks: TaskRunner) -> None:
        """The amount stands in the title only."""
        super().__init__(
            host,
            title=texts.confirmations.outside_title(formats.yuan(amount)),
            note=texts.confirmations.outside_note(),
            confirm=texts.confirmations.outside_confirm(),
        )
        self.note = _note_field(self._check)
        self.proofs = EvidenceBox(tasks, label=texts.cards.proof(), note=texts.cards.proof_note())
        self.proofs.changed.connect(self._check)
        self._taker = PictureTaker(self, self.proofs)
        self.without = CheckBox(texts.cards.without_proof())
        self.without.toggled.connect(self._check)
        _label(self.rows, texts.confirmations.note_label())
        self.rows.addWidget(self.note)
        self.rows.addSpacing(8)
        self.rows.addWidget(self.proofs)
        self.rows.addWidget(self.without)
        self._check()

    def answer(self) -> OutsideAnswer:
        """What was said."""
        proofs = self.proofs.pictures()
        without = self.without.isChecked() and not proofs
        return OutsideAnswer(self.note.text().strip(), proofs, without)

    def _check(self) -> None:
        proved = bool(self.proofs.pictures()) or self.without.isChecked()
        self.without.setEnabled(not self.proofs.pictures())
        if self.proofs.is_reading():
            self.require(texts.common.loading())
        elif not self.note.text().strip():
            self.require(texts.confirmations.note_needed())
        else:
            self.require("" if proved else texts.cards.proof_needed())


def _note_field(changed: Callable[[], None]) -> QLineEdit:
    field = QLineEdit()
    field.setFont(font())
    field.setMaxLength(_NOTE_MAX)
    field.setPlaceholderText(texts.confirmations.note_hint())
    field.setAccessibleName(texts.confirmations.note_label())
    field.textChanged.connect(changed)
    return field


def _label(rows: QVBoxLayout, words: str) -> None:
    rows.addWidget(PlainLabel(words, px=12, bold=True, tone="text2"))


async def _answered(question: Question) -> bool:
    """Open, wait, and let the dialog go."""
    try:
        return await ask(question)
    finally:
        question.deleteLater()
