"""What a source tells of a negotiation: the answer to an offer, the parcel that comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from refund_desk.application.negotiation_book import keep_negotiation, kept_negotiation
from refund_desk.application.ports.application_source import Snapshot
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.negotiation import Answer, Negotiation, Offer, ToldOffer
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxKind
from refund_desk.domain.refund_application import ApplicationState, RefundApplication

# What the application is marked with, so that the list and the decision block say it.
_MARKS = {Answer.AGREED: "offer.agreed", Answer.REFUSED: "offer.refused"}
_ANSWERS = {None: Answer.NONE, True: Answer.AGREED, False: Answer.REFUSED}
_TOLD = frozenset(
    {
        ApplicationState.WAITING_GOODS,
        ApplicationState.GOODS_RECEIVED,
        ApplicationState.WAITING_CUSTOMER,
        ApplicationState.AGREED_WAITING_PROOF,
    }
)


def follow_negotiation(
    stores: Stores,
    before: RefundApplication | None,
    application: RefundApplication,
    snapshot: Snapshot,
    *,
    now: datetime,
) -> RefundApplication:
    """The application after what its source tells of offer, parcel and amount; written where new.

    An agreement that waits for a proof ends when the buyer asks for another amount meanwhile, or
    agrees to the offer of another one.
    """
    told_nothing = snapshot.offer is None and snapshot.parcel is None
    if told_nothing and application.state not in _TOLD:
        return application
    negotiation = kept_negotiation(stores, application.id)
    told = _with_parcel(negotiation, application, snapshot)
    followed, why = application, ""
    if snapshot.offer is not None and not _is_offering(stores, application.id):
        told, answer = _with_answer(told, snapshot.offer, snapshot.changed_at or now)
        if answer is not None:
            followed = _answered(stores, followed, answer, snapshot.offer, now)
            why = _why_another(told, answer, snapshot.offer)
    if before is not None and before.asked != followed.asked:
        why = "changed.asked"
    if why:
        told, followed = _without_agreement(stores, followed, told, why, now)
    if told != negotiation:
        keep_negotiation(stores, application.id, told)
    if followed != application:
        stores.applications.replace(followed)
    return followed


def _is_offering(stores: Stores, application_id: int) -> bool:
    """Whether an offer of ours has not arrived yet: what is told is about the one before it."""
    return any(
        entry.kind is OutboxKind.OFFER and entry.state in OPEN_OUTBOX_STATES
        for entry in stores.outbox.of_application(application_id)
    )


def _with_parcel(
    negotiation: Negotiation, application: RefundApplication, snapshot: Snapshot
) -> Negotiation:
    """With the parcel as told; a shop that took the goods in says so by the state."""
    here = negotiation.goods_here or application.state is ApplicationState.GOODS_RECEIVED
    return replace(negotiation, parcel=snapshot.parcel or negotiation.parcel, goods_here=here)


def _with_answer(
    negotiation: Negotiation, told: ToldOffer, at: datetime
) -> tuple[Negotiation, Answer | None]:
    """With the answer to the offer of this amount; the answer where it is new."""
    answer = _ANSWERS[told.agreed]
    places = [n for n, offer in enumerate(negotiation.offers) if offer.amount == told.amount]
    if not places:
        # Made in the shop's own backend.
        offer = Offer(amount=told.amount, offered_at=at)
        negotiation = negotiation.with_offer(offer)
        places = [len(negotiation.offers) - 1]
    place = places[-1]
    if answer is Answer.NONE or negotiation.offers[place].answer is answer:
        return negotiation, None
    is_last = place == len(negotiation.offers) - 1
    return negotiation.answered(place, answer, at), answer if is_last else None


def _answered(
    stores: Stores,
    application: RefundApplication,
    answer: Answer,
    told: ToldOffer,
    now: datetime,
) -> RefundApplication:
    """Back with the shop, marked with what the customer said."""
    _line(
        stores,
        application,
        AuditAction.OFFER_ANSWERED,
        {"amount_fen": told.amount.count, "answer": answer.value},
        now,
    )
    if application.state not in {ApplicationState.WAITING_CUSTOMER, ApplicationState.OPEN}:
        return application
    back = application.move_to(ApplicationState.OPEN, now=now)
    return replace(back, marked=_MARKS[answer], unread=True, changed_at=now)


def _why_another(negotiation: Negotiation, answer: Answer | None, offer: ToldOffer) -> str:
    """Why the amount that waits for a proof counts no more: the customer agreed to another."""
    proof = negotiation.awaited_proof
    is_another = proof is not None and proof.amount != offer.amount
    return "changed.offer" if answer is Answer.AGREED and is_another else ""


def _without_agreement(
    stores: Stores, application: RefundApplication, told: Negotiation, why: str, now: datetime
) -> tuple[Negotiation, RefundApplication]:
    """Open again where another amount counts now than the one that waits for a proof."""
    proof = told.awaited_proof
    if proof is None or application.state is not ApplicationState.AGREED_WAITING_PROOF:
        return told, application
    facts: dict[str, str | int] = {"asked_fen": application.asked.count, "why": why}
    _line(stores, application, AuditAction.PROOF_LET_GO, facts, now)
    back = application.move_to(proof.stood, now=now)
    marked = replace(back, marked=why, unread=True, changed_at=now)
    return replace(told, proof=None), marked


def _line(
    stores: Stores,
    application: RefundApplication,
    action: AuditAction,
    facts: dict[str, str | int],
    now: datetime,
) -> None:
    stores.audit.append(
        AuditEntry(at=now, actor=SYSTEM, action=action, application_id=application.id, facts=facts)
    )
