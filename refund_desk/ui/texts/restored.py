"""Books that were restored or imported and are catching up."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def lead() -> str:
    """账本已恢复"""
    return say("restored.lead", "Restored books")


def begun() -> str:
    """正在向微信核对备份之后的退款，核对完才能退款"""
    return say(
        "restored.begun",
        "Asking WeChat what was refunded after the backup. Refunds wait until that is known.",
    )


def refunds_awaited() -> str:
    """还有没结束的退款没向微信问清楚，问清楚后才能退款。会自动再问"""
    return say(
        "restored.refunds_awaited",
        "Some unfinished refunds have no answer from WeChat yet. Refunds wait for it; "
        "it is asked again by itself.",
    )


def bills_awaited() -> str:
    """还在等微信的账单来核对备份之后的退款，最多等 3 天，核对完才能退款"""
    return say(
        "restored.bills_awaited",
        "Waiting for WeChat's bills to see what was refunded after the backup, "
        "3 days at most. Refunds wait for them.",
    )
