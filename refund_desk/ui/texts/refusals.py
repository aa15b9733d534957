"""Why WeChat Pay did not refund, or why nobody knows yet, and what to do."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def refused_account() -> str:
    """客户的账户状态异常，微信没有退。请和客户商量别的办法"""
    return say(
        "refusals.refused_account",
        "The customer's account cannot take money, nothing was refunded. Agree on another way.",
    )


def refused_parameters() -> str:
    """微信说请求有误，没有退款。请带着请求号反馈"""
    return say(
        "refusals.refused_parameters",
        "WeChat found the request wrong, nothing was refunded. Report it with the request number.",
    )


def refused_merchant() -> str:
    """微信不认识这个商户号，没有退款。请检查商户号"""
    return say(
        "refusals.refused_merchant",
        "WeChat does not know this merchant number, nothing was refunded. Check the settings.",
    )


def refused_order() -> str:
    """微信里没有这笔付款，没有退款"""
    return say("refusals.refused_order", "WeChat has no such payment, nothing was refunded.")


def refused_no_auth() -> str:
    """微信说没有退款权限，没有退款。先看商户平台的“IP 安全配置”有没有这台电脑的外网地址，再看退款权限"""
    return say(
        "refusals.refused_no_auth",
        "WeChat says refunding is not permitted; nothing was refunded. Look at the IP list on the"
        " merchant site first (this PC's address changes), then at the permission.",
    )


def refused_sign() -> str:
    """签名没有通过，没有退款。请检查密钥和证书"""
    return say(
        "refusals.refused_sign",
        "WeChat refused the signature, nothing was refunded. Check key and certificate.",
    )


def refused_rule() -> str:
    """微信支付的规则不允许，没有退款。请到商户平台查看原因"""
    return say(
        "refusals.refused_rule",
        "A rule of WeChat Pay forbids it, nothing was refunded. See the merchant site.",
    )


def refused_request() -> str:
    """微信没有接受这次退款，钱没有退出。请到商户平台查看原因"""
    return say(
        "refusals.refused_request",
        "WeChat did not accept the request, nothing was refunded. See the merchant site.",
    )


def refused_other(code: str) -> str:
    """微信没有退（{code}），钱没有退出"""
    return say("refusals.refused_other", "WeChat did not refund ({code}). Nothing left.", code=code)


def doubt_rate() -> str:
    """微信要求慢一点，不知道受理了没有，正在用原单号查"""
    return say(
        "refusals.doubt_rate",
        "WeChat asked to go slower, so it is not known whether it was taken. Asking "
        "with the same number.",
    )


def doubt_not_sent() -> str:
    """没连上微信，什么都没发出去"""
    return say("refusals.doubt_not_sent", "WeChat could not be reached. Nothing has left this PC.")


def doubt_their_trouble() -> str:
    """微信那边出了问题，不知道受理了没有，正在用原单号查"""
    return say(
        "refusals.doubt_their_trouble",
        "WeChat has trouble, so it is not known whether it was taken. Asking with the same number.",
    )


def doubt_unverified() -> str:
    """收到的回答没有微信的签名，没有采信，正在用原单号查"""
    return say(
        "refusals.doubt_unverified",
        "An answer came without WeChat's signature and was not believed. Asking with "
        "the same number.",
    )
