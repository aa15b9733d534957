"""The port of what bills said, inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from refund_desk.domain.bill import BilledRefund, BillKind
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.identifiers import Mchid, RefundId, TransactionId


class BillState(StrEnum):
    """How the last try to get a bill ended. EMPTY: WeChat Pay says that nothing happened then."""

    TAKEN = "taken"
    EMPTY = "empty"
    NOT_READY = "not_ready"
    TROUBLE = "trouble"

    @property
    def is_proved(self) -> bool:
        """Whether the day is known from this bill."""
        return self in {BillState.TAKEN, BillState.EMPTY}


@dataclass(frozen=True, slots=True, kw_only=True)
class BillDay:
    """One bill of one Beijing day, as last tried at `at` (UTC). `why` is a key of the sentences.

    Payments and what they paid stand in the bill of all trades, the balance in that of the funds.
    """

    day: date
    kind: BillKind
    state: BillState
    at: datetime
    why: str = ""
    sha1: str = ""
    payments: int = 0
    paid: Fen = NOTHING
    balance: Fen | None = None
    balance_at: datetime | None = None


class Mark(StrEnum):
    """What a person said about a difference. RECORDED: it counts as refunded elsewhere.

    NOT_MOVED: WeChat Pay closed it since, no money went. NOTED: looked at, nothing to record.
    """

    RECORDED = "recorded"
    NOT_MOVED = "not_moved"
    NOTED = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class BillMark:
    """The mark on the refund of this number; given once, never taken back."""

    number: str
    mark: Mark
    at: datetime
    actor: str


class BillStore(Protocol):
    """Bills and marks, inside one transaction."""

    def put_day(self, bill: BillDay) -> None:
        """Keep how a try ended; a bill that was taken once is not lost to a later trouble."""

    def days(self, day: date) -> dict[BillKind, BillDay]:
        """The bills of a day that were tried."""

    def put_refunds(self, day: date, refunds: Iterable[BilledRefund]) -> None:
        """Keep the refunds of a day's bills in the place of what was kept of it."""

    def proved_days(self, since: date) -> frozenset[date]:
        """The days from then on of which all bills are there, or are known to be none."""

    def refund(self, refund_id: RefundId) -> tuple[date, BilledRefund]:
        """A billed refund and its day; `KeyError` when no bill holds it."""

    def refunds_of(self, transaction_id: TransactionId) -> tuple[BilledRefund, ...]:
        """All billed refunds of one payment."""

    def in_doubt(self, day: date) -> tuple[int, ...]:
        """Our refunds that the day's bill names and whose acceptance we do not know (their ids)."""

    def mark(self, number: str) -> BillMark | None:
        """The mark on the refund of this number."""

    def put_mark(self, mark: BillMark) -> None:
        """Keep a mark; `AlreadyExistsError` when there is one."""

    def told(self, mchid: Mchid, transaction_id: TransactionId) -> Fen:
        """What persons said was refunded elsewhere, records of found refunds among it (fen)."""

    def began_at(self) -> datetime | None:
        """When this ledger wrote its first audit line."""
