"""Whatever goes wrong on the line, a refund is paid once, and history and books agree."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from typing import Any

import pytest

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged, SendingHalted, SendingResumed
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from tests.journeys.headless import Headless, headless, yuan
from tests.practice_process import PracticeShop

REFUNDS = "/v3/refund/domestic/refunds"
ORDERS = "/v3/pay/transactions/id/*"
COMPLAINTS = "/v3/merchant-service/complaints-v2/*"

# Longer than the desk waits for an answer here.
_TOO_LATE_MS = 900
FAULTS = (
    "drop_before",
    "drop_after",
    "delay",
    "reset",
    "status_500",
    "status_502_html",
    "status_429_before",
    "status_429_after",
    "redirect_302",
    "garbage",
    "truncated",
    "unsigned",
    "forged",
    "signtest",
    "stale_timestamp",
    "unknown_serial",
)


def fault_on(method: str, path: str, fault: str, *, times: int | None = 1) -> dict[str, Any]:
    """A rule of the switchboard."""
    rule: dict[str, Any] = {"method": method, "path": path, "fault": fault}
    rule["delay_ms"] = _TOO_LATE_MS if fault == "delay" else 0
    return rule if times is None else {**rule, "times": times}


def hidden(transaction_id: str) -> list[dict[str, Any]]:
    """The refund is taken, its answer is lost, and the first three looks do not see it."""
    number = f"{REFUNDS}/PX{transaction_id}-01"
    # This fault fires once a rule and path.
    looks = [fault_on("GET", number, "not_found_once") for _ in range(3)]
    return [fault_on("POST", REFUNDS, "drop_after"), *looks]


async def paid_once(desk: Headless, refund: Refund) -> Refund:
    """The refund once it has arrived by the schedule alone; fails unless it was paid once."""
    done = await desk.by_itself(refund.id, RefundState.SUCCEEDED)
    assert not done.adopted
    (paid,) = desk.paid_of(refund.transaction_id)
    assert paid["out_refund_no"] == f"PX{refund.transaction_id}-01"
    assert await desk.agrees(refund.transaction_id) == refund.amount.count
    return done


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


async def test_a_refusal_of_the_order_waits_for_a_person(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        quiet_shop.set_faults(fault_on("POST", REFUNDS, "not_found_once"))
        refund = await desk.pay(application_id)
        assert (refund.state, refund.why) == (RefundState.REFUSED, "RESOURCE_NOT_EXISTS")
        await desk.services.continue_refund(refund.id)
        await paid_once(desk, refund)


async def test_no_money_on_the_account_then_a_top_up(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=10_000)
        quiet_shop.set_balance(0)
        refund = await desk.pay(application_id)
        assert (refund.state, refund.why) == (RefundState.REFUSED, "NOT_ENOUGH")
        case = await desk.view(application_id)
        assert (case.segment, case.approve.why) == (Segment.PROBLEM, "ref.dup")
        await desk.services.continue_refund(refund.id)
        again = await desk.refund(refund.id)
        assert (again.state, again.number) == (RefundState.REFUSED, refund.number)
        quiet_shop.set_balance(20_000)
        await desk.services.continue_refund(refund.id)
        await paid_once(desk, refund)
        assert quiet_shop.books()["balance_fen"] == 10_000


async def test_an_account_that_is_gone_is_given_up_and_its_number_burned(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(settles="account_gone")
        refund = await desk.pay(application_id)
        assert (refund.state, refund.why) == (RefundState.REFUSED, "USER_ACCOUNT_ABNORMAL")
        # Sent a moment ago: it might still land.
        with pytest.raises(RuleBrokenError, match=r"give_up\.unread"):
            await desk.services.give_up_refund(refund.id)
        await desk.pass_time(61)
        quiet_shop.set_faults(fault_on("GET", f"{REFUNDS}/*", "unsigned"))
        with pytest.raises(RuleBrokenError, match=r"give_up\.unread"):
            await desk.services.give_up_refund(refund.id)
        await desk.services.give_up_refund(refund.id)
        assert (await desk.refund(refund.id)).state is RefundState.GIVEN_UP
        assert (await desk.view(application_id)).segment is Segment.TO_DO
        second = await desk.pay(application_id)
        assert (second.ordinal, second.state) == (2, RefundState.REFUSED)
        assert desk.paid_of(refund.transaction_id) == []


async def test_what_is_not_given_up_turns_out_to_be_taken(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        quiet_shop.set_faults(*hidden(desk.payment_of(application_id)))
        refund = await desk.pay(application_id)
        await desk.by_itself(refund.id, RefundState.REFUSED)
        quiet_shop.clear_faults()
        await desk.pass_time(61)
        with pytest.raises(RuleBrokenError, match=r"give_up\.taken"):
            await desk.services.give_up_refund(refund.id)
        await paid_once(desk, refund)


async def test_continuing_what_was_taken_after_all_sends_nothing(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh()
        quiet_shop.set_faults(*hidden(desk.payment_of(application_id)))
        refund = await desk.pay(application_id)
        await desk.by_itself(refund.id, RefundState.REFUSED)
        quiet_shop.clear_faults()
        sent_before = posts(quiet_shop)
        await desk.services.continue_refund(refund.id)
        assert posts(quiet_shop) == sent_before
        await paid_once(desk, refund)


async def test_an_invalid_request_is_believed_after_a_query_only(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=10_000, apply_fen=8_000)
        quiet_shop.set_balance(0)
        refund = await desk.pay(application_id)
        quiet_shop.set_balance(1_000_000)
        quiet_shop.refund_on_merchant_site(refund.transaction_id, 5_000)
        with pytest.raises(RuleBrokenError, match="elsewhere"):
            await desk.services.continue_refund(refund.id)
        # The owner remembers less than it was, so only WeChat Pay can refuse now.
        await desk.services.record_elsewhere(application_id, yuan("10"), "记得是十元")
        await desk.services.continue_refund(refund.id)
        doubted = await desk.refund(refund.id)
        assert (doubted.state, doubted.why) == (RefundState.UNKNOWN, "INVALID_REQUEST")
        refused = await desk.by_itself(refund.id, RefundState.REFUSED)
        assert refused.why == "INVALID_REQUEST"
        assert await desk.agrees(refund.transaction_id) == 0


async def test_an_abnormal_refund_goes_back_to_the_shop_and_stays_a_problem(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(settles="abnormal")
        refund = await desk.pay(application_id)
        with pytest.raises(RuleBrokenError, match=r"abnormal\.gone"):
            await desk.services.return_to_shop(refund.id)
        await desk.by_itself(refund.id, RefundState.ABNORMAL)
        assert (await desk.view(application_id)).segment is Segment.PROBLEM
        quiet_shop.set_faults(fault_on("GET", f"{REFUNDS}/*", "status_500", times=None))
        with pytest.raises(RuleBrokenError, match=r"net\.slow"):
            await desk.services.return_to_shop(refund.id)
        quiet_shop.clear_faults()
        await desk.services.return_to_shop(refund.id)
        with pytest.raises(RuleBrokenError, match=r"abnormal\.gone"):
            await desk.services.return_to_shop(refund.id)
        done = await desk.by_itself(refund.id, RefundState.SUCCEEDED)
        assert done.arrived_at is ArrivedAt.SHOP
        case = await desk.view(application_id)
        assert (case.segment, case.state) == (Segment.PROBLEM, ApplicationState.REFUNDING)
        await desk.services.pull_applications(full=True)
        assert (await desk.view(application_id)).segment is Segment.PROBLEM
        with pytest.raises(RuleBrokenError, match=r"note\.long"):
            await desk.services.settle_outside(application_id, " ")
        await desk.services.settle_outside(application_id, "微信转账给客户了")
        case = await desk.view(application_id)
        assert (case.segment, case.state) == (Segment.DONE, ApplicationState.SETTLED_OUTSIDE)
        assert await desk.agrees(refund.transaction_id) == refund.amount.count


async def test_a_lost_answer_to_back_to_the_shop_is_read_back_first(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        refund = await desk.pay(await desk.fresh(settles="abnormal"))
        await desk.by_itself(refund.id, RefundState.ABNORMAL)
        quiet_shop.set_faults(fault_on("POST", f"{REFUNDS}/*", "drop_after"))
        await desk.services.return_to_shop(refund.id)
        assert (await desk.refund(refund.id)).state is RefundState.ABNORMAL
        with pytest.raises(RuleBrokenError, match=r"abnormal\.gone"):
            await desk.services.return_to_shop(refund.id)
        done = await desk.by_itself(refund.id, RefundState.SUCCEEDED)
        assert done.arrived_at is ArrivedAt.SHOP


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


def posts(shop: PracticeShop) -> int:
    """How many refund calls the far side has seen."""
    seen = shop.requests()["requests"]
    return sum(each["method"] == "POST" and each["path"] == REFUNDS for each in seen)
