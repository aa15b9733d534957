"""The head, tabs and panes of one application."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def title(*, name: str, amount: str) -> str:
    """{name} 申请退款 {amount}"""
    return say("detail.title", "{name} asks for {amount}", name=name, amount=amount)


def title_no_amount(name: str) -> str:
    """{name} 投诉"""
    return say("detail.title_no_amount", "{name} complains", name=name)


def subtitle_source(*, source: str, number: str) -> str:
    """{source} {number}"""
    return say("detail.subtitle_source", "{source} {number}", source=source, number=number)


def show_phone() -> str:
    """显示完整手机号，会记入操作记录"""
    return say("detail.show_phone", "Show full phone number, this is logged")


def phone_hides(n: int) -> str:
    """{n} 秒后隐藏 • 已记录"""
    return say("detail.phone_hides", "Hidden in {n} s · logged", n=n)


def copy_number() -> str:
    """复制单号"""
    return say("detail.copy_number", "Copy number")


def next_one() -> str:
    """下一笔"""
    return say("detail.next_one", "Next")


def previous_one() -> str:
    """上一笔"""
    return say("detail.previous_one", "Previous")


def position(*, n: int, total: int) -> str:
    """{n} / {total}"""
    return say("detail.position", "{n} / {total}", n=n, total=total)


def tab_messages() -> str:
    """沟通"""
    return say("detail.tab_messages", "Messages")


def tab_pictures() -> str:
    """图片与凭证"""
    return say("detail.tab_pictures", "Pictures")


def tab_refund() -> str:
    """退款进度"""
    return say("detail.tab_refund", "Refund status")


def tab_audit() -> str:
    """操作记录"""
    return say("detail.tab_audit", "Audit log")


def nothing_chosen() -> str:
    """在左边选一笔申请。"""
    return say("detail.nothing_chosen", "Choose an application on the left.")


def pill_open() -> str:
    """待处理"""
    return say("detail.pill_open", "To do")


def pill_asked_owner() -> str:
    """等店长同意"""
    return say("detail.pill_asked_owner", "Waiting for owner")


def pill_waiting_goods() -> str:
    """等客户寄回"""
    return say("detail.pill_waiting_goods", "Waiting for goods")


def pill_goods_received() -> str:
    """已收到退货"""
    return say("detail.pill_goods_received", "Goods received")


def pill_waiting_customer() -> str:
    """等客户确认"""
    return say("detail.pill_waiting_customer", "Waiting for customer")


def pill_agreed_waiting_proof() -> str:
    """等凭证"""
    return say("detail.pill_agreed_waiting_proof", "Waits for proof")


def pill_refunding() -> str:
    """退款中"""
    return say("detail.pill_refunding", "Refunding")


def pill_refunded() -> str:
    """已退款"""
    return say("detail.pill_refunded", "Refunded")


def pill_rejected() -> str:
    """已拒绝"""
    return say("detail.pill_rejected", "Rejected")


def pill_withdrawn() -> str:
    """客户撤回"""
    return say("detail.pill_withdrawn", "Withdrawn by customer")


def pill_platform_decided() -> str:
    """微信已处理"""
    return say("detail.pill_platform_decided", "Decided by WeChat")


def pill_settled_outside() -> str:
    """已线下处理"""
    return say("detail.pill_settled_outside", "Settled outside")


def refund_planned(n: int) -> str:
    """待发起 {n} 秒"""
    return say("detail.refund_planned", "Sends in {n} s", n=n)


def refund_planned_short() -> str:
    """待发起"""
    return say("detail.refund_planned_short", "Waiting to be sent")


def refund_submitting() -> str:
    """已提交"""
    return say("detail.refund_submitting", "Sent")


def refund_unknown() -> str:
    """结果不明"""
    return say("detail.refund_unknown", "Result unknown")


def refund_refused() -> str:
    """没退成"""
    return say("detail.refund_refused", "Not refunded")


def refund_balance() -> str:
    """余额不足需充值"""
    return say("detail.refund_balance", "Balance too low")


def refund_processing() -> str:
    """退款处理中"""
    return say("detail.refund_processing", "Refunding")


def refund_succeeded() -> str:
    """退款成功"""
    return say("detail.refund_succeeded", "Refunded")


def refund_to_shop() -> str:
    """退回到本店"""
    return say("detail.refund_to_shop", "Came back to the shop")


def refund_abnormal() -> str:
    """退款异常"""
    return say("detail.refund_abnormal", "Refund abnormal")


def refund_closed() -> str:
    """已关闭"""
    return say("detail.refund_closed", "Closed")


def refund_undone() -> str:
    """已撤销"""
    return say("detail.refund_undone", "Undone")


def refund_given_up() -> str:
    """已放弃"""
    return say("detail.refund_given_up", "Given up")


def event_applied() -> str:
    """提交申请"""
    return say("detail.event_applied", "Applied")


def event_continued() -> str:
    """继续投诉"""
    return say("detail.event_continued", "Continued")


def event_approved() -> str:
    """同意退款"""
    return say("detail.event_approved", "Agreed to refund")


def event_rejected() -> str:
    """拒绝退款"""
    return say("detail.event_rejected", "Rejected")


def event_completed() -> str:
    """反馈处理完成"""
    return say("detail.event_completed", "Marked as done")


def event_revoked() -> str:
    """撤回投诉"""
    return say("detail.event_revoked", "Withdrawn")


def event_confirmed() -> str:
    """确认已解决"""
    return say("detail.event_confirmed", "Confirmed as solved")


def event_arrived() -> str:
    """退款到账"""
    return say("detail.event_arrived", "Refund arrived")


def event_system() -> str:
    """微信支付通知"""
    return say("detail.event_system", "Notice from WeChat Pay")


def first_reply(span: str) -> str:
    """首次回复 {span}"""
    return say("detail.first_reply", "First reply {span}", span=span)


def shop_speaker() -> str:
    """本店"""
    return say("detail.shop_speaker", "Shop")


def earlier_messages(n: int) -> str:
    """看更早的 {n} 条"""
    return say_count("detail.earlier_messages", "See {n} earlier", "See {n} earlier", n)


def new_messages(n: int) -> str:
    """{n} 条新消息"""
    return say_count("detail.new_messages", "{n} new message", "{n} new messages", n)


def no_messages() -> str:
    """还没有消息。"""
    return say("detail.no_messages", "No messages yet.")


def messages_name() -> str:
    """沟通记录"""
    return say("detail.messages_name", "Conversation")


def picture_name(*, n: int, total: int) -> str:
    """客户图片 {n}，共 {total} 张"""
    return say("detail.picture_name", "Customer picture {n} of {total}", n=n, total=total)


def own_picture_name(*, n: int, total: int) -> str:
    """本店图片 {n}，共 {total} 张"""
    return say("detail.own_picture_name", "Shop picture {n} of {total}", n=n, total=total)


def pictures_customer() -> str:
    """客户的图片"""
    return say("detail.pictures_customer", "From the customer")


def pictures_shop() -> str:
    """本店的图片"""
    return say("detail.pictures_shop", "From the shop")


def no_pictures() -> str:
    """这笔申请没有图片。"""
    return say("detail.no_pictures", "No pictures in this application.")


def picture_failed() -> str:
    """图片没取到，点一下重试"""
    return say("detail.picture_failed", "Picture not fetched. Press to try again.")


def picture_none() -> str:
    """客户发来的不是图片，或文件不完整，没有打开。点一下再取一次"""
    return say(
        "detail.picture_none",
        "What came is no picture, or only half of one. It was not opened. Press to try again.",
    )


def picture_too_big() -> str:
    """客户发来的图太大，没有打开。点一下再取一次"""
    return say(
        "detail.picture_too_big",
        "The picture is too big. It was not opened. Press to try again.",
    )


def viewer_title(*, n: int, total: int) -> str:
    """图片 {n} / {total}"""
    return say("detail.viewer_title", "Picture {n} of {total}", n=n, total=total)


def viewer_zoom_in() -> str:
    """放大"""
    return say("detail.viewer_zoom_in", "Larger")


def viewer_zoom_out() -> str:
    """缩小"""
    return say("detail.viewer_zoom_out", "Smaller")


def viewer_fit() -> str:
    """适合窗口"""
    return say("detail.viewer_fit", "Fit")


def viewer_rotate() -> str:
    """向右转"""
    return say("detail.viewer_rotate", "Turn right")


def viewer_next() -> str:
    """下一张"""
    return say("detail.viewer_next", "Next picture")


def viewer_previous() -> str:
    """上一张"""
    return say("detail.viewer_previous", "Previous picture")


def viewer_failed() -> str:
    """这张图片打不开。"""
    return say("detail.viewer_failed", "This picture could not be opened.")


def audit_whole() -> str:
    """记录完整"""
    return say("detail.audit_whole", "Log complete")


def audit_broken() -> str:
    """记录被改动过"""
    return say("detail.audit_broken", "Log was changed")


def audit_none() -> str:
    """还没有操作记录。"""
    return say("detail.audit_none", "Nothing logged yet.")


def audit_by(*, time: str, who: str) -> str:
    """{time} • {who}"""
    return say("detail.audit_by", "{time} · {who}", time=time, who=who)


def linked(n: int) -> str:
    """这笔付款还有 {n} 个申请"""
    return say_count(
        "detail.linked",
        "{n} other application for this payment",
        "{n} other applications for this payment",
        n,
    )
