"""WeChat Store: why it cannot be read, or did not take a decision."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def ip(address: str) -> str:
    """微信小店没有放行这台电脑的 IP：{address}。请到小店后台的开发设置里，把它加进 IP 白名单"""
    return say(
        "store.ip",
        "WeChat Store does not let this PC in. Add its address {address} to the IP allow-list in"
        " the Store's developer settings.",
        address=address,
    )


def ip_unnamed() -> str:
    """微信小店没有放行这台电脑的 IP。请到小店后台的开发设置里，把它加进 IP 白名单"""
    return say(
        "store.ip_unnamed",
        "WeChat Store does not let this PC in. Add its address to the IP allow-list in the Store's"
        " developer settings.",
    )


def key() -> str:
    """微信小店不认 AppID 或 AppSecret。请到设置里核对"""
    return say("store.key", "WeChat Store refused the AppID or AppSecret. Check the settings.")


def denied() -> str:
    """小店没有开通售后接口权限，或小店被限制。请到小店后台查看"""
    return say(
        "store.denied",
        "The Store has no permission for after-sales calls, or is restricted. Look in its console.",
    )


def quota() -> str:
    """微信小店今天的接口次数用完了，明天自动继续"""
    return say("store.quota", "Today's calls to WeChat Store are used up. It goes on tomorrow.")


def moved() -> str:
    """这笔售后的状态已经变了，没有提交。请看最新状态"""
    return say(
        "store.moved", "This after-sale has moved on. Nothing was sent. See where it stands."
    )


def changed() -> str:
    """这笔售后在你看过之后有变化，没有提交。请再看一眼"""
    return say("store.changed", "This after-sale changed after you saw it. Nothing was sent.")


def gone() -> str:
    """微信小店里没有这笔售后"""
    return say("store.gone", "WeChat Store has no such after-sale.")


def foreign() -> str:
    """这笔售后不属于这家小店。请到设置里核对 AppID"""
    return say("store.foreign", "This after-sale is of another Store. Check the AppID.")


def amount() -> str:
    """微信小店按售后单的金额退，现在和你看到的不一样，没有提交"""
    return say(
        "store.amount", "The Store refunds the after-sale's amount, which is another one now."
    )


def elsewhere() -> str:
    """这笔售后已经由平台处理退款，没有再提交"""
    return say("store.elsewhere", "The platform is refunding this already. Nothing more was sent.")


def short() -> str:
    """微信小店说这笔订单的钱不够退"""
    return say("store.short", "WeChat Store says that the order has not enough money left.")


def dispute() -> str:
    """买家已经申请平台介入，现在不能拒绝"""
    return say("store.dispute", "The buyer called the platform in, so it cannot be rejected now.")


def address() -> str:
    """退货要先选小店后台里的退货地址"""
    return say("store.address", "Choose a return address of the Store first.")


def negotiate() -> str:
    """要先用“协商”给买家一个方案；买家不同意或没有回复，才能拒绝"""
    return say(
        "store.negotiate",
        "Make the buyer an offer first. It can be rejected once the buyer refuses or is silent.",
    )


def form() -> str:
    """微信小店不接受这些内容，可能太长。请改短再试"""
    return say("store.form", "WeChat Store does not take this. It may be too long: shorten it.")


def picture() -> str:
    """微信小店没有收下图片。请换一张 2 MB 以内的 JPG 或 PNG"""
    return say(
        "store.picture", "WeChat Store did not take the picture. Try a JPG or PNG of at most 2 MB."
    )


def reason() -> str:
    """请从微信小店的拒绝原因里选一个"""
    return say("store.reason", "Choose one of the Store's own reasons.")


def not_platform() -> str:
    """这笔不是平台退款，请用“同意”"""
    return say("store.not_platform", "The platform does not refund this one. Use Agree.")


def audit_agreed(amount: str) -> str:
    """同意退款 {amount}，由平台退"""
    return say("store.audit_agreed", "Agreed to {amount}, refunded by the platform", amount=amount)
