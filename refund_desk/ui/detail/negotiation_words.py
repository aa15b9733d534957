"""What was negotiated, in the words of the detail: parcel, offers, the address that was told."""

from __future__ import annotations

import json
from datetime import datetime

from refund_desk.application.case_view import CaseView
from refund_desk.domain.masking import mask_number
from refund_desk.domain.negotiation import Answer, Offer, Parcel
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.ui import formats, texts
from refund_desk.ui.tokens import Role

_ANSWERS = {
    Answer.NONE: texts.waiting.offer_open,
    Answer.AGREED: texts.waiting.offer_agreed,
    Answer.REFUSED: texts.waiting.offer_refused,
    Answer.WITHDRAWN: texts.waiting.offer_withdrawn,
}
_ROLES: dict[Answer, Role] = {Answer.AGREED: "ok", Answer.REFUSED: "bad"}


def offer_line(offer: Offer) -> tuple[str, Role]:
    """An offer with its answer, and the colour that goes with it."""
    return _ANSWERS[offer.answer](formats.yuan(offer.amount)), _ROLES.get(offer.answer, "text")


def parcel_words(parcel: Parcel, now: datetime) -> str:
    """Carrier and masked number, and when it was sent or delivered."""
    arrived = parcel.received_at
    saying = texts.waiting.parcel_arrived if arrived is not None else texts.waiting.parcel_sent
    when = formats.near_time(arrived or parcel.shipped_at, now)
    return saying(parcel.carrier, mask_number(parcel.tracking_no), when)


def told_address(case: CaseView) -> str:
    """The shop's address as it was told to the buyer with the last request for the goods."""
    asked = [
        entry
        for entry in case.outbox
        if entry.kind is OutboxKind.RETURN and entry.state is not OutboxState.DROPPED
    ]
    if not asked:
        return ""
    address = json.loads(asked[-1].details)["address"]
    return texts.negotiating.address_choice(address["address"], address["receiver"])


def waiting_words(case: CaseView) -> str:
    """What is waited for between yes and no; empty where it is the shop's turn."""
    negotiation, offered = case.negotiation, case.negotiation.open_offer
    if case.state is ApplicationState.WAITING_CUSTOMER and offered is not None:
        return texts.negotiating.hint_offer(formats.yuan(offered.amount))
    if case.state is not ApplicationState.WAITING_GOODS:
        return ""
    if (parcel := negotiation.parcel) is not None:
        number = f"{parcel.carrier} {mask_number(parcel.tracking_no)}".strip()
        return texts.negotiating.hint_parcel(number)
    asked = negotiation.asked_back
    if asked is None:
        return ""
    return texts.negotiating.hint_goods(formats.day_and_time(asked.deadline))
