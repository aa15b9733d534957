"""A refund application comes in, the owner looks, decides, and the money goes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from refund_desk.application.commands import RejectCommand, ReplyCommand
from refund_desk.bootstrap import follow_practice_clock
from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged, SyncState, UndoTicked
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import ArrivedAt, RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from tests.journeys.headless import headless, yuan
from tests.practice_process import PracticeShop


async def test_a_whole_refund_from_complaint_to_arrival(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800, text="杯子碎了")
        case = await desk.opened(application_id)
        assert (case.approve.enabled, case.approve.default_amount) == (True, yuan("108"))
        assert case.messages[0].kind is MessageKind.APPLIED

        refund = await desk.pay(application_id, reply_text="已同意退款，请查收。")
        assert refund.state in {RefundState.PROCESSING, RefundState.SUCCEEDED}
        assert refund.out_refund_no == f"PX{refund.transaction_id}-01"

        done = await desk.settled(refund.id, RefundState.SUCCEEDED)
        assert (done.arrived_at, done.payer_refund) == (ArrivedAt.PAYER, yuan("108"))
        await desk.deliver()
        await desk.deliver()
        case = await desk.opened(application_id)
        assert case.state is ApplicationState.REFUNDED
        assert [entry.state for entry in case.outbox] == [OutboxState.SENT] * 2
        kinds = [message.kind for message in case.messages]
        assert MessageKind.APPROVED in kinds
        assert "已同意退款，请查收。" in [message.text for message in case.messages]

        (paid,) = desk.paid_of(refund.transaction_id)
        assert (paid["amount_fen"], paid["status"]) == (10_800, "SUCCESS")
        assert case.remainder is not None
        assert case.remainder.refundable == yuan("128")
        assert await desk.services.reads.chain_is_whole()


async def test_undo_in_the_window_sends_nothing(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop, undo_s=30.0) as desk:
        application_id = await desk.fresh()
        refund = await desk.approve(application_id)
        sending = asyncio.ensure_future(desk.services.submit_refund(refund.id))
        await asyncio.sleep(0.05)
        assert desk.services.undo_refund(refund.id)
        assert not desk.services.undo_refund(refund.id)
        await sending
        assert (await desk.refund(refund.id)).state is RefundState.UNDONE
        assert desk.paid_of(refund.transaction_id) == []
        case = await desk.view(application_id)
        assert (case.segment, case.approve.enabled) == (Segment.TO_DO, True)


async def test_submit_now_ends_the_window_early(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop, undo_s=30.0) as desk:
        refund = await desk.approve(await desk.fresh())
        sending = asyncio.ensure_future(desk.services.submit_refund(refund.id))
        await asyncio.sleep(0.05)
        assert desk.services.submit_now(refund.id)
        await sending
        assert (await desk.refund(refund.id)).accepted_at is not None


async def test_a_second_press_plans_nothing(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        application_id = await desk.fresh()
        await desk.approve(application_id)
        with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
            await desk.approve(application_id, amount=yuan("1"), seen_refundable=yuan("0"))


async def test_a_partial_refund_keeps_its_remainder_for_a_second(
    tmp_path: Path, start_practice_shop: Callable[..., PracticeShop]
) -> None:
    shop = start_practice_shop("--settle-seconds", "0.2")
    async with headless(tmp_path, shop) as desk:
        application_id = await desk.fresh(total_fen=10_000, apply_fen=10_000)
        first = await desk.pay(application_id, amount=yuan("30"))
        with pytest.raises(RuleBrokenError, match=r"ref\.wait1m"):
            await desk.approve(application_id)
        shop.advance_clock(61)
        await follow_practice_clock(desk.desk)
        second = await desk.pay(application_id)
        assert (second.ordinal, second.amount) == (2, yuan("70"))
        await desk.settled(first.id, RefundState.SUCCEEDED)
        await desk.settled(second.id, RefundState.SUCCEEDED)
        case = await desk.opened(application_id)
        assert case.remainder is not None
        assert (case.remainder.refundable.count, case.approve.why) == (0, "nothing_left")
        assert sum(paid["amount_fen"] for paid in desk.paid_of(first.transaction_id)) == 10_000


async def test_a_second_part_is_queued_for_the_minute_after_the_first(
    tmp_path: Path, start_practice_shop: Callable[..., PracticeShop]
) -> None:
    shop = start_practice_shop("--strict", "--settle-seconds", "0.2")
    async with headless(tmp_path, shop) as desk:
        application_id = await desk.fresh(total_fen=10_000, apply_fen=10_000)
        first = await desk.pay(application_id, amount=yuan("30"))
        second = await desk.approve(application_id, may_wait=True)
        sending = asyncio.ensure_future(desk.services.submit_refund(second.id))
        await asyncio.sleep(0.3)
        assert (await desk.refund(second.id)).state is RefundState.PLANNED
        ticks = [t for t in desk.heard.of(UndoTicked) if t.refund_id == second.id]
        assert 50 < ticks[-1].queued_s <= 60
        shop.advance_clock(61)
        await follow_practice_clock(desk.desk)
        await sending
        await desk.settled(first.id, RefundState.SUCCEEDED)
        await desk.settled(second.id, RefundState.SUCCEEDED)
        assert await desk.agrees(second.transaction_id) == 10_000


async def test_a_rejection_ends_the_complaint_once(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        application_id = await desk.fresh()
        await desk.opened(application_id)
        reject = RejectCommand(application_id=application_id, reason_code="late", text="超过 7 天")
        await desk.services.reject_application(reject)
        with pytest.raises(RuleBrokenError, match="rejecting"):
            await desk.services.reject_application(reject)
        assert (await desk.view(application_id)).approve.why == "rejecting"
        await desk.deliver()
        case = await desk.opened(application_id)
        assert case.state is ApplicationState.REJECTED
        assert [m.kind for m in case.messages].count(MessageKind.REJECTED) == 1


async def test_a_reply_reaches_the_buyer_and_stops_the_first_clock(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        application_id = await desk.fresh()
        before = await desk.opened(application_id)
        await desk.services.save_draft(application_id, "已收到")
        assert (await desk.view(application_id)).draft == "已收到"
        await desk.services.reply_to_customer(
            ReplyCommand(application_id=application_id, text="已收到，正在核实。")
        )
        await desk.deliver()
        case = await desk.opened(application_id)
        assert case.draft == ""
        assert before.deadline is not None
        assert case.deadline is not None
        assert case.deadline.due_at > before.deadline.due_at
        assert [m.text for m in case.messages if m.minutes_to_reply is not None] == [
            "已收到，正在核实。"
        ]


async def test_sync_takes_every_complaint_once_and_says_so(
    tmp_path: Path, practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, practice_shop) as desk:
        await desk.services.pull_applications()
        first = [e for e in desk.heard.looks() if e.state is SyncState.DONE][-1]
        assert first.arrived >= 60
        await desk.services.pull_applications(full=True)
        second = [e for e in desk.heard.looks() if e.state is SyncState.DONE][-1]
        assert (second.arrived, second.changed) == (0, 0)
        counts = await desk.services.reads.segment_counts(now=desk.desk.clock.now())
        assert counts.to_do >= 9


async def test_nothing_is_planned_over_the_remainder_or_without_the_tick(
    tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    async with headless(tmp_path, own_practice_shop) as desk:
        application_id = await desk.fresh(total_fen=5_000, apply_fen=5_000)
        with pytest.raises(RuleBrokenError, match=r"amt\.too_much"):
            await desk.approve(application_id, amount=yuan("50.01"))
        with pytest.raises(RuleBrokenError, match=r"changed\.amount"):
            await desk.approve(application_id, seen_refundable=yuan("49"))
        with pytest.raises(RuleBrokenError, match=r"reason\.long"):
            await desk.approve(application_id, reason="长" * 27)
        assert desk.heard.of(RefundChanged) == []
