"""A real shop's books put back, or brought to another PC by its recovery code."""

from __future__ import annotations

from pathlib import Path

import pytest

from refund_desk.adapters.storage.backup import copy_ledger
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.system.folders import Folders
from refund_desk.application.ports.transactions import StorageBusyError, WrongKeyError
from refund_desk.application.ports.vault import MasterKeyLostError, WrongRecoveryCodeError
from refund_desk.application.sending_gate import KEYS_MISSING
from refund_desk.domain.events import SendingHalted
from refund_desk.domain.secret import Secret
from refund_desk.live_desk import LiveShops, Unlock, connect_live, connecting_for
from tests.connecting.test_live_desk import MCHID, OTHER, account_of, keep, live, started_anew
from tests.vault.key_stores import MemoryStore


def _backup(shops: LiveShops, target: Path) -> Path:
    opened = shops.vault_of(MCHID).open()
    copy_ledger(shops.folders.shop(MCHID) / LEDGER_FILE, target, opened.keys.database)
    return target


@pytest.fixture
def shops(tmp_path: Path) -> LiveShops:
    store = MemoryStore()
    return LiveShops(Folders(tmp_path / "one"), lambda: store)


@pytest.fixture
def other_pc(tmp_path: Path) -> LiveShops:
    store = MemoryStore()
    return LiveShops(Folders(tmp_path / "two"), lambda: store)


async def test_books_brought_to_another_pc_want_their_keys_and_then_catch_up(
    shops: LiveShops, other_pc: LiveShops, tmp_path: Path
) -> None:
    code = await keep(shops, account_of())
    copy = _backup(shops, tmp_path / "backup.db")
    with pytest.raises(MasterKeyLostError):
        other_pc.restore(MCHID, copy, Unlock())
    assert other_pc.restore(MCHID, copy, Unlock(code=code)) == 2
    async with live(started_anew(other_pc)) as (desk, heard):
        assert desk.account is None
        await connect_live(desk)
        assert await desk.services.settling_loop.catch_up() == "restored"
        assert desk.services.gate.why_closed == KEYS_MISSING
        # The keys alone open nothing: what happened since is not known yet.
        await connecting_for(other_pc, desk)._keeper.keep(account_of(), None)
        assert desk.services.gate.why_closed == "restored"
        assert [event.why for event in heard.of(SendingHalted)] == [KEYS_MISSING, "restored"]


async def test_a_backup_is_put_back_while_its_desk_is_closed(
    shops: LiveShops, tmp_path: Path
) -> None:
    await keep(shops, account_of())
    copy = _backup(shops, tmp_path / "backup.db")
    async with live(shops) as (_desk, _heard):
        with pytest.raises(StorageBusyError):
            shops.restore(MCHID, copy, Unlock())
    assert shops.restore(MCHID, copy, Unlock()) == 2
    async with live(shops) as (desk, _heard):
        assert desk.account is None


async def test_the_books_of_another_merchant_number_are_no_backup(
    shops: LiveShops, other_pc: LiveShops, tmp_path: Path
) -> None:
    code = await keep(shops, account_of())
    await keep(shops, account_of(OTHER))
    copy = _backup(shops, tmp_path / "backup.db")
    with pytest.raises(WrongRecoveryCodeError):
        other_pc.restore(MCHID, copy, Unlock(code=Secret("not a code")))
    other_pc.restore(MCHID, copy, Unlock(code=code))
    own = shops.vault_of(OTHER).open()
    foreign = tmp_path / "foreign.db"
    copy_ledger(shops.folders.shop(OTHER) / LEDGER_FILE, foreign, own.keys.database)
    with pytest.raises(WrongKeyError):
        shops.restore(MCHID, foreign, Unlock())
    assert shops.current() == OTHER
