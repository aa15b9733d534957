"""A few reader threads, each with a connection of its own that cannot write."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine

from refund_desk.adapters.storage.engine import snapshot, storage_errors

Result = TypeVar("Result")


class Readers:
    """Runs reads beside the loop; each sees one state of the database."""

    def __init__(self, engine: Engine, *, count: int, name: str) -> None:
        """At most `count` threads, started when first needed."""
        self._engine = engine
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)
        self._own = threading.local()
        self._connections: list[Connection] = []

    async def read(self, look: Callable[[Connection], Result]) -> Result:
        """The result of `look`, run in a reader thread; raises `StorageError`."""
        return await asyncio.wrap_future(self._pool.submit(self._looked, look))

    def close(self) -> None:
        """Let running reads end, then close. Blocks; idempotent."""
        self._pool.shutdown()
        while self._connections:
            self._connections.pop().close()

    def _looked(self, look: Callable[[Connection], Result]) -> Result:
        with storage_errors():
            connection = self._connection()
            with snapshot(connection):
                return look(connection)

    def _connection(self) -> Connection:
        """This thread's connection."""
        connection: Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._engine.connect()
            self._connections.append(connection)
        return connection
