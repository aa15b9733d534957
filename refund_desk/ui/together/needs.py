"""What of the application layer the sheets use: `Services` has it, and so has a stand-in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from refund_desk.application.commands import ApproveSheetCommand
from refund_desk.application.use_cases.approve_sheet import PlannedSheet
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import Refund
from refund_desk.ui.decisions.needs import CaseServices


class SheetVerbs(Protocol):
    """The one sheet that may be on its way."""

    async def approve(self, command: ApproveSheetCommand) -> PlannedSheet:
        """Plan all of it; `SheetRefusedError`, `RuleBrokenError` or `StorageError`."""

    async def submit(self, sheet: PlannedSheet) -> tuple[Refund, ...]:
        """Window, queue, sends; how each refund stands at the end."""

    def submit_now(self) -> bool:
        """End the undo window."""

    def pause(self) -> bool:
        """Begin no other refund."""

    def resume(self) -> bool:
        """Go on."""

    def stop(self) -> bool:
        """Undo what is not being sent."""

    async def refunds(self, refund_ids: Iterable[int]) -> tuple[Refund, ...]:
        """How these refunds stand."""

    async def left_today(self) -> Fen:
        """What is left of the day's limit (fen)."""


class SheetServices(CaseServices, Protocol):
    """The use cases behind picking."""

    @property
    def sheets(self) -> SheetVerbs:
        """The sheets."""

    async def read_payment(self, application_id: int) -> None:
        """Read the payment of an application again."""

    async def mark_read(self, application_ids: tuple[int, ...]) -> None:
        """Mark applications read."""
