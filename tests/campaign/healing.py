"""The last life: no faults, enough money, time passes, until nothing moves any more."""

import asyncio
import random

from refund_desk.application.case_view import CaseView
from refund_desk.domain.refund import Refund, RefundState
from tests.campaign.engine import PATIENT, Engine, Tuning
from tests.campaign.feed_hand import FeedHand
from tests.campaign.feed_healing import answer_all, deliver_all
from tests.campaign.life import Scene
from tests.campaign.notebook import Notebook, Wish
from tests.campaign.person import Person, PlacedOrder, sees_under_way
from tests.campaign.witness import Steps

# How business time passes, round by round (seconds): past the minute between two refunds, past the
# ten minutes of a re-send, and at the end past a slow card and the six hours of an abnormal one.
_ROUNDS_S = (0, 61, 61, 61, 61, 61, 61, 700, 61, 61, *([22_000] * 12))
# A press that the desk answers with "no" is tried again in so many rounds.
_TRIES = 4
_UNDO_S = 0.01


def heal(scene: Scene) -> None:
    """Bring everything to rest. Runs in a process of its own."""
    asyncio.run(_heal(scene))


async def _heal(scene: Scene) -> None:
    notebook = Notebook(scene.notes)
    tuning = Tuning(limits=PATIENT, undo_s=_UNDO_S, steps=Steps(None), mutation=scene.mutation)
    engine = await Engine.open(scene.desk, scene.bank, notebook, tuning)
    person = Person(engine, scene.orders, notebook, random.Random(0))
    everything = (*scene.orders, *scene.refused)
    hand = FeedHand(engine, everything, notebook, chance=0)
    healer = _Healer(engine, person, notebook)
    await engine.connect(PATIENT)
    await engine.services.settling_loop.recover()
    await answer_all(engine, hand, everything)
    for seconds in _ROUNDS_S:
        if await healer.turn(seconds, scene.orders):
            break
    await engine.services.outbox_loop.turn()
    await deliver_all(engine, everything)
    await engine.close()


class _Healer:
    """One round after the other; presses what the window offers."""

    def __init__(self, engine: Engine, person: Person, notebook: Notebook) -> None:
        self._engine, self._person, self._notebook = engine, person, notebook
        self._tries: dict[Wish, int] = {}

    async def turn(self, seconds: int, orders: tuple[PlacedOrder, ...]) -> bool:
        """Let time pass, settle what is due, and press; whether all is at rest."""
        if seconds:
            await self._engine.pass_time(seconds)
        await self._engine.services.pull_applications()
        await self._engine.services.settling_loop.catch_up()
        await self._engine.services.settling_loop.turn()
        # Each order by itself and all at once: this is where most of the waiting is.
        quiet = await asyncio.gather(*(self._tend(order) for order in orders))
        return all(quiet) and not await self._engine.unfinished()

    async def _tend(self, order: PlacedOrder) -> bool:
        """Press for one order; whether nothing is left to do."""
        case = await self._opened(order)
        if case is None:
            return False
        waiting = [
            r for r in case.refunds if r.state in {RefundState.REFUSED, RefundState.ABNORMAL}
        ]
        for refund in waiting:
            await self._help(refund, case, order)
        open_wishes = [w for w in order.wishes() if await self._is_open(case, w)]
        for wish in open_wishes:
            await self._wish(order, wish)
        return not waiting and not open_wishes

    async def _is_open(self, case: CaseView, wish: Wish) -> bool:
        settled = (
            await sees_under_way(self._engine, case, wish)
            or wish in self._person.memory.unreachable
        )
        return self._person.still_wants(wish) and not settled

    async def _help(self, refund: Refund, case: CaseView, order: PlacedOrder) -> None:
        """What a person does about a refund that waits for one."""
        if refund.state is RefundState.ABNORMAL:
            await self._person.to_shop(refund)
            return
        key = (order.payment, -refund.id)
        self._tries[key] = self._tries.get(key, 0) + 1
        wanted = self._person.still_wants((order.payment, refund.amount.count))
        if wanted and self._tries[key] <= _TRIES // 2:
            if refund.why == "elsewhere":
                await self._person.tell_elsewhere(case, order.payment)
            await self._person.go_on(refund)
        else:
            await self._person.give_up(refund)

    async def _wish(self, order: PlacedOrder, wish: Wish) -> None:
        """Press for a wish that nothing fulfils yet; give it up when the desk keeps saying no."""
        case = await self._opened(order)
        if case is None:
            return
        if case.approve.why == "elsewhere":
            await self._person.tell_elsewhere(case, order.payment)
            case = await self._opened(order)
        if case is None or await sees_under_way(self._engine, case, wish):
            return
        if not case.approve.enabled:
            self._note_no(wish, case.approve.why)
            return
        for refund in await self._person.agree(case, wish):
            sending = self._person.send(refund)
            if sending is not None:
                await sending
        case = await self._opened(order)
        if case is not None and not await sees_under_way(self._engine, case, wish):
            self._note_no(wish, case.refunds[-1].why if case.refunds else case.approve.why)

    def _note_no(self, wish: Wish, why: str) -> None:
        """The desk said no; after some rounds the wish is left, with the desk's reason."""
        if why in {"ref.wait1m", "ref.dup"}:
            return
        self._tries[wish] = self._tries.get(wish, 0) + 1
        if self._tries[wish] >= _TRIES:
            self._person.memory.unreachable[wish] = why
            self._notebook.note("unreachable", payment=wish[0], amount_fen=wish[1], why=why)

    async def _opened(self, order: PlacedOrder) -> CaseView | None:
        """The application after a click on it."""
        case = await self._engine.view(order.payment)
        if case is None:
            return None
        await self._engine.services.open_application(case.application_id)
        return await self._engine.services.cases.view(case.application_id)
