"""A feed that a test fills: applications in the order they last changed, and a cursor over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from refund_desk.application.keeper import Keeper
from refund_desk.application.outcomes import Missing, SendOutcome, Sent, Unreadable
from refund_desk.application.picture_fetcher import PictureFetcher
from refund_desk.application.ports.application_source import PictureContent, Snapshot
from refund_desk.application.ports.change_source import (
    FROM_THE_BEGINNING,
    BadCursor,
    ChangePage,
    FeedApplication,
)
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.application.use_cases.pull_feed import PullFeed
from refund_desk.domain.conversation import Message, MessageKind
from refund_desk.domain.refund_application import (
    FINAL_APPLICATION_STATES,
    ApplicationState,
    ComplaintState,
    RefundApplication,
    Source,
)
from tests.application.bench import Bench
from tests.application.far_side import FakeReader, snapshot_of
from tests.storage.examples import MCHID, a_message, an_application


class FakeFeed:
    """A ChangeSource and a Counterpart: `changed` is its list, `page_most` its page."""

    def __init__(self, source: Source = Source.SHOP_FEED) -> None:
        self.source = source
        self.connected = True
        self.changed: list[FeedApplication] = []
        self._places: dict[str, int] = {}
        self._told = 0
        self.page_most = 2
        self.unreadable: tuple[str, ...] = ()
        self.trouble: Unreadable | BadCursor | BaseException | None = None
        self.forgets = False
        self.spins = False
        self.asked: list[str] = []
        self.reads: list[str] = []
        self.outcomes: list[SendOutcome] = []
        self.uploads: list[str | SendOutcome] = []
        self.taken: dict[str, Outgoing] = {}
        self.said: list[Outgoing] = []
        self.when_asked: Callable[[], None] = lambda: None
        self.when_read: Callable[[], None] = lambda: None

    def tell(self, *told: FeedApplication) -> None:
        """These changed now: they stand at the end of the list."""
        refs = {one.snapshot.source_ref for one in told}
        self.changed = [o for o in self.changed if o.snapshot.source_ref not in refs]
        self.changed += told
        for one in told:
            self._places[one.snapshot.source_ref] = self._told = self._told + 1

    async def is_connected(self) -> bool:
        return self.connected

    async def changes(self, cursor: str) -> ChangePage | BadCursor | Unreadable:
        self.asked.append(cursor)
        self.when_asked()
        if isinstance(self.trouble, BaseException):
            raise self.trouble
        if self.trouble is not None:
            return self.trouble
        if self.forgets and cursor != FROM_THE_BEGINNING:
            self.forgets = False
            return BadCursor()
        after = [o for o in self.changed if self._place(o) > int(cursor or "0")]
        there = tuple(after[: self.page_most])
        end = str(self._place(there[-1])) if there and not self.spins else cursor
        more = self.spins or len(after) > len(there)
        return ChangePage(
            applications=there, next_cursor=end, more=more, unreadable=self.unreadable
        )

    def _place(self, one: FeedApplication) -> int:
        return self._places[one.snapshot.source_ref]

    async def application(self, source_ref: str) -> FeedApplication | Missing | Unreadable:
        self.reads.append(source_ref)
        self.when_read()
        if isinstance(self.trouble, Unreadable):
            return self.trouble
        found = (one for one in self.changed if one.snapshot.source_ref == source_ref)
        return next(found, None) or Missing()

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        return PictureContent(content=reference.encode())

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        told = await self.application(source_ref)
        return told.snapshot if isinstance(told, FeedApplication) else told

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        told = await self.application(source_ref)
        if isinstance(told, FeedApplication):
            return told.messages
        return told if isinstance(told, Unreadable) else ()

    async def upload(
        self, source_ref: str, *, key: str, name: str, content: bytes
    ) -> str | SendOutcome:
        return self.uploads.pop(0) if self.uploads else f"{source_ref}:{key}:{len(content)}"

    async def deliver(self, message: Outgoing) -> SendOutcome:
        self.said.append(message)
        outcome = self.outcomes.pop(0) if self.outcomes else Sent(request_id="08FEED")
        if isinstance(outcome, Sent):
            self.taken.setdefault(message.key, message)
        return outcome


def told(application: RefundApplication | None = None, **changes: Any) -> FeedApplication:
    """An application as a feed tells it; `state` says how it stands there."""
    of = application or an_application(source=Source.SHOP_FEED)
    state = changes.setdefault("state", ApplicationState.OPEN)
    changes.setdefault("changed_at", of.applied_at)
    over = state in FINAL_APPLICATION_STATES
    changes.setdefault("complaint_state", ComplaintState["PROCESSED" if over else "PENDING"])
    messages = changes.pop("messages", None)
    facts = changes.pop("facts", None)
    applied = a_message("applied", of.detail_text, kind=MessageKind.APPLIED, at=of.applied_at)
    return FeedApplication(
        snapshot=replace(snapshot_of(of), source=of.source, **changes),
        messages=(applied,) if messages is None else messages,
        facts=facts,
    )


def later(one: FeedApplication, at: datetime, **changes: Any) -> FeedApplication:
    """The same application, changed there at this instant."""
    messages = changes.pop("messages", one.messages)
    state = changes.get("state", one.snapshot.state)
    over = state in FINAL_APPLICATION_STATES
    changes.setdefault("complaint_state", ComplaintState["PROCESSED" if over else "PENDING"])
    snapshot = replace(one.snapshot, changed_at=at, **changes)
    return replace(one, snapshot=snapshot, messages=messages)


def pull_of(bench: Bench, feed: FakeFeed, **changes: Any) -> PullFeed:
    """The use case over this feed."""
    values: dict[str, Any] = {
        "ground": bench.ground,
        "source": feed,
        "keeper": Keeper(mchid=MCHID, customer_salt=b"salt"),
        "fetcher": PictureFetcher(bench.ledger.pictures, FakeReader()),
    }
    return PullFeed(**(values | changes))
