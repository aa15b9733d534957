"""Bills: streamed, unpacked, bounded, compared by hash; never half a bill taken for a whole one."""

import gzip
import hashlib
import json
from datetime import date, timedelta

import pytest

from refund_desk.adapters.wechatpay import bills as module
from refund_desk.adapters.wechatpay.bills import WeChatPayBills
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.reply import Answer
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.bill_source import (
    BillNotReady,
    BillSink,
    BillSource,
    BillTaken,
)
from refund_desk.domain.identifiers import OutRefundNo
from tests.practice_process import PracticeShop
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore, set_faults
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway, Step

FILE = "/v3/billdownload/file"
NONSENSE = "far.nonsense"


class Sinks:
    """Opens sinks and remembers all of them."""

    def __init__(self) -> None:
        self.opened: list[bytearray] = []

    def __call__(self) -> BillSink:
        self.opened.append(bytearray())
        return self.opened[-1].extend

    @property
    def last(self) -> bytes:
        return bytes(self.opened[-1])


async def refund_days(endpoints: Endpoints, shop: PracticeShop) -> set[str]:
    """The Beijing days on which refunds of this shop were taken."""
    numbers = [refund["out_refund_no"] for refund in shop.books()["refunds"]]
    replies = [await endpoints.query_refund(OutRefundNo(number)) for number in numbers]
    assert all(isinstance(reply, Answer) for reply in replies)
    return {json.loads(r.body)["create_time"][:10] for r in replies if isinstance(r, Answer)}


@pytest.fixture
def sinks() -> Sinks:
    return Sinks()


def some_day(shop: PracticeShop) -> date:
    """A Beijing day of the last weeks on which somebody paid."""
    days = sorted({order["paid_at"][:10] for order in shop.books()["orders"] if order["paid_at"]})
    return date.fromisoformat(days[-4])


async def test_a_trade_bill_comes_whole(
    endpoints: Endpoints, shop: PracticeShop, sinks: Sinks
) -> None:
    outcome = await WeChatPayBills(endpoints).trade_bill(some_day(shop), sinks)
    assert isinstance(outcome, BillTaken)
    assert len(sinks.opened) == 1
    assert outcome.bytes_count == len(sinks.last)
    assert hashlib.sha1(sinks.last).hexdigest() == outcome.sha1
    header, *rows = sinks.last.decode("utf-8-sig").split("\r\n")
    assert header.startswith("交易时间,公众账号ID,商户号")
    assert rows[0].startswith("`")


async def test_a_bill_of_refunds_holds_nothing_else(
    endpoints: Endpoints, shop: PracticeShop, sinks: Sinks
) -> None:
    days = await refund_days(endpoints, shop)
    bills: BillSource = WeChatPayBills(endpoints)
    day = date.fromisoformat(max(days - {max(days)}))
    outcome = await bills.trade_bill(day, sinks, refunds_only=True)
    assert isinstance(outcome, BillTaken)
    header, *rows = sinks.last.decode("utf-8-sig").split("\r\n")[:-3]
    assert "退款申请时间" in header
    assert rows
    assert all(",`REFUND," in row for row in rows)


async def test_a_fund_flow_bill_comes_whole(
    endpoints: Endpoints, shop: PracticeShop, sinks: Sinks
) -> None:
    outcome = await WeChatPayBills(endpoints).fund_flow_bill(some_day(shop), sinks)
    assert isinstance(outcome, BillTaken)
    assert "记账时间,微信支付业务单号" in sinks.last.decode()


async def test_an_expired_address_is_asked_for_anew(
    endpoints: Endpoints, shop: PracticeShop, sinks: Sinks
) -> None:
    set_faults(shop, {"path": FILE, "fault": "expired_url", "times": 1})
    outcome = await WeChatPayBills(endpoints).trade_bill(some_day(shop), sinks)
    assert isinstance(outcome, BillTaken)
    assert len(sinks.opened) == 2


@pytest.mark.parametrize(
    ("path", "fault", "why"),
    [
        ("/v3/bill/tradebill", "wrong_sha1", NONSENSE),
        (FILE, "expired_url", "far.ruled"),
        (FILE, "truncated", "net.slow"),
        (FILE, "garbage", NONSENSE),
        (FILE, "drop_after", "net.slow"),
        (FILE, "status_502_html", "far.trouble"),
        (FILE, "redirect_302", NONSENSE),
        ("/v3/bill/tradebill", "unsigned", NONSENSE),
        ("/v3/bill/tradebill", "forged", NONSENSE),
        ("/v3/bill/tradebill", "garbage", NONSENSE),
        ("/v3/bill/tradebill", "status_429_before", "far.busy"),
    ],
)
async def test_a_spoilt_bill_is_not_taken(
    endpoints: Endpoints, shop: PracticeShop, sinks: Sinks, *, path: str, fault: str, why: str
) -> None:
    set_faults(shop, {"path": path, "fault": fault})
    outcome = await WeChatPayBills(endpoints).trade_bill(some_day(shop), sinks)
    assert isinstance(outcome, Unreadable), outcome
    assert outcome.why == why


async def test_a_day_without_trade_has_no_bill(
    endpoints: Endpoints, shop: PracticeShop, sinks: Sinks
) -> None:
    paid = {order["paid_at"][:10] for order in shop.books()["orders"] if order["paid_at"]}
    refunded = await refund_days(endpoints, shop)
    newest = date.fromisoformat(max(paid))
    quiet = next(
        day
        for day in (newest - timedelta(days=back) for back in range(2, 80))
        if day.isoformat() not in paid | refunded
    )
    assert isinstance(await WeChatPayBills(endpoints).trade_bill(quiet, sinks), Missing)
    assert sinks.opened == []


# Answers the practice server would not give


DAY = date(2026, 1, 2)
PLAIN = "\ufeff交易时间\r\n".encode() * 1000


def offer(changes: dict[str, object] | None = None, plain: bytes = PLAIN) -> Said:
    sha1 = hashlib.sha1(plain).hexdigest().upper()
    fields: dict[str, object] = {"hash_type": "SHA1", "hash_value": sha1}
    fields |= {"download_url": "http://127.0.0.1:9/v3/billdownload/file?token=abc"} | (
        changes or {}
    )
    return Said(body=json.dumps(fields).encode())


def packed(plain: bytes = PLAIN) -> Said:
    return Said(signed=False, body=gzip.compress(plain))


@pytest.fixture
async def scripted(gateway: ScriptedGateway, open_core: OpenCore) -> WeChatPayBills:
    core = await open_core(far.credentials(gateway.url), limits=QUICK)
    return WeChatPayBills(Endpoints(core, far.MCHID))


async def test_the_hash_is_of_the_unpacked_file(
    scripted: WeChatPayBills, gateway: ScriptedGateway, sinks: Sinks
) -> None:
    gateway.play(offer(), packed())
    outcome = await scripted.trade_bill(DAY, sinks)
    assert isinstance(outcome, BillTaken)
    assert sinks.last == PLAIN


async def test_a_bill_in_the_making_is_told_apart(
    scripted: WeChatPayBills, gateway: ScriptedGateway, sinks: Sinks
) -> None:
    gateway.play(Said(status=400, body=b'{"code":"STATEMENT_CREATING"}'))
    assert await scripted.trade_bill(DAY, sinks) == BillNotReady()
    assert len(gateway.seen) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"download_url": "https://api.mch.weixin.qq.com.evil.example/v3/billdownload/file?token=a"},
        {"download_url": "http://127.0.0.1:9/v3/certificates"},
        {"download_url": 7},
        {"hash_type": "MD5"},
        {"hash_type": None},
        {"hash_value": None},
        {"hash_value": "00"},
    ],
)
async def test_an_offer_that_does_not_fit_is_nonsense(
    scripted: WeChatPayBills, gateway: ScriptedGateway, sinks: Sinks, change: dict[str, object]
) -> None:
    gateway.play(offer(change), packed(), offer(change), packed())
    outcome = await scripted.trade_bill(DAY, sinks)
    assert isinstance(outcome, Unreadable)
    assert outcome.why == NONSENSE


def cut(plain: bytes) -> Said:
    return Said(signed=False, body=gzip.compress(plain)[:-9])


@pytest.mark.parametrize(
    "spoilt",
    [
        Said(signed=False, body=PLAIN),
        Said(signed=False, body=b""),
        cut(PLAIN),
        Said(signed=False, body=gzip.compress(PLAIN) + b"more"),
        packed(PLAIN + b"."),
    ],
)
async def test_a_file_that_is_not_the_offered_one_is_nonsense(
    scripted: WeChatPayBills, gateway: ScriptedGateway, sinks: Sinks, spoilt: Step
) -> None:
    gateway.play(offer(), spoilt, offer(), spoilt)
    outcome = await scripted.trade_bill(DAY, sinks)
    assert isinstance(outcome, Unreadable)
    assert outcome.why == NONSENSE
    assert len(sinks.opened) == 2


async def test_a_bomb_stops_at_the_bound(
    scripted: WeChatPayBills,
    gateway: ScriptedGateway,
    sinks: Sinks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "UNPACKED_BYTES_MAX", 3 << 20)
    bomb = bytes(40 << 20)
    gateway.play(offer(plain=bomb), packed(bomb), offer(plain=bomb), packed(bomb))
    outcome = await scripted.trade_bill(DAY, sinks)
    assert isinstance(outcome, Unreadable)
    assert outcome.why == NONSENSE
    assert len(sinks.last) <= 3 << 20


async def test_a_full_disk_is_told_and_breaks_nothing(
    scripted: WeChatPayBills, gateway: ScriptedGateway, sinks: Sinks
) -> None:
    def full(plain: bytes) -> None:
        raise OSError(28, "no space left")

    gateway.play(offer(), packed(), offer(), packed())
    with pytest.raises(OSError, match="no space left"):
        await scripted.trade_bill(DAY, lambda: full)
    assert isinstance(await scripted.trade_bill(DAY, sinks), BillTaken)
