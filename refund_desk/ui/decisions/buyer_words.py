"""Words that the buyer reads: Chinese in every language of the window, like the buyer.

They are suggestions; a person sees them before they leave, and may change each of them.
"""

from __future__ import annotations

from refund_desk.application.case_view import CaseView
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.policy import Finding
from refund_desk.domain.reason import ReasonCategory

_REFUND_REASONS: dict[ReasonCategory, tuple[str, ...]] = {
    ReasonCategory.DAMAGED: ("商品破损，退款", "运输中破损，退部分货款"),
    ReasonCategory.NOT_AS_DESCRIBED: ("商品与描述不符，退款", "商品有色差，退部分货款"),
    ReasonCategory.NEVER_SHIPPED: ("没有按时发货，退款", "商品缺货，退款"),
    ReasonCategory.WRONG_GOODS: ("发错商品，退款", "发错规格，退部分货款"),
    ReasonCategory.MISSING_PART: ("漏发配件，退款", "漏发商品，退部分货款"),
    ReasonCategory.CHANGED_MIND: ("七天无理由退货，退款", "客户不想要了，退款"),
    ReasonCategory.QUALITY: ("商品质量问题，退款", "商品有瑕疵，退部分货款"),
    ReasonCategory.OTHER: (),
}
_COMMON_REASONS = ("与客户协商一致，退款", "退部分货款", "退运费")

# {amount} is filled in, and follows the amount field afterwards.
_APPROVE_REPLIES = (
    "已同意退款 {amount}，原路退回您付款的账户。给您添麻烦了，非常抱歉。",
    "您好，退款 {amount} 已经办理，会原路退回，请留意微信支付的退款通知。",
    "已同意退您 {amount}，原路退回。如果三个工作日后还没有收到，请告诉我们。",
)


def refund_reasons(category: ReasonCategory) -> tuple[str, ...]:
    """Reasons to choose from for the buyer's refund notice, the fitting one first."""
    return (*_REFUND_REASONS[category], *_COMMON_REASONS)


def approve_replies(amount_text: str) -> tuple[str, ...]:
    """Replies to choose from that tell the buyer of the refund; `amount_text` such as ¥108.00."""
    return tuple(reply.format(amount=amount_text) for reply in _APPROVE_REPLIES)


def call_words(amount_text: str) -> str:
    """Ask the buyer of a refund that came back for a call; `amount_text` such as ¥108.00."""
    return (
        f"您好，退款 {amount_text} 已提交，但您付款的银行卡可能已注销或冻结，银行退回了。"
        "请回复方便接电话的时间，我们打给您核对新的收款卡。为了安全，请不要在这里发卡号。"
    )


def reject_words(code: str, case: CaseView) -> str:
    """The words suggested for a reject reason, with this case's days; empty for `other`."""
    match code:
        case "overdue":
            return _past_window(case)
        case "used":
            return (
                "您好，从照片看商品已经使用过，影响再次销售，所以这次不能退。"
                "如果是质量问题，请补充能看清问题的照片，我们再核实。"
            )
        case "no_fault":
            return (
                "您好，我们仔细看了您提供的内容，没有看到商品的问题，所以这次不能退。"
                "如果方便，请补充能看清问题的照片，我们再核实。"
            )
        case "compensated":
            return "您好，这一笔我们已经按约定补发或补偿过，所以不再退款。如有疑问，请告诉我们。"
        case _:
            return ""


def _past_window(case: CaseView) -> str:
    finding = within_days(case)
    signed = case.order.signed_at if case.order is not None else None
    if finding is None or signed is None:
        return "您好，这一笔已经超过本店的退货期限，所以这次不能退。如果是质量问题，请告诉我们。"
    day = beijing_day(signed)
    return (
        f"您好，商品 {day.month} 月 {day.day} 日签收，到申请时已 {finding.count} 天，"
        f"超过 {finding.bound} 天的退货期限，所以这次不能退。如果是质量问题，请告诉我们。"
    )


def within_days(case: CaseView) -> Finding | None:
    """The check of the days since the parcel was signed for, where there is one."""
    return next((f for f in case.findings if f.rule == "within_days"), None)
