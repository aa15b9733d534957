"""The port of reads for the daily proof: frozen rows, never read by the writer's thread."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from refund_desk.application.proof_rows import Balance, ProofDay, ProofOfDay


class ProofReads(Protocol):
    """Reads for the page of the proof and for the status bar. Raises `StorageError` only."""

    async def proof_days(self, *, now: datetime) -> tuple[ProofDay, ...]:
        """The days that bills were or should be asked for, newest first, at most 90."""

    async def proof_of(self, day: date) -> ProofOfDay:
        """One day, compared as the ledger stands now."""

    async def balance(self) -> Balance | None:
        """What the last fund-flow bill says; None when there was none yet."""
