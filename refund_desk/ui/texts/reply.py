"""The composer."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def placeholder() -> str:
    """回复客户，会显示在微信投诉单里。图片可以直接拖进来或 Ctrl+V 粘贴"""
    return say("reply.placeholder", "Reply to the customer. Drop pictures here or press Ctrl+V")


def name() -> str:
    """回复客户，最多 200 个字"""
    return say("reply.name", "Reply to the customer, 200 characters at most")


def counter(*, n: int, limit: int) -> str:
    """{n} / {limit}"""
    return say("reply.counter", "{n} / {limit}", n=n, limit=limit)


def send() -> str:
    """发送"""
    return say("reply.send", "Send")


def sending() -> str:
    """发送中"""
    return say("reply.sending", "Sending")


def add_picture() -> str:
    """添加图片"""
    return say("reply.add_picture", "Add a picture")


def quick_replies() -> str:
    """快捷回复"""
    return say("reply.quick_replies", "Quick replies")


def quick_checking() -> str:
    """已收到，正在核实"""
    return say("reply.quick_checking", "Got it, checking")


def quick_photo() -> str:
    """请补一张外箱照片"""
    return say("reply.quick_photo", "Need a box photo")


def quick_approved() -> str:
    """同意退款，1–3 天到账"""
    return say("reply.quick_approved", "Approved, 1–3 days")


def long() -> str:
    """太长了，微信不收，请删短一些"""
    return say("reply.long", "Too long for WeChat. Shorten it.")


def waiting() -> str:
    """等待发出"""
    return say("reply.waiting", "Waiting to be sent")


def sent() -> str:
    """回复已发出"""
    return say("reply.sent", "Reply sent")


def fail() -> str:
    """回复没发出去，文字还在。请重试"""
    return say("reply.fail", "Reply not sent. Your text is kept. Try again.")


def doubt() -> str:
    """不确定回复到了没有，正在查"""
    return say("reply.doubt", "Not sure whether the reply arrived, looking it up.")


def draft() -> str:
    """草稿"""
    return say("reply.draft", "Draft")


def offline() -> str:
    """没有联网，先存为草稿"""
    return say("reply.offline", "Offline, kept as a draft.")


def closed() -> str:
    """投诉单已完结，不能再回复"""
    return say("reply.closed", "This complaint is closed, no reply is possible.")


def personal() -> str:
    """文字里有手机号、身份证号或银行卡号"""
    return say("reply.personal", "There is a phone, ID or card number in your text.")
