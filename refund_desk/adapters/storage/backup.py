"""A second encrypted file with the state of the ledger, made while it is in use."""

from __future__ import annotations

import contextlib
from pathlib import Path

from refund_desk.adapters.storage.connections import connect
from refund_desk.application.ports.transactions import StorageReadOnlyError


def copy_ledger(path: Path, target: Path, key: bytes) -> None:
    """Write a copy under `target`, readable with the same key, whole or not at all.

    Raises `StorageReadOnlyError` or `dbapi2.Error` when that did not succeed.
    """
    beside = target.with_suffix(".part")
    try:
        beside.unlink(missing_ok=True)
        with (
            contextlib.closing(connect(path, key)) as source,
            contextlib.closing(connect(beside, key)) as copy,
        ):
            source.backup(copy)
        beside.replace(target)
    except OSError as error:
        raise StorageReadOnlyError("no backup") from error
