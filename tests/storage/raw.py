"""Looking at and tampering with a ledger's file past the product."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.storage.ledger import Ledger
from tests.storage.examples import KEY


@contextlib.contextmanager
def opened(path: Path, key: bytes = KEY) -> Iterator[Any]:
    """A raw connection of its own, in autocommit mode."""
    with contextlib.closing(connect(path, key)) as connection:
        yield connection


async def on_writer(ledger: Ledger, statement: str) -> Any:
    """Run a statement on the writer's own connection; its first value, if any."""

    def work(stores: Any) -> Any:
        row = stores.audit._connection.exec_driver_sql(statement).fetchone()
        return None if row is None else row[0]

    return await ledger.transactions.run(work)


def all_bytes(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
