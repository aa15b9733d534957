"""What a message of the outbox is at its source, and what its delivery does here."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import draft_of
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.deadline import with_due
from refund_desk.domain.outbox import OutboxEntry, OutboxKind
from refund_desk.domain.refund import FINAL_STATES, RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    RefundApplication,
)

_KIND_THERE = {
    OutboxKind.REPLY: MessageKind.WORDS,
    OutboxKind.APPROVE: MessageKind.APPROVED,
    OutboxKind.REJECT: MessageKind.REJECTED,
    OutboxKind.COMPLETE: MessageKind.COMPLETED,
    OutboxKind.RETURN: MessageKind.WORDS,
    OutboxKind.OFFER: MessageKind.WORDS,
    OutboxKind.EVIDENCE: MessageKind.PROOF,
}
# Told in the shop's own words, by which they are known again.
_OF_WORDS = frozenset({OutboxKind.REPLY, OutboxKind.RETURN, OutboxKind.OFFER})
# What a refund puts an end to.
ENDED_BY_REFUND = frozenset({OutboxKind.RETURN, OutboxKind.OFFER})
# What the buyer hears of: the first of them ends the first clock.
_ANSWERS = frozenset({OutboxKind.REPLY, OutboxKind.APPROVE, OutboxKind.RETURN, OutboxKind.OFFER})
# What a text that is too long, or not allowed, is answered with.
_WORDS_ARE_WRONG = frozenset({"PARAM_ERROR", "INVALID_REQUEST", "RULE_LIMIT"})


def outgoing(
    entry: OutboxEntry, application: RefundApplication, pictures: tuple[str, ...]
) -> Outgoing:
    """The message as its source is told it."""
    told = json.loads(entry.details) if entry.kind is OutboxKind.PROGRESS else {}
    return Outgoing(
        key=entry.key(application.mchid),
        source_ref=application.source_ref,
        kind=entry.kind,
        text=entry.text,
        remark=entry.remark,
        reject_code=entry.reject_code,
        picture_refs=pictures,
        amount=entry.amount,
        step=entry.step,
        at=datetime.fromisoformat(told["at"]) if told else None,
        out_refund_no=told.get("out_refund_no", ""),
        details=entry.details,
    )


def picture_name(entry: OutboxEntry, sha256: str) -> str:
    """What a picture is called there: a proof by its kind, any other by its content."""
    is_proof = entry.kind is OutboxKind.EVIDENCE and entry.step
    return f"{entry.step if is_proof else sha256[:16]}.jpg"


def is_overtaken(stores: Stores, waiting: OutboxEntry) -> bool:
    """Whether a refund was sent since a return was asked for or an amount was offered."""
    return any(
        refund.first_submitting_at is not None and refund.first_submitting_at >= waiting.created_at
        for refund in stores.refunds.of_application(waiting.application_id)
        if refund.state not in FINAL_STATES or refund.state is RefundState.SUCCEEDED
    )


def give_back(stores: Stores, stuck: OutboxEntry) -> None:
    """The words of a reply that WeChat Pay did not take, as a draft to change (decisions.md 4.3).

    A reply that nobody knows about is not offered a second time, and other words are kept.
    """
    name = draft_of(stuck.application_id)
    wrong = stuck.kind is OutboxKind.REPLY and stuck.why in _WORDS_ARE_WRONG
    if wrong and not stores.settings.get(name):
        stores.settings.put(name, stuck.text)


def take_back(stores: Stores, sent: OutboxEntry) -> None:
    """Words that were given back and have left after all are no draft any more."""
    name = draft_of(sent.application_id)
    if sent.kind is OutboxKind.REPLY and stores.settings.get(name) == sent.text:
        stores.settings.put(name, None)


def matches(entry: OutboxEntry, message: Message, since: datetime) -> bool:
    """Whether a message of the history is this entry."""
    if message.speaker is not Speaker.SHOP or message.at < since:
        return False
    if message.kind is not _KIND_THERE.get(entry.kind):
        return False
    return entry.kind not in _OF_WORDS or message.text.strip() == entry.text


def after_sent(
    application: RefundApplication, kind: OutboxKind, now: datetime
) -> RefundApplication:
    """What a delivered message does to its application."""
    if kind is OutboxKind.REJECT and not application.is_final:
        ended = replace(application, complaint_state=ComplaintState.PROCESSED, unread=False)
        return replace(ended.move_to(ApplicationState.REJECTED, now=now), changed_at=now)
    if application.first_reply_at is None and kind in _ANSWERS:
        return with_due(replace(application, first_reply_at=now, changed_at=now))
    return application
