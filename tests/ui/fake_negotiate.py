"""`services.negotiate` in memory: agreements that wait for a proof, and what is reminded of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from refund_desk.application.commands import ApproveCommand, GiveProofCommand
from refund_desk.application.use_cases.give_proof import ProofTaken
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.negotiation import AwaitedProof, ProofKind, Reminder
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
