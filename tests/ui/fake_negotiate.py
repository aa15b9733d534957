"""`services.negotiate` in memory: agreements that wait for a proof, and what is reminded of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from refund_desk.application.commands import (
    ApproveCommand,
    AskReturnCommand,
    GiveProofCommand,
    OfferCommand,
    TakeInCommand,
)
from refund_desk.application.return_addresses import ShopAddress
from refund_desk.application.use_cases.give_proof import ProofTaken
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.negotiation import AwaitedProof, Offer, ProofKind, Reminder, ReturnAsked
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import ApplicationState
from tests.ui.fake_shop import FakeShop

Plan = Callable[[ApproveCommand], Awaitable[Refund]]


class FakeNegotiate:
    """Moves the shop's views as the use cases would; `why` is why the next refund is not planned.

    `trouble` meets the next press, before anything is written.
    """

    def __init__(self, shop: FakeShop, plan: Plan) -> None:
        self._shop, self._plan = shop, plan
        self.why = ""
        self.trouble: Exception | None = None
        self.reminded: tuple[Reminder, ...] = ()
        self.kept: tuple[ShopAddress, ...] = ()

    async def addresses(self) -> tuple[ShopAddress, ...]:
        await self._meet_trouble()
        return self.kept

    async def ask_return(self, command: AskReturnCommand) -> None:
        self._shop.noted("ask_return", command)
        await self._meet_trouble()
        view = self._shop.views[command.application_id]
        asked = ReturnAsked(asked_at=self._shop.clock.now(), deadline=command.deadline)
        negotiation = replace(view.negotiation, asked_back=asked)
        offer = replace(view.approve, goods_first=True, needs_tick=True)
        waiting = ApplicationState.WAITING_GOODS
        self._shop.put(replace(view, state=waiting, negotiation=negotiation, approve=offer))

    async def offer(self, command: OfferCommand) -> None:
        self._shop.noted("offer", command)
        await self._meet_trouble()
        view = self._shop.views[command.application_id]
        made = Offer(amount=command.amount, offered_at=self._shop.clock.now())
        waiting = ApplicationState.WAITING_CUSTOMER
        self._shop.put(replace(view, state=waiting, negotiation=view.negotiation.with_offer(made)))

    async def take_in(self, command: TakeInCommand) -> None:
        self._shop.noted("take_in", command)
        await self._meet_trouble()
        view = self._shop.views[command.application_id]
        asked = view.negotiation.asked_back
        if asked is None:
            raise RuleBrokenError("return.none")
        here = replace(
            asked,
            taken_in_at=self._shop.clock.now(),
            as_sent=command.as_sent,
            note=command.text,
        )
        negotiation = replace(view.negotiation, asked_back=here, goods_here=True)
        offer = replace(view.approve, goods_first=False, needs_tick=False)
        here_now = ApplicationState.GOODS_RECEIVED
        self._shop.put(replace(view, state=here_now, negotiation=negotiation, approve=offer))

    async def agree_on_proof(self, command: ApproveCommand, kind: ProofKind) -> None:
        self._shop.noted("agree_on_proof", command, kind)
        await self._meet_trouble()
        view = self._shop.views[command.application_id]
        awaited = AwaitedProof(
            kind=kind,
            agreed_at=self._shop.clock.now(),
            amount=command.amount,
            asked=view.asked,
            refundable=command.seen_refundable,
            reason=command.reason,
            reply_text=command.reply_text,
            parts=command.parts,
            red=(),
            before_goods=command.before_goods,
            stood=view.state,
            actor=command.actor,
        )
        self._put(command.application_id, ApplicationState.AGREED_WAITING_PROOF, awaited)

    async def give_proof(self, command: GiveProofCommand) -> ProofTaken:
        self._shop.noted("give_proof", command)
        await self._meet_trouble()
        awaited = self._awaited(command.application_id)
        given = replace(awaited, given_at=self._shop.clock.now())
        self._put(command.application_id, awaited.stood, given)
        if self.why:
            view = self._shop.views[command.application_id]
            self._shop.put(replace(view, marked=self.why))
            return ProofTaken(None, self.why)
        press = ApproveCommand(
            application_id=command.application_id,
            amount=awaited.amount,
            seen_refundable=awaited.refundable,
            reason=awaited.reason,
        )
        return ProofTaken(await self._plan(press))

    async def let_go_of_proof(self, application_id: int) -> None:
        self._shop.noted("let_go_of_proof", application_id)
        await self._meet_trouble()
        self._put(application_id, self._awaited(application_id).stood, None)

    async def reminders(self) -> tuple[Reminder, ...]:
        self._shop.read("reminders")
        await self._meet_trouble()
        return self.reminded

    async def _meet_trouble(self) -> None:
        await asyncio.sleep(0)
        if self.trouble is not None:
            raise self.trouble

    def _awaited(self, application_id: int) -> AwaitedProof:
        awaited = self._shop.views[application_id].awaited_proof
        if awaited is None:
            raise RuleBrokenError("proof.none")
        return awaited

    def _put(
        self, application_id: int, state: ApplicationState, proof: AwaitedProof | None
    ) -> None:
        view = self._shop.views[application_id]
        negotiation = replace(view.negotiation, proof=proof)
        self._shop.put(replace(view, state=state, negotiation=negotiation, marked=""))
