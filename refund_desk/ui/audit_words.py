"""A line of the operations log in words, with its glyph."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from refund_desk.application.use_cases.let_go_of_proof import TAKEN_BACK
from refund_desk.domain.audit import AuditAction, AuditLine
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import Answer
from refund_desk.ui import sentences, texts
from refund_desk.ui.formats import yuan
from refund_desk.ui.tokens import Role

_audit = texts.audit
_Facts = Mapping[str, object]


class AuditWords(NamedTuple):
    """What the line shows."""

    text: str
    icon: str
    role: Role


_ICONS: dict[AuditAction, tuple[str, Role]] = {
    AuditAction.RECEIVED: ("inbox-outline", "text2"),
    AuditAction.REOPENED: ("inbox-outline", "warn"),
    AuditAction.WITHDRAWN: ("undo-variant", "text2"),
    AuditAction.CUSTOMER_SPOKE: ("message-alert-outline", "text2"),
    AuditAction.PLANNED: ("cash-refund", "accent_text"),
    AuditAction.UNDONE: ("undo-variant", "text2"),
    AuditAction.SUBMITTING: ("cash-sync", "accent_text"),
    AuditAction.ACCEPTED: ("cash-sync", "accent_text"),
    AuditAction.ADOPTED: ("cash-sync", "warn"),
    AuditAction.REFUSED: ("alert-circle", "bad"),
    AuditAction.UNKNOWN: ("help-circle-outline", "warn"),
    AuditAction.ASKED: ("refresh", "text2"),
    AuditAction.SUCCEEDED: ("check-circle", "ok"),
    AuditAction.ABNORMAL: ("alert-circle", "bad"),
    AuditAction.CLOSED: ("close-circle-outline", "text2"),
    AuditAction.GIVEN_UP: ("close-circle-outline", "text2"),
    AuditAction.CONTRADICTED: ("alert", "warn"),
    AuditAction.ELSEWHERE: ("pencil-outline", "warn"),
    AuditAction.ABNORMAL_HANDLED: ("cash-refund", "accent_text"),
    AuditAction.REPLY_QUEUED: ("reply-outline", "text2"),
    AuditAction.REPLIED: ("reply-outline", "text2"),
    AuditAction.REJECTED: ("close-circle-outline", "bad"),
    AuditAction.REJECT_SENT: ("close-circle-outline", "text2"),
    AuditAction.APPROVE_SENT: ("check-circle", "text2"),
    AuditAction.AGREED_AT_PLATFORM: ("check-circle", "text2"),
    AuditAction.PAYMENT_PROVED: ("image-plus-outline", "text2"),
    AuditAction.COMPLETED: ("check-circle", "ok"),
    AuditAction.OUTBOX_STUCK: ("alert-circle", "bad"),
    AuditAction.OUTBOX_RETRIED: ("refresh", "text2"),
    AuditAction.OUTBOX_DROPPED: ("close-circle-outline", "text2"),
    AuditAction.COMPLETE_QUEUED: ("check-circle", "text2"),
    AuditAction.ORDER_PICKED: ("pencil-outline", "text2"),
    AuditAction.REVEALED: ("eye-outline", "warn"),
    AuditAction.SETTLED_OUTSIDE: ("handshake-outline", "text2"),
    AuditAction.RETURN_ASKED: ("truck-outline", "text2"),
    AuditAction.OFFERED: ("handshake-outline", "text2"),
    AuditAction.GOODS_TAKEN_IN: ("package-variant", "text2"),
    AuditAction.OFFER_ANSWERED: ("handshake-outline", "text2"),
    AuditAction.PROOF_AGREED: ("timer-sand", "accent_text"),
    AuditAction.PROOF_GIVEN: ("image-outline", "text2"),
    AuditAction.PROOF_LET_GO: ("alert", "warn"),
    AuditAction.POLICY_CHANGED: ("pencil-outline", "warn"),
    AuditAction.AUTOMATIC_STOPPED: ("alert", "warn"),
    AuditAction.PROGRESS_SENT: ("cash-sync", "text2"),
    AuditAction.RETURN_SENT: ("truck-outline", "text2"),
    AuditAction.OFFER_SENT: ("handshake-outline", "text2"),
    AuditAction.EVIDENCE_SENT: ("image-outline", "text2"),
    AuditAction.SHEET_IMPORTED: ("file-delimited-outline", "text2"),
    AuditAction.ENTERED_BY_HAND: ("pencil-outline", "text2"),
    AuditAction.KEYS_CHANGED: ("shield-key-outline", "warn"),
    AuditAction.SOURCE_CONNECTED: ("cellphone", "warn"),
    AuditAction.SOURCE_DISCONNECTED: ("cellphone", "warn"),
    AuditAction.BOOKS_RESTORED: ("history", "warn"),
    AuditAction.BOOKS_CAUGHT_UP: ("history", "text2"),
    AuditAction.EVIDENCE_PACKED: ("folder-zip-outline", "warn"),
    AuditAction.BILL_TAKEN: ("scale-balance", "text2"),
    AuditAction.FOUND_RECORDED: ("pencil-outline", "warn"),
    AuditAction.FOUND_NOT_MOVED: ("scale-balance", "text2"),
    AuditAction.DIFFERENCE_NOTED: ("scale-balance", "text2"),
}
_PLAIN: dict[AuditAction, Callable[[], str]] = {
    AuditAction.WITHDRAWN: _audit.withdrawn,
    AuditAction.CUSTOMER_SPOKE: _audit.customer_spoke,
    AuditAction.UNKNOWN: _audit.unknown,
    AuditAction.ABNORMAL: _audit.abnormal,
    AuditAction.CLOSED: _audit.closed,
    AuditAction.GIVEN_UP: _audit.given_up,
    AuditAction.CONTRADICTED: _audit.contradicted,
    AuditAction.ABNORMAL_HANDLED: _audit.abnormal_handled,
    AuditAction.REPLY_QUEUED: _audit.reply_queued,
    AuditAction.REPLIED: _audit.replied,
    AuditAction.REJECTED: _audit.rejected,
    AuditAction.REJECT_SENT: _audit.reject_sent,
    AuditAction.APPROVE_SENT: _audit.approve_sent,
    AuditAction.COMPLETED: _audit.completed,
    AuditAction.OUTBOX_STUCK: _audit.outbox_stuck,
    AuditAction.OUTBOX_RETRIED: _audit.outbox_retried,
    AuditAction.OUTBOX_DROPPED: _audit.outbox_dropped,
    AuditAction.COMPLETE_QUEUED: _audit.complete_queued,
    AuditAction.ORDER_PICKED: _audit.order_picked,
    AuditAction.REVEALED: _audit.revealed,
    AuditAction.SETTLED_OUTSIDE: _audit.settled_outside,
    AuditAction.RETURN_ASKED: texts.waiting.audit_asked,
    AuditAction.PROOF_GIVEN: texts.waiting.audit_proof_given,
    AuditAction.POLICY_CHANGED: texts.policy.audit_changed,
    AuditAction.AUTOMATIC_STOPPED: texts.automatic.audit_stopped,
    AuditAction.PROGRESS_SENT: texts.sources.audit_progress,
    AuditAction.RETURN_SENT: texts.sources.audit_return,
    AuditAction.OFFER_SENT: texts.sources.audit_offer,
    AuditAction.EVIDENCE_SENT: texts.sources.audit_evidence,
    AuditAction.SHEET_IMPORTED: texts.importing.audit_imported,
    AuditAction.KEYS_CHANGED: _audit.keys_changed,
    AuditAction.SOURCE_CONNECTED: texts.origins.audit_connected,
    AuditAction.SOURCE_DISCONNECTED: texts.origins.audit_disconnected,
    AuditAction.DIFFERENCE_NOTED: _audit.difference_noted,
    AuditAction.BOOKS_RESTORED: _audit.books_restored,
    AuditAction.BOOKS_CAUGHT_UP: _audit.books_caught_up,
    AuditAction.EVIDENCE_PACKED: texts.evidence_pack.audit_packed,
    AuditAction.PAYMENT_PROVED: texts.store.audit_proved,
}
_WITH_AMOUNT: dict[AuditAction, Callable[[str], str]] = {
    AuditAction.RECEIVED: _audit.received,
    AuditAction.REOPENED: _audit.reopened,
    AuditAction.ENTERED_BY_HAND: texts.by_hand.audit_entered,
    AuditAction.PLANNED: _audit.planned,
    AuditAction.AGREED_AT_PLATFORM: texts.store.audit_agreed,
    AuditAction.UNDONE: _audit.undone,
    AuditAction.SUBMITTING: _audit.submitting,
    AuditAction.ACCEPTED: _audit.accepted,
    AuditAction.ADOPTED: _audit.adopted,
    AuditAction.SUCCEEDED: _audit.succeeded,
    AuditAction.ELSEWHERE: _audit.elsewhere,
    AuditAction.OFFERED: texts.waiting.audit_offered,
    AuditAction.PROOF_AGREED: texts.waiting.audit_proof_agreed,
    AuditAction.BILL_TAKEN: _audit.bill_taken,
    AuditAction.FOUND_RECORDED: _audit.found_recorded,
    AuditAction.FOUND_NOT_MOVED: _audit.found_not_moved,
}
_RESULTS: dict[str, Callable[[], str]] = {
    "PROCESSING": texts.steps.result_processing,
    "SUCCEEDED": texts.steps.result_succeeded,
    "ABNORMAL": texts.steps.result_abnormal,
    "CLOSED": texts.steps.result_closed,
}


def _refused(facts: _Facts) -> str:
    return _audit.refused(sentences.refused_sentence(str(facts.get("why", ""))))


def _asked(facts: _Facts) -> str:
    words = _RESULTS.get(str(facts.get("state", "")), texts.steps.result_unknown)
    return _audit.asked(words())


def _taken_in(facts: _Facts) -> str:
    said = texts.waiting.audit_taken_in()
    return said if facts.get("as_sent", True) else f"{said} · {texts.waiting.not_as_sent()}"


def _answered(facts: _Facts) -> str:
    agreed = facts.get("answer") == Answer.AGREED
    words = texts.waiting.audit_answer_agreed if agreed else texts.waiting.audit_answer_refused
    return texts.waiting.audit_answered(words())


def _let_go(facts: _Facts) -> str:
    by_hand = facts.get("why") == TAKEN_BACK
    return texts.awaiting.audit_taken_back() if by_hand else texts.waiting.audit_proof_let_go()


_BY_FACT: dict[AuditAction, Callable[[_Facts], str]] = {
    AuditAction.REFUSED: _refused,
    AuditAction.ASKED: _asked,
    AuditAction.GOODS_TAKEN_IN: _taken_in,
    AuditAction.OFFER_ANSWERED: _answered,
    AuditAction.PROOF_LET_GO: _let_go,
}


def words_of(line: AuditLine, *, reason: str = "") -> AuditWords:
    """The line in the language of the window.

    `reason` is the personal detail of an approval, where it is still kept and may be shown.
    """
    icon, role = _ICONS[line.action]
    facts = _facts(line)
    return AuditWords(_text(line, facts, reason) + _pictures(facts), icon, role)


def _text(line: AuditLine, facts: dict[str, object], reason: str) -> str:
    plain = _PLAIN.get(line.action)
    if plain is not None:
        return plain()
    by_fact = _BY_FACT.get(line.action)
    if by_fact is not None:
        return by_fact(facts)
    amount = _amount(facts)
    if line.action is AuditAction.PLANNED and reason:
        return _audit.planned_reason(amt=amount, reason=reason)
    if line.action is AuditAction.ELSEWHERE and not amount:
        return _audit.elsewhere_found()
    return _WITH_AMOUNT[line.action](amount).strip()


def _pictures(facts: dict[str, object]) -> str:
    """How many pictures left, and what made them fit to."""
    redacted, looked_at = facts.get("redacted"), facts.get("looked_at")
    if not isinstance(redacted, int) or not isinstance(looked_at, int):
        return ""
    return texts.redaction.audit_pictures(redacted=redacted, looked_at=looked_at)


def _facts(line: AuditLine) -> dict[str, object]:
    facts = json.loads(line.facts_json or "{}")
    return facts if isinstance(facts, dict) else {}


def _amount(facts: dict[str, object]) -> str:
    for name in ("amount_fen", "asked_fen"):
        fen = facts.get(name)
        if isinstance(fen, int):
            # A complaint may ask for no money at all.
            return yuan(Fen(fen)) if fen or name != "asked_fen" else ""
    return ""
