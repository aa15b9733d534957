"""Bring a source's applications up to date: windows of 30 days, to the last page, each once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from refund_desk.application.ground import Ground
from refund_desk.application.keeper import Keeper, Kept, Reading, is_news
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.picture_fetcher import PictureFetcher
from refund_desk.application.ports.application_source import ApplicationSource, Snapshot
from refund_desk.application.ports.order_facts_source import OrderFactsSource
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.sync_report import SyncReport
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.conversation import Message
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.refund_application import ComplaintState, RefundApplication

# The list takes at most 30 days at once and knows the last 365 (decisions.md 5.6).
_WINDOW_DAYS = 30
_DEPTH_DAYS = 365
_HISTORIES_AT_ONCE = 4
_OLDER_AT_MOST = 200
# Troubles of one application, which say nothing about the next one.
_ITS_OWN = frozenset({"changed.gone", "far.nonsense", "far.ruled"})
# An open application older than the window of the poll is read by itself this often.
OLDER_EVERY_S = 1800.0
_FULL_MARK = "sync.full_day"


@dataclass(slots=True, kw_only=True)
class PullApplications:
    """One look at a source. Looks never overlap.

    A window of more than `pages_at_most` pages (a hundred thousand applications) has no end: the
    far side has gone mad.
    """

    ground: Ground
    source: ApplicationSource
    facts: OrderFactsSource
    fetcher: PictureFetcher
    keeper: Keeper
    pages_at_most: int = 2_000
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def __call__(self, *, full: bool = False) -> None:
        """Look at the last 30 days, and once a Beijing day (or when `full`) at the last 365."""
        async with self._one_at_a_time:
            report = SyncReport(ground=self.ground, source=self.source.source)
            report.begin()
            await self._look(report, full=full)
            report.end()

    async def one(self, source_ref: str) -> str:
        """Read one application and its history again; the key of a sentence where unread."""
        asked_at = self.ground.now()
        snapshot = await self.source.read(source_ref)
        if isinstance(snapshot, Missing):
            return "changed.gone"
        if isinstance(snapshot, Unreadable):
            return snapshot.why
        history = await self.source.history(source_ref)
        if isinstance(history, Unreadable):
            return history.why
        kept = await self.ground.run(lambda stores: self._keep(stores, snapshot, history, asked_at))
        application = kept.application
        await self._join_facts((application,))
        self.ground.publish(ApplicationsChanged((application.id,)))
        return ""

    async def older(self) -> None:
        """Read the open applications again that are older than the window of the poll."""
        before = self.ground.now() - timedelta(days=_WINDOW_DAYS)
        open_ones = await self.ground.run(
            lambda stores: stores.applications.open_applied_before(
                before, source=self.source.source, limit=_OLDER_AT_MOST
            )
        )
        for application in open_ones:
            why = await self.one(application.source_ref)
            if why and why not in _ITS_OWN:
                return

    async def _look(self, report: SyncReport, *, full: bool) -> None:
        """All windows that are due, newest first; a window that cannot be read ends the look."""
        today = beijing_day(self.ground.now())
        mark = await self.ground.run(lambda stores: stores.settings.get(_FULL_MARK))
        whole = full or mark != today.isoformat()
        for first_day, last_day in _windows(today, _DEPTH_DAYS if whole else _WINDOW_DAYS):
            if not await self._window(first_day, last_day, report):
                return
        if whole:
            await self.ground.run(lambda stores: stores.settings.put(_FULL_MARK, today.isoformat()))
        self.ground.gate.look_passed()

    async def _window(self, first_day: date, last_day: date, report: SyncReport) -> bool:
        """One window to its last page; False when it could not be read to the end."""
        offset = 0
        for _page in range(self.pages_at_most):
            asked_at = self.ground.now()
            page = await self.source.page(first_day=first_day, last_day=last_day, offset=offset)
            if isinstance(page, Unreadable):
                report.why = page.why
                if page.halts:
                    self.ground.gate.halt(page.why, by_look=True)
                return False
            if not page.length:
                return True
            report.not_of_form(page.unreadable)
            await self._merge(page.snapshots, report, asked_at)
            offset += page.length
            if page.total is not None and offset >= page.total:
                return True
        report.why = "far.nonsense"
        return False

    async def _merge(
        self, snapshots: tuple[Snapshot, ...], report: SyncReport, asked_at: datetime
    ) -> None:
        """One page: what is new or changed, with its history and the shop's own facts."""
        # The far side may repeat one across pages while others arrive: the last reading counts.
        by_ref = {snapshot.source_ref: snapshot for snapshot in snapshots}
        stale = await self.ground.run(
            lambda stores: [s for s in by_ref.values() if is_news(stores, s)]
        )
        if not stale:
            return
        histories = await self._histories(stale)
        kept = await self.ground.run(
            lambda stores: [
                self._keep(stores, snapshot, histories.get(snapshot.source_ref), asked_at)
                for snapshot in stale
            ]
        )
        await self._join_facts(tuple(one.application for one in kept))
        report.kept(kept)

    async def _histories(self, stale: list[Snapshot]) -> dict[str, tuple[Message, ...]]:
        """The conversations of those that still matter; the others are read when opened."""
        places = asyncio.Semaphore(_HISTORIES_AT_ONCE)
        recent = self.ground.now() - timedelta(days=_WINDOW_DAYS)

        async def read(snapshot: Snapshot) -> tuple[str, tuple[Message, ...] | Unreadable]:
            async with places:
                return snapshot.source_ref, await self.source.history(snapshot.source_ref)

        wanted = [
            s
            for s in stale
            if s.complaint_state is not ComplaintState.PROCESSED or s.applied_at > recent
        ]
        answers = await asyncio.gather(*(read(snapshot) for snapshot in wanted))
        return {ref: history for ref, history in answers if not isinstance(history, Unreadable)}

    def _keep(
        self,
        stores: Stores,
        snapshot: Snapshot,
        history: tuple[Message, ...] | None,
        asked_at: datetime,
    ) -> Kept:
        """See `Keeper.keep`."""
        reading = Reading(snapshot=snapshot, history=history, asked_at=asked_at)
        return self.keeper.keep(stores, reading, now=self.ground.now())

    async def _join_facts(self, applications: tuple[RefundApplication, ...]) -> None:
        """Goods, freight and logistics from the shop's own backend, and the goods' pictures."""
        numbers: tuple[TransactionId, ...] = tuple(
            a.transaction_id for a in applications if a.transaction_id is not None
        )
        if not numbers:
            return
        answer = await self.facts.facts(numbers)
        if isinstance(answer, Unreadable):
            return
        await self.ground.run(lambda stores: _put_facts(stores, answer))
        references = tuple(
            goods.picture_ref for facts in answer for goods in facts.goods if goods.picture_ref
        )
        await self.fetcher(references, self.facts.picture)


def _windows(today: date, depth_days: int) -> Iterator[tuple[date, date]]:
    """(first, last) Beijing days, newest first, each at most 30 days, together `depth_days`."""
    oldest = today - timedelta(days=depth_days - 1)
    last = today
    while last >= oldest:
        first = max(oldest, last - timedelta(days=_WINDOW_DAYS - 1))
        yield first, last
        last = first - timedelta(days=1)


def _put_facts(stores: Stores, known: tuple[OrderFacts, ...]) -> None:
    """Keep what the shop's backend knows of these payments."""
    for facts in known:
        stores.orders.put_facts(facts)
