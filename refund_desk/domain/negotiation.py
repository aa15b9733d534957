"""What lies between yes and no: goods that come back, offers, and a proof that is waited for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import (
    ApplicationState,
    ProblemType,
    RefundApplication,
    Source,
)
from refund_desk.domain.refund_parts import RefundPart

# A person is reminded this long before the goods should be back, and once a thing has waited
# this long.
RETURN_ENDS_SOON = timedelta(hours=24)
WAITED_LONG = timedelta(hours=24)
_BEFORE_THE_GOODS = frozenset(
    {
        ApplicationState.OPEN,
        ApplicationState.ASKED_OWNER,
        ApplicationState.WAITING_CUSTOMER,
        ApplicationState.AGREED_WAITING_PROOF,
    }
)


class ProofKind(StrEnum):
    """What a refund may wait for; the words are those of docs/shop_feed.openapi.yaml."""

    SHIPPING_LIST = "shipping_list"
    SIGN_RECEIPT = "sign_receipt"
    PHOTO = "photo"


class Answer(StrEnum):
    """What became of an offer. WITHDRAWN: the shop decided something else before an answer."""

    NONE = "none"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Another amount than what was asked for (fen), and what the customer said to it."""

    amount: Fen
    offered_at: datetime
    answer: Answer = Answer.NONE
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOffer:
    """The last offer as the source tells it; `agreed` is None before the customer's answer."""

    amount: Fen
    agreed: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What the customer has sent back; `received_at` is when the carrier brought it."""

    carrier: str
    tracking_no: str = field(repr=False)
    shipped_at: datetime
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAsked:
    """The goods were asked back until `deadline`; `as_sent` is None until they are here."""

    asked_at: datetime
    deadline: datetime
    taken_in_at: datetime | None = None
    as_sent: bool | None = None
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedProof:
    """What was agreed to, to be refunded once this proof is there. Amounts are fen.

    `asked` and `refundable` are what the person saw, `red` the rules that were red then and were
    accepted; `stood` is the state to go back to. `given_at` is when the proof came.
    """

    kind: ProofKind
    agreed_at: datetime
    amount: Fen
    asked: Fen
    refundable: Fen
    reason: str = field(repr=False)
    reply_text: str = field(repr=False)
    parts: tuple[RefundPart, ...]
    red: tuple[str, ...]
    before_goods: bool
    stood: ApplicationState
    actor: str
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """All of it for one application; offers are oldest first."""

    offers: tuple[Offer, ...] = ()
    asked_back: ReturnAsked | None = None
    parcel: Parcel | None = None
    proof: AwaitedProof | None = None
    goods_here: bool = False

    @property
    def agreed(self) -> Fen | None:
        """The amount of the last offer, once the customer has agreed to it."""
        last = self.offers[-1] if self.offers else None
        return last.amount if last is not None and last.answer is Answer.AGREED else None

    @property
    def agreed_offers(self) -> tuple[Fen, ...]:
        """The amounts of all offers that the customer has agreed to, overtaken ones too."""
        return tuple(o.amount for o in self.offers if o.answer is Answer.AGREED)

    @property
    def open_offer(self) -> Offer | None:
        """The offer that has no answer yet."""
        last = self.offers[-1] if self.offers else None
        return last if last is not None and last.answer is Answer.NONE else None

    @property
    def awaited_proof(self) -> AwaitedProof | None:
        """The proof that has not come yet."""
        proof = self.proof
        return proof if proof is not None and proof.given_at is None else None

    @property
    def awaits_goods(self) -> bool:
        """Whether the goods were asked back and are not here."""
        return self.asked_back is not None and not self.goods_here

    @property
    def waits(self) -> bool:
        """Whether a person may have to be reminded of it."""
        waits_for_words = self.open_offer is not None or self.awaited_proof is not None
        return waits_for_words or self.awaits_goods or self._lies_unseen

    @property
    def _lies_unseen(self) -> bool:
        """Whether a parcel came that nobody has looked into."""
        return self.parcel is not None and not self.goods_here

    def with_offer(self, offer: Offer) -> Negotiation:
        """With one offer more; an older one without an answer is withdrawn by it."""
        before = self.without_open_offer(offer.offered_at)
        return replace(before, offers=(*before.offers, offer))

    def without_open_offer(self, at: datetime) -> Negotiation:
        """With the offer that has no answer withdrawn: the shop decided something else."""
        if self.open_offer is None:
            return self
        return self.answered(len(self.offers) - 1, Answer.WITHDRAWN, at)

    def answered(self, place: int, answer: Answer, at: datetime) -> Negotiation:
        """With the answer to one offer."""
        told = replace(self.offers[place], answer=answer, answered_at=at)
        return replace(self, offers=(*self.offers[:place], told, *self.offers[place + 1 :]))


NOTHING_NEGOTIATED = Negotiation()


def goods_come_first(application: RefundApplication, *, goods_here: bool) -> bool:
    """Whether the goods should be here before the money leaves.

    They were asked back, or the buyer applied for a return, and nobody has taken them in. The owner
    may say otherwise, each time anew.
    """
    if application.state is ApplicationState.WAITING_GOODS:
        return True
    # At the Store "agree" to a return asks for the goods: the platform sees to the order itself.
    ours = application.source is not Source.STORE
    is_return = ours and application.problem_type is ProblemType.RETURN
    return is_return and not goods_here and application.state in _BEFORE_THE_GOODS


class ReminderKind(StrEnum):
    """What a person is reminded of."""

    RETURN_ENDS = "return_ends"
    RETURN_OVER = "return_over"
    GOODS_ARRIVED = "goods_arrived"
    OFFER_UNANSWERED = "offer_unanswered"
    PROOF_AWAITED = "proof_awaited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One application that waits; `since` is the instant that the reminder is about (UTC)."""

    kind: ReminderKind
    application_id: int
    since: datetime


def reminder_of(
    application: RefundApplication, negotiation: Negotiation, *, now: datetime
) -> Reminder | None:
    """What a person is reminded of for one that has not ended; None while all is in its time."""
    found = _of_goods(negotiation, now) or _of_words(application, negotiation, now)
    if found is None:
        return None
    kind, since = found
    return Reminder(kind=kind, application_id=application.id, since=since)


def _of_goods(negotiation: Negotiation, now: datetime) -> tuple[ReminderKind, datetime] | None:
    """What is to be said of goods on their way back."""
    parcel, asked_back = negotiation.parcel, negotiation.asked_back
    if negotiation.goods_here:
        return None
    if parcel is not None:
        arrived = parcel.received_at
        return None if arrived is None else (ReminderKind.GOODS_ARRIVED, arrived)
    if asked_back is None or asked_back.deadline - now > RETURN_ENDS_SOON:
        return None
    over = asked_back.deadline <= now
    kind = ReminderKind.RETURN_OVER if over else ReminderKind.RETURN_ENDS
    return kind, asked_back.deadline


def _of_words(
    application: RefundApplication, negotiation: Negotiation, now: datetime
) -> tuple[ReminderKind, datetime] | None:
    """What is to be said of an offer without an answer, or of a proof that did not come."""
    offer, proof = negotiation.open_offer, negotiation.awaited_proof
    if application.state is ApplicationState.WAITING_CUSTOMER and offer is not None:
        found = (ReminderKind.OFFER_UNANSWERED, offer.offered_at)
    elif application.state is ApplicationState.AGREED_WAITING_PROOF and proof is not None:
        found = (ReminderKind.PROOF_AWAITED, proof.agreed_at)
    else:
        return None
    return found if now - found[1] >= WAITED_LONG else None
