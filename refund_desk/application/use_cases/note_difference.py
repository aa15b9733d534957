"""A person's 已核对: a difference was looked at, and nothing is to be recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from refund_desk.application.ground import Ground
from refund_desk.application.ports.bill_store import BillMark, Mark
from refund_desk.application.ports.transactions import AlreadyExistsError, Stores
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import BillsChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDifference:
    """Takes a difference off the list of what is to do; the difference itself stays in sight."""

    ground: Ground

    async def __call__(self, day: date, number: str, *, actor: str = OWNER) -> None:
        """Note the difference of this day and 商户退款单号.

        Raises `RuleBrokenError("found.recorded")` when somebody said something about it before.
        """

        def work(stores: Stores) -> None:
            now = self.ground.now()
            stores.bills.put_mark(BillMark(number=number, mark=Mark.NOTED, at=now, actor=actor))
            facts = {"day": day.isoformat(), "out_refund_no": number}
            stores.audit.append(
                AuditEntry(at=now, actor=actor, action=AuditAction.DIFFERENCE_NOTED, facts=facts)
            )

        try:
            await self.ground.run(work)
        except AlreadyExistsError:
            raise RuleBrokenError("found.recorded") from None
        self.ground.publish(BillsChanged(day))
