"""Books put back, or brought to another PC: no money until they know what happened since."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from refund_desk.adapters.storage.backup import copy_ledger
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.restore import Place, restore_ledger
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.adapters.wechatpay.transport import TimeLimits
from refund_desk.bootstrap import follow_practice_clock
from refund_desk.domain.beijing import BEIJING
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import SendingHalted, SendingResumed
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.practice.keys import MCHID
from tests.journeys.faults import REFUNDS, fault_on
from tests.journeys.headless import Headless, headless, until, yuan
from tests.practice_process import PracticeShop

_BILLS = {"method": "GET", "path": "/v3/bill/*"}
_PATIENT = TimeLimits(connect_s=2.0, read_s=5.0, whole_s=8.0, file_s=8.0)


@dataclass(frozen=True, slots=True)
class Pc:
    """A PC: its data folder."""

    root: Path

    @property
    def folder(self) -> Path:
        return Folders(self.root).practice

    def back_up(self) -> Path:
        """A backup of the books as they stand."""
        target = self.root.with_suffix(".backup")
        copy_ledger(self.folder / LEDGER_FILE, target, practice_keys(self.folder).database)
        return target

    def restore(self, copy: Path) -> int:
        """The procedure; on another PC the key comes first, as the recovery code brings it."""
        place = Place(
            folder=self.folder,
            key=practice_keys(self.folder).database,
            mchid=Mchid(MCHID),
            practice=True,
        )
        return restore_ledger(copy, place, now=datetime.now(UTC))

    @asynccontextmanager
    async def at_work(self, shop: PracticeShop) -> AsyncIterator[Headless]:
        async with headless(self.root, shop, limits=_PATIENT) as desk:
            services = desk.services
            services.proof_loop = replace(services.proof_loop, between_days_s=0.0)
            yield desk


@pytest.fixture
def one(tmp_path: Path) -> Pc:
    return Pc(tmp_path / "one")


@pytest.fixture
def other(tmp_path: Path) -> Pc:
    """Another PC."""
    return Pc(tmp_path / "other")


def _bring_key(one: Pc, other: Pc) -> None:
    other.folder.mkdir(parents=True)
    shutil.copy(one.folder / "practice.key", other.folder)


async def _sleep_over(desk: Headless, days: int = 1) -> None:
    """It becomes eleven in the morning of a later day: the bills of yesterday are there."""
    now = desk.desk.clock.now().astimezone(BEIJING)
    then = (now + timedelta(days=days)).replace(hour=11, minute=0)
    desk.shop.advance_clock(round((then - now).total_seconds()))
    await follow_practice_clock(desk.desk)


async def _paid_after_the_backup(pc: Pc, shop: PracticeShop) -> tuple[Path, int, Refund]:
    """A backup, and the application and refund that it does not know to have been paid."""
    async with pc.at_work(shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        await desk.opened(application_id)
    backup = pc.back_up()
    async with pc.at_work(shop) as desk:
        paid = await desk.pay(application_id)
        return backup, application_id, await desk.settled(paid.id, RefundState.SUCCEEDED)


async def _caught_up(desk: Headless) -> str:
    return await desk.services.settling_loop.catch_up()


async def test_restored_books_send_nothing_before_they_have_caught_up(
    shop: PracticeShop, one: Pc
) -> None:
    backup, application_id, paid = await _paid_after_the_backup(one, shop)
    async with one.at_work(shop) as desk:
        await _sleep_over(desk)
    assert one.restore(backup) == 2
    async with one.at_work(shop) as desk:
        # Even a press that comes before anything was asked leads nowhere.
        planned = await desk.press(await desk.view(application_id))
        await desk.services.submit_refund(planned.id)
        assert (await desk.refund(planned.id)).state is RefundState.UNDONE
        assert await _caught_up(desk) == ""
        (found,) = await desk.refunds_of_numbers(paid.transaction_id)
        assert (found.adopted, found.amount, found.state) == (
            True, yuan("108"), RefundState.SUCCEEDED,
        )  # fmt: skip
        case = await desk.opened(application_id)
        assert case.state is ApplicationState.REFUNDED
        assert len(desk.paid_of(paid.transaction_id)) == 1
        assert await desk.services.reads.chain_is_whole()
        # And then it is a desk like any other.
        again = await desk.fresh(total_fen=9_900, apply_fen=9_900)
        await desk.settled((await desk.pay(again)).id, RefundState.SUCCEEDED)


async def test_books_that_cannot_ask_stay_closed_and_say_for_what(
    shop: PracticeShop, one: Pc
) -> None:
    async with one.at_work(shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        shop.set_faults(fault_on("POST", REFUNDS, "drop_after"))
        doubted = await desk.pay(application_id)
        assert doubted.state is RefundState.UNKNOWN
        other_one = await desk.fresh(total_fen=9_900, apply_fen=9_900)
    backup = one.back_up()
    async with one.at_work(shop) as desk:
        await _sleep_over(desk)
    one.restore(backup)
    async with one.at_work(shop) as desk:
        await desk.services.settling_loop.recover()
        shop.set_faults({**fault_on("GET", f"{REFUNDS}/*", "status_500"), "times": 9})
        assert await _caught_up(desk) == "restored.refunds"
        assert desk.services.gate.why_closed == "restored.refunds"
        with pytest.raises(RuleBrokenError, match=r"restored\.refunds"):
            await desk.approve(other_one)
        shop.clear_faults()
        shop.set_faults({**_BILLS, "fault": "status_500", "times": 99})
        assert await _caught_up(desk) == "restored.bills"
        assert (await desk.refund(doubted.id)).accepted_at is not None
        # A test of the keys that passes does not open what waits for bills.
        desk.services.gate.resume()
        assert desk.services.gate.why_closed == "restored.bills"
        # The bills are not asked for at each turn.
        shop.clear_faults()
        assert await _caught_up(desk) == "restored.bills"
        desk.services.catching_up._fetch_at = 0.0
        assert await _caught_up(desk) == ""
        assert desk.services.gate.why_closed == ""
        halts = [event.why for event in desk.heard.of(SendingHalted)]
        assert halts == ["restored", "restored.refunds", "restored", "restored.bills", "restored",
                         "restored.bills", "restored"]  # fmt: skip
        assert len(desk.heard.of(SendingResumed)) == 1
        await desk.settled((await desk.pay(other_one)).id, RefundState.SUCCEEDED)


async def test_a_bill_that_never_comes_is_waited_for_three_days(
    shop: PracticeShop, one: Pc
) -> None:
    backup, application_id, paid = await _paid_after_the_backup(one, shop)
    async with one.at_work(shop) as desk:
        await _sleep_over(desk)
    one.restore(backup)
    async with one.at_work(shop) as desk:
        shop.set_faults({**_BILLS, "fault": "status_500", "times": 999})
        assert await _caught_up(desk) == "restored.bills"
        await _sleep_over(desk, days=4)
        assert await _caught_up(desk) == ""
        # The ladder finds what the bill would have named, before any money moves.
        planned = await desk.press(await desk.view(application_id))
        await desk.services.submit_refund(planned.id)
        undone = await desk.refund(planned.id)
        assert (undone.state, undone.why) == (RefundState.UNDONE, "adopted")
        assert len(desk.paid_of(paid.transaction_id)) == 1
        facts = await _facts(desk, "books_caught_up")
        assert "unproved" in facts


async def test_books_brought_to_another_pc_pay_nothing_twice(
    shop: PracticeShop, one: Pc, other: Pc
) -> None:
    backup, application_id, paid = await _paid_after_the_backup(one, shop)
    _bring_key(one, other)
    assert other.restore(backup) == 2
    async with other.at_work(shop) as desk:
        # Today's bill comes tomorrow: it is not waited for, the ladder finds the refund.
        assert await _caught_up(desk) == ""
        planned = await desk.press(await desk.view(application_id))
        await desk.services.submit_refund(planned.id)
        assert (await desk.refund(planned.id)).why == "adopted"
        assert await desk.agrees(paid.transaction_id) == 10_800
        assert len(desk.paid_of(paid.transaction_id)) == 1


async def test_a_doubt_of_restored_books_is_asked_about_and_not_sent(
    shop: PracticeShop, one: Pc
) -> None:
    async with one.at_work(shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        shop.set_faults(fault_on("POST", REFUNDS, "drop_before"))
        doubted = await desk.pay(application_id)
    one.restore(one.back_up())
    shop.clear_faults()
    async with one.at_work(shop) as desk:
        await desk.services.settling_loop.recover()
        await desk.services.settle_refund(doubted.id)
        waiting = await desk.refund(doubted.id)
        assert (waiting.state, desk.paid_of(doubted.transaction_id)) == (RefundState.UNKNOWN, [])
        assert await _caught_up(desk) == ""
        # Still within the ten minutes of the press: now it goes by itself, under its number.
        sent = await desk.by_itself(doubted.id, RefundState.SUCCEEDED)
        assert sent.out_refund_no == doubted.out_refund_no
        assert len(desk.paid_of(doubted.transaction_id)) == 1


async def test_a_program_that_opens_restored_books_catches_up_by_itself(
    shop: PracticeShop, one: Pc
) -> None:
    async with one.at_work(shop) as desk:
        await desk.fresh(total_fen=23_600, apply_fen=10_800)
    one.restore(one.back_up())
    async with one.at_work(shop) as desk:
        settling = asyncio.ensure_future(desk.services.settling_loop())

        async def open_again() -> bool | None:
            return bool(desk.heard.of(SendingResumed)) or None

        assert await until(open_again)
        desk.services.stop_background()
        await settling
        assert [event.why for event in desk.heard.of(SendingHalted)] == ["restored"]


async def _facts(desk: Headless, action: str) -> str:
    """What the newest line of this kind says."""

    def read(stores: object) -> str:
        wanted = "SELECT facts_json FROM audit_line WHERE action = ? ORDER BY number DESC LIMIT 1"
        connection = stores.audit._connection  # type: ignore[attr-defined] # past the port
        return str(connection.exec_driver_sql(wanted, (action,)).scalar_one())

    return await desk.desk.ledger.transactions.run(read)
