"""Outgoing words, decisions and progress: each reaches the far side once (decisions.md 3.8)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from refund_desk.domain.errors import ensure
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid


class OutboxKind(StrEnum):
    """What is sent."""

    REPLY = "reply"
    APPROVE = "approve"
    REJECT = "reject"
    COMPLETE = "complete"
    PROGRESS = "progress"
    RETURN = "return"
    OFFER = "offer"
    EVIDENCE = "evidence"


class ProgressStep(StrEnum):
    """How far the money is, as the buyer is told (docs/shop_feed.openapi.yaml)."""

    SUBMITTED = "submitted"
    PROCESSING = "processing"
    ARRIVED = "arrived"
    ABNORMAL = "abnormal"


class OutboxState(StrEnum):
    """How far it is. SENDING on disk means "perhaps sent": after a crash it is read back first."""

    WAITING = "waiting"
    SENDING = "sending"
    DOUBT = "doubt"
    SENT = "sent"
    STUCK = "stuck"
    DROPPED = "dropped"


OPEN_OUTBOX_STATES = frozenset(
    {OutboxState.WAITING, OutboxState.SENDING, OutboxState.DOUBT, OutboxState.STUCK}
)
# Retried for a day; then a person decides (decisions.md 3.9).
RETRY_FOR = timedelta(hours=24)
LOOKS_MAX = 3
_RETRY_S = (2, 5, 15, 60, 300)
_STEPS: dict[OutboxState, frozenset[OutboxState]] = {
    # SENT is reached from any open state: a slow answer may come after another process has looked.
    OutboxState.WAITING: frozenset(
        {
            OutboxState.WAITING,
            OutboxState.SENDING,
            OutboxState.DROPPED,
            OutboxState.STUCK,
            OutboxState.SENT,
        }
    ),
    OutboxState.SENDING: frozenset(
        {OutboxState.SENT, OutboxState.WAITING, OutboxState.DOUBT, OutboxState.STUCK}
    ),
    OutboxState.DOUBT: frozenset(
        {OutboxState.DOUBT, OutboxState.SENT, OutboxState.WAITING, OutboxState.STUCK}
    ),
    OutboxState.STUCK: frozenset({OutboxState.WAITING, OutboxState.DROPPED, OutboxState.SENT}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEntry:
    """One outgoing message. `text` and `remark` are the shop's words; pictures are sha256 names.

    `amount` is what a decision, an offer or a progress is about (fen). A PROGRESS names its refund
    and its `step`, each pair once; `step` of EVIDENCE is what kind of proof it is. `details` is a
    JSON object of what else a kind needs, such as the address that goods are sent back to.
    """

    id: int
    application_id: int
    kind: OutboxKind
    state: OutboxState
    created_at: datetime
    next_try_at: datetime
    actor: str
    text: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)
    reject_code: str = ""
    picture_names: tuple[str, ...] = ()
    after_id: int | None = None
    attempts: int = 0
    looks: int = 0
    first_sent_at: datetime | None = None
    why: str = ""
    request_id: str = ""
    amount: Fen | None = None
    refund_id: int | None = None
    step: str = ""
    details: str = field(default="", repr=False)

    def key(self, mchid: Mchid) -> str:
        """The idempotency key under which a source takes this message once, however often sent.

        The message itself is in it: a restored backup counts its entries anew, and another message
        under a number that was used before must not be taken for a repeat.
        """
        said = "\0".join(
            (
                self.kind.value,
                self.text,
                self.remark,
                self.reject_code,
                *self.picture_names,
                str(self.amount.count if self.amount is not None else ""),
                self.step,
                self.details,
            )
        )
        mark = hashlib.sha256(said.encode()).hexdigest()[:12]
        return f"rd-{mchid}-{self.application_id}-{self.id}-{mark}"

    def step_to(self, state: OutboxState, **changes: object) -> OutboxEntry:
        """The entry in its next state; a step outside the rules is a bug."""
        ensure(state in _STEPS.get(self.state, frozenset()), f"outbox {self.state} -> {state}")
        return replace(self, state=state, **changes)  # type: ignore[arg-type] # checked by replace

    def next_delay(self) -> timedelta:
        """How long to wait before the next try or look."""
        return timedelta(seconds=_RETRY_S[min(self.attempts + self.looks, len(_RETRY_S) - 1)])
