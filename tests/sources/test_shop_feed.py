"""The shop's own feed over loopback: what is not of its form is left out, never guessed."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from refund_desk.adapters.sources.shop_feed_client import ShopFeedClient
from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.adapters.sources.shop_feed_source import ShopFeedSource
from refund_desk.adapters.sources.shop_feed_values import text_in
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.secret import Secret
from tests.wechatpay.scripted_gateway import closed_port_url

PAYMENT = TransactionId("4200002470202611000000085358")
KEY = FeedKey("desk", Secret("s" * 32))
OTHER = TransactionId("4200002470202611000000166749")
Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
Serve = Callable[..., Awaitable[ShopFeedSource]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts a feed that answers as the test says, and a source that reads it."""
    async with AsyncExitStack() as stack:

        async def start(answer: Answer, *, whole_s: float = 5.0) -> ShopFeedSource:
            runner = web.ServerRunner(web.Server(answer, access_log=None), shutdown_timeout=0.1)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = f"http://127.0.0.1:{runner.addresses[0][1]}/shop-feed"
            source = ShopFeedSource(ShopFeedClient(url, KEY, whole_s=whole_s))
            stack.push_async_callback(source.close)
            return source

        yield start


def order(**changes: Any) -> dict[str, Any]:
    logistics = {
        "carrier": "顺丰",
        "tracking_no": "SF1",
        "shipped_at": "2026-11-20T08:00:00+08:00",
        "signed_at": None,
    }
    goods = {"name": "马克杯", "quantity": 2, "unit_fen": 10_800, "picture": "http://a/pictures/1"}
    return {
        "transaction_id": PAYMENT,
        "goods": [goods],
        "freight_fen": 800,
        "logistics": logistics,
        "buyer": {"nickname": "小林"},
        **changes,
    }


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_no_text_turns_the_words_around_it(sign: str) -> None:
    assert text_in(f"退{sign}001 元", 64) == "退\ufffd001 元"


def saying(*orders: Any) -> Answer:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(text=json.dumps({"orders": list(orders)}))

    return answer


async def test_facts_are_read_as_the_feed_says_them(serve: Serve) -> None:
    source = await serve(saying(order()))
    answer = await source.facts((PAYMENT,))
    assert isinstance(answer, tuple)
    (facts,) = answer
    assert (facts.title, facts.freight, facts.buyer_nickname) == ("马克杯 ×2", Fen(800), "小林")
    assert facts.goods[0].picture_ref == "/pictures/1"
    assert facts.logistics.shipped_at == datetime(2026, 11, 20, tzinfo=UTC)
    assert facts.logistics.signed_at is None


@pytest.mark.parametrize(
    "change",
    [
        {"freight_fen": 10_000_000_001},
        {"freight_fen": -1},
        {"freight_fen": True},
        {"freight_fen": 10**40},
        {"goods": [{"name": "a", "quantity": 0, "unit_fen": 1}]},
        {"goods": [{"name": "a", "quantity": 1, "unit_fen": 10**20}]},
        {"goods": [{"name": {"a": 1}, "quantity": 1, "unit_fen": 1}]},
        {"goods": 7},
        {"goods": {"a": 1}},
        {"buyer": None},
        {"buyer": {"nickname": 7}},
        {"logistics": []},
        {"logistics": {"carrier": "a", "tracking_no": "b", "shipped_at": "x", "signed_at": None}},
        {
            "logistics": {
                "carrier": "a",
                "tracking_no": "b",
                "shipped_at": "9999-12-31T23:00:00-08:00",
                "signed_at": None,
            }
        },
        {"transaction_id": "../x"},
        {"transaction_id": 7},
    ],
)
async def test_an_order_that_does_not_fit_is_left_out_alone(
    serve: Serve, change: dict[str, Any]
) -> None:
    source = await serve(saying(order(**change), None, order(transaction_id=OTHER)))
    answer = await source.facts((PAYMENT, OTHER))
    assert isinstance(answer, tuple)
    assert [facts.transaction_id for facts in answer] == [OTHER]


async def test_texts_can_be_written_down_and_are_not_endless(serve: Serve) -> None:
    odd = "坏\ud83d\0" * 200
    goods = {"name": odd, "quantity": 1, "unit_fen": 1, "picture": f"http://a/pictures/{odd}"}
    source = await serve(saying(order(goods=[goods] * 500, buyer={"nickname": odd})))
    answer = await source.facts((PAYMENT,))
    assert isinstance(answer, tuple)
    (facts,) = answer
    assert facts.buyer_nickname.startswith("坏?\ufffd坏")
    assert (len(facts.goods), len(facts.goods[0].name)) == (100, 128)
    (facts.buyer_nickname + facts.goods[0].name + facts.goods[0].picture_ref).encode()


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"orders": 1}', b"[" * 5_000, b"\xff"])
async def test_nonsense_is_named_so(serve: Serve, content: bytes) -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(body=content)

    source = await serve(answer)
    assert await source.facts((PAYMENT,)) == Unreadable(why="feed.nonsense")


async def test_an_answer_without_end_is_not_waited_for(serve: Serve) -> None:
    async def drip(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            while True:
                await response.write(b" ")
                await asyncio.sleep(0.02)
        return response

    source = await serve(drip, whole_s=0.3)
    assert await source.facts((PAYMENT,)) == Unreadable(why="net.slow")


async def test_an_answer_too_large_to_be_true_is_cut_off(serve: Serve) -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(body=b" " * 8_000_000)

    source = await serve(answer)
    assert await source.facts((PAYMENT,)) == Unreadable(why="feed.nonsense")


async def test_trouble_and_absence(serve: Serve) -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=404 if "pictures" in request.path else 500)

    source = await serve(answer)
    assert await source.facts((PAYMENT,)) == Unreadable(why="feed.trouble")
    assert await source.picture("/pictures/none") == Missing()
    silent = ShopFeedSource(ShopFeedClient(closed_port_url(), KEY))
    try:
        assert await silent.facts((PAYMENT,)) == Unreadable(why="net.off")
    finally:
        await silent.close()
