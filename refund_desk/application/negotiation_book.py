"""Keeping what lies between yes and no, one small text an application, inside a transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import NEGOTIATIONS_OPEN, negotiation_of
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import (
    NOTHING_NEGOTIATED,
    Answer,
    AwaitedProof,
    Negotiation,
    Offer,
    Parcel,
    ProofKind,
    ReturnAsked,
)
from refund_desk.domain.outbox import OutboxEntry, OutboxKind
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.domain.refund_parts import PartKind, RefundPart

_Kept = Mapping[str, Any]
_WAITS_AFTER = {
    OutboxKind.RETURN: ApplicationState.WAITING_GOODS,
    OutboxKind.OFFER: ApplicationState.WAITING_CUSTOMER,
}


def kept_negotiation(stores: Stores, application_id: int) -> Negotiation:
    """What was negotiated about an application so far."""
    return negotiation_in(stores.settings.get(negotiation_of(application_id)))


def keep_negotiation(stores: Stores, application_id: int, negotiation: Negotiation) -> None:
    """Keep it, and whether it is among those that wait."""
    stores.settings.put(negotiation_of(application_id), _text_of(negotiation))
    waiting = waiting_negotiations(stores)
    if negotiation.waits != (application_id in waiting):
        others = [number for number in waiting if number != application_id]
        mine = [application_id] if negotiation.waits else []
        stores.settings.put(NEGOTIATIONS_OPEN, json.dumps(others + mine))


def waiting_negotiations(stores: Stores) -> tuple[int, ...]:
    """The applications about which something is waited for, those that began first in front."""
    return tuple(json.loads(stores.settings.get(NEGOTIATIONS_OPEN) or "[]"))


def forget_ended(stores: Stores, ended: Iterable[int]) -> None:
    """Wait no longer for what these applications waited for; it is kept all the same."""
    gone = set(ended)
    left = [number for number in waiting_negotiations(stores) if number not in gone]
    stores.settings.put(NEGOTIATIONS_OPEN, json.dumps(left))


def let_go_of_decision(stores: Stores, dropped: OutboxEntry, now: datetime) -> None:
    """A return or an offer that nobody was told of is none: the application is open again."""
    waited = _WAITS_AFTER.get(dropped.kind)
    application = stores.applications.get(dropped.application_id)
    if waited is None or application.state is not waited:
        return
    before = kept_negotiation(stores, application.id)
    changed = replace(before.without_open_offer(now), asked_back=None)
    keep_negotiation(stores, application.id, changed)
    back = application.move_to(ApplicationState.OPEN, now=now)
    stores.applications.replace(replace(back, unread=True, changed_at=now))


def negotiation_in(text: str | None) -> Negotiation:
    """The negotiation that a kept text says."""
    if text is None:
        return NOTHING_NEGOTIATED
    kept = json.loads(text)
    return Negotiation(
        offers=tuple(_offer_in(offer) for offer in kept["offers"]),
        asked_back=_maybe(kept["asked_back"], _return_in),
        parcel=_maybe(kept["parcel"], _parcel_in),
        proof=_maybe(kept["proof"], _proof_in),
        goods_here=kept["goods_here"],
    )


def _text_of(negotiation: Negotiation) -> str:
    offers = [
        {
            "amount_fen": offer.amount.count,
            "offered_at": offer.offered_at.isoformat(),
            "answer": offer.answer.value,
            "answered_at": _written(offer.answered_at),
        }
        for offer in negotiation.offers
    ]
    return json.dumps(
        {
            "offers": offers,
            "asked_back": _maybe(negotiation.asked_back, _return_out),
            "parcel": _maybe(negotiation.parcel, _parcel_out),
            "proof": _maybe(negotiation.proof, _proof_out),
            "goods_here": negotiation.goods_here,
        },
        ensure_ascii=False,
    )


def _maybe(value: Any, turned: Any) -> Any:
    """The value turned into its other form; None stays None."""
    return None if value is None else turned(value)


def _offer_in(kept: _Kept) -> Offer:
    return Offer(
        amount=Fen(kept["amount_fen"]),
        offered_at=datetime.fromisoformat(kept["offered_at"]),
        answer=Answer(kept["answer"]),
        answered_at=_read(kept["answered_at"]),
    )


def _return_in(kept: _Kept) -> ReturnAsked:
    return ReturnAsked(
        asked_at=datetime.fromisoformat(kept["asked_at"]),
        deadline=datetime.fromisoformat(kept["deadline"]),
        taken_in_at=_read(kept["taken_in_at"]),
        as_sent=kept["as_sent"],
        note=kept["note"],
    )


def _return_out(asked_back: ReturnAsked) -> _Kept:
    return {
        "asked_at": asked_back.asked_at.isoformat(),
        "deadline": asked_back.deadline.isoformat(),
        "taken_in_at": _written(asked_back.taken_in_at),
        "as_sent": asked_back.as_sent,
        "note": asked_back.note,
    }


def _parcel_in(kept: _Kept) -> Parcel:
    return Parcel(
        carrier=kept["carrier"],
        tracking_no=kept["tracking_no"],
        shipped_at=datetime.fromisoformat(kept["shipped_at"]),
        received_at=_read(kept["received_at"]),
    )


def _parcel_out(parcel: Parcel) -> _Kept:
    return {
        "carrier": parcel.carrier,
        "tracking_no": parcel.tracking_no,
        "shipped_at": parcel.shipped_at.isoformat(),
        "received_at": _written(parcel.received_at),
    }


def _proof_in(kept: _Kept) -> AwaitedProof:
    return AwaitedProof(
        kind=ProofKind(kept["kind"]),
        agreed_at=datetime.fromisoformat(kept["agreed_at"]),
        amount=Fen(kept["amount_fen"]),
        asked=Fen(kept["asked_fen"]),
        refundable=Fen(kept["refundable_fen"]),
        reason=kept["reason"],
        reply_text=kept["reply_text"],
        parts=tuple(
            RefundPart(kind=PartKind(kind), name=name, quantity=quantity, unit=Fen(unit_fen))
            for kind, name, quantity, unit_fen in kept["parts"]
        ),
        red=tuple(kept["red"]),
        before_goods=kept["before_goods"],
        stood=ApplicationState(kept["stood"]),
        actor=kept["actor"],
        given_at=_read(kept["given_at"]),
    )


def _proof_out(proof: AwaitedProof) -> _Kept:
    return {
        "kind": proof.kind.value,
        "agreed_at": proof.agreed_at.isoformat(),
        "amount_fen": proof.amount.count,
        "asked_fen": proof.asked.count,
        "refundable_fen": proof.refundable.count,
        "reason": proof.reason,
        "reply_text": proof.reply_text,
        "parts": [[p.kind.value, p.name, p.quantity, p.unit.count] for p in proof.parts],
        "red": list(proof.red),
        "before_goods": proof.before_goods,
        "stood": proof.stood.value,
        "actor": proof.actor,
        "given_at": _written(proof.given_at),
    }


def _read(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _written(instant: datetime | None) -> str:
    return instant.isoformat() if instant is not None else ""
