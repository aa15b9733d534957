"""The SDK's endpoint methods over our transport, with types.

They build paths and fields; two calls that the SDK cannot make well go to the core directly: the
upload (the SDK wants an unencrypted file on disk) and the immediate service (absent in 2.0.4).
"""

import asyncio
import hashlib
from typing import Any

from wechatpayv3.async_ import AsyncWeChatPay
from wechatpayv3.async_.type import RequestType

from refund_desk.adapters.wechatpay.payload import json_bytes
from refund_desk.adapters.wechatpay.reply import Reply
from refund_desk.adapters.wechatpay.routes import UPLOAD_TARGET
from refund_desk.adapters.wechatpay.transport import HardenedCore
from refund_desk.domain.identifiers import (
    ComplaintId,
    Mchid,
    OutRefundNo,
    OutTradeNo,
    RefundId,
    TransactionId,
)

_COMPLAINTS = "/v3/merchant-service/complaints-v2"


class Endpoints:
    """One method a call; each gives the core's reply untouched and raises nothing for the network.

    Arguments are checked identifiers, because the SDK puts them into paths as they are.
    """

    def __init__(self, core: HardenedCore, mchid: Mchid) -> None:
        """Put our core in the place of the SDK's, which is made without keys and never used."""
        self.core = core
        self.mchid = mchid
        self._sdk = AsyncWeChatPay(None, str(mchid), None, "", None, "")
        self._sdk._core = core

    async def refund(  # noqa: PLR0913 - the frozen intention, all of it; keyword-only
        self,
        *,
        out_refund_no: OutRefundNo,
        transaction_id: TransactionId,
        amount_fen: int,
        order_total_fen: int,
        reason: str,
        funds_account: str,
    ) -> Reply:
        """POST a refund: always by transaction_id, never with notify_url or goods_detail."""
        reply: Reply = await self._sdk.refund(
            out_refund_no=str(out_refund_no),
            amount={"refund": amount_fen, "total": order_total_fen, "currency": "CNY"},
            transaction_id=str(transaction_id),
            reason=reason,
            funds_account=funds_account,
        )
        return reply

    async def query_refund(self, out_refund_no: OutRefundNo) -> Reply:
        """GET a refund by our number."""
        reply: Reply = await self._sdk.query_refund(str(out_refund_no))
        return reply

    async def abnormal_refund(
        self,
        refund_id: RefundId,
        out_refund_no: OutRefundNo,
        *,
        bank_type: str = "",
        bank_account: str = "",
        real_name: str = "",
    ) -> Reply:
        """POST where an abnormal refund shall go: to a card when one is given, else to the shop.

        Account and name are encrypted for WeChat Pay; the core must be `ready_to_encrypt`.
        """
        reply: Reply = await self._sdk.abnormal_refund(
            str(refund_id),
            str(out_refund_no),
            "USER_BANK_CARD" if bank_account else "MERCHANT_BANK_CARD",
            bank_type=bank_type,
            bank_account=bank_account,
            real_name=real_name,
        )
        return reply

    async def order_by_transaction_id(self, transaction_id: TransactionId) -> Reply:
        """GET a payment by WeChat Pay's number."""
        reply: Reply = await self._sdk.query(transaction_id=str(transaction_id))
        return reply

    async def order_by_out_trade_no(self, out_trade_no: OutTradeNo) -> Reply:
        """GET a payment by the merchant's number."""
        reply: Reply = await self._sdk.query(out_trade_no=str(out_trade_no))
        return reply

    async def complaints(self, *, first_day: str, last_day: str, limit: int, offset: int) -> Reply:
        """GET one page of complaints; days as yyyy-MM-dd in Beijing."""
        reply: Reply = await self._sdk.complaint_list_query(first_day, last_day, limit, offset)
        return reply

    async def complaint(self, complaint_id: ComplaintId) -> Reply:
        """GET one complaint."""
        reply: Reply = await self._sdk.complaint_detail_query(str(complaint_id))
        return reply

    async def negotiation(self, complaint_id: ComplaintId, *, limit: int, offset: int) -> Reply:
        """GET one page of a complaint's history; `limit` 1..300, others the SDK turns into 100."""
        reply: Reply = await self._sdk.complaint_history_query(str(complaint_id), limit, offset)
        return reply

    async def answer(self, complaint_id: ComplaintId, text: str, media_ids: list[str]) -> Reply:
        """POST a reply to the buyer."""
        reply: Reply = await self._sdk.complaint_response(str(complaint_id), text, media_ids)
        return reply

    async def complete(self, complaint_id: ComplaintId) -> Reply:
        """POST that the complaint is dealt with."""
        reply: Reply = await self._sdk.complaint_complete(str(complaint_id))
        return reply

    async def approve(self, complaint_id: ComplaintId) -> Reply:
        """POST that the shop agrees and refunds today; moves no money."""
        reply: Reply = await self._sdk.complaint_update_refund(
            str(complaint_id), "APPROVE", launch_refund_day=0
        )
        return reply

    async def reject(
        self, complaint_id: ComplaintId, *, reason: str, remark: str, media_ids: list[str]
    ) -> Reply:
        """POST that the shop rejects; closes the complaint at once."""
        reply: Reply = await self._sdk.complaint_update_refund(
            str(complaint_id),
            "REJECT",
            reject_reason=reason,
            reject_media_list=media_ids,
            remark=remark,
        )
        return reply

    async def answer_immediately(
        self, complaint_id: ComplaintId, text: str, *, idempotent_id: str
    ) -> Reply:
        """POST a person's words to a buyer who waits for immediate service."""
        content = {
            "complainted_mchid": str(self.mchid),
            "message": {
                "blocks": [{"type": "TEXT", "text": {"text": text}}],
                "sender_identity": "MANUAL",
            },
            "idempotent_id": idempotent_id,
        }
        path = f"{_COMPLAINTS}/{complaint_id}/response-immediate-service"
        return await self.core.request(path, RequestType.POST, content)

    async def upload(self, name: str, content: bytes, mime: str) -> Reply:
        """POST a picture; only the `meta` part is signed, as WeChat Pay wants it."""
        digest = await asyncio.to_thread(hashlib.sha256, content)
        meta = json_bytes({"filename": name, "sha256": digest.hexdigest()})
        files: list[tuple[str, Any]] = [("file", (name, content, mime))]
        text = (meta or b"").decode()
        return await self.core.request(UPLOAD_TARGET, RequestType.POST, sign_data=text, files=files)

    async def trade_bill(self, day: str, kind: str = "ALL") -> Reply:
        """GET where the trade bill of a day (yyyy-MM-dd, Beijing) lies, packed.

        `kind` is ALL, or REFUND for refunds alone.
        """
        reply: Reply = await self._sdk.trade_bill(day, kind)
        return reply

    async def fund_flow_bill(self, day: str) -> Reply:
        """GET where the fund-flow bill of the basic account lies, packed."""
        reply: Reply = await self._sdk.fundflow_bill(day)
        return reply

    async def picture(self, target: str) -> Reply:
        """GET a picture; `target` is a path, already cut from its address by us."""
        return await self.core.request(target)
