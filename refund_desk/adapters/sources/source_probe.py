"""Reads that move nothing, and what their answers say about an address and its key."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from refund_desk.adapters.sources.shop_feed_applications import page_in
from refund_desk.adapters.sources.shop_feed_client import (
    FeedAnswer,
    ShopFeedClient,
    Silence,
    parsed,
)
from refund_desk.adapters.sources.shop_feed_orders import orders_in
from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.adapters.sources.store_answers import No, Quiet, why_of
from refund_desk.adapters.sources.store_credentials import AnyStoreAccount, StoreAccount
from refund_desk.adapters.sources.store_wire import StoreLimits, StoreWire
from refund_desk.adapters.sources.store_writes import AFTERSALE
from refund_desk.application.ports.source_probe import SourceLine
from refund_desk.application.use_cases.try_connection import Mark
from refund_desk.domain.refund_application import Source
from refund_desk.domain.source_account import SourceAccount

# A person waits for this.
_WHOLE_S = 12.0
_STORE_LIMITS = StoreLimits(connect_s=5.0, read_s=8.0, whole_s=_WHOLE_S)
_FEW = "20"
_NAMES_SHOWN = 3
# A payment that no shop has: an empty answer is a right one.
_NO_SUCH_PAYMENT = "4200000000000000000000000000"
_HOUR_S = 3600
_BAD_KEYS = {40013: "try.store_appid", 40125: "try.store_secret"}
_QUIET = {
    Quiet.OFF: "try.store_off",
    Quiet.SLOW: "try.slow",
    Quiet.TROUBLE: "try.store_trouble",
    Quiet.NONSENSE: "try.store_trouble",
}
# The first that fits: a certificate's error is one of TLS as well.
_BEHIND: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLCertVerificationError, "try.untrusted"),
    (ssl.SSLError, "try.not_tls"),
    (socket.gaierror, "try.no_host"),
)
_CODES = {"bad_signature": "try.key", "too_many": "try.busy"}
_STATUSES = {401: "try.key", 403: "try.denied", 404: "try.path", 429: "try.busy"}

OpenFeed = Callable[[SourceAccount], ShopFeedClient]
StoreOf = Callable[[SourceAccount], AnyStoreAccount]


def open_feed(account: SourceAccount) -> ShopFeedClient:
    """Connections to the feed of this account. Reads the list of TLS authorities: slow."""
    key = FeedKey(account.key_id, account.secret)
    return ShopFeedClient(account.address, key, whole_s=_WHOLE_S)


class SourceProbes:
    """The port `SourceProbe` over real connections, which end with each look."""

    def __init__(
        self, feed: OpenFeed = open_feed, store: StoreOf = StoreAccount.of_account
    ) -> None:
        """`feed` opens the entered address, `store` names the one official host."""
        self._feed = feed
        self._store = store

    async def look(self, account: SourceAccount) -> tuple[SourceLine, ...]:
        """See the port."""
        if account.source is Source.STORE:
            return await self._look_at_store(account)
        client = await asyncio.to_thread(self._feed, account)
        try:
            return await _look_at_feed(client)
        finally:
            await client.close()

    async def _look_at_store(self, account: SourceAccount) -> tuple[SourceLine, ...]:
        wire = await StoreWire.open(self._store(account), limits=_STORE_LIMITS)
        try:
            now_s = int(datetime.now(UTC).timestamp())
            window = {"begin_update_time": now_s - _HOUR_S, "end_update_time": now_s}
            reply = await wire.ask(AFTERSALE + "getaftersalelist", window)
        finally:
            await wire.close()
        if isinstance(reply, Quiet):
            return (_bad(_QUIET[reply]),)
        if isinstance(reply, No):
            return _store_refusal(reply)
        return (_good("try.store_signed"), _good("try.store_listed"))


async def _look_at_feed(client: ShopFeedClient) -> tuple[SourceLine, ...]:
    answer = await _answered(client.get_or_raise("/applications", {"limit": _FEW}))
    if not isinstance(answer, FeedAnswer):
        return (answer,)
    if answer.status != httpx.codes.OK:
        return (_feed_refusal(answer),)
    page = await asyncio.to_thread(lambda: page_in(parsed(answer.content)))
    if page is None:
        return (_good("try.signed"), _bad("try.nonsense"))
    lines = [_good("try.signed"), _good("try.listed")]
    if page.unreadable:
        names = "、".join(page.unreadable[:_NAMES_SHOWN])
        count = len(page.unreadable)
        lines.append(SourceLine(mark=Mark.WARN, why="try.odd", number=count, text=names))
    orders = await _answered(client.get_or_raise("/orders", {"transaction_ids": _NO_SUCH_PAYMENT}))
    has_facts = (
        isinstance(orders, FeedAnswer)
        and orders.status == httpx.codes.OK
        and orders_in(parsed(orders.content)) is not None
    )
    facts = _good("try.orders") if has_facts else SourceLine(mark=Mark.WARN, why="try.no_orders")
    return (*lines, facts)


async def _answered(asking: Awaitable[FeedAnswer | Silence]) -> FeedAnswer | SourceLine:
    """The answer, or the line about what was in its way."""
    try:
        answer = await asking
    except (TimeoutError, httpx.TimeoutException) as error:
        was_there = not isinstance(error, httpx.ConnectTimeout)
        return _bad("try.slow" if was_there else "try.refused")
    except httpx.ConnectError as error:
        return _bad(_why_not_reached(error))
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL):
        return _bad("try.broken")
    return answer if isinstance(answer, FeedAnswer) else _bad("try.nonsense")


def _why_not_reached(error: BaseException | None) -> str:
    """What stands behind an error of the connection."""
    while error is not None:
        for kind, why in _BEHIND:
            if isinstance(error, kind):
                return why
        error = error.__cause__ or error.__context__
    return "try.refused"


def _feed_refusal(answer: FeedAnswer) -> SourceLine:
    """What an answer that is no page says."""
    if answer.code == "stale_timestamp":
        return SourceLine(mark=Mark.BAD, why="try.clock", number=_minutes_apart(answer.date))
    if 300 <= answer.status < 400:
        return _bad("try.redirect")
    why = _CODES.get(answer.code) or _STATUSES.get(answer.status)
    if why is None and answer.status >= 500:
        return SourceLine(mark=Mark.BAD, why="try.trouble", number=answer.status)
    return _bad(why or "try.nonsense")


def _minutes_apart(date: str) -> int:
    """Between the far clock and this one; what the contract calls too much where it says none."""
    try:
        far = parsedate_to_datetime(date)
    except ValueError:
        return 5
    far = far if far.tzinfo is not None else far.replace(tzinfo=UTC)
    return max(1, round(abs((far - datetime.now(UTC)).total_seconds()) / 60))


def _store_refusal(no: No) -> tuple[SourceLine, ...]:
    """Which of the two is wrong, where the platform says so; or that the door stayed shut."""
    if no.errcode in _BAD_KEYS:
        return (_bad(_BAD_KEYS[no.errcode]),)
    why = why_of(no)
    if why == "store.denied":
        return (_good("try.store_signed"), _bad(why))
    return (_bad("try.store_trouble" if why.startswith("far.") else why),)


def _good(why: str) -> SourceLine:
    return SourceLine(mark=Mark.GOOD, why=why)


def _bad(why: str) -> SourceLine:
    return SourceLine(mark=Mark.BAD, why=why)
