"""The token, the door and the secrets of the Store's wire."""

import asyncio
import logging
from collections.abc import Iterator

import pytest

from refund_desk.adapters.sources.store_answers import No, Quiet, Said, reply_in, why_of
from refund_desk.adapters.sources.store_credentials import (
    OFFICIAL_ORIGIN,
    PracticeStoreAccount,
    StoreAccount,
)
from refund_desk.adapters.sources.store_source import WeChatStore
from refund_desk.application.outcomes import Doubt, Sent, Unknown, Unreadable
from refund_desk.application.ports.change_source import FeedApplication
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.secret import Secret
from tests.practice.shop_in_thread import Far
from tests.practice.store_client import StoreClient
from tests.store.desk import ACCEPT, DETAIL, TOKEN, OpenDesk, approve, rule
from tests.wechatpay.test_logs import Everything

APPID, SECRET = "wx8888a1b2c3d4e5f6", "0" * 32


def tokens_asked_for(far: Far) -> int:
    kept = far.admin("GET", "requests")["requests"]
    return sum(entry["path"] == TOKEN for entry in kept)


async def test_one_token_for_the_whole_desk(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    ref = store.fresh()
    before = tokens_asked_for(far)

    read = await asyncio.gather(*(desk.application(ref) for _ in range(8)))

    assert all(isinstance(each, FeedApplication) for each in read)
    assert tokens_asked_for(far) == before + 1


async def test_a_token_that_ended_is_renewed_within_the_call(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    ref = store.fresh(allowed_s=10**6)
    await desk.application(ref)
    before = tokens_asked_for(far)

    far.advance(7_300)

    read = await asyncio.gather(*(desk.application(ref) for _ in range(4)))
    assert all(isinstance(each, FeedApplication) for each in read)
    assert tokens_asked_for(far) == before + 1


async def test_a_token_killed_elsewhere_costs_no_decision(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    ref = store.fresh()
    await desk.application(ref)
    far.admin("POST", "store/tokens", {})

    assert await desk.deliver(approve(ref)) == Sent()

    assert store.happened(ref).count("accept_refund") == 1


async def test_a_token_that_only_the_platform_still_believes_is_forced_once(
    far: Far, store: StoreClient, desk: WeChatStore
) -> None:
    far.advance(120)
    ref = store.fresh(allowed_s=10**6)
    await desk.application(ref)
    store.signed_in()
    assert store.code("reason/get") == 0
    far.faults({"path": DETAIL, "fault": "store_code", "errcode": 40001, "times": 2})

    first = await desk.application(ref)
    second = await desk.application(ref)

    assert isinstance(first, Unreadable)
    assert first.why == "store.key"
    assert isinstance(second, FeedApplication)
    assert store.code("reason/get") == 40001, "the old one was killed by force"


@pytest.mark.parametrize("code", ["40164", "45035", "61004"])
async def test_an_address_to_allow_is_named(
    far: Far, store: StoreClient, desk: WeChatStore, code: str
) -> None:
    ref = store.fresh()
    far.faults(require_ip_list=True, ip_list="203.0.113.9", store_ip_code=code)

    page = await desk.changes("")
    outcome = await desk.deliver(approve(ref))

    assert isinstance(page, Unreadable)
    assert page.why == "store.ip 127.0.0.1"
    assert not page.halts, "WeChat Pay's own money is not concerned"
    assert isinstance(outcome, Unknown)
    assert (outcome.doubt, outcome.code) == (Doubt.NOT_SENT, "store.ip 127.0.0.1")


@pytest.mark.parametrize(
    ("errcode", "why"),
    [
        (40013, "store.key"),
        (40125, "store.key"),
        (48001, "store.denied"),
        (50002, "store.denied"),
        (45009, "store.quota"),
        (45011, "far.busy"),
        (-1, "far.trouble"),
        (40097, "far.ruled"),
    ],
)
async def test_codes_become_sentences(
    far: Far, store: StoreClient, desk: WeChatStore, errcode: int, why: str
) -> None:
    ref = store.fresh()
    far.faults(rule("store_code", DETAIL, errcode=errcode))

    read = await desk.application(ref)

    assert isinstance(read, Unreadable)
    assert read.why == why
    assert read.request_id.count("-") == 2


async def test_wrong_keys_are_said_so(far: Far, open_desk: OpenDesk, desk: WeChatStore) -> None:
    far.faults(rule("store_code", TOKEN, errcode=40125))

    page = await desk.changes("")

    assert isinstance(page, Unreadable)
    assert page.why == "store.key"


@pytest.mark.parametrize(
    ("body", "reply"),
    [
        (b"{}", Said({})),
        (b'{"errcode":0,"x":1}', Said({"errcode": 0, "x": 1})),
        (b"[]", Quiet.NONSENSE),
        (b"{", Quiet.NONSENSE),
        (b'{"errcode":"0"}', Quiet.NONSENSE),
        (b'{"errcode":true}', Quiet.NONSENSE),
        (b'{"errcode":40013,"errmsg":5}', No(40013)),
        (b'{"errcode":40013,"errmsg":"ip 1.2.3.4 rid: ab-cd"}', No(40013, "ab-cd")),
        (
            b'{"errcode":40164,"errmsg":"invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in"}',
            No(40164, "", "1.2.3.4"),
        ),
        (b'{"errcode":61004,"errmsg":"requestIP: 2001:db8::7."}', No(61004, "", "2001:db8::7")),
        (b'{"errcode":40164,"errmsg":"invalid ip 999.2.3.4"}', No(40164)),
    ],
)
def test_an_answer_is_read_strictly(body: bytes, reply: object) -> None:
    assert reply_in(body) == reply


def test_an_address_that_is_none_is_not_repeated() -> None:
    reply = reply_in(b'{"errcode":40164,"errmsg":"<b>1.2.3.4.5.6</b>"}')
    assert isinstance(reply, No)
    assert why_of(reply) == "store.ip"


def test_a_real_shop_has_no_field_for_a_host() -> None:
    account = StoreAccount(appid=APPID, secret=Secret(SECRET))
    assert account.origin == OFFICIAL_ORIGIN
    assert SECRET not in repr(account)
    for origin in ("https://api.weixin.qq.com", "http://127.0.0.1:1@evil", "http://localhost:1"):
        with pytest.raises(BadValueError, match=r"^store\.origin$"):
            PracticeStoreAccount(appid=APPID, secret=Secret(SECRET), origin=origin)
    with pytest.raises(BadValueError, match=r"^store\.appid$"):
        StoreAccount(appid="gh_1", secret=Secret(SECRET))
    with pytest.raises(BadValueError, match=r"^store\.secret$"):
        StoreAccount(appid=APPID, secret=Secret("x y"))


@pytest.fixture
def logs() -> Iterator[Everything]:
    root = logging.getLogger()
    level, handler = root.level, Everything()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.setLevel(level)
    root.removeHandler(handler)


async def test_nothing_secret_is_logged_or_shown(
    far: Far, store: StoreClient, desk: WeChatStore, logs: Everything
) -> None:
    ref = store.fresh(words="我家在杭州市西湖区")
    far.faults(rule("drop_after", ACCEPT), rule("garbage", DETAIL))

    told = await desk.application(ref)
    await desk.deliver(approve(ref))
    told = await desk.application(ref)

    token = store.stable()["access_token"]
    shown = logs.text + repr((told, vars(desk), vars(desk._wire)))
    for secret in (token, far.ready["store_secret"], "我家在", "access_token="):
        assert secret not in shown
