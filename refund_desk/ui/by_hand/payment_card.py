"""The order as WeChat Pay knows it, above what a person types about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from refund_desk.application.use_cases.enter_by_hand import FoundPayment
from refund_desk.domain.paid_order import REFUND_AGE_MAX
from refund_desk.ui import formats, texts
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ElidedLabel, ParagraphLabel, PlainLabel

_HEIGHT_PX = 116


class PaymentCard(Card):
    """Facts in two columns, and below them what a person should know before going on."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__("sunken", "border")
        own = texts.by_hand
        self.first = PlainLabel(own.first(), px=12, tone="text2")
        self.paid = PlainLabel(px=13, bold=True)
        self.left = PlainLabel(px=13, bold=True)
        self.paid_at = PlainLabel(px=12)
        self.goods = ElidedLabel(px=12)
        self.payment = ElidedLabel(px=12)
        self.own_number = ElidedLabel(px=12)
        self.notes = ParagraphLabel(px=12, tone="warn")
        self._names: list[PlainLabel] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        facts = (
            (own.paid(), self.paid),
            (own.left(), self.left),
            (own.paid_at(), self.paid_at),
            (own.goods(), self.goods),
            (own.payment(), self.payment),
            (own.own_number(), self.own_number),
        )
        for place, (name, value) in enumerate(facts):
            line, side = divmod(place, 2)
            label = PlainLabel(name, px=12, tone="text2")
            self._names.append(label)
            grid.addWidget(label, line, 2 * side)
            grid.addWidget(value, line, 2 * side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        # As high as with an order and one note: the dialog stays where it opened.
        self.setMinimumHeight(_HEIGHT_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.first)
        column.addLayout(grid)
        column.addWidget(self.notes)
        self.show_words(own.first(), "text2")

    def show_words(self, sentence: str, tone: Role) -> None:
        """Show a sentence in place of an order."""
        self.first.setText(sentence)
        self.first.set_tone(tone)
        self._show_facts(False)
        self.notes.hide()

    def show_payment(self, found: FoundPayment, *, too_old: bool) -> None:
        """Show this order."""
        order = found.order
        self.paid.setText(formats.yuan(order.total))
        self.left.setText(formats.yuan(found.refundable))
        self.paid_at.setText(formats.full_time(order.paid_at) if order.paid_at else "—")
        title = found.facts.title if found.facts is not None else ""
        self.goods.setText(title or texts.by_hand.no_goods())
        self.payment.setText(order.transaction_id)
        self.own_number.setText(order.out_trade_no)
        notes = _notes(found, too_old=too_old)
        self.notes.set_text("\n".join(notes))
        self._show_facts(True)
        self.notes.setVisible(bool(notes))

    def _show_facts(self, shown: bool) -> None:
        self.first.setVisible(not shown)
        values = (self.paid, self.left, self.paid_at, self.goods, self.payment, self.own_number)
        for widget in (*self._names, *values):
            widget.setVisible(shown)


def is_too_old(found: FoundPayment, now: datetime) -> bool:
    """Whether WeChat Pay refunds nothing of it any more; `now` is an instant (UTC)."""
    paid_at = found.order.paid_at
    return paid_at is not None and now > paid_at + REFUND_AGE_MAX


def _notes(found: FoundPayment, *, too_old: bool) -> list[str]:
    """What a person should know of this order."""
    own = texts.by_hand
    notes = []
    if too_old:
        notes.append(own.too_long_ago())
    elif not found.refundable:
        notes.append(own.nothing_left())
    if found.order.currency != "CNY":
        notes.append(texts.notices.order_currency())
    if not found.order.is_paid:
        notes.append(texts.notices.order_unpaid())
    if found.by_platform:
        notes.append(own.by_platform())
    if found.elsewhere_suspected:
        notes.append(own.elsewhere())
    if found.linked:
        notes.append(own.linked(len(found.linked)))
    return notes
