"""The loop that asks for bills: at the start, and four times a day (decisions.md 4.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from refund_desk.application.background import Alarm
from refund_desk.application.ground import Ground
from refund_desk.application.ports.transactions import StorageError, Stores
from refund_desk.application.setting_names import PROOF_FIRST_DAY
from refund_desk.application.use_cases.reconcile_day import ReconcileDay
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.events import Troubled
from refund_desk.domain.reconciliation import next_asking, owed_days

# A new ledger looks this far back: the balance is there at once, and so is what was refunded
# elsewhere lately.
DAYS_BEFORE_USE = 7
# How often the clock is looked at; the business clock of the practice shop may jump.
_LOOK_S = 60.0
_DAY = timedelta(days=1)
# After so many days in a row that did not come, the others wait for the next time.
_TROUBLES_MAX = 3
# The fund-flow bill may be asked for three times a second (WeChat Pay 4013071235).
_BETWEEN_DAYS_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLoop:
    """Tries the days that are not proved yet, oldest first.

    `alarm` is stopped when the program closes.
    """

    ground: Ground
    reconcile: ReconcileDay
    alarm: Alarm
    between_days_s: float = _BETWEEN_DAYS_S

    async def __call__(self) -> None:
        """Run until its alarm is stopped."""
        ask_at: datetime | None = None
        while not self.alarm.stopped:
            # A clock that was put back must not keep the bills away for days.
            left = None if ask_at is None else ask_at - self.ground.now()
            if left is None or not timedelta(0) < left <= _DAY:
                try:
                    await self.turn()
                    ask_at = next_asking(self.ground.now())
                except StorageError as trouble:
                    self.ground.publish(Troubled(trouble.why))
            await self.alarm.sleep(_LOOK_S)

    async def turn(self) -> int:
        """Try every day that is owed now; how many were tried."""
        since = await self.ground.run(self._since)
        proved = await self.ground.run(lambda stores: stores.bills.proved_days(since))
        tried = troubles = 0
        for day in owed_days(self.ground.now(), since=since, proved=proved):
            if self.alarm.stopped or troubles == _TROUBLES_MAX:
                break
            if tried:
                await self.alarm.sleep(self.between_days_s)
            tried += 1
            result = await self.reconcile(day)
            troubles = troubles + 1 if result.why else 0
            if result.ends_the_round:
                break
        return tried

    def _since(self, stores: Stores) -> date:
        """The first day to ask for; the first day of use is noted when bills are first wanted."""
        noted = stores.settings.get(PROOF_FIRST_DAY)
        if noted is None:
            noted = beijing_day(stores.bills.began_at() or self.ground.now()).isoformat()
            stores.settings.put(PROOF_FIRST_DAY, noted)
        return date.fromisoformat(noted) - timedelta(days=DAYS_BEFORE_USE)
