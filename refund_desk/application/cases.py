"""Reads of whole cases for the window."""

from __future__ import annotations

from refund_desk.application.case_rules import case_view
from refund_desk.application.case_view import CaseView
from refund_desk.application.policy_book import PolicyBook
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.read_model import ReadModel
from refund_desk.application.sending_gate import SendingGate


class Cases:
    """The one read that joins everything about an application."""

    def __init__(
        self, reads: ReadModel, clock: Clock, gate: SendingGate, policies: PolicyBook
    ) -> None:
        """Take what it reads from."""
        self._reads = reads
        self._clock = clock
        self._gate = gate
        self._policies = policies

    async def view(self, application_id: int) -> CaseView | None:
        """The application as the window shows it; None when there is none."""
        parts = await self._reads.case(application_id)
        if parts is None:
            return None
        policy = await self._policies.current()
        return case_view(parts, policy, now=self._clock.now(), why_closed=self._gate.why_closed)
