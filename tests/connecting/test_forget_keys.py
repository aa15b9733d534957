"""The uninstaller lets the shops' master keys be forgotten, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from refund_desk.__main__ import main
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.system.single_instance import SingleInstance
from refund_desk.application.ports.vault import MasterKeyLostError
from refund_desk.live_desk import NOTHING, LiveShops
from tests.connecting.test_audit_of_shops import keep
from tests.connecting.test_live_desk import MCHID, OTHER
from tests.vault.key_stores import LockedBackend, MemoryBackend

_THIRD = "1900000113"


@pytest.fixture(autouse=True)
def own_key_store() -> Iterator[MemoryBackend]:
    before, own = keyring.get_keyring(), MemoryBackend()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def forget(folder: Path) -> int:
    return main(["--forget-keys", "--data-dir", str(folder)])


def test_the_keys_of_all_shops_go_and_those_of_others_stay(
    tmp_path: Path, own_key_store: MemoryBackend
) -> None:
    here = Folders(tmp_path / "here")
    shops = LiveShops(here)
    keep(shops)
    keep(shops, mchid=OTHER)
    keep(shops, "a long passphrase", mchid=_THIRD)
    keep(LiveShops(Folders(tmp_path / "there")))
    assert len(own_key_store.kept) == 3
    assert forget(tmp_path / "here") == 0
    assert len(own_key_store.kept) == 1
    with pytest.raises(MasterKeyLostError):
        LiveShops(here).open(MCHID, NOTHING)
    # A second time there is nothing left to forget.
    assert forget(tmp_path / "here") == 0
    assert forget(tmp_path / "nothing was ever here") == 0


def test_a_locked_key_store_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(LiveShops(Folders(tmp_path)))
    keyring.set_keyring(LockedBackend())
    assert forget(tmp_path) == 1
    assert "is still in the key store" in capsys.readouterr().err


def test_nothing_is_forgotten_while_the_program_runs(
    tmp_path: Path, own_key_store: MemoryBackend
) -> None:
    keep(LiveShops(Folders(tmp_path)))
    running = SingleInstance(tmp_path)
    assert running.claim()
    assert forget(tmp_path) == 3
    assert len(own_key_store.kept) == 1
    running.release()
