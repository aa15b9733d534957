"""Agree to many applications with one press: plans all of them, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from refund_desk.application.commands import ApproveSheetCommand, SheetLine
from refund_desk.application.ground import Ground
from refund_desk.application.policy_book import policy_in_force
from refund_desk.application.ports.transactions import AlreadyExistsError, Stores
from refund_desk.application.setting_names import SHEETS_MADE
from refund_desk.application.sheet_rules import ensure_all_green, left_today
from refund_desk.application.use_cases.approve_application import ApproveApplication
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import total_of
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.domain.sheet import SHEET_MAX, LineRefusal, SheetRefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSheet:
    """The refunds of a confirmed sheet, in its order; `name` stands in each one's audit line."""

    name: str
    refunds: tuple[Refund, ...]


@dataclass(slots=True, kw_only=True)
class ApproveSheet:
    """A person's "agree" to a whole review sheet; nothing is sent yet."""

    ground: Ground
    approve: ApproveApplication

    async def __call__(self, command: ApproveSheetCommand) -> PlannedSheet:
        """The planned refunds, durable; all of them are written in one transaction, or none is.

        Raises `SheetRefusedError` with every line that no longer holds: what `ApproveApplication`
        raises, `changed.asked`, `changed.checks`, `sheet.same_payment`. Raises `RuleBrokenError`
        for the whole: `sheet.empty`, `sheet.many`, `sheet.total`, `limit.day`, `ref.dup`, or why
        sending is stopped.
        """
        self.ground.gate.ensure_open()
        _ensure_sound(command)
        now = self.ground.now()
        try:
            sheet = await self.ground.run(lambda stores: self._plan(stores, command, now))
        except AlreadyExistsError:
            raise RuleBrokenError("ref.dup") from None
        for refund in sheet.refunds:
            self.ground.tell(refund)
        return sheet

    def _plan(self, stores: Stores, command: ApproveSheetCommand, now: datetime) -> PlannedSheet:
        """Every line, then the sum of the day; an exception takes back what was written before."""
        policy = policy_in_force(stores)
        room = left_today(stores, policy, now=now)
        name = _next_name(stores)
        planned: list[Refund] = []
        refusals: list[LineRefusal] = []
        for line in command.lines:
            number = line.command.application_id
            try:
                _ensure_as_seen(stores, line, planned)
                refund = self.approve.plan(stores, line.command, now, sheet=name)
                ensure_all_green(stores, refund, policy, now=now)
            except RuleBrokenError as broken:
                refusals.append(LineRefusal(number, broken.code, broken.limits))
            else:
                planned.append(refund)
        if refusals:
            raise SheetRefusedError(tuple(refusals))
        if command.total > room:
            limit = policy.day_limit.count
            raise RuleBrokenError("limit.day", limit_fen=limit, left_fen=room.count)
        return PlannedSheet(name=name, refunds=tuple(planned))


def _ensure_as_seen(stores: Stores, line: SheetLine, planned: list[Refund]) -> None:
    """Raise `RuleBrokenError` when the buyer asks for something else now, or for a payment twice.

    What was agreed to once a proof is there goes on no sheet. A second refund of a payment would
    have to wait a minute for the first: it is pressed by itself.
    """
    application = stores.applications.get(line.command.application_id)
    if application.asked != line.seen_asked:
        raise RuleBrokenError("changed.asked")
    if application.state is ApplicationState.AGREED_WAITING_PROOF:
        raise RuleBrokenError("proof.awaited")
    if any(refund.transaction_id == application.transaction_id for refund in planned):
        raise RuleBrokenError("sheet.same_payment")


def _ensure_sound(command: ApproveSheetCommand) -> None:
    """Raise `RuleBrokenError` for a sheet that nobody can have reviewed."""
    if not command.lines:
        raise RuleBrokenError("sheet.empty")
    if len(command.lines) > SHEET_MAX:
        raise RuleBrokenError("sheet.many", count=SHEET_MAX)
    if total_of(line.command.amount for line in command.lines) != command.total:
        raise RuleBrokenError("sheet.total")


def _next_name(stores: Stores) -> str:
    """The name of the next sheet of this ledger: S1, S2, ..."""
    number = int(stores.settings.get(SHEETS_MADE) or "0") + 1
    stores.settings.put(SHEETS_MADE, str(number))
    return f"S{number}"
