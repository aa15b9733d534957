"""The status bar and the banners."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def synced(*, time: str, n: int) -> str:
    """{time} 已同步，每 {n} 分钟一次"""
    return say("status.synced", "Synced {time}, every {n} min", time=time, n=n)


def syncing() -> str:
    """正在同步…"""
    return say("status.syncing", "Syncing…")


def not_synced() -> str:
    """还没同步"""
    return say("status.not_synced", "Not synced yet")


def sync_now() -> str:
    """立即同步（F5）"""
    return say("status.sync_now", "Sync now (F5)")


def source_new(n: int) -> str:
    """{n} 笔新申请"""
    return say("status.source_new", "{n} new", n=n)


def source_minutes(n: int) -> str:
    """{n} 分钟前"""
    return say("status.source_minutes", "{n} min ago", n=n)


def source_ok(*, source: str, time: str) -> str:
    """{source}，{time} 读过"""
    return say("status.source_ok", "{source} read at {time}", source=source, time=time)


def source_trouble(source: str) -> str:
    """{source} 没读到"""
    return say("status.source_trouble", "{source} not read", source=source)


def today_refunded(*, n: int, amount: str) -> str:
    """今天已退 {n} 笔 • {amount}"""
    return say_count(
        "status.today_refunded",
        "{n} refund today · {amount}",
        "{n} refunds today · {amount}",
        n,
        amount=amount,
    )


def commands() -> str:
    """命令"""
    return say("status.commands", "Commands")


def not_connected() -> str:
    """还没有连接任何来源"""
    return say("status.not_connected", "No source connected")


def version(number: str) -> str:
    """版本 {number}"""
    return say("status.version", "Version {number}", number=number)


def practice_lead() -> str:
    """练习店铺"""
    return say("status.practice_lead", "Practice shop")


def practice() -> str:
    """练习店铺：这里的申请和钱都是假的，不会退真钱"""
    return say("status.practice", "Practice shop: nothing here is real. No real money.")


def practice_rest() -> str:
    """这里的申请和钱都是假的，不会退真钱。"""
    return say("status.practice_rest", "Nothing here is real. No real money leaves.")


def offline_lead() -> str:
    """没有联网"""
    return say("status.offline_lead", "Offline")


def offline_rest() -> str:
    """可以看、可以写草稿，退款和回复要等联网后由你再点一次。"""
    return say("status.offline_rest", "You can read and draft. Refunds and replies wait for you.")


def reconnect() -> str:
    """重新连接"""
    return say("status.reconnect", "Try again")


def halted_lead() -> str:
    """已停止发送"""
    return say("status.halted_lead", "Sending stopped")


def clock_lead() -> str:
    """电脑时间不对"""
    return say("status.clock_lead", "PC clock is wrong")


def books_lead() -> str:
    """账本有问题"""
    return say("status.books_lead", "Trouble with the books")
