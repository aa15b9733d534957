"""The daily proof over HTTP: what was refunded agrees with the bill, and what was not is found."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from refund_desk.adapters.wechatpay.transport import TimeLimits
from refund_desk.application.outcomes import Unreadable
from refund_desk.application.proof_rows import DayState, ProofOfDay, ProofRow
from refund_desk.application.use_cases.reconcile_day import DayTry
from refund_desk.bootstrap import follow_practice_clock
from refund_desk.domain.beijing import BEIJING, beijing_day
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.reconciliation import DifferenceKind
from refund_desk.domain.refund import Refund, RefundState
from tests.journeys.headless import Headless, headless, until, yuan
from tests.practice_process import PracticeShop

TRADE, FILE = "/v3/bill/tradebill", "/v3/billdownload/file"
HOUR = 3_600


@asynccontextmanager
async def opened(folder: Path, shop: PracticeShop) -> AsyncIterator[Headless]:
    # A bill is made while we wait, so this is longer than for faults.
    limits = TimeLimits(connect_s=2.0, read_s=5.0, whole_s=8.0, file_s=8.0)
    async with headless(folder, shop, limits=limits) as desk:
        yield desk


async def sleep_over(desk: Headless, *, days: int = 1, hour: int = 10, minute: int = 15) -> None:
    """It becomes this time of a later day."""
    now = desk.desk.clock.now().astimezone(BEIJING)
    then = (now + timedelta(days=days)).replace(hour=hour, minute=minute)
    desk.shop.advance_clock(round((then - now).total_seconds()))
    await follow_practice_clock(desk.desk)


async def turn(desk: Headless) -> int:
    """One round of the loop, without its pauses."""
    return await replace(desk.services.proof_loop, between_days_s=0.0).turn()


def today(desk: Headless) -> date:
    return beijing_day(desk.desk.clock.now())


async def refunded(desk: Headless, **order: int) -> Refund:
    """A refund of today that arrived."""
    application_id = await desk.fresh(**({"total_fen": 23_600, "apply_fen": 10_800} | order))
    refund = await desk.pay(application_id)
    return await desk.settled(refund.id, RefundState.SUCCEEDED)


async def proof_of(desk: Headless, day: date) -> ProofOfDay:
    return await desk.services.proof.of(day)


async def only_difference(desk: Headless, day: date) -> ProofRow:
    (row,) = (await proof_of(desk, day)).differences
    return row


async def test_a_refund_of_yesterday_agrees_with_the_bill(
    tmp_path: Path, shop: PracticeShop
) -> None:
    async with opened(tmp_path, shop) as desk:
        refund = await refunded(desk)
        day = today(desk)
        assert await desk.services.balance() is None
        await sleep_over(desk)
        await turn(desk)

        proof = await proof_of(desk, day)
        (match,) = proof.matches
        assert (proof.state, proof.differences) == (DayState.PROVED, ())
        assert (match.number, match.theirs, match.ours) == (
            str(refund.out_refund_no),
            yuan("108"),
            yuan("108"),
        )
        assert match.application_id == refund.application_id
        assert match.fee_units == -64_800
        balance = await desk.services.balance()
        assert balance is not None
        assert balance.amount.count == shop.books()["balance_fen"]
        assert beijing_day(balance.at) == day
        assert (await desk.services.proof.days())[0].refunds == 1
        assert await turn(desk) == 0


async def test_a_coupon_is_no_difference(tmp_path: Path, shop: PracticeShop) -> None:
    async with opened(tmp_path, shop) as desk:
        await refunded(desk, total_fen=5_900, payer_total_fen=5_200, apply_fen=5_900)
        day = today(desk)
        await sleep_over(desk)
        await desk.services.proof.fetch(day)
        (match,) = (await proof_of(desk, day)).matches
        assert (match.theirs, match.ours, match.payer_refund) == (
            Fen(5_900),
            Fen(5_900),
            Fen(5_200),
        )


async def test_a_refund_of_the_merchant_site_is_found_counted_and_recorded(
    tmp_path: Path, shop: PracticeShop
) -> None:
    async with opened(tmp_path, shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=23_600)
        payment = desk.payment_of(application_id)
        shop.refund_on_merchant_site(payment, 13_600)
        day = today(desk)
        assert (await desk.opened(application_id)).elsewhere_suspected
        await sleep_over(desk)
        await desk.services.proof.fetch(day)

        row = await only_difference(desk, day)
        assert (row.kind, row.theirs, row.ours) == (DifferenceKind.THEIRS, yuan("136"), None)
        assert (row.application_id, row.told) == (application_id, Fen(0))
        case = await desk.opened(application_id)
        assert not case.elsewhere_suspected
        assert case.remainder is not None
        assert (case.remainder.elsewhere, case.remainder.refundable) == (yuan("136"), yuan("100"))

        assert row.refund_id is not None
        await desk.services.proof.record(row.refund_id, told_before=False)
        with pytest.raises(RuleBrokenError, match=r"found\.recorded"):
            await desk.services.proof.record(row.refund_id, told_before=False)
        assert (await proof_of(desk, day)).to_do == ()
        case = await desk.view(application_id)
        assert case.remainder is not None
        assert (case.remainder.elsewhere, case.remainder.refundable) == (yuan("136"), yuan("100"))
        lines = await desk.services.reads.audit_lines(application_id)
        assert lines[-1].action == "found_recorded"
        assert await desk.services.reads.chain_is_whole()

        # What is left can go back, and not one fen more.
        with pytest.raises(RuleBrokenError, match=r"amt\.too_much"):
            await desk.approve(application_id, amount=yuan("100.01"))
        refund = await desk.pay(application_id, amount=yuan("100"))
        await desk.settled(refund.id, RefundState.SUCCEEDED)
        assert sum(paid["amount_fen"] for paid in desk.paid_of(payment)) == 23_600


async def test_what_the_owner_said_before_the_bill_came_is_not_doubled(
    tmp_path: Path, shop: PracticeShop
) -> None:
    async with opened(tmp_path, shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=23_600)
        shop.refund_on_merchant_site(desk.payment_of(application_id), 13_600)
        await desk.opened(application_id)
        await desk.services.record_elsewhere(application_id, yuan("136"), "商户平台退过")
        day = today(desk)
        await sleep_over(desk)
        await desk.services.proof.fetch(day)
        row = await only_difference(desk, day)
        assert row.told == yuan("136")
        assert row.refund_id is not None
        await desk.services.proof.record(row.refund_id, told_before=True)
        case = await desk.view(application_id)
        assert case.remainder is not None
        assert case.remainder.elsewhere == yuan("136")


async def test_a_second_desk_finds_what_the_first_one_refunded(
    tmp_path: Path, shop: PracticeShop
) -> None:
    async with opened(tmp_path / "first", shop) as desk:
        refund = await refunded(desk)
        day = today(desk)
    async with opened(tmp_path / "second", shop) as desk:
        await sleep_over(desk)
        await desk.services.proof.fetch(day)
        row = await only_difference(desk, day)
        assert (row.kind, row.made_by_a_desk) == (DifferenceKind.THEIRS, True)
        assert row.refund_id is not None
        await desk.services.proof.record(row.refund_id, told_before=False)
        assert len((await proof_of(desk, day)).matches) == 1
        (found,) = await desk.desk.ledger.transactions.run(
            lambda stores: stores.refunds.of_payment(refund.mchid, refund.transaction_id)
        )
        assert (found.adopted, found.ordinal, found.state) == (True, 1, RefundState.SUCCEEDED)
        assert await desk.desk.ledger.transactions.run(
            lambda stores: stores.orders.elsewhere(refund.mchid, refund.transaction_id)
        ) in {None, Fen(0)}


async def test_a_doubt_of_yesterday_is_cleared_by_the_bill(
    tmp_path: Path, shop: PracticeShop
) -> None:
    async with opened(tmp_path, shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        shop.set_faults(
            {"path": "/v3/refund/domestic/refunds", "fault": "status_500", "times": 1},
        )
        refund = await desk.pay(application_id)
        assert refund.state is RefundState.UNKNOWN
        day = today(desk)
        await sleep_over(desk)
        await desk.services.proof.fetch(day)
        cleared = await desk.refund(refund.id)
        assert cleared.state in {RefundState.PROCESSING, RefundState.SUCCEEDED}
        assert not cleared.adopted
        assert len((await proof_of(desk, day)).matches) == 1


async def test_before_nine_the_bill_is_not_there_and_later_it_is(
    tmp_path: Path, shop: PracticeShop
) -> None:
    async with opened(tmp_path, shop) as desk:
        await refunded(desk)
        day = today(desk)
        await sleep_over(desk, hour=8)
        assert await desk.services.proof.fetch(day) == DayTry(DayState.NOT_READY)
        assert (await proof_of(desk, day)).differences == ()
        await sleep_over(desk, days=0)
        await desk.services.proof.fetch(day)
        assert len((await proof_of(desk, day)).matches) == 1


SPOILT = [
    (TRADE, "wrong_sha1", "far.nonsense"),
    (FILE, "expired_url", "far.ruled"),
    (FILE, "garbage", "far.nonsense"),
    (FILE, "truncated", "net.slow"),
    (TRADE, "forged", "far.nonsense"),
    (TRADE, "status_429_before", "far.busy"),
]


async def test_a_spoilt_bill_is_told_and_tried_again(tmp_path: Path, shop: PracticeShop) -> None:
    async with opened(tmp_path, shop) as desk:
        await refunded(desk)
        day = today(desk)
        await sleep_over(desk)
        for path, fault, why in SPOILT:
            shop.set_faults({"path": path, "fault": fault})
            assert await desk.services.proof.fetch(day) == DayTry(DayState.TROUBLE, why), fault
            proof = await proof_of(desk, day)
            assert (proof.state, proof.why) == (DayState.TROUBLE, why)
            assert (proof.theirs[0], proof.differences, proof.matches) == (0, (), ())
            assert proof.waiting == 1
        shop.clear_faults()
        await turn(desk)
        assert len((await proof_of(desk, day)).matches) == 1


async def test_an_address_that_expired_once_is_asked_for_anew(
    tmp_path: Path, shop: PracticeShop
) -> None:
    async with opened(tmp_path, shop) as desk:
        await refunded(desk)
        day = today(desk)
        await sleep_over(desk)
        shop.set_faults({"path": FILE, "fault": "expired_url", "times": 1})
        assert await desk.services.proof.fetch(day) == DayTry(DayState.PROVED)


async def test_offline_for_three_days_then_every_day_is_made_up_for(
    tmp_path: Path, shop: PracticeShop
) -> None:
    async with opened(tmp_path, shop) as desk:
        await refunded(desk)
        first = today(desk)
        shop.set_faults({"path": "/v3/bill/*", "fault": "drop_before"})
        await sleep_over(desk)
        assert await turn(desk) >= 1
        await sleep_over(desk, days=2)
        shop.clear_faults()
        await turn(desk)
        days = {day.day: day.state for day in await desk.services.proof.days()}
        for n in range(3):
            assert days[first + timedelta(days=n)] is DayState.PROVED
        assert len((await proof_of(desk, first)).matches) == 1


async def test_without_a_far_side_nothing_is_recorded(tmp_path: Path, shop: PracticeShop) -> None:
    async with headless(tmp_path, shop, connected=False) as desk:
        day = today(desk) - timedelta(days=1)
        assert await desk.services.proof.fetch(day) == DayTry(DayState.TROUBLE, "net.off")
        assert await turn(desk) == 1
        assert isinstance(
            await desk.desk.services.proof.reconcile.source.fund_flow_bill(day, lambda: len),
            Unreadable,
        )


async def test_the_loop_of_the_program_asks_by_itself(tmp_path: Path, shop: PracticeShop) -> None:
    async with opened(tmp_path, shop) as desk:
        await refunded(desk)
        day = today(desk)
        await sleep_over(desk)
        running = asyncio.ensure_future(dict(desk.services.background)["loop:proof"]())

        async def proved() -> bool | None:
            desk.services._proof_alarm.wake()
            return True if (await proof_of(desk, day)).state is DayState.PROVED else None

        await until(proved, within_s=15.0)
        desk.services.stop_background()
        await running
        assert len((await proof_of(desk, day)).matches) == 1


async def test_closing_at_once_asks_for_nothing(tmp_path: Path, shop: PracticeShop) -> None:
    async with headless(tmp_path, shop, connected=False) as desk:
        running = asyncio.ensure_future(dict(desk.services.background)["loop:proof"]())
        await asyncio.sleep(0)
        desk.services.stop_background()
        await running
        assert "proof_loop" not in vars(desk.services)
