"""The operating system's key store: only one that asks nobody, and never a text cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import NoKeyringError

from refund_desk.adapters.vault.system_keyring import SystemKeyStore, system_key_store
from refund_desk.application.ports.vault import VaultLockedError
from tests.vault.key_stores import LockedBackend, MemoryBackend, ShortBackend


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    """The backend of the test run comes back."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


class PlainFile(MemoryBackend):
    """As keyrings.alt would bring it."""


PlainFile.__module__ = "keyrings.alt.file"


class Chain(chainer.ChainerBackend):
    """A chain of backends of the test's choice."""

    backends: tuple[KeyringBackend, ...] = ()


def test_a_pc_without_key_store_has_none() -> None:
    assert isinstance(keyring.get_keyring(), fail.Keyring)
    assert system_key_store() is None


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, PlainFile])
def test_one_that_keeps_nothing_or_asks_on_a_terminal_is_none(
    kind: Callable[[], KeyringBackend],
) -> None:
    keyring.set_keyring(kind())
    assert system_key_store() is None


def test_of_a_chain_the_first_good_one_is_taken() -> None:
    good = MemoryBackend()
    chain = Chain()  # type: ignore[no-untyped-call] # keyring's own
    chain.backends = (PlainFile(), good, MemoryBackend())
    keyring.set_keyring(chain)
    store = system_key_store()
    assert store is not None
    store.put("shop-1", "a text")
    assert good.kept == {("RefundDesk", "shop-1"): "a text"}
    assert store.get("shop-1") == "a text"
    assert store.get("shop-2") is None


def test_no_backend_at_all_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> KeyringBackend:
        raise NoKeyringError

    monkeypatch.setattr(keyring, "get_keyring", missing)
    assert system_key_store() is None


def test_a_locked_one_says_so_and_quotes_nothing() -> None:
    store = SystemKeyStore(LockedBackend())
    with pytest.raises(VaultLockedError, match=r"^$") as caught:
        store.get("shop-1")
    assert caught.value.__cause__ is None
    with pytest.raises(VaultLockedError, match=r"^$"):
        store.put("shop-1", "a text")


def test_one_that_cuts_texts_off_is_noticed_before_anything_is_encrypted() -> None:
    with pytest.raises(VaultLockedError):
        SystemKeyStore(ShortBackend()).put("shop-1", "A" * 44)
