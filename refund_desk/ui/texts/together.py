"""Many applications at once: picking, the review sheet, its queue and what came of it."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def row_picked(row: str) -> str:
    """已选，{row}"""
    return say("together.row_picked", "Picked, {row}", row=row)


def picked(n: int) -> str:
    """已选 {n} 笔"""
    return say_count("together.picked", "{n} picked", "{n} picked", n)


def fit(*, n: int, amt: str) -> str:
    """可一起同意 {n} 笔 {amt}"""
    return say("together.fit", "{n} can go together, {amt}", n=n, amt=amt)


def fit_none() -> str:
    """没有能一起同意的"""
    return say("together.fit_none", "None can go together")


def reading(*, n: int, total: int) -> str:
    """正在看检查 {n} / {total}"""
    return say("together.reading", "Looking at checks {n} / {total}", n=n, total=total)


def full(n: int) -> str:
    """一次最多选 {n} 笔"""
    return say("together.full", "At most {n} at once", n=n)


def approve(n: int) -> str:
    """一起同意 {n} 笔"""
    return say_count("together.approve", "Approve {n}", "Approve {n}", n)


def approve_any() -> str:
    """一起同意"""
    return say("together.approve_any", "Approve")


def waiting_turn() -> str:
    """还没有提交：在排队，或正在最后核对"""
    return say("together.waiting_turn", "Nothing is sent yet: it is queued or looked at once more")


def mark_read() -> str:
    """标为已读"""
    return say("together.mark_read", "Mark read")


def marked_read(n: int) -> str:
    """{n} 笔已标为已读"""
    return say_count("together.marked_read", "{n} marked as read.", "{n} marked as read.", n)


def export() -> str:
    """导出"""
    return say("together.export", "Export")


def export_file() -> str:
    """退款申请.csv"""
    return say("together.export_file", "refund-applications.csv")


def exported(name: str) -> str:
    """已导出 {name}"""
    return say("together.exported", "Exported {name}", name=name)


def clear() -> str:
    """清除选择 Esc"""
    return say("together.clear", "Clear the picks, Esc")


def column_applied() -> str:
    """申请时间"""
    return say("together.column_applied", "Asked at")


def column_customer() -> str:
    """客户"""
    return say("together.column_customer", "Customer")


def column_phone() -> str:
    """手机号"""
    return say("together.column_phone", "Phone")


def column_reason() -> str:
    """原因"""
    return say("together.column_reason", "Reason")


def column_goods() -> str:
    """商品"""
    return say("together.column_goods", "Item")


def column_asked() -> str:
    """申请金额"""
    return say("together.column_asked", "Asked")


def column_paid() -> str:
    """实付"""
    return say("together.column_paid", "Paid")


def column_left() -> str:
    """还可退"""
    return say("together.column_left", "Refundable")


def column_payment() -> str:
    """支付单号"""
    return say("together.column_payment", "Payment")


def column_complaint() -> str:
    """投诉单号"""
    return say("together.column_complaint", "Complaint")


def column_state() -> str:
    """状态"""
    return say("together.column_state", "State")


def title() -> str:
    """一起同意并退款"""
    return say("together.title", "Approve and refund together")


def head(n: int) -> str:
    """{n} 笔，检查全部通过"""
    return say_count(
        "together.head", "{n} refund, every check passed", "{n} refunds, every check passed", n
    )


def head_some(*, n: str, m: int) -> str:
    """{n}；另外 {m} 笔不在这张单里，在最下面"""
    return say("together.head_some", "{n}; {m} more are not on this sheet, see below", n=n, m=m)


def head_none() -> str:
    """没有能一起同意的，请一笔一笔看"""
    return say("together.head_none", "None of these can go together. Look at them one by one.")


def unfit(n: int) -> str:
    """不在这张单里 {n}"""
    return say("together.unfit", "Not on this sheet {n}", n=n)


def line_facts(*, category: str, number: str) -> str:
    """{category} • 微信支付 {number}"""
    return say(
        "together.line_facts", "{category} · WeChat Pay {number}", category=category, number=number
    )


def line_words(*, reason: str, reply: str) -> str:
    """退款原因：{reason}。回复：{reply}"""
    return say(
        "together.line_words", "Refund reason: {reason}. Reply: {reply}", reason=reason, reply=reply
    )


def line_reason(reason: str) -> str:
    """退款原因：{reason}。不回复"""
    return say("together.line_reason", "Refund reason: {reason}. No reply", reason=reason)


def marked_checks() -> str:
    """检查变了"""
    return say("together.marked_checks", "Checks changed")


def empty() -> str:
    """这张单里没有退款"""
    return say("together.empty", "There is no refund on this sheet.")


def not_green(why: str) -> str:
    """检查没有全部通过：{why}"""
    return say("together.not_green", "Not every check passed: {why}", why=why)


def same_payment() -> str:
    """和上面一笔是同一个订单，两次退款要隔 1 分钟，请单独退"""
    return say(
        "together.same_payment",
        "Same order as another line. Two refunds must be a minute apart: refund it by itself.",
    )


def many(n: int) -> str:
    """一张单最多 {n} 笔，这笔下一张再退"""
    return say("together.many", "A sheet holds at most {n}. Put it on the next one.", n=n)


def reply_too() -> str:
    """同时回复每位客户"""
    return say("together.reply_too", "Reply to each customer as well")


def words_note() -> str:
    """退款原因和回复用每笔的默认话术，指着一行可以看到"""
    return say("together.words_note", "Usual reason and reply for each; point at a line to read")


def retype(amt: str) -> str:
    """再输入一次合计 {amt}"""
    return say("together.retype", "Type the total {amt} again", amt=amt)


def retype_name() -> str:
    """再输入一次合计，元"""
    return say("together.retype_name", "Type the total again, yuan")


def total(*, n: str, caps: str) -> str:
    """合计 {n} 笔，大写 {caps}"""
    return say("together.total", "{n} in all, in words {caps}", n=n, caps=caps)


def confirm(*, n: int, amt: str) -> str:
    """确认退款 {n} 笔 {amt}"""
    return say("together.confirm", "Refund {n}, {amt}", n=n, amt=amt)


def confirm_practice(*, n: int, amt: str) -> str:
    """练习：确认退款 {n} 笔 {amt}"""
    return say("together.confirm_practice", "Practice: refund {n}, {amt}", n=n, amt=amt)


def hint_seconds(n: int) -> str:
    """点确认后有 {n} 秒可以整张撤销，之后逐笔退出"""
    return say(
        "together.hint_seconds",
        "You have {n} seconds to undo all of it. Then they leave one by one.",
        n=n,
    )


def changed() -> str:
    """有的变了，已经标出来。请再看一遍，合计也要再输入一次"""
    return say(
        "together.changed", "Something changed and is marked. Look again, and type the total again."
    )


def over_day(*, lim: str, left: str) -> str:
    """今天一起同意的限额是 {lim}，还剩 {left}。请少选几笔，或者一笔一笔退"""
    return say(
        "together.over_day",
        "Sheets may refund {lim} a day, {left} is left. Pick fewer, or refund one by one.",
        lim=lim,
        left=left,
    )


def day_full() -> str:
    """今天一起同意的限额用完了"""
    return say("together.day_full", "Today's limit for sheets is used up")


def checks_changed() -> str:
    """检查不再全部通过，没有退款，请单独看"""
    return say(
        "together.checks_changed",
        "Not every check passes any more. Nothing was refunded; look at it by itself.",
    )


def late() -> str:
    """确认后 10 分钟还没轮到"""
    return say("together.late", "Its turn had not come within 10 minutes")


def running() -> str:
    """上一张单还没退完，请等一等"""
    return say("together.running", "The sheet before is still on its way. Please wait.")


def wrong_total() -> str:
    """合计和每笔的金额对不上，请重新选一次"""
    return say("together.wrong_total", "The total is not the sum of the lines. Please pick again.")
