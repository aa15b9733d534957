"""The master key: kept once, never overwritten, brought back by code, in no file as it is."""

from __future__ import annotations

import base64
import json
import os
import stat
from pathlib import Path

import pytest

from refund_desk.adapters.vault.vault import VAULT_FILE, OpenVault, Vault
from refund_desk.application.ports.vault import (
    MasterKeyLostError,
    PassphraseNeededError,
    PassphraseTooShortError,
    VaultError,
    VaultLockedError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret
from tests.vault.key_stores import MemoryStore

MCHID = Mchid("1900000201")
WORDS = Secret("青禾手作 2026 的口令")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file sealed with WORDS; making one costs 0.2 s."""
    folder = tmp_path_factory.mktemp("sealed")
    Vault(folder, MCHID, None).make(WORDS)
    return _file(folder)


def _file(folder: Path) -> str:
    return (folder / VAULT_FILE).read_text("utf-8")


def test_a_key_in_the_key_store_comes_back_and_no_file_has_it(tmp_path: Path) -> None:
    store = MemoryStore()
    assert not Vault(tmp_path, MCHID, store).exists

    made = Vault(tmp_path, MCHID, store).make()

    assert Vault(tmp_path, MCHID, store).exists
    assert Vault(tmp_path, MCHID, store).open().keys == made.keys
    (kept,) = store.kept.values()
    master = base64.b64decode(kept)
    assert len(master) == 32
    for form in (kept, master.hex(), made.keys.database.hex(), made.code.reveal()):
        assert form not in _file(tmp_path)


def test_three_keys_of_one_master_have_nothing_in_common(tmp_path: Path) -> None:
    keys = Vault(tmp_path, MCHID, MemoryStore()).make().keys
    assert len({keys.database, keys.customer_salt, keys.sealing}) == 3
    assert repr(keys) == "Keys()"


def test_two_folders_with_one_shop_keep_two_keys(tmp_path: Path) -> None:
    store = MemoryStore()
    made: list[OpenVault] = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append(Vault(tmp_path / name, MCHID, store).make())
    assert len(store.kept) == 2
    assert Vault(tmp_path / "one", MCHID, store).open().keys == made[0].keys


def test_a_passphrase_opens_what_it_sealed_and_another_does_not(tmp_path: Path) -> None:
    made = Vault(tmp_path, MCHID, None).make(WORDS)

    assert Vault(tmp_path, MCHID, None).open(WORDS).keys == made.keys
    with pytest.raises(WrongPassphraseError):
        Vault(tmp_path, MCHID, None).open(Secret("another one"))
    with pytest.raises(PassphraseNeededError):
        Vault(tmp_path, MCHID, MemoryStore()).open()
    assert WORDS.reveal() not in _file(tmp_path)


def test_full_width_digits_are_the_same_passphrase(tmp_path: Path) -> None:
    made = Vault(tmp_path, MCHID, None).make(Secret("口令 ２０２６ ＡＢ"))
    assert Vault(tmp_path, MCHID, None).open(Secret("口令 2026 AB")).keys == made.keys


def test_a_seal_is_made_for_one_merchant_number(tmp_path: Path, sealed: str) -> None:
    (tmp_path / VAULT_FILE).write_text(sealed, "utf-8")
    with pytest.raises(WrongPassphraseError):
        Vault(tmp_path, Mchid("1900000202"), None).open(WORDS)


def test_without_key_store_and_passphrase_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(PassphraseNeededError):
        Vault(tmp_path, MCHID, None).make()
    with pytest.raises(PassphraseTooShortError):
        Vault(tmp_path, MCHID, None).make(Secret("1234567"))
    assert list(tmp_path.iterdir()) == []


def test_a_locked_key_store_makes_nothing_and_loses_nothing(tmp_path: Path) -> None:
    store = MemoryStore()
    store.locked = True
    with pytest.raises(VaultLockedError):
        Vault(tmp_path, MCHID, store).make()
    assert list(tmp_path.iterdir()) == []
    store.locked = False
    made = Vault(tmp_path, MCHID, store).make()
    store.locked = True
    with pytest.raises(VaultLockedError):
        Vault(tmp_path, MCHID, store).open()
    store.locked = False
    assert Vault(tmp_path, MCHID, store).open().keys == made.keys


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_the_file_is_for_this_user_only_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    Vault(tmp_path, MCHID, None).make(WORDS)
    assert [path.name for path in tmp_path.iterdir()] == [VAULT_FILE]
    assert stat.S_IMODE((tmp_path / VAULT_FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("entry", [None, "", "AAAA", "%%%", base64.b64encode(bytes(32)).decode()])
def test_a_key_store_without_the_key_asks_for_the_code(tmp_path: Path, entry: str | None) -> None:
    store = MemoryStore()
    made = Vault(tmp_path, MCHID, store).make()
    (name,) = store.kept
    store.kept = {} if entry is None else {name: entry}
    with pytest.raises(MasterKeyLostError):
        Vault(tmp_path, MCHID, store).open()

    restored = Vault(tmp_path, MCHID, store).restore(made.code)

    assert restored.keys == made.keys
    assert Vault(tmp_path, MCHID, store).open().keys == made.keys


def test_a_code_moves_a_shop_to_a_pc_without_key_store(tmp_path: Path) -> None:
    made = Vault(tmp_path, MCHID, MemoryStore()).make()
    with pytest.raises(MasterKeyLostError):
        Vault(tmp_path, MCHID, None).open()
    with pytest.raises(PassphraseNeededError):
        Vault(tmp_path, MCHID, None).restore(made.code)
    assert Vault(tmp_path, MCHID, None).restore(made.code, WORDS).keys == made.keys
    assert Vault(tmp_path, MCHID, None).open(WORDS).keys == made.keys


def test_the_code_of_another_vault_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Vault(tmp_path / "other", MCHID, MemoryStore()).make()
    store = MemoryStore()
    made = Vault(tmp_path, MCHID, store).make()
    before = (_file(tmp_path), dict(store.kept))
    with pytest.raises(WrongRecoveryCodeError):
        Vault(tmp_path, MCHID, store).restore(other.code)
    assert (_file(tmp_path), store.kept) == before
    assert Vault(tmp_path, MCHID, store).open().keys == made.keys


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"kind":"key store"}',
        b'{"kind":"key store","check":""}',
        b'{"kind":"passphrase","check":"","memory_kib":1}',
        b'{"kind":"' + b"[" * 100_000,
    ],
)
def test_a_file_that_says_nothing_leaves_the_code(tmp_path: Path, content: bytes) -> None:
    made = Vault(tmp_path, MCHID, MemoryStore()).make()
    (tmp_path / VAULT_FILE).write_bytes(content)
    with pytest.raises(MasterKeyLostError):
        Vault(tmp_path, MCHID, MemoryStore()).open(WORDS)
    assert Vault(tmp_path, MCHID, MemoryStore()).restore(made.code).keys == made.keys


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 2**40},
        {"memory_kib": True},
        {"rounds": 10**9},
        {"lanes": 0},
        {"salt": "00"},
        {"nonce": "zz"},
        {"sealed": "zz"},
        {"another": 1},
    ],
)
def test_a_tampered_seal_costs_no_time_and_no_memory(
    tmp_path: Path, sealed: str, change: dict[str, object]
) -> None:
    fields = json.loads(sealed) | change
    (tmp_path / VAULT_FILE).write_text(json.dumps(fields), "utf-8")
    with pytest.raises(MasterKeyLostError):
        Vault(tmp_path, MCHID, None).open(WORDS)


def test_a_swapped_check_is_noticed(tmp_path: Path, sealed: str) -> None:
    fields = json.loads(sealed) | {"check": "0" * 16}
    (tmp_path / VAULT_FILE).write_text(json.dumps(fields), "utf-8")
    with pytest.raises(MasterKeyLostError):
        Vault(tmp_path, MCHID, None).open(WORDS)


def test_nothing_secret_in_any_text(tmp_path: Path) -> None:
    made = Vault(tmp_path, MCHID, None).make(WORDS)
    shown = f"{made!r} {made} {made.code}"
    assert made.code.reveal() not in shown
    assert made.keys.sealing.hex() not in shown
    assert "***" in shown


def test_a_folder_that_cannot_be_written_keeps_the_old_file(tmp_path: Path) -> None:
    made = Vault(tmp_path, MCHID, MemoryStore()).make()
    before = _file(tmp_path)
    # A folder in the place of the new file: what a full or read-only disk does, without root.
    blocked = Vault(tmp_path / "gone", MCHID, MemoryStore())
    with pytest.raises(OSError, match="gone"):
        blocked.make()
    assert _file(tmp_path) == before
    assert isinstance(made, OpenVault)


def test_each_error_has_a_sentence_of_its_own() -> None:
    kinds: list[type[VaultError]] = [VaultError, *VaultError.__subclasses__()]
    whys = [kind.why for kind in kinds]
    assert len(set(whys)) == len(whys)
