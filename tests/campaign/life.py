"""One life of the engine: background loops, a person with several hands, and an end by kill -9."""

import asyncio
import random
from dataclasses import dataclass
from pathlib import Path

from refund_desk.application.case_view import CaseView
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.policy import all_green
from refund_desk.domain.refund import Refund, RefundState
from tests.campaign.bank import Bank
from tests.campaign.engine import HURRIED, Engine, Tuning
from tests.campaign.feed_hand import FeedHand
from tests.campaign.mutations import Mutation
from tests.campaign.notebook import Notebook, Wish
from tests.campaign.person import Person, PlacedOrder, sees_under_way
from tests.campaign.plan import PLENTY_FEN, Life
from tests.campaign.witness import Steps

HANDS = 3
_LOOPS = {"loop:settle", "loop:outbox", "loop:automatic"}
_ACTS = {
    "press": 8,
    "sheet": 2,
    "look": 3,
    "ask": 2,
    "settle": 3,
    "wait": 2,
    "balance": 1,
    "outside": 1,
}
_WAITS_S = (3, 10, 61, 61, 130, 700)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What every life of a shop shares. `desk` is the data folder."""

    desk: Path
    bank: Bank
    orders: tuple[PlacedOrder, ...]
    refused: tuple[PlacedOrder, ...]
    trusts: bool
    notes: Path
    mutation: Mutation | None
    mchid: str

    @property
    def awake(self) -> Path:
        """The file that a life makes when a person could press."""
        return self.desk.with_suffix(".awake")


def live(scene: Scene, life: Life) -> None:
    """Work until killed. Runs in a process of its own."""
    asyncio.run(_live(scene, life))


async def _live(scene: Scene, life: Life) -> None:
    notebook = Notebook(scene.notes)
    tuning = Tuning(
        limits=HURRIED,
        undo_s=life.undo_s,
        steps=Steps(life.kill),
        mutation=scene.mutation,
        skew_s=life.skew_s,
    )
    engine = await Engine.open(scene.desk, scene.bank, notebook, tuning)
    for key, loop in engine.services.background:
        if key in _LOOPS:
            engine.start(key, loop)
    await engine.connect(HURRIED)
    scene.awake.touch()
    chance = random.Random(life.chance)
    person = Person(engine, scene.orders, notebook, chance)
    hands = (_Hand(engine, person, random.Random(chance.random())) for _ in range(HANDS))
    works = [hand.work(scene.orders) for hand in hands]
    fed = tuple(order for order in (*scene.orders, *scene.refused) if order.fed)
    if fed:
        extra = FeedHand(engine, fed, notebook, chance=life.chance)
        # A clock that is wrong by a day would let the owner's word begin a day before it.
        works.append(extra.work(trusts=scene.trusts and not life.skew_s))
    await asyncio.gather(*works)


class _Hand:
    """One of several presses that may happen at the same time."""

    def __init__(self, engine: Engine, person: Person, chance: random.Random) -> None:
        self._engine, self._person, self._chance = engine, person, chance

    async def work(self, orders: tuple[PlacedOrder, ...]) -> None:
        """Do one thing after another, until the process is killed."""
        while True:
            await asyncio.sleep(self._chance.uniform(0.0, 0.05))
            order = self._chance.choice(orders)
            act = self._chance.choices(list(_ACTS), weights=list(_ACTS.values()))[0]
            try:
                await (self._sheet(orders) if act == "sheet" else self._do(act, order))
            except RuleBrokenError:
                continue

    async def _do(self, act: str, order: PlacedOrder) -> None:
        match act:
            case "press":
                await self._press(order, self._chance.choice(list(order.wishes())))
            case "look":
                await self._look(order)
            case "ask" | "settle":
                await self._settle(act)
            case "wait":
                await self._engine.pass_time(self._chance.choice(_WAITS_S))
            case "balance":
                balance = self._chance.choice((0, PLENTY_FEN))
                await asyncio.to_thread(self._engine.bank.set_balance, balance)
            case _:
                if self._chance.random() < 0.5:
                    await self._person.refund_on_site(order)
                else:
                    await self._person.see_revoked(order)

    async def _look(self, order: PlacedOrder) -> None:
        """Click on the row, or press F5."""
        if self._chance.random() < 0.3:
            await self._engine.services.pull_applications()
        case = await self._engine.view(order.payment)
        if case is not None:
            await self._engine.services.open_application(case.application_id)

    async def _press(self, order: PlacedOrder, wish: Wish) -> None:
        """同意, perhaps twice at once; then perhaps 撤销 or 现在就提交."""
        if not self._person.still_wants(wish):
            return
        if self._chance.random() < 0.8:
            await self._look(order)
        case = await self._engine.view(order.payment)
        if case is None or await sees_under_way(self._engine, case, wish):
            return
        if case.approve.why == "elsewhere":
            await self._person.tell_elsewhere(case, order.payment)
        if not case.approve.enabled:
            return
        copies = 2 if self._chance.random() < 0.3 else 1
        for refund in await self._person.agree(case, wish, copies=copies):
            self._person.send(refund)
            if self._chance.random() < 0.35:
                await self._hurry(refund, wish, single=copies == 1)

    async def _sheet(self, orders: tuple[PlacedOrder, ...]) -> None:
        """一起同意 for some orders; then perhaps 现在就提交, 暂停, 继续, 停."""
        picks: dict[Wish, CaseView] = {}
        for order in self._chance.sample(orders, k=min(len(orders), 3)):
            wish = self._chance.choice(list(order.wishes()))
            case = await self._engine.view(order.payment)
            # What is not all green goes on no sheet.
            green = case is not None and all_green(case.findings) and case.approve.enabled
            if case is not None and green and not await sees_under_way(self._engine, case, wish):
                picks[wish] = case
        sheet = await self._person.agree_on_sheet(picks) if picks else None
        if sheet is None:
            return
        self._person.send_sheet(sheet)
        sheets = self._engine.services.sheets
        presses = (sheets.submit_now, sheets.pause, sheets.resume, sheets.stop)
        for press in presses[: self._chance.randint(0, 4)]:
            await asyncio.sleep(self._chance.uniform(0.0, 0.2))
            if press is not sheets.stop or self._chance.random() < 0.3:
                press()
        sheets.resume()

    async def _hurry(self, refund: Refund, wish: Wish, *, single: bool) -> None:
        """Press on the undo bar; of two equal presses neither is taken back."""
        await asyncio.sleep(self._chance.uniform(0.0, 0.2))
        if single and self._chance.random() < 0.5:
            self._person.undo(refund, wish, drops=self._chance.random() < 0.5)
        else:
            self._engine.services.submit_now(refund.id)

    async def _settle(self, act: str) -> None:
        """Ask about one refund, or go on with one that waits for a person."""
        refunds = [r for r in await self._engine.unfinished() if r.out_refund_no is not None]
        if not refunds:
            return
        refund = self._chance.choice(refunds)
        if act == "settle" and refund.state is RefundState.REFUSED:
            press = self._person.give_up if self._chance.random() < 0.25 else self._person.go_on
            await press(refund)
        elif act == "settle" and refund.state is RefundState.ABNORMAL:
            await self._person.to_shop(refund)
        else:
            await self._person.ask(refund)
