"""A shop's backend that shares no line with the product: its applications in, answers back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from refund_desk.application.commands import RejectCommand, ReplyCommand
from refund_desk.domain.refund_application import ApplicationState, Source
from tests.feed_check.backends import KEY_ID, NODE, SECRET, node_backend
from tests.journeys.headless import headless
from tests.practice.feed_client import FeedClient
from tests.practice_process import PracticeShop


@pytest.mark.skipif(NODE is None, reason="node is not on this machine")
async def test_it_works_with_the_desk(tmp_path: Path, own_practice_shop: PracticeShop) -> None:
    with node_backend(tmp_path) as url, httpx.Client(trust_env=False) as http:
        named = {"feed_url": url, "feed_key_id": KEY_ID, "feed_secret": SECRET}
        shop = replace(own_practice_shop, ready_line={**own_practice_shop.ready_line, **named})
        async with headless(tmp_path / "desk", shop) as desk:
            await desk.services.pull_applications()
            found = await desk.desk.ledger.transactions.run(
                lambda stores: stores.applications.find(Source.SHOP_FEED, "SAMPLE-2")
            )
            assert found is not None
            case = await desk.opened(found.id)
            assert [message.text for message in case.messages][-1] == "正在核对。"
            await desk.services.reply_to_customer(
                ReplyCommand(application_id=found.id, text="已经看到照片 😀")
            )
            await desk.deliver_by_itself()
            await desk.services.reject_application(
                RejectCommand(application_id=found.id, reason_code="late", text="超过 7 天")
            )
            await desk.deliver_by_itself()
            there = FeedClient(dict(shop.ready_line), http).get("/applications/SAMPLE-2").json()
            assert (there["state"], there["messages"][-1]["text"]) == (
                "rejected",
                "已经看到照片 😀",
            )
            await desk.services.pull_applications()
            assert (await desk.view(found.id)).state is ApplicationState.REJECTED
            tests = await desk.desk.ledger.transactions.run(
                lambda stores: stores.applications.find(Source.SHOP_FEED, "TEST-1")
            )
            assert tests is None
