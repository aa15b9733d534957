"""The port of a source that tells by cursor which applications changed, each of them whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import PictureContent, Snapshot
from refund_desk.application.ports.counterpart import Counterpart
from refund_desk.domain.conversation import Message
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.refund_application import Source

# What one page holds at most.
PAGE_MOST = 200
# The cursor that asks from the very beginning.
FROM_THE_BEGINNING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedApplication:
    """One changed application with all that belongs to it, so that nothing more need be asked.

    `snapshot.state` and `snapshot.changed_at` are set; `snapshot.has_new_words` says that the buyer
    spoke last. `messages` is the whole conversation, oldest first, and begins with what the buyer
    applied with (`MessageKind.APPLIED`, its pictures with it). `facts` is None where the source did
    not send the order along.
    """

    snapshot: Snapshot
    messages: tuple[Message, ...]
    facts: OrderFacts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """What changed after a cursor, oldest change first, and where to ask on from.

    `unreadable` are the names (or places) of applications that are not of the documented form: they
    are not among `applications`, and the cursor has passed them. `more`: ask on at once.
    """

    applications: tuple[FeedApplication, ...]
    next_cursor: str
    more: bool
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadCursor:
    """The source does not know the cursor: ask from the very beginning."""


class ChangeSource(Protocol):
    """A source with a cursor. No call raises for the far side's faults."""

    @property
    def source(self) -> Source:
        """Which source this is."""

    async def is_connected(self) -> bool:
        """Whether the shop has this source; one that it has not is not looked at."""

    async def changes(self, cursor: str) -> ChangePage | BadCursor | Unreadable:
        """The page after this cursor (`FROM_THE_BEGINNING` at first), at most 200 applications."""

    async def application(self, source_ref: str) -> FeedApplication | Missing | Unreadable:
        """One application as it stands now."""

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """A picture of a conversation or of goods."""


class FeedSource(ChangeSource, Counterpart, Protocol):
    """A source with a cursor that its answers go back to."""
