"""Between yes and no: ask for the goods, or offer another amount."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC

from refund_desk.application.commands import AskReturnCommand, OfferCommand
from refund_desk.application.ground import Ground
from refund_desk.application.negotiation_book import keep_negotiation, kept_negotiation
from refund_desk.application.own_pictures import keep_clean
from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.return_addresses import ShopAddress, keep_address
from refund_desk.application.use_cases.words import (
    ensure_pictures_may_leave,
    ensure_reject_reason_fits,
    picture_facts,
)
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.capabilities import CAPABILITIES, MoneyMover
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, OutboxChanged
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.negotiation import Negotiation, Offer, ReturnAsked
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.paid_order import remainder_of
from refund_desk.domain.refund_application import ApplicationState, RefundApplication

_DECISIONS = frozenset({OutboxKind.REJECT, OutboxKind.RETURN, OutboxKind.OFFER})
ADDRESS_MAX = {"receiver": 64, "phone": 32, "address": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One decision: the message that tells it, the state it leads to, and its line."""

    entry: OutboxEntry
    state: ApplicationState
    action: AuditAction
    facts: Mapping[str, str | int | bool]
    personal: Mapping[str, str]
    negotiated: Callable[[Stores, Negotiation], Negotiation]


@dataclass(slots=True, kw_only=True)
class Negotiate:
    """A person's decisions that move no money; the outbox tells them once (decisions.md 3.8)."""

    ground: Ground
    pictures: PictureStore
    reader: PictureReader

    async def ask_return(self, command: AskReturnCommand) -> None:
        """Wait for the goods: the buyer is told where to and until when; then WAITING_GOODS.

        Raises `RuleBrokenError`: `source.no_return`, `return.address`, `return.past`, `reply.long`,
        `ended`, `rejecting`, `ref.dup`, or why sending is stopped. Nothing has happened then.
        """
        self.ground.gate.ensure_open()
        ensure_reject_reason_fits(command.text)
        address = _whole_address(command)
        if command.deadline <= self.ground.now():
            raise RuleBrokenError("return.past")
        deadline = command.deadline.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        waiting = self._waiting(command.application_id, OutboxKind.RETURN, command.actor)
        told = {**dict(command.terms), "address": asdict(address), "deadline": deadline}
        details = json.dumps(told, ensure_ascii=False)
        asked_back = ReturnAsked(asked_at=self.ground.now(), deadline=command.deadline)

        def negotiated(stores: Stores, before: Negotiation) -> Negotiation:
            # One that the platform keeps is chosen from its own list.
            if not command.terms:
                keep_address(stores, address)
            without_offer = before.without_open_offer(asked_back.asked_at)
            # What came before is of an earlier return.
            return replace(without_offer, asked_back=asked_back, parcel=None, goods_here=False)

        await self._decide(
            _Step(
                entry=replace(waiting, text=command.text.strip(), details=details),
                state=ApplicationState.WAITING_GOODS,
                action=AuditAction.RETURN_ASKED,
                facts={"deadline": deadline},
                personal={"text": command.text.strip(), **asdict(address)},
                negotiated=negotiated,
            )
        )

    async def offer(self, command: OfferCommand) -> None:
        """Offer another amount (fen); then WAITING_CUSTOMER. It moves no money.

        Raises `RuleBrokenError` as `ask_return` does, or `source.no_offer`, `amt.zero`,
        `amt.too_much`: an offer is never more than what was asked for, where anything was; or
        `img.max`, `img.private`, `source.no_pictures`, and `BadPictureError`.
        """
        self.ground.gate.ensure_open()
        ensure_reject_reason_fits(command.text)
        if not command.amount:
            raise RuleBrokenError("amt.zero")
        names = await self._kept_pictures(command)
        waiting = self._waiting(command.application_id, OutboxKind.OFFER, command.actor)
        details = json.dumps(dict(command.terms), ensure_ascii=False) if command.terms else ""
        offer = Offer(amount=command.amount, offered_at=self.ground.now())
        words = replace(waiting, text=command.text.strip(), details=details)
        await self._decide(
            _Step(
                entry=replace(words, amount=command.amount, picture_names=names),
                state=ApplicationState.WAITING_CUSTOMER,
                action=AuditAction.OFFERED,
                facts={"amount_fen": command.amount.count, **picture_facts(command.pictures)},
                personal={"text": command.text.strip()},
                negotiated=lambda _stores, before: before.with_offer(offer),
            )
        )

    async def _kept_pictures(self, command: OfferCommand) -> tuple[str, ...]:
        """The names of clean copies of what goes with an offer."""
        ensure_pictures_may_leave(command.pictures)
        kept = [
            await keep_clean(self.pictures, self.reader, picture.content)
            for picture in command.pictures
        ]
        return tuple(picture.sha256 for picture in kept)

    async def _decide(self, step: _Step) -> None:
        """Message, state and line in one transaction."""
        now = self.ground.now()

        def work(stores: Stores) -> OutboxEntry:
            application = stores.applications.get(step.entry.application_id)
            _ensure_may_decide(stores, application, step.entry)
            entry = stores.outbox.add(step.entry)
            moved = application.move_to(step.state, now=now)
            stores.applications.replace(replace(moved, unread=False, changed_at=now))
            kept = kept_negotiation(stores, application.id)
            # What waited for a proof is decided anew.
            negotiated = replace(step.negotiated(stores, kept), proof=None)
            keep_negotiation(stores, application.id, negotiated)
            before_after = {"before": application.state.value, "after": moved.state.value}
            stores.audit.append(
                AuditEntry(
                    at=now,
                    actor=step.entry.actor,
                    action=step.action,
                    application_id=application.id,
                    facts={**step.facts, **before_after},
                    personal=step.personal,
                )
            )
            return entry

        entry = await self.ground.run(work)
        self.ground.publish(
            OutboxChanged(entry.application_id, entry.id, entry.kind.value, entry.state.value)
        )
        self.ground.publish(ApplicationsChanged((entry.application_id,)))

    def _waiting(self, application_id: int, kind: OutboxKind, actor: str) -> OutboxEntry:
        """A message that waits from now on, still without its words."""
        now = self.ground.now()
        return OutboxEntry(
            id=0,
            application_id=application_id,
            kind=kind,
            state=OutboxState.WAITING,
            created_at=now,
            next_try_at=now,
            actor=actor,
        )


def _whole_address(command: AskReturnCommand) -> ShopAddress:
    """The address without spaces around it; raises `RuleBrokenError("return.address")`."""
    address = ShopAddress(
        receiver=command.receiver.strip(),
        phone=command.phone.strip(),
        address=command.address.strip(),
    )
    if any(not 1 <= len(said) <= ADDRESS_MAX[name] for name, said in asdict(address).items()):
        raise RuleBrokenError("return.address")
    return address


def _ensure_may_decide(stores: Stores, application: RefundApplication, entry: OutboxEntry) -> None:
    """Raise `RuleBrokenError` where the source has no place for it, or another decision stands."""
    can = CAPABILITIES[application.source]
    if entry.kind is OutboxKind.RETURN and not can.returns_goods:
        raise RuleBrokenError("source.no_return")
    if entry.kind is OutboxKind.OFFER and not can.offers:
        raise RuleBrokenError("source.no_offer")
    # An offer takes pictures where it is the platform that wants to see why.
    if entry.picture_names and can.money_mover is not MoneyMover.PLATFORM:
        raise RuleBrokenError("source.no_pictures")
    if application.is_final:
        raise RuleBrokenError("ended")
    if entry.amount is not None:
        _ensure_may_offer(stores, application, entry.amount)
    said = stores.outbox.of_application(application.id)
    if any(e.kind in _DECISIONS and e.state in OPEN_OUTBOX_STATES for e in said):
        raise RuleBrokenError("rejecting")
    refunds = stores.refunds.of_application(application.id)
    if not all(refund.is_final for refund in refunds):
        raise RuleBrokenError("ref.dup")


def _ensure_may_offer(stores: Stores, application: RefundApplication, amount: Fen) -> None:
    """Raise `RuleBrokenError("amt.too_much")` above what was asked for, or can be refunded."""
    bounds = [application.asked] if application.asked else []
    number = application.transaction_id
    order = stores.orders.order(application.mchid, number) if number is not None else None
    if order is not None:
        refunds = stores.refunds.of_payment(order.mchid, order.transaction_id)
        elsewhere = stores.orders.elsewhere(order.mchid, order.transaction_id) or NOTHING
        bounds.append(remainder_of(order.total, refunds, elsewhere=elsewhere).refundable)
    if bounds and amount > min(bounds):
        raise RuleBrokenError("amt.too_much", max_fen=min(bounds).count)
