"""What a shop's feed tells of a negotiation: the last offer, and the parcel that comes back."""

from __future__ import annotations

from refund_desk.adapters.sources.shop_feed_values import (
    NOT_OF_FORM,
    fen_in,
    instant_in,
    maybe_instant_in,
    object_in,
    text_in,
)
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.negotiation import Parcel, ToldOffer


def offer_in(value: object) -> ToldOffer | None:
    """The last offer and what the buyer said to it; one that is odd is left out."""
    if value is None:
        return None
    try:
        told = object_in(value)
        agreed = told["agreed"]
        if agreed is not None and not isinstance(agreed, bool):
            return None
        amount = fen_in(told["amount_fen"])
    except NOT_OF_FORM:
        return None
    return ToldOffer(amount=amount, agreed=agreed) if amount else None


def parcel_in(value: object) -> Parcel | None:
    """The parcel that the buyer sends back; one that is odd is left out."""
    if value is None:
        return None
    try:
        told = object_in(value)
        return Parcel(
            carrier=text_in(told["carrier"], 32),
            tracking_no=text_in(told["tracking_no"], 64),
            shipped_at=instant_in(told["shipped_at"]),
            received_at=maybe_instant_in(told.get("received_at")),
        )
    except NOT_OF_FORM:
        return None


def parcel_message(parcel: Parcel) -> Message:
    """The parcel as what the buyer says: carrier and number."""
    return Message(
        log_ref=f"parcel {parcel.tracking_no}",
        speaker=Speaker.BUYER,
        kind=MessageKind.WORDS,
        at=parcel.shipped_at,
        text=f"{parcel.carrier} {parcel.tracking_no}",
    )
