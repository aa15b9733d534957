"""The dialog in which a person offers another amount: how much, what on top, and which words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import OfferCommand
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.platform_terms import OfferKind, Standing
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.ui import formats, sentences, texts
from refund_desk.ui.decisions.approve_form import read_amount
from refund_desk.ui.fonts import font
from refund_desk.ui.goods_back.buyer_words import offer_words, offer_words_there, wish_words
from refund_desk.ui.goods_back.offer_kinds import OfferRow, rows_of
from refund_desk.ui.goods_back.possible import why_no_offer
from refund_desk.ui.goods_back.talk_dialog import PictureTalkDialog
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.amount_field import AmountField
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.choices import CheckBox, ComboBox
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel, bold

_AMOUNT_WIDTH = 150


class OfferDialog(PictureTalkDialog):
    """Asks how much; where a platform has its own list of offers, also which of them."""

    def __init__(self, window: QWidget, case: CaseView, tasks: TaskRunner) -> None:
        """Start with an empty amount: what to offer is nobody's guess."""
        super().__init__(
            window, case, tasks, title=_title(case), footer=texts.negotiating.offer_footer()
        )
        self._rows: tuple[OfferRow, ...] = ()
        self._make_fields()
        self.pictures.hide()
        if case.platform_pays:
            self._put(self.kinds, texts.negotiating.kind_label())
        self._put(self._amount_part(), texts.goods_back.offer_amount())
        if not case.platform_pays:
            self._put(self._extras(), texts.negotiating.extras_label())
        self._put(self.words, texts.goods_back.words_label())
        self._put(self.pictures)
        self._put(_note())
        self._connect()
        self.start_on(self.amount)
        self._suggest()

    def offer_standing(self, standing: Standing | Missing | Unreadable) -> None:
        """Let the person choose what the platform takes now, or say why nothing."""
        self.kinds.clear()
        if isinstance(standing, Unreadable):
            self.trouble.say(sentences.sentence(standing.why))
        elif isinstance(standing, Missing) or not standing.offers:
            self.trouble.say(texts.negotiating.offers_none())
        else:
            self._rows = rows_of(standing)
            self.kinds.addItems([row.words for row in self._rows])
            self.kinds.setEnabled(True)
            self._choose_kind()
        self.refresh()

    def command(self) -> OfferCommand | None:
        """What the person orders, or None while something is missing."""
        amount, row = read_amount(self.amount.text()), self._row()
        waits = self._case.platform_pays and row is None
        if amount is None or self._ended or self._missing() or waits:
            return None
        if self.pictures.is_reading():
            return None
        shows = row is not None and row.choice.needs_picture
        return OfferCommand(
            application_id=self._case.application_id,
            amount=amount,
            text=self.words.text().strip(),
            terms=row.terms if row is not None else (),
            pictures=self.pictures.pictures() if shows else (),
        )

    def refresh(self) -> None:
        """Let every line follow the fields."""
        super().refresh()
        wrong = self._wrong_amount() if self.amount.text() else ""
        self.error.setText(wrong)
        self.error.setVisible(bool(wrong))
        self.amount.set_wrong(bool(wrong))

    def showEvent(self, event: QShowEvent) -> None:
        """Start in the amount."""
        super().showEvent(event)
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def _why_not(self, case: CaseView) -> str:
        return why_no_offer(case)

    def _takes_pictures(self) -> bool:
        return not self.pictures.isHidden()

    def _missing(self) -> str:
        if not self.amount.text():
            return texts.notices.zero()
        if wrong := self._wrong_amount() or self._wrong_words():
            return wrong
        row = self._row()
        if row is None or not row.choice.needs_picture:
            return ""
        if unseen := self.pictures.unseen():
            return texts.reject.look_first(unseen)
        return "" if self.pictures.pictures() else texts.negotiating.pictures_needed()

    def _wrong_amount(self) -> str:
        """What is wrong with the amount; empty where nothing is."""
        amount, most = read_amount(self.amount.text()), _most(self._case)
        if amount is None or amount == NOTHING:
            return texts.notices.zero()
        if amount > most:
            return texts.negotiating.as_asked_or_less(formats.yuan(most))
        return ""

    def _row(self) -> OfferRow | None:
        return self._rows[self.kinds.currentIndex()] if self._rows else None

    def _choose_kind(self) -> None:
        """Let amount, pictures and words follow what is offered."""
        row = self._row()
        if row is None:
            return
        fixed = not row.choice.any_amount
        self.pictures.setVisible(row.choice.needs_picture)
        if fixed:
            self.amount.setText(self._case.asked.to_yuan_text())
        asked = formats.yuan(self._case.asked)
        self.amount.set_locked(texts.negotiating.exactly(asked) if fixed else "")
        for chip in self.chips:
            chip.setEnabled(not fixed)
        self._suggest()

    def _suggest(self) -> None:
        """Let the words follow amount and extras."""
        amount, row = read_amount(self.amount.text()), self._row()
        if row is not None and not row.proposes:
            self.words.suggest(wish_words(row.choice.way))
        elif amount:
            self.words.suggest(self._offered(formats.yuan(amount)))
        self.refresh()

    def _offered(self, amount: str) -> str:
        """The words for an amount and what goes with it."""
        row = self._row()
        if row is not None:
            return offer_words_there(amount, goods_back=row.kind is OfferKind.RETURN_AND_REFUND)
        resend, keep = self.resend.isChecked(), self.keep.isChecked()
        return offer_words(amount, resend=resend, keep=keep)

    def _make_fields(self) -> None:
        case = self._case
        self.amount = AmountField()
        self.amount.setFixedWidth(_AMOUNT_WIDTH)
        most = formats.spoken_yuan(_most(case))
        self.amount.setAccessibleName(texts.goods_back.offer_amount_name(most))
        self.error = PlainLabel(px=12, tone="bad")
        self.error.hide()
        self.chips = [self._chip(amount, words) for amount, words in _shares(case)]
        self.resend = CheckBox(texts.negotiating.extra_resend())
        self.keep = CheckBox(texts.negotiating.extra_keep())
        self.keep.setChecked(not case.approve.goods_first)
        self.kinds = ComboBox("handshake-outline")
        self.kinds.setFont(font())
        self.kinds.setAccessibleName(texts.negotiating.kind_label())
        self.kinds.addItem(texts.negotiating.offers_reading())
        self.kinds.setEnabled(False)

    def _connect(self) -> None:
        self.amount.textChanged.connect(self._suggest)
        self.resend.toggled.connect(self._suggest)
        self.keep.toggled.connect(self._suggest)
        self.kinds.currentIndexChanged.connect(self._choose_kind)

    def _chip(self, amount: Fen, words: str) -> Button:
        chip = Button(words, kind="choice", size="small")
        chip.setCheckable(False)
        chip.clicked.connect(lambda: self.amount.setText(amount.to_yuan_text()))
        return chip

    def _amount_part(self) -> QWidget:
        part = QWidget()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.amount)
        for chip in self.chips:
            line.addWidget(chip)
        line.addStretch(1)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.error)
        column.addWidget(MixedLabel(_bounds(self._case), px=12, tone="text2"))
        return part

    def _extras(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(20)
        line.addWidget(self.resend)
        line.addWidget(self.keep)
        line.addStretch(1)
        return row


def _title(case: CaseView) -> str:
    if not case.asked:
        return texts.goods_back.offer_title_plain()
    return texts.goods_back.offer_title(formats.yuan(case.asked))


def _most(case: CaseView) -> Fen:
    """The most that can be offered: what was asked for, and what is left of the payment."""
    left = case.approve.refundable
    return min(case.asked, left) if case.asked else left


def _bounds(case: CaseView) -> str:
    """What was asked for, and what can be refunded."""
    asked = texts.negotiating.asked(bold(formats.yuan(case.asked))) if case.asked else ""
    left = texts.negotiating.refundable(bold(formats.yuan(case.approve.refundable)))
    return f"{asked}    {left}".strip()


def _shares(case: CaseView) -> tuple[tuple[Fen, str], ...]:
    """The usual parts of what was asked for, with their names."""
    whole = (case.asked or _most(case)).count
    parts = (
        (Fen(whole * 3 // 10), texts.negotiating.three_tenths),
        (Fen(whole // 2), texts.negotiating.half),
    )
    most = _most(case)
    return tuple(
        (part, words(formats.plain_yuan(part))) for part, words in parts if NOTHING < part <= most
    )


def _note() -> Card:
    """That no money moves, and what comes next."""
    card = Card("sunken", "border")
    line = QHBoxLayout(card)
    line.setContentsMargins(12, 9, 12, 9)
    line.setSpacing(8)
    line.addWidget(IconLabel("information-outline", "text2", 16), 0, Qt.AlignmentFlag.AlignTop)
    words = texts.negotiating.note(bold(texts.negotiating.note_lead()))
    line.addWidget(MixedLabel(words, px=12), 1)
    return card
