"""The dialog in which a person agrees to refund: amount, reason, words, and the second look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ApproveCommand
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.refund_parts import RefundPart
from refund_desk.domain.shop_policy import ShopPolicy
from refund_desk.ui import formats, sentences, texts
from refund_desk.ui.decisions import approve_form as form
from refund_desk.ui.decisions.approve_extras import RedCard, RetypeRow, reply_sentence
from refund_desk.ui.decisions.approve_parts import (
    AmountSection,
    CaseHead,
    CheckCard,
    MoneySection,
    NoteCard,
    WhereField,
    amount_sentence,
)
from refund_desk.ui.decisions.approve_when import WhenRow
from refund_desk.ui.decisions.buyer_words import approve_replies, refund_reasons
from refund_desk.ui.decisions.decision_dialog import DecisionDialog
from refund_desk.ui.decisions.goods_ticks import GoodsTicks
from refund_desk.ui.decisions.sheet import Aired, Sheet, put_in_order
from refund_desk.ui.decisions.words_field import WordsField
from refund_desk.ui.theme import set_look
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.choices import CheckBox, ComboBox
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel
from refund_desk.ui.widgets.mixed_label import MixedLabel

_WIDTH = 638
# The check card with the air around it, when its sentence takes two lines (px).
_CARD_ROOM = 114


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveSetting:
    """What of the shop the dialog obeys: practice or not, its limits, its undo time (seconds)."""

    practice: bool = False
    undo_s: int = 5
    policy: ShopPolicy = field(default_factory=ShopPolicy)


class ApproveDialog(DecisionDialog):
    """Asks for amount, reason and reply, and locks itself when the case changes meanwhile."""

    def __init__(self, window: QWidget, case: CaseView, setting: ApproveSetting) -> None:
        """Fill in what the case offers."""
        super().__init__(window, case, title=texts.approve.title(), width=_WIDTH)
        self._setting = setting
        self._locked = False
        self._reply_index = 0
        self._reply_amount = case.approve.suggested
        self._build(window)
        self._connect()
        self.set_confirm(self.confirm)
        self.refresh()

    def show_case(self, case: CaseView) -> None:
        """Show a newer state of the case: what changed is marked, and confirming locks."""
        was_ended = self._ended
        changed = self._take_over(case)
        if changed or was_ended:
            self._lock(changed, self._changed_sentence())
        self.refresh()

    def show_refusal(self, sentence: str, case: CaseView | None) -> None:
        """Say why nothing was planned, and lock until the person looked again."""
        changed = self._take_over(case) if case is not None else frozenset[str]()
        self._lock(changed, sentence)
        self.refresh()

    def show_picture(self, image: QImage) -> None:
        """Show what was bought."""
        self.head.show_picture(image)

    def command(self) -> ApproveCommand | None:
        """What the person orders, or None while something is missing or locked."""
        entry = self._entry()
        judgement = form.judge(self._case, entry, self._setting.policy)
        offered = self._case.approve.can_press and not (self._locked or self._ended)
        if not (judgement.complete and judgement.amount and offered):
            return None
        return ApproveCommand(
            application_id=self._case.application_id,
            amount=judgement.amount,
            seen_refundable=self._case.approve.refundable,
            reason=entry.reason.strip(),
            reply_text=entry.reply_text.strip() if entry.reply_wanted else "",
            red_accepted=entry.ticked and judgement.needs_tick,
            parts=self._parts_of(judgement.amount),
            may_wait=self._case.approve.may_queue,
            before_goods=entry.before_goods and self._case.approve.goods_first,
        )

    def refresh(self) -> None:
        """Let every line follow the fields."""
        entry = self._entry()
        judgement = form.judge(self._case, entry, self._setting.policy)
        self.amount.show_error(amount_sentence(judgement, self._case))
        self.amounts.show_amounts(self._case, judgement.amount)
        sound = judgement.amount if not judgement.amount_wrong else None
        self.card.show_amount(self._case, sound)
        self.retype.show_state(judgement)
        self._show_coupon(judgement.amount)
        self._show_counter(judgement.reason_left, entry.reason)
        self.reply.set_wrong(bool(judgement.reply_wrong))
        self.reply_error.setText(reply_sentence(judgement.reply_wrong))
        self.reply_error.setVisible(bool(judgement.reply_wrong))
        amount = judgement.amount or self._case.approve.suggested
        waits = self.when.kind() is not None
        self.footer_words.set_text(self._hint())
        self._footer_icon.set_icon("timer-sand" if waits else "undo-variant", "accent_text")
        self.reply_too.setText(texts.awaiting.reply_then() if waits else texts.approve.reply_too())
        self.confirm.setText(self._confirm_words()(_named(amount)))
        self.confirm.updateGeometry()
        self.confirm.setEnabled(self._working or self.command() is not None)

    def showEvent(self, event: QShowEvent) -> None:
        """Start in the amount."""
        super().showEvent(event)
        self.amount.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount.field.selectAll()

    def _entry(self) -> form.ApproveEntry:
        return form.ApproveEntry(
            amount_text=self.amount.field.text(),
            retype_text=self.retype.field.text(),
            reason=self.reason.currentText(),
            reply_wanted=self.reply_too.isChecked(),
            reply_text=self.reply.text(),
            ticked=self.red.tick.isChecked(),
            before_goods=self.red.before_goods.isChecked(),
        )

    def _take_over(self, case: CaseView) -> frozenset[str]:
        """Show the newer case; which of its lines say something else now."""
        changed = form.changed_lines(self._case, case)
        self._case = case
        self.head.show_case(case)
        self.amount.show_case(case)
        self.goods.show_offer(case.approve, form.read_amount(self.amount.field.text()))
        self.red.show_case(case)
        self._ended = "ended" in changed
        self._order_focus()
        return changed

    def _lock(self, changed: frozenset[str], sentence: str) -> None:
        """Take no press until the person has said that they looked."""
        self._locked = True
        self._working = False
        self.confirm.set_busy("")
        self.amounts.mark(changed)
        button = "" if self._ended else texts.confirmations.looked()
        self.changed_note.say(sentence, button)

    def _unlock(self) -> None:
        self._locked = False
        self.amounts.mark(frozenset())
        self.changed_note.say("")
        self.refresh()
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed_sentence(self) -> str:
        if self._ended:
            offer = self._case.approve
            return sentences.sentence(offer.why, seconds=offer.wait_s)
        return texts.approve.changed()

    def _parts_of(self, amount: Fen) -> tuple[RefundPart, ...]:
        """What is ticked, as long as it makes this amount."""
        return self.goods.chosen() if self.goods.amount() == amount else ()

    def _goods_ticked(self) -> None:
        """Let the amount follow the ticks; without any it stays, as one of the person's own."""
        made = self.goods.amount()
        if made is not None:
            self.amount.field.setText(made.to_yuan_text())

    def _amount_edited(self) -> None:
        """Let the ticks and the words to the buyer follow the new amount."""
        amount = form.read_amount(self.amount.field.text())
        self.goods.follow(amount)
        sound = amount is not None and NOTHING < amount <= self._case.approve.refundable
        if amount and sound and amount != self._reply_amount:
            old, new = _named(self._reply_amount), formats.yuan(amount)
            if old in self.reply.text():
                self.reply.set_text(self.reply.text().replace(old, new))
            self._reply_amount = amount
        self.refresh()

    def _other_reply(self) -> None:
        amount = _named(self._reply_amount)
        replies = approve_replies(amount)
        self._reply_index = (self._reply_index + 1) % len(replies)
        self.reply.set_text(replies[self._reply_index])

    def _show_coupon(self, amount: Fen | None) -> None:
        order = self._case.order
        received = form.buyer_receives(self._case, amount) if amount else None
        shown = order is not None and order.has_coupon and received is not None
        if shown and received is not None:
            self.coupon.setText(texts.confirmations.coupon_received(formats.yuan(received)))
        self.coupon.setVisible(shown)

    def _show_counter(self, left: int, reason: str) -> None:
        if left < 0:
            words = texts.approve.reason_over()
        elif not reason.strip():
            words = texts.approve.reason_needed()
        else:
            words = texts.approve.reason_left(left)
        wrong = left < 0 or not reason.strip()
        self.counter.setText(words)
        self.counter.set_tone("bad" if wrong else "text2")
        set_look(self.reason, state="error" if left < 0 else "")

    def _build(self, window: QWidget) -> None:
        self.head = CaseHead(self._case)
        self.amount = AmountSection(self._case)
        self.goods = GoodsTicks()
        self.retype = RetypeRow()
        self.amounts = MoneySection()
        self.coupon = PlainLabel(px=12, tone="warn")
        self.red = RedCard(self._case)
        self.when = WhenRow()
        self.when.hide()
        self.changed_note = NoteCard()
        self.card = CheckCard()
        sheet = Sheet(window, width=_WIDTH, pinned_px=_CARD_ROOM)
        sheet.column.setContentsMargins(20, 16, 20, 0)
        column = sheet.column
        column.addWidget(Aired(self.changed_note, 0, 12))
        for widget, before in (
            (self.head, 0),
            (self.red, 12),
            (self.amount, 15),
            (self.goods, 10),
            (self.retype, 10),
            (self.amounts, 12),
            (self.coupon, 4),
            (self.when, 12),
        ):
            column.addWidget(Aired(widget, before))
        self.goods.show_offer(self._case.approve, self._case.approve.suggested)
        column.addSpacing(14)
        column.addLayout(self._reason_row())
        column.addSpacing(13)
        column.addLayout(self._reply_rows())
        # The second look stays in sight, however low the window is.
        pinned = QVBoxLayout()
        pinned.setContentsMargins(20, 14, 20, 20)
        pinned.addWidget(self.card)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(sheet)
        self.body.addLayout(pinned)
        self._build_footer()

    def _reason_row(self) -> QHBoxLayout:
        self.reason = ComboBox()
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reason.addItems(list(refund_reasons(self._case.category)))
        self.reason.setAccessibleName(texts.approve.reason_label())
        self.counter = PlainLabel(px=12, tone="text2")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(texts.approve.reason_label(), px=12, bold=True, tone="text2"))
        head.addWidget(PlainLabel(texts.approve.reason_note(), px=12, tone="text3"))
        head.addStretch(1)
        head.addWidget(self.counter)
        left = QVBoxLayout()
        left.setSpacing(5)
        left.addLayout(head)
        left.addWidget(self.reason)
        right = QVBoxLayout()
        right.setSpacing(5)
        right.addWidget(PlainLabel(texts.approve.where_label(), px=12, bold=True, tone="text2"))
        right.addWidget(WhereField())
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right)
        return row

    def _reply_rows(self) -> QVBoxLayout:
        self.reply_too = CheckBox(texts.approve.reply_too())
        self.reply_too.setChecked(self._case.can_reply)
        self.reply_too.setEnabled(self._case.can_reply)
        self.reply_other = Button(texts.approve.reply_other(), kind="link")
        self.reply_error = PlainLabel(px=12, tone="bad")
        self.reply = WordsField(ground="shop_message", edge="accent_line")
        self.reply.set_name(texts.approve.reply_too())
        self.reply.set_text(approve_replies(_named(self._reply_amount))[0])
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.reply_too)
        head.addStretch(1)
        head.addWidget(self.reply_error)
        head.addWidget(self.reply_other)
        head.addWidget(IconLabel("chevron-down", "accent_text", 14))
        rows = QVBoxLayout()
        rows.setSpacing(5)
        rows.addLayout(head)
        rows.addWidget(self.reply)
        return rows

    def _build_footer(self) -> None:
        self._footer_icon = IconLabel("undo-variant", "accent_text", 14)
        self.footer.addWidget(self._footer_icon)
        self.footer_words = MixedLabel(self._hint(), px=12, tone="text2")
        self.footer.addWidget(self.footer_words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.dismiss = Button(texts.common.dismiss(), keycap="Esc")
        self.confirm.set_kind("primary")
        self.confirm.set_least_width(168)
        self.footer.addWidget(self.dismiss)
        self.footer.addWidget(self.confirm)

    def _ask_when(self) -> None:
        """Most refunds leave now: the question stands there only once it is wanted."""
        self.amount.later.hide()
        self.when.show()
        self.when.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm_words(self) -> Callable[[str], str]:
        """What the press is called; one that waits for a proof refunds nothing now."""
        practice = self._setting.practice
        if self.when.kind() is not None:
            return (
                texts.awaiting.confirm_practice if practice else texts.goods_back.confirm_on_proof
            )
        return texts.approve.confirm_practice if practice else texts.approve.confirm

    def _hint(self) -> str:
        """What happens after the press, until the money leaves."""
        if self.when.kind() is not None:
            return texts.goods_back.hint_on_proof()
        if self._case.approve.may_queue:
            return texts.refund.queued_footer()
        return texts.approve.hint_seconds(self._setting.undo_s)

    def _connect(self) -> None:
        self.amount.changed.connect(self._amount_edited)
        self.goods.changed.connect(self._goods_ticked)
        self.retype.field.textChanged.connect(self.refresh)
        self.when.changed.connect(self.refresh)
        self.amount.later.clicked.connect(self._ask_when)
        self.reason.currentTextChanged.connect(self.refresh)
        self.reply.changed.connect(self.refresh)
        self.reply_too.toggled.connect(self._show_reply)
        self.reply_other.clicked.connect(self._other_reply)
        self.red.tick.toggled.connect(self.refresh)
        self.red.before_goods.toggled.connect(self.refresh)
        self.changed_note.pressed.connect(self._unlock)
        self.dismiss.clicked.connect(self.reject)
        self._show_reply(self.reply_too.isChecked())
        self._order_focus()

    def _order_focus(self) -> None:
        """From top to bottom; the chips are made anew with each state of the case."""
        put_in_order(
            self.changed_note.button,
            self.red.tick,
            self.red.before_goods,
            self.amount.field,
            *self.amount.chips(),
            self.amount.later,
            *self.goods.controls(),
            self.retype.field,
            self.when.choice,
            self.reason,
            self.reply_too,
            self.reply_other,
            self.reply.edit,
            self.dismiss,
            self.confirm,
        )

    def _show_reply(self, wanted: bool) -> None:
        self.reply.setVisible(wanted)
        self.reply_other.setVisible(wanted)
        self.refresh()


def _named(amount: Fen) -> str:
    """An amount, or a gap that the first amount typed fills."""
    return formats.yuan(amount) if amount else texts.approve.no_amount()
