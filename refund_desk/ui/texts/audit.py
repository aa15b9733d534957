"""Lines of the operations log."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def received(amt: str) -> str:
    """收到申请 {amt}"""
    return say("audit.received", "Application received {amt}", amt=amt)


def reopened(amt: str) -> str:
    """客户再次投诉 {amt}"""
    return say("audit.reopened", "Customer complained again {amt}", amt=amt)


def withdrawn() -> str:
    """客户撤回申请"""
    return say("audit.withdrawn", "Customer withdrew")


def customer_spoke() -> str:
    """客户留言"""
    return say("audit.customer_spoke", "Customer wrote")


def planned(amt: str) -> str:
    """同意退款 {amt}"""
    return say("audit.planned", "Approved {amt}", amt=amt)


def planned_reason(*, amt: str, reason: str) -> str:
    """同意退款 {amt}，原因“{reason}”"""
    return say("audit.planned_reason", "Approved {amt}, reason “{reason}”", amt=amt, reason=reason)


def undone(amt: str) -> str:
    """撤销退款 {amt}，没有提交"""
    return say("audit.undone", "Undone {amt}, nothing sent", amt=amt)


def submitting(amt: str) -> str:
    """提交微信支付 {amt}"""
    return say("audit.submitting", "Sent {amt} to WeChat Pay", amt=amt)


def accepted(amt: str) -> str:
    """微信支付已受理 {amt}"""
    return say("audit.accepted", "WeChat Pay accepted {amt}", amt=amt)


def adopted(amt: str) -> str:
    """以前已退过 {amt}，没有再退"""
    return say("audit.adopted", "Refunded before, not refunded again {amt}", amt=amt)


def refused(code: str) -> str:
    """微信支付没有受理：{code}"""
    return say("audit.refused", "WeChat Pay refused: {code}", code=code)


def unknown() -> str:
    """没收到微信支付的回答"""
    return say("audit.unknown", "No answer from WeChat Pay")


def asked(result: str) -> str:
    """查询微信：{result}"""
    return say("audit.asked", "Asked WeChat Pay: {result}", result=result)


def succeeded(amt: str) -> str:
    """退款到账 {amt}"""
    return say("audit.succeeded", "Refund arrived {amt}", amt=amt)


def abnormal() -> str:
    """退款异常"""
    return say("audit.abnormal", "Refund abnormal")


def closed() -> str:
    """微信关闭了退款"""
    return say("audit.closed", "Refund closed by WeChat")


def given_up() -> str:
    """放弃这笔退款"""
    return say("audit.given_up", "Refund given up")


def contradicted() -> str:
    """后来的回答和记录不一致"""
    return say("audit.contradicted", "A later answer contradicts")


def elsewhere(amt: str) -> str:
    """在别处退过，补记 {amt}"""
    return say("audit.elsewhere", "Refunded elsewhere, entered {amt}", amt=amt)


def elsewhere_found() -> str:
    """发现在别处退过款"""
    return say("audit.elsewhere_found", "Found refunded elsewhere")


def abnormal_handled() -> str:
    """处理退款异常"""
    return say("audit.abnormal_handled", "Abnormal refund dealt with")


def reply_queued() -> str:
    """写了回复"""
    return say("audit.reply_queued", "Reply written")


def replied() -> str:
    """回复客户"""
    return say("audit.replied", "Replied to the customer")


def rejected() -> str:
    """拒绝退款"""
    return say("audit.rejected", "Rejected")


def reject_sent() -> str:
    """已把拒绝告诉微信"""
    return say("audit.reject_sent", "Rejection sent to WeChat")


def approve_sent() -> str:
    """已告诉微信“同意”"""
    return say("audit.approve_sent", "WeChat told that you agreed")


def completed() -> str:
    """反馈处理完成"""
    return say("audit.completed", "Complaint marked as done")


def outbox_stuck() -> str:
    """有消息一直没发出去"""
    return say("audit.outbox_stuck", "A message could not be sent")


def revealed() -> str:
    """查看完整手机号"""
    return say("audit.revealed", "Full phone number shown")


def settled_outside() -> str:
    """线下处理"""
    return say("audit.settled_outside", "Settled outside")


def bill_taken(amt: str) -> str:
    """取到账单，退款共 {amt}"""
    return say("audit.bill_taken", "Bill fetched, {amt} of refunds", amt=amt)


def found_recorded(amt: str) -> str:
    """补记在别处退的 {amt}"""
    return say("audit.found_recorded", "Recorded {amt} refunded elsewhere", amt=amt)


def found_not_moved(amt: str) -> str:
    """核对 {amt}：微信没有退成"""
    return say("audit.found_not_moved", "Checked {amt}: WeChat did not refund it", amt=amt)


def difference_noted() -> str:
    """对账差异已核对"""
    return say("audit.difference_noted", "Difference with the bill checked")


def keys_changed() -> str:
    """更换了商户密钥"""
    return say("audit.keys_changed", "Merchant keys were changed")


def other(action: str) -> str:
    """{action}"""
    return say("audit.other", "{action}", action=action)


def books_restored() -> str:
    """从备份恢复了账本"""
    return say("audit.books_restored", "Books restored from a copy")


def books_caught_up() -> str:
    """备份之后的退款已核对完"""
    return say("audit.books_caught_up", "What was refunded after the copy is known")


def outbox_retried() -> str:
    """让没发出去的消息再发一次"""
    return say("audit.outbox_retried", "Message sent again by hand")


def outbox_dropped() -> str:
    """不再发这条消息"""
    return say("audit.outbox_dropped", "Message left unsent by hand")


def complete_queued() -> str:
    """点了“处理完成”"""
    return say("audit.complete_queued", "Pressed “complete”")


def order_picked() -> str:
    """选定了订单"""
    return say("audit.order_picked", "Order picked")
