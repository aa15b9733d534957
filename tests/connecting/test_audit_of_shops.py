"""`audit verify` looks at every shop of a folder, and says which books it cannot look at."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.system.folders import Folders
from refund_desk.audit_command import verify
from refund_desk.domain.secret import Secret
from refund_desk.live_desk import NOTHING, LiveShops, connecting_for
from tests.connecting.test_live_desk import MCHID, OTHER, account_of
from tests.vault.key_stores import MemoryBackend


@pytest.fixture(autouse=True)
def own_key_store() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryBackend())
    yield
    keyring.set_keyring(before)


def keep(shops: LiveShops, passphrase: str = "", **changes: object) -> None:
    account = account_of(**changes)  # type: ignore[arg-type] # a table of changes
    secret = Secret(passphrase) if passphrase else None
    asyncio.run(connecting_for(shops, None)._keeper.keep(account, secret))


def test_whole_books_of_every_shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(tmp_path) == 3
    shops = LiveShops(Folders(tmp_path))
    keep(shops)
    keep(shops, mchid=OTHER)
    assert verify(tmp_path) == 0
    assert capsys.readouterr().out == ""


def test_one_changed_line_of_one_shop_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shops = LiveShops(Folders(tmp_path))
    keep(shops)
    keep(shops, mchid=OTHER)
    opened, ledger = shops.open(MCHID, NOTHING)
    ledger.close()
    path = Folders(tmp_path).shop(MCHID) / "ledger.db"
    with contextlib.closing(connect(path, opened.keys.database)) as books:
        books.execute("DROP TRIGGER audit_line_kept")
        books.execute("UPDATE audit_line SET actor = 'nobody' WHERE number = 1")
    assert verify(tmp_path) == 1
    assert capsys.readouterr().out == "line 1: does not follow from the line before it\n"


def test_books_locked_by_a_passphrase_are_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(LiveShops(Folders(tmp_path), lambda: None), passphrase="青禾手作 2026")
    assert verify(tmp_path) == 3
    assert "vault.passphrase" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda prompt: "青禾手作 2026")
    assert verify(tmp_path) == 0
