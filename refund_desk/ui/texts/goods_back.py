"""Goods that come back, and offers: what is wrong with them, and their lines in the log."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def no_return() -> str:
    """这个来源不能要求退货，请用文字和客户说"""
    return say("goods_back.no_return", "Goods cannot be asked for here. Write to the customer")


def no_offer() -> str:
    """这个来源不能协商金额，请用文字和客户说"""
    return say("goods_back.no_offer", "No offer can be made here. Write to the customer")


def wrong_address() -> str:
    """退货地址要有收件人、电话和地址"""
    return say("goods_back.wrong_address", "The address needs a receiver, a phone and a place")


def wrong_deadline() -> str:
    """寄回的期限已经过了"""
    return say("goods_back.wrong_deadline", "That day to send it back is over")


def none_awaited() -> str:
    """这一笔没有在等客户寄回"""
    return say("goods_back.none_awaited", "No goods are awaited here")


def audit_asked() -> str:
    """请客户把货寄回"""
    return say("goods_back.audit_asked", "Asked for the goods")


def audit_offered(amount: str) -> str:
    """提出退 {amount}"""
    return say("goods_back.audit_offered", "Offered {amount}", amount=amount)


def audit_taken_in() -> str:
    """收到退回的货"""
    return say("goods_back.audit_taken_in", "Goods came back")
