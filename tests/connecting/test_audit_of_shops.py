"""`audit verify` looks at every shop of a folder, and says which books it cannot look at."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from refund_desk.__main__ import main
from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.system.folders import Folders
from refund_desk.audit_command import export, verify
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
    assert capsys.readouterr().out == "line 1: was changed\n"


def test_books_locked_by_a_passphrase_are_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(LiveShops(Folders(tmp_path), lambda: None), passphrase="青禾手作 2026")
    assert verify(tmp_path) == 3
    assert "vault.passphrase" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda prompt: "青禾手作 2026")
    assert verify(tmp_path) == 0


_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "audit_trail.md"


def checked_by_others(path: Path) -> tuple[int, str]:
    """What the few lines of the document say of an export: exit code, and their last words."""
    program = _DOCUMENT.read_text("utf-8").partition("```python\n")[2].partition("```")[0]
    ended = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    return ended.returncode, (ended.stdout + ended.stderr).strip()


def spoilt(shops: LiveShops, statement: str) -> None:
    opened, ledger = shops.open(MCHID, NOTHING)
    ledger.close()
    path = Folders(shops.folders.root).shop(MCHID) / "ledger.db"
    with contextlib.closing(connect(path, opened.keys.database)) as books:
        books.execute("DROP TRIGGER IF EXISTS audit_line_kept")
        books.execute(statement)


def test_an_export_can_be_checked_without_this_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shops = LiveShops(Folders(tmp_path / "data"))
    for _again in range(3):
        keep(shops)
    out = tmp_path / "trail.jsonl"
    assert main(["audit", "export", "--data-dir", str(tmp_path / "data"), "--out", str(out)]) == 0
    assert capsys.readouterr().out == "trail.jsonl: 3 lines\n"
    outside = (Folders(tmp_path / "data").shop(MCHID) / "ledger.chain").read_text().strip()
    assert checked_by_others(out) == (0, outside)
    lines = out.read_text("utf-8").splitlines()
    # Nothing is overwritten, and an export that somebody edits is found out.
    assert export(tmp_path / "data", out) == 3
    assert "there already" in capsys.readouterr().err
    out.write_text("\n".join([lines[0], lines[1].replace("owner", "nobody"), lines[2]]), "utf-8")
    assert checked_by_others(out) == (1, "line 2: was changed")
    out.write_text("\n".join([lines[0], lines[2]]), "utf-8")
    assert checked_by_others(out) == (1, "line 3: does not follow")


@pytest.mark.parametrize(
    "change", ["at = 'now'", "at = 9e18", "facts_json = x'00'", "action = 'none'", "actor = 'x'"]
)
def test_a_broken_trail_is_exported_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    shops = LiveShops(Folders(tmp_path / "data"))
    keep(shops)
    keep(shops)
    spoilt(shops, f"UPDATE audit_line SET {change} WHERE number = 1")
    out = tmp_path / "trail.jsonl"
    assert export(tmp_path / "data", out) == 1
    assert capsys.readouterr().out == "trail.jsonl: 2 lines\nline 1: was changed\n"
    assert checked_by_others(out) == (1, "line 1: was changed")


def test_each_shop_has_an_export_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shops = LiveShops(Folders(tmp_path / "data"))
    keep(shops)
    keep(shops, mchid=OTHER)
    assert export(tmp_path / "data", tmp_path / "trail.jsonl") == 0
    names = {f"trail-{MCHID}.jsonl", f"trail-{OTHER}.jsonl"}
    assert {path.name for path in tmp_path.glob("*.jsonl")} == names
    assert export(tmp_path / "none", tmp_path / "other.jsonl") == 3
    assert main(["audit", "export"]) == 2
    assert "--out" in capsys.readouterr().err


def test_an_export_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(LiveShops(Folders(tmp_path / "data")))
    assert export(tmp_path / "data", tmp_path / "nowhere" / "trail.jsonl") == 3
    assert "cannot be written" in capsys.readouterr().err


def test_books_that_cannot_be_read_to_their_end_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shops = LiveShops(Folders(tmp_path / "data"))
    keep(shops)
    path = Folders(tmp_path / "data").shop(MCHID) / "ledger.db"
    opened, ledger = shops.open(MCHID, NOTHING)
    ledger.close()
    with contextlib.closing(connect(path, opened.keys.database)) as books:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'audit_line'"
        ((page,),) = books.execute(query).fetchall()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 2000] ^= 1
    path.write_bytes(content)
    out = tmp_path / "trail.jsonl"
    assert verify(tmp_path / "data") == 3
    assert export(tmp_path / "data", out) == 3
    assert not out.exists()
    assert "disk.damaged" in capsys.readouterr().err
