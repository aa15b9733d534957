"""The test of an account: it only reads, and each thing in the way gets a sentence of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from aiohttp import web

from refund_desk.adapters.sources.shop_feed_client import ShopFeedClient
from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.adapters.sources.source_probe import SourceProbes
from refund_desk.adapters.sources.store_credentials import PracticeStoreAccount
from refund_desk.application.ports.source_probe import SourceLine
from refund_desk.application.use_cases.try_connection import Mark
from refund_desk.domain.refund_application import Source
from refund_desk.domain.secret import Secret
from refund_desk.domain.source_account import SourceAccount
from refund_desk.practice.settings import PracticeSettings
from refund_desk.ui import origin_words, texts
from tests.feed_check.backends import served
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.wechatpay.scripted_gateway import closed_port_url

Respond = Callable[[web.Request], Awaitable[web.StreamResponse]]
STORE = SourceAccount(
    source=Source.STORE, key_id="wx0123456789abcdef", secret=Secret("0" * 32), address=""
)


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Far]:
    settings = PracticeSettings(
        data_dir=tmp_path_factory.mktemp("far"), applications=5, feed_applications=5
    )
    with shop_in_thread(settings) as shop:
        yield shop


@pytest.fixture(autouse=True)
def no_faults(far: Far) -> Iterator[None]:
    yield
    far.faults()


def account(secret: str = "s" * 32, key_id: str = "desk") -> SourceAccount:
    """What a person would enter; where it leads is the test's matter."""
    return SourceAccount(
        source=Source.SHOP_FEED,
        address="https://shop.example/feed",
        key_id=key_id,
        secret=Secret(secret),
    )


def at(url: str, *, whole_s: float = 12.0) -> SourceProbes:
    """Probes whose connections go to this place on this machine."""

    def opened(of: SourceAccount) -> ShopFeedClient:
        return ShopFeedClient(url, FeedKey(of.key_id, of.secret), whole_s=whole_s)

    return SourceProbes(opened)


async def said(probes: SourceProbes, of: SourceAccount | None = None) -> list[tuple[Mark, str]]:
    lines = await probes.look(of or account())
    assert all(origin_words.test_sentence(line) for line in lines)
    return [(line.mark, line.why) for line in lines]


def answering(
    status: int, content: Any = b"", media_type: str = "text/html", **headers: str
) -> Respond:
    async def respond(_request: web.Request) -> web.StreamResponse:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return web.Response(status=status, body=body, content_type=media_type, headers=headers)

    return respond


async def test_a_right_account_is_told_what_can_be_read_and_nothing_is_written(far: Far) -> None:
    before = far.admin("GET", "books")["feed"]
    right = account(far.ready["feed_secret"], far.ready["feed_key_id"])
    assert await said(at(far.ready["feed_url"]), right) == [
        (Mark.GOOD, "try.signed"),
        (Mark.GOOD, "try.listed"),
        (Mark.GOOD, "try.orders"),
    ]
    assert far.admin("GET", "books")["feed"] == before


async def test_a_wrong_secret_or_key_is_told_from_a_wrong_path(far: Far) -> None:
    url, key_id = far.ready["feed_url"], far.ready["feed_key_id"]
    assert await said(at(url), account("w" * 32, key_id)) == [(Mark.BAD, "try.key")]
    assert await said(at(url), account(far.ready["feed_secret"], "nobody")) == [
        (Mark.BAD, "try.key")
    ]
    right = account(far.ready["feed_secret"], key_id)
    assert await said(at(url + "/not/here"), right) == [(Mark.BAD, "try.path")]


@pytest.mark.parametrize(
    ("respond", "why"),
    [
        (answering(301, Location="http://127.0.0.1:9/"), "try.redirect"),
        (answering(403), "try.denied"),
        (answering(404), "try.path"),
        (answering(429), "try.busy"),
        (answering(418), "try.nonsense"),
        (answering(503), "try.trouble"),
        (answering(200, b"<html>welcome</html>"), "try.nonsense"),
    ],
    ids=lambda row: row if isinstance(row, str) else "",
)
async def test_what_stands_in_the_way(respond: Respond, why: str) -> None:
    with served(respond) as url:
        assert (Mark.BAD, why) in await said(at(url))


@pytest.mark.parametrize("is_dated", [True, False])
async def test_a_clock_that_differs_is_told_by_how_much(is_dated: bool) -> None:
    ahead = format_datetime(datetime.now(UTC) + timedelta(minutes=17), usegmt=True)
    problem = {"type": "about:blank", "code": "stale_timestamp", "status": 401}
    headers = {"Date": ahead} if is_dated else {"Date": "yesterday"}
    respond = answering(401, problem, "application/problem+json", **headers)
    with served(respond) as url:
        (line,) = await at(url).look(account())
    assert (line.why, line.number) == ("try.clock", 17 if is_dated else 5)
    assert str(line.number) in origin_words.test_sentence(line)


async def test_applications_that_are_not_of_their_form_are_named(far: Far) -> None:
    page = {"applications": [{"application_id": "A-7"}], "next_cursor": "1", "more": False}
    with served(answering(200, page, "application/json")) as url:
        lines = await at(url).look(account())
    assert [(line.mark, line.why) for line in lines] == [
        (Mark.GOOD, "try.signed"),
        (Mark.GOOD, "try.listed"),
        (Mark.WARN, "try.odd"),
        (Mark.WARN, "try.no_orders"),
    ]
    assert (lines[2].number, lines[2].text) == (1, "A-7")
    assert "A-7" in origin_words.test_sentence(lines[2])


async def test_nobody_there_no_tls_and_too_slow() -> None:
    assert await said(at(closed_port_url())) == [(Mark.BAD, "try.refused")]
    assert await said(at("https://no-such-host.invalid")) == [(Mark.BAD, "try.no_host")]
    with served(answering(200)) as url:
        plain = url.replace("http://", "https://")
        assert await said(at(plain)) == [(Mark.BAD, "try.not_tls")]

    async def sleepy(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            while True:
                await response.write(b" ")
                await asyncio.sleep(0.02)
        return response

    with served(sleepy) as url:
        assert await said(at(url, whole_s=0.2)) == [(Mark.BAD, "try.slow")]


# -- WeChat Store ---------------------------------------------------------------------------------


def store_at(far: Far, **changes: str) -> SourceProbes:
    told = {**far.ready, **changes}
    return SourceProbes(store=lambda _account: PracticeStoreAccount.from_ready_line(told))


async def test_the_store_is_read_once_and_says_what_is_wrong(far: Far) -> None:
    assert await said(store_at(far), STORE) == [
        (Mark.GOOD, "try.store_signed"),
        (Mark.GOOD, "try.store_listed"),
    ]
    wrong_id, wrong_secret = {"store_appid": "wxffffffffffffffff"}, {"store_secret": "f" * 32}
    assert await said(store_at(far, **wrong_id), STORE) == [(Mark.BAD, "try.store_appid")]
    assert await said(store_at(far, **wrong_secret), STORE) == [(Mark.BAD, "try.store_secret")]
    nowhere = {"store_url": closed_port_url()}
    assert await said(store_at(far, **nowhere), STORE) == [(Mark.BAD, "try.store_off")]


async def test_an_address_that_the_store_does_not_let_in_is_named(far: Far) -> None:
    far.faults(require_ip_list=True, ip_list="203.0.113.9", store_ip_code="40164")
    (line,) = await store_at(far).look(STORE)
    assert (line.mark, line.why.split()[0]) == (Mark.BAD, "store.ip")
    assert line.why.split()[1] in origin_words.test_sentence(line)


def test_every_line_of_a_test_has_words() -> None:
    for why in ("try.signed", "try.untrusted", "try.broken", "store.denied"):
        words = origin_words.test_sentence(SourceLine(mark=Mark.BAD, why=why))
        assert words
        assert words != texts.trouble.unexpected(why)
