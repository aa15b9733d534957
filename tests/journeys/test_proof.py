"""Agreed, proven, refunded: at the shop's books once, also when the desk dies in between."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

import pytest

from refund_desk.application.commands import ApproveCommand, GiveProofCommand, OwnPicture
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import ProofKind
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from tests.journeys.headless import Headless, headless
from tests.journeys.test_shop_feed import faults_on_posts, of_feed, posted
from tests.practice_process import PracticeShop

PICTURE = next(Path(__file__).parents[2].joinpath("resources", "practice").rglob("*.png"))


async def agreed(desk: Headless) -> tuple[int, str]:
    """An application that waits for its shipping list; its id here and there."""
    number, there = await of_feed(desk)
    case = await desk.opened(number)
    command = ApproveCommand(
        application_id=number,
        amount=Fen(5_000),
        seen_refundable=case.approve.refundable,
        reason="商品破损",
        red_accepted=case.approve.needs_tick,
    )
    await desk.services.negotiate.agree_on_proof(command, ProofKind.SHIPPING_LIST)
    assert (await desk.view(number)).state is ApplicationState.AGREED_WAITING_PROOF
    return number, there


@pytest.mark.parametrize("fault", ["", "drop_after"])
async def test_the_proof_refunds_by_itself(
    tmp_path: Path, own_practice_shop: PracticeShop, fault: str
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        number, there = await agreed(desk)
        if fault:
            own_practice_shop.set_faults(*faults_on_posts(fault))
        proof = OwnPicture(
            name="list.png", content=PICTURE.read_bytes(), confirmed_private_free=True
        )
        command = GiveProofCommand(application_id=number, pictures=(proof,))
        taken = await desk.services.negotiate.give_proof(command)
        assert taken.refund is not None
        await desk.services.submit_refund(taken.refund.id)
        await desk.settled(taken.refund.id, RefundState.SUCCEEDED)
        await desk.deliver_by_itself()
        evidence = posted(own_practice_shop, there, "evidence")
        assert [e["kind"] for e in evidence] == ["shipping_list"]
        assert await desk.agrees(taken.refund.transaction_id) == 5_000


@pytest.mark.skipif(sys.platform == "win32", reason="dies of a signal")
async def test_killed_with_the_plan_nothing_is_lost_or_paid_twice(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        number, there = await agreed(desk)
    line = json.dumps(dict(own_practice_shop.ready_line))
    command = [sys.executable, "-m", "tests.journeys.proof_child", str(tmp_path), line]
    child = await asyncio.create_subprocess_exec(*command, str(number), str(PICTURE))
    assert await asyncio.wait_for(child.wait(), 30) == -signal.SIGKILL
    async with headless(tmp_path, own_practice_shop) as desk:
        await desk.heal()
        await desk.deliver_by_itself()
        case = await desk.opened(number)
        assert [refund.state for refund in case.refunds] == [RefundState.UNDONE]
        assert case.approve.suggested == Fen(5_000)
        evidence = posted(own_practice_shop, there, "evidence")
        assert [e["kind"] for e in evidence] == ["shipping_list"]
        refund = await desk.pay(number)
        assert await desk.agrees(refund.transaction_id) == 5_000
