"""本次退款, 这笔订单的钱 and 如果还要再退: what the facts column shows while a refund runs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from refund_desk.application.case_view import CaseView
from refund_desk.domain.refund import FINAL_STATES, ArrivedAt, Refund, RefundState
from refund_desk.ui import formats, sentences, texts, wording
from refund_desk.ui.detail.fact_rows import FactRow, Section
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import ParagraphLabel, PlainLabel
from refund_desk.ui.widgets.money_bar import MoneyBar
from refund_desk.ui.widgets.pills import TONE_ROLES


class ThisRefundSection(Section):
    """The refund itself: how much, in which state, to where, by whom."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(texts.order.this_refund())
        self.amount = PlainLabel(px=24, bold=True)
        self.state = FactRow(texts.order.state())
        self.goes_to = FactRow(texts.order.goes_to())
        self.whereabouts = FactRow(texts.cards.whereabouts())
        self.funds = FactRow(texts.order.funds())
        self.reaches = FactRow(texts.case.reaches_customer(), amount=True)
        self.person = FactRow(texts.order.decided_by())
        self.body.addWidget(self.amount)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        shown = (self.state, self.goes_to, self.whereabouts, self.funds, self.reaches, self.person)
        for row in shown:
            rows.addWidget(row)
        self.body.addLayout(rows)

    def show_refund(self, case: CaseView, refund: Refund) -> None:
        """Show what is known; where the money goes is named by WeChat Pay's answer only."""
        self.amount.setText(formats.yuan(refund.amount))
        pill = wording.refund_pill(refund)
        _ground, ink, _edge = TONE_ROLES[pill.tone]
        self.state.value.setFont(PlainLabel(px=12, bold=True).font())
        self.state.show_value(pill.text, ink)
        self.goes_to.show_value(_goes_to(case, refund))
        held = refund.state is RefundState.ABNORMAL
        self.whereabouts.show_value(texts.cards.at_wechat() if held else "")
        self.funds.show_value(wording.funds(refund.funds_account) if refund.funds_account else "")
        less = refund.payer_refund is not None and refund.payer_refund != refund.amount
        received = formats.yuan(refund.payer_refund) if refund.payer_refund and less else ""
        self.reaches.show_value(received)
        self.person.show_value(wording.person(refund.actor))


class PaymentMoneySection(Section):
    """Where all the money of this payment is."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(texts.order.payment_amounts())
        self.bar = MoneyBar()
        self.paid = FactRow(texts.order.paid(), amount=True)
        self.refunded = FactRow(texts.order.refunded(), amount=True)
        self.moving = FactRow(texts.order.on_its_way(), amount=True)
        self.left = FactRow(texts.order.refundable(), amount=True)
        self.body.addWidget(self.bar)
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 5, 0, 0)
        rows.setSpacing(0)
        for row in (self.paid, self.refunded, self.moving, self.left):
            rows.addWidget(row)
        self.body.addLayout(rows)

    def show_case(self, case: CaseView) -> None:
        """Show the ledger's sums; nothing without a payment that was read."""
        remainder = case.remainder
        self.setVisible(remainder is not None)
        if remainder is None:
            return
        back = remainder.succeeded + remainder.elsewhere
        self.bar.set_amounts(
            paid_fen=remainder.paid.count,
            refunded_fen=back.count,
            now_fen=remainder.moving.count,
        )
        self.paid.show_value(formats.yuan(remainder.paid))
        self.refunded.show_value(formats.yuan(back) if back else "")
        moving = formats.yuan(remainder.moving) if remainder.moving else ""
        refused = case.refund is not None and case.refund.state is RefundState.REFUSED
        # A refused refund keeps its part of the payment until it goes on or is given up.
        self.moving.label.setText(texts.order.held() if refused else texts.order.on_its_way())
        self.moving.show_value(moving, "bad" if refused else "accent_text")
        self.left.show_value(formats.yuan(remainder.refundable))


class MoreSection(Section):
    """Whether and when another part can be refunded. `again_wanted` asks for it."""

    again_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(texts.order.if_more(), ruled=False)
        self.words = ParagraphLabel(px=12, line_px=18, tone="text2")
        self.button = Button(texts.decision.approve_again())
        self.button.clicked.connect(self.again_wanted)
        self.body.addWidget(self.words)
        self.body.addWidget(self.button)

    def show_case(self, case: CaseView) -> None:
        """Offer the rest, or say what stands in the way."""
        offer = case.approve
        if offer.enabled:
            left = formats.yuan(offer.refundable)
            self.words.set_text(texts.case.more_left(left))
        elif offer.may_queue:
            self.words.set_text(texts.refund.queued(offer.wait_s))
        elif _is_refused(case):
            self.words.set_text(texts.order.if_more_refused())
        elif case.remainder is not None and not case.remainder.refundable:
            self.words.set_text(texts.notices.nothing_left())
        elif offer.why in {"ref.dup", ""} or _is_moving(case):
            self.words.set_text(texts.order.if_more_note())
        else:
            self.words.set_text(sentences.sentence(offer.why, seconds=offer.wait_s))
        self.button.setVisible(offer.can_press)


def _is_refused(case: CaseView) -> bool:
    return case.refund is not None and case.refund.state is RefundState.REFUSED


def _is_moving(case: CaseView) -> bool:
    return case.refund is not None and not case.refund.is_final


def _goes_to(case: CaseView, refund: Refund) -> str:
    at_shop = refund.state is RefundState.SUCCEEDED and refund.arrived_at is ArrivedAt.SHOP
    if at_shop or wording.is_shops_own(refund.received_by):
        return texts.case.the_shop()
    if refund.received_by:
        return texts.case.account_of(name=case.title, account=wording.account(refund.received_by))
    if refund.state in FINAL_STATES - {RefundState.SUCCEEDED}:
        return ""
    return texts.order.goes_back()
