"""The second encrypted file: pictures by the hash of their content, thumbnails beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection

from refund_desk.adapters.storage.engine import (
    reader_engine,
    storage_errors,
    transaction,
    writer_engine,
)
from refund_desk.adapters.storage.picture_reads import CONTENT, KNOWN, THUMBNAIL
from refund_desk.adapters.storage.readers import Readers
from refund_desk.adapters.storage.writer import Writer
from refund_desk.application.ports.transactions import NewerSchemaError
from refund_desk.domain.conversation import KeptPicture

READER_THREADS = 2
_VERSION = 1
_TABLES = (
    """
    CREATE TABLE picture (
        sha256 TEXT PRIMARY KEY,
        width_px INTEGER NOT NULL,
        height_px INTEGER NOT NULL,
        thumbnail BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE original (
        sha256 TEXT PRIMARY KEY REFERENCES picture (sha256),
        content BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE reference (
        reference TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL REFERENCES picture (sha256)
    ) WITHOUT ROWID
    """,
    f"PRAGMA user_version = {_VERSION}",
)


class SqlPictureStore:
    """The port's `PictureStore`, with a writer and readers of its own."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open the file or make it. Blocks; raises `StorageError`."""
        with storage_errors():
            connection = writer_engine(path, key).connect()
            try:
                _prepare(connection)
            except BaseException:
                connection.close()
                raise
        self._writer = Writer(connection, _Session, name="pictures-writer")
        engine = reader_engine(path, key)
        self._readers = Readers(engine, count=READER_THREADS, name="pictures-reader")

    async def keep(
        self, reference: str, *, content: bytes, thumbnail: bytes, width_px: int, height_px: int
    ) -> KeptPicture:
        """Keep a picture durably before any row names it; the same content is kept once."""
        return await self._writer.run(
            lambda session: session.keep(reference, content, thumbnail, (width_px, height_px))
        )

    async def find(self, reference: str) -> KeptPicture | None:
        """The kept picture of this reference."""
        found = await self.known([reference])
        return found[0] if found else None

    async def known(self, references: Iterable[str]) -> tuple[KeptPicture, ...]:
        """Those of the references that are kept, in their order."""
        wanted = json.dumps(list(references))
        return await self._readers.read(
            lambda connection: tuple(
                KeptPicture(reference=reference, sha256=sha256, width_px=width, height_px=height)
                for reference, sha256, width, height in connection.exec_driver_sql(KNOWN, (wanted,))
            )
        )

    async def content(self, sha256: str) -> bytes | None:
        """The original bytes."""
        return await self._bytes(CONTENT, sha256)

    async def thumbnail(self, sha256: str) -> bytes | None:
        """The thumbnail as PNG or JPEG bytes."""
        return await self._bytes(THUMBNAIL, sha256)

    def close(self) -> None:
        """Keep what waits, then close. Blocks; idempotent."""
        self._readers.close()
        self._writer.close()

    async def _bytes(self, query: str, sha256: str) -> bytes | None:
        def look(connection: Connection) -> bytes | None:
            found: bytes | None = connection.exec_driver_sql(query, (sha256,)).scalar_one_or_none()
            return found

        return await self._readers.read(look)


class _Session:
    """What a work of the picture file may do."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def finish(self) -> None:
        """Nothing follows from a kept picture."""

    def keep(
        self, reference: str, content: bytes, thumbnail: bytes, size_px: tuple[int, int]
    ) -> KeptPicture:
        """Keep content, thumbnail and reference; a reference may come to name another picture."""
        sha256 = hashlib.sha256(content).hexdigest()
        run = self._connection.exec_driver_sql
        run("INSERT OR IGNORE INTO picture VALUES (?, ?, ?, ?)", (sha256, *size_px, thumbnail))
        run("INSERT OR IGNORE INTO original VALUES (?, ?)", (sha256, content))
        run("INSERT OR REPLACE INTO reference VALUES (?, ?)", (reference, sha256))
        width_px, height_px = size_px
        return KeptPicture(
            reference=reference, sha256=sha256, width_px=width_px, height_px=height_px
        )


def _prepare(connection: Connection) -> None:
    """Make the tables in a file that is still empty; refuse one of a newer program."""
    with transaction(connection):
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version > _VERSION:
            raise NewerSchemaError(str(version))
        if version == 0:
            for statement in _TABLES:
                connection.exec_driver_sql(statement)
    connection.exec_driver_sql("PRAGMA journal_mode = WAL")
