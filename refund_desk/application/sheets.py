"""Review sheets as the window uses them: what may go together, the press, the queue."""

from __future__ import annotations

from collections.abc import Iterable

from refund_desk.application.commands import ApproveSheetCommand
from refund_desk.application.ground import Ground
from refund_desk.application.policy_book import policy_in_force
from refund_desk.application.sheet_rules import left_today
from refund_desk.application.undo_windows import UndoEnd
from refund_desk.application.use_cases.approve_application import ApproveApplication
from refund_desk.application.use_cases.approve_sheet import ApproveSheet, PlannedSheet
from refund_desk.application.use_cases.submit_refund import SubmitRefund
from refund_desk.application.use_cases.submit_sheet import SubmitSheet
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import Refund


class Sheets:
    """Every verb about many refunds at once. One sheet is on its way at a time."""

    def __init__(
        self,
        ground: Ground,
        approve: ApproveApplication,
        submit: SubmitRefund,
        *,
        undo_s: float,
    ) -> None:
        """Over the use cases of single refunds; `undo_s` is how long a press can be undone."""
        self._ground = ground
        self._approve = ApproveSheet(ground=ground, approve=approve)
        self._submit = SubmitSheet(ground=ground, submit=submit, undo_s=undo_s)

    async def approve(self, command: ApproveSheetCommand) -> PlannedSheet:
        """See `ApproveSheet`; `sheet.running` while another sheet is on its way."""
        if self._submit.is_running:
            raise RuleBrokenError("sheet.running")
        return await self._approve(command)

    async def submit(self, sheet: PlannedSheet) -> tuple[Refund, ...]:
        """See `SubmitSheet`."""
        return await self._submit(sheet)

    def submit_now(self) -> bool:
        """See `SubmitSheet.submit_now`."""
        return self._submit.submit_now()

    def pause(self) -> bool:
        """See `SubmitSheet.pause`."""
        return self._submit.pause()

    def resume(self) -> bool:
        """See `SubmitSheet.resume`."""
        return self._submit.resume()

    def stop(self) -> bool:
        """See `SubmitSheet.stop`."""
        return self._submit.stop()

    def stop_by_closing(self) -> bool:
        """The same because the window closes; the next start tells of it."""
        return self._submit.stop(UndoEnd.CLOSED)

    async def refunds(self, refund_ids: Iterable[int]) -> tuple[Refund, ...]:
        """These refunds as the ledger has them."""
        return await self._submit.refunds(refund_ids)

    async def left_today(self) -> Fen:
        """How much of the day's limit is left, plans counted as spent (fen)."""
        now = self._ground.now()
        return await self._ground.run(
            lambda stores: left_today(stores, policy_in_force(stores), now=now)
        )
