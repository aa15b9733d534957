"""SQLAlchemy over SQLCipher: engines, transactions begun by hand, errors of the surroundings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine
from sqlalchemy.dialects.sqlite import Insert as UpsertStatement
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from refund_desk.adapters.storage.connections import (
    PAGE_BYTES,
    closed_on_failure,
    connect,
    connect_reader,
)
from refund_desk.adapters.storage.failures import storage_error
from refund_desk.adapters.storage.prepared import Prepared, raw
from refund_desk.application.ports.transactions import AlreadyExistsError, WrongKeyError


def writer_engine(path: Path, key: bytes) -> Engine:
    """An engine whose connections write durably: each COMMIT returns after the disk has it."""

    def opened() -> dbapi2.Connection:
        _ensure_no_fragment(path)
        connection = connect(path, key)
        with closed_on_failure(connection):
            connection.execute("PRAGMA synchronous = FULL")
        return connection

    return _engine(opened)


def reader_engine(path: Path, key: bytes) -> Engine:
    """An engine whose connections cannot write."""
    return _engine(lambda: connect_reader(path, key))


@contextmanager
def storage_errors() -> Iterator[None]:
    """Raise the port's error for whatever the surroundings do inside; bugs pass as they are."""
    try:
        yield
    except (dbapi2.Error, DBAPIError) as error:
        failure = storage_error(error.orig if isinstance(error, DBAPIError) else error)
        if failure is None:
            raise
        raise failure from None


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """One write transaction that excludes other writers from its first moment."""
    below = raw(connection)
    below.execute("BEGIN IMMEDIATE")
    try:
        yield
        below.execute("COMMIT")
    finally:
        roll_back(connection)


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Reads inside see one state of the database."""
    connection.exec_driver_sql("BEGIN")
    try:
        yield
    finally:
        roll_back(connection)


def insert_one(connection: Connection, statement: Prepared, values: dict[str, Any]) -> int:
    """Insert one row and return the id it got; `AlreadyExistsError` when a unique rule refuses."""
    return int(_ruled(connection, statement, values).lastrowid)


def update_one(
    connection: Connection, statement: Prepared, row_id: int, values: dict[str, Any]
) -> None:
    """Update the row of this id; `KeyError` when there is none, `AlreadyExistsError` as above."""
    if _ruled(connection, statement, {"row_id": row_id, **values}).rowcount == 0:
        raise KeyError(row_id)


def upsert_of(table: Table, key: tuple[str, ...]) -> UpsertStatement:
    """A statement that keeps a row under its key, replacing what was there."""
    statement = upsert(table)
    rest = {c.name: statement.excluded[c.name] for c in table.c if c.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=rest)


def roll_back(connection: Connection) -> None:
    """End a transaction that is still open; a full disk ends it without being asked."""
    below = connection.connection.dbapi_connection
    if below is not None and below.in_transaction:
        connection.exec_driver_sql("ROLLBACK")


def _ruled(connection: Connection, statement: Prepared, values: dict[str, Any]) -> dbapi2.Cursor:
    """Run a statement that the database's unique rules may refuse."""
    try:
        return statement.run(connection, values)
    except dbapi2.IntegrityError as error:
        if "UNIQUE constraint failed" not in str(error):
            raise
        raise AlreadyExistsError from None


def _ensure_no_fragment(path: Path) -> None:
    """Refuse what SQLite would take for an empty file and write over: less than one page.

    A journal beside it says that SQLite itself was interrupted there, and will put it right.
    """
    size = path.stat().st_size if path.is_file() else 0
    if 0 < size < PAGE_BYTES and not path.with_name(f"{path.name}-journal").exists():
        raise WrongKeyError("less than a page")


def _engine(opened: Callable[[], dbapi2.Connection]) -> Engine:
    """An engine without a pool: each thread keeps its own connection for its whole life."""
    return create_engine(
        "sqlite://",
        creator=opened,
        module=dbapi2,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
