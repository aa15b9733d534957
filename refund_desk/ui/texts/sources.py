"""What a source cannot do, and why; what was told to one."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def no_reply() -> str:
    """这个来源发不了消息，请复制文字，用别的方式告诉客户"""
    return say(
        "sources.no_reply",
        "This source takes no messages: copy the text and tell the customer another way.",
    )


def copy_text() -> str:
    """复制文字"""
    return say("sources.copy_text", "Copy text")


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
    """这笔钱由微信小店退，这里不能再退"""
    return say(
        "sources.platform_pays",
        "The WeChat Store refunds this payment. It cannot be refunded from here.",
    )


def amount_locked() -> str:
    """金额由来源定，不能改"""
    return say("sources.amount_locked", "The source sets this amount. It cannot be changed here.")


def unreadable(*, n: int, names: str) -> str:
    """{n} 笔申请读不懂，没有收进来，其余都收到了：{names}"""
    return say(
        "sources.unreadable",
        "{n} could not be understood, all others came in: {names}",
        n=n,
        names=names,
    )


def not_reached() -> str:
    """连不上对方的服务器"""
    return say("sources.not_reached", "Its server was not reached.")


def linked_one(*, source: str, amount: str, state: str) -> str:
    """{source}：申请 {amount} • {state}"""
    return say(
        "sources.linked_one",
        "{source}: asks for {amount} · {state}",
        source=source,
        amount=amount,
        state=state,
    )


def progress_stuck() -> str:
    """退款进度没有告诉客户"""
    return say("sources.progress_stuck", "The customer was not told how far the refund is")


def return_stuck() -> str:
    """没能请客户寄回"""
    return say("sources.return_stuck", "The customer was not asked to send the goods back")


def offer_stuck() -> str:
    """协商金额没有告诉客户"""
    return say("sources.offer_stuck", "The offer did not reach the customer")


def evidence_stuck() -> str:
    """凭证没有上传"""
    return say("sources.evidence_stuck", "The proof was not uploaded")


def approve_sent(source: str) -> str:
    """已告诉{source}“同意”"""
    return say("sources.approve_sent", "{source} was told “agreed”", source=source)


def approve_stuck() -> str:
    """退款已提交，还没告诉来源“同意”，正在重试。不用再退一次"""
    return say(
        "sources.approve_stuck",
        "Refund submitted; the source was not told “agreed” yet and is told again. Do not refund"
        " twice.",
    )


def reply_hint(source: str) -> str:
    """回复客户，会显示在{source}里。图片可以直接拖进来或 Ctrl+V 粘贴"""
    return say(
        "sources.reply_hint",
        "Reply to the customer ({source}). Drop pictures here or press Ctrl+V",
        source=source,
    )


def reject_told(source: str) -> str:
    """会告诉{source}，客户能看到原因。"""
    return say("sources.reject_told", "{source} is told, with the reason.", source=source)


def reject_recorded() -> str:
    """只记在本机，没有人会收到，请自己告诉客户。"""
    return say(
        "sources.reject_recorded",
        "It is only recorded here: tell the customer yourself.",
    )


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
