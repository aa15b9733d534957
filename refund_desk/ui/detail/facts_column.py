"""The facts beside the conversation: the order and its checks, or the refund that runs."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.domain.refund import RefundState
from refund_desk.ui import formats, texts
from refund_desk.ui.detail.abnormal_sections import AnotherSection, CallMessageSection
from refund_desk.ui.detail.case_state import Stage, stage_of
from refund_desk.ui.detail.checks_section import ChecksSection, LinkedSection
from refund_desk.ui.detail.negotiation_section import OffersSection, ReturnSection
from refund_desk.ui.detail.order_section import OrderSection
from refund_desk.ui.detail.orders_section import OrdersSection
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.detail.progress_notes import waits_for_a_way
from refund_desk.ui.detail.proof_section import ProofSection
from refund_desk.ui.detail.refund_section import (
    MoreSection,
    PaymentMoneySection,
    ThisRefundSection,
)
from refund_desk.ui.detail.scroll_page import prepare_scrolling


class FactsColumn(QScrollArea):
    """Scrolls; what decides is pinned below it by the pane.

    Signals: `again_wanted` to read the order once more; `elsewhere_wanted` to enter what was
    refunded elsewhere; `more_wanted` to refund another part; `linked_opened(id)`;
    `order_picked(number)`.
    """

    again_wanted = Signal()
    elsewhere_wanted = Signal()
    more_wanted = Signal()
    linked_opened = Signal(int)
    order_picked = Signal(str)

    def __init__(self, thumbs: PictureThumbs) -> None:
        """Start empty."""
        super().__init__()
        self.orders = OrdersSection()
        self.orders.picked.connect(self.order_picked)
        self.proof = ProofSection()
        self.goods_back = ReturnSection()
        self.offers = OffersSection()
        self.order = OrderSection(thumbs)
        self.checks = ChecksSection()
        self.linked = LinkedSection()
        self.refund = ThisRefundSection()
        self.payment = PaymentMoneySection()
        self.more = MoreSection()
        self.call = CallMessageSection()
        self.another = AnotherSection()
        self.another.opened.connect(self.linked_opened)
        self.order.again_wanted.connect(self.again_wanted)
        self.order.elsewhere_wanted.connect(self.elsewhere_wanted)
        self.checks.again_wanted.connect(self.again_wanted)
        self.more.again_wanted.connect(self.more_wanted)
        self.linked.opened.connect(self.linked_opened)
        self._build()

    def show_case(self, case: CaseView, now: datetime, *, searching: bool) -> None:
        """Follow the case; `searching` says that WeChat Pay is being asked about its order."""
        refund = case.refund
        shows_refund = refund is not None and stage_of(case) is Stage.REFUND
        for of_order in (self.order, self.checks):
            of_order.setVisible(not shows_refund)
        abnormal = refund is not None and refund.state is RefundState.ABNORMAL
        self.refund.setVisible(shows_refund)
        for of_sums in (self.payment, self.more):
            of_sums.setVisible(shows_refund and not abnormal)
        self.call.setVisible(refund is not None and waits_for_a_way(refund))
        if not abnormal:
            self.another.hide()
        if shows_refund and refund is not None:
            self.refund.show_refund(case, refund)
            if abnormal:
                self.call.show_message(refund.id, formats.yuan(refund.amount))
            else:
                self.payment.show_case(case)
                self.more.show_case(case)
        else:
            self.order.show_case(case, now, searching=searching)
            self.checks.show_findings(case.findings)
        self.orders.show_orders(case.orders)
        self.proof.show_case(case, now)
        self.goods_back.show_case(case, now)
        self.offers.show_case(case, now)
        self.linked.show_linked(case.linked)

    def _build(self) -> None:
        prepare_scrolling(self, texts.case.tab_facts())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        content = QWidget()
        self.setWidget(content)
        content.setAutoFillBackground(False)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (
            self.orders,
            self.proof,
            self.goods_back,
            self.offers,
            self.refund,
            self.call,
            self.another,
            self.payment,
            self.more,
            self.order,
            self.checks,
            self.linked,
        ):
            column.addWidget(section)
        column.addStretch(1)
