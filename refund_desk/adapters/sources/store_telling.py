"""An application of the Store as the desk keeps it: state, clock, conversation, facts.

The table of states is the desk's reading of the Store's 22 (docs/store.md); a state nobody knows is
open, so that a person looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from refund_desk.adapters.sources.store_payload import AfterSale, Dispute, StoreOrder
from refund_desk.application.ports.application_source import ComplaintOrder, Snapshot
from refund_desk.application.ports.change_source import FeedApplication
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.negotiation import Parcel
from refund_desk.domain.reason import ReasonCategory, category_of
from refund_desk.domain.refund_application import (
    FINAL_APPLICATION_STATES,
    ApplicationState,
    ComplaintState,
    ProblemType,
    Source,
)

_Is = ApplicationState
STATES = {
    "MERCHANT_PROCESSING": _Is.OPEN,
    "MERCHANT_OVERDUE_REFUND": _Is.OPEN,
    "PLATFORM_REFUND_FAIL": _Is.OPEN,
    "USER_WAIT_RETURN": _Is.WAITING_GOODS,
    "MERCHANT_WAIT_RECEIPT": _Is.WAITING_GOODS,
    "WAIT_PACKAGE_INTERCEPT": _Is.WAITING_GOODS,
    "USER_WAIT_CONFIRM": _Is.WAITING_CUSTOMER,
    "USER_WAIT_CONFIRM_UPDATE": _Is.WAITING_CUSTOMER,
    "USER_WAIT_HANDLE_MERCHANT_AFTER_SALE": _Is.WAITING_CUSTOMER,
    "USER_WAIT_RECEIPT": _Is.WAITING_CUSTOMER,
    "RETURN_CLOSED": _Is.WAITING_CUSTOMER,
    "PLATFORM_REFUNDING": _Is.REFUNDING,
    "MERCHANT_REFUND_SUCCESS": _Is.REFUNDED,
    "MERCHANT_RETURN_SUCCESS": _Is.REFUNDED,
    "MERCHANT_EXCHANGE_SUCCESS": _Is.SETTLED_OUTSIDE,
    "MERCHANT_REJECT_REFUND": _Is.REJECTED,
    "MERCHANT_REJECT_RETURN": _Is.REJECTED,
    "MERCHANT_REJECT_EXCHANGE": _Is.REJECTED,
    "MERCHANT_REJECT_RESHIP": _Is.REJECTED,
    "MERCHANT_FAIL": _Is.PLATFORM_DECIDED,
    "MERCHANT_REFUND_RETRY_FAIL": _Is.PLATFORM_DECIDED,
    "USER_CANCELD": _Is.WITHDRAWN,
}
_KINDS = {"REFUND": ProblemType.REFUND, "RETURN": ProblemType.RETURN}
# The platform could not pay: the shop pays outside and proves it.
UNPAID = frozenset({"PLATFORM_REFUND_FAIL", "MERCHANT_OVERDUE_REFUND"})
_MERCHANTS_TURN = frozenset(
    {
        "MERCHANT_PROCESSING",
        "MERCHANT_WAIT_RECEIPT",
        "MERCHANT_OVERDUE_REFUND",
        "PLATFORM_REFUND_FAIL",
    }
)
# Disputes that are over; every other number is open.
_DISPUTE_ENDED = frozenset({102, 112, 115, 116})
_CATEGORIES = {
    "10000000": ReasonCategory.CHANGED_MIND,
    "10000002": ReasonCategory.CHANGED_MIND,
    "10000005": ReasonCategory.MISSING_PART,
    "10000006": ReasonCategory.WRONG_GOODS,
    "10000007": ReasonCategory.NEVER_SHIPPED,
    "10000010": ReasonCategory.NEVER_SHIPPED,
    "10000011": ReasonCategory.NOT_AS_DESCRIBED,
    "10000015": ReasonCategory.NEVER_SHIPPED,
    "10000019": ReasonCategory.CHANGED_MIND,
    "10000021": ReasonCategory.QUALITY,
}
_STEP_SPEAKERS = {
    MessageKind.REVOKED: Speaker.BUYER,
    MessageKind.REFUND_ARRIVED: Speaker.PLATFORM,
}
# The platform pays, or has tried to; `refund_reason` 3 is "by a call", 0 not told yet.
PAYING = frozenset(
    {
        "PLATFORM_REFUNDING",
        "PLATFORM_REFUND_FAIL",
        "MERCHANT_OVERDUE_REFUND",
        "MERCHANT_REFUND_SUCCESS",
        "MERCHANT_RETURN_SUCCESS",
        "USER_WAIT_CONFIRM",
    }
)
OUR_REASONS = frozenset({0, 3})
_PICTURE = "store-media:"
# Steps of a dispute without words, as the Store's console calls them (facts of the Store, 7).
_DISPUTE_STEPS = {
    1: "买家申请平台介入",
    4: "纠纷单已提交",
    5: "纠纷单已取消",
    6: "商家已超时",
    10: "待商家处理纠纷",
    11: "待平台处理",
    12: "买家取消平台介入",
    13: "平台处理中",
    14: "待买家补充凭证",
    16: "待商家补充凭证",
    18: "待双方补充凭证",
    20: "待商家确认",
    21: "商家申诉中",
    22: "调解完成",
    23: "待平台核实",
    24: "重新退款中",
    26: "调解关闭",
    30: "平台判定买家责任",
    31: "平台判定商家责任",
    32: "平台判定双方责任",
    33: "平台判定双方无责",
}
_DISPUTE_SPEAKERS = {2: Speaker.BUYER, 3: Speaker.SHOP, 7: Speaker.BUYER, 8: Speaker.SHOP}


def told(
    aftersale: AfterSale, order: StoreOrder, dispute: Dispute | None, due_at: datetime | None
) -> FeedApplication:
    """The whole application; `due_at` is when the merchant's time ends (UTC)."""
    state = state_of(aftersale, dispute)
    turn = _is_merchants_turn(aftersale, dispute)
    snapshot = Snapshot(
        source=Source.STORE,
        source_ref=aftersale.ref,
        applied_at=aftersale.created_at,
        complaint_state=_progress(state, turn=turn),
        problem_type=_KINDS.get(aftersale.kind, ProblemType.OTHERS),
        problem_text=aftersale.reason_text,
        detail_text=aftersale.words,
        asked=aftersale.amount,
        orders=(
            ComplaintOrder(
                transaction_id=order.transaction_id, out_trade_no=None, amount=order.total
            ),
        ),
        payer_phone="",
        payer_openid=aftersale.openid,
        user_complaint_times=1,
        is_high_risk=False,
        has_new_words=turn,
        fully_refunded=state is _Is.REFUNDED and aftersale.amount == order.total,
        in_platform_service=_is_open(dispute),
        needs_immediate_service=aftersale.status in UNPAID,
        picture_refs=tuple(reference_of(media) for media in aftersale.media),
        state=state,
        category=_category(aftersale),
        respond_by=due_at,
        changed_at=aftersale.changed_at,
        parcel=_parcel(aftersale),
    )
    return FeedApplication(
        snapshot=snapshot, messages=tuple(messages_of(aftersale, dispute)), facts=order.facts
    )


def _parcel(aftersale: AfterSale) -> Parcel | None:
    """What the buyer sent back; the Store tells of no other time than that of its last change."""
    if aftersale.status != "MERCHANT_WAIT_RECEIPT" or not aftersale.waybill:
        return None
    return Parcel(
        carrier=aftersale.carrier,
        tracking_no=aftersale.waybill,
        shipped_at=aftersale.changed_at,
    )


def state_of(aftersale: AfterSale, dispute: Dispute | None) -> ApplicationState:
    """Where it stands; a rejection that the buyer disputes is open again."""
    state = STATES.get(aftersale.status, _Is.OPEN)
    return _Is.OPEN if state is _Is.REJECTED and _is_open(dispute) else state


def messages_of(aftersale: AfterSale, dispute: Dispute | None) -> Iterator[Message]:
    """What was said and decided, oldest first, as far as the Store tells it."""
    yield Message(
        log_ref=f"{aftersale.ref}-applied",
        speaker=Speaker.BUYER,
        kind=MessageKind.APPLIED,
        at=aftersale.created_at,
        text=aftersale.words or aftersale.reason_text,
        picture_refs=tuple(reference_of(media) for media in aftersale.media),
    )
    yield from _decision(aftersale)
    for number, entry in enumerate(dispute.entries if dispute else ()):
        yield Message(
            log_ref=f"{aftersale.ref}-dispute-{number}",
            speaker=_DISPUTE_SPEAKERS.get(entry.kind, Speaker.PLATFORM),
            kind=MessageKind.WORDS if entry.kind in _DISPUTE_SPEAKERS else MessageKind.SYSTEM,
            at=entry.at,
            text=entry.words or _DISPUTE_STEPS.get(entry.kind, ""),
            picture_refs=tuple(reference_of(media) for media in entry.media),
        )


def reference_of(media_id: str) -> str:
    """How the desk names a picture of the Store."""
    return _PICTURE + media_id


def media_of(reference: str) -> str:
    """The media id in such a name; empty when it is none."""
    return reference.removeprefix(_PICTURE) if reference.startswith(_PICTURE) else ""


class SteadyClocks:
    """Keeps a deadline from trembling.

    The Store tells seconds left, so each reading gives another instant, a second or two apart; a
    window that follows changes would take each reading for news.
    """

    def __init__(self, *, most: int = 20_000) -> None:
        """Remember at most so many applications."""
        self._most = most
        self._known: dict[str, tuple[datetime, datetime]] = {}

    def steady(self, aftersale: AfterSale, fetched_at: datetime) -> datetime | None:
        """The end of the merchant's time, to the whole minute before it (UTC)."""
        due = aftersale.due_at(fetched_at)
        if due is None:
            self._known.pop(aftersale.ref, None)
            return None
        minute = due.replace(second=0, microsecond=0)
        changed_at, before = self._known.get(aftersale.ref, (aftersale.changed_at, minute))
        if changed_at == aftersale.changed_at and abs(before - minute) <= timedelta(minutes=2):
            minute = before
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[aftersale.ref] = (aftersale.changed_at, minute)
        return minute


def _decision(aftersale: AfterSale) -> Iterator[Message]:
    """What the present state says of the last step.

    That the shop agreed is told only once money goes: goods that are on their way back were agreed
    to as well, and a message in doubt must not find the wrong one of the two.
    """
    state = STATES.get(aftersale.status)
    if aftersale.status in PAYING and aftersale.refund_reason in OUR_REASONS:
        yield _message(aftersale, "agreed", MessageKind.APPROVED)
    if state is _Is.REJECTED:
        yield _message(aftersale, "rejected", MessageKind.REJECTED, aftersale.reject_reason)
    elif state is _Is.WITHDRAWN:
        yield _message(aftersale, "withdrawn", MessageKind.REVOKED)
    elif state is _Is.REFUNDED:
        yield _message(aftersale, "arrived", MessageKind.REFUND_ARRIVED)
    elif aftersale.offer is not None:
        name = f"offer-{aftersale.changed_at:%Y%m%d%H%M%S}"
        yield _message(aftersale, name, MessageKind.WORDS, aftersale.offer.words)


def _message(aftersale: AfterSale, name: str, kind: MessageKind, text: str = "") -> Message:
    """A step, dated with the state it led to: the Store tells no other time."""
    return Message(
        log_ref=f"{aftersale.ref}-{name}",
        speaker=_STEP_SPEAKERS.get(kind, Speaker.SHOP),
        kind=kind,
        at=aftersale.completed_at or aftersale.changed_at,
        text=text,
    )


def _progress(state: ApplicationState, *, turn: bool) -> ComplaintState:
    if state in FINAL_APPLICATION_STATES:
        return ComplaintState.PROCESSED
    return ComplaintState.PENDING if turn else ComplaintState.PROCESSING


def _is_merchants_turn(aftersale: AfterSale, dispute: Dispute | None) -> bool:
    unknown = aftersale.status not in STATES
    return unknown or aftersale.status in _MERCHANTS_TURN or _is_open(dispute)


def _is_open(dispute: Dispute | None) -> bool:
    return dispute is not None and dispute.status not in _DISPUTE_ENDED


def _category(aftersale: AfterSale) -> ReasonCategory:
    known = _CATEGORIES.get(aftersale.reason_code)
    return known or category_of(aftersale.reason_text, aftersale.words)
