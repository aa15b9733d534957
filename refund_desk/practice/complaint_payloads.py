"""Complaints and their history as WeChat Pay writes them; field names with its own misspellings."""

import json
import sqlite3
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from refund_desk.practice.clock import rfc3339_ms
from refund_desk.practice.complaints import USER, log_id_of
from refund_desk.practice.keys import MCHID
from refund_desk.practice.payloads import Payload
from refund_desk.practice.signing import encrypt_for


class ComplaintWriter:
    """Writes complaint payloads; pictures become links below `base_url`."""

    def __init__(self, base_url: str, merchant_key: RSAPublicKey) -> None:
        self._base_url = base_url
        self._merchant_key = merchant_key

    def complaint(
        self, row: sqlite3.Row, orders: Iterable[sqlite3.Row], *, with_openid: bool
    ) -> Payload:
        """One complaint of the list, or (with the openid) of the detail query."""
        payload: Payload = {
            "complaint_id": row["complaint_id"],
            "complaint_time": rfc3339_ms(row["complaint_time"]),
            "complaint_detail": row["complaint_detail"],
            "complaint_state": row["complaint_state"],
            "complainted_mchid": MCHID,
            "payer_phone": encrypt_for(self._merchant_key, row["payer_phone"]),
            "complaint_order_info": [
                {
                    "transaction_id": order["transaction_id"],
                    "out_trade_no": order["out_trade_no"],
                    "amount": order["total_fen"],
                }
                for order in orders
            ],
            "complaint_full_refunded": bool(row["full_refunded"]),
            "incoming_user_response": bool(row["incoming_user_response"]),
            "user_complaint_times": row["user_complaint_times"],
            "problem_description": row["problem_description"],
            "problem_type": row["problem_type"],
            "user_tag_list": row["user_tags"].split(),
            "in_platform_service": bool(row["in_platform_service"]),
            "need_immediate_service": bool(row["need_immediate_service"]),
            "is_agent_mode": bool(row["is_agent_mode"]),
        }
        if with_openid:
            payload["payer_openid"] = row["payer_openid"]
        if row["apply_refund_fen"] is not None:
            payload["apply_refund_amount"] = row["apply_refund_fen"]
        if row["pictures"]:
            payload["complaint_media_list"] = [
                {
                    "media_type": "USER_COMPLAINT_IMAGE",
                    "media_url": self._links(row["pictures"]),
                }
            ]
        return payload

    def message(self, row: sqlite3.Row, *, media_as_array: bool) -> Payload:
        """One line of the negotiation history."""
        payload: Payload = {
            "log_id": log_id_of(row["complaint_id"], row["message_no"]),
            "operator": row["operator"],
            "operate_time": rfc3339_ms(row["operate_time"]),
            "operate_type": row["operate_type"],
            "operate_details": row["operate_details"],
            "image_list": self._links(row["pictures"]),
        }
        if row["pictures"]:
            media: Payload = {
                "media_type": (
                    "USER_COMPLAINT_IMAGE" if row["operator"] == USER else "OPERATION_IMAGE"
                ),
                "media_url": self._links(row["pictures"]),
            }
            payload["complaint_media_list"] = [media] if media_as_array else media
        if row["rich"] is not None:
            payload["normal_message"] = json.loads(row["rich"])
        return payload

    def _links(self, pictures: str) -> list[str]:
        prefix = f"{self._base_url}/v3/merchant-service/images/"
        return [prefix + media_id for media_id in pictures.split()]
