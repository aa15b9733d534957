"""Rows of the books as WeChat Pay writes them in JSON. Optional fields are absent, never null."""

import json
import sqlite3

from refund_desk.practice.clock import rfc3339
from refund_desk.practice.keys import APPID, MCHID

_STATE_WORDS = {
    "SUCCESS": "支付成功",
    "REFUND": "转入退款",
    "NOTPAY": "订单未支付",
    "CLOSED": "订单已关闭",
    "REVOKED": "已撤销（付款码支付）",
    "USERPAYING": "用户支付中，需要输入密码",
    "PAYERROR": "支付失败，请重新下单支付",
}
Payload = dict[str, object]


def order_payload(order: sqlite3.Row) -> Payload:
    """The answer to an order query (facts 4); unpaid ones lack number, time, payer_total."""
    amount: Payload = {"total": order["total_fen"], "currency": "CNY"}
    payload: Payload = {
        "appid": APPID,
        "mchid": MCHID,
        "out_trade_no": order["out_trade_no"],
        "trade_type": order["trade_type"],
        "trade_state": order["trade_state"],
        "trade_state_desc": _STATE_WORDS[order["trade_state"]],
        "attach": "",
        "payer": {"openid": order["openid"]},
        "amount": amount,
    }
    if order["paid_at"] is not None:
        payload["transaction_id"] = order["transaction_id"]
        payload["bank_type"] = order["bank_type"]
        payload["success_time"] = rfc3339(order["paid_at"])
        amount["payer_total"] = order["payer_total_fen"]
        amount["payer_currency"] = "CNY"
    if order["coupon"] is not None:
        discount = order["total_fen"] - order["payer_total_fen"]
        payload["promotion_detail"] = [_order_coupon(order["coupon"], discount)]
    return payload


def _order_coupon(coupon: str, discount_fen: int) -> Payload:
    kind, coupon_id = coupon.split(":")
    return {
        "coupon_id": coupon_id,
        "name": "店庆满减券",
        "scope": "GLOBAL",
        "type": kind,
        "amount": discount_fen,
        "stock_id": f"{coupon_id[:7]}",
        "wechatpay_contribute": 0,
        "merchant_contribute": discount_fen,
        "other_contribute": 0,
        "currency": "CNY",
    }


def refund_payload(refund: sqlite3.Row, order: sqlite3.Row) -> Payload:
    """The answer to a refund, a refund query and an abnormal refund (facts 5.1)."""
    total, payer_total = order["total_fen"], order["payer_total_fen"]
    discount_refund = refund["amount_fen"] - refund["payer_refund_fen"]
    # A coupon WeChat tops up (CASH) counts as settled to the shop, one the shop gave does not.
    no_cash = order["coupon"] is not None and order["coupon"].startswith("NOCASH")
    amount: Payload = {
        "total": total,
        "refund": refund["amount_fen"],
        "payer_total": payer_total,
        "payer_refund": refund["payer_refund_fen"],
        "settlement_refund": refund["payer_refund_fen"] if no_cash else refund["amount_fen"],
        "settlement_total": payer_total if no_cash else total,
        "discount_refund": discount_refund,
        "currency": "CNY",
        "refund_fee": 0,
    }
    if refund["from_accounts"] is not None:
        amount["from"] = json.loads(refund["from_accounts"])
    payload: Payload = {
        "refund_id": refund["refund_id"],
        "out_refund_no": refund["out_refund_no"],
        "transaction_id": order["transaction_id"],
        "out_trade_no": order["out_trade_no"],
        "channel": refund["channel"],
        "user_received_account": refund["received_by"],
        "create_time": rfc3339(refund["created_at"]),
        "status": refund["status"],
        "funds_account": refund["funds_account"],
        "amount": amount,
    }
    if refund["status"] == "SUCCESS":
        payload["success_time"] = rfc3339(refund["success_at"])
    if order["coupon"] is not None:
        kind, coupon_id = order["coupon"].split(":")
        payload["promotion_detail"] = [
            {
                "promotion_id": coupon_id,
                "scope": "GLOBAL",
                "type": kind,
                "amount": total - payer_total,
                "refund_amount": discount_refund,
            }
        ]
    return payload
