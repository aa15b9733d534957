"""Pictures that are to be sent, and why one cannot be."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def private(n: int) -> str:
    """还有 {n} 张图没打码，处理后才能发出"""
    return say_count(
        "pictures.private",
        "{n} picture is not redacted. Redact it to send.",
        "{n} pictures are not redacted. Redact them to send.",
        n,
    )


def confirm() -> str:
    """我看过了，这张没有隐私"""
    return say("pictures.confirm", "I checked: nothing private here")


def big(f: str) -> str:
    """“{f}”超过 2 MB，压缩后还是太大。请裁剪"""
    return say("pictures.big", "“{f}” is still over 2 MB. Please crop it.", f=f)


def type(f: str) -> str:
    """“{f}”不是图片。可以用 JPG、PNG、BMP"""
    return say("pictures.type", "“{f}” is not a picture. Use JPG, PNG or BMP.", f=f)


def not_taken() -> str:
    """图片没发出去：不是图片，或文件不完整。可以用 JPG、PNG、BMP"""
    return say(
        "pictures.not_taken",
        "A picture was not sent: it is none, or only half there. Use JPG, PNG or BMP.",
    )


def too_big() -> str:
    """图片没发出去：太大了。请裁剪"""
    return say("pictures.too_big", "A picture was not sent: it is too big. Please crop it.")


def max() -> str:
    """最多 4 张，先去掉一张"""
    return say("pictures.max", "4 pictures at most. Remove one first.")


def no_case() -> str:
    """先打开一笔申请，再把图片拖到图标上"""
    return say("pictures.no_case", "Open an application, then drop the picture again.")


def closed() -> str:
    """微信没有向本店开放客户图片，可请客户在回复里说明，或联系微信支付客服申请"""
    return say(
        "pictures.closed",
        "WeChat does not share customer pictures with this shop. Ask WeChat Pay "
        "support to open it.",
    )


def failed() -> str:
    """图片没传上去，请重试"""
    return say("pictures.failed", "The picture was not uploaded. Try again.")


def gone() -> str:
    """图片已经不在了，请重新添加"""
    return say("pictures.gone", "The picture is no longer there. Add it again.")
