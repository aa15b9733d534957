"""Opening the ledger of one merchant: checked first, never overwritten, then read and written."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from refund_desk.adapters.storage import schema
from refund_desk.adapters.storage.audit_store import end_of_chain
from refund_desk.adapters.storage.audit_trail import contradiction
from refund_desk.adapters.storage.backup import copy_ledger
from refund_desk.adapters.storage.chain_file import ChainEnd, ChainFile
from refund_desk.adapters.storage.engine import (
    reader_engine,
    storage_errors,
    transaction,
    writer_engine,
)
from refund_desk.adapters.storage.files import (
    CHAIN_FILE,
    LEDGER_FILE,
    PICTURE_FILE,
)
from refund_desk.adapters.storage.pictures import SqlPictureStore
from refund_desk.adapters.storage.proof_reads import SqlProofReads
from refund_desk.adapters.storage.read_model import SqlReadModel
from refund_desk.adapters.storage.readers import Readers
from refund_desk.adapters.storage.search_parts import index_some
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.adapters.storage.writer import Writer
from refund_desk.application.ports.transactions import (
    OtherMerchantError,
    StorageDamagedError,
    StorageError,
)
from refund_desk.domain.audit import CHAIN_START
from refund_desk.domain.identifiers import Mchid

READER_THREADS = 3

# Written when a ledger is made, from then on compared: one file, one merchant, one mode.
_OWN = "INSERT INTO meta VALUES (1, ?, ?, 1, 0, ?) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """An open ledger: the ports, and what bootstrap needs to close it."""

    transactions: Writer[SqlStores]
    reads: SqlReadModel
    proofs: SqlProofReads
    pictures: SqlPictureStore
    readers: Readers

    async def synchronous(self) -> int:
        """SQLite's `synchronous` of the writer: 2 (FULL) says that COMMIT waits for the disk."""
        return await self.transactions.run(lambda stores: stores.synchronous())

    def close(self) -> None:
        """Write what waits, then close everything. Blocks; idempotent."""
        self.readers.close()
        self.transactions.close()
        self.pictures.close()


def open_ledger(
    folder: Path,
    key: bytes,
    *,
    mchid: Mchid,
    practice: bool,
    migrations: schema.Migrations = schema.OURS,
) -> Ledger:
    """The ledger of this merchant in `folder`, made when there is none.

    Blocks for some 0.1 s and more, so call it in a thread. `key` is the raw key (32 bytes). Raises
    a `StorageError`: `WrongKeyError`, `StorageDamagedError`, `NewerSchemaError`,
    `OtherMerchantError`, `StorageReadOnlyError`, `StorageFullError`, `StorageBusyError`; the file
    is left as it was.
    """
    path = folder / LEDGER_FILE
    chain_file = ChainFile(folder / CHAIN_FILE)
    with storage_errors():
        connection = writer_engine(path, key).connect()
        try:
            _ensure_not_lost(connection, chain_file, migrations)
            _bring_to_newest(connection, path, key, migrations)
            ensure_own(connection, mchid=mchid, practice=practice)
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            _keep_evidence(connection, chain_file)
            pictures = SqlPictureStore(folder / PICTURE_FILE, key)
        except BaseException:
            connection.close()
            raise
    readers = Readers(reader_engine(path, key), count=READER_THREADS, name="ledger-reader")
    return Ledger(
        transactions=Writer(
            connection,
            SqlStores,
            name="ledger-writer",
            after_commit=lambda after: _note_end(after, chain_file),
            when_idle=index_some,
        ),
        reads=SqlReadModel(readers, pictures, chain_file),
        proofs=SqlProofReads(readers),
        pictures=pictures,
        readers=readers,
    )


def _ensure_not_lost(
    connection: Connection, chain_file: ChainFile, migrations: schema.Migrations
) -> None:
    """Where audit lines were written once, an empty file is a lost ledger and no new one."""
    # In this order, because another process may be making the ledger right now.
    outside = chain_file.read()
    if outside is not None and migrations.version_of(connection) is None:
        raise StorageDamagedError("the ledger is empty but was not")


def _bring_to_newest(
    connection: Connection, path: Path, key: bytes, migrations: schema.Migrations
) -> None:
    """Migrate a file of an older schema, or an empty one; an older one is copied first."""
    version = migrations.version_of(connection)
    if version == migrations.newest:
        return
    if version is not None:
        copy_ledger(path, path.with_name(f"ledger-before-{migrations.newest}.db"), key)
    migrations.run(connection)


def ensure_own(connection: Connection, *, mchid: Mchid, practice: bool) -> None:
    """Claim a new ledger; refuse one of another merchant or mode (`OtherMerchantError`)."""
    mode = "practice" if practice else "live"
    with transaction(connection):
        connection.exec_driver_sql(_OWN, (mchid, mode, CHAIN_START))
        owner = connection.exec_driver_sql("SELECT mchid, mode FROM meta").one()
    if tuple(owner) != (mchid, mode):
        raise OtherMerchantError


def _keep_evidence(connection: Connection, chain_file: ChainFile) -> None:
    """Leave the end outside as it is when the trail contradicts it: lines were cut off, say.

    Else the first line that is written now would hide that.
    """
    outside = chain_file.read()
    if outside is not None and contradiction(connection, outside) is not None:
        chain_file.keep()


def _note_end(connection: Connection, chain_file: ChainFile) -> None:
    """Keep the end of the audit chain outside the file; what was committed stays committed."""
    with contextlib.suppress(StorageError), storage_errors():
        chain_file.note(ChainEnd(*end_of_chain(connection)))
