"""A case whose platform returns the money: what agreeing means there, and what it waits for."""

from __future__ import annotations

from dataclasses import replace

from refund_desk.application.case_view import AgreedThere, ApproveOffer, CaseView
from refund_desk.application.platform_refunds import UNPAID_MARK, ours_moved, platform_moves
from refund_desk.application.ports.read_model import CaseParts
from refund_desk.domain.identifiers import OutTradeNo
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxKind
from refund_desk.domain.paid_order import PaidOrder, TradeState
from refund_desk.domain.refund import BLOCKING_STATES
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    RefundApplication,
)

_OTHER_DECISIONS = frozenset({OutboxKind.REJECT, OutboxKind.RETURN, OutboxKind.OFFER})
_GOODS = frozenset({ApplicationState.WAITING_GOODS, ApplicationState.GOODS_RECEIVED})


def with_platform_order(parts: CaseParts) -> CaseParts:
    """The same case with its payment as the platform told it, where WeChat Pay does not know it.

    A platform's payment may belong to a merchant number of its own; then nobody else tells of it.
    """
    application = parts.application
    number = application.transaction_id
    if parts.order is not None or number is None or not platform_moves(application):
        return parts
    order = PaidOrder(
        mchid=application.mchid,
        transaction_id=number,
        out_trade_no=OutTradeNo(application.source_ref),
        trade_state=TradeState.SUCCESS,
        total=application.order_amount,
        payer_total=application.order_amount,
        currency="CNY",
        paid_at=None,
        read_at=application.history_read_at or application.changed_at,
    )
    return replace(parts, order=order, order_missing=False)


def at_platform(view: CaseView, parts: CaseParts, *, why_closed: str, undoable: bool) -> CaseView:
    """The case with what can be done where the platform pays; any other one as it is.

    `undoable`: a press that the platform will hear of can still be undone.
    """
    if not platform_moves(parts.application):
        return view
    agreed = _agreed_there(parts, undoable=undoable)
    needs_tick = view.approve.needs_tick
    return replace(
        view,
        approve=_offer_there(parts, why_closed, needs_tick=needs_tick, undoable=undoable),
        can_reject=view.can_reject and not agreed and _may_reject_there(parts.application),
        agreed_there=agreed,
        can_prove=_may_prove_there(parts) and not why_closed,
    )


def _offer_there(
    parts: CaseParts, why_closed: str, *, needs_tick: bool, undoable: bool
) -> ApproveOffer:
    """What agreeing would let the platform pay, or why it cannot be agreed to now."""
    asked = parts.application.asked
    why = why_closed or _why_not(parts, undoable=undoable)
    return ApproveOffer(
        enabled=not why,
        why=why,
        default_amount=asked,
        asked=asked,
        refundable=asked,
        without_freight=None,
        needs_tick=needs_tick,
    )


def _may_reject_there(application: RefundApplication) -> bool:
    """Whether the platform takes a rejection of it as it stands."""
    asks = application.complaint_state is ComplaintState.PENDING
    return asks and not (application.in_platform_service or application.marked)


def _may_prove_there(parts: CaseParts) -> bool:
    """Whether the platform could not pay, and no proof of the shop's own payment is on its way."""
    if parts.application.is_final or parts.application.marked != UNPAID_MARK:
        return False
    return not any(
        entry.kind is OutboxKind.EVIDENCE and entry.state in OPEN_OUTBOX_STATES
        for entry in parts.outbox
    )


def _agreed_there(parts: CaseParts, *, undoable: bool) -> AgreedThere:
    """How far a press on "agree" is on its way to the platform."""
    if undoable:
        return AgreedThere.UNDOABLE
    on_its_way = any(
        entry.kind is OutboxKind.APPROVE and entry.state in OPEN_OUTBOX_STATES
        for entry in parts.outbox
    )
    return AgreedThere.ON_ITS_WAY if on_its_way else AgreedThere.NO


def _why_not(parts: CaseParts, *, undoable: bool) -> str:
    """The first reason against agreeing."""
    application = parts.application
    waiting = {entry.kind for entry in parts.outbox if entry.state in OPEN_OUTBOX_STATES}
    reasons = (
        ("ended", application.is_final),
        ("platform.agreeing", undoable or OutboxKind.APPROVE in waiting),
        ("rejecting", bool(waiting & _OTHER_DECISIONS)),
        ("platform.refunding", application.state is ApplicationState.REFUNDING),
        ("platform.dispute", application.in_platform_service),
        (application.marked, bool(application.marked)),
        ("platform.exchange", application.problem_type is ProblemType.OTHERS),
        *_for_goods(application),
        ("ref.dup", any(refund.state in BLOCKING_STATES for refund in parts.refunds)),
        ("platform.paid", _is_over(parts)),
    )
    return next((why for why, holds in reasons if holds), "")


def _for_goods(application: RefundApplication) -> tuple[tuple[str, bool], ...]:
    """What goods, or the buyer, have to do first."""
    state = application.state
    theirs = application.complaint_state is not ComplaintState.PENDING
    first = application.problem_type is ProblemType.RETURN and state not in _GOODS
    return (
        ("platform.answer_awaited", state is ApplicationState.WAITING_CUSTOMER),
        ("platform.goods_awaited", state in _GOODS and theirs),
        ("platform.goods_first", first),
    )


def _is_over(parts: CaseParts) -> bool:
    """Whether with what this desk moved of the payment more would go back than was paid."""
    moved = ours_moved(parts.refunds)
    total = parts.application.order_amount
    return bool(moved) and parts.application.asked + moved > total
