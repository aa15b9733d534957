"""Objects of the Store read into values; nothing is guessed, and a number may be a text.

The forms that the documents leave open are read both ways (docs/store.md): identifiers as texts or
numbers, `details` as an object or a list of one, `deadline` as seconds left or as an instant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from refund_desk.adapters.sources.shop_feed_values import (
    NOT_OF_FORM,
    fen_in,
    list_in,
    object_in,
    text_in,
)
from refund_desk.application.ports.platform_terms import RejectReason, ReturnAddress, Scene
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.order_facts import Goods, Logistics, OrderFacts

_NUMBER = re.compile(r"[0-9]{1,32}")
_STATUS = re.compile(r"[A-Z_]{1,64}")
_MEDIA = re.compile(r"[0-9A-Za-z_\-=+/.]{1,512}")
# A number of seconds larger than this is an instant of the calendar.
_AN_INSTANT = 1_000_000_000
_LATEST_S = 4_102_444_800
_MOST = 100
# Other scenes are steps of an exchange, which the desk does not take.
_SCENES = {1: Scene.REFUND, 4: Scene.RETURN, 5: Scene.EXCHANGE}
# Units such as 9.5 fen do not exist; neither do more goods than these.
_COUNT_MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOffer:
    """Terms that wait for the buyer's answer: `way` 1 cancel, 2 add proof, 3 other terms."""

    way: int
    kind: int
    amount: Fen
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSale:
    """One after-sales application. `deadline_s` is as told: seconds left, or an instant."""

    ref: str
    order_ref: str
    status: str
    kind: str
    openid: str = field(repr=False)
    reason_code: str
    reason_text: str
    words: str = field(repr=False)
    media: tuple[str, ...]
    amount: Fen
    refund_reason: int
    reject_reason: str = field(repr=False)
    certificates: tuple[str, ...]
    carrier: str
    waybill: str = field(repr=False)
    created_at: datetime
    changed_at: datetime
    completed_at: datetime | None
    deadline_s: int | None
    dispute_ref: str
    needs_offline_refund: bool
    offer: StoreOffer | None

    def due_at(self, fetched_at: datetime) -> datetime | None:
        """When the merchant's time ends (UTC); None while it is not the merchant's turn."""
        if self.deadline_s is None:
            return None
        if self.deadline_s > _AN_INSTANT:
            return datetime.fromtimestamp(self.deadline_s, UTC)
        return fetched_at + timedelta(seconds=self.deadline_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOrder:
    """One order: its payment, its total (fen), and the facts for the window."""

    ref: str
    transaction_id: TransactionId
    total: Fen
    facts: OrderFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEntry:
    """One line of a dispute's history; `kind` is the Store's item_type."""

    kind: int
    at: datetime
    words: str = field(repr=False)
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute (纠纷单) about an application; `status` is the Store's number."""

    ref: str
    status: int
    entries: tuple[DisputeEntry, ...]


def aftersale_in(value: object) -> AfterSale:
    """The object `after_sale_order`; raises one of `NOT_OF_FORM`."""
    node = object_in(value)
    details = _details(node.get("details"))
    refund = object_in(node["refund_info"])
    merchant = object_in(node.get("merchant_upload_info") or {})
    parcel = object_in(node.get("return_info") or {})
    return AfterSale(
        ref=number_in(node["after_sale_order_id"]),
        order_ref=number_in(node["order_id"]),
        status=_status(node["status"]),
        kind=_status(node["type"]),
        openid=text_in(node.get("openid") or "", 128),
        reason_code=_plain(node.get("reason"), 64),
        reason_text=text_in(node.get("reason_text") or "", 200),
        words=text_in(details.get("desc") or "", 2_000),
        media=_media_of(details),
        amount=fen_in(refund["amount"]),
        refund_reason=_whole(refund.get("refund_reason") or 0),
        reject_reason=text_in(merchant.get("reject_reason") or "", 500),
        certificates=_media_in(merchant.get("refund_certificates")),
        carrier=text_in(parcel.get("delivery_name") or parcel.get("delivery_id") or "", 32),
        waybill=text_in(parcel.get("waybill_id") or "", 64),
        created_at=instant_in(node["create_time"]),
        changed_at=instant_in(node["update_time"]),
        completed_at=_maybe_instant(node.get("complete_time")),
        deadline_s=_deadline(node.get("deadline")),
        dispute_ref=_maybe_number(node.get("complaint_id")),
        needs_offline_refund=node.get("need_offline_refund") is True,
        offer=_offer(node.get("merchant_update_detail")),
    )


def order_in(value: object) -> StoreOrder:
    """The object `order`; raises one of `NOT_OF_FORM`."""
    node = object_in(value)
    detail = object_in(node["order_detail"])
    payment = object_in(detail["pay_info"])
    sums = object_in(detail["price_info"])
    transaction_id = TransactionId(text_in(payment["transaction_id"], 64))
    products = list_in(detail.get("product_infos") or [], _MOST)
    facts = OrderFacts(
        transaction_id=transaction_id,
        goods=tuple(_goods(each) for each in products),
        freight=fen_in(sums.get("freight") or 0),
        logistics=_logistics(object_in(detail.get("delivery_info") or {})),
    )
    return StoreOrder(
        ref=number_in(node["order_id"]),
        transaction_id=transaction_id,
        total=fen_in(sums["order_price"]),
        facts=facts,
    )


def dispute_in(value: object, ref: str) -> Dispute:
    """The answer of getcomplaintorder; entries that are not of the form are left out."""
    node = object_in(value)
    entries = []
    for entry in list_in(node.get("history") or [], _MOST):
        try:
            entries.append(_dispute_entry(object_in(entry)))
        except NOT_OF_FORM:
            continue
    return Dispute(ref=ref, status=_whole(node["status"]), entries=tuple(entries))


def reject_reasons_in(value: object) -> tuple[RejectReason, ...]:
    """The list of rejectreason/get; raises one of `NOT_OF_FORM`."""
    rows = list_in(object_in(value)["reason_list"], 500)
    return tuple(_reject_reason(object_in(row)) for row in rows)


def address_in(value: object) -> ReturnAddress:
    """The object `address_detail`; its id is a number in the sample."""
    node = object_in(value)
    where = object_in(node["address_info"])
    names = ("province_name", "city_name", "county_name", "detail_info", "house_number")
    return ReturnAddress(
        ref=number_in(node["address_id"]),
        receiver=text_in(where.get("user_name") or "", 64),
        text="".join(text_in(where.get(name) or "", 200) for name in names),
        is_default=node.get("default_recv") is True,
    )


def number_in(value: object) -> str:
    """An identifier: digits, as a text or as a number (which a double would not hold)."""
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise ValueError("no number")
    return text


def instant_in(value: object) -> datetime:
    """Unix seconds as UTC."""
    if type(value) is not int or not 0 < value < _LATEST_S:
        raise ValueError("no instant")
    return datetime.fromtimestamp(value, UTC)


def media_id_in(value: object) -> str:
    """A picture's id; it goes into a query, escaped."""
    if not isinstance(value, str) or not _MEDIA.fullmatch(value):
        raise ValueError("no media id")
    return value


def _details(value: object) -> Mapping[str, object]:
    if isinstance(value, list):
        value = value[0] if value else {}
    return object_in(value or {})


def _status(value: object) -> str:
    if not isinstance(value, str) or not _STATUS.fullmatch(value):
        raise ValueError("no status")
    return value


def _plain(value: object, most: int) -> str:
    return str(value) if type(value) is int else text_in(value or "", most)


def _whole(value: object) -> int:
    if type(value) is not int or abs(value) > 10**9:
        raise ValueError("no number")
    return value


def _maybe_instant(value: object) -> datetime | None:
    return instant_in(value) if value else None


def _maybe_number(value: object) -> str:
    return number_in(value) if value else ""


def _deadline(value: object) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value < _LATEST_S:
        raise ValueError("no deadline")
    return value


def _media_in(value: object) -> tuple[str, ...]:
    return tuple(media_id_in(each) for each in list_in(value or [], _MOST))


def _media_of(details: Mapping[str, object]) -> tuple[str, ...]:
    """The pictures of an application; videos are not downloaded."""
    listed = _media_in(details.get("media_id_list"))
    if listed:
        return listed
    told = [object_in(each) for each in list_in(details.get("media_infos") or [], _MOST)]
    return _media_in([each["picture_media_id"] for each in told if each.get("picture_media_id")])


def _offer(value: object) -> StoreOffer | None:
    if not value:
        return None
    node = object_in(value)
    return StoreOffer(
        way=_whole(node["merchant_update_type"]),
        kind=_whole(node.get("new_after_sale_type") or 0),
        amount=fen_in(node.get("new_after_sale_amount") or 0),
        words=text_in(node.get("merchant_update_desc") or "", 500),
    )


def _goods(value: object) -> Goods:
    node = object_in(value)
    count = _whole(node["sku_cnt"])
    if not 1 <= count <= _COUNT_MOST:
        raise ValueError("no count")
    return Goods(
        name=text_in(node.get("title") or "", 128),
        quantity=count,
        unit=fen_in(node.get("sale_price") or 0),
    )


def _logistics(node: Mapping[str, object]) -> Logistics:
    parcels = list_in(node.get("delivery_product_info") or [], _MOST)
    if not parcels:
        return Logistics()
    parcel = object_in(parcels[0])
    return Logistics(
        carrier=text_in(parcel.get("delivery_id") or "", 32),
        tracking_no=text_in(parcel.get("waybill_id") or "", 64),
        shipped_at=_maybe_instant(parcel.get("delivery_time")),
    )


def _dispute_entry(node: Mapping[str, object]) -> DisputeEntry:
    return DisputeEntry(
        kind=_whole(node["item_type"]),
        at=instant_in(node["time"]),
        words=text_in(node.get("content") or "", 1_000),
        media=_media_in(node.get("media_id_list")),
    )


def _reject_reason(node: Mapping[str, object]) -> RejectReason:
    words = node.get("reject_reason_type_text") or node.get("reject_reason") or ""
    return RejectReason(
        code=str(_whole(node["reject_reason_type"])),
        words=text_in(words, 200),
        scene=_SCENES.get(_whole(node.get("reject_scene") or 0)),
    )
