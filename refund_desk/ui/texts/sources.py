"""What a source cannot do, and why; what was told to one."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def no_reply() -> str:
    """这个来源发不了消息，请复制文字，用别的方式告诉客户"""
    return say(
        "sources.no_reply",
        "This source takes no messages: copy the text and tell the customer another way.",
    )


def no_pictures() -> str:
    """这个来源收不了图片，只能发文字"""
    return say("sources.no_pictures", "This source takes no pictures, only text.")


def no_complete() -> str:
    """这个来源没有“处理完成”这一步"""
    return say("sources.no_complete", "This source knows no “done”.")


def cannot() -> str:
    """这个来源收不了这一步"""
    return say("sources.cannot", "This source does not take that step.")


def platform_pays() -> str:
    """这笔钱由微信小店退，本程序不再退款，以免退两次"""
    return say(
        "sources.platform_pays",
        "The WeChat Store refunds this payment. It is not refunded from here, so nobody pays twice.",
    )


def amount_locked() -> str:
    """金额由来源定，不能改"""
    return say("sources.amount_locked", "The source sets this amount. It cannot be changed here.")


def audit_progress() -> str:
    """已把退款进度告诉客户"""
    return say("sources.audit_progress", "Refund progress told to the customer")


def audit_return() -> str:
    """已请客户寄回"""
    return say("sources.audit_return", "Customer asked to send the goods back")


def audit_offer() -> str:
    """已把协商金额告诉客户"""
    return say("sources.audit_offer", "Offer sent to the customer")


def audit_evidence() -> str:
    """已上传凭证"""
    return say("sources.audit_evidence", "Proof uploaded")
