"""Bring the applications of a source with a cursor up to date: page after page, none lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from refund_desk.application.ground import Ground
from refund_desk.application.keeper import Keeper, Kept, Reading, is_news
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.picture_fetcher import PictureFetcher
from refund_desk.application.ports.change_source import (
    FROM_THE_BEGINNING,
    BadCursor,
    ChangePage,
    ChangeSource,
    FeedApplication,
)
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import cursor_of, old_readings_of, place_of
from refund_desk.application.sync_report import SyncReport
from refund_desk.domain.events import ApplicationsChanged

_Answer = ChangePage | BadCursor | Unreadable
# An application that was read again, or is there no more.
_READ = frozenset({"", "changed.gone"})
# Goods' pictures fetched after one look: those of the newest applications, each once.
_PICTURES_MOST = 200


@dataclass(slots=True, kw_only=True)
class PullFeed:
    """One look at a source. Looks never overlap.

    A page and the cursor behind it are written in one transaction: a crash repeats a page and
    loses none. More than `pages_at_most` pages in a row have no end: the far side has gone mad.
    """

    ground: Ground
    source: ChangeSource
    keeper: Keeper
    fetcher: PictureFetcher
    pages_at_most: int = 10_000
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def __call__(self) -> None:
        """Read what changed since the last look; raises a `StorageError`.

        A source that the shop has not connected is left alone, and nothing is said of it.
        """
        async with self._one_at_a_time:
            if not await self.source.is_connected():
                return
            report = SyncReport(ground=self.ground, source=self.source.source)
            report.begin()
            pictures = await self._look(report)
            await self._read_again()
            report.end(is_off=not await self.source.is_connected())
            await self.fetcher(pictures, self.source.picture)

    async def one(self, source_ref: str) -> str:
        """Read one application again; the key of a sentence where unread."""
        asked_at = self.ground.now()
        answer = await self.source.application(source_ref)
        if isinstance(answer, Missing):
            return "changed.gone"
        if isinstance(answer, Unreadable):
            return answer.why
        (kept,) = await self.ground.run(lambda stores: self._keep(stores, (answer,), asked_at))
        self.ground.publish(ApplicationsChanged((kept.application.id,)))
        return ""

    async def _look(self, report: SyncReport) -> tuple[str, ...]:
        """Every page that there is; references of the goods' pictures."""
        place, cursor = await self._place_and_cursor()
        asked_at, page = await self._read(cursor)
        if isinstance(page, BadCursor) and cursor != FROM_THE_BEGINNING:
            # What the shop forgot is asked for anew: what is known already changes nothing.
            cursor = FROM_THE_BEGINNING
            asked_at, page = await self._read(cursor)
        pictures: dict[str, None] = {}
        for _page in range(self.pages_at_most):
            if not isinstance(page, ChangePage):
                report.why = page.why if isinstance(page, Unreadable) else "far.nonsense"
                return tuple(pictures)
            if page.more and page.next_cursor == cursor:
                break
            pictures = _newest(pictures, page)
            # The next page travels while this one is being written.
            kept, (next_asked_at, next_page) = await self._write_and_read(page, asked_at, place)
            if kept is None:
                # Connected to another place meanwhile: the next look begins there.
                return tuple(pictures)
            report.not_of_form(len(page.unreadable), page.unreadable)
            if kept:
                report.kept(kept)
            if not page.more:
                return tuple(pictures)
            cursor, asked_at, page = page.next_cursor, next_asked_at, next_page
        report.why = "far.nonsense"
        return tuple(pictures)

    async def _place_and_cursor(self) -> tuple[str | None, str]:
        """Which place is read, and up to where everything of it is kept."""
        source = self.source.source
        place, cursor = await self.ground.run(
            lambda stores: (
                stores.settings.get(place_of(source)),
                stores.settings.get(cursor_of(source)),
            )
        )
        return place, cursor or FROM_THE_BEGINNING

    async def _read(self, cursor: str) -> tuple[datetime, _Answer]:
        """A page, and when it was asked for."""
        asked_at = self.ground.now()
        return asked_at, await self.source.changes(cursor)

    async def _write_and_read(
        self, page: ChangePage, asked_at: datetime, place: str | None
    ) -> tuple[list[Kept] | None, tuple[datetime, _Answer]]:
        """Write this page, and read the next one where there is one; see `_write` for None."""
        writing = self.ground.run(lambda stores: self._write(stores, page, asked_at, place))
        if not page.more:
            return await writing, (asked_at, page)
        # Both are awaited whatever becomes of either: nothing runs on that nobody waits for.
        kept, following = await asyncio.gather(
            writing, self._read(page.next_cursor), return_exceptions=True
        )
        if isinstance(kept, BaseException):
            raise kept
        if isinstance(following, BaseException):
            raise following
        return kept, following

    def _write(
        self, stores: Stores, page: ChangePage, asked_at: datetime, place: str | None
    ) -> list[Kept] | None:
        """One page, the cursor behind it, and what of the page has to be read again.

        None, and nothing is written, when the page is of another place than the one in force.
        """
        if stores.settings.get(place_of(self.source.source)) != place:
            return None
        # Asked for from the beginning, or twice in a page: what is known changes nothing.
        by_ref = {told.snapshot.source_ref: told for told in page.applications}
        news = [told for told in by_ref.values() if is_news(stores, told.snapshot)]
        kept = self._keep(stores, news, asked_at)
        stores.settings.put(cursor_of(self.source.source), page.next_cursor)
        old = [one.application.source_ref for one in kept if one.is_old]
        if old:
            name = old_readings_of(self.source.source)
            stores.settings.put(name, json.dumps(_listed(stores.settings.get(name)) + old))
        return [one for one in kept if not one.is_old]

    async def _read_again(self) -> None:
        """What changed here while its page was on the way: the cursor has passed it."""
        name = old_readings_of(self.source.source)
        waiting = _listed(await self.ground.run(lambda stores: stores.settings.get(name)))
        left = [ref for ref in dict.fromkeys(waiting) if await self.one(ref) not in _READ]
        if waiting:
            text = json.dumps(left) if left else None
            await self.ground.run(lambda stores: stores.settings.put(name, text))

    def _keep(
        self, stores: Stores, applications: Iterable[FeedApplication], asked_at: datetime
    ) -> list[Kept]:
        """These applications with their conversations and facts."""
        now = self.ground.now()
        kept = []
        for told in applications:
            reading = Reading(snapshot=told.snapshot, history=told.messages, asked_at=asked_at)
            kept.append(self.keeper.keep(stores, reading, now=now))
            if told.facts is not None:
                stores.orders.put_facts(told.facts)
        return kept


def _listed(text: str | None) -> list[str]:
    """The references of a kept list."""
    return [str(reference) for reference in json.loads(text or "[]")]


def _newest(pictures: dict[str, None], page: ChangePage) -> dict[str, None]:
    """The references of goods' pictures so far, the newest applications' kept, each once."""
    for told in page.applications:
        for goods in told.facts.goods if told.facts is not None else ():
            if goods.picture_ref:
                pictures.pop(goods.picture_ref, None)
                pictures[goods.picture_ref] = None
    return dict.fromkeys(list(pictures)[-_PICTURES_MOST:])
