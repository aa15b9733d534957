"""Refused, abnormal, given up: what a person does then, and what WeChat Pay has at the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from refund_desk.application.commands import OwnPicture, SettleOutsideCommand
from refund_desk.domain.bank_card import card_of
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.refund import ArrivedAt, RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from refund_desk.resource_paths import resource
from tests.journeys.faults import REFUNDS, fault_on, hidden, paid_once
from tests.journeys.headless import headless, yuan
from tests.practice_process import PracticeShop


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
        # The way out is a transfer of the shop's own: it gives the refund up as well.
        await desk.pass_time(61)
        told = SettleOutsideCommand(
            application_id=application_id, note="店里付了现金，客户签了收条", without_proof=True
        )
        await desk.services.settle_outside(told)
        assert (await desk.refund(second.id)).state is RefundState.GIVEN_UP
        assert (await desk.view(application_id)).state is ApplicationState.SETTLED_OUTSIDE
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
        told = SettleOutsideCommand(application_id=application_id, note="微信转账给客户了")
        with pytest.raises(RuleBrokenError, match=r"proof\.needed"):
            await desk.services.settle_outside(told)
        content = next(iter(sorted(resource("practice").glob("*.png")))).read_bytes()
        proof = OwnPicture(name="转账.png", content=content, confirmed_private_free=False)
        await desk.services.settle_outside(replace(told, proofs=(proof,)))
        case = await desk.view(application_id)
        assert (case.segment, case.state) == (Segment.DONE, ApplicationState.SETTLED_OUTSIDE)
        assert [picture.sha256 != "" for picture in case.messages[-1].pictures] == [True]
        assert await desk.agrees(refund.transaction_id) == refund.amount.count


async def test_a_lost_answer_to_back_to_the_shop_is_read_back_first(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        refund = await desk.pay(await desk.fresh(settles="abnormal"))
        await desk.by_itself(refund.id, RefundState.ABNORMAL)
        quiet_shop.set_faults(fault_on("POST", f"{REFUNDS}/*", "drop_after"))
        with pytest.raises(RuleBrokenError, match=r"abnormal\.doubt"):
            await desk.services.return_to_shop(refund.id)
        assert (await desk.refund(refund.id)).why == "abnormal.doubt"
        with pytest.raises(RuleBrokenError, match=r"abnormal\.gone"):
            await desk.services.return_to_shop(refund.id)
        done = await desk.by_itself(refund.id, RefundState.SUCCEEDED)
        assert done.arrived_at is ArrivedAt.SHOP


async def test_a_closed_refund_is_begun_again_under_a_new_number_by_a_press(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=10_000, apply_fen=8_000)
        quiet_shop.set_faults(accept_when_short=True)
        quiet_shop.set_balance(0)
        refund = await desk.pay(application_id)
        assert refund.state is RefundState.PROCESSING
        await desk.pass_time(8 * 24 * 3_600)
        closed = await desk.settled(refund.id, RefundState.CLOSED)
        case = await desk.view(application_id)
        # The money is free again, and nothing goes on by itself.
        assert (case.segment, case.approve.enabled) == (Segment.TO_DO, True)
        await desk.services.settling_loop.turn()
        assert posts(quiet_shop, refund.transaction_id) == 1
        quiet_shop.clear_faults()
        quiet_shop.set_balance(1_000_000)
        second = await desk.pay(application_id)
        assert (second.ordinal, second.number != closed.number) == (2, True)
        await desk.settled(second.id, RefundState.SUCCEEDED)
        assert await desk.agrees(refund.transaction_id) == 8_000


CARD = {"bank_type": "BOC_DEBIT", "account": "6225 8801 3770 6868", "real_name": "林小满"}


@pytest.mark.parametrize("fault", ["", "drop_after", "status_429_after", "status_500"])
async def test_an_abnormal_refund_reaches_the_buyer_on_another_card(
    tmp_path: Path, quiet_shop: PracticeShop, fault: str
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(settles="abnormal")
        refund = await desk.pay(application_id)
        await desk.by_itself(refund.id, RefundState.ABNORMAL)
        if fault:
            quiet_shop.set_faults(fault_on("POST", f"{REFUNDS}/*", fault))
            with pytest.raises(RuleBrokenError, match=r"abnormal\.doubt"):
                await desk.services.return_to_card(refund.id, card_of(**CARD))
        else:
            await desk.services.return_to_card(refund.id, card_of(**CARD))
        done = await desk.by_itself(refund.id, RefundState.SUCCEEDED)
        assert (done.arrived_at, done.received_by) == (ArrivedAt.PAYER, "中国银行借记卡6868")
        assert (await desk.view(application_id)).state is ApplicationState.REFUNDED
        await paid_once(desk, refund)
    assert_nowhere(tmp_path, "6225880137706868", "林小满")


def assert_nowhere(folder: Path, *planted: str) -> None:
    """No file of the desk holds such a text in the clear: no log, no book, nothing left over."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for text in planted:
        assert not [path for path in files if text.encode() in path.read_bytes()]


def posts(shop: PracticeShop, transaction_id: str = "") -> int:
    """How many refund calls the far side has seen, of one payment or of all."""
    seen = shop.requests()["requests"]
    return sum(
        each["method"] == "POST" and each["path"] == REFUNDS and transaction_id in str(each["body"])
        for each in seen
    )
