"""What the backend of the shop's own mini program answers, and what helps."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def denied() -> str:
    """小程序后台不认本程序的签名。请核对密钥编号、密钥，以及两边的时钟"""
    return say(
        "feed.denied",
        "Your mini program's backend does not accept our signature. Compare key, secret and clocks.",
    )


def trouble() -> str:
    """小程序后台出错了，稍后会自动再试"""
    return say("feed.trouble", "Your mini program's backend is in trouble. It is asked again.")


def busy() -> str:
    """小程序后台说请求太频繁，稍后会自动再试"""
    return say("feed.busy", "Your mini program's backend is busy. It is asked again.")


def nonsense() -> str:
    """小程序后台的回答不合约定，没有采用。请后台开发用 feed-check 检查"""
    return say(
        "feed.nonsense",
        "Your mini program's backend answered in no agreed form; nothing was used."
        " Its makers can run feed-check.",
    )


def changed() -> str:
    """小程序里这个申请已经变了，没有收下。请看最新的情况再决定"""
    return say(
        "feed.changed",
        "The application has changed in your mini program, which did not take this. Look again.",
    )


def channel() -> str:
    """客户 48 小时内没有联系小程序客服，这样发不出去。请在申请页面回复"""
    return say(
        "feed.channel",
        "The customer has not written to your customer service within 48 h: reply on the"
        " application's page instead.",
    )


def gone() -> str:
    """小程序后台说没有这个申请"""
    return say("feed.gone", "Your mini program's backend knows no such application.")


def form() -> str:
    """小程序后台没有收下：内容不合它的要求。请后台开发用 feed-check 检查"""
    return say(
        "feed.form",
        "Your mini program's backend did not take this: not of its form."
        " Its makers can run feed-check.",
    )


def picture() -> str:
    """小程序后台没有收下图片。要 PNG 或 JPEG，不超过 2 MB"""
    return say(
        "feed.picture",
        "Your mini program's backend did not take the picture: PNG or JPEG, at most 2 MB.",
    )
