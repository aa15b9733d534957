"""What of the application layer the page uses: `Services` has it, and so has a stand-in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from refund_desk.application.ports.clock import Clock
    from refund_desk.application.proof_rows import ProofDay, ProofOfDay
    from refund_desk.application.use_cases.reconcile_day import DayTry
    from refund_desk.domain.identifiers import RefundId


class DailyProof(Protocol):
    """Reads and presses of the proof; see `application.proof.Proof`."""

    async def days(self) -> tuple[ProofDay, ...]:
        """The days, newest first."""

    async def of(self, day: date) -> ProofOfDay:
        """One day, compared."""

    async def fetch(self, day: date) -> DayTry:
        """Get the bills of a day now."""

    async def record(self, refund_id: RefundId, *, told_before: bool) -> None:
        """Write down a refund that nobody made here."""

    async def note(self, day: date, number: str) -> None:
        """Say that a difference was looked at."""


class ReconciliationServices(Protocol):
    """The proof and the time."""

    @property
    def proof(self) -> DailyProof:
        """The daily proof."""

    @property
    def clock(self) -> Clock:
        """Now."""

    @property
    def practice(self) -> bool:
        """Whether this is the practice shop."""
