"""What a buyer asked for, from whatever source, and its states."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from refund_desk.domain.errors import ensure
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutTradeNo, TransactionId
from refund_desk.domain.reason import ReasonCategory


class Source(StrEnum):
    """Where applications come from."""

    COMPLAINT = "complaint"
    SHOP_FEED = "shop_feed"
    STORE = "store"
    SHEET = "sheet"
    BY_HAND = "by_hand"


class ApplicationState(StrEnum):
    """The states of decisions.md 2.4."""

    OPEN = "OPEN"
    ASKED_OWNER = "ASKED_OWNER"
    WAITING_GOODS = "WAITING_GOODS"
    GOODS_RECEIVED = "GOODS_RECEIVED"
    WAITING_CUSTOMER = "WAITING_CUSTOMER"
    AGREED_WAITING_PROOF = "AGREED_WAITING_PROOF"
    REFUNDING = "REFUNDING"
    REFUNDED = "REFUNDED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    PLATFORM_DECIDED = "PLATFORM_DECIDED"
    SETTLED_OUTSIDE = "SETTLED_OUTSIDE"


class Segment(StrEnum):
    """The four segments of the inbox, and the one of what has left it."""

    TO_DO = "to_do"
    WAITING = "waiting"
    REFUNDING = "refunding"
    PROBLEM = "problem"
    DONE = "done"


class ProblemType(StrEnum):
    """What an application is about: WeChat Pay's problem_type of a complaint, and two more.

    RETURN: the goods come back before the money does. TRADE: a complaint of the mini program's
    trade, which has a clock of 48 h. No complaint of WeChat Pay is of either.
    """

    REFUND = "REFUND"
    SERVICE_NOT_WORK = "SERVICE_NOT_WORK"
    OTHERS = "OTHERS"
    RETURN = "RETURN"
    TRADE = "TRADE"


class ComplaintState(StrEnum):
    """WeChat Pay's complaint_state; of another source, whether it is open there."""

    PENDING = "PENDING"
    PROCESSING = "PROCESSING"
    PROCESSED = "PROCESSED"


FINAL_APPLICATION_STATES = frozenset(
    {
        ApplicationState.REFUNDED,
        ApplicationState.REJECTED,
        ApplicationState.WITHDRAWN,
        ApplicationState.PLATFORM_DECIDED,
        ApplicationState.SETTLED_OUTSIDE,
    }
)
TO_DO_STATES = frozenset(
    {
        ApplicationState.OPEN,
        ApplicationState.ASKED_OWNER,
        ApplicationState.GOODS_RECEIVED,
        ApplicationState.AGREED_WAITING_PROOF,
    }
)
WAITING_STATES = frozenset({ApplicationState.WAITING_GOODS, ApplicationState.WAITING_CUSTOMER})


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundApplication:
    """One application as the desk holds it. Amounts are fen, instants UTC.

    Personal values (`payer_phone`, `customer_key`) live only in the encrypted database and are
    masked on every way out. `due_at` is the nearer open clock, None once nothing is due;
    `respond_by` is the end of the clock as a source other than complaints gives it.
    `problem` says that a refund of it needs a person (the segment 异常).
    """

    id: int
    source: Source
    source_ref: str
    mchid: Mchid
    transaction_id: TransactionId | None
    out_trade_no: OutTradeNo | None
    state: ApplicationState
    problem_type: ProblemType
    category: ReasonCategory
    problem_text: str = field(repr=False)
    detail_text: str = field(repr=False)
    asked: Fen
    order_amount: Fen
    applied_at: datetime
    round_started_at: datetime
    changed_at: datetime
    complaint_state: ComplaintState
    round: int = 1
    first_reply_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    payer_phone: str = field(default="", repr=False)
    customer_key: str = field(default="", repr=False)
    user_complaint_times: int = 1
    is_high_risk: bool = False
    has_new_words: bool = False
    fully_refunded_there: bool = False
    in_platform_service: bool = False
    needs_immediate_service: bool = False
    orders_in_complaint: int = 1
    picture_count: int = 0
    unread: bool = True
    marked: str = ""
    problem: bool = False
    fingerprint: str = ""
    history_read_at: datetime | None = None
    respond_by: datetime | None = None

    @property
    def is_final(self) -> bool:
        """Whether the desk has nothing more to do."""
        return self.state in FINAL_APPLICATION_STATES

    @property
    def segment(self) -> Segment:
        """The segment of the inbox that holds it (decisions.md 2.4)."""
        if self.problem:
            return Segment.PROBLEM
        if self.state in TO_DO_STATES:
            return Segment.TO_DO
        if self.state in WAITING_STATES:
            return Segment.WAITING
        if self.state is ApplicationState.REFUNDING:
            return Segment.REFUNDING
        return Segment.DONE

    def move_to(self, state: ApplicationState, *, now: datetime) -> RefundApplication:
        """The application in another state; a final one is left only by `reopened`."""
        ensure(not self.is_final or state is self.state, f"application {self.state} -> {state}")
        ended = now if state in FINAL_APPLICATION_STATES else None
        return replace(
            self, state=state, ended_at=ended, marked="", due_at=None if ended else self.due_at
        )

    def reopened(self, *, round_started_at: datetime) -> RefundApplication:
        """The same application in its next round: the buyer continued the complaint."""
        return replace(
            self,
            state=ApplicationState.OPEN,
            round=self.round + 1,
            round_started_at=round_started_at,
            first_reply_at=None,
            ended_at=None,
            unread=True,
            marked="",
        )
