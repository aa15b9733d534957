"""One application as the window shows it: everything masked, every rule already applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from refund_desk.domain.capabilities import CAPABILITIES, Capabilities, MoneyMover
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.deadline import Deadline
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.negotiation import NOTHING_NEGOTIATED, AwaitedProof, Negotiation
from refund_desk.domain.order_facts import Goods
from refund_desk.domain.outbox import OutboxEntry
from refund_desk.domain.paid_order import Remainder
from refund_desk.domain.policy import Finding
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    Segment,
    Source,
)
from refund_desk.domain.refund_parts import OrderPart


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A picture of the conversation; `sha256` is empty until it lies in the picture file.

    `why` is why it never will as it is: `img.type` for what is no whole picture, `img.big`.
    """

    reference: str
    sha256: str
    speaker: Speaker
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A message with personal patterns masked. `minutes_to_reply` marks the shop's first reply."""

    log_ref: str
    speaker: Speaker
    kind: MessageKind
    at: datetime
    text: str = field(repr=False)
    pictures: tuple[PictureView, ...]
    minutes_to_reply: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """The payment and what the shop knows of it. `facts_known` is False without the feed's answer.

    `tracking_no` is masked. `read_at` is when WeChat Pay was asked last (UTC).
    """

    transaction_id: str
    out_trade_no: str
    paid_at: datetime | None
    read_at: datetime
    currency: str
    order_total: Fen
    payer_total: Fen
    has_coupon: bool
    facts_known: bool
    goods: tuple[Goods, ...]
    goods_title: str
    freight: Fen
    carrier: str
    tracking_no: str = field(repr=False)
    shipped_at: datetime | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveOffer:
    """Whether the approve button works, and what it would refund.

    `why` is a key of the window's sentences when it does not (`order.none`, `order.unread`,
    `ref.dup`, `ref.wait1m`, `ref.old`, `ref.fifty`, `ended`, `nothing_left`, `order.pick`, ...);
    `wait_s` goes with `ref.wait1m`. `without_freight` is what the goods cost that were not refunded
    yet; None when freight is unknown or 0. `parts` is empty while the shop's facts are not known;
    `of_no_parts` went back, or is on its way, under amounts that were of no goods. `agreed` is the
    amount that both sides agreed to, where there is one; `goods_first`: the goods are not back.
    """

    enabled: bool
    why: str
    default_amount: Fen
    asked: Fen
    refundable: Fen
    without_freight: Fen | None
    wait_s: int = 0
    needs_tick: bool = False
    parts: tuple[OrderPart, ...] = ()
    of_no_parts: Fen = NOTHING
    agreed: Fen | None = None
    goods_first: bool = False

    @property
    def suggested(self) -> Fen:
        """What to fill in and to name on the button (fen): nothing where nothing was asked for.

        The whole rest of the payment would be a guess of ours, a press away from leaving.
        """
        return self.default_amount if self.asked or self.agreed else NOTHING

    @property
    def may_queue(self) -> bool:
        """Whether only the minute between two refunds stands in the way: it can be queued."""
        return self.why == "ref.wait1m"

    @property
    def can_press(self) -> bool:
        """Whether a person may agree now, be it for now or for when the minute is over."""
        return self.enabled or self.may_queue


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChoice:
    """One of several orders that a complaint names; `number` picks it, `amount` is its total (fen).

    `is_picked` is the one that the case is about now.
    """

    number: str
    amount: Fen
    is_picked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """Another application of the same payment."""

    application_id: int
    asked: Fen
    state: ApplicationState
    applied_at: datetime
    source: Source = Source.COMPLAINT


class AgreedThere(StrEnum):
    """How far a press on "agree" is, where the platform pays: undoable here, or on its way."""

    NO = ""
    UNDOABLE = "undoable"
    ON_ITS_WAY = "on_its_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything the detail pane and the dialogs show of one application. Masked throughout.

    `name` is the masked nickname or empty; `title` the masked name, else the masked phone.
    `refund` is the newest refund, `refunds` all of the payment in order. `draft` is unsent text.
    `orders` is empty unless the complaint names several: then one is picked for each refund.
    `used_elsewhere` are refunds given up here whose numbers another desk has used. `can` is what
    the source allows: the window disables the rest and says why. `negotiation` is what lies between
    yes and no: goods asked back, offers, a proof that is waited for. `agreed_there` is for what a
    platform pays; `can_prove`: it could not, and waits for the proof that the shop did.
    """

    application_id: int
    source: Source
    source_ref: str
    title: str = field(repr=False)
    name: str = field(repr=False)
    phone: str = field(repr=False)
    has_phone: bool
    category: ReasonCategory
    problem_text: str = field(repr=False)
    problem_type: ProblemType
    unshipped: bool
    asked: Fen
    applied_at: datetime
    state: ApplicationState
    complaint_state: ComplaintState
    segment: Segment
    marked: str
    round: int
    deadline: Deadline | None
    order: OrderView | None
    order_missing: bool
    remainder: Remainder | None
    elsewhere_suspected: bool
    findings: tuple[Finding, ...]
    messages: tuple[MessageView, ...]
    pictures: tuple[PictureView, ...]
    picture_count: int
    refund: Refund | None
    refunds: tuple[Refund, ...]
    outbox: tuple[OutboxEntry, ...]
    linked: tuple[LinkedCase, ...]
    approve: ApproveOffer
    can_reject: bool
    can_reply: bool
    draft: str = field(repr=False)
    orders: tuple[OrderChoice, ...] = ()
    used_elsewhere: frozenset[int] = frozenset()
    can: Capabilities = CAPABILITIES[Source.COMPLAINT]
    negotiation: Negotiation = NOTHING_NEGOTIATED
    agreed_there: AgreedThere = AgreedThere.NO
    can_prove: bool = False

    @property
    def platform_pays(self) -> bool:
        """Whether the platform that it came from returns the money, and not this desk."""
        return self.can.money_mover is MoneyMover.PLATFORM

    @property
    def awaited_proof(self) -> AwaitedProof | None:
        """What the refund that was agreed to waits for; None where none waits."""
        waits = self.state is ApplicationState.AGREED_WAITING_PROOF
        return self.negotiation.awaited_proof if waits else None
