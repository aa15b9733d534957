"""Two programs on one ledger, a second PC, a copy put back: one payment is refunded once."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from refund_desk.application.case_view import CaseView
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.policy import Verdict
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState
from tests.journeys.faults import REFUNDS, fault_on
from tests.journeys.headless import Headless, headless, yuan
from tests.practice_process import PracticeShop

S = RefundState


async def test_two_programs_on_one_ledger_press_at_the_same_time(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as one, headless(tmp_path, quiet_shop) as two:
        application_id = await one.fresh(total_fen=23_600, apply_fen=10_800)
        await one.opened(application_id)
        presses = await asyncio.gather(
            *(desk.approve(application_id) for desk in (one, two, one, two)), return_exceptions=True
        )
        planned = [press for press in presses if isinstance(press, Refund)]
        refused = [press for press in presses if isinstance(press, RuleBrokenError)]
        assert (len(planned), len(refused)) == (1, 3)
        # Both believe that it is theirs to send.
        await asyncio.gather(*(d.services.submit_refund(planned[0].id) for d in (one, two)))
        await one.by_itself(planned[0].id, RefundState.SUCCEEDED)
        assert await one.agrees(planned[0].transaction_id) == 10_800
        assert len(one.paid_of(planned[0].transaction_id)) == 1
        assert await two.services.reads.chain_is_whole()


async def test_a_start_beside_a_running_program_doubles_nothing(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as one, headless(tmp_path, quiet_shop) as two:
        application_id = await one.fresh(total_fen=23_600, apply_fen=10_800)
        # Two is started while one waits for an answer that comes late.
        quiet_shop.set_faults({**fault_on("POST", REFUNDS, "delay"), "delay_ms": 400})
        paying = asyncio.ensure_future(one.pay(application_id, reply_text="已退，请查收"))
        refund = await _in_state(two, one.payment_of(application_id), RefundState.SUBMITTING)
        await two.heal()
        await asyncio.gather(*(two.services.settle_refund(refund.id) for _ in range(3)), paying)
        await two.by_itself(refund.id, RefundState.SUCCEEDED)
        assert await two.agrees(refund.transaction_id) == 10_800
        assert len(two.paid_of(refund.transaction_id)) == 1
        for desk in (one, two, one):
            await desk.deliver()
        texts = [message.text for message in (await two.opened(application_id)).messages]
        assert texts.count("已退，请查收") == 1


async def test_a_start_undoes_the_plan_of_the_other_program(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with (
        headless(tmp_path, quiet_shop, undo_s=30) as one,
        headless(tmp_path, quiet_shop) as two,
    ):
        application_id = await one.fresh()
        refund = await one.approve(application_id)
        sending = asyncio.ensure_future(one.services.submit_refund(refund.id))
        await asyncio.sleep(0.05)
        await two.heal()
        assert one.services.submit_now(refund.id)
        await sending
        assert (await one.refund(refund.id)).why == "undo.closed"
        assert one.paid_of(refund.transaction_id) == []


async def test_two_ledgers_of_one_shop_press_at_the_same_time(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    amounts = ((10_800, 10_800), (10_800, 5_000))
    async with AsyncExitStack() as running:
        one, two = [
            await running.enter_async_context(headless(tmp_path / name, quiet_shop))
            for name in ("one", "two")
        ]
        for amount, other_amount in amounts:
            with subtests.test(amount=amount, other_amount=other_amount):
                application_id = await one.fresh(total_fen=23_600, apply_fen=10_800)
                await two.services.pull_applications()
                of_two = await two.application_of(one.complaint_of(application_id))
                refund = await one.approve(application_id, amount=Fen(amount))
                other = await two.approve(of_two, amount=Fen(other_amount))
                await asyncio.gather(
                    one.services.submit_refund(refund.id), two.services.submit_refund(other.id)
                )
                await _ended(one, refund)
                await _ended(two, other)
                payment = refund.transaction_id
                (paid,) = one.paid_of(payment)
                assert paid["amount_fen"] in {amount, other_amount}
                assert await one.agrees(payment) == await two.agrees(payment)


async def test_a_copy_put_back_pays_nothing_twice(
    tmp_path: Path, quiet_shop: PracticeShop, subtests: pytest.Subtests
) -> None:
    async with headless(tmp_path / "now", quiet_shop) as desk:
        cases = {
            "the same": (await desk.fresh(total_fen=23_600, apply_fen=10_800), "108"),
            "another": (await desk.fresh(total_fen=23_600, apply_fen=10_800), "50"),
            "whole": (await desk.fresh(total_fen=10_800, apply_fen=10_800), "108"),
        }
        for application_id, _again in cases.values():
            await desk.opened(application_id)
    shutil.copytree(tmp_path / "now", tmp_path / "before")
    async with headless(tmp_path / "now", quiet_shop) as desk:
        for application_id, _again in cases.values():
            refund = await desk.pay(application_id, amount=yuan("108"))
            await desk.by_itself(refund.id, RefundState.SUCCEEDED)
    async with headless(tmp_path / "before", quiet_shop) as desk:
        for name, (application_id, again) in cases.items():
            with subtests.test(name):
                await _pressed_blindly(desk, application_id, yuan(again))
                case = await desk.opened(application_id)
                assert case.order is not None
                payment = case.order.transaction_id
                (found,) = await desk.refunds_of_numbers(payment)
                assert (found.adopted, found.amount, found.ordinal) == (True, yuan("108"), 1)
                assert await desk.agrees(payment) == 10_800
                assert len(desk.paid_of(payment)) == 1
                assert case.state is ApplicationState.REFUNDED
                assert case.approve.default_amount == Fen(0)


async def test_numbers_given_up_hide_no_refund_from_a_copy(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path / "one", quiet_shop) as one:
        application_id = await one.fresh(total_fen=10_000, apply_fen=3_000)
        payment = one.payment_of(application_id)
        await one.settled((await one.pay(application_id, amount=Fen(1_000))).id, S.SUCCEEDED)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    async with headless(tmp_path / "one", quiet_shop) as one:
        for _time in range(2):
            await one.pass_time(61)
            quiet_shop.set_balance(0)
            refund = await one.pay(application_id, amount=Fen(2_000), red_accepted=True)
            assert (refund.state, refund.why) == (S.REFUSED, "NOT_ENOUGH")
            await one.pass_time(61)
            await one.services.give_up_refund(refund.id)
        quiet_shop.set_balance(10_000_000)
        # Under -04 the other desk would not find it: its ladder ends at -02 and -03.
        case = await one.opened(application_id)
        assert (case.approve.enabled, case.approve.why) == (False, "ref.burned")
        with pytest.raises(RuleBrokenError, match=r"ref\.burned"):
            await one.press(case, amount=Fen(2_000), red_accepted=True)
    async with headless(tmp_path / "two", quiet_shop) as two:
        refund = await two.pay(application_id, amount=Fen(2_000), red_accepted=True)
        await two.settled(refund.id, S.SUCCEEDED)
        assert await two.agrees(payment) == 3_000


async def test_a_copy_put_back_knows_after_opening(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path / "now", quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
    shutil.copytree(tmp_path / "now", tmp_path / "before")
    async with headless(tmp_path / "now", quiet_shop) as desk:
        part = await desk.pay(application_id, amount=yuan("60"))
        await desk.by_itself(part.id, RefundState.SUCCEEDED)
    async with headless(tmp_path / "before", quiet_shop) as desk:
        case = await desk.opened(application_id)
        # It does not cover what was asked, so nobody knows for which application it was.
        assert (case.state, case.refund) == (ApplicationState.OPEN, None)
        assert [refund.amount for refund in case.refunds] == [yuan("60")]
        assert _verdict(case, "linked_moving") is Verdict.RED
        assert case.approve.default_amount == yuan("48")
        with pytest.raises(RuleBrokenError, match=r"red\.tick"):
            await desk.approve(application_id, red_accepted=False)
        with pytest.raises(RuleBrokenError, match=r"amt\.too_much"):
            await desk.approve(application_id, amount=yuan("176.01"))
        rest = await desk.pay(application_id, red_accepted=True)
        await desk.by_itself(rest.id, RefundState.SUCCEEDED)
        assert rest.ordinal == 2
        assert await desk.agrees(rest.transaction_id) == 10_800


async def test_a_refund_found_while_another_waits_stops_that_one(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with AsyncExitStack() as running:
        one, two = [
            await running.enter_async_context(headless(tmp_path / name, quiet_shop))
            for name in ("one", "two")
        ]
        application_id = await one.fresh(total_fen=23_600, apply_fen=10_800)
        await two.services.pull_applications()
        of_two = await two.application_of(one.complaint_of(application_id))
        planned = await two.approve(of_two)
        await one.pay(application_id)
        # Another look, at a linked application say, climbs the ladder first.
        await two.services.open_application(of_two)
        # The minute between two refunds of a payment, which both would have waited.
        await two.pass_time(61)
        await two.services.submit_refund(planned.id)
        undone = await two.refund(planned.id)
        assert (undone.state, undone.why) == (RefundState.UNDONE, "adopted")
        assert len(two.paid_of(planned.transaction_id)) == 1


async def _pressed_blindly(desk: Headless, application_id: int, amount: Fen) -> None:
    """Agree on what the old copy shows, without looking at the payment again."""
    case = await desk.view(application_id)
    try:
        refund = await desk.press(case, amount=amount)
    except RuleBrokenError:
        return
    await desk.services.submit_refund(refund.id)
    undone = await desk.refund(refund.id)
    assert undone.state is RefundState.UNDONE
    assert undone.why in {"adopted", "changed.refunded"}


async def _in_state(desk: Headless, transaction_id: str, state: RefundState) -> Refund:
    """The payment's refund as soon as it is in this state."""
    for _look in range(400):
        for refund in await desk.refunds_of(transaction_id):
            if refund.state is state:
                return refund
        await asyncio.sleep(0.005)
    raise AssertionError(f"never {state}")


async def _ended(desk: Headless, refund: Refund) -> None:
    """Let the schedule run until this refund is over."""
    await desk.by_itself(refund.id, RefundState.SUCCEEDED, RefundState.UNDONE)


def _verdict(case: CaseView, rule: str) -> Verdict:
    return next(finding.verdict for finding in case.findings if finding.rule == rule)
