"""A refund: one attempt to return money, its states, the steps between them, its one number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from refund_desk.domain.errors import RuleBrokenError, ensure
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import ORDINAL_MAX, Mchid, OutRefundNo, RefundId, TransactionId
from refund_desk.domain.refund_parts import RefundPart


class RefundState(StrEnum):
    """Our states; WeChat's word SUCCESS becomes SUCCEEDED (decisions.md 4.5)."""

    PLANNED = "PLANNED"
    UNDONE = "UNDONE"
    SUBMITTING = "SUBMITTING"
    UNKNOWN = "UNKNOWN"
    REFUSED = "REFUSED"
    GIVEN_UP = "GIVEN_UP"
    PROCESSING = "PROCESSING"
    SUCCEEDED = "SUCCEEDED"
    ABNORMAL = "ABNORMAL"
    CLOSED = "CLOSED"


class ArrivedAt(StrEnum):
    """Where the money of a SUCCEEDED refund is."""

    PAYER = "payer"
    SHOP = "shop"


FINAL_STATES = frozenset(
    {RefundState.SUCCEEDED, RefundState.CLOSED, RefundState.UNDONE, RefundState.GIVEN_UP}
)
# While one refund of a payment is in such a state, no second one may begin (decisions.md 3.4).
BLOCKING_STATES = frozenset(
    {RefundState.PLANNED, RefundState.SUBMITTING, RefundState.UNKNOWN, RefundState.REFUSED}
)
# What a verified answer of WeChat Pay may say.
VERIFIED_STATES = frozenset(
    {RefundState.PROCESSING, RefundState.SUCCEEDED, RefundState.ABNORMAL, RefundState.CLOSED}
)
_STEPS: dict[RefundState, frozenset[RefundState]] = {
    RefundState.PLANNED: frozenset({RefundState.UNDONE, RefundState.SUBMITTING}),
    RefundState.SUBMITTING: VERIFIED_STATES | {RefundState.UNKNOWN, RefundState.REFUSED},
    RefundState.UNKNOWN: VERIFIED_STATES | {RefundState.SUBMITTING, RefundState.REFUSED},
    RefundState.REFUSED: VERIFIED_STATES | {RefundState.SUBMITTING, RefundState.GIVEN_UP},
    RefundState.PROCESSING: VERIFIED_STATES,
    RefundState.ABNORMAL: VERIFIED_STATES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """One refund as the ledger holds it. Amounts are fen, instants UTC.

    `ordinal` and `out_refund_no` are None until SUBMITTING was written; with it the whole intention
    (amount, order total, reason, funds account) is frozen, so a re-send says the same. `parts` are
    the goods and the freight it was planned for, never sent; empty for an amount of its own.
    """

    id: int
    application_id: int | None
    mchid: Mchid
    transaction_id: TransactionId
    amount: Fen
    order_total: Fen
    reason: str = field(repr=False)
    state: RefundState
    planned_at: datetime
    actor: str
    funds_account: str = ""
    ordinal: int | None = None
    out_refund_no: OutRefundNo | None = None
    reply_text: str = field(default="", repr=False)
    pressed_at: datetime | None = None
    first_submitting_at: datetime | None = None
    accepted_at: datetime | None = None
    settled_at: datetime | None = None
    refund_id: RefundId | None = None
    payer_refund: Fen | None = None
    received_by: str = field(default="", repr=False)
    channel: str = ""
    arrived_at: ArrivedAt | None = None
    why: str = ""
    request_id: str = ""
    adopted: bool = False
    last_asked_at: datetime | None = None
    ask_count: int = 0
    next_ask_at: datetime | None = None
    parts: tuple[RefundPart, ...] = ()

    @property
    def number(self) -> OutRefundNo:
        """Its number at WeChat Pay; to ask for it before SUBMITTING is a bug."""
        ensure(self.out_refund_no is not None, f"refund {self.state} has no number")
        return self.out_refund_no  # type: ignore[return-value] # ensured above

    @property
    def is_back_at_shop(self) -> bool:
        """Whether WeChat Pay says SUCCESS of money that came back to the shop, not to the buyer."""
        return self.state is RefundState.SUCCEEDED and self.arrived_at is ArrivedAt.SHOP

    @property
    def is_final(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.state in FINAL_STATES

    def may_step_to(self, state: RefundState) -> bool:
        """Whether the rules of decisions.md 2.1 allow this step."""
        return state in _STEPS.get(self.state, frozenset())

    def step_to(self, state: RefundState, **changes: object) -> Refund:
        """The refund in its next state; a step outside the rules is a bug (`InvariantBrokenError`)
        and changes nothing.
        """
        ensure(self.may_step_to(state), f"refund step {self.state} -> {state}")
        return replace(self, state=state, **changes)  # type: ignore[arg-type] # checked by replace


def next_ordinal(refunds: Iterable[Refund]) -> int:
    """The lowest ordinal that no refund of this payment has ever used (decisions.md 1.1).

    Raises `RuleBrokenError("ref.fifty")` when all fifty are used.
    """
    used = {refund.ordinal for refund in refunds}
    for ordinal in range(1, ORDINAL_MAX + 1):
        if ordinal not in used:
            return ordinal
    raise RuleBrokenError("ref.fifty")
