"""Books that were restored or imported, until they know what happened after they were copied.

The mark lies in the books themselves, so every program that opens them sees it (decisions.md 5.5).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from refund_desk.application.automatic_rules import write_stopped
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import RESTORED
from refund_desk.domain.audit import OWNER, SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.errors import RuleBrokenError

# What was written last may have been written by a clock that was off by less than stops all
# sending, and a bill's midnight is WeChat Pay's.
_CLOCK_DOUBT = timedelta(minutes=5)
# A bill that WeChat Pay does not give for so long is no longer waited for, nor an answer about what
# it names: every payment that was touched since says so itself, and gets the ladder before any
# money moves.
BILLS_WAIT = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class RestoredBooks:
    """`since` is when the copy ends, `begun_at` when the desk began to catch up with it (UTC)."""

    since: datetime
    begun_at: datetime

    @property
    def first_day(self) -> date:
        """The first day whose bill may name a refund that the copy does not know."""
        return beijing_day(self.since - _CLOCK_DOUBT)

    def waits_for_bills(self, now: datetime) -> bool:
        """Whether a bill that is not here is still worth waiting for."""
        return now < self.begun_at + BILLS_WAIT


def write_restored(
    stores: Stores, *, since: datetime, facts: dict[str, str | int | bool], at: datetime
) -> None:
    """Mark the books, and say so in their trail. `facts` name the books that they replace.

    Books that had not caught up when they were copied are in the dark for longer. What the copy
    forgot was agreed to automatically counts against no limit here: that is off until the owner
    switches it on again.
    """
    before = stores.settings.get(RESTORED)
    if before is not None:
        since = min(since, datetime.fromisoformat(json.loads(before)[0]))
    _keep(stores, since)
    stores.audit.append(
        AuditEntry(
            at=at,
            actor=OWNER,
            action=AuditAction.BOOKS_RESTORED,
            facts={**facts, "since": since.isoformat()},
        )
    )
    write_stopped(stores, "automatic.restored", now=at)


def restored_books(stores: Stores, *, now: datetime) -> RestoredBooks | None:
    """The mark, with its beginning set by the first look; None for books that know everything."""
    text = stores.settings.get(RESTORED)
    if text is None:
        return None
    since, *begun = (datetime.fromisoformat(part) for part in json.loads(text))
    if not begun:
        _keep(stores, since, now)
    return RestoredBooks(since, begun[0] if begun else now)


def is_caught_up(stores: Stores) -> bool:
    """Whether the books know everything that they ever will."""
    return stores.settings.get(RESTORED) is None


def ensure_caught_up(stores: Stores) -> None:
    """Raise `RuleBrokenError("restored")` while the books do not know what happened since."""
    if not is_caught_up(stores):
        raise RuleBrokenError(RESTORED)


def write_caught_up(
    stores: Stores, *, asked: int, unproved: tuple[date, ...], at: datetime, untaken: int = 0
) -> None:
    """Take the mark away: nothing of the past is in the dark any more.

    So many refunds were `asked` about; the bills of these days never came, and so many refunds that
    bills name got no answer.
    """
    if is_caught_up(stores):
        return
    stores.settings.put(RESTORED, None)
    facts: dict[str, str | int | bool] = {"asked": asked}
    if unproved:
        facts["unproved"] = ",".join(day.isoformat() for day in unproved)
    if untaken:
        facts["untaken"] = untaken
    stores.audit.append(
        AuditEntry(at=at, actor=SYSTEM, action=AuditAction.BOOKS_CAUGHT_UP, facts=facts)
    )


def _keep(stores: Stores, *instants: datetime) -> None:
    stores.settings.put(RESTORED, json.dumps([instant.isoformat() for instant in instants]))
