"""Order facts of the shop feed as the desk keeps them."""

from __future__ import annotations

from refund_desk.adapters.sources.shop_feed_values import (
    NOT_OF_FORM,
    fen_in,
    list_in,
    maybe_instant_in,
    object_in,
    picture_in,
    text_in,
)
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.order_facts import Goods, Logistics, OrderFacts

_GOODS_MOST = 100


def orders_in(payload: dict[str, object]) -> list[OrderFacts] | None:
    """The orders of an answer; those that are not of the form are left out."""
    orders = payload.get("orders")
    if not isinstance(orders, list):
        return None
    return [facts for order in orders if (facts := facts_in(order)) is not None]


def facts_in(value: object) -> OrderFacts | None:
    """One order, or None."""
    try:
        order = object_in(value)
        lines = list_in(order["goods"], _GOODS_MOST)
        return OrderFacts(
            transaction_id=TransactionId(text_in(order["transaction_id"], 64)),
            goods=tuple(_goods_in(line) for line in lines),
            freight=fen_in(order["freight_fen"]),
            logistics=_logistics_in(order["logistics"]),
            buyer_nickname=text_in(object_in(order["buyer"])["nickname"], 64),
        )
    except NOT_OF_FORM:
        return None


def _goods_in(value: object) -> Goods:
    line = object_in(value)
    quantity = line["quantity"]
    if type(quantity) is not int or not 1 <= quantity <= 1_000_000:
        raise ValueError("quantity")
    return Goods(
        name=text_in(line["name"], 128),
        quantity=quantity,
        unit=fen_in(line["unit_fen"]),
        picture_ref=picture_in(line.get("picture")),
    )


def _logistics_in(value: object) -> Logistics:
    """Where the parcel is; nothing while it was not shipped."""
    if value is None:
        return Logistics()
    logistics = object_in(value)
    return Logistics(
        carrier=text_in(logistics["carrier"] or "", 32),
        tracking_no=text_in(logistics["tracking_no"] or "", 64),
        shipped_at=maybe_instant_in(logistics["shipped_at"]),
        signed_at=maybe_instant_in(logistics["signed_at"]),
    )
