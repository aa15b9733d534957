"""Bring a source's applications up to date: windows of 30 days, to the last page, each once."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from refund_desk.application.complaint_orders import keep_orders
from refund_desk.application.complaint_rules import followed, new_application
from refund_desk.application.ground import Ground
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.picture_fetcher import PictureFetcher
from refund_desk.application.ports.application_source import ApplicationSource, Snapshot
from refund_desk.application.ports.order_facts_source import OrderFactsSource
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.conversation import Message
from refund_desk.domain.events import ApplicationsChanged, SyncChanged, SyncState
from refund_desk.domain.identifiers import Mchid, TransactionId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.refund_application import ComplaintState, RefundApplication

POLL_EVERY_S = 120.0
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


@dataclass(slots=True)
class _Tally:
    """What one sync brought."""

    arrived: int = 0
    changed: int = 0
    unreadable: int = 0
    why: str = ""
    changed_ids: list[int] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class PullApplications:
    """One look at a source. Looks never overlap.

    `customer_salt` keys the HMAC that stands for a customer's phone. A window of more than
    `pages_at_most` pages (a hundred thousand applications) has no end: the far side has gone mad.
    """

    ground: Ground
    source: ApplicationSource
    facts: OrderFactsSource
    fetcher: PictureFetcher
    mchid: Mchid
    customer_salt: bytes
    pages_at_most: int = 2_000
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def __call__(self, *, full: bool = False) -> None:
        """Look at the last 30 days, and once a Beijing day (or when `full`) at the last 365."""
        async with self._one_at_a_time:
            self._tell(SyncState.RUNNING, _Tally())
            tally = _Tally()
            await self._look(tally, full=full)
            self._tell(SyncState.TROUBLE if tally.why else SyncState.DONE, tally)
            if tally.arrived or tally.changed:
                ids = tuple(tally.changed_ids[:50]) if tally.changed <= 50 else ()
                self.ground.publish(ApplicationsChanged(ids, tally.arrived))

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
        application, _new = await self.ground.run(
            lambda stores: self._keep(stores, snapshot, history, asked_at)
        )
        await self._join_facts((application,))
        self.ground.publish(ApplicationsChanged((application.id,)))
        return ""

    async def older(self) -> None:
        """Read the open applications again that are older than the window of the poll."""
        before = self.ground.now() - timedelta(days=_WINDOW_DAYS)
        open_ones = await self.ground.run(
            lambda stores: stores.applications.open_applied_before(before, limit=_OLDER_AT_MOST)
        )
        for application in open_ones:
            why = await self.one(application.source_ref)
            if why and why not in _ITS_OWN:
                return

    async def _look(self, tally: _Tally, *, full: bool) -> None:
        """All windows that are due, newest first; a window that cannot be read ends the look."""
        today = beijing_day(self.ground.now())
        mark = await self.ground.run(lambda stores: stores.settings.get(_FULL_MARK))
        whole = full or mark != today.isoformat()
        for first_day, last_day in _windows(today, _DEPTH_DAYS if whole else _WINDOW_DAYS):
            if not await self._window(first_day, last_day, tally):
                return
        if whole:
            await self.ground.run(lambda stores: stores.settings.put(_FULL_MARK, today.isoformat()))
        self.ground.gate.look_passed()

    async def _window(self, first_day: date, last_day: date, tally: _Tally) -> bool:
        """One window to its last page; False when it could not be read to the end."""
        offset = 0
        for _page in range(self.pages_at_most):
            asked_at = self.ground.now()
            page = await self.source.page(first_day=first_day, last_day=last_day, offset=offset)
            if isinstance(page, Unreadable):
                tally.why = page.why
                if page.halts:
                    self.ground.gate.halt(page.why, by_look=True)
                return False
            if not page.length:
                return True
            tally.unreadable += page.unreadable
            await self._merge(page.snapshots, tally, asked_at)
            offset += page.length
            if page.total is not None and offset >= page.total:
                return True
        tally.why = "far.nonsense"
        return False

    async def _merge(
        self, snapshots: tuple[Snapshot, ...], tally: _Tally, asked_at: datetime
    ) -> None:
        """One page: what is new or changed, with its history and the shop's own facts."""
        # The far side may repeat one across pages while others arrive: the last reading counts.
        by_ref = {snapshot.source_ref: snapshot for snapshot in snapshots}
        stale = await self.ground.run(
            lambda stores: [s for s in by_ref.values() if _is_news(stores, s)]
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
        await self._join_facts(tuple(application for application, _new in kept))
        tally.arrived += sum(new for _application, new in kept)
        tally.changed += sum(not new for _application, new in kept)
        tally.changed_ids += [application.id for application, _new in kept]
        self.ground.publish(ApplicationsChanged(tuple(a.id for a, _new in kept)))

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
    ) -> tuple[RefundApplication, bool]:
        """Write one application as it stood at `asked_at`; whether it is new.

        What changed here since then (a rejection that was sent, a newer reading) would be undone by
        the old reading: it is dropped, and the next look sees the difference again.
        """
        now = self.ground.now()
        known = stores.applications.find(snapshot.source, snapshot.source_ref)
        if known is None:
            fresh = new_application(
                snapshot, mchid=self.mchid, customer_key=self._customer(snapshot), now=now
            )
            kept = stores.applications.add(followed(fresh, snapshot, history, now=now))
            _audit_arrival(stores, kept, AuditAction.RECEIVED, now)
        elif asked_at < known.changed_at <= now:
            return known, False
        else:
            kept = followed(known, snapshot, history, now=now)
            # Without its history the change is only half known: read it again next time.
            kept = kept if history is not None else replace(kept, fingerprint=known.fingerprint)
            stores.applications.replace(kept)
            if kept.round > known.round:
                _audit_arrival(stores, kept, AuditAction.REOPENED, now)
        if history is not None:
            stores.conversations.merge(kept.id, history)
        if len(snapshot.orders) > 1:
            keep_orders(stores, kept.id, snapshot.orders)
        return kept, known is None

    def _customer(self, snapshot: Snapshot) -> str:
        """Who this is, without saying it: an HMAC of the phone; empty when there is none."""
        if not snapshot.payer_phone:
            return ""
        return hmac.new(
            self.customer_salt, snapshot.payer_phone.encode(), hashlib.sha256
        ).hexdigest()

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

    def _tell(self, state: SyncState, tally: _Tally) -> None:
        """Tell the status bar."""
        self.ground.publish(
            SyncChanged(
                source=self.source.source.value,
                state=state,
                at=self.ground.now(),
                arrived=tally.arrived,
                changed=tally.changed,
                why=tally.why,
                next_in_s=POLL_EVERY_S,
                unreadable=tally.unreadable,
            )
        )


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


def _is_news(stores: Stores, snapshot: Snapshot) -> bool:
    """Whether a watched field changed since it was last read (or it was never read)."""
    known = stores.applications.find(snapshot.source, snapshot.source_ref)
    return known is None or known.fingerprint != snapshot.fingerprint


def _audit_arrival(
    stores: Stores, application: RefundApplication, action: AuditAction, now: datetime
) -> None:
    """The line that says an application came in, or came again."""
    began = application.round_started_at
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=SYSTEM,
            action=action,
            application_id=application.id,
            facts={
                "asked_fen": application.asked.count,
                "source": application.source.value,
                "began_at": began.isoformat(timespec="seconds"),
            },
        )
    )
