"""Applications of the shop feed as the desk keeps them (docs/shop_feed.openapi.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from refund_desk.adapters.sources.shop_feed_negotiation import (
    offer_in,
    parcel_in,
    parcel_message,
)
from refund_desk.adapters.sources.shop_feed_orders import facts_in
from refund_desk.adapters.sources.shop_feed_values import (
    NOT_OF_FORM,
    fen_in,
    instant_in,
    list_in,
    maybe_instant_in,
    name_in,
    object_in,
    pictures_in,
    text_in,
)
from refund_desk.application.ports.application_source import ComplaintOrder, Snapshot
from refund_desk.application.ports.change_source import PAGE_MOST, ChangePage, FeedApplication
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.identifiers import OutTradeNo, TransactionId
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund_application import (
    FINAL_APPLICATION_STATES,
    ApplicationState,
    ComplaintState,
    ProblemType,
    Source,
)

APPLICATION_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
CURSOR = re.compile(r"[A-Za-z0-9_.~-]{1,200}")
_MESSAGE_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
# The buyer's own application as the first line of the conversation; no id of a shop has a blank.
_APPLIED = "applied here"
_WORDS_MOST = 2_000
_MESSAGES_MOST = 200
_PICTURES_MOST = 20
_TRADE_CLOCK = timedelta(hours=48)

_KINDS = {
    "refund": ProblemType.REFUND,
    "return": ProblemType.RETURN,
    "trade_complaint": ProblemType.TRADE,
}
_STATES = {
    "open": ApplicationState.OPEN,
    "waiting_customer": ApplicationState.WAITING_CUSTOMER,
    "waiting_goods": ApplicationState.WAITING_GOODS,
    "goods_received": ApplicationState.GOODS_RECEIVED,
    # Agreed there, but the money is moved here: there is something to do until it has been.
    "approved": ApplicationState.OPEN,
    "refunded": ApplicationState.REFUNDED,
    "rejected": ApplicationState.REJECTED,
    "withdrawn": ApplicationState.WITHDRAWN,
    "platform_decided": ApplicationState.PLATFORM_DECIDED,
}
_SPEAKERS = {"buyer": Speaker.BUYER, "shop": Speaker.SHOP, "platform": Speaker.PLATFORM}


def page_in(payload: dict[str, object]) -> ChangePage | None:
    """A page; applications that are not of the form are named, those for feed-check left out."""
    try:
        told = payload["applications"]
        if (
            not isinstance(told, list)
            or len(told) > PAGE_MOST
            or not isinstance(payload["more"], bool)
        ):
            return None
        next_cursor = name_in(payload["next_cursor"], CURSOR)
    except NOT_OF_FORM:
        return None
    applications: list[FeedApplication] = []
    unreadable: list[str] = []
    for place, one in enumerate(told):
        if is_test(one):
            continue
        application = application_in(one)
        if application is None:
            unreadable.append(_named(one, place))
        else:
            applications.append(application)
    return ChangePage(
        applications=tuple(applications),
        next_cursor=next_cursor,
        more=payload["more"],
        unreadable=tuple(unreadable),
    )


def is_test(value: object) -> bool:
    """Whether it was made for feed-check: no buyer stands behind it."""
    return isinstance(value, Mapping) and value.get("test") is True


def application_in(value: object) -> FeedApplication | None:
    """One application, or None when it is not of the form."""
    try:
        told = object_in(value)
        messages = _messages_in(told)
        return FeedApplication(
            snapshot=_snapshot_in(told, messages),
            messages=messages,
            facts=facts_in(told.get("order")),
        )
    except NOT_OF_FORM:
        return None


def _snapshot_in(told: Mapping[str, object], messages: tuple[Message, ...]) -> Snapshot:
    state = _STATES[str(told["state"])]
    applied_at = instant_in(told["applied_at"])
    kind = _KINDS[str(told["kind"])]
    buyer = object_in(told.get("buyer") or {})
    reason = object_in(told["reason"])
    return Snapshot(
        source=Source.SHOP_FEED,
        source_ref=name_in(told["application_id"], APPLICATION_ID),
        applied_at=applied_at,
        complaint_state=_complaint_state(state),
        problem_type=kind,
        problem_text="",
        detail_text=text_in(reason["text"], _WORDS_MOST),
        asked=fen_in(told["asked_fen"]),
        orders=(_order_in(told),),
        payer_phone=text_in(buyer.get("phone") or "", 32),
        payer_openid=text_in(buyer.get("openid") or "", 128),
        user_complaint_times=1,
        is_high_risk=False,
        has_new_words=len(messages) > 1 and messages[-1].speaker is Speaker.BUYER,
        fully_refunded=state is ApplicationState.REFUNDED,
        in_platform_service=False,
        needs_immediate_service=False,
        picture_refs=pictures_in(told.get("pictures"), _PICTURES_MOST),
        state=state,
        category=_category_in(reason["category"]),
        respond_by=_respond_by(told, kind, applied_at),
        changed_at=instant_in(told["changed_at"]),
        offer=offer_in(told.get("offer")),
        parcel=parcel_in(told.get("return_parcel")),
    )


def _complaint_state(state: ApplicationState) -> ComplaintState:
    if state in FINAL_APPLICATION_STATES:
        return ComplaintState.PROCESSED
    is_open = state is ApplicationState.OPEN
    return ComplaintState.PENDING if is_open else ComplaintState.PROCESSING


def _category_in(value: object) -> ReasonCategory:
    """A category that later versions of the contract may add is one of no kind."""
    name = text_in(value, 40).upper()
    return ReasonCategory(name) if name in ReasonCategory.__members__ else ReasonCategory.OTHER


def _respond_by(
    told: Mapping[str, object], kind: ProblemType, applied_at: datetime
) -> datetime | None:
    """The end of the source's own clock; a trade complaint always has one."""
    end = maybe_instant_in(told.get("respond_by"))
    if end is None and kind is ProblemType.TRADE:
        return applied_at + _TRADE_CLOCK
    return end


def _order_in(told: Mapping[str, object]) -> ComplaintOrder:
    """The payment; what it amounts to stands in the order, where the shop sends that along."""
    number, trade_no = told.get("transaction_id"), told.get("out_trade_no")
    if number is None and trade_no is None:
        raise ValueError("no payment")
    order = told.get("order")
    total = fen_in(object_in(order)["total_fen"]) if order is not None else NOTHING
    return ComplaintOrder(
        transaction_id=None if number is None else TransactionId(text_in(number, 64)),
        out_trade_no=None if trade_no is None else OutTradeNo(text_in(trade_no, 64)),
        amount=total,
    )


def _messages_in(told: Mapping[str, object]) -> tuple[Message, ...]:
    """The conversation, which begins with the application itself; what is odd is left out."""
    applied = Message(
        log_ref=_APPLIED,
        speaker=Speaker.BUYER,
        kind=MessageKind.APPLIED,
        at=instant_in(told["applied_at"]),
        text=text_in(object_in(told["reason"])["text"], _WORDS_MOST),
        picture_refs=pictures_in(told.get("pictures"), _PICTURES_MOST),
    )
    messages = [applied]
    for one in list_in(told["messages"], _MESSAGES_MOST):
        message = _message_in(one)
        if message is not None:
            messages.append(message)
    parcel = parcel_in(told.get("return_parcel"))
    return tuple(messages) if parcel is None else (*messages, parcel_message(parcel))


def _message_in(value: object) -> Message | None:
    try:
        told = object_in(value)
        return Message(
            log_ref=name_in(told["message_id"], _MESSAGE_ID),
            speaker=_SPEAKERS[str(told["from"])],
            kind=MessageKind.WORDS,
            at=instant_in(told["at"]),
            text=text_in(told["text"], _WORDS_MOST),
            picture_refs=pictures_in(told.get("pictures"), _PICTURES_MOST),
        )
    except NOT_OF_FORM:
        return None


def _named(value: object, place: int) -> str:
    """What to call an application that cannot be read."""
    name = value.get("application_id") if isinstance(value, Mapping) else None
    if isinstance(name, str) and APPLICATION_ID.fullmatch(name):
        return name
    return f"#{place + 1}"
