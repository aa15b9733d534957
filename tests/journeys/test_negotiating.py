"""A return and an offer reach the shop's books once, whatever the line does; no money moves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from refund_desk.application.commands import AskReturnCommand, OfferCommand, TakeInCommand
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import ApplicationState
from tests.journeys.headless import headless
from tests.journeys.test_shop_feed import faults_on_posts, of_feed, posted
from tests.practice_process import PracticeShop


@pytest.mark.parametrize("fault", ["", "drop_after", "status_500"])
async def test_a_return_and_an_offer_arrive_once(
    tmp_path: Path, own_practice_shop: PracticeShop, fault: str
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        negotiate = desk.services.negotiate
        back, there = await of_feed(desk)
        offered, elsewhere = await of_feed(desk)
        if fault:
            own_practice_shop.set_faults(*faults_on_posts(fault, fault))
        await negotiate.ask_return(
            AskReturnCommand(
                application_id=back,
                receiver="青禾手作",
                phone="13900000000",
                address="杭州市西湖区 1 号",
                deadline=desk.desk.clock.now() + timedelta(days=7),
                text="请把杯子寄回，收到就退款。",
            )
        )
        await negotiate.offer(
            OfferCommand(application_id=offered, amount=Fen(5_000), text="退您 50 元可以吗？")
        )
        await desk.deliver_by_itself()
        shop = own_practice_shop
        assert [d["decision"] for d in posted(shop, there, "decisions")] == ["ask_return"]
        (offer,) = posted(shop, elsewhere, "decisions")
        assert (offer["decision"], offer["amount_fen"]) == ("offer", 5_000)
        await desk.services.pull_applications()
        assert (await desk.view(back)).state is ApplicationState.WAITING_GOODS
        assert (await desk.view(offered)).state is ApplicationState.WAITING_CUSTOMER
        await negotiate.take_in(TakeInCommand(application_id=back, as_sent=True))
        assert (await desk.view(back)).state is ApplicationState.GOODS_RECEIVED
        assert all(row["origin"] != "api" for row in shop.books()["refunds"])
