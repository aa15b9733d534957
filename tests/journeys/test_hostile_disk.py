"""A disk that is full, books that are locked, a log that was cut: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.application.ports.transactions import StorageBusyError, StorageFullError
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import Troubled
from refund_desk.domain.refund import Refund, RefundState
from tests.journeys.faults import REFUNDS, fault_on
from tests.journeys.headless import Headless, headless, until
from tests.practice_process import PracticeShop
from tests.storage.raw import on_writer, opened

_SIZE_MB = 4


def _mount(folder: Path) -> str:
    """A small disk in this folder; why not, when this machine has none to give."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root may mount a small disk"
    options = ["-t", "tmpfs", "-o", f"size={_SIZE_MB}m", "tmpfs", str(folder)]
    made = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    return made.stderr.strip()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A data folder on a disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if why := _mount(folder):
        pytest.skip(why)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


class Filler:
    """A file that takes what is left of a disk."""

    def __init__(self, disk: Path) -> None:
        self._path = disk / "somebody-elses.file"

    def fill(self, *, leave_kib: int = 0) -> None:
        """Leave at most this much."""
        with self._path.open("wb", buffering=0) as file:
            with contextlib.suppress(OSError):
                while file.write(bytes(4096)):
                    pass
            file.truncate(max(0, file.tell() - leave_kib * 1024))

    def empty(self) -> None:
        self._path.unlink(missing_ok=True)


async def _until_full(desk: Headless, application_id: int, filler: Filler) -> None:
    """Write until the disk takes nothing more."""
    for _write in range(50):
        filler.fill()
        try:
            await desk.services.save_draft(application_id, "长" * 400)
        except StorageFullError:
            return
    raise AssertionError("the disk is never full")


async def _turns(desk: Headless) -> None:
    """What the settling loop does when there is room again."""
    await desk.services.settling_loop.submit.write_unwritten()
    await desk.services.settling_loop.turn()


async def test_a_full_disk_before_the_press_sends_nothing(
    small_disk: Path, quiet_shop: PracticeShop
) -> None:
    filler = Filler(small_disk)
    async with headless(small_disk, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        case = await desk.opened(application_id)
        filler.fill()
        # The log still has room of its own for a little.
        await _until_full(desk, application_id, filler)
        with pytest.raises(StorageFullError):
            await desk.press(case)
        assert desk.paid_of(desk.payment_of(application_id)) == []
        filler.empty()
        paid = await desk.pay(application_id)
        await desk.by_itself(paid.id, RefundState.SUCCEEDED)
        assert await desk.agrees(paid.transaction_id) == 10_800
        assert await desk.services.reads.chain_is_whole()


@pytest.mark.parametrize("leave_kib", [0, 8, 24, 48])
async def test_a_disk_that_fills_while_money_is_under_way(
    small_disk: Path, quiet_shop: PracticeShop, leave_kib: int
) -> None:
    filler = Filler(small_disk)
    async with headless(small_disk, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        planned = await desk.approve(application_id)
        filler.fill(leave_kib=leave_kib)
        with contextlib.suppress(StorageFullError):
            await desk.services.submit_refund(planned.id)
        payment = planned.transaction_id
        # What left had its number on the disk before.
        on_disk = await desk.refund(planned.id)
        if desk.paid_of(payment):
            assert on_disk.out_refund_no is not None
        filler.empty()
        await _turns(desk)
        ended = await desk.refund(planned.id)
        if ended.state is not RefundState.UNDONE:
            await desk.by_itself(planned.id, RefundState.SUCCEEDED)
        else:
            paid = await desk.pay(application_id)
            await desk.by_itself(paid.id, RefundState.SUCCEEDED)
        assert await desk.agrees(payment) == 10_800
        assert len(desk.paid_of(payment)) == 1
        assert await desk.services.reads.chain_is_whole()


async def test_the_loops_say_it_and_do_not_spin(small_disk: Path, quiet_shop: PracticeShop) -> None:
    filler = Filler(small_disk)
    async with headless(small_disk, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        quiet_shop.set_faults(fault_on("POST", REFUNDS, "drop_after"))
        doubted = await desk.pay(application_id)
        await desk.pass_time(61)
        filler.fill()
        settling = asyncio.ensure_future(desk.services.settling_loop())

        async def told() -> bool | None:
            return bool(desk.heard.of(Troubled)) or None

        await until(told)
        await asyncio.sleep(0.3)
        troubles = [event.why for event in desk.heard.of(Troubled)]
        assert set(troubles) == {"disk.full"}
        assert len(troubles) <= 3
        filler.empty()
        desk.services.settling_loop.alarm.wake()

        async def taken() -> bool | None:
            return (await desk.refund(doubted.id)).accepted_at is not None or None

        await until(taken)
        desk.services.stop_background()
        await settling
        assert len(desk.paid_of(doubted.transaction_id)) == 1


async def test_books_that_another_program_keeps_locked_send_nothing(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        case = await desk.opened(application_id)
        planned = await desk.press(case)
        await on_writer(desk.desk.ledger, "PRAGMA busy_timeout = 20")
        folder = Folders(tmp_path).practice
        with opened(folder / LEDGER_FILE, practice_keys(folder).database) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageBusyError):
                await desk.services.submit_refund(planned.id)
            assert desk.paid_of(planned.transaction_id) == []
            # Reading goes on.
            assert (await desk.view(application_id)).refund is not None
            other.execute("ROLLBACK")
        await _turns(desk)
        assert (await desk.refund(planned.id)).state is RefundState.UNDONE
        paid = await desk.pay(application_id)
        await desk.by_itself(paid.id, RefundState.SUCCEEDED)
        assert len(desk.paid_of(paid.transaction_id)) == 1


@pytest.mark.parametrize("seed", range(3))
async def test_a_log_that_lost_its_end_pays_nothing_twice(
    tmp_path: Path, quiet_shop: PracticeShop, seed: int
) -> None:
    chance = random.Random(seed)
    live, left = Folders(tmp_path / "live").practice, Folders(tmp_path / "left").practice
    async with headless(tmp_path / "live", quiet_shop) as desk:
        application_id = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        complaint = desk.complaint_of(application_id)
        await desk.opened(application_id)
        before = (live / f"{LEDGER_FILE}-wal").stat().st_size
        paid = await desk.pay(application_id)
        await desk.settled(paid.id, RefundState.SUCCEEDED)
        shutil.copytree(live, left)
    log = left / f"{LEDGER_FILE}-wal"
    log.write_bytes(log.read_bytes()[: chance.randint(before, log.stat().st_size)])
    async with headless(tmp_path / "left", quiet_shop) as desk:
        await desk.heal()
        await desk.services.pull_applications()
        number = await desk.application_of(complaint)
        await _pressed_blindly(desk, number)
        for refund in await desk.refunds_of_numbers(paid.transaction_id):
            await desk.by_itself(refund.id, RefundState.SUCCEEDED)
        assert await desk.agrees(paid.transaction_id) == 10_800
        assert len(desk.paid_of(paid.transaction_id)) == 1


async def _pressed_blindly(desk: Headless, application_id: int) -> Refund | None:
    """Agree on what the shortened books show, and wait for nothing."""
    try:
        refund = await desk.press(await desk.view(application_id))
    except RuleBrokenError:
        return None
    await desk.services.submit_refund(refund.id)
    return refund
