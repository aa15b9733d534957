"""The steps of a refund, as its timeline names them."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def approved(amt: str) -> str:
    """已同意退款 {amt}"""
    return say("steps.approved", "Approved {amt}", amt=amt)


def approved_detail(*, who: str, kind: str, reason: str) -> str:
    """{who} • {kind} • 原因：{reason}"""
    return say(
        "steps.approved_detail",
        "{who} · {kind} · reason: {reason}",
        who=who,
        kind=kind,
        reason=reason,
    )


def undo_over(n: int) -> str:
    """{n} 秒撤销时间已过"""
    return say("steps.undo_over", "{n} s to undo are over", n=n)


def undo_running(n: int) -> str:
    """还有 {n} 秒可以撤销"""
    return say("steps.undo_running", "{n} s left to undo", n=n)


def undo_nobody() -> str:
    """没有人撤销"""
    return say("steps.undo_nobody", "Nobody undid it")


def undone() -> str:
    """已撤销"""
    return say("steps.undone", "Undone")


def undone_detail() -> str:
    """没有提交，钱没有动"""
    return say("steps.undone_detail", "Nothing was sent, no money moved")


def submitted() -> str:
    """已提交微信支付"""
    return say("steps.submitted", "Sent to WeChat Pay")


def submit() -> str:
    """提交微信支付"""
    return say("steps.submit", "Send to WeChat Pay")


def submitting() -> str:
    """正在提交微信支付"""
    return say("steps.submitting", "Sending to WeChat Pay")


def refused() -> str:
    """微信支付没有受理"""
    return say("steps.refused", "WeChat Pay did not take it")


def unknown() -> str:
    """没收到微信支付的回答"""
    return say("steps.unknown", "No answer from WeChat Pay")


def replied() -> str:
    """已回复客户"""
    return say("steps.replied", "Customer told")


def reply() -> str:
    """回复客户"""
    return say("steps.reply", "Tell the customer")


def reply_waiting() -> str:
    """正在回复客户"""
    return say("steps.reply_waiting", "Telling the customer")


def reply_stuck() -> str:
    """回复没发出去"""
    return say("steps.reply_stuck", "Reply not sent")


def approve_sent() -> str:
    """已告诉微信“同意”"""
    return say("steps.approve_sent", "WeChat told that you agreed")


def processing() -> str:
    """退款处理中"""
    return say("steps.processing", "Refunding")


def asked(*, time: str, result: str, next_time: str) -> str:
    """上次查询 {time}，结果：{result}。下次自动查询 {next_time}"""
    return say(
        "steps.asked",
        "Asked at {time}: {result}. Next at {next_time}.",
        time=time,
        result=result,
        next_time=next_time,
    )


def asked_only(*, time: str, result: str) -> str:
    """上次查询 {time}，结果：{result}"""
    return say("steps.asked_only", "Asked at {time}: {result}.", time=time, result=result)


def next(time: str) -> str:
    """{time} 第一次查询"""
    return say("steps.next", "First question at {time}.", time=time)


def arrive() -> str:
    """退款成功，到客户账户"""
    return say("steps.arrive", "Arrived at the customer")


def arrived(where: str) -> str:
    """退款成功，到{where}"""
    return say("steps.arrived", "Arrived: {where}", where=where)


def arrived_detail(amt: str) -> str:
    """客户收到 {amt}"""
    return say("steps.arrived_detail", "The customer received {amt}", amt=amt)


def to_shop() -> str:
    """退回到本店"""
    return say("steps.to_shop", "Came back to the shop")


def abnormal() -> str:
    """退款异常"""
    return say("steps.abnormal", "Refund abnormal")


def abnormal_detail() -> str:
    """客户的账户收不了，钱没有丢"""
    return say(
        "steps.abnormal_detail", "The customer's account cannot take it. The money is not lost."
    )


def closed() -> str:
    """微信已关闭"""
    return say("steps.closed", "Closed by WeChat")


def complete() -> str:
    """投诉单自动完结"""
    return say("steps.complete", "Complaint closes by itself")


def complete_by_hand() -> str:
    """投诉单还没完结"""
    return say("steps.complete_by_hand", "Complaint still open")


def complete_by_hand_detail(button: str) -> str:
    """这一次微信不会自动完结投诉单。和客户说好后，点“{button}”"""
    return say(
        "steps.complete_by_hand_detail",
        'It does not close by itself this time. When all is settled, press "{button}".',
        button=button,
    )


def completed() -> str:
    """投诉单已完结"""
    return say("steps.completed", "Complaint closed")


def kind_partial() -> str:
    """部分退款"""
    return say("steps.kind_partial", "partial refund")


def kind_full() -> str:
    """全额退款"""
    return say("steps.kind_full", "full refund")


def out_refund_no(number: str) -> str:
    """商户退款单号 {number}"""
    return say("steps.out_refund_no", "Refund no. {number}", number=number)


def refund_id(number: str) -> str:
    """微信退款单号 {number}"""
    return say("steps.refund_id", "WeChat refund no. {number}", number=number)


def request_id(number: str) -> str:
    """请求号 {number}"""
    return say("steps.request_id", "Request no. {number}", number=number)


def quoted(text: str) -> str:
    """“{text}”"""
    return say("steps.quoted", "“{text}”", text=text)


def result_processing() -> str:
    """处理中"""
    return say("steps.result_processing", "refunding")


def result_succeeded() -> str:
    """已到账"""
    return say("steps.result_succeeded", "arrived")


def result_abnormal() -> str:
    """异常"""
    return say("steps.result_abnormal", "abnormal")


def result_closed() -> str:
    """已关闭"""
    return say("steps.result_closed", "closed")


def result_unknown() -> str:
    """没有回答"""
    return say("steps.result_unknown", "no answer")
