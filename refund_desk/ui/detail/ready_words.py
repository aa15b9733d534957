"""Words about how it stands, ready to be copied, where a source carries none to the buyer.

Chinese in every language of the window, like the buyer; a person sees them before they leave.
"""

from __future__ import annotations

from typing import assert_never

from refund_desk.application.case_view import CaseView
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.ui import formats


def ready_words(case: CaseView) -> str:
    """What the buyer may be told now: the money first, else how the application stands."""
    refund = case.refund
    if case.state is ApplicationState.SETTLED_OUTSIDE:
        return "您好，您申请的退款我们已经用别的方式付给您了，请查收。如有疑问，请告诉我们。"
    if refund is not None and (told := _of_refund(refund)):
        return told
    if case.state is ApplicationState.REJECTED:
        return _rejected(case)
    if case.state is ApplicationState.WITHDRAWN:
        return "您好，您已经撤回了退款申请，我们没有退款。需要时可以再联系我们。"
    if (awaited := case.awaited_proof) is not None:
        amount = formats.yuan(awaited.amount)
        return f"您好，我们已经同意给您退款 {amount}，凭证核对好就退给您。"
    asked = f" {formats.yuan(case.asked)} " if case.asked else ""
    return f"您好，您的退款申请{asked}我们已经收到，正在核实，有结果马上告诉您。".replace("  ", " ")


def _of_refund(refund: Refund) -> str:
    """How far the money is; empty where none has moved."""
    amount = formats.yuan(refund.amount)
    match refund.state:
        case RefundState.SUBMITTING | RefundState.UNKNOWN | RefundState.PROCESSING:
            return (
                f"您好，退款 {amount} 已经提交，微信支付正在处理，会原路退回您付款的账户。"
                "银行卡一般 1–3 个工作日到账。"
            )
        case RefundState.SUCCEEDED:
            return _arrived(refund, amount)
        case RefundState.ABNORMAL:
            return _did_not_arrive(amount)
        case RefundState.REFUSED:
            return f"您好，退款 {amount} 还在办理，办好马上告诉您。"
        case RefundState.PLANNED | RefundState.UNDONE | RefundState.CLOSED | RefundState.GIVEN_UP:
            return ""
        case _:
            assert_never(refund.state)


def _arrived(refund: Refund, amount: str) -> str:
    """The money left the shop; it may have come back to it."""
    if refund.arrived_at is ArrivedAt.SHOP:
        return _did_not_arrive(amount)
    received: Fen | None = refund.payer_refund
    paid = formats.yuan(received) if received is not None else amount
    return f"您好，退款 {paid} 已经退回您付款的账户，请查看微信支付的退款通知。"


def _did_not_arrive(amount: str) -> str:
    return (
        f"您好，退款 {amount} 没有退进您原来付款的账户，钱没有丢。"
        "我们会打电话和您商量怎么退，请留意。请不要在聊天里发银行卡号。"
    )


def _rejected(case: CaseView) -> str:
    """With the reason as the person wrote it."""
    said = [entry.text for entry in case.outbox if entry.kind is OutboxKind.REJECT and entry.text]
    if said:
        return said[-1]
    return "您好，您申请的退款这次没有通过。如有疑问，请告诉我们。"
