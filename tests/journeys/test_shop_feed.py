"""Applications of the shop's own mini program: in over its feed, answered there, refunded once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from refund_desk.application.commands import RejectCommand, ReplyCommand
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, Source
from tests.journeys.headless import Headless, headless
from tests.practice_process import PracticeShop

# The shop has taken what was posted before the line breaks.
_AFTER = frozenset({"drop_after", "status_500", "garbage"})


async def of_feed(desk: Headless, *, asked_fen: int = 10_800) -> tuple[int, str]:
    """A fresh paid order with an application in the mini program; its id here and there."""
    made = await desk.admin("POST", "orders", {"total_fen": 23_600, "complaint": False})
    return await of_payment(desk, made["transaction_id"], asked_fen=asked_fen)


async def of_payment(desk: Headless, number: str, *, asked_fen: int) -> tuple[int, str]:
    """A fresh application in the mini program about this payment."""
    wanted = {"transaction_id": number, "asked_fen": asked_fen, "words": "杯子碎了"}
    made = await desk.admin("POST", "feed/applications", wanted)
    await desk.services.pull_applications()
    found = await desk.desk.ledger.transactions.run(
        lambda stores: stores.applications.find(Source.SHOP_FEED, made["application_id"])
    )
    assert found is not None
    return found.id, made["application_id"]


def posted(shop: PracticeShop, application: str, kind: str) -> list[dict[str, Any]]:
    """What the shop's books hold of one kind of post, in the order it was first taken."""
    rows = shop.books()["feed"][kind]
    return [row for row in rows if row["application_id"] == application]


def faults_on_posts(*names: str) -> list[dict[str, Any]]:
    """One fault after the other on whatever is posted to the feed."""
    path = "/shop-feed/applications/*"
    return [{"method": "POST", "path": path, "fault": name, "times": 1} for name in names]


async def test_a_whole_refund_is_told_at_the_shop(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        application_id, there = await of_feed(desk)
        refund = await desk.pay(application_id, reply_text="已同意退款，请查收。")
        await desk.settled(refund.id, RefundState.SUCCEEDED)
        await desk.deliver_by_itself()
        shop = own_practice_shop
        assert [d["decision"] for d in posted(shop, there, "decisions")] == ["approve"]
        assert [d["amount_fen"] for d in posted(shop, there, "decisions")] == [10_800]
        assert [m["text"] for m in posted(shop, there, "messages")] == ["已同意退款，请查收。"]
        steps = [step["step"] for step in posted(shop, there, "progress")]
        assert sorted(steps) == ["arrived", "processing", "submitted"]
        await desk.services.pull_applications()
        case = await desk.opened(application_id)
        assert case.state is ApplicationState.REFUNDED
        assert {entry.state for entry in case.outbox} == {OutboxState.SENT}
        assert "已同意退款，请查收。" in [message.text for message in case.messages]
        assert await desk.agrees(refund.transaction_id) == 10_800


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "status_500", "garbage"])
async def test_words_and_decisions_arrive_once_whatever_the_line_does(
    tmp_path: Path, own_practice_shop: PracticeShop, fault: str
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        application_id, there = await of_feed(desk)
        own_practice_shop.set_faults(*faults_on_posts(fault))
        await desk.services.reply_to_customer(
            ReplyCommand(application_id=application_id, text="请稍等")
        )
        await desk.deliver_by_itself()
        own_practice_shop.set_faults(*faults_on_posts(fault))
        await desk.services.reject_application(
            RejectCommand(application_id=application_id, reason_code="late", text="超过 7 天")
        )
        await desk.deliver_by_itself()
        said = posted(own_practice_shop, there, "messages")
        assert [m["text"] for m in said] == ["请稍等"]
        # What had arrived came again under its key, and was taken for what it is.
        assert [m["replays"] for m in said] == [1 if fault in _AFTER else 0]
        decided = posted(own_practice_shop, there, "decisions")
        assert [d["decision"] for d in decided] == ["reject"]
        case = await desk.opened(application_id)
        assert case.state is ApplicationState.REJECTED


async def test_a_complaint_and_the_mini_program_about_one_payment_are_one_refund(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        complaint = await desk.fresh(total_fen=23_600, apply_fen=10_800, text="杯子碎了")
        number = desk.payment_of(complaint)
        fed, _there = await of_payment(desk, number, asked_fen=10_800)
        linked = (await desk.opened(complaint)).linked
        assert [(case.application_id, case.source) for case in linked] == [(fed, Source.SHOP_FEED)]
        await desk.pay(complaint)
        case = await desk.opened(fed)
        assert case.approve.default_amount.count == 0
        assert case.approve.needs_tick
        assert not case.approve.enabled
        assert await desk.agrees(number) == 10_800


async def test_a_withdrawn_application_is_not_refunded(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        application_id, there = await of_feed(desk)
        case = await desk.opened(application_id)
        await desk.admin("POST", f"feed/applications/{there}/change", {"state": "withdrawn"})
        refund = await desk.press(case)
        await desk.services.submit_refund(refund.id)
        assert (await desk.refund(refund.id)).why == "changed.closed"
        assert await desk.agrees(refund.transaction_id) == 0
        await desk.services.pull_applications()
        assert (await desk.view(application_id)).state is ApplicationState.WITHDRAWN
