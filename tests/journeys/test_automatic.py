"""Agreed to without a press, against the bank: within its bounds, once, and never after a doubt."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from refund_desk.application.setting_names import AUTOMATIC_STOPPED
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.domain.shop_policy import AutomaticAgreement
from tests.journeys.faults import REFUNDS, fault_on
from tests.journeys.headless import Headless, headless, until
from tests.journeys.test_bulk import placed
from tests.practice_process import PracticeShop

S = RefundState
RULE = AutomaticAgreement(on=True, up_to=Fen(5_000), day_limit=Fen(9_000), reason="还没发货")


async def switched_on(desk: Headless) -> None:
    """The owner's word; what comes from now on may be agreed to."""
    seen = await desk.services.policies.current()
    await desk.services.policies.change(replace(seen, automatic=RULE), seen=seen)
    # The far side's instants have whole seconds.
    await desk.pass_time(2)


async def paid(desk: Headless, *numbers: int) -> list[int]:
    """What went back for each of these applications (fen), history and books being the same."""
    return [await desk.agrees(desk.payment_of(number)) for number in numbers]


async def test_small_unshipped_ones_go_until_the_ceiling(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        before = (await placed(desk, 1, total_fen=4_000))[0]
        await switched_on(desk)
        small = await placed(desk, 3, total_fen=4_000)
        large = (await placed(desk, 1, total_fen=5_001))[0]
        assert await desk.services.automatic.turn() == 2

        made = [r for n in small for r in await desk.refunds_of(desk.payment_of(n))]
        for refund in made:
            assert (refund.actor, refund.reason) == ("system", "还没发货")
            await desk.settled(refund.id, S.SUCCEEDED)
        assert sorted(await paid(desk, *small)) == [0, 4_000, 4_000]
        assert await paid(desk, before, large) == [0, 0]
        states = [(await desk.view(number)).state for number in small]
        assert states.count(ApplicationState.OPEN) == 1
        assert desk.services.policy.automatic.on


async def test_a_crash_in_the_undo_window_leaves_it_to_a_person(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop, undo_s=30.0) as desk:
        await switched_on(desk)
        (number,) = await placed(desk, 1, total_fen=4_000)
        turn = asyncio.ensure_future(desk.services.automatic.turn())

        async def planned() -> bool | None:
            return bool(await desk.refunds_of(desk.payment_of(number))) or None

        await until(planned)
        payment = desk.payment_of(number)
        turn.cancel()
        await asyncio.gather(turn, return_exceptions=True)
    async with headless(tmp_path, quiet_shop) as desk:
        await desk.heal()
        await desk.services.policies.read()
        (refund,) = await desk.refunds_of(payment)
        assert refund.state is S.UNDONE
        await desk.opened(number)
        assert await desk.services.automatic.turn() == 0
        assert await desk.agrees(payment) == 0


async def test_a_lost_answer_stops_it_and_pays_once(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        await switched_on(desk)
        first, second = await placed(desk, 2, total_fen=4_000)
        quiet_shop.set_faults(fault_on("POST", REFUNDS, "drop_after"))
        assert await desk.services.automatic.turn() == 1
        assert not desk.services.policy.automatic.on
        assert desk.services.policies.why_stopped == "automatic.unknown"
        payments = [desk.payment_of(first), desk.payment_of(second)]
    async with headless(tmp_path, quiet_shop) as desk:
        await desk.heal()
        assert not (await desk.services.policies.read()).automatic.on
        stopped = await desk.desk.ledger.transactions.run(
            lambda stores: stores.settings.get(AUTOMATIC_STOPPED)
        )
        assert stopped == "automatic.unknown"
        (refund,) = [r for payment in payments for r in await desk.refunds_of(payment)]
        await desk.by_itself(refund.id, S.SUCCEEDED)
        assert sorted([await desk.agrees(payment) for payment in payments]) == [0, 4_000]
