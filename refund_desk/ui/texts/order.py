"""The facts pane: the order, the policy checks, the decision block."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def heading() -> str:
    """订单"""
    return say("order.heading", "Order")


def read_at(time: str) -> str:
    """以微信支付为准 • {time}"""
    return say("order.read_at", "From WeChat Pay · {time}", time=time)


def not_read() -> str:
    """还没向微信查到"""
    return say("order.not_read", "WeChat Pay not asked yet")


def reading() -> str:
    """正在向微信查订单…"""
    return say("order.reading", "Asking WeChat Pay…")


def freight(amount: str) -> str:
    """运费 {amount}"""
    return say("order.freight", "shipping {amount}", amount=amount)


def price_line(*, goods: str, freight: str) -> str:
    """{goods} + {freight}"""
    return say("order.price_line", "{goods} + {freight}", goods=goods, freight=freight)


def paid() -> str:
    """实付"""
    return say("order.paid", "Paid")


def refunded() -> str:
    """已退"""
    return say("order.refunded", "Refunded")


def refunded_and_moving() -> str:
    """已退和在退"""
    return say("order.refunded_and_moving", "Back or moving")


def refundable() -> str:
    """还可退"""
    return say("order.refundable", "Refundable")


def money_note() -> str:
    """实付以微信支付为准，已退为本机记录"""
    return say("order.money_note", "Paid as WeChat Pay says, refunded as recorded here")


def paid_on() -> str:
    """付款"""
    return say("order.paid_on", "Paid on")


def carrier() -> str:
    """物流"""
    return say("order.carrier", "Carrier")


def signed() -> str:
    """签收"""
    return say("order.signed", "Signed")


def delivered() -> str:
    """已签收"""
    return say("order.delivered", "Delivered")


def on_the_way() -> str:
    """运输中"""
    return say("order.on_the_way", "On the way")


def not_shipped() -> str:
    """未发货"""
    return say("order.not_shipped", "Not shipped")


def no_logistics() -> str:
    """没查到"""
    return say("order.no_logistics", "Not found")


def coupon(amount: str) -> str:
    """用券后付了 {amount}"""
    return say("order.coupon", "Paid {amount} after coupons", amount=amount)


def facts_missing() -> str:
    """没有这个订单的商品和物流资料"""
    return say("order.facts_missing", "No goods or shipping facts for this order")


def this_refund() -> str:
    """本次退款"""
    return say("order.this_refund", "This refund")


def state() -> str:
    """状态"""
    return say("order.state", "State")


def goes_to() -> str:
    """退到"""
    return say("order.goes_to", "Goes to")


def goes_back() -> str:
    """原路退回"""
    return say("order.goes_back", "Back the way it came")


def funds() -> str:
    """出资"""
    return say("order.funds", "Paid from")


def decided_by() -> str:
    """操作人"""
    return say("order.decided_by", "Decided by")


def payment_amounts() -> str:
    """这笔订单的钱"""
    return say("order.payment_amounts", "Money of this payment")


def held() -> str:
    """没退成"""
    return say("order.held", "Not refunded")


def on_its_way() -> str:
    """退款中"""
    return say("order.on_its_way", "On its way")


def if_more() -> str:
    """如果还要再退"""
    return say("order.if_more", "To refund more")


def if_more_refused() -> str:
    """这一笔没退成，先继续或放弃它，才能再退。"""
    return say("order.if_more_refused", "Continue or give up this one first.")


def if_more_note() -> str:
    """同一订单要等这笔退完，并间隔 1 分钟以上。"""
    return say("order.if_more_note", "Wait until this one is through, and at least 1 minute.")


def funds_basic() -> str:
    """商户基本账户"""
    return say("order.funds_basic", "Merchant basic account")


def funds_unsettled() -> str:
    """未结算资金"""
    return say("order.funds_unsettled", "Unsettled funds")


def funds_available() -> str:
    """可用余额"""
    return say("order.funds_available", "Available balance")


def funds_operation() -> str:
    """运营账户"""
    return say("order.funds_operation", "Operation account")
