"""The port that reads a payment as WeChat Pay knows it."""

from __future__ import annotations

from typing import Protocol

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.domain.identifiers import OutTradeNo, TransactionId
from refund_desk.domain.paid_order import PaidOrder

OrderAnswer = PaidOrder | Missing | Unreadable


class OrderGateway(Protocol):
    """WeChat Pay's order queries; safe to repeat, raise nothing for the far side's faults."""

    async def by_transaction_id(self, transaction_id: TransactionId) -> OrderAnswer:
        """The payment of this 微信支付订单号."""

    async def by_out_trade_no(self, out_trade_no: OutTradeNo) -> OrderAnswer:
        """The payment of this 商户订单号 (a payment is looked up before it is refunded)."""
