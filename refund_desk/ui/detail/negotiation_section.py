"""What is negotiated, among the facts: goods that come back, and every offer with its answer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout

from refund_desk.application.case_view import CaseView
from refund_desk.domain.negotiation import Negotiation, Offer, ReturnAsked
from refund_desk.ui import formats, texts
from refund_desk.ui.detail.fact_rows import FactRow, Section, clear_layout
from refund_desk.ui.detail.negotiation_words import offer_line, parcel_words, told_address
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.labels import ParagraphLabel


class ReturnSection(Section):
    """退货: where to, until when, the parcel, and how the goods were."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(texts.waiting.section_return())
        self.address = FactRow(texts.negotiating.sent_to())
        self.until = FactRow(texts.waiting.send_back_by())
        self.parcel = FactRow(texts.waiting.parcel())
        self.taken_in = FactRow(texts.waiting.taken_in())
        self.note = ParagraphLabel(px=12, line_px=18, tone="text2")
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for row in (self.address, self.until, self.parcel, self.taken_in, self.note):
            rows.addWidget(row)
        self.body.addLayout(rows)
        self.hide()

    def show_case(self, case: CaseView, now: datetime) -> None:
        """Follow the case; hidden where no goods come back."""
        negotiation = case.negotiation
        asked = negotiation.asked_back
        self.setVisible(asked is not None or negotiation.parcel is not None)
        self.address.show_value(told_address(case))
        self.until.show_value(*_until(negotiation, now))
        sent = negotiation.parcel
        if sent is not None:
            self.parcel.show_value(parcel_words(sent, now))
        else:
            waits = negotiation.awaits_goods
            self.parcel.show_value(texts.waiting.parcel_none() if waits else "", "text2")
        self.taken_in.show_value(*_taken_in(asked, now))
        self.note.set_text(asked.note if asked is not None else "")
        self.note.setVisible(bool(self.note.text()))


class OffersSection(Section):
    """协商: every offer, oldest first, with its answer."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(texts.waiting.section_offers())
        self._shown: tuple[tuple[Offer, ...], datetime] | None = None
        self.rows: list[FactRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self.hide()

    def show_case(self, case: CaseView, now: datetime) -> None:
        """Follow the case; hidden where nothing was offered."""
        offers = case.negotiation.offers
        self.setVisible(bool(offers))
        if (offers, now) == self._shown:
            return
        self._shown = (offers, now)
        clear_layout(self._lines)
        self.rows = [_offer_row(offer, now) for offer in offers]
        for row in self.rows:
            self._lines.addWidget(row)


def _offer_row(offer: Offer, now: datetime) -> FactRow:
    row = FactRow(formats.near_time(offer.answered_at or offer.offered_at, now))
    words, role = offer_line(offer)
    row.show_value(words, role)
    return row


def _until(negotiation: Negotiation, now: datetime) -> tuple[str, Role]:
    """Until when the goods should be sent; it warns only while nothing was."""
    asked = negotiation.asked_back
    if asked is None or asked.deadline == asked.asked_at:
        return "", "text"
    late = negotiation.parcel is None and not negotiation.goods_here and asked.deadline <= now
    return formats.day_and_time(asked.deadline), "bad" if late else "text"


def _taken_in(asked: ReturnAsked | None, now: datetime) -> tuple[str, Role]:
    """When the goods were taken in, and how they were."""
    if asked is None or asked.taken_in_at is None:
        return "", "text"
    when = formats.near_time(asked.taken_in_at, now)
    if asked.as_sent:
        return texts.waiting.taken_in_well(when), "ok"
    return texts.waiting.taken_in_badly(when), "bad"
