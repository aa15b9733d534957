"""Putting a backup in the place of the books, or bringing books to another PC.

The rule is decisions.md 5.5: the epoch is raised, the merchant's secrets are not brought along, and
until the books have caught up with what happened since, they send no money.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from refund_desk.adapters.storage import schema
from refund_desk.adapters.storage.audit_store import end_of_chain
from refund_desk.adapters.storage.chain_file import ChainEnd, ChainFile
from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.storage.engine import storage_errors, transaction, writer_engine
from refund_desk.adapters.storage.failures import storage_error
from refund_desk.adapters.storage.files import CHAIN_FILE, LEDGER_FILE
from refund_desk.adapters.storage.instants import to_instant
from refund_desk.adapters.storage.ledger import ensure_own
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.merchant_records import SEALED_NAMES
from refund_desk.application.ports.transactions import (
    StorageBusyError,
    StorageDamagedError,
    StorageError,
    StorageFullError,
    StorageReadOnlyError,
)
from refund_desk.application.restored_books import write_restored
from refund_desk.application.source_records import SEALED_SOURCE_NAMES
from refund_desk.domain.identifiers import Mchid

_STAGED = "ledger.restoring"
# What SQLite keeps beside a file, and would apply to whatever lies there under its name.
_COMPANIONS = ("-wal", "-shm", "-journal")
_LAST_LINE = "SELECT at FROM audit_line ORDER BY number DESC LIMIT 1"
_CHECKS = ("PRAGMA cipher_integrity_check", "PRAGMA integrity_check")
# A reply that the copy still holds may have been said since: it is looked for before it is said.
_LOOK_FIRST = "UPDATE outbox SET state = 'doubt' WHERE state = 'waiting' AND kind = 'reply'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where books belong: their folder, their raw key (32 bytes), whose they are."""

    folder: Path
    key: bytes
    mchid: Mchid
    practice: bool


def restore_ledger(backup: Path, place: Place, *, now: datetime) -> int:
    """Put this copy of the books into its place; the ledger's new epoch.

    The books that lie there are kept beside it, whole, and so is the copy itself. Whatever goes
    wrong before the last step leaves everything as it was. Blocks; the place must not be in use.
    `now` is UTC. Raises `StorageBusyError` while a program has those books open,
    `StorageDamagedError`, `WrongKeyError`, `NewerSchemaError`, `OtherMerchantError` about the copy,
    `StorageFullError`, `StorageReadOnlyError` about the place.
    """
    books, staged = place.folder / LEDGER_FILE, place.folder / _STAGED
    with _surroundings():
        _clear(staged)
        try:
            _copy(backup, staged)
            epoch, end = _prepare(staged, place, now=now)
            _put_aside(books, place.key)
            for name in _COMPANIONS:
                _beside(books, name).unlink(missing_ok=True)
            staged.replace(books)
        finally:
            _clear(staged)
        _keep_names(place.folder)
    ChainFile(place.folder / CHAIN_FILE).note(end)
    return epoch


def _prepare(staged: Path, place: Place, *, now: datetime) -> tuple[int, ChainEnd]:
    """Make the copy what it will be: checked, of the newest schema, marked; one whole file."""
    connection = writer_engine(staged, place.key).connect()
    try:
        version = schema.OURS.version_of(connection)
        if version is None:
            raise StorageDamagedError("an empty copy")
        _ensure_sound(connection)
        if version != schema.OURS.newest:
            schema.OURS.run(connection)
        ensure_own(connection, mchid=place.mchid, practice=place.practice)
        outside = ChainFile(place.folder / CHAIN_FILE).read()
        with transaction(connection):
            epoch = _mark(connection, outside, now=now)
        connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
        return epoch, ChainEnd(*end_of_chain(connection))
    finally:
        connection.close()


def _mark(connection: Connection, outside: ChainEnd | None, *, now: datetime) -> int:
    """Raise the epoch, take out the secrets, and write the line that starts the catching up."""
    raised = "UPDATE meta SET ledger_epoch = ledger_epoch + 1 RETURNING ledger_epoch"
    epoch = int(connection.exec_driver_sql(raised).scalar_one())
    connection.exec_driver_sql(_LOOK_FIRST)
    last_at = connection.exec_driver_sql(_LAST_LINE).scalar_one_or_none()
    stores = SqlStores(connection)
    for name in (*SEALED_NAMES, *SEALED_SOURCE_NAMES):
        stores.settings.put(name, None)
    facts: dict[str, str | int | bool] = {"epoch": epoch}
    if outside is not None:
        facts |= {"line_before": outside.number, "end_before": outside.hash}
    write_restored(stores, since=to_instant(last_at) if last_at else now, facts=facts, at=now)
    stores.finish()
    return epoch


def _ensure_sound(connection: Connection) -> None:
    """Every page as it was written, every index as its table: raises `StorageDamagedError`."""
    for check in _CHECKS:
        words = connection.exec_driver_sql(check).scalars().all()
        if any(word != "ok" for word in words):
            raise StorageDamagedError("the copy is damaged")


def _copy(backup: Path, staged: Path) -> None:
    """Byte for byte, with what was committed and not folded in yet."""
    if not backup.is_file():
        raise StorageDamagedError("no copy there")
    shutil.copyfile(backup, staged)
    wal = _beside(backup, "-wal")
    if wal.is_file():
        shutil.copyfile(wal, _beside(staged, "-wal"))


def _put_aside(books: Path, key: bytes) -> None:
    """Keep the books that are replaced under another name; nothing where there are none."""
    if not books.is_file():
        return
    number = 1
    while (aside := books.with_name(f"ledger-replaced-{number}.db")).exists():
        number += 1
    try:
        # Copied before anything opens them: SQLite removes a log that it takes for damaged.
        for name in ("", *_COMPANIONS):
            if _beside(books, name).is_file():
                shutil.copyfile(_beside(books, name), _beside(aside, name))
        _ensure_unused(books, key)
    except (StorageError, OSError):
        _clear(aside)
        raise


def _ensure_unused(books: Path, key: bytes) -> None:
    """Raise `StorageBusyError` while a program has the books open.

    Damaged books, or of another key, nobody can have open; that may be why they are replaced.
    """
    try:
        with contextlib.closing(connect(books, key)) as connection:
            # Only one who is alone with the file may change this.
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except dbapi2.Error as error:
        if isinstance(storage_error(error), StorageBusyError):
            raise StorageBusyError("the books are in use") from None


def _clear(staged: Path) -> None:
    for name in ("", *_COMPANIONS):
        _beside(staged, name).unlink(missing_ok=True)


def _beside(path: Path, name: str) -> Path:
    return path.with_name(f"{path.name}{name}")


def _keep_names(folder: Path) -> None:
    """Let the replaced name survive a power cut, where a folder can be synchronised."""
    # Windows opens no folder.
    with contextlib.suppress(PermissionError), contextlib.ExitStack() as closing:
        descriptor = os.open(folder, os.O_RDONLY)
        closing.callback(os.close, descriptor)
        os.fsync(descriptor)


@contextlib.contextmanager
def _surroundings() -> Iterator[None]:
    """The port's errors for what the disk does to plain files, too."""
    try:
        with storage_errors():
            yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        failure: type[StorageError] = StorageFullError if full else StorageReadOnlyError
        raise failure("no restore") from None
