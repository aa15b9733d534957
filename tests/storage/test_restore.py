"""A copy takes the place of the books whole or not at all, marked, and without secrets."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from refund_desk.adapters.storage.audit_store import lines_after
from refund_desk.adapters.storage.backup import copy_ledger
from refund_desk.adapters.storage.chain_file import ChainFile
from refund_desk.adapters.storage.files import CHAIN_FILE, LEDGER_FILE, NEWEST_SCHEMA
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.restore import Place, restore_ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.merchant_records import SEALED_NAMES
from refund_desk.application.ports.transactions import (
    NewerSchemaError,
    OtherMerchantError,
    StorageBusyError,
    StorageDamagedError,
    StorageError,
    StorageFullError,
    StorageReadOnlyError,
    WrongKeyError,
)
from refund_desk.application.restored_books import (
    ensure_caught_up,
    restored_books,
    write_caught_up,
)
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.outbox import OutboxKind, OutboxState
from tests.storage.examples import (
    KEY,
    MCHID,
    NOW,
    an_application,
    an_audit_entry,
    an_outbox_entry,
)
from tests.storage.keep_old_ledger import KEY_FILE, OLD_LEDGERS
from tests.storage.raw import all_bytes, opened

Reopen = Callable[..., Ledger]
OLD = sorted(path.name for path in OLD_LEDGERS.iterdir())
LATER = NOW + timedelta(days=2)


def _place(folder: Path, **changes: Any) -> Place:
    wanted: dict[str, Any] = {"folder": folder, "key": KEY, "mchid": MCHID, "practice": True}
    return Place(**(wanted | changes))


async def _fill(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        kept = stores.applications.add(an_application(detail_text="杯子碎了" * 200))
        stores.outbox.add(an_outbox_entry(kept.id))
        stores.outbox.add(an_outbox_entry(kept.id, kind=OutboxKind.APPROVE, text=""))
        stores.settings.put(SEALED_NAMES[0], "sealed words")
        stores.audit.append(an_audit_entry())

    await ledger.transactions.run(work)


async def _write(ledger: Ledger, **entry: Any) -> None:
    await ledger.transactions.run(lambda stores: stores.audit.append(an_audit_entry(**entry)))


@pytest.fixture
def backup(reopen: Reopen, tmp_path: Path) -> Path:
    """A backup of books that went on afterwards, and are closed."""
    ledger = reopen()
    asyncio.run(_fill(ledger))
    target = tmp_path / "copies" / "backup.db"
    target.parent.mkdir()
    copy_ledger(tmp_path / LEDGER_FILE, target, KEY)
    asyncio.run(_write(ledger, actor="afterwards"))
    ledger.close()
    return target


def test_a_backup_takes_the_place_of_the_books(
    reopen: Reopen, tmp_path: Path, backup: Path
) -> None:
    outside = ChainFile(tmp_path / CHAIN_FILE).read()
    assert outside is not None

    assert restore_ledger(backup, _place(tmp_path), now=LATER) == 2
    ledger = reopen()

    def read(stores: SqlStores) -> tuple[Any, ...]:
        replies = {entry.kind: entry.state for entry in stores.outbox.of_application(1)}
        secrets = [stores.settings.get(name) for name in SEALED_NAMES]
        return replies, secrets, restored_books(stores, now=LATER)

    replies, secrets, books = asyncio.run(ledger.transactions.run(read))
    # A reply may have been said since; a decision is read back before it is sent anyway.
    assert replies == {
        OutboxKind.REPLY: OutboxState.DOUBT,
        OutboxKind.APPROVE: OutboxState.WAITING,
    }
    assert secrets == [None, None]
    assert (books.since, books.begun_at) == (NOW, LATER)
    line = asyncio.run(_last_line(ledger))
    assert line.action is AuditAction.BOOKS_RESTORED
    facts = json.loads(line.facts_json)
    assert facts == {
        "epoch": 2, "line_before": outside.number, "end_before": outside.hash,
        "since": NOW.isoformat(),
    }  # fmt: skip
    assert asyncio.run(ledger.reads.chain_is_whole())
    assert {path.name for path in tmp_path.iterdir()} >= {"ledger-replaced-1.db", LEDGER_FILE}


def test_what_was_replaced_is_kept_whole_each_time(
    reopen: Reopen, tmp_path: Path, backup: Path
) -> None:
    restore_ledger(backup, _place(tmp_path), now=LATER)
    assert restore_ledger(backup, _place(tmp_path), now=LATER) == 2
    with opened(tmp_path / "ledger-replaced-1.db") as file:
        assert file.execute("SELECT count(*) FROM audit_line").fetchone() == (2,)
    with opened(tmp_path / "ledger-replaced-2.db") as file:
        actions = file.execute("SELECT action FROM audit_line ORDER BY number").fetchall()
    assert actions == [("received",), ("books_restored",)]
    assert not list(tmp_path.glob("ledger.restoring*"))


def test_the_folder_of_a_program_that_was_killed_can_be_the_copy(
    reopen: Reopen, tmp_path: Path
) -> None:
    # What was committed lies in the log beside the file.
    ledger = reopen()
    asyncio.run(_fill(ledger))
    copies = tmp_path / "copies"
    copies.mkdir()
    for name in (LEDGER_FILE, f"{LEDGER_FILE}-wal"):
        shutil.copy(tmp_path / name, copies)
    ledger.close()
    there = tmp_path / "there"
    there.mkdir()
    before = all_bytes(copies)
    restore_ledger(copies / LEDGER_FILE, _place(there), now=LATER)
    assert all_bytes(copies) == before
    assert asyncio.run(reopen(folder=there).reads.segment_counts(now=NOW)).to_do == 1


def test_the_dark_of_a_copy_that_had_not_caught_up_begins_earlier(
    reopen: Reopen, tmp_path: Path, backup: Path
) -> None:
    restore_ledger(backup, _place(tmp_path), now=LATER)
    again = tmp_path / "copies" / "again.db"
    copy_ledger(tmp_path / LEDGER_FILE, again, KEY)
    assert restore_ledger(again, _place(tmp_path), now=LATER + timedelta(days=9)) == 3
    books = asyncio.run(reopen().transactions.run(lambda stores: restored_books(stores, now=LATER)))
    assert books is not None
    assert books.since == NOW


def test_books_without_a_line_begin_in_the_dark_now(reopen: Reopen, tmp_path: Path) -> None:
    reopen().close()
    copy = tmp_path / "copy.db"
    copy_ledger(tmp_path / LEDGER_FILE, copy, KEY)
    restore_ledger(copy, _place(tmp_path), now=LATER)
    books = asyncio.run(reopen().transactions.run(lambda stores: restored_books(stores, now=LATER)))
    assert books is not None
    assert books.since == LATER


def test_restored_books_begin_no_refund(reopen: Reopen, tmp_path: Path, backup: Path) -> None:
    restore_ledger(backup, _place(tmp_path), now=LATER)
    ledger = reopen()
    with pytest.raises(RuleBrokenError, match="restored"):
        asyncio.run(ledger.transactions.run(ensure_caught_up))

    def catch_up(stores: SqlStores) -> None:
        for _again in range(2):
            write_caught_up(stores, asked=3, unproved=(LATER.date(),), at=LATER)

    asyncio.run(ledger.transactions.run(catch_up))
    asyncio.run(ledger.transactions.run(ensure_caught_up))
    line = asyncio.run(_last_line(ledger))
    assert line.action is AuditAction.BOOKS_CAUGHT_UP
    assert json.loads(line.facts_json) == {"asked": 3, "unproved": LATER.date().isoformat()}


@pytest.mark.parametrize("schema", OLD)
def test_an_older_schema_is_brought_to_the_newest(tmp_path: Path, schema: str) -> None:
    kept = OLD_LEDGERS / schema
    key = bytes.fromhex((kept / KEY_FILE).read_text(encoding="ascii"))
    restore_ledger(kept / LEDGER_FILE, _place(tmp_path, key=key), now=LATER)
    with opened(tmp_path / LEDGER_FILE, key) as file:
        assert file.execute("SELECT * FROM schema_version").fetchall() == [(NEWEST_SCHEMA,)]
        assert file.execute("SELECT ledger_epoch FROM meta").fetchall() == [(2,)]


def _refused(backup: Path, place: Place, wanted: type[StorageError]) -> None:
    """It raises exactly this and leaves everything as it was."""
    before = all_bytes(place.folder)
    with pytest.raises(StorageError) as raised:
        restore_ledger(backup, place, now=LATER)
    assert type(raised.value) is wanted
    assert all_bytes(place.folder) == before


def test_a_copy_that_will_not_do_changes_nothing(tmp_path: Path, backup: Path) -> None:
    bad = tmp_path / "copies" / "bad.db"
    _refused(tmp_path / "copies" / "none.db", _place(tmp_path), StorageDamagedError)
    bad.write_bytes(b"")
    _refused(bad, _place(tmp_path), StorageDamagedError)
    bad.write_bytes(os.urandom(9000))
    _refused(bad, _place(tmp_path), WrongKeyError)
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    bad.write_bytes(content)
    _refused(bad, _place(tmp_path), StorageDamagedError)
    shutil.copy(backup, bad)
    with opened(bad) as newer:
        newer.execute("UPDATE schema_version SET version_num = '0099'")
    _refused(bad, _place(tmp_path), NewerSchemaError)
    _refused(backup, _place(tmp_path, mchid=Mchid("1900000999")), OtherMerchantError)
    _refused(backup, _place(tmp_path, practice=False), OtherMerchantError)
    _refused(backup, _place(tmp_path, key=bytes(32)), WrongKeyError)


def test_an_index_that_does_not_fit_its_table_is_damage(tmp_path: Path, backup: Path) -> None:
    with opened(backup) as file:
        file.execute("PRAGMA writable_schema = ON")
        file.execute(
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX ix_audit_application ON audit_line"
            " (actor, number)' WHERE name = 'ix_audit_application'"
        )
    _refused(backup, _place(tmp_path), StorageDamagedError)


def test_books_in_use_are_not_replaced(reopen: Reopen, tmp_path: Path, backup: Path) -> None:
    ledger = reopen()
    asyncio.run(_write(ledger))
    with pytest.raises(StorageBusyError):
        restore_ledger(backup, _place(tmp_path), now=LATER)
    asyncio.run(_write(ledger, actor="still at work"))
    assert asyncio.run(ledger.reads.chain_is_whole())


def test_damaged_books_are_replaced_and_kept(reopen: Reopen, tmp_path: Path, backup: Path) -> None:
    damaged = os.urandom(20_000)
    (tmp_path / LEDGER_FILE).write_bytes(damaged)
    log = os.urandom(5_000)
    (tmp_path / f"{LEDGER_FILE}-wal").write_bytes(log)
    restore_ledger(backup, _place(tmp_path), now=LATER)
    assert (tmp_path / "ledger-replaced-1.db").read_bytes() == damaged
    assert (tmp_path / "ledger-replaced-1.db-wal").read_bytes() == log
    ledger = reopen()
    assert asyncio.run(ledger.reads.chain_is_whole())


@pytest.mark.parametrize("refusing", ["ledger.restoring", "ledger-replaced"])
@pytest.mark.parametrize(
    ("number", "wanted"),
    [(errno.ENOSPC, StorageFullError), (errno.EROFS, StorageReadOnlyError)],
)
def test_a_disk_that_takes_no_more_changes_nothing(
    number: int,
    wanted: type[StorageError],
    refusing: str,
    monkeypatch: pytest.MonkeyPatch,
    backup: Path,
) -> None:
    take = shutil.copyfile

    def full(source: Path, target: Path) -> None:
        if target.name.startswith(refusing):
            target.write_bytes(b"half of")
            raise OSError(number, os.strerror(number))
        take(source, target)

    monkeypatch.setattr(shutil, "copyfile", full)
    _refused(backup, _place(backup.parents[1]), wanted)


async def _last_line(ledger: Ledger) -> Any:
    lines = await ledger.readers.read(
        lambda connection: list(lines_after(connection, 0, limit=1_000))
    )
    return lines[-1]
