"""All sources of one desk: looked at together, each with its own trouble."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from refund_desk.application.background import raise_first
from refund_desk.application.counterparts import Counterparts
from refund_desk.application.use_cases.pull_applications import PullApplications
from refund_desk.application.use_cases.pull_feed import PullFeed
from refund_desk.domain.refund_application import RefundApplication

Look = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Complaints, which are looked through, and feeds, which tell what changed."""

    counterparts: Counterparts
    complaints: PullApplications
    feeds: tuple[PullFeed, ...]

    @property
    def looks(self) -> tuple[tuple[str, Look], ...]:
        """(task key, one look) of every source (decisions.md 3.5)."""
        feeds = ((f"sync:{feed.source.source}", feed.__call__) for feed in self.feeds)
        return ((f"sync:{self.complaints.source.source}", self.complaints.__call__), *feeds)

    async def __call__(self, *, full: bool = False) -> None:
        """One look at each source, at once; `full` looks at a whole year of complaints.

        A slow source keeps no other waiting. Raises a `StorageError` once all have ended.
        """
        looks = (self.complaints(full=full), *(feed() for feed in self.feeds))
        raise_first(await asyncio.gather(*looks, return_exceptions=True))

    async def one(self, application: RefundApplication) -> str:
        """Read one application again at its source; the key of a sentence where unread."""
        if application.source is self.complaints.source.source:
            return await self.complaints.one(application.source_ref)
        for feed in self.feeds:
            if feed.source.source is application.source:
                return await feed.one(application.source_ref)
        return ""

    async def older(self) -> None:
        """See `PullApplications.older`; a feed tells of old applications like of new ones."""
        await self.complaints.older()
