"""Raw encrypted connections; all that opening costs before SQLAlchemy is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

KEY_BYTES = 32
PAGE_BYTES = 4096
# Several readers, each with its own cache; SQLCipher's 8 MiB for each would be most of the
# program's memory (decisions.md 8), and reads at 100,000 applications are as quick with half.
READER_CACHE_KIB = 4096
# Longer than the longest transaction of another process that was measured (0.7 s), short enough
# that a person does not take the window for dead.
BUSY_TIMEOUT_S = 5.0


def connect(path: Path, key: bytes) -> dbapi2.Connection:
    """An open, unlocked connection in autocommit mode; transactions are begun by hand.

    `key` is the raw key (32 bytes): a passphrase would cost 110 ms a connection. Raises
    `ValueError` for a key of another length, `dbapi2.Error` when the file cannot be opened.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the key must have 32 bytes")
    connection = dbapi2.connect(
        str(path), timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    with closed_on_failure(connection):
        # Otherwise a wrong key writes lines to the terminal; the caller gets the error anyway.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA foreign_keys = ON")
    return connection


def connect_reader(path: Path, key: bytes) -> dbapi2.Connection:
    """A connection that cannot write."""
    connection = connect(path, key)
    with closed_on_failure(connection):
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{READER_CACHE_KIB}")
    return connection


@contextmanager
def closed_on_failure(connection: dbapi2.Connection) -> Iterator[None]:
    """Close the connection when its preparation fails.

    Left to chance it keeps the file open, and Windows lets nobody replace or delete an open file.
    """
    try:
        yield
    except BaseException:
        connection.close()
        raise
