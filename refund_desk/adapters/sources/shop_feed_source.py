"""The shop's own backend as a source: its applications, its order facts, and the answers to it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from refund_desk.adapters.sources.shop_feed_applications import (
    APPLICATION_ID,
    application_in,
    is_test,
    page_in,
)
from refund_desk.adapters.sources.shop_feed_client import (
    ANSWER_BYTES_MOST,
    PAGE_BYTES_MOST,
    PICTURE_BYTES_MOST,
    FeedAnswer,
    ShopFeedClient,
    Silence,
    parsed,
)
from refund_desk.adapters.sources.shop_feed_orders import orders_in
from refund_desk.adapters.sources.shop_feed_outgoing import (
    CANNOT,
    evidence_post,
    id_in,
    outcome_of,
    post_of,
)
from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.adapters.sources.shop_feed_values import picture_in
from refund_desk.application.outcomes import Missing, SendOutcome, Sent, Unreadable
from refund_desk.application.ports.application_source import PictureContent, Snapshot
from refund_desk.application.ports.change_source import (
    PAGE_MOST,
    BadCursor,
    ChangePage,
    FeedApplication,
)
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.domain.conversation import Message
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.refund_application import Source
from refund_desk.domain.secret import Secret
from refund_desk.domain.source_account import SourceAccount

_ORDERS_AT_ONCE = 100
_UNREADABLE = {
    Silence.OFF: Unreadable(why="net.off"),
    Silence.SLOW: Unreadable(why="net.slow"),
    Silence.BROKEN: Unreadable(why="net.off"),
    Silence.NONSENSE: Unreadable(why="feed.nonsense"),
}
_NONSENSE = Unreadable(why="feed.nonsense")


class ShopFeedSource:
    """The ports `ChangeSource`, `Counterpart` and `OrderFactsSource` over one shop feed.

    What the feed says is outside text: whatever is not of its form is left out, never guessed.
    """

    source = Source.SHOP_FEED

    def __init__(self, client: ShopFeedClient) -> None:
        """Over these connections."""
        self._client = client

    @classmethod
    def of_practice(cls, ready_line: Mapping[str, str]) -> ShopFeedSource:
        """The feed that the ready line of a practice shop names."""
        key = FeedKey(ready_line["feed_key_id"], Secret(ready_line["feed_secret"]))
        return cls(ShopFeedClient(ready_line["feed_url"], key))

    @classmethod
    def of_account(cls, account: SourceAccount) -> ShopFeedSource:
        """The feed of a real shop. Reads the list of TLS authorities: make it in a thread."""
        return cls(ShopFeedClient(account.address, FeedKey(account.key_id, account.secret)))

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    # -- ChangeSource -----------------------------------------------------------------------------

    async def is_connected(self) -> bool:
        """It is: somebody gave its account."""
        return True

    async def changes(self, cursor: str) -> ChangePage | BadCursor | Unreadable:
        """See the port."""
        query = {"limit": str(PAGE_MOST)} | ({"cursor": cursor} if cursor else {})
        answer = await self._client.get("/applications", query, most=PAGE_BYTES_MOST)
        if isinstance(answer, FeedAnswer) and answer.code == "bad_cursor":
            return BadCursor()
        content = _content_of(answer)
        if not isinstance(content, bytes):
            return Unreadable(why="feed.trouble") if isinstance(content, Missing) else content
        # Two hundred applications take tens of milliseconds, which the window would feel.
        page = await asyncio.to_thread(lambda: page_in(parsed(content)))
        return _NONSENSE if page is None else page

    async def application(self, source_ref: str) -> FeedApplication | Missing | Unreadable:
        """See the port."""
        if not APPLICATION_ID.fullmatch(source_ref):
            return Missing()
        answer = await self._client.get(f"/applications/{source_ref}", {})
        content = _content_of(answer)
        if not isinstance(content, bytes):
            return content
        payload = parsed(content)
        if is_test(payload):
            return Missing()
        told = application_in(payload)
        is_it = told is not None and told.snapshot.source_ref == source_ref
        return told if told is not None and is_it else _NONSENSE

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """A picture; the reference is a path below the feed, and no other place is ever asked."""
        if not reference or picture_in(reference) != reference:
            return Missing()
        answer = await self._client.get(reference, {}, most=PICTURE_BYTES_MOST)
        content = _content_of(answer)
        return PictureContent(content=content) if isinstance(content, bytes) else content

    # -- Counterpart ------------------------------------------------------------------------------

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        """See the port."""
        told = await self.application(source_ref)
        return told.snapshot if isinstance(told, FeedApplication) else told

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        """See the port."""
        told = await self.application(source_ref)
        if isinstance(told, Missing):
            return Unreadable(why="feed.trouble")
        return told.messages if isinstance(told, FeedApplication) else told

    async def upload(
        self, source_ref: str, *, key: str, name: str, content: bytes
    ) -> str | SendOutcome:
        """Post a picture as evidence; its id there, or why not."""
        if not APPLICATION_ID.fullmatch(source_ref):
            return CANNOT
        post = evidence_post(source_ref, key=key, name=name, content=content)
        answer = await self._client.post(post)
        outcome = outcome_of(answer)
        if isinstance(outcome, Sent) and isinstance(answer, FeedAnswer):
            return id_in(answer)
        return outcome

    async def deliver(self, message: Outgoing) -> SendOutcome:
        """See the port. Evidence was posted by its upload: nothing more is to be said."""
        if message.kind is OutboxKind.EVIDENCE:
            return Sent()
        post = post_of(message) if APPLICATION_ID.fullmatch(message.source_ref) else None
        return CANNOT if post is None else outcome_of(await self._client.post(post))

    # -- OrderFactsSource -------------------------------------------------------------------------

    async def facts(
        self, transaction_ids: tuple[TransactionId, ...]
    ) -> tuple[OrderFacts, ...] | Unreadable:
        """The facts of those payments that the shop knows, asked in hundreds."""
        found: list[OrderFacts] = []
        for start in range(0, len(transaction_ids), _ORDERS_AT_ONCE):
            asked = transaction_ids[start : start + _ORDERS_AT_ONCE]
            answer = await self._client.get(
                "/orders", {"transaction_ids": ",".join(asked)}, most=ANSWER_BYTES_MOST
            )
            content = _content_of(answer)
            if not isinstance(content, bytes):
                return Unreadable(why="feed.trouble") if isinstance(content, Missing) else content
            orders = orders_in(parsed(content))
            if orders is None:
                return _NONSENSE
            found += [facts for facts in orders if facts.transaction_id in asked]
        return tuple(found)


def _content_of(answer: FeedAnswer | Silence) -> bytes | Missing | Unreadable:
    """The body of a 200, else why there is none."""
    if isinstance(answer, Silence):
        return _UNREADABLE[answer]
    match answer.status:
        case 200:
            return answer.content
        case 404:
            return Missing()
        case 401 | 403:
            return Unreadable(why="feed.denied")
        case 429:
            return Unreadable(why="feed.busy")
        case _:
            return Unreadable(why="feed.trouble")
