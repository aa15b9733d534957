"""Bills of WeChat Pay: of which day, how far they are, what the account held."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def day_name() -> str:
    """哪一天"""
    return say("bills.day_name", "Day")


def day_label(*, day: str, weekday: str) -> str:
    """{day} {weekday}"""
    return say("bills.day_label", "{day} {weekday}", day=day, weekday=weekday)


def day_to_do(*, day: str, n: int) -> str:
    """{day} · {n} 笔要处理"""
    return say("bills.day_to_do", "{day} · {n} to look at", day=day, n=n)


def day_not_ready(day: str) -> str:
    """{day} · 账单还没好"""
    return say("bills.day_not_ready", "{day} · not ready", day=day)


def day_trouble(day: str) -> str:
    """{day} · 没取到"""
    return say("bills.day_trouble", "{day} · not fetched", day=day)


def day_waiting(day: str) -> str:
    """{day} · 还没取"""
    return say("bills.day_waiting", "{day} · not fetched yet", day=day)


def monday() -> str:
    """周一"""
    return say("bills.monday", "Mon")


def tuesday() -> str:
    """周二"""
    return say("bills.tuesday", "Tue")


def wednesday() -> str:
    """周三"""
    return say("bills.wednesday", "Wed")


def thursday() -> str:
    """周四"""
    return say("bills.thursday", "Thu")


def friday() -> str:
    """周五"""
    return say("bills.friday", "Fri")


def saturday() -> str:
    """周六"""
    return say("bills.saturday", "Sat")


def sunday() -> str:
    """周日"""
    return say("bills.sunday", "Sun")


def taken(time: str) -> str:
    """账单{time} 已下载（微信每天 10 点后给前一天的）"""
    return say(
        "bills.taken",
        "Bill downloaded: {time} (WeChat gives it the next day after 10:00)",
        time=time,
    )


def running() -> str:
    """正在下载账单…"""
    return say("bills.running", "Downloading the bill…")


def not_ready(time: str) -> str:
    """微信还没做好这一天的账单，{time} 自动再取"""
    return say(
        "bills.not_ready",
        "WeChat has not finished this day's bill. Next try {time}.",
        time=time,
    )


def not_asked(time: str) -> str:
    """还没取这一天的账单，{time} 自动取"""
    return say(
        "bills.not_asked",
        "This day's bill was not fetched yet. Next try {time}.",
        time=time,
    )


def not_taken(time: str) -> str:
    """账单没取到，{time} 自动再取"""
    return say("bills.not_taken", "The bill was not fetched. Next try {time}.", time=time)


def not_whole(why: str) -> str:
    """账单没取全：{why}"""
    return say("bills.not_whole", "Not all bills were fetched: {why}", why=why)


def again() -> str:
    """重新下载"""
    return say("bills.again", "Download again")


def now() -> str:
    """现在下载"""
    return say("bills.now", "Download now")


def again_trouble(why: str) -> str:
    """重新下载没成：{why}。下面是上次的账单"""
    return say(
        "bills.again_trouble",
        "Not downloaded again: {why} Below is the last bill.",
        why=why,
    )


def again_done() -> str:
    """账单已重新下载"""
    return say("bills.again_done", "Bill downloaded again")


def empty_day() -> str:
    """这一天微信和本机都没有退款。"""
    return say("bills.empty_day", "No refunds on this day, neither at WeChat nor here.")


def empty_waiting() -> str:
    """还没有这一天的账单"""
    return say("bills.empty_waiting", "No bill of this day yet")


def empty_not_ready() -> str:
    """微信还在做这一天的账单，一般 10 点后就好"""
    return say(
        "bills.empty_not_ready",
        "WeChat is still making this day's bill. It is usually there after 10:00.",
    )


def empty_trouble() -> str:
    """没有账单，什么都没有记"""
    return say("bills.empty_trouble", "No bill, and nothing was recorded")


def bad_bill() -> str:
    """账单和说好的格式不一样，没有采信，什么都没有记"""
    return say(
        "bills.bad_bill",
        "The bill is not in the agreed form. It was not believed, nothing was recorded.",
    )


def offline() -> str:
    """没有联网，联网后再取"""
    return say("bills.offline", "Offline. It is fetched when you are online again.")


def balance(*, amt: str, day: str) -> str:
    """余额 {amt}（{day} 账单）"""
    return say("bills.balance", "Balance {amt} (bill of {day})", amt=amt, day=day)


def balance_tip(time: str) -> str:
    """微信资金账单：{time} 最后一笔之后的基本账户余额，不是现在的"""
    return say(
        "bills.balance_tip",
        "WeChat's fund-flow bill: the basic account after its last movement at {time}, not now",
        time=time,
    )
