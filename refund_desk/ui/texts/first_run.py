"""The first page a newcomer sees."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def welcome() -> str:
    """欢迎使用退款台"""
    return say("first_run.welcome", "Welcome to Refund Desk")


def lead() -> str:
    """把微信里的退款申请收到一处，看清楚、退准确、留好凭证"""
    return say(
        "first_run.lead",
        "Every WeChat refund request in one place: see clearly, refund exactly, keep the proof",
    )


def practice_title() -> str:
    """先用练习店铺试一试"""
    return say("first_run.practice_title", "Try the practice shop first")


def practice_note() -> str:
    """约 5 分钟 • 不用填任何资料"""
    return say("first_run.practice_note", "About 5 minutes · nothing to fill in")


def practice_point_kinds(n: int) -> str:
    """{n} 笔假申请：破损、发错货、没发货、已撤回"""
    return say(
        "first_run.practice_point_kinds",
        "{n} made-up requests: damaged, wrong, not sent",
        n=n,
    )


def practice_point_real() -> str:
    """同意、拒绝、回复、撤销都能真的点"""
    return say("first_run.practice_point_real", "Approve, reject, reply and undo for real")


def practice_point_safe() -> str:
    """不联网，不会动真钱"""
    return say("first_run.practice_point_safe", "No network, no real money")


def practice_enter() -> str:
    """进入练习店铺"""
    return say("first_run.practice_enter", "Enter the practice shop")


def merchant_title() -> str:
    """连接我的商户号"""
    return say("first_run.merchant_title", "Connect my merchant number")


def merchant_note() -> str:
    """约 10 分钟 • 需要商户平台管理员"""
    return say("first_run.merchant_note", "About 10 minutes · needs a merchant site admin")


def merchant_point_certificate() -> str:
    """商户号和 API 证书文件"""
    return say("first_run.merchant_point_certificate", "Merchant number and API certificate files")


def merchant_point_keys() -> str:
    """APIv3 密钥（32 位）和微信支付公钥"""
    return say("first_run.merchant_point_keys", "APIv3 key (32 letters) and WeChat Pay public key")


def merchant_point_test() -> str:
    """测试连接，只查询，不会退钱"""
    return say("first_run.merchant_point_test", "A test that only asks, no money moves")


def merchant_start() -> str:
    """开始连接"""
    return say("first_run.merchant_start", "Start connecting")


def promise_private() -> str:
    """密钥和客户资料只存在这台电脑，加密保存"""
    return say("first_run.promise_private", "Keys and customer facts stay on this PC, encrypted")


def promise_direct() -> str:
    """钱由微信支付直接退给客户，不经过别人的账户"""
    return say("first_run.promise_direct", "WeChat Pay refunds the customer directly")


def promise_owner() -> str:
    """退多少由店长定"""
    return say("first_run.promise_owner", "The owner decides")


def language_other() -> str:
    """English"""
    return say("first_run.language_other", "中文")


def starting() -> str:
    """正在打开练习店铺…"""
    return say("first_run.starting", "Opening the practice shop…")


def start_failed() -> str:
    """练习店铺没打开，请重试"""
    return say("first_run.start_failed", "The practice shop did not start. Try again.")
