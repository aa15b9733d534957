"""Whatever goes wrong on the line, a refund is paid once, and history and books agree."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

import pytest

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged, SendingHalted, SendingResumed
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from tests.journeys.faults import COMPLAINTS, FAULTS, ORDERS, REFUNDS, fault_on, hidden, paid_once
from tests.journeys.headless import headless, yuan
from tests.practice_process import PracticeShop


async def test_a_fault_on_the_refund_call_pays_once(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for fault in FAULTS:
            with subtests.test(fault=fault):
                application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
                quiet_shop.set_faults(fault_on("POST", REFUNDS, fault))
                refund = await desk.pay(application_id, reply_text="已同意退款，请查收。")
                assert refund.state is RefundState.UNKNOWN
                await paid_once(desk, refund)
                await desk.deliver()
                await desk.deliver()
                case = await desk.opened(application_id)
                assert case.state is ApplicationState.REFUNDED
                assert [m.text for m in case.messages].count("已同意退款，请查收。") == 1


async def test_a_lost_answer_and_faults_on_the_query_still_pay_once(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        for fault in (*FAULTS, "not_found_once"):
            with subtests.test(fault=fault):
                application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
                quiet_shop.set_faults(
                    fault_on("POST", REFUNDS, "drop_after"),
                    fault_on("GET", f"{REFUNDS}/*", fault, times=2),
                )
                await paid_once(desk, await desk.pay(application_id))


async def test_two_wrong_answers_no_such_refund_do_not_hide_it_for_ever(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        quiet_shop.set_faults(*hidden(desk.payment_of(application_id)))
        refund = await desk.pay(application_id)
        refused = await desk.by_itself(refund.id, RefundState.REFUSED)
        assert refused.why == "elsewhere"
        assert (await desk.view(application_id)).segment is Segment.PROBLEM
        await paid_once(desk, refund)


async def test_nothing_is_sent_on_a_look_that_could_not_be_believed(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    faults = (
        ("drop_before", "net.slow"),
        ("status_500", "far.trouble"),
        ("status_429_before", "far.busy"),
        ("garbage", "far.nonsense"),
        ("forged", "far.nonsense"),
        ("unsigned", "far.nonsense"),
    )
    async with headless(tmp_path, quiet_shop) as desk:
        for path, (fault, why) in itertools.product((ORDERS, COMPLAINTS), faults):
            with subtests.test(path=path, fault=fault):
                application_id = await desk.fresh()
                refund = await desk.approve(application_id)
                quiet_shop.set_faults(fault_on("GET", path, fault, times=None))
                await desk.services.submit_refund(refund.id)
                quiet_shop.clear_faults()
                undone = await desk.refund(refund.id)
                assert (undone.state, undone.why) == (RefundState.UNDONE, why)
                assert desk.paid_of(refund.transaction_id) == []
                case = await desk.view(application_id)
                assert (case.segment, case.approve.why) == (Segment.TO_DO, "")


async def test_offline_nothing_is_sent(tmp_path: Path, quiet_shop: PracticeShop) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        left_over = await desk.approve(application_id)
    async with headless(tmp_path, quiet_shop, connected=False) as desk:
        # The window closed over its undo bar: it is told as undone, and was never sent.
        await desk.heal()
        left_over = await desk.refund(left_over.id)
        assert (left_over.state, left_over.why) == (RefundState.UNDONE, "undo.closed")
        planned = await desk.approve(application_id)
        await desk.services.submit_refund(planned.id)
        undone = await desk.refund(planned.id)
        assert (undone.state, undone.why) == (RefundState.UNDONE, "net.off")
        assert desk.paid_of(planned.transaction_id) == []


@pytest.mark.parametrize("polled", [False, True])
async def test_a_withdrawal_in_the_undo_window_stops_the_refund(
    tmp_path: Path, quiet_shop: PracticeShop, polled: bool
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        refund = await desk.approve(application_id)
        quiet_shop.revoke(desk.complaint_of(application_id))
        if polled:
            await desk.services.pull_applications()
        await desk.services.submit_refund(refund.id)
        undone = await desk.refund(refund.id)
        assert (undone.state, undone.why) == (RefundState.UNDONE, "changed.closed")
        assert (await desk.view(application_id)).marked == "changed.closed"
        assert desk.paid_of(refund.transaction_id) == []


async def test_refunded_on_the_merchant_site_in_the_undo_window(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=10_000)
        refund = await desk.approve(application_id)
        quiet_shop.refund_on_merchant_site(refund.transaction_id, 10_000)
        await desk.services.submit_refund(refund.id)
        undone = await desk.refund(refund.id)
        assert (undone.state, undone.why) == (RefundState.UNDONE, "changed.refunded")


async def test_refunded_elsewhere_is_red_until_the_owner_says_how_much(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=10_000, apply_fen=6_000)
        payment = desk.payment_of(application_id)
        quiet_shop.refund_on_merchant_site(payment, 3_000)
        case = await desk.opened(application_id)
        assert (case.elsewhere_suspected, case.approve.why) == (True, "elsewhere")
        with pytest.raises(RuleBrokenError, match="elsewhere"):
            await desk.approve(application_id, red_accepted=True)
        with pytest.raises(RuleBrokenError, match=r"amt\.too_much"):
            await desk.services.record_elsewhere(application_id, yuan("100.01"), "记错了")
        await desk.services.record_elsewhere(application_id, yuan("30"), "商户平台退的")
        case = await desk.opened(application_id)
        assert (case.elsewhere_suspected, case.approve.why) == (False, "")
        assert case.remainder is not None
        assert (case.remainder.refundable, case.approve.default_amount) == (yuan("70"), yuan("30"))
        # WeChat Pay counts the minute between two refunds from the other one, too.
        await desk.pass_time(61)
        refund = await desk.pay(application_id)
        await desk.by_itself(refund.id, RefundState.SUCCEEDED)
        assert await desk.agrees(payment) == 3_000


async def test_refused_keys_stop_all_sending_until_a_look_succeeds(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        refund = await desk.approve(application_id)
        other = await desk.fresh()
        await desk.opened(other)
        quiet_shop.set_faults(ip_list="10.0.0.1")
        await desk.services.submit_refund(refund.id)
        undone = await desk.refund(refund.id)
        assert (undone.state, undone.why) == (RefundState.UNDONE, "far.denied")
        assert desk.heard.of(SendingHalted) == [SendingHalted("far.denied")]
        with pytest.raises(RuleBrokenError, match=r"far\.denied"):
            await desk.approve(other)
        assert (await desk.view(other)).approve.why == "far.denied"
        await desk.services.pull_applications()
        assert desk.heard.of(SendingResumed) == []
        quiet_shop.clear_faults()
        await desk.services.pull_applications()
        assert desk.heard.of(SendingResumed) == [SendingResumed()]
        await paid_once(desk, await desk.pay(application_id))


async def test_a_wrong_clock_stops_all_sending(tmp_path: Path, quiet_shop: PracticeShop) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        refund = await desk.approve(application_id)
        right = desk.desk.clock.far_offset
        desk.desk.clock.far_offset = lambda: -240.5
        await desk.services.submit_refund(refund.id)
        undone = await desk.refund(refund.id)
        assert (undone.state, undone.why) == (RefundState.UNDONE, "clock.bad")
        with pytest.raises(RuleBrokenError, match=r"clock\.bad"):
            await desk.approve(application_id)
        desk.desk.clock.far_offset = right
        await paid_once(desk, await desk.pay(application_id))


async def test_pressing_and_sending_twice_pays_once(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop, undo_s=0.2) as desk:
        application_id = await desk.fresh()
        presses = await asyncio.gather(
            *(desk.approve(application_id) for _ in range(3)), return_exceptions=True
        )
        (refund,) = [press for press in presses if isinstance(press, Refund)]
        others = [press for press in presses if isinstance(press, RuleBrokenError)]
        assert {other.code for other in others} <= {"ref.dup", "amt.too_much"}
        assert len(others) == 2
        await asyncio.gather(*(desk.services.submit_refund(refund.id) for _ in range(3)))
        await desk.services.submit_refund(refund.id)
        await paid_once(desk, refund)
        submitted = [e for e in desk.heard.of(RefundChanged) if e.state is RefundState.SUBMITTING]
        assert len(submitted) == 1
