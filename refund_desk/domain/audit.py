"""The audit trail: who did what when, chained by hash (decisions.md 5.1).

A line holds no personal data: a personal value enters as a salted SHA-256 commitment; salt and
value lie apart (`audit_detail`), where erasure can delete them without breaking the chain.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

CHAIN_START = "0" * 64
OWNER = "owner"
SYSTEM = "system"


class AuditAction(StrEnum):
    """What a line says was done."""

    RECEIVED = "received"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    CUSTOMER_SPOKE = "customer_spoke"
    PLANNED = "planned"
    UNDONE = "undone"
    SUBMITTING = "submitting"
    ACCEPTED = "accepted"
    ADOPTED = "adopted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ASKED = "asked"
    SUCCEEDED = "succeeded"
    ABNORMAL = "abnormal"
    CLOSED = "closed"
    GIVEN_UP = "given_up"
    CONTRADICTED = "contradicted"
    ELSEWHERE = "elsewhere"
    ABNORMAL_HANDLED = "abnormal_handled"
    REPLY_QUEUED = "reply_queued"
    REPLIED = "replied"
    REJECTED = "rejected"
    REJECT_SENT = "reject_sent"
    APPROVE_SENT = "approve_sent"
    AGREED_AT_PLATFORM = "agreed_at_platform"
    COMPLETED = "completed"
    OUTBOX_STUCK = "outbox_stuck"
    OUTBOX_RETRIED = "outbox_retried"
    OUTBOX_DROPPED = "outbox_dropped"
    COMPLETE_QUEUED = "complete_queued"
    ORDER_PICKED = "order_picked"
    REVEALED = "revealed"
    SETTLED_OUTSIDE = "settled_outside"
    BILL_TAKEN = "bill_taken"
    FOUND_RECORDED = "found_recorded"
    FOUND_NOT_MOVED = "found_not_moved"
    DIFFERENCE_NOTED = "difference_noted"
    RETURN_ASKED = "return_asked"
    OFFERED = "offered"
    GOODS_TAKEN_IN = "goods_taken_in"
    OFFER_ANSWERED = "offer_answered"
    PROOF_AGREED = "proof_agreed"
    PROOF_GIVEN = "proof_given"
    PROOF_LET_GO = "proof_let_go"
    POLICY_CHANGED = "policy_changed"
    AUTOMATIC_STOPPED = "automatic_stopped"
    PROGRESS_SENT = "progress_sent"
    RETURN_SENT = "return_sent"
    OFFER_SENT = "offer_sent"
    EVIDENCE_SENT = "evidence_sent"
    PAYMENT_PROVED = "payment_proved"
    SHEET_IMPORTED = "sheet_imported"
    ENTERED_BY_HAND = "entered_by_hand"
    KEYS_CHANGED = "keys_changed"
    SOURCE_CONNECTED = "source_connected"
    SOURCE_DISCONNECTED = "source_disconnected"
    BOOKS_RESTORED = "books_restored"
    BOOKS_CAUGHT_UP = "books_caught_up"
    EVIDENCE_PACKED = "evidence_packed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """A line to be written. `facts` are not personal; `personal` values become commitments."""

    at: datetime
    actor: str
    action: AuditAction
    application_id: int | None = None
    refund_id: int | None = None
    facts: Mapping[str, str | int | bool] | None = None
    personal: Mapping[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """A line as it stands in the trail; `hash` covers `previous` and everything but itself."""

    number: int
    at: datetime
    actor: str
    action: AuditAction
    application_id: int | None
    refund_id: int | None
    facts_json: str
    previous: str
    hash: str


def commitment(value: str, *, salt: bytes) -> str:
    """The salted SHA-256 commitment that stands for a personal value."""
    return hmac.new(salt, value.encode(), hashlib.sha256).hexdigest()


def facts_text(facts: Mapping[str, str | int | bool]) -> str:
    """The one written form of a line's facts, so that equal facts hash equally."""
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def instant_text(instant: datetime) -> str:
    """The one written form of a line's instant."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def chained(entry: AuditEntry, *, number: int, facts_json: str, previous: str) -> AuditLine:
    """The entry as the next line after the one whose hash is `previous`."""
    line = AuditLine(
        number=number,
        at=entry.at.astimezone(UTC),
        actor=entry.actor,
        action=entry.action,
        application_id=entry.application_id,
        refund_id=entry.refund_id,
        facts_json=facts_json,
        previous=previous,
        hash="",
    )
    return AuditLine(**{**_fields(line), "hash": line_hash(line)})  # type: ignore[arg-type] # own fields


class BreakKind(StrEnum):
    """How a line of the trail does not fit."""

    MISSING = "is missing"
    CHANGED = "was changed"
    UNLINKED = "does not follow from the line before it"
    CONTRADICTED = "differs from the end that is kept outside the books"


@dataclass(frozen=True, slots=True)
class Break:
    """The first line that does not fit."""

    number: int
    kind: BreakKind

    def __str__(self) -> str:
        """As the command says it (decisions.md 6)."""
        return f"line {self.number}: {self.kind}"


def first_break(
    lines: Iterable[AuditLine], *, after: int = 0, anchor: str = CHAIN_START
) -> Break | None:
    """The first line that does not follow from line `after`, whose hash is `anchor`, or None."""
    expected, previous = after + 1, anchor
    for line in lines:
        if line.number != expected:
            return Break(expected, BreakKind.MISSING)
        if line_hash(line) != line.hash:
            return Break(line.number, BreakKind.CHANGED)
        if line.previous != previous:
            return Break(line.number, BreakKind.UNLINKED)
        expected, previous = line.number + 1, line.hash
    return None


def _fields(line: AuditLine) -> dict[str, object]:
    """The line as keyword arguments."""
    return {name: getattr(line, name) for name in AuditLine.__slots__}


def line_hash(line: AuditLine) -> str:
    """SHA-256 over everything in the line but its own hash."""
    text = json.dumps(
        [
            line.number,
            instant_text(line.at),
            line.actor,
            line.action.value,
            line.application_id,
            line.refund_id,
            line.facts_json,
            line.previous,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()
