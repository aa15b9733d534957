"""Rows of the shop's own backend as docs/shop_feed.openapi.yaml writes them."""

import json
import sqlite3
from datetime import UTC, datetime

from refund_desk.practice.shop_words import PRODUCTS

RESPOND_S = 48 * 3_600
Payload = dict[str, object]


def instant(at_s: float) -> str:
    """`2026-11-18T06:32:00Z`."""
    return datetime.fromtimestamp(int(at_s), UTC).isoformat().replace("+00:00", "Z")


def application_payload(
    row: sqlite3.Row, messages: list[sqlite3.Row], order: sqlite3.Row | None, now_s: float
) -> Payload:
    """One application, whole."""
    payload: Payload = {
        "application_id": row["application_id"],
        "kind": row["kind"],
        "state": row["state"],
        "applied_at": instant(row["applied_at"]),
        "changed_at": instant(row["changed_at"]),
        "respond_by": None,
        "transaction_id": row["transaction_id"],
        "asked_fen": row["asked_fen"],
        "reason": {"category": row["category"], "text": row["words"]},
        "buyer": {"phone": row["phone"]},
        "order": None,
        "pictures": _links(row["pictures"]),
        "messages": [_message(each) for each in messages],
        "channels": channels(row, now_s),
        "offer": _offer(row),
        "return_parcel": _parcel(row),
    }
    if row["kind"] == "trade_complaint":
        payload["respond_by"] = instant(row["applied_at"] + RESPOND_S)
    if row["test"]:
        payload["test"] = True
    if order is not None:
        payload["out_trade_no"] = order["out_trade_no"]
        payload["buyer"] = {**_buyer(order), "openid": order["openid"], "phone": row["phone"]}
        payload["order"] = order_payload(order)
    return payload


def channels(row: sqlite3.Row, now_s: float) -> list[str]:
    """The ways that a message would reach the buyer now."""
    service = ["customer_service"] if row["service_until"] > now_s else []
    return ["after_sale_page", *service]


def order_payload(row: sqlite3.Row) -> Payload:
    """The facts of one paid order."""
    product = PRODUCTS[row["goods_no"]]
    return {
        "transaction_id": row["transaction_id"],
        "out_trade_no": row["out_trade_no"],
        "paid_at": instant(row["paid_at"]),
        "total_fen": row["total_fen"],
        "freight_fen": row["freight_fen"],
        "buyer": _buyer(row),
        "goods": [
            {
                "name": product.name,
                "quantity": row["quantity"],
                "unit_fen": row["unit_fen"],
                "picture": f"/pictures/{product.picture}.png",
            }
        ],
        "logistics": _logistics(row),
    }


def _buyer(row: sqlite3.Row) -> Payload:
    return {"nickname": row["nickname"], "receiver": row["receiver"], "region": row["region"]}


def _logistics(row: sqlite3.Row) -> Payload | None:
    if row["shipped_at"] is None:
        return None
    signed = row["signed_at"]
    return {
        "carrier": row["carrier"],
        "tracking_no": row["tracking_no"],
        "shipped_at": instant(row["shipped_at"]),
        "signed_at": None if signed is None else instant(signed),
        "status": "in_transit" if signed is None else "signed",
    }


def _message(row: sqlite3.Row) -> Payload:
    return {
        "message_id": f"M{row['message_no']}",
        "at": instant(row["at"]),
        "from": row["sender"],
        "text": row["words"],
        "pictures": _links(row["pictures"]),
    }


def _links(names: str) -> list[str]:
    return [f"/pictures/{name}.png" for name in names.split()]


def _offer(row: sqlite3.Row) -> Payload | None:
    if row["offer_fen"] is None:
        return None
    agreed = row["offer_agreed"]
    return {"amount_fen": row["offer_fen"], "agreed": None if agreed is None else bool(agreed)}


def _parcel(row: sqlite3.Row) -> Payload | None:
    if row["parcel"] is None:
        return None
    parcel: Payload = json.loads(row["parcel"])
    for name in ("shipped_at", "received_at"):
        at = parcel[name]
        parcel[name] = instant(at) if isinstance(at, int | float) else None
    return parcel
