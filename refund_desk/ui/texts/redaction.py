"""Looking at pictures closely, and making private things in them unreadable."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def comparing(*, first: int, second: int, total: int) -> str:
    """对比图片 {first} 和 {second}，共 {total} 张"""
    return say(
        "redaction.comparing",
        "Comparing pictures {first} and {second} of {total}",
        first=first,
        second=second,
        total=total,
    )


def compare() -> str:
    """两张并排对比（D）"""
    return say("redaction.compare", "Compare two side by side (D)")


def whole_pixels() -> str:
    """原始大小 100%（1）"""
    return say("redaction.whole_pixels", "Real size, 100% (1)")


def title_plain() -> str:
    """图片打码"""
    return say("redaction.title_plain", "Redact a picture")


def open() -> str:
    """打码"""
    return say("redaction.open", "Redact")


def redacted() -> str:
    """已打码"""
    return say("redaction.redacted", "Redacted")


def like_label() -> str:
    """像面单"""
    return say("redaction.like_label", "Looks like a label")


def make_copy() -> str:
    """打码后放进回复（M）"""
    return say("redaction.make_copy", "Redact a copy for the reply (M)")


def copy_name() -> str:
    """打码副本"""
    return say("redaction.copy_name", "Redacted copy")


def copy_added() -> str:
    """打码副本已放进回复，原图没有改动"""
    return say(
        "redaction.copy_added", "The redacted copy is in the reply. The original is as it was."
    )


def tool_select() -> str:
    """选择"""
    return say("redaction.tool_select", "Move")


def tool_mosaic() -> str:
    """马赛克"""
    return say("redaction.tool_mosaic", "Mosaic")


def tool_black() -> str:
    """涂黑"""
    return say("redaction.tool_black", "Black out")


def tool_brush() -> str:
    """画笔"""
    return say("redaction.tool_brush", "Brush")


def tool_crop() -> str:
    """裁剪"""
    return say("redaction.tool_crop", "Crop")


def grain() -> str:
    """颗粒"""
    return say("redaction.grain", "Grain")


def grain_name() -> str:
    """马赛克颗粒和画笔粗细"""
    return say("redaction.grain_name", "Size of the mosaic's blocks and of the brush")


def undo() -> str:
    """撤销"""
    return say("redaction.undo", "Undo")


def redo() -> str:
    """重做"""
    return say("redaction.redo", "Redo")


def checklist() -> str:
    """发出去之前，逐项看一遍"""
    return say("redaction.checklist", "Go through this before it leaves")


def left(n: int) -> str:
    """还剩 {n} 项"""
    return say_count("redaction.left", "{n} left", "{n} left", n)


def all_seen() -> str:
    """都看过了"""
    return say("redaction.all_seen", "All done")


def phone() -> str:
    """收件人电话"""
    return say("redaction.phone", "Receiver's phone")


def address() -> str:
    """收件地址"""
    return say("redaction.address", "Receiver's address")


def name() -> str:
    """收件人姓名"""
    return say("redaction.name", "Receiver's name")


def none_of_the_rest() -> str:
    """其余都没有"""
    return say("redaction.none_of_the_rest", "None of the rest")


def covered() -> str:
    """已打码"""
    return say("redaction.covered", "Covered")


def matrix_codes(n: int) -> str:
    """二维码 {n} 个（自动找到）"""
    return say_count(
        "redaction.matrix_codes",
        "{n} QR code (found by itself)",
        "{n} QR codes (found by itself)",
        n,
    )


def bar_codes(n: int) -> str:
    """条形码 {n} 个（自动找到）"""
    return say_count(
        "redaction.bar_codes",
        "{n} bar code (found by itself)",
        "{n} bar codes (found by itself)",
        n,
    )


def searching() -> str:
    """正在找二维码和条形码…"""
    return say("redaction.searching", "Looking for QR codes and bar codes…")


def matrix_why() -> str:
    """扫码可能看到客户资料"""
    return say("redaction.matrix_why", "May hold the customer's data")


def bar_why() -> str:
    """快递单号，平台核对要用，建议留着"""
    return say("redaction.bar_why", "Tracking number, better kept")


def frame_it() -> str:
    """在图上框住它"""
    return say("redaction.frame_it", "Draw a frame around it")


def none_here() -> str:
    """没有"""
    return say("redaction.none_here", "Not here")


def none_told() -> str:
    """这张图里没有"""
    return say("redaction.none_told", "Not in this picture")


def look_again() -> str:
    """再看"""
    return say("redaction.look_again", "Look again")


def to_look_at() -> str:
    """还没看"""
    return say("redaction.to_look_at", "Not looked at yet")


def cover() -> str:
    """打码"""
    return say("redaction.cover", "Cover")


def cover_too() -> str:
    """也打码"""
    return say("redaction.cover_too", "Cover it too")


def code_open() -> str:
    """二维码 没有打码"""
    return say("redaction.code_open", "QR code is readable")


def preview() -> str:
    """预览：对方看到的样子"""
    return say("redaction.preview", "Preview: what others see")


def preview_note() -> str:
    """导出为 JPG，最长边 2,000 像素，小于 2 MB。拍摄地点、手机型号等信息会一起去掉。"""
    return say(
        "redaction.preview_note",
        "Saved as JPG, 2,000 pixels at most, under 2 MB. Place, phone model and the like are "
        "removed as well.",
    )


def promise() -> str:
    """原图只留在本机并加密。打码会真的改掉像素，不能还原。"""
    return say(
        "redaction.promise",
        "The original stays on this PC, encrypted. Covered pixels are gone for good in the copy.",
    )


def promise_chosen() -> str:
    """你选的原文件不会改动。打码会真的改掉像素，不能还原。"""
    return say(
        "redaction.promise_chosen",
        "The file you chose stays as it is. Covered pixels are gone for good in the copy.",
    )


def save() -> str:
    """保存打码副本"""
    return say("redaction.save", "Save redacted copy")


def save_open() -> str:
    """清单还没看完，保存后仍要再确认一次"""
    return say(
        "redaction.save_open", "The list is not finished: the copy will have to be confirmed"
    )


def discard() -> str:
    """取消"""
    return say("redaction.discard", "Cancel")


def audit_pictures(*, redacted: int, looked_at: int) -> str:
    """，附图：打码 {redacted} 张，确认没有隐私 {looked_at} 张"""
    return say(
        "redaction.audit_pictures",
        ", pictures: {redacted} redacted, {looked_at} confirmed as not private",
        redacted=redacted,
        looked_at=looked_at,
    )


def failed() -> str:
    """图片打不开"""
    return say("redaction.failed", "The picture could not be opened.")


def not_saved() -> str:
    """副本没存成，图片还在，请重试"""
    return say(
        "redaction.not_saved", "The copy was not saved. The picture is still here, try again."
    )


def size(*, width: str, height: str) -> str:
    """{width} × {height}"""
    return say("redaction.size", "{width} × {height}", width=width, height=height)


def canvas() -> str:
    """图片，用鼠标框住要打码的地方"""
    return say("redaction.canvas", "Picture. Draw with the mouse over what is to be covered.")
