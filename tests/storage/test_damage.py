"""A file cut or changed at random places: said, or harmless, and never written over."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refund_desk.adapters.storage.files import CHAIN_FILE, LEDGER_FILE, PICTURE_FILE
from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.application.ports.transactions import StorageError, WrongKeyError
from refund_desk.domain.audit import BreakKind
from tests.storage.examples import MCHID, a_refund, an_application, an_audit_entry

KEY_FILE = "practice.key"
WAL_FILE = f"{LEDGER_FILE}-wal"
_SEEDS = range(25)
_LINES = 40

Damage = Callable[[bytes, random.Random], bytes]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _bit in range(chance.choice((1, 1, 1, 3))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwritten(content: bytes, chance: random.Random) -> bytes:
    length = min(len(content), chance.choice((16, 512, 4096, 9000)))
    start = chance.randrange(len(content) - length + 1)
    return content[:start] + chance.randbytes(length) + content[start + length :]


_DAMAGES: tuple[Damage, ...] = (_cut, _flipped, _overwritten)


def _open(folder: Path) -> Ledger:
    key = practice_keys(folder).database
    return open_ledger(folder, key, mchid=MCHID, practice=True)


async def _fill(ledger: Ledger) -> None:
    """Each line of the trail says how many refunds there are by then."""

    def work(stores: SqlStores) -> None:
        kept = stores.applications.add(an_application(detail_text="杯子碎了" * 60))
        stores.refunds.add(a_refund(kept))
        stores.audit.append(an_audit_entry(application_id=kept.id))

    for _line in range(_LINES):
        await ledger.transactions.run(work)
    await ledger.pictures.keep(
        "ref", content=os.urandom(20_000), thumbnail=b"t", width_px=1, height_px=1
    )


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a program that was killed: half of its books lies in the log beside them."""
    live, left = tmp_path_factory.mktemp("live"), tmp_path_factory.mktemp("left")
    ledger = _open(live)
    asyncio.run(_fill(ledger))
    for name in (LEDGER_FILE, WAL_FILE, PICTURE_FILE, f"{PICTURE_FILE}-wal", CHAIN_FILE, KEY_FILE):
        shutil.copy(live / name, left)
    ledger.close()
    return left


@pytest.fixture(scope="module")
def closed(killed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, closed well: everything is in the books themselves."""
    folder = tmp_path_factory.mktemp("closed") / "books"
    shutil.copytree(killed, folder)
    _open(folder).close()
    assert not (folder / WAL_FILE).exists()
    return folder


async def _everything(ledger: Ledger) -> dict[str, Any]:
    """All rows of the books, how the trail breaks, and that they still take a line."""

    def read(connection: Any) -> int:
        names = (
            connection.exec_driver_sql(
                "SELECT name FROM sqlite_schema WHERE type = 'table'"
                " AND name NOT LIKE 'search_text%'"
            )
            .scalars()
            .all()
        )
        for name in names:
            connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
        return int(connection.exec_driver_sql("SELECT count(*) FROM refund").scalar_one())

    refunds = await ledger.readers.read(read)
    broken = await ledger.reads.first_break()
    picture = await ledger.pictures.known(["ref"])
    await ledger.transactions.run(lambda stores: stores.audit.append(an_audit_entry()))
    return {"refunds": refunds, "broken": broken, "picture": bool(picture)}


def _damaged(source: Path, folder: Path, name: str, seed: int) -> tuple[Path, bytes]:
    """A copy of the folder in which one file is damaged."""
    chance = random.Random(f"{name} {seed}")
    shutil.copytree(source, folder)
    content = chance.choice(_DAMAGES)((folder / name).read_bytes(), chance)
    (folder / name).write_bytes(content)
    return folder / name, content


def _looked_at(folder: Path) -> dict[str, Any] | StorageError:
    """What the books say, or the trouble that the window has a sentence for."""
    try:
        ledger = _open(folder)
    except StorageError as trouble:
        return trouble
    try:
        return asyncio.run(_everything(ledger))
    except StorageError as trouble:
        return trouble
    finally:
        ledger.close()


def _whole() -> dict[str, Any]:
    return {"refunds": _LINES, "broken": None, "picture": True}


@pytest.mark.parametrize("seed", _SEEDS)
def test_the_books_themselves(closed: Path, tmp_path: Path, seed: int) -> None:
    path, content = _damaged(closed, tmp_path / "books", LEDGER_FILE, seed)
    seen = _looked_at(path.parent)
    if isinstance(seen, StorageError):
        assert seen.why != StorageError.why
        # What was not damaged lies where it lay: nothing was made anew over it.
        kept = path.read_bytes()
        assert len(kept) >= len(content) // 4096 * 4096 or kept == content
    else:
        assert seen == _whole()


@pytest.mark.parametrize("seed", _SEEDS)
def test_the_log_beside_the_books(killed: Path, tmp_path: Path, seed: int) -> None:
    path, _content = _damaged(killed, tmp_path / "books", WAL_FILE, seed)
    seen = _looked_at(path.parent)
    if isinstance(seen, StorageError):
        assert seen.why != StorageError.why
        return
    # What the log cannot give back is missing at the end, whole steps of it, and the trail says so.
    lost = _LINES - seen["refunds"]
    broken = seen["broken"]
    assert (broken is None) == (lost == 0)
    assert broken is None or (broken.number, broken.kind) == (
        seen["refunds"] + 1, BreakKind.MISSING,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_the_pictures(closed: Path, tmp_path: Path, seed: int) -> None:
    path, _content = _damaged(closed, tmp_path / "books", PICTURE_FILE, seed)
    seen = _looked_at(path.parent)
    assert isinstance(seen, StorageError) or (seen["refunds"], seen["broken"]) == (_LINES, None)


@pytest.mark.parametrize("seed", range(15))
def test_the_end_that_is_kept_outside(closed: Path, tmp_path: Path, seed: int) -> None:
    path, _content = _damaged(closed, tmp_path / "books", CHAIN_FILE, seed)
    seen = _looked_at(path.parent)
    assert isinstance(seen, dict)
    # It may accuse, wrongly; it never keeps anybody from the books.
    assert seen["refunds"] == _LINES


@pytest.mark.parametrize("seed", range(10))
def test_the_key(closed: Path, tmp_path: Path, seed: int) -> None:
    path, content = _damaged(closed, tmp_path / "books", KEY_FILE, seed)
    before = (path.parent / LEDGER_FILE).read_bytes()
    assert isinstance(_looked_at(path.parent), WrongKeyError)
    assert path.read_bytes() == content
    assert (path.parent / LEDGER_FILE).read_bytes() == before


def test_a_key_that_is_gone_locks_nothing_away(closed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    shutil.copytree(closed, folder)
    (folder / KEY_FILE).rename(folder / "put aside")
    assert isinstance(_looked_at(folder), WrongKeyError)
    (folder / "put aside").rename(folder / KEY_FILE)
    assert _looked_at(folder) == _whole()
