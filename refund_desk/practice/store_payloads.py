"""Rows of the Store's books as its server writes them in JSON (facts of the Store, section 3)."""

import json
import sqlite3

from refund_desk.practice.faults import Switches
from refund_desk.practice.payloads import Payload
from refund_desk.practice.shop_words import PRODUCTS
from refund_desk.practice.store_book import MERCHANTS_TURN
from refund_desk.practice.store_words import ADDRESSES, REASONS

_KINDS = {"REFUND": 1, "RETURN": 2}


class StoreWriter:
    """Writes JSON as the switches say."""

    def __init__(self, switches: Switches) -> None:
        self._switches = switches

    def number(self, ref: str) -> str | int:
        """An identifier: a text, or a number too large for a double."""
        as_number = self._switches.word("store_ids") == "number" and ref.isdecimal()
        return int(ref) if as_number else ref

    def aftersale(self, row: sqlite3.Row, order: sqlite3.Row, now: float) -> Payload:
        """The object `after_sale_order`."""
        details = self._details(row)
        as_list = self._switches.word("store_details") == "array"
        payload: Payload = {
            "after_sale_order_id": self.number(row["ref"]),
            "order_id": self.number(row["order_no"]),
            "status": row["status"],
            "type": row["kind"],
            "sub_type": "DEFAULT",
            "openid": order["openid"],
            "unionid": "",
            "product_info": {
                "product_id": self.number(f"{10_000_000_000 + order['goods_no']}"),
                "sku_id": self.number(f"{20_000_000_000 + order['goods_no']}"),
                "count": order["quantity"],
                "sku_code": f"QH-{order['goods_no']}",
            },
            "details": [details] if as_list else details,
            "refund_info": {
                "amount": row["amount_fen"],
                "refund_reason": row["refund_reason"],
            },
            "return_info": {
                "waybill_id": row["waybill"],
                "delivery_id": row["carrier"],
                "delivery_name": "顺丰速运" if row["carrier"] else "",
                "return_type": 1 if row["waybill"] else 0,
            },
            "merchant_upload_info": {
                "reject_reason": row["reject_reason"],
                "refund_certificates": json.loads(row["certificates"] or "[]"),
            },
            "create_time": int(row["created_at"]),
            "update_time": int(row["updated_at"]),
            "complete_time": int(row["completed_at"] or 0),
            "reason": row["reason_code"],
            "reason_text": REASONS[row["reason_code"]],
            "refund_resp": _refund_answer(row),
        }
        return payload | self._only_sometimes(row, now)

    def _details(self, row: sqlite3.Row) -> Payload:
        return {
            "desc": row["words"],
            "receive_product": bool(row["received"]),
            "cancel_time": int(row["updated_at"]) if row["status"] == "USER_CANCELD" else 0,
            "media_id_list": [each for each in row["pictures"].split(",") if each],
            "tel_number": "",
        }

    def _only_sometimes(self, row: sqlite3.Row, now: float) -> Payload:
        payload: Payload = {}
        if row["status"] in MERCHANTS_TURN and row["due_at"] is not None:
            payload["deadline"] = self._deadline(row["due_at"], now)
        if row["dispute_ref"]:
            payload["complaint_id"] = self.number(row["dispute_ref"])
        if row["status"] == "PLATFORM_REFUND_FAIL":
            payload["need_offline_refund"] = bool(row["offline"])
        if row["status"] == "USER_WAIT_CONFIRM_UPDATE":
            payload["merchant_update_detail"] = _offer(row)
        return payload

    def _deadline(self, due_at: float, now: float) -> int:
        if self._switches.word("store_deadline") == "instant":
            return int(due_at)
        return max(0, int(due_at - now))

    def order(self, order: sqlite3.Row, aftersales: list[sqlite3.Row]) -> Payload:
        """The object `order`, with numbers for the states of its after-sales."""
        product = PRODUCTS[order["goods_no"]]
        open_ones = sum(row["completed_at"] is None for row in aftersales)
        return {
            "order_id": self.number(order["order_no"]),
            "status": order["status"],
            "create_time": int(order["paid_at"]) - 30,
            "update_time": int(order["paid_at"]),
            "openid": order["openid"],
            "order_detail": {
                "product_infos": [
                    {
                        "product_id": self.number(f"{10_000_000_000 + order['goods_no']}"),
                        "sku_id": self.number(f"{20_000_000_000 + order['goods_no']}"),
                        "sku_cnt": order["quantity"],
                        "on_aftersale_sku_cnt": open_ones,
                        "finish_aftersale_sku_cnt": len(aftersales) - open_ones,
                        "title": product.name,
                        "sale_price": order["unit_fen"],
                    }
                ],
                "pay_info": {
                    "transaction_id": order["transaction_id"],
                    "pay_time": int(order["paid_at"]),
                    "payment_method": 1,
                },
                "price_info": {
                    "product_price": order["unit_fen"] * order["quantity"],
                    "order_price": order["total_fen"],
                    "freight": order["freight_fen"],
                },
                "delivery_info": _delivery(order),
            },
            "aftersale_detail": {
                "aftersale_order_list": [
                    {"aftersale_order_id": self.number(row["ref"]), "status": 13}
                    for row in aftersales
                ],
                "on_aftersale_order_cnt": open_ones,
            },
        }

    def dispute(self, row: sqlite3.Row, events: list[sqlite3.Row]) -> Payload:
        """The answer of getcomplaintorder."""
        told = [_told(event) for event in events]
        return {
            "after_sale_order_id": self.number(row["ref"]),
            "order_id": self.number(row["order_no"]),
            "status": row["dispute_status"],
            "history": [each for each in told if each is not None],
        }


def address_payload(address_ref: str) -> Payload:
    """The object `address_detail`; its id is a number, as in the sample."""
    name, province, city, county, street = ADDRESSES[address_ref]
    return {
        "address_id": int(address_ref),
        "address_info": {
            "user_name": name,
            "province_name": province,
            "city_name": city,
            "county_name": county,
            "detail_info": street,
            "tel_number": "05710000000",
            "house_number": "",
        },
        "recv_addr": True,
        "default_recv": address_ref == min(ADDRESSES),
        "send_addr": False,
        "default_send": False,
    }


def _refund_answer(row: sqlite3.Row) -> Payload:
    if row["status"] in ("PLATFORM_REFUND_FAIL", "MERCHANT_OVERDUE_REFUND"):
        return {"ret": -1, "code": "USER_ACCOUNT_ABNORMAL", "message": "退款失败"}
    return {"ret": 0, "code": "", "message": ""}


def _offer(row: sqlite3.Row) -> Payload:
    offer = json.loads(row["offer"])
    return {
        "merchant_update_type": offer["way"],
        "update_reason_type": offer["reason"],
        "merchant_update_desc": offer["words"],
        "old_after_sale_type": _KINDS.get(row["kind"], 1),
        "new_after_sale_type": _KINDS[offer["kind"]],
        "old_after_sale_amount": row["amount_fen"],
        "new_after_sale_amount": offer["amount_fen"],
        "media_ids": offer["pictures"],
    }


def _delivery(order: sqlite3.Row) -> Payload:
    if order["shipped_at"] is None:
        return {"delivery_product_info": []}
    parcel = {
        "waybill_id": order["waybill"],
        "delivery_id": order["carrier"],
        "delivery_time": int(order["shipped_at"]),
    }
    return {"delivery_product_info": [parcel], "ship_done_time": int(order["shipped_at"])}


_STEPS = {
    "dispute": 1,
    "buyer_words": 2,
    "material": 3,
    "proof": 8,
    "judged_refund": 22,
    "judged_closed": 26,
}


def _told(event: sqlite3.Row) -> Payload | None:
    kind = _STEPS.get(event["what"])
    if kind is None:
        return None
    return {
        "item_type": kind,
        "time": int(event["at"]),
        "content": event["words"],
        "media_id_list": json.loads(event["pictures"]),
    }
