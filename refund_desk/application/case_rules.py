"""From what is kept of a case to what the rules look at and the window shows."""

from __future__ import annotations

from datetime import datetime, timedelta

from refund_desk.application.case_messages import messages_of
from refund_desk.application.case_view import (
    ApproveOffer,
    CaseView,
    LinkedCase,
    OrderChoice,
    OrderView,
)
from refund_desk.application.complaint_orders import number_of
from refund_desk.application.negotiation_book import kept_negotiation
from refund_desk.application.platform_cases import at_platform, with_platform_order
from refund_desk.application.platform_refunds import platform_moves
from refund_desk.application.ports.application_source import ComplaintOrder
from refund_desk.application.ports.read_model import CaseParts
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.capabilities import CAPABILITIES, MoneyMover, mover_of
from refund_desk.domain.case import returned_of
from refund_desk.domain.deadline import Deadline, deadline_of, deadline_of_part
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, REFUND_FEN_MIN, Fen, total_of
from refund_desk.domain.masking import mask_name, mask_number, mask_phone, mask_text
from refund_desk.domain.negotiation import goods_come_first
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxKind
from refund_desk.domain.paid_order import (
    PaidOrder,
    Remainder,
    TradeState,
    ensure_findable,
    ensure_refundable,
    pause_left_s,
    remainder_of,
)
from refund_desk.domain.policy import CaseFacts, any_red, findings_of
from refund_desk.domain.refund import BLOCKING_STATES, FINAL_STATES, Refund, RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    RefundApplication,
    Source,
)
from refund_desk.domain.refund_parts import OrderPart, goods_left, order_parts
from refund_desk.domain.shop_policy import ShopPolicy

# The customer rule looks back half a year.
CUSTOMER_SINCE = timedelta(days=183)
_LEAST = Fen(REFUND_FEN_MIN)


def case_facts(
    stores: Stores, application: RefundApplication, order: PaidOrder, *, now: datetime
) -> CaseFacts:
    """What the rules look at for a press that would refund `order`, read inside a transaction."""
    earlier = None
    if application.customer_key:
        earlier = stores.applications.count_refunded_of_customer(
            application.customer_key, since=now - CUSTOMER_SINCE, except_id=application.id
        )
    return _facts_of(
        CaseParts(
            application=application,
            linked=(),
            order=order,
            facts=stores.orders.facts(order.transaction_id),
            refunds=stores.refunds.of_payment(order.mchid, order.transaction_id),
            elsewhere=stores.orders.elsewhere(order.mchid, order.transaction_id),
            messages=(),
            outbox=(),
            pictures=(),
            earlier_refunds=earlier,
            draft="",
            order_missing=False,
            negotiation=kept_negotiation(stores, application.id),
        ),
        now,
    )


def case_view(
    parts: CaseParts,
    policy: ShopPolicy,
    *,
    now: datetime,
    why_closed: str = "",
    undoable: bool = False,
) -> CaseView:
    """Everything the window shows, masked; `why_closed` stops sending, `undoable` waits to."""
    parts = with_platform_order(parts)
    application = parts.application
    case = _facts_of(parts, now)
    findings = findings_of(case, policy)
    name = mask_name(parts.facts.buyer_nickname) if parts.facts else ""
    phone = mask_phone(application.payer_phone)
    messages = messages_of(parts)
    closed = application.complaint_state is ComplaintState.PROCESSED
    can = CAPABILITIES[application.source]
    view = CaseView(
        application_id=application.id,
        source=application.source,
        source_ref=application.source_ref,
        title=name or phone,
        name=name,
        phone=phone,
        has_phone=bool(application.payer_phone),
        category=application.category,
        problem_text=mask_text(application.problem_text),
        problem_type=application.problem_type,
        unshipped=parts.facts is not None and parts.facts.logistics.shipped_at is None,
        asked=application.asked,
        applied_at=application.applied_at,
        state=application.state,
        complaint_state=application.complaint_state,
        segment=application.segment,
        marked=application.marked,
        round=application.round,
        deadline=_deadline(application, parts.refunds),
        order=_order_view(parts),
        order_missing=parts.order_missing,
        remainder=case.remainder,
        elsewhere_suspected=case.elsewhere_suspected,
        findings=findings,
        messages=messages,
        pictures=tuple(picture for message in messages for picture in message.pictures),
        picture_count=application.picture_count,
        refund=_newest(parts.refunds, application),
        refunds=parts.refunds,
        outbox=parts.outbox,
        linked=_linked(parts),
        approve=_approve_offer(parts, case, why_closed, needs_tick=any_red(findings)),
        can_reject=_can_reject(parts) and not why_closed,
        can_reply=can.reply_text and not why_closed and not (closed and application.is_final),
        draft=parts.draft,
        orders=tuple(_choice(order, application) for order in parts.orders),
        used_elsewhere=parts.used_elsewhere,
        can=can,
        negotiation=parts.negotiation,
    )
    return at_platform(view, parts, why_closed=why_closed, undoable=undoable)


def _deadline(application: RefundApplication, refunds: tuple[Refund, ...]) -> Deadline | None:
    """The clock that still counts: a part of what was asked does not end the complaint."""
    own = tuple(r for r in refunds if r.application_id == application.id)
    partly = returned_of(own) < application.asked and not platform_moves(application)
    if application.state is ApplicationState.REFUNDED and partly:
        return deadline_of_part(application)
    return deadline_of(application)


def _choice(order: ComplaintOrder, application: RefundApplication) -> OrderChoice:
    """One of several orders, and whether the case is about it."""
    picked = order.transaction_id is not None and order.transaction_id == application.transaction_id
    by_trade_no = order.out_trade_no is not None and order.out_trade_no == application.out_trade_no
    return OrderChoice(
        number=number_of(order), amount=order.amount, is_picked=picked or by_trade_no
    )


def _facts_of(parts: CaseParts, now: datetime) -> CaseFacts:
    """What the rules look at, of what is kept."""
    application, order = parts.application, parts.order
    # While it can still be undone, no money has moved: the figures stay as they were.
    refunds = tuple(r for r in parts.refunds if r.state is not RefundState.PLANNED)
    return CaseFacts(
        application=application,
        order=order,
        order_missing=parts.order_missing,
        facts=parts.facts,
        refunds=_own(refunds, application),
        remainder=_remainder(order, refunds, parts.elsewhere),
        elsewhere_suspected=not platform_moves(application)
        and _elsewhere_suspected(order, refunds, parts.elsewhere),
        earlier_refunds=parts.earlier_refunds,
        linked_moving=_others_moved(refunds, application),
        now=now,
        goods_here=parts.negotiation.goods_here,
    )


def _linked(parts: CaseParts) -> tuple[LinkedCase, ...]:
    """The other applications of the payment."""
    return tuple(
        LinkedCase(
            application_id=other.id,
            asked=other.asked,
            state=other.state,
            applied_at=other.applied_at,
            source=other.source,
        )
        for other in parts.linked
        if other.id != parts.application.id
    )


def _own(refunds: tuple[Refund, ...], application: RefundApplication) -> tuple[Refund, ...]:
    """The refunds made for this application that moved money, or may."""
    return tuple(r for r in refunds if r.application_id == application.id and _counts(r))


def _others_moved(refunds: tuple[Refund, ...], application: RefundApplication) -> bool:
    """Whether money of the payment moved, or may, for another application or for none we know."""
    return any(r.application_id != application.id and _counts(r) for r in refunds)


def _counts(refund: Refund) -> bool:
    """Whether a refund moved money, or may."""
    return refund.state not in FINAL_STATES or refund.state is RefundState.SUCCEEDED


def _remainder(
    order: PaidOrder | None, refunds: tuple[Refund, ...], elsewhere: Fen | None
) -> Remainder | None:
    """Where the payment's money is; None while the payment was not read."""
    if order is None:
        return None
    return remainder_of(order.total, refunds, elsewhere=elsewhere or NOTHING)


def _elsewhere_suspected(
    order: PaidOrder | None, refunds: tuple[Refund, ...], elsewhere: Fen | None
) -> bool:
    """WeChat Pay says "something was refunded", and neither ledger nor owner knows what.

    A refund of ours that was sent and has no answer yet may be the one.
    """
    if order is None or order.trade_state is not TradeState.REFUND or elsewhere is not None:
        return False
    unanswered = {RefundState.SUBMITTING, RefundState.UNKNOWN}
    return all(r.accepted_at is None and r.state not in unanswered for r in refunds)


def _newest(refunds: tuple[Refund, ...], application: RefundApplication) -> Refund | None:
    """The refund that the window is about: the last one of this application."""
    own = [r for r in refunds if r.application_id == application.id]
    return own[-1] if own else None


def _order_view(parts: CaseParts) -> OrderView | None:
    """The payment joined with the shop's own facts."""
    order, facts = parts.order, parts.facts
    if order is None:
        return None
    return OrderView(
        transaction_id=order.transaction_id,
        out_trade_no=order.out_trade_no,
        paid_at=order.paid_at,
        read_at=order.read_at,
        currency=order.currency,
        order_total=order.total,
        payer_total=order.payer_total,
        has_coupon=order.has_coupon,
        facts_known=facts is not None,
        goods=facts.goods if facts else (),
        goods_title=facts.title if facts else "",
        freight=facts.freight if facts else NOTHING,
        carrier=facts.logistics.carrier if facts else "",
        tracking_no=mask_number(facts.logistics.tracking_no) if facts else "",
        shipped_at=facts.logistics.shipped_at if facts else None,
        signed_at=facts.logistics.signed_at if facts else None,
    )


def _can_reject(parts: CaseParts) -> bool:
    """Whether a rejection may be begun (the transaction checks again)."""
    application = parts.application
    if application.is_final or application.complaint_state is ComplaintState.PROCESSED:
        return False
    if _rejecting(parts):
        return False
    return all(r.is_final for r in parts.refunds)


def _rejecting(parts: CaseParts) -> bool:
    """Whether a rejection is on its way."""
    return any(
        entry.kind is OutboxKind.REJECT and entry.state in OPEN_OUTBOX_STATES
        for entry in parts.outbox
    )


def _approve_offer(
    parts: CaseParts, case: CaseFacts, why_closed: str, *, needs_tick: bool
) -> ApproveOffer:
    """What the approve button would do, or why it does nothing.

    The amount offered is what was asked minus what went back or moves of the payment, whoever
    refunded it (decisions.md 1.5), and of the complaint's other orders.
    """
    asked, left, default = case.application.asked, NOTHING, NOTHING
    if case.remainder is not None:
        others = total_of(r.amount for r in parts.refunds_of_other_orders if _counts(r))
        spent = case.remainder.succeeded + case.remainder.moving + case.remainder.elsewhere + others
        left = case.remainder.refundable
        wanted = _agreed_of(parts) or asked
        default = min(wanted.less_or_zero(spent), left) if wanted else left
    why, wait_s = _why_not(parts, case, why_closed, default)
    things, of_no_parts = _parts_of(parts)
    goods = goods_left(things) if parts.facts and parts.facts.freight else NOTHING
    return ApproveOffer(
        enabled=not why,
        why=why,
        default_amount=default,
        asked=asked,
        refundable=left,
        without_freight=goods if NOTHING < goods <= left else None,
        wait_s=wait_s,
        needs_tick=needs_tick,
        parts=things,
        of_no_parts=of_no_parts,
        agreed=_agreed_of(parts),
        goods_first=goods_come_first(case.application, goods_here=case.goods_here)
        and case.application.source is not Source.STORE,
    )


def _agreed_of(parts: CaseParts) -> Fen | None:
    """What the customer agreed to, or the owner once the proof is there; None without either."""
    proof = parts.negotiation.proof
    return proof.amount if proof is not None else parts.negotiation.agreed


def _parts_of(parts: CaseParts) -> tuple[tuple[OrderPart, ...], Fen]:
    """What of the order may be ticked, and what went back that was of no goods (fen)."""
    counted = tuple(r for r in parts.refunds if _counts(r))
    bare = total_of(r.amount for r in counted if not r.parts) + (parts.elsewhere or NOTHING)
    return (order_parts(parts.facts, counted) if parts.facts else ()), bare


def _why_not(parts: CaseParts, case: CaseFacts, why_closed: str, default: Fen) -> tuple[str, int]:
    """The first reason against a refund, and the seconds to wait where time is the reason."""
    application, order = parts.application, parts.order
    ended = application.is_final and application.state is not ApplicationState.REFUNDED
    picked = application.orders_in_complaint <= 1 or application.out_trade_no is not None
    picked = picked or application.transaction_id is not None
    sources = (application.source, *(other.source for other in parts.linked))
    reasons = (
        (why_closed, bool(why_closed)),
        ("platform.pays", mover_of(sources) is MoneyMover.PLATFORM),
        ("ended", ended),
        ("order.pick", not picked),
        ("order.none", parts.order_missing),
        ("order.unread", order is None),
        ("rejecting", _rejecting(parts)),
        ("ref.dup", any(r.state in BLOCKING_STATES for r in parts.refunds)),
        ("elsewhere", case.elsewhere_suspected),
        ("nothing_left", case.remainder is not None and not case.remainder.refundable),
        ("full_refunded", application.fully_refunded_there),
    )
    first = next((why for why, holds in reasons if holds), "")
    if first or order is None:
        return first, 0
    elsewhere = parts.elsewhere or NOTHING
    asked = default or _LEAST
    try:
        ensure_refundable(order, parts.refunds, asked=asked, elsewhere=elsewhere, now=case.now)
        ensure_findable(order, parts.refunds)
    except RuleBrokenError as broken:
        return broken.code, pause_left_s(parts.refunds, case.now)
    return "", 0
