"""The shop feed as a source: whole pages, answers that arrive once, and hostile backends."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web

from refund_desk.adapters.sources.shop_feed_client import ShopFeedClient
from refund_desk.adapters.sources.shop_feed_signing import FeedKey, checked_feed_url
from refund_desk.adapters.sources.shop_feed_source import ShopFeedSource
from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    SendOutcome,
    SendRefused,
    Sent,
    Unknown,
    Unreadable,
)
from refund_desk.application.ports.application_source import PictureContent
from refund_desk.application.ports.change_source import BadCursor, ChangePage, FeedApplication
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund_application import ApplicationState, ProblemType, Source
from refund_desk.domain.secret import Secret
from refund_desk.practice.settings import PracticeSettings
from refund_desk.ui import sentences
from tests.feed_check.backends import sample
from tests.practice.feed_contract import contract
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.sources.feed_fuzz import campaign
from tests.wechatpay.scripted_gateway import closed_port_url

KEY = FeedKey("desk", Secret("very-secret-" * 4))
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
Serve = Callable[[Answer], Awaitable[ShopFeedSource]]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Far]:
    settings = PracticeSettings(
        data_dir=tmp_path_factory.mktemp("far"), applications=30, feed_applications=250
    )
    with shop_in_thread(settings) as far:
        yield far


@pytest.fixture
async def source(shop: Far) -> AsyncIterator[ShopFeedSource]:
    shop.faults()
    source = ShopFeedSource.of_practice(shop.ready)
    yield source
    await source.close()
    shop.faults()


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts a backend that answers as the test says, and a source that reads it."""
    async with AsyncExitStack() as stack:

        async def start(answer: Answer) -> ShopFeedSource:
            runner = web.ServerRunner(web.Server(answer, access_log=None), shutdown_timeout=0.1)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            source = ShopFeedSource(ShopFeedClient(url, KEY))
            stack.push_async_callback(source.close)
            return source

        yield start


def saying(content: Any, **how: Any) -> Answer:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        text = content if isinstance(content, bytes) else json.dumps(content).encode()
        return web.Response(body=text, **how)

    return answer


def fresh(shop: Far, **wanted: Any) -> str:
    body = {"transaction_id": "4200002470202611000000085358", "asked_fen": 500, "words": "退"}
    return str(shop.admin("POST", "feed/applications", body | wanted)["application_id"])


# -- reading --------------------------------------------------------------------------------------


async def test_pages_bring_every_application_whole_but_the_one_for_tests(
    source: ShopFeedSource, shop: Far
) -> None:
    cursor = ""
    told: list[FeedApplication] = []
    while True:
        page = await source.changes(cursor)
        assert isinstance(page, ChangePage)
        assert page.unreadable == ()
        told += page.applications
        cursor = page.next_cursor
        if not page.more:
            break
    rows = shop.admin("GET", "feed/applications")["applications"]
    there = [row["application_id"] for row in rows if not row["test"]]
    assert [one.snapshot.source_ref for one in told] == there
    assert len(there) >= 250
    assert {one.snapshot.source for one in told} == {Source.SHOP_FEED}
    kinds = {one.snapshot.problem_type for one in told}
    assert kinds == {ProblemType.REFUND, ProblemType.RETURN, ProblemType.TRADE}
    for one in told:
        trade = one.snapshot.problem_type is ProblemType.TRADE
        due = one.snapshot.applied_at + timedelta(hours=48) if trade else None
        assert one.snapshot.respond_by == due
        assert one.messages[0].kind is MessageKind.APPLIED
    again = await source.changes(cursor)
    assert again == ChangePage(applications=(), next_cursor=cursor, more=False)


async def test_one_application_is_read_with_its_words_pictures_and_order(
    source: ShopFeedSource, shop: Far
) -> None:
    page = await source.changes("")
    assert isinstance(page, ChangePage)
    last = await source.changes(page.next_cursor)
    assert isinstance(last, ChangePage)
    (told,) = (one for one in last.applications if "杯口" in one.snapshot.detail_text)
    assert told.snapshot.category is ReasonCategory.DAMAGED
    assert [message.speaker for message in told.messages] == [
        Speaker.BUYER,
        Speaker.SHOP,
        Speaker.BUYER,
    ]
    assert told.snapshot.has_new_words
    assert told.facts is not None
    assert told.snapshot.orders[0].transaction_id == told.facts.transaction_id
    assert len(told.snapshot.picture_refs) == 2
    picture = await source.picture(told.snapshot.picture_refs[0])
    assert isinstance(picture, PictureContent)
    assert picture.content.startswith(PNG[:8])
    assert await source.read(told.snapshot.source_ref) == told.snapshot
    assert await source.history(told.snapshot.source_ref) == told.messages
    for gone in ("nobody", "TEST-1", "../orders"):
        assert await source.application(gone) == Missing()
    assert await source.history("nobody") == Unreadable(why="feed.trouble")
    assert await source.picture("/pictures/../keys") == Missing()
    assert await source.changes("after-999999") == BadCursor()


async def test_a_parcel_that_comes_back_is_told_by_its_number(
    source: ShopFeedSource, shop: Far
) -> None:
    name = fresh(shop, kind="return")
    parcel = {"carrier": "中通", "tracking_no": "75791234", "received": True}
    change = {"state": "goods_received", "parcel": parcel}
    shop.admin("POST", f"feed/applications/{name}/change", change)
    told = await source.application(name)
    assert isinstance(told, FeedApplication)
    assert told.snapshot.state is ApplicationState.GOODS_RECEIVED
    assert told.messages[-1].text == "中通 75791234"


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("drop_before", "net.off"),
        ("reset", "net.off"),
        ("truncated", "net.off"),
        ("status_500", "feed.trouble"),
        ("status_502_html", "feed.trouble"),
        ("redirect_302", "feed.trouble"),
        ("status_429_before", "feed.busy"),
        ("refuse", "feed.denied"),
        ("garbage", "feed.nonsense"),
    ],
)
async def test_a_page_that_cannot_be_read_says_why(
    source: ShopFeedSource, shop: Far, fault: str, why: str
) -> None:
    refusal = {"status": 401, "code": "BAD_SIGNATURE"} if fault == "refuse" else {}
    shop.faults({"path": "/shop-feed/*", "fault": fault} | refusal)
    assert await source.changes("") == Unreadable(why=why)
    assert why == "net.off" or sentences.is_known(why)


# -- answers --------------------------------------------------------------------------------------


def outgoing(shop: Far, kind: OutboxKind, **parts: Any) -> Outgoing:
    return Outgoing(
        key=f"rd-1900000109-{random.random()}", source_ref=fresh(shop), kind=kind, **parts
    )


ADDRESS = {"receiver": "店", "phone": "0571-1", "address": "杭州市西湖区"}
SAID: dict[str, tuple[OutboxKind, dict[str, Any], str, dict[str, Any]]] = {
    "reply": (
        OutboxKind.REPLY,
        {"text": "正在核对 😀"},
        "messages",
        {"channel": "after_sale_page", "text": "正在核对 😀", "pictures": []},
    ),
    "approve": (
        OutboxKind.APPROVE,
        {"amount": Fen(500)},
        "decisions",
        {"decision": "approve", "amount_fen": 500, "text": ""},
    ),
    "reject": (
        OutboxKind.REJECT,
        {"text": "超过期限"},
        "decisions",
        {"decision": "reject", "reason": "超过期限"},
    ),
    "offer": (
        OutboxKind.OFFER,
        {"amount": Fen(200), "text": "退一半"},
        "decisions",
        {"decision": "offer", "amount_fen": 200, "text": "退一半"},
    ),
    "return": (
        OutboxKind.RETURN,
        {"details": json.dumps({"address": ADDRESS, "deadline": "2026-11-30T00:00:00Z"})},
        "decisions",
        {
            "decision": "ask_return",
            "address": ADDRESS,
            "deadline": "2026-11-30T00:00:00Z",
            "text": "",
        },
    ),
    "progress": (
        OutboxKind.PROGRESS,
        {
            "step": "arrived",
            "amount": Fen(500),
            "out_refund_no": "PX4200-01",
            "at": datetime(2026, 11, 18, 6, 32, tzinfo=UTC),
        },
        "progress",
        {
            "step": "arrived",
            "amount_fen": 500,
            "out_refund_no": "PX4200-01",
            "at": "2026-11-18T06:32:00Z",
        },
    ),
}


@pytest.mark.parametrize("what", SAID)
@pytest.mark.parametrize("fault", ["drop_after", "status_500"])
async def test_each_message_has_its_effect_once_however_often_it_is_sent(
    source: ShopFeedSource, shop: Far, what: str, fault: str
) -> None:
    kind, parts, shelf, wanted = SAID[what]
    message = outgoing(shop, kind, **parts)
    shop.faults({"method": "POST", "path": "/shop-feed/*", "fault": fault, "times": 1})
    assert isinstance(await source.deliver(message), Unknown)
    assert isinstance(await source.deliver(message), Sent)
    assert isinstance(await source.deliver(message), Sent)
    rows = shop.admin("GET", "books")["feed"][shelf]
    kept = [row for row in rows if row["application_id"] == message.source_ref]
    assert [row["idempotency_key"] for row in kept] == [message.key]
    assert {name: kept[0][name] for name in wanted} == wanted


async def test_the_channel_is_the_one_that_was_named(source: ShopFeedSource, shop: Far) -> None:
    message = outgoing(shop, OutboxKind.REPLY, text="在", details='{"channel": "customer_service"}')
    assert await source.deliver(message) == SendRefused(code="feed.channel_closed")
    buyer = {"text": "在吗？"}
    shop.admin("POST", f"feed/applications/{message.source_ref}/message", buyer)
    assert isinstance(await source.deliver(message), Sent)
    assert shop.admin("GET", "books")["feed"]["messages"][-1]["channel"] == "customer_service"


async def test_a_picture_goes_first_and_is_named_by_the_message(
    source: ShopFeedSource, shop: Far
) -> None:
    message = outgoing(shop, OutboxKind.REPLY, text="见图")
    reference, again = [
        await source.upload(
            message.source_ref, key=f"{message.key}-0", name="shipping_list.png", content=PNG
        )
        for _ in range(2)
    ]
    assert isinstance(reference, str)
    assert reference == again
    with_picture = Outgoing(
        key=message.key,
        source_ref=message.source_ref,
        kind=OutboxKind.REPLY,
        text="见图",
        picture_refs=(reference,),
    )
    assert isinstance(await source.deliver(with_picture), Sent)
    books = shop.admin("GET", "books")["feed"]
    (kept,) = [row for row in books["evidence"] if row["application_id"] == message.source_ref]
    assert kept["kind"] == "shipping_list"
    told = await source.history(message.source_ref)
    assert isinstance(told, tuple)
    picture = await source.picture(told[-1].picture_refs[0])
    assert picture == PictureContent(content=PNG)
    gif = await source.upload(message.source_ref, key="gif", name="a.gif", content=b"GIF89a")
    assert gif == SendRefused(code="feed.bad_picture")


async def test_what_the_contract_has_no_word_for_is_not_sent(
    source: ShopFeedSource, shop: Far
) -> None:
    cannot = SendRefused(code="source.cannot")
    assert await source.deliver(outgoing(shop, OutboxKind.COMPLETE)) == cannot
    assert await source.deliver(outgoing(shop, OutboxKind.APPROVE)) == cannot
    assert await source.deliver(outgoing(shop, OutboxKind.EVIDENCE)) == Sent()
    odd = Outgoing(key="k", source_ref="../x", kind=OutboxKind.REPLY, text="a")
    assert await source.deliver(odd) == cannot
    assert await source.upload("../x", key="k", name="a", content=PNG) == cannot


@pytest.mark.parametrize(
    ("status", "media_type", "body", "outcome"),
    [
        (201, "application/json", b'{"id": "P1"}', Sent(request_id="P1")),
        (201, "text/html", b"<html>", Unknown(doubt=Doubt.UNVERIFIED)),
        (201, "application/json", b'{"id": 7}', Unknown(doubt=Doubt.UNVERIFIED)),
        (302, "text/html", b"", Unknown(doubt=Doubt.UNKNOWN_CODE)),
        (400, "text/html", b"<html>", Unknown(doubt=Doubt.UNKNOWN_CODE)),
        (
            409,
            "application/problem+json",
            b'{"code": "state_conflict"}',
            SendRefused(code="feed.state_conflict"),
        ),
        (
            401,
            "application/problem+json",
            b'{"code": "bad_signature"}',
            Unknown(doubt=Doubt.UNKNOWN_CODE, code="bad_signature"),
        ),
        (429, "application/problem+json", b"{}", Unknown(doubt=Doubt.RATE)),
        (503, "text/html", b"", Unknown(doubt=Doubt.THEIR_TROUBLE)),
    ],
)
async def test_only_an_answer_of_the_contract_says_whether_it_was_taken(
    serve: Serve, status: int, media_type: str, body: bytes, outcome: SendOutcome
) -> None:
    source = await serve(saying(body, status=status, content_type=media_type))
    message = Outgoing(key="k", source_ref="A-1", kind=OutboxKind.REPLY, text="a")
    assert await source.deliver(message) == outcome


def test_every_refusal_of_the_contract_has_a_sentence() -> None:
    codes = set(contract()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"])
    doubts = {"bad_signature", "stale_timestamp", "nonce_replayed", "too_many", "trouble"}
    for code in codes - doubts - {"bad_cursor"}:
        assert sentences.is_known(f"feed.{code}"), code


async def test_what_never_left_is_told_apart_from_what_may_have(serve: Serve) -> None:
    source = ShopFeedSource(ShopFeedClient(closed_port_url(), KEY))
    message = Outgoing(key="k", source_ref="A-1", kind=OutboxKind.REPLY, text="a")
    try:
        assert await source.deliver(message) == Unknown(doubt=Doubt.NOT_SENT)
    finally:
        await source.close()


# -- a hostile backend ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["gzip", "deflate", "br"])
async def test_a_packed_answer_is_not_unpacked(serve: Serve, kind: str) -> None:
    bomb = gzip.compress(b" " * 20_000_000)
    source = await serve(saying(bomb, headers={"Content-Encoding": kind}))
    assert await source.changes("") == Unreadable(why="feed.nonsense")
    assert await source.picture("/pictures/a.png") == Unreadable(why="feed.nonsense")


async def test_no_other_host_is_asked_whatever_it_says(serve: Serve) -> None:
    asked: list[str] = []

    async def elsewhere(request: web.BaseRequest) -> web.StreamResponse:
        asked.append(request.path)
        return web.Response(status=302, headers={"Location": f"{closed_port_url()}/x"})

    source = await serve(elsewhere)
    assert await source.picture("/pictures/a.png") == Unreadable(why="feed.trouble")
    for reference in ("http://elsewhere/pictures/a", "/pictures/a?x=1", "/orders", ""):
        assert await source.picture(reference) == Missing()
    assert asked == ["/pictures/a.png"]


def page_of(*applications: Any, **changes: Any) -> Any:
    return {"applications": list(applications), "next_cursor": "c1", "more": False, **changes}


@pytest.mark.parametrize(
    "page",
    [
        [],
        {},
        page_of(next_cursor=1),
        page_of(next_cursor="a b"),
        page_of(next_cursor="c" * 201),
        page_of(more="no"),
        page_of(*[{}] * 201),
        {**page_of(), "applications": {}},
    ],
)
async def test_a_page_that_is_none_is_nonsense(serve: Serve, page: Any) -> None:
    source = await serve(saying(page))
    assert await source.changes("") == Unreadable(why="feed.nonsense")


async def test_an_application_that_does_not_fit_is_named_and_the_others_are_kept(
    serve: Serve,
) -> None:
    good = sample()["applications"][1] | {"changed_at": "2026-11-18T00:00:00Z"}
    odd = [good | {"application_id": "ODD", "asked_fen": -1}, 7, good | {"kind": "exchange"}]
    source = await serve(saying(page_of(*odd, good)))
    page = await source.changes("")
    assert isinstance(page, ChangePage)
    assert [one.snapshot.source_ref for one in page.applications] == ["SAMPLE-2"]
    assert page.unreadable == ("ODD", "#2", "SAMPLE-2")


def test_no_mutated_answer_gets_further_than_its_reader() -> None:
    result = campaign(3_000, seed=7)
    assert result["wrong"] == []
    assert 0 < int(str(result["accepted"])) < 3_000


# -- the address and the secret -------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example",
        "http://localhost:1",
        "ftp://127.0.0.1",
        "https://",
        "https://a:b@shop.example",
        "https://shop.example/?a=1",
        "https://shop.example/#a",
        "https://shop.example:x",
        "https://[::1",
        "https://商店.example",
        "https://shop.example/" + "a" * 500,
        "",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadValueError):
        checked_feed_url(url)


def test_an_address_has_no_slash_at_its_end() -> None:
    assert checked_feed_url(" https://shop.example/feed/ ") == "https://shop.example/feed"
    assert checked_feed_url("http://127.0.0.1:8765") == "http://127.0.0.1:8765"
    assert checked_feed_url("http://[::1]:8765/") == "http://[::1]:8765"


async def test_the_secret_is_in_no_request_and_no_repr(serve: Serve) -> None:
    seen: list[str] = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        seen.append(f"{request.raw_path} {dict(request.headers)} {await request.text()}")
        return web.Response(status=500)

    source = await serve(answer)
    await source.changes("")
    message = Outgoing(key="k", source_ref="A-1", kind=OutboxKind.REPLY, text="a")
    await source.deliver(message)
    assert len(seen) == 2
    assert not any("very-secret" in text for text in (*seen, repr(KEY), repr(vars(source._client))))
