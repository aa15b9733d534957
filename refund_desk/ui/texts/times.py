"""Times, spans and deadlines in words."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def today(time: str) -> str:
    """今天 {time}"""
    return say("times.today", "Today {time}", time=time)


def yesterday(time: str) -> str:
    """昨天 {time}"""
    return say("times.yesterday", "Yesterday {time}", time=time)


def days_ago(n: int) -> str:
    """（{n} 天前）"""
    return say_count("times.days_ago", "({n} day ago)", "({n} days ago)", n)


def same_day() -> str:
    """（今天）"""
    return say("times.same_day", "(today)")


def span_days(*, d: int, h: int) -> str:
    """{d}天{h}时"""
    return say("times.span_days", "{d} d {h} h", d=d, h=h)


def span_hours(*, h: int, m: str) -> str:
    """{h}小时{m}分"""
    return say("times.span_hours", "{h} h {m} min", h=h, m=m)


def span_minutes(m: int) -> str:
    """{m}分"""
    return say("times.span_minutes", "{m} min", m=m)


def only_days(n: int) -> str:
    """{n}天"""
    return say("times.only_days", "{n} d", n=n)


def only_hours(n: int) -> str:
    """{n}小时"""
    return say("times.only_hours", "{n} h", n=n)


def span_seconds(s: int) -> str:
    """{s}秒"""
    return say("times.span_seconds", "{s} s", s=s)


def took_days(*, d: int, h: int) -> str:
    """{d}天{h}时"""
    return say("times.took_days", "{d} d {h} h", d=d, h=h)


def took_hours(*, h: int, m: str) -> str:
    """{h}时{m}分"""
    return say("times.took_hours", "{h} h {m} min", h=h, m=m)


def took_minutes(m: int) -> str:
    """{m} 分"""
    return say("times.took_minutes", "{m} min", m=m)


def took_seconds(s: int) -> str:
    """{s} 秒"""
    return say("times.took_seconds", "{s} s", s=s)


def long_days(*, d: int, h: int) -> str:
    """{d} 天 {h} 时"""
    return say("times.long_days", "{d} d {h} h", d=d, h=h)


def long_hours(*, h: int, m: int) -> str:
    """{h} 小时 {m} 分"""
    return say("times.long_hours", "{h} h {m} min", h=h, m=m)


def long_minutes(m: int) -> str:
    """{m} 分钟"""
    return say("times.long_minutes", "{m} min", m=m)


def long_minutes_seconds(*, m: int, s: int) -> str:
    """{m} 分 {s} 秒"""
    return say("times.long_minutes_seconds", "{m} min {s} s", m=m, s=s)


def long_seconds(s: int) -> str:
    """{s} 秒"""
    return say("times.long_seconds", "{s} s", s=s)


def left(span: str) -> str:
    """还剩 {span}"""
    return say("times.left", "{span} left", span=span)


def overdue(span: str) -> str:
    """已超时 {span}"""
    return say("times.overdue", "Overdue {span}", span=span)


def overdue_short(span: str) -> str:
    """已超时 {span}"""
    return say("times.overdue_short", "{span} late", span=span)


def reply_by_today(time: str) -> str:
    """今天 {time} 前回复"""
    return say("times.reply_by_today", "Reply by {time} today", time=time)


def reply_by_tomorrow(time: str) -> str:
    """明天 {time} 前回复"""
    return say("times.reply_by_tomorrow", "Reply by {time} tomorrow", time=time)


def reply_by(day: str) -> str:
    """{day} 前回复"""
    return say("times.reply_by", "Reply by {day}", day=day)


def finish_by_today(time: str) -> str:
    """今天 {time} 前处理完"""
    return say("times.finish_by_today", "Finish by {time} today", time=time)


def finish_by_tomorrow(time: str) -> str:
    """明天 {time} 前处理完"""
    return say("times.finish_by_tomorrow", "Finish by {time} tomorrow", time=time)


def finish_by(day: str) -> str:
    """{day} 前处理完"""
    return say("times.finish_by", "Finish by {day}", day=day)


def handled() -> str:
    """已处理"""
    return say("times.handled", "Handled")


def handled_with(span: str) -> str:
    """距截止还有 {span}"""
    return say("times.handled_with", "{span} before the deadline", span=span)


def no_deadline() -> str:
    """没有截止时间"""
    return say("times.no_deadline", "No deadline")


def waited(span: str) -> str:
    """已等 {span}"""
    return say("times.waited", "{span} so far", span=span)
