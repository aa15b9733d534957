"""Frozen rows of the daily proof. Personal values come masked; amounts are fen, instants UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from refund_desk.application.ports.bill_store import BillDay, BillMark, BillState
from refund_desk.domain.bill import BilledStatus
from refund_desk.domain.fen import NOTHING, Fen, total_of
from refund_desk.domain.identifiers import RefundId, TransactionId
from refund_desk.domain.reconciliation import DifferenceKind
from refund_desk.domain.refund import RefundState


class DayState(StrEnum):
    """How far the proof of a day is."""

    PROVED = "proved"
    NOT_READY = "not_ready"
    TROUBLE = "trouble"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofDay:
    """One day of the list. `at` is the last try, `why` the key of a sentence about trouble."""

    day: date
    state: DayState
    refunds: int = 0
    to_do: int = 0
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow:
    """One refund of a day; `kind` is None where both sides agree.

    `theirs` is 申请退款金额 of the bill, `returned` 退款金额: what of it was no coupon of the shop.
    `told` is what counts as refunded elsewhere for this payment beyond what records explain, so the
    person is asked whether this refund was meant by it. `before_use`: older than this ledger.
    `at_shop`: the money came back to the shop.
    """

    kind: DifferenceKind | None
    number: str
    at: datetime
    transaction_id: TransactionId
    refund_id: RefundId | None = None
    application_id: int | None = None
    title: str = field(default="", repr=False)
    goods: str = ""
    theirs: Fen | None = None
    ours: Fen | None = None
    returned: Fen | None = None
    payer_refund: Fen | None = None
    fee_units: int = 0
    status: BilledStatus | None = None
    state: RefundState | None = None
    at_shop: bool = False
    told: Fen = NOTHING
    made_by_a_desk: bool = False
    before_use: bool = False
    mark: BillMark | None = None

    @property
    def is_to_do(self) -> bool:
        """Whether a person should look at it."""
        return self.kind is not None and self.mark is None and not self.before_use

    @property
    def left_nothing(self) -> bool:
        """Whether this ledger says that no money went at all."""
        return self.state in {RefundState.CLOSED, RefundState.GIVEN_UP}

    @property
    def missed_buyer(self) -> bool:
        """Whether this ledger says that the money did not reach the customer."""
        return self.at_shop or self.left_nothing or self.state is RefundState.ABNORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofOfDay:
    """A whole day: its bills, what differs, what agrees, and what other bills may still hold."""

    day: date
    bills: tuple[BillDay, ...] = ()
    differences: tuple[ProofRow, ...] = ()
    matches: tuple[ProofRow, ...] = ()
    waiting: int = 0
    rate: str = ""

    @property
    def state(self) -> DayState:
        """How far it is."""
        return state_of(self.bills)

    @property
    def at(self) -> datetime | None:
        """When its bills were asked for last."""
        return max((bill.at for bill in self.bills), default=None)

    @property
    def why(self) -> str:
        """The key of the sentence about the last trouble."""
        return why_of(self.bills)

    @property
    def theirs(self) -> tuple[int, Fen]:
        """How many refunds their bill holds, and their sum."""
        amounts = [row.theirs for row in self._rows if row.theirs is not None]
        return len(amounts), total_of(amounts)

    @property
    def ours(self) -> tuple[int, Fen]:
        """The same of this ledger."""
        amounts = [row.ours for row in self._rows if row.ours is not None]
        return len(amounts), total_of(amounts)

    @property
    def matched(self) -> tuple[int, Fen]:
        """How many agree, and the sum of those that went to the customers."""
        gone = (row.theirs for row in self.matches if row.theirs and not row.missed_buyer)
        return len(self.matches), total_of(gone)

    @property
    def missed_buyers(self) -> Fen:
        """The sum of those that agree and did not reach the customers."""
        return total_of(row.theirs for row in self.matches if row.theirs and row.missed_buyer)

    @property
    def to_do(self) -> tuple[ProofRow, ...]:
        """What a person should look at."""
        return tuple(row for row in self.differences if row.is_to_do)

    @property
    def gap(self) -> Fen:
        """By how much the two sides' sums differ."""
        theirs, ours = self.theirs[1], self.ours[1]
        return max(theirs, ours) - min(theirs, ours)

    @property
    def fee_back_units(self) -> int:
        """The fees that came back, in hundred-thousandths of a yuan."""
        return -sum(row.fee_units for row in self._rows)

    @property
    def _rows(self) -> tuple[ProofRow, ...]:
        return self.differences + self.matches


@dataclass(frozen=True, slots=True)
class Balance:
    """What the account held after the last movement of the newest fund-flow bill (fen, UTC)."""

    amount: Fen
    at: datetime


def state_of(bills: tuple[BillDay, ...]) -> DayState:
    """How far the proof of a day is, by its three bills."""
    states = {bill.state for bill in bills}
    if BillState.TROUBLE in states:
        return DayState.TROUBLE
    if BillState.NOT_READY in states:
        return DayState.NOT_READY
    if len(bills) == 3:
        return DayState.PROVED
    return DayState.WAITING


def why_of(bills: tuple[BillDay, ...]) -> str:
    """The key of the sentence about a day's newest trouble; empty without."""
    troubles = [bill for bill in bills if bill.state is BillState.TROUBLE]
    return max(troubles, key=lambda bill: bill.at).why if troubles else ""
