"""The port of a place that applications come from, with honest capabilities."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from refund_desk.application.outcomes import Missing, SendOutcome, Unreadable
from refund_desk.domain.conversation import Message
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutTradeNo, TransactionId
from refund_desk.domain.negotiation import Parcel, ToldOffer
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    Source,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintOrder:
    """An order named by a complaint; `amount` is the payment's total (fen)."""

    transaction_id: TransactionId | None
    out_trade_no: OutTradeNo | None
    amount: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One application as its source shows it now. Instants UTC, amounts fen.

    `payer_phone` is decrypted and personal; it never leaves the encrypted database unmasked.
    The last six are what a complaint does not say: how the application stands there, why the buyer
    asks, when the source's own clock ends, when the application last changed there, the last offer
    with its answer, and the parcel that comes back.
    """

    source: Source
    source_ref: str
    applied_at: datetime
    complaint_state: ComplaintState
    problem_type: ProblemType
    problem_text: str = field(repr=False)
    detail_text: str = field(repr=False)
    asked: Fen
    orders: tuple[ComplaintOrder, ...]
    payer_phone: str = field(repr=False)
    payer_openid: str = field(repr=False)
    user_complaint_times: int
    is_high_risk: bool
    has_new_words: bool
    fully_refunded: bool
    in_platform_service: bool
    needs_immediate_service: bool
    picture_refs: tuple[str, ...]
    state: ApplicationState | None = None
    category: ReasonCategory | None = None
    respond_by: datetime | None = None
    changed_at: datetime | None = None
    offer: ToldOffer | None = None
    parcel: Parcel | None = None

    @property
    def fingerprint(self) -> str:
        """Changes whenever a watched field changed, so that the history is read again."""
        return "|".join(
            str(part)
            for part in (
                self.complaint_state.value,
                self.user_complaint_times,
                self.has_new_words,
                self.fully_refunded,
                self.in_platform_service,
                self.needs_immediate_service,
                self.asked.count,
                len(self.picture_refs),
                *self._of_no_complaint(),
            )
        )

    def _of_no_complaint(self) -> tuple[object, ...]:
        """Nothing for a complaint, whose fingerprint is kept from programs before other sources."""
        if self.state is None:
            return ()
        return (self.respond_by, self.changed_at, self.state.value)


def state_told_in(fingerprint: str) -> str:
    """The state that a snapshot with this fingerprint named; no state for a complaint's."""
    return fingerprint.rpartition("|")[2]


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    """One page of a window. `total` is None where the source did not say.

    `unreadable` counts the applications of the page that are not of the documented form: they take
    up places of the page and are not among `snapshots`.
    """

    snapshots: tuple[Snapshot, ...]
    total: int | None
    unreadable: int = 0

    @property
    def length(self) -> int:
        """How many places of the window this page takes."""
        return len(self.snapshots) + self.unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureContent:
    """The bytes of a picture as downloaded."""

    content: bytes = field(repr=False)


class ApplicationSource(Protocol):
    """One source. No call raises for the far side's faults; pages are at most 50."""

    @property
    def source(self) -> Source:
        """Which source this is."""

    async def page(
        self, *, first_day: date, last_day: date, offset: int
    ) -> SnapshotPage | Unreadable:
        """Applications applied for on these Beijing days (at most 30), newest first, 50 a page."""

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        """One application as it stands now."""

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        """Its whole conversation, oldest first, all pages."""

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """A picture of the conversation."""

    async def upload(self, *, name: str, content: bytes) -> str | SendOutcome:
        """Give a picture (<= 2 MB) to the far side; its reference there, or why not."""

    async def reply(self, source_ref: str, text: str, picture_refs: tuple[str, ...]) -> SendOutcome:
        """Say something to the buyer (<= 200 characters, <= 500 bytes, <= 4 pictures)."""

    async def report_approved(self, source_ref: str) -> SendOutcome:
        """Tell the platform that the shop agreed; moves no money."""

    async def report_rejected(
        self, source_ref: str, *, reason: str, remark: str, picture_refs: tuple[str, ...]
    ) -> SendOutcome:
        """Tell the platform that the shop rejected; closes the complaint."""

    async def complete(self, source_ref: str) -> SendOutcome:
        """Tell the platform that the complaint is dealt with; always a person's press."""
