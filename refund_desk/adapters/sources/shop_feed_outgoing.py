"""What the desk tells the shop, as posts of the contract, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from refund_desk.adapters.sources.shop_feed_client import FeedAnswer, FeedPost, Silence, parsed
from refund_desk.application.outcomes import Doubt, SendOutcome, SendRefused, Sent, Unknown
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.domain.outbox import OutboxKind

CANNOT = SendRefused(code="source.cannot")
EVIDENCE_KINDS = frozenset({"shipping_list", "sign_receipt", "photo", "transfer"})
_CHANNEL = "after_sale_page"
_CHANNELS = frozenset({_CHANNEL, "customer_service"})
_DOUBTS = {
    Silence.OFF: Unknown(doubt=Doubt.NOT_SENT),
    Silence.SLOW: Unknown(doubt=Doubt.NO_ANSWER),
    Silence.BROKEN: Unknown(doubt=Doubt.NO_ANSWER),
    Silence.NONSENSE: Unknown(doubt=Doubt.UNVERIFIED),
}
# Certainly without effect, and the same again tomorrow. A 401 is none of them: a clock or a secret
# can be set right, and then the same message is taken.
_REFUSALS = frozenset({400, 403, 404, 405, 409, 410, 413, 415, 422})


def post_of(message: Outgoing) -> FeedPost | None:
    """The post that says this message; None where the contract has no word for it."""
    match message.kind:
        case OutboxKind.REPLY:
            return _post(message, "messages", _message_body(message))
        case OutboxKind.PROGRESS:
            return _post(message, "progress", _progress_body(message))
        case OutboxKind.APPROVE | OutboxKind.REJECT | OutboxKind.OFFER | OutboxKind.RETURN:
            body = _decision_body(message)
            return None if body is None else _post(message, "decisions", body)
        case OutboxKind.COMPLETE | OutboxKind.EVIDENCE:
            return None


def evidence_post(source_ref: str, *, key: str, name: str, content: bytes) -> FeedPost:
    """A picture as proof; a name such as shipping_list.png says which kind it is."""
    stem = name.partition(".")[0]
    is_png = content.startswith(b"\x89PNG")
    return FeedPost(
        path=f"/applications/{source_ref}/evidence",
        key=key,
        body=content,
        media_type="image/png" if is_png else "image/jpeg",
        query={"kind": stem if stem in EVIDENCE_KINDS else "photo"},
    )


def outcome_of(answer: FeedAnswer | Silence) -> SendOutcome:
    """Whether it was taken; only an answer of the contract's form says so."""
    if isinstance(answer, Silence):
        return _DOUBTS[answer]
    if answer.status in (200, 201):
        given = id_in(answer)
        return Sent(request_id=given) if given else Unknown(doubt=Doubt.UNVERIFIED)
    if answer.status in _REFUSALS and answer.code:
        return SendRefused(code=f"feed.{answer.code}")
    if answer.status == 429:
        return Unknown(doubt=Doubt.RATE, code=answer.code)
    doubt = Doubt.THEIR_TROUBLE if answer.status >= 500 else Doubt.UNKNOWN_CODE
    return Unknown(doubt=doubt, code=answer.code)


def id_in(answer: FeedAnswer) -> str:
    """The shop's id of what it took; empty when it named none."""
    given = parsed(answer.content).get("id")
    return given if isinstance(given, str) and 0 < len(given) <= 64 and given.isascii() else ""


def _post(message: Outgoing, what: str, body: dict[str, object]) -> FeedPost:
    return FeedPost(
        path=f"/applications/{message.source_ref}/{what}",
        key=message.key,
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(),
    )


def _message_body(message: Outgoing) -> dict[str, object]:
    channel = _details(message).get("channel")
    return {
        "channel": channel if channel in _CHANNELS else _CHANNEL,
        "text": message.text,
        "pictures": list(message.picture_refs),
    }


def _decision_body(message: Outgoing) -> dict[str, object] | None:
    amount = None if message.amount is None else message.amount.count
    match message.kind:
        case OutboxKind.REJECT:
            return {"decision": "reject", "reason": message.text}
        case OutboxKind.RETURN:
            details = _details(message)
            wanted = {name: details.get(name) for name in ("address", "deadline")}
            return {"decision": "ask_return", **wanted, "text": message.text}
        case OutboxKind.APPROVE if amount is not None:
            return {"decision": "approve", "amount_fen": amount, "text": message.text}
        case OutboxKind.OFFER if amount is not None:
            return {"decision": "offer", "amount_fen": amount, "text": message.text}
        case _:
            return None


def _progress_body(message: Outgoing) -> dict[str, object]:
    return {
        "step": message.step,
        "amount_fen": 0 if message.amount is None else message.amount.count,
        "out_refund_no": message.out_refund_no,
        "at": instant_text(message.at),
    }


def instant_text(at: datetime | None) -> str:
    """An instant as the contract writes it."""
    if at is None:
        return ""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _details(message: Outgoing) -> Mapping[str, object]:
    return parsed(message.details.encode()) if message.details else {}
