"""What a person does about the mini program: answers, refuses, lets small ones go by themselves."""

import asyncio
import random
from dataclasses import replace

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import RejectCommand, ReplyCommand
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import ApplicationState, Source
from refund_desk.domain.shop_policy import AutomaticAgreement
from tests.campaign.bank import Bank
from tests.campaign.engine import Engine
from tests.campaign.feed_plan import TRUSTED_FEN
from tests.campaign.notebook import Notebook
from tests.campaign.person import PlacedOrder

RULE = AutomaticAgreement(
    on=True, up_to=Fen(TRUSTED_FEN), day_limit=Fen(20_000), reason="还没发货，已同意退款"
)
_ACTS = {"reply": 4, "reject": 2, "pull": 3, "trust": 2, "arrive": 2, "speak": 1}


class FeedHand:
    """One more hand, for what only the mini program has."""

    def __init__(
        self, engine: Engine, orders: tuple[PlacedOrder, ...], notebook: Notebook, *, chance: int
    ) -> None:
        """Of these orders, those count whose applications come from the mini program."""
        self._engine, self._notebook = engine, notebook
        self._chance = random.Random(f"mini program {chance}")
        self._orders = tuple(order for order in orders if order.fed)

    async def work(self, *, trusts: bool) -> None:
        """Do one thing after another, until the process is killed."""
        while True:
            await asyncio.sleep(self._chance.uniform(0.0, 0.12))
            act = self._chance.choices(list(_ACTS), weights=list(_ACTS.values()))[0]
            try:
                await self._do(act, self._chance.choice(self._orders), trusts=trusts)
            except RuleBrokenError:
                continue

    async def _do(self, act: str, order: PlacedOrder, *, trusts: bool) -> None:
        match act:
            case "reply":
                await self._reply(order)
            case "reject" if order.refused:
                await self.reject(order)
            case "pull":
                await self._engine.services.pull_applications()
            case "trust" if trusts:
                await self._trust()
            case "arrive" if order.late:
                if trusts:
                    await self._trust()
                await asyncio.to_thread(arrive, self._engine.bank, order)
                await self._engine.services.pull_applications()
            case "speak" if order.feed_id:
                path = f"feed/applications/{order.feed_id}/message"
                await asyncio.to_thread(self._engine.bank.call, "POST", path, {"text": "在吗？"})

    async def _reply(self, order: PlacedOrder) -> None:
        """Say something that nobody has said before."""
        case = await self.case_of(order)
        if case is None:
            return
        text = f"请稍等，正在处理。{self._chance.getrandbits(48):x}"
        self._notebook.note("saying", payment=order.payment, text=text)
        command = ReplyCommand(application_id=case.application_id, text=text)
        await self._engine.services.reply_to_customer(command)
        self._notebook.note("said", payment=order.payment, text=text)

    async def reject(self, order: PlacedOrder) -> None:
        """Refuse it, in words that only this application gets."""
        case = await self.case_of(order)
        if case is None or case.state is not ApplicationState.OPEN:
            return
        text = f"超过 7 天，{order.payment[-6:]}"
        self._notebook.note("saying", payment=order.payment, text=text)
        command = RejectCommand(application_id=case.application_id, reason_code="late", text=text)
        await self._engine.services.reject_application(command)
        self._notebook.note("said", payment=order.payment, text=text)

    async def _trust(self) -> None:
        """Let small ones that come from now on go by themselves."""
        if not (await self._engine.services.policies.read()).automatic.on:
            self._notebook.note("trusts", up_to_fen=TRUSTED_FEN)
            await trust(self._engine)

    async def case_of(self, order: PlacedOrder) -> CaseView | None:
        """The application of the mini program as the window shows it."""
        return await self._engine.view(order.payment, Source.SHOP_FEED)


async def trust(engine: Engine) -> None:
    """The owner's word, unless it stands: small applications that come from now on may go."""
    policies = engine.services.policies
    seen = await policies.read()
    if not seen.automatic.on:
        await policies.change(replace(seen, automatic=RULE), seen=seen)
        # The far side's instants have whole seconds.
        await engine.pass_time(2)


def arrive(bank: Bank, order: PlacedOrder) -> None:
    """The buyer applies in the mini program, unless this payment has an application there."""
    there = bank.call("GET", "feed/applications")["applications"]
    if all(row["transaction_id"] != order.payment for row in there):
        apply_in_feed(bank, order)


def apply_in_feed(bank: Bank, order: PlacedOrder) -> str:
    """A fresh application in the mini program; its number there."""
    wanted = {
        "transaction_id": order.payment,
        "asked_fen": order.plan.apply_fen,
        "category": "changed_mind",
        "words": "不想要了",
    }
    return str(bank.call("POST", "feed/applications", wanted)["application_id"])
