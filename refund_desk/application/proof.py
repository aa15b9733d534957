"""The daily proof as the window has it: what to read, what to press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.proof_reads import ProofReads
from refund_desk.application.proof_rows import ProofDay, ProofOfDay
from refund_desk.application.use_cases.note_difference import NoteDifference
from refund_desk.application.use_cases.reconcile_day import DayTry, ReconcileDay
from refund_desk.application.use_cases.record_found_refund import RecordFoundRefund
from refund_desk.domain.identifiers import RefundId


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Each method is one read or one use case; see there for errors and promises."""

    reads: ProofReads
    clock: Clock
    reconcile: ReconcileDay
    record_found: RecordFoundRefund
    note_difference: NoteDifference

    async def days(self) -> tuple[ProofDay, ...]:
        """See `ProofReads.proof_days`."""
        return await self.reads.proof_days(now=self.clock.now())

    async def of(self, day: date) -> ProofOfDay:
        """See `ProofReads.proof_of`."""
        return await self.reads.proof_of(day)

    async def fetch(self, day: date) -> DayTry:
        """See `ReconcileDay`."""
        return await self.reconcile(day)

    async def record(self, refund_id: RefundId, *, told_before: bool) -> None:
        """See `RecordFoundRefund`."""
        await self.record_found(refund_id, told_before=told_before)

    async def note(self, day: date, number: str) -> None:
        """See `NoteDifference`."""
        await self.note_difference(day, number)
