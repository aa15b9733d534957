"""Payments as WeChat Pay knows them."""

from collections.abc import Callable
from datetime import datetime

from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.error_map import missing_or_unreadable
from refund_desk.adapters.wechatpay.payload import Fields, NonsenseError
from refund_desk.adapters.wechatpay.reply import Answer, Reply
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.order_gateway import OrderAnswer
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.identifiers import Mchid, OutTradeNo, TransactionId
from refund_desk.domain.paid_order import PaidOrder, TradeState


class WeChatPayOrders:
    """The `OrderGateway` port over WeChat Pay."""

    def __init__(self, endpoints: Endpoints, now: Callable[[], datetime]) -> None:
        """Speak through these endpoints; `now` (UTC) dates what was read."""
        self._endpoints = endpoints
        self._now = now

    async def by_transaction_id(self, transaction_id: TransactionId) -> OrderAnswer:
        """The payment of this 微信支付订单号."""
        reply = await self._endpoints.order_by_transaction_id(transaction_id)
        return self._order_in(reply, lambda order: order.transaction_id == transaction_id)

    async def by_out_trade_no(self, out_trade_no: OutTradeNo) -> OrderAnswer:
        """The payment of this 商户订单号; Missing also while it was never paid."""
        reply = await self._endpoints.order_by_out_trade_no(out_trade_no)
        return self._order_in(reply, lambda order: order.out_trade_no == out_trade_no)

    def _order_in(self, reply: Reply, is_asked_for: Callable[[PaidOrder], bool]) -> OrderAnswer:
        if not isinstance(reply, Answer) or reply.status != 200:
            return missing_or_unreadable(reply)
        try:
            order = self._order(Fields.of(reply.body))
        except (NonsenseError, BadValueError):
            return Unreadable(why="far.nonsense", request_id=reply.request_id)
        if order is None:
            return Missing(request_id=reply.request_id)
        if order.mchid != self._endpoints.mchid or not is_asked_for(order):
            return Unreadable(why="far.nonsense", request_id=reply.request_id)
        return order

    def _order(self, fields: Fields) -> PaidOrder | None:
        """The payment; None for an order without a transaction_id, which was never paid."""
        state = fields.text("trade_state")
        if state not in TradeState.__members__:
            raise NonsenseError("trade_state")
        transaction_id = fields.text("transaction_id", "")
        if not transaction_id:
            return None
        amount = fields.part("amount")
        total = amount.fen("total")
        return PaidOrder(
            mchid=Mchid(fields.text("mchid")),
            transaction_id=TransactionId(transaction_id),
            out_trade_no=OutTradeNo(fields.text("out_trade_no")),
            trade_state=TradeState[state],
            total=total,
            payer_total=amount.fen("payer_total", total),
            currency=amount.text("currency", "CNY"),
            paid_at=fields.instant_or_none("success_time"),
            read_at=self._now(),
            appid=fields.text("appid", ""),
            openid=fields.part("payer").text("openid", ""),
        )
