"""The pieces of the approve dialog: who asks, how much, where it goes, the second look."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.case_view import ApproveOffer, CaseView
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.policy import Verdict
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.decisions.approve_form import Judgement, paid_of, read_amount, refunded_of
from refund_desk.ui.widgets.amount_field import AmountField
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from refund_desk.ui.widgets.mixed_label import FigureLabel, MixedLabel, bold
from refund_desk.ui.widgets.money_bar import MoneyBar
from refund_desk.ui.widgets.pills import Pill, PillLook
from refund_desk.ui.widgets.thumbnail import Thumbnail

_AMOUNT_WIDTH = 188
_WHERE_WIDTH = 168
_HEADING_PX = 18


def policy_look(case: CaseView) -> PillLook:
    """What the checks say in one pill; what is not known never counts as passed."""
    verdicts = [finding.verdict for finding in case.findings]
    if red := verdicts.count(Verdict.RED):
        return PillLook(texts.checks.checks_red(red), "bad", "close-circle")
    if amber := verdicts.count(Verdict.AMBER):
        return PillLook(texts.checks.checks_amber(amber), "warn", "alert")
    if grey := verdicts.count(Verdict.UNKNOWN):
        return PillLook(texts.checks.checks_grey(grey), "neutral", "help-circle-outline")
    return PillLook(texts.checks.checks_all_passed(), "ok", "check-circle")


class CaseHead(QWidget):
    """Who asks for what: goods picture, masked name, category, payment, and the checks' pill."""

    def __init__(self, case: CaseView) -> None:
        """Show the case; the picture comes later through `show_picture`."""
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.picture = Thumbnail(size=(44, 44), icon="package-variant")
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture.setEnabled(False)
        self.who = ElidedLabel(px=14, bold=True)
        self.what = ElidedLabel(px=12, tone="text2")
        self.pill = Pill(policy_look(case))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.who)
        column.addWidget(self.what)
        line.addWidget(self.picture)
        line.addLayout(column, 1)
        line.addWidget(self.pill)
        self.show_case(case)

    def show_case(self, case: CaseView) -> None:
        """Show the case as it is now."""
        order = case.order
        goods = order.goods_title if order is not None else ""
        name = wording.who(case.title)
        self.who.setText(texts.approve.headline(name=name, goods=goods or texts.common.no_goods()))
        number = order.transaction_id if order is not None else ""
        category, short = wording.category(case.category), formats.short_number(number)
        if case.asked:
            asked = formats.yuan(case.asked)
            words = texts.approve.facts_line(category=category, amount=asked, number=short)
        else:
            words = texts.approve.facts_line_no_amount(category=category, number=short)
        self.what.setText(words)
        self.pill.set_look(policy_look(case))

    def show_picture(self, image: QImage) -> None:
        """Show what was bought."""
        self.picture.set_picture(image)


class AmountSection(QWidget):
    """The amount field with its suggestions and its sentence. `changed` after each edit.

    `later` beside its heading asks for more: when the amount shall leave.
    """

    changed = Signal()

    def __init__(self, case: CaseView) -> None:
        """Fill in what would be refunded by default; nothing where nobody named an amount."""
        super().__init__()
        self._suggestions: tuple[tuple[str, Fen], ...] | None = None
        self._chips: list[tuple[Button, Fen]] = []
        self.field = AmountField()
        self.field.setFixedWidth(_AMOUNT_WIDTH)
        self.later = Button(texts.awaiting.later(), kind="link")
        # Beside the heading, and no higher than it.
        self.later.setFixedHeight(_HEADING_PX)
        self.error = PlainLabel(px=12, tone="bad")
        self._error_icon = IconLabel("alert-circle", "bad", 14)
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(8)
        suggested = case.approve.suggested
        self._opened_empty = not suggested
        self._build()
        self.field.setText(suggested.to_yuan_text() if suggested else "")
        self.show_case(case)
        self.field.textChanged.connect(self._edited)

    def show_case(self, case: CaseView) -> None:
        """Offer the suggestions of the case as it is now; the amount stays as typed."""
        offer = case.approve
        suggestions = _suggestions(offer)
        # A look that brings nothing new must not take the focus from a suggestion.
        if suggestions != self._suggestions:
            self._suggestions = suggestions
            self._make_chips()
        most = formats.spoken_yuan(offer.refundable)
        self.field.setAccessibleName(texts.approve.amount_name(most))
        self._tick()

    def chips(self) -> tuple[Button, ...]:
        """The suggestions, left to right."""
        return tuple(chip for chip, _amount in self._chips)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the amount; empty when nothing is.

        A field that opened empty has nothing wrong in it until somebody types.
        """
        wrong = bool(sentence) and not (self._opened_empty and not self.field.text())
        self.error.setText(sentence)
        self.error.set_tone("bad" if wrong else "text2")
        self.error.setVisible(bool(sentence))
        self._error_icon.setVisible(wrong)
        self.field.set_wrong(wrong)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(texts.approve.amount_label(), px=12, bold=True, tone="text2"), 1)
        head.addWidget(self.later)
        column.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch(1)
        beside.addLayout(self._chip_row)
        errors = QHBoxLayout()
        errors.setSpacing(4)
        errors.addWidget(self._error_icon)
        errors.addWidget(self.error, 1)
        beside.addLayout(errors)
        beside.addStretch(1)
        line.addLayout(beside, 1)
        column.addLayout(line)
        self.show_error("")

    def _make_chips(self) -> None:
        while (taken := self._chip_row.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        self._chips = []
        for words, amount in self._suggestions or ():
            self._add_chip(words, amount)
        self._chip_row.addStretch(1)

    def _add_chip(self, words: str, amount: Fen) -> None:
        chip = Button(words, kind="choice", size="small")
        chip.clicked.connect(lambda: self._choose(amount))
        self._chips.append((chip, amount))
        self._chip_row.addWidget(chip)
        # The layout would show it only later, and Tab would pass it by until then.
        chip.show()

    def _choose(self, amount: Fen) -> None:
        self.field.setText(amount.to_yuan_text())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tick()

    def _edited(self) -> None:
        self._tick()
        self.changed.emit()

    def _tick(self) -> None:
        typed = read_amount(self.field.text())
        for chip, amount in self._chips:
            chip.setChecked(typed == amount)
            chip.updateGeometry()


class MoneySection(QWidget):
    """Where the money of the payment is, as a bar and in figures."""

    def __init__(self) -> None:
        """Start empty; `show` fills it."""
        super().__init__()
        self.bar = MoneyBar()
        self.paid, self.refunded = FigureLabel(), FigureLabel()
        self.now = FigureLabel(strong="accent_text", tone="accent_text")
        self.left = FigureLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        line = QHBoxLayout()
        line.setSpacing(16)
        for label in (self.paid, self.refunded, self.now):
            line.addWidget(label)
        line.addStretch(1)
        line.addWidget(self.left)
        column.addLayout(line)

    def show_amounts(self, case: CaseView, amount: Fen | None) -> None:
        """Show the payment with this amount going back now (fen)."""
        paid, refunded = paid_of(case), refunded_of(case)
        refundable, now = case.approve.refundable, amount or NOTHING
        self.bar.set_amounts(
            paid_fen=paid.count,
            refunded_fen=refunded.count,
            now_fen=min(now, refundable).count,
        )
        self.paid.set_text(_fact(texts.approve.bar_paid(), paid))
        moving = case.remainder is not None and case.remainder.moving
        back = texts.order.refunded_and_moving() if moving else texts.approve.bar_refunded()
        self.refunded.set_text(_fact(back, refunded))
        self.now.set_text(_fact(texts.approve.bar_now(), now))
        self.left.set_text(_fact(texts.approve.bar_left(), refundable.less_or_zero(now)))

    def mark(self, changed: frozenset[str]) -> None:
        """Mark the figures that changed while the dialog was open."""
        self.paid.set_marked("paid" in changed)
        self.refunded.set_marked("refunded" in changed)
        self.left.set_marked("refundable" in changed)


class CheckCard(Card):
    """The second look: whom, in capitals, and the figure once more, large."""

    def __init__(self) -> None:
        """Start empty; `show_amount` fills it."""
        super().__init__("sunken", "border")
        self.setMinimumHeight(60)
        line = QHBoxLayout(self)
        line.setContentsMargins(15, 9, 15, 9)
        line.setSpacing(16)
        self.sentence = MixedLabel()
        self.figure = PlainLabel(px=24, bold=True)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(PlainLabel(texts.approve.check_lead(), px=12, tone="text2"))
        column.addWidget(self.sentence)
        line.addLayout(column, 1)
        line.addWidget(self.figure)

    def show_amount(self, case: CaseView, amount: Fen | None) -> None:
        """Say who gets how much; nothing while there is no amount."""
        if not amount:
            self.figure.setText("—")
            self.sentence.set_text("—")
            return
        caps = bold(amount.to_capitals())
        self.figure.setText(formats.yuan(amount))
        if case.name and case.phone:
            sentence = texts.approve.check(name=bold(case.name), phone=case.phone, caps=caps)
        else:
            sentence = texts.approve.check_no_phone(name=bold(wording.who(case.title)), caps=caps)
        self.sentence.set_text(sentence)


class WhereField(Card):
    """Where the money goes: before acceptance nothing more is known than 原路退回."""

    def __init__(self) -> None:
        """Say it; there is nothing to choose."""
        super().__init__("sunken", "border", corners="small")
        self.setFixedSize(_WHERE_WIDTH, 32)
        line = QHBoxLayout(self)
        line.setContentsMargins(11, 0, 10, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel("lock-outline", "text3", 14))
        line.addWidget(PlainLabel(texts.approve.where(), tone="text2"), 1)
        self.setAccessibleName(f"{texts.approve.where_label()}: {texts.approve.where()}")


class NoteCard(Card):
    """A note that asks for attention, with an optional press."""

    pressed = Signal()

    def __init__(self, *, bad: bool = False) -> None:
        """Stay hidden until `say`."""
        super().__init__("bad_soft" if bad else "warn_soft", "bad_line" if bad else "warn_line")
        self._ink = "bad" if bad else "warn"
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 7, 12, 7)
        line.setSpacing(8)
        icon = IconLabel("alert-circle" if bad else "alert", "bad" if bad else "warn", 16)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self.words = MixedLabel(px=12)
        line.addWidget(self.words, 1)
        self.button = Button(size="small")
        self.button.clicked.connect(self.pressed)
        line.addWidget(self.button)
        self.hide()

    def say(self, sentence: str, button: str = "") -> None:
        """Show the sentence and the button; an empty sentence hides the note."""
        self.words.set_text(sentence)
        self.setAccessibleName(self.words.text())
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.button.updateGeometry()
        self.setVisible(bool(sentence))


def _suggestions(offer: ApproveOffer) -> tuple[tuple[str, Fen], ...]:
    """The amounts that are one press away, each once, with their words."""
    found: list[tuple[str, Fen]] = []
    # Part of it went back: the whole of what was asked would go back twice.
    if NOTHING < offer.asked <= offer.refundable and offer.asked == offer.default_amount:
        found.append((texts.approve.choice_asked(formats.plain_yuan(offer.asked)), offer.asked))
    goods, left = offer.without_freight, offer.refundable
    if goods is not None and goods != offer.asked:
        found.append((texts.approve.choice_without_freight(formats.plain_yuan(goods)), goods))
    if left and left != offer.asked:
        found.append((texts.approve.choice_all(formats.plain_yuan(left)), left))
    return tuple(found)


def amount_sentence(judgement: Judgement, case: CaseView) -> str:
    """What is wrong with the amount, in words; empty when nothing is."""
    match judgement.amount_wrong:
        case "amt.zero":
            unasked = judgement.amount is None and not case.approve.suggested
            return texts.approve.amount_needed() if unasked else texts.notices.zero()
        case "amt.too_much":
            return texts.notices.too_much(formats.yuan(case.approve.refundable))
        case _:
            return ""


def _fact(label: str, amount: Fen) -> str:
    return f"{label} {bold(formats.yuan(amount))}"
