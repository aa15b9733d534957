"""The agreement that acts by itself: its settings, its bar, why it stopped."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def automatic() -> str:
    """自动同意"""
    return say("automatic.automatic", "Automatic agreement")


def automatic_on() -> str:
    """检查全绿、还没发货的申请，自动同意"""
    return say(
        "automatic.automatic_on",
        "Agree by itself when every check is green and nothing was shipped",
    )


def automatic_up_to(field: str) -> str:
    """一笔最多 {field} 元"""
    return say("automatic.automatic_up_to", "At most {field} yuan each", field=field)


def automatic_day_limit(field: str) -> str:
    """一天自动退的加起来最多 {field} 元"""
    return say(
        "automatic.automatic_day_limit",
        "At most {field} yuan a day, all of them together",
        field=field,
    )


def automatic_reason() -> str:
    """退款原因（客户会看到）"""
    return say("automatic.automatic_reason", "Reason (the customer sees it)")


def automatic_reason_usual() -> str:
    """还没发货，已为您退款"""
    return say("automatic.automatic_reason_usual", "还没发货，已为您退款")


def automatic_note() -> str:
    """和您自己点一样：有撤销时间，退之前再核对一遍，记入操作记录。遇到被拒绝、结果未知或停发，它自己关掉。由平台退钱的（微信小店）、表格导入的、手工登记的，都不在其中。只管打开之后新来的申请。"""
    return say(
        "automatic.automatic_note",
        "Just like a press of yours: it can be undone, everything is checked again before "
        "sending, and it is in the log. It switches itself off on any refusal, any unknown "
        "result and any halt. Payments that a platform refunds (WeChat Store) are left alone, and "
        "so is what came from a spreadsheet or was entered by hand. "
        "It looks only at what arrives from now on.",
    )


def stopped(why: str) -> str:
    """自动同意自己关掉了：{why}"""
    return say("automatic.stopped", "Automatic agreement switched itself off: {why}", why=why)


def stopped_lead() -> str:
    """自动同意已关掉"""
    return say("automatic.stopped_lead", "Automatic agreement is off")


def stopped_press() -> str:
    """看规则"""
    return say("automatic.stopped_press", "See rules")


def stopped_refused() -> str:
    """有一笔被微信拒绝了，先看这一笔"""
    return say(
        "automatic.stopped_refused",
        "WeChat refused one of its refunds. Look at that one first",
    )


def stopped_unknown() -> str:
    """有一笔不知道退了没有，先等它有结果"""
    return say(
        "automatic.stopped_unknown",
        "The result of one of its refunds is unknown. Wait for it first",
    )


def stopped_halted() -> str:
    """发送已停"""
    return say("automatic.stopped_halted", "Sending has stopped")


def stopped_restored() -> str:
    """账本恢复或搬过来了，核对好再打开"""
    return say(
        "automatic.stopped_restored",
        "The books were restored or brought here. Switch it on again once they are complete",
    )


def automatic_off() -> str:
    """自动同意已关掉，这一笔没有提交，钱没有动"""
    return say(
        "automatic.automatic_off",
        "Automatic agreement is off. This one was not sent, no money moved",
    )


def automatic_full() -> str:
    """今天自动同意的额度用完了，这一笔没有提交，钱没有动"""
    return say(
        "automatic.automatic_full",
        "Today's limit of automatic agreement is used up. This one was not sent, no money moved",
    )


def undo_lead(*, n: int, amt: str) -> str:
    """{n} 秒后自动退 {amt}。现在还没有提交，钱没有动。"""
    return say(
        "automatic.undo_lead",
        "Refunding {amt} automatically in {n} s. Nothing is sent yet.",
        n=n,
        amt=amt,
    )


def audit_stopped() -> str:
    """自动同意自己关掉了"""
    return say("automatic.audit_stopped", "Automatic agreement switched itself off")
