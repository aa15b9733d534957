"""What the desk says to the Store: each once, because each is read back before it is said.

The Store takes no idempotency key. So a write knows three things: what it asks, how an application
looks that it was done to, and how one looks that it may be done to. Whoever repeats it reads the
application first and finds either its effect, or the state it was meant for, or neither: then a
person decides (decisions.md 3.8).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from refund_desk.adapters.sources.store_payload import AfterSale
from refund_desk.adapters.sources.store_telling import OUR_REASONS, PAYING, UNPAID
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.domain.outbox import OutboxKind

AFTERSALE = "/channels/ec/aftersale/"
# `accept_type` is always said: left out, the platform chooses by the state, and a stale view could
# turn "send it back" into "refund now" (facts 4.1).
_TAKE_BACK, _REFUND = 1, 2
_REJECTED = frozenset(
    {"MERCHANT_REJECT_REFUND", "MERCHANT_REJECT_RETURN", "MERCHANT_REJECT_EXCHANGE"}
)
_RETURNING = frozenset({"USER_WAIT_RETURN", "MERCHANT_WAIT_RECEIPT"})
_OFFER_WAYS = range(1, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreWrite:
    """One call. `is_done`: the application shows its effect; `why_not`: the key of the sentence
    about an application it does not fit, empty for one that it fits.
    """

    path: str
    body: Mapping[str, object] = field(repr=False)
    is_done: Callable[[AfterSale], bool]
    why_not: Callable[[AfterSale], str]


def write_of(message: Outgoing) -> StoreWrite | str:
    """The call that says this message, or why the Store has none for it.

    `details` of the message may hold `changed_at`, the Store's update_time (Unix seconds) of the
    application as the person saw it: any other one refuses the message.
    """
    make = _MAKERS.get(message.kind)
    if make is None:
        return "source.cannot"
    made = make(message, details_of(message))
    if isinstance(made, str):
        return made
    seen = details_of(message).get("changed_at")

    def why_not(aftersale: AfterSale) -> str:
        if isinstance(seen, int) and int(aftersale.changed_at.timestamp()) != seen:
            return "store.changed"
        return made.why_not(aftersale)

    body = {"after_sale_order_id": message.source_ref, **made.body}
    return StoreWrite(path=made.path, body=body, is_done=made.is_done, why_not=why_not)


def details_of(message: Outgoing) -> Mapping[str, object]:
    """The message's details; an empty object when they are none."""
    try:
        details = json.loads(message.details) if message.details else {}
    except ValueError:
        return {}
    return details if isinstance(details, dict) else {}


def _refund(message: Outgoing, _details: Mapping[str, object]) -> StoreWrite:
    def why_not(aftersale: AfterSale) -> str:
        if aftersale.status in PAYING:
            return "store.elsewhere"
        if message.amount is not None and message.amount != aftersale.amount:
            return "store.amount"
        waits = "MERCHANT_PROCESSING" if aftersale.kind == "REFUND" else "MERCHANT_WAIT_RECEIPT"
        if aftersale.kind == "EXCHANGE":
            return "source.cannot"
        return "" if aftersale.status == waits else "store.moved"

    return StoreWrite(
        path=AFTERSALE + "acceptapply",
        body={"accept_type": _REFUND},
        is_done=lambda aftersale: (
            aftersale.status in PAYING and aftersale.refund_reason in OUR_REASONS
        ),
        why_not=why_not,
    )


def _take_back(_message: Outgoing, details: Mapping[str, object]) -> StoreWrite | str:
    address = details.get("address_id")
    if not isinstance(address, str) or not address.isdecimal():
        return "store.address"
    return StoreWrite(
        path=AFTERSALE + "acceptapply",
        body={"accept_type": _TAKE_BACK, "address_id": address},
        is_done=lambda aftersale: aftersale.status in _RETURNING,
        why_not=lambda aftersale: (
            "" if _waits(aftersale) and aftersale.kind != "REFUND" else "store.moved"
        ),
    )


def _reject(message: Outgoing, _details: Mapping[str, object]) -> StoreWrite | str:
    if not message.reject_code.isdecimal():
        return "store.reason"
    words = {"reject_reason": message.text} if message.text else {}
    return StoreWrite(
        path=AFTERSALE + "rejectapply",
        body={"reject_reason_type": int(message.reject_code), **words},
        is_done=lambda aftersale: (
            aftersale.status in _REJECTED and message.text in {"", aftersale.reject_reason}
        ),
        why_not=lambda aftersale: (
            ""
            if _waits(aftersale) or aftersale.status == "MERCHANT_WAIT_RECEIPT"
            else "store.moved"
        ),
    )


def _offer(message: Outgoing, details: Mapping[str, object]) -> StoreWrite | str:
    way, reason, kind = (details.get(name) for name in ("way", "reason", "kind"))
    if message.amount is None or way not in _OFFER_WAYS or kind not in {1, 2}:
        return "store.form"
    if not isinstance(reason, int):
        return "store.reason"
    amount, words = message.amount, message.text

    def is_done(aftersale: AfterSale) -> bool:
        offer = aftersale.offer
        return offer is not None and (offer.amount, offer.words) == (amount, words)

    return StoreWrite(
        path=AFTERSALE + "merchantupdateaftersale",
        body={
            "type": kind,
            "amount": amount.count,
            "merchant_update_desc": words,
            "update_reason_type": reason,
            "merchant_update_type": way,
            "media_ids": list(message.picture_refs),
        },
        is_done=is_done,
        why_not=lambda aftersale: "" if _waits(aftersale) else "store.moved",
    )


def _certificate(message: Outgoing, _details: Mapping[str, object]) -> StoreWrite | str:
    if not message.picture_refs:
        return "store.picture"
    return StoreWrite(
        path=AFTERSALE + "uploadrefundcertificate",
        body={"refund_certificates": list(message.picture_refs), "desc": message.text},
        # A picture that was given twice has two ids, so only the state tells.
        is_done=lambda aftersale: (
            aftersale.status in {"USER_WAIT_CONFIRM", "MERCHANT_REFUND_SUCCESS"}
            and bool(aftersale.certificates)
        ),
        why_not=lambda aftersale: "" if aftersale.status in UNPAID else "store.moved",
    )


def _waits(aftersale: AfterSale) -> bool:
    return aftersale.status == "MERCHANT_PROCESSING"


_MAKERS: dict[OutboxKind, Callable[[Outgoing, Mapping[str, object]], StoreWrite | str]] = {
    OutboxKind.APPROVE: _refund,
    OutboxKind.RETURN: _take_back,
    OutboxKind.REJECT: _reject,
    OutboxKind.OFFER: _offer,
    OutboxKind.EVIDENCE: _certificate,
}
