"""What the test of a source found, point by point."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def feed_signed() -> str:
    """地址能连上，密钥正确"""
    return say("origin_tests.feed_signed", "The address answers, the key is right")


def feed_listed() -> str:
    """能读退款申请"""
    return say("origin_tests.feed_listed", "Applications can be read")


def feed_odd(n: int, names: str) -> str:
    """有 {n} 个申请不合约定，读不进来：{names}"""
    return say_count(
        "origin_tests.feed_odd",
        "One application is not of the agreed form and cannot be read: {names}",
        "{n} applications are not of the agreed form and cannot be read: {names}",
        n,
        names=names,
    )


def feed_orders() -> str:
    """能查订单资料"""
    return say("origin_tests.feed_orders", "Facts of orders can be read")


def feed_no_orders() -> str:
    """查不到订单资料（/orders），商品和物流会是空的。请后台开发补上"""
    return say(
        "origin_tests.feed_no_orders",
        "No facts of orders (/orders): goods and parcels stay empty. Its makers should add it",
    )


def no_host() -> str:
    """找不到这个网址。请核对地址，并确认电脑联网"""
    return say(
        "origin_tests.no_host",
        "No such host was found. Check the address, and that this PC is online",
    )


def refused() -> str:
    """连不上：后台没有在这个地址运行，或端口不对"""
    return say(
        "origin_tests.refused", "Not reached: nothing runs at this address, or the port is wrong"
    )


def not_tls() -> str:
    """这个地址没有启用 HTTPS，或被中间的设备拦下"""
    return say(
        "origin_tests.not_tls",
        "This address does not speak HTTPS, or something on the way stops it",
    )


def untrusted() -> str:
    """证书不可信：自签名、过期，或不是这个网址的。请换正式证书"""
    return say(
        "origin_tests.untrusted",
        "Its certificate is not trusted: self-signed, expired, or of another host. Get a proper one",
    )


def slow() -> str:
    """连上了，但很久没有回答"""
    return say("origin_tests.slow", "No answer came in time")


def broken() -> str:
    """回答到一半断开了"""
    return say("origin_tests.broken", "The connection broke off before the answer was whole")


def redirect() -> str:
    """后台把请求转到了别处。密钥只用于填写的地址，请填最终的地址"""
    return say(
        "origin_tests.redirect",
        "It sends us elsewhere. The key is for the entered address only: enter the final one",
    )


def feed_key() -> str:
    """后台不认密钥。请核对密钥编号和共享密钥，一个字都不能差"""
    return say(
        "origin_tests.feed_key",
        "It does not accept the key. Compare key id and secret, letter by letter",
    )


def feed_clock(n: int) -> str:
    """这台电脑和后台的时间差了约 {n} 分钟，超过 5 分钟就不收。请先校准时间"""
    return say_count(
        "origin_tests.feed_clock",
        "This PC's clock and the backend's differ by about a minute. Set the clock first",
        "This PC's clock and the backend's differ by about {n} min; 5 is the most. Set it first",
        n,
    )


def feed_denied() -> str:
    """后台拒绝访问。请后台开发查看，是否限制了来访的 IP"""
    return say(
        "origin_tests.feed_denied",
        "It denies access. Its makers can see why; it may allow certain IP addresses only",
    )


def feed_path() -> str:
    """地址能连上，但这个路径下没有约定的接口。请核对地址的后半段"""
    return say(
        "origin_tests.feed_path",
        "The host answers, but has no such path. Check the end of the address",
    )


def feed_busy() -> str:
    """后台说请求太频繁，请过一会再测"""
    return say(
        "origin_tests.feed_busy", "It says that there are too many requests. Try again later"
    )


def feed_trouble(n: int) -> str:
    """后台自己出错了（HTTP {n}）。请后台开发查看日志"""
    return say(
        "origin_tests.feed_trouble",
        "The backend itself is in trouble (HTTP {n}). Its makers should look at its log",
        n=n,
    )


def feed_nonsense() -> str:
    """回答不合约定。请后台开发用 feed-check 检查"""
    return say(
        "origin_tests.feed_nonsense",
        "The answer is not of the agreed form. Its makers can run feed-check",
    )


def store_signed() -> str:
    """AppID 和 AppSecret 正确"""
    return say("origin_tests.store_signed", "AppID and AppSecret are right")


def store_listed() -> str:
    """能读售后单"""
    return say("origin_tests.store_listed", "After-sales can be read")


def store_appid() -> str:
    """微信不认识这个 AppID。请核对是不是小店的 AppID"""
    return say("origin_tests.store_appid", "WeChat knows no such AppID. Is it the Store's own?")


def store_app_secret() -> str:
    """AppSecret 不对，或者已经重置。请到小店后台核对"""
    return say(
        "origin_tests.store_app_secret",
        "The AppSecret is wrong, or was reset. Look in the Store's console",
    )


def store_trouble() -> str:
    """微信小店自己出错了，请过一会再测"""
    return say("origin_tests.store_trouble", "WeChat Store itself is in trouble. Try again later")


def store_off() -> str:
    """连不上微信小店。请检查网络"""
    return say("origin_tests.store_off", "WeChat Store was not reached. Check the network")
