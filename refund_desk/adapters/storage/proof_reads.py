"""Reads for the daily proof; the port's `ProofReads`. Its queries are read when first needed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from refund_desk.adapters.storage.readers import Readers

if TYPE_CHECKING:
    from refund_desk.application.proof_rows import Balance, ProofDay, ProofOfDay


class SqlProofReads:
    """Frozen rows of the daily proof; every call sees one state of the ledger."""

    def __init__(self, readers: Readers) -> None:
        """Read through these threads."""
        self._readers = readers

    async def proof_days(self, *, now: datetime) -> tuple[ProofDay, ...]:
        """The days that bills were or should be asked for, newest first, at most 90."""
        return await self._readers.read(lambda connection: _days(connection, now))

    async def proof_of(self, day: date) -> ProofOfDay:
        """One day, compared as the ledger stands now."""
        return await self._readers.read(lambda connection: _proof_of(connection, day))

    async def balance(self) -> Balance | None:
        """What the last fund-flow bill says; None when there was none yet."""
        return await self._readers.read(_balance)


def _days(connection: Connection, now: datetime) -> tuple[ProofDay, ...]:
    from refund_desk.adapters.storage.proof_queries import days

    return days(connection, now)


def _proof_of(connection: Connection, day: date) -> ProofOfDay:
    from refund_desk.adapters.storage.proof_queries import proof_of

    return proof_of(connection, day)


def _balance(connection: Connection) -> Balance | None:
    from refund_desk.adapters.storage.proof_queries import balance

    return balance(connection)
