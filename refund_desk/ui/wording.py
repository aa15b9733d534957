"""From the codes of the layers below to words, glyphs and tones: states, sources, people."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from refund_desk.application.rows import HistoryResult, HistoryRow
from refund_desk.domain.audit import OWNER, SYSTEM
from refund_desk.domain.case import CLOSED_THERE
from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.negotiation import ProofKind
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.received_by import AccountKind, account_kind
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ProblemType,
    Segment,
    Source,
)
from refund_desk.ui import texts
from refund_desk.ui.widgets.pills import PillLook, Tone

Words = Callable[[], str]

_CATEGORIES: dict[ReasonCategory, Words] = {
    ReasonCategory.DAMAGED: texts.common.category_damaged,
    ReasonCategory.NOT_AS_DESCRIBED: texts.common.category_not_as_described,
    ReasonCategory.NEVER_SHIPPED: texts.common.category_never_shipped,
    ReasonCategory.WRONG_GOODS: texts.common.category_wrong_goods,
    ReasonCategory.MISSING_PART: texts.common.category_missing_part,
    ReasonCategory.CHANGED_MIND: texts.common.category_changed_mind,
    ReasonCategory.QUALITY: texts.common.category_quality,
    ReasonCategory.OTHER: texts.common.category_other,
}
# A source in full, in short, and its glyph.
_SOURCES: dict[Source, tuple[Words, Words, str]] = {
    Source.COMPLAINT: (
        texts.common.source_complaint,
        texts.common.source_complaint_short,
        "message-alert-outline",
    ),
    Source.SHOP_FEED: (
        texts.common.source_shop_feed,
        texts.common.source_shop_feed_short,
        "cellphone",
    ),
    Source.STORE: (
        texts.common.source_store,
        texts.common.source_store_short,
        "storefront-outline",
    ),
    Source.SHEET: (
        texts.common.source_sheet,
        texts.common.source_sheet_short,
        "file-delimited-outline",
    ),
    Source.BY_HAND: (
        texts.common.source_by_hand,
        texts.common.source_by_hand_short,
        "pencil-outline",
    ),
}
_ACCOUNTS: dict[AccountKind, Words] = {
    AccountKind.BALANCE: texts.refund.account_wallet,
    AccountKind.BALANCE_PLUS: texts.refund.account_wallet_plus,
}
# How WeChat Pay names an account of the merchant in user_received_account: "商户结算银行账户".
_SHOPS_ACCOUNTS = "商户"
_SEGMENTS: dict[Segment, Words] = {
    Segment.TO_DO: texts.inbox.segment_to_do,
    Segment.WAITING: texts.inbox.segment_waiting,
    Segment.REFUNDING: texts.inbox.segment_refunding,
    Segment.PROBLEM: texts.inbox.segment_problem,
}
_APPLICATION_PILLS: dict[ApplicationState, tuple[Words, Tone, str]] = {
    ApplicationState.OPEN: (texts.detail.pill_open, "info", ""),
    ApplicationState.ASKED_OWNER: (
        texts.detail.pill_asked_owner,
        "warn",
        "account-clock-outline",
    ),
    ApplicationState.WAITING_GOODS: (
        texts.detail.pill_waiting_goods,
        "neutral",
        "truck-outline",
    ),
    ApplicationState.GOODS_RECEIVED: (
        texts.detail.pill_goods_received,
        "info",
        "package-variant",
    ),
    ApplicationState.WAITING_CUSTOMER: (
        texts.detail.pill_waiting_customer,
        "neutral",
        "handshake-outline",
    ),
    ApplicationState.AGREED_WAITING_PROOF: (
        texts.detail.pill_agreed_waiting_proof,
        "info",
        "timer-sand",
    ),
    ApplicationState.REFUNDING: (texts.detail.pill_refunding, "info", "progress-clock"),
    ApplicationState.REFUNDED: (texts.detail.pill_refunded, "ok", "check-circle"),
    ApplicationState.REJECTED: (
        texts.detail.pill_rejected,
        "neutral",
        "close-circle-outline",
    ),
    ApplicationState.WITHDRAWN: (texts.detail.pill_withdrawn, "neutral", "undo-variant"),
    ApplicationState.PLATFORM_DECIDED: (
        texts.detail.pill_platform_decided,
        "neutral",
        "check-circle",
    ),
    ApplicationState.SETTLED_OUTSIDE: (
        texts.detail.pill_settled_outside,
        "neutral",
        "handshake-outline",
    ),
}
_REFUND_PILLS: dict[RefundState, tuple[Words, Tone, str]] = {
    RefundState.PLANNED: (texts.detail.refund_planned_short, "info", "timer-sand"),
    RefundState.UNDONE: (texts.detail.refund_undone, "neutral", "undo-variant"),
    RefundState.SUBMITTING: (texts.detail.refund_submitting, "info", "cash-sync"),
    RefundState.UNKNOWN: (texts.detail.refund_unknown, "warn", "help-circle-outline"),
    RefundState.REFUSED: (texts.detail.refund_refused, "bad", "alert-circle"),
    RefundState.GIVEN_UP: (texts.detail.refund_given_up, "neutral", "close-circle-outline"),
    RefundState.PROCESSING: (texts.detail.refund_processing, "info", "progress-clock"),
    RefundState.SUCCEEDED: (texts.detail.refund_succeeded, "ok", "check-circle"),
    RefundState.ABNORMAL: (texts.detail.refund_abnormal, "bad", "alert-circle"),
    RefundState.CLOSED: (texts.detail.refund_closed, "neutral", "close-circle-outline"),
}
_RESULTS: dict[HistoryResult, tuple[Words, Tone]] = {
    HistoryResult.REFUNDED: (texts.history.result_refunded, "ok"),
    HistoryResult.REFUNDING: (texts.history.result_refunding, "info"),
    HistoryResult.ABNORMAL: (texts.history.result_abnormal, "bad"),
    HistoryResult.REJECTED: (texts.history.result_rejected, "neutral"),
    HistoryResult.WITHDRAWN: (texts.history.result_withdrawn, "neutral"),
    HistoryResult.UNDONE: (texts.history.result_undone, "neutral"),
    HistoryResult.CLOSED: (texts.history.result_closed, "neutral"),
    HistoryResult.UNKNOWN: (texts.history.result_unknown, "warn"),
    HistoryResult.REFUSED: (texts.history.result_refused, "bad"),
    HistoryResult.PLATFORM: (texts.history.result_platform, "neutral"),
    HistoryResult.OUTSIDE: (texts.history.result_outside, "neutral"),
}
_EVENTS: dict[MessageKind, Words] = {
    MessageKind.APPLIED: texts.detail.event_applied,
    MessageKind.CONTINUED: texts.detail.event_continued,
    MessageKind.APPROVED: texts.detail.event_approved,
    MessageKind.REJECTED: texts.detail.event_rejected,
    MessageKind.COMPLETED: texts.detail.event_completed,
    MessageKind.REVOKED: texts.detail.event_revoked,
    MessageKind.CONFIRMED: texts.detail.event_confirmed,
    MessageKind.REFUND_ARRIVED: texts.detail.event_arrived,
    MessageKind.SYSTEM: texts.detail.event_system,
    MessageKind.SETTLED_OUTSIDE: texts.cards.event_outside,
    MessageKind.PROOF: texts.waiting.event_proof,
}
_FUNDS: dict[str, Words] = {
    "BASIC": texts.order.funds_basic,
    "UNSETTLED": texts.order.funds_unsettled,
    "AVAILABLE": texts.order.funds_available,
    "OPERATION": texts.order.funds_operation,
}
_PROOFS: dict[ProofKind, Words] = {
    ProofKind.SHIPPING_LIST: texts.goods_back.proof_shipping_list,
    ProofKind.SIGN_RECEIPT: texts.goods_back.proof_sign_receipt,
    ProofKind.PHOTO: texts.goods_back.proof_photo,
}
_MARKS: dict[str, Words] = {
    "changed.asked": texts.inbox.marked_amount_changed,
    "changed.amount": texts.inbox.marked_amount_changed,
    "changed.closed": texts.inbox.marked_withdrawn,
    "changed.gone": texts.inbox.marked_withdrawn,
    "changed.refunded": texts.inbox.marked_refunded,
    "changed.offer": texts.waiting.marked_agreed,
    "offer.agreed": texts.waiting.marked_agreed,
    "offer.refused": texts.waiting.marked_refused,
    "changed.checks": texts.together.marked_checks,
    CLOSED_THERE: texts.inbox.marked_closed,
}


def proof_kind(kind: ProofKind) -> str:
    """发货清单: what a refund waits for."""
    return _PROOFS[kind]()


def category(reason: ReasonCategory) -> str:
    """商品破损: why the buyer asks, as a category."""
    return _CATEGORIES[reason]()


def segment(which: Segment) -> str:
    """待处理: the name of a segment; DONE is not shown and has none."""
    words = _SEGMENTS.get(which)
    return words() if words is not None else ""


def type_tag(problem_type: ProblemType, *, unshipped: bool) -> str:
    """仅退款, 未发货 or what else a complaint is about: the tag of a row."""
    match problem_type:
        case ProblemType.SERVICE_NOT_WORK:
            return texts.common.type_service()
        case ProblemType.OTHERS:
            return texts.common.type_other()
        case ProblemType.RETURN:
            return texts.common.type_return()
        case ProblemType.TRADE:
            return texts.common.type_trade()
        case ProblemType.REFUND:
            if unshipped:
                return texts.common.type_unshipped()
            return texts.common.type_refund_only()
        case _:
            assert_never(problem_type)


def what_is_asked(problem_type: ProblemType, *, unshipped: bool) -> str:
    """仅退款，不退货: the same in the header, in full."""
    match problem_type:
        case ProblemType.SERVICE_NOT_WORK:
            return texts.common.what_service()
        case ProblemType.OTHERS:
            return texts.common.what_other()
        case ProblemType.RETURN:
            return texts.common.what_return()
        case ProblemType.TRADE:
            return texts.common.what_trade()
        case ProblemType.REFUND:
            if unshipped:
                return texts.common.what_unshipped()
            return texts.common.what_refund_only()
        case _:
            assert_never(problem_type)


def source_name(source: Source, *, short: bool = False) -> str:
    """微信支付投诉: where the application came from."""
    full, brief, _icon = _SOURCES[source]
    return brief() if short else full()


def who(title: str) -> str:
    """The masked name or phone; a platform that tells neither leaves a customer without a name."""
    return title or texts.common.customer()


def source_icon(source: Source) -> str:
    """The glyph of a source."""
    return _SOURCES[source][2]


def application_pill(state: ApplicationState) -> PillLook:
    """The pill of an application's state."""
    words, tone, icon = _APPLICATION_PILLS[state]
    return PillLook(words(), tone, icon)


def refund_pill(refund: Refund, *, undo_left_s: int | None = None) -> PillLook:
    """The pill of a refund's state; with the seconds while it can be undone."""
    if refund.state is RefundState.PLANNED and undo_left_s is not None:
        return PillLook(texts.detail.refund_planned(undo_left_s), "info", "timer-sand")
    if refund.state is RefundState.REFUSED and refund.why == "NOT_ENOUGH":
        return PillLook(texts.detail.refund_balance(), "bad", "wallet-outline")
    if refund.state is RefundState.SUCCEEDED and refund.arrived_at is ArrivedAt.SHOP:
        return PillLook(texts.detail.refund_to_shop(), "warn", "alert")
    words, tone, icon = _REFUND_PILLS[refund.state]
    return PillLook(words(), tone, icon)


def history_result(result: HistoryResult) -> tuple[str, Tone]:
    """退款成功, ok: what a result is called."""
    words, tone = _RESULTS[result]
    return words(), tone


def history_tag(row: HistoryRow) -> tuple[str, Tone]:
    """The tag of one row; money that went back without this desk is not counted as its refund."""
    if row.result is HistoryResult.REFUNDED and not row.out_refund_no:
        return texts.history.result_elsewhere(), "neutral"
    return history_result(row.result)


def message_event(kind: MessageKind) -> str:
    """提交申请: the tag beside a message; plain words have none."""
    words = _EVENTS.get(kind)
    return words() if words is not None else ""


def person(actor: str) -> str:
    """店长, 自动, or the name under which somebody works here."""
    return {OWNER: texts.common.owner, SYSTEM: texts.common.automatic}.get(actor, lambda: actor)()


def funds(account: str) -> str:
    """商户基本账户: where the refund is paid from, as far as WeChat Pay said."""
    words = _FUNDS.get(account)
    return words() if words is not None else texts.common.unknown()


def account(received_by: str) -> str:
    """微信零钱: where the money arrived, in the window's words where WeChat Pay's are known."""
    kind = account_kind(received_by)
    return received_by if kind is None else _ACCOUNTS[kind]()


def is_card(received_by: str) -> bool:
    """Whether this account is no account inside WeChat: a bank takes its days."""
    return bool(received_by) and account_kind(received_by) is None


def is_shops_own(received_by: str) -> bool:
    """Whether this account is the merchant's: the money is on its way back to the shop."""
    return received_by.startswith(_SHOPS_ACCOUNTS)


def mark(marked: str) -> str:
    """金额变了: why an application came back to the to-do list; empty when it did not."""
    if not marked:
        return ""
    return _MARKS.get(marked, texts.inbox.marked_undone)()
