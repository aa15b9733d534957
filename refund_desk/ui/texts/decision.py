"""The decision block: what to press, and what it means."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def hint_green() -> str:
    """按店铺政策可以同意，下一步核对金额。"""
    return say("decision.hint_green", "Policy allows it. You will check the amount next.")


def hint_amber() -> str:
    """可以同意，先看一眼留意的地方。"""
    return say("decision.hint_amber", "Policy allows it, but look at what is marked.")


def hint_red(n: int) -> str:
    """有 {n} 项不符合政策，可先协商。"""
    return say_count(
        "decision.hint_red",
        "{n} check not met. Talk to the customer first.",
        "{n} checks not met. Talk to the customer first.",
        n,
    )


def hint_grey() -> str:
    """有资料没查到，请看清再决定。"""
    return say("decision.hint_grey", "Some facts are missing. Look before you decide.")


def hint_undo(n: int) -> str:
    """{n} 秒后提交，期间可以撤销。"""
    return say("decision.hint_undo", "Sent in {n} s, can be undone until then.", n=n)


def hint_submitted() -> str:
    """退款已提交，不能再撤销。"""
    return say("decision.hint_submitted", "Sent, cannot be undone.")


def hint_done() -> str:
    """这笔已经处理完。"""
    return say("decision.hint_done", "This application is closed.")


def approve_button(amount: str) -> str:
    """同意并退款 {amount}"""
    return say("decision.approve_button", "Approve and refund {amount}", amount=amount)


def approve_button_plain() -> str:
    """同意并退款"""
    return say("decision.approve_button_plain", "Approve and refund")


def approve_button_practice(amount: str) -> str:
    """练习：同意并退款 {amount}"""
    return say("decision.approve_button_practice", "Practice: refund {amount}", amount=amount)


def approve_name(amount: str) -> str:
    """同意并退款 {amount} 元，打开核对窗口"""
    return say(
        "decision.approve_name",
        "Approve and refund {amount} yuan, opens a check window",
        amount=amount,
    )


def approve_waiting() -> str:
    """等待提交…"""
    return say("decision.approve_waiting", "Waiting to be sent…")


def approve_again() -> str:
    """再退一笔"""
    return say("decision.approve_again", "Refund more")


def reject_button() -> str:
    """拒绝"""
    return say("decision.reject_button", "Reject")


def reject_name() -> str:
    """拒绝退款，打开窗口"""
    return say("decision.reject_name", "Reject the refund, opens a window")


def reply_button() -> str:
    """回复客户"""
    return say("decision.reply_button", "Reply")


def copy_progress() -> str:
    """复制进度"""
    return say("decision.copy_progress", "Copy status")


def complete_button() -> str:
    """反馈处理完成"""
    return say("decision.complete_button", "Mark as done")


def continue_button() -> str:
    """继续退款"""
    return say("decision.continue_button", "Continue")


def give_up_button() -> str:
    """放弃这笔"""
    return say("decision.give_up_button", "Give up")


def ask_now() -> str:
    """立即查询"""
    return say("decision.ask_now", "Ask now")
