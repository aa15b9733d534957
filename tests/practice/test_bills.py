"""Bills: when they exist, what stands in them, and how their files are checked."""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from refund_desk.practice.clock import parse_rfc3339
from refund_desk.practice.settings import PracticeSettings
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.practice.signing_client import Heard

HOUR = 3_600
TRADE = "/v3/bill/tradebill?bill_date=2026-11-18"
FLOW = "/v3/bill/fundflowbill?bill_date=2026-11-18"


@pytest.fixture
def shop(new_folder: Callable[[], Path]) -> Iterator[Far]:
    """A shop without a past at eight in the morning; refunds settle at once."""
    settings = PracticeSettings(
        data_dir=new_folder(),
        applications=0,
        now_s=parse_rfc3339("2026-11-18T08:00:00+08:00"),
        settle_seconds=0,
    )
    with shop_in_thread(settings) as far:
        yield far


def busy_day(far: Far) -> dict[str, Any]:
    """Two payments, a refund that arrives, one that does not, one of a coupon order."""
    far.admin("POST", "balance", {"balance_fen": 1_000_000})
    made = {
        "plain": far.fresh(total_fen=10_000, complaint=False),
        "coupon": far.fresh(total_fen=1_000, payer_total_fen=800, complaint=False),
        "card": far.fresh(total_fen=5_000, settles="slow", complaint=False),
    }
    for name, fen, total in (("plain", 2_500, 10_000), ("coupon", 500, 1_000)):
        number = f"R-{name}"
        assert far.merchant.refund(made[name]["transaction_id"], number, fen, total).status == 200
        assert far.merchant.query(number).json["status"] == "SUCCESS"
    assert far.merchant.refund(made["card"]["transaction_id"], "R-card", 5_000, 5_000).status == 200
    far.advance(26 * HOUR + 60)
    return made


def fetch(far: Far, target: str) -> list[str]:
    told = far.merchant.get(target)
    assert (told.status, told.verified) == (200, True), told.body
    assert told.json["hash_type"] == "SHA1"
    heard = far.merchant.get_link(told.json["download_url"])
    assert (heard.status, heard.verified) == (200, None)
    plain = gzip.decompress(heard.body) if "GZIP" in target else heard.body
    assert hashlib.sha1(plain).hexdigest() == told.json["hash_value"]
    assert plain.startswith(b"\xef\xbb\xbf")
    assert plain.endswith(b"\r\n")
    return plain.decode("utf-8-sig").split("\r\n")[:-1]


def cells(lines: list[str], line: int) -> dict[str, str]:
    values = lines[line].split(",")
    assert all(value.startswith("`") for value in values)
    return dict(zip(lines[0].split(","), [value[1:] for value in values], strict=True))


def test_the_refund_bill_holds_the_refunds_of_the_day(shop: Far) -> None:
    made = busy_day(shop)
    lines = fetch(shop, f"{TRADE}&bill_type=REFUND")
    assert len(lines) == 1 + 3 + 2
    rows = {cells(lines, line)["商户退款单号"]: cells(lines, line) for line in (1, 2, 3)}
    plain = rows["R-plain"]
    assert plain["申请退款金额"] == "25.00"
    assert plain["退款状态"] == "SUCCESS"
    assert plain["退款申请时间"].startswith("2026-11-18 08:00")
    assert plain["微信订单号"] == made["plain"]["transaction_id"]
    assert plain["手续费"] == "-0.15000"
    assert (rows["R-coupon"]["申请退款金额"], rows["R-coupon"]["退款金额"]) == ("5.00", "4.00")
    assert (rows["R-card"]["退款状态"], rows["R-card"]["退款成功时间"]) == ("PROCESSING", "")
    assert lines[-2].startswith("总交易单数,应结订单总金额,退款总金额")
    assert lines[-1] == "`3.0,`0.00,`79.00,`0.00,`-0.47400,`0.00,`80.00"


def test_the_status_in_a_bill_is_frozen(shop: Far) -> None:
    busy_day(shop)
    shop.advance(3 * 24 * HOUR)
    assert shop.merchant.query("R-card").json["status"] == "SUCCESS"
    lines = fetch(shop, f"{TRADE}&bill_type=REFUND")
    rows = {cells(lines, line)["商户退款单号"]: cells(lines, line) for line in (1, 2, 3)}
    assert rows["R-card"]["退款状态"] == "PROCESSING"


def test_the_whole_bill_holds_payments_and_refunds(shop: Far) -> None:
    busy_day(shop)
    lines = fetch(shop, TRADE)
    assert len(lines) == 1 + 6 + 2
    states = [cells(lines, line)["交易状态"] for line in range(1, 7)]
    assert sorted(states) == ["REFUND"] * 3 + ["SUCCESS"] * 3
    paid = next(cells(lines, n) for n in range(1, 7) if cells(lines, n)["订单金额"] == "10.00")
    assert (paid["应结订单金额"], paid["代金券金额"]) == ("8.00", "2.00")
    back = next(cells(lines, n) for n in range(1, 7) if cells(lines, n)["交易状态"] == "REFUND")
    assert (back["订单金额"], back["应结订单金额"]) == ("0.00", "0.00")


def test_the_bill_of_payments_has_no_refund_columns(shop: Far) -> None:
    busy_day(shop)
    lines = fetch(shop, f"{TRADE}&bill_type=SUCCESS&tar_type=GZIP")
    assert len(lines) == 1 + 3 + 2
    assert "退款" not in lines[0]
    assert lines[-2] == "总交易单数,应结订单总金额,手续费总金额,订单总金额"
    assert lines[-1] == "`3.0,`158.00,`0.94800,`160.00"


def test_the_fund_flow_ends_at_the_balance(shop: Far) -> None:
    busy_day(shop)
    lines = fetch(shop, FLOW)
    flows = [cells(lines, line) for line in range(1, len(lines) - 2)]
    assert [flow["收支类型"] for flow in flows].count("支出") == 3
    balance = shop.admin("GET", "books")["balance_fen"]
    assert flows[-1]["账户结余(元)"] == f"{balance // 100}.{balance % 100:02d}"
    assert lines[-1] == "`6.0,`3.0,`158.00,`3.0,`80.00"


def test_a_bill_is_made_after_nine_the_next_day(shop: Far) -> None:
    shop.fresh(complaint=False)
    assert shop.merchant.get(TRADE).code == "PARAM_ERROR"
    shop.advance(24 * HOUR)
    heard = shop.merchant.get(TRADE)
    assert (heard.status, heard.code) == (400, "STATEMENT_CREATING")
    shop.advance(HOUR + 60)
    assert shop.merchant.get(TRADE).status == 200
    shop.advance(93 * 24 * HOUR)
    assert shop.merchant.get(TRADE).code == "PARAM_ERROR"


def test_a_day_without_trade_has_no_bill(shop: Far) -> None:
    shop.advance(26 * HOUR)
    for target in (TRADE, FLOW, f"{FLOW}&account_type=FEES"):
        heard = shop.merchant.get(target)
        assert (heard.status, heard.code) == (400, "NO_STATEMENT_EXIST")


@pytest.mark.parametrize(
    "query",
    ["", "bill_date=18.11.2026", "bill_date=2026-02-30", "bill_date=2026-11-17&bill_type=ODD"],
)
def test_a_wrong_request_for_a_bill(far: Far, query: str) -> None:
    assert far.merchant.get(f"/v3/bill/tradebill?{query}").code == "PARAM_ERROR"


def test_a_link_lives_five_minutes(far: Far) -> None:
    link = far.merchant.get("/v3/bill/tradebill?bill_date=2026-11-17").json["download_url"]
    assert far.merchant.get_link(link).status == 200
    far.advance(301)
    heard = far.merchant.get_link(link)
    assert (heard.status, heard.code) == (400, "INVALID_REQUEST")
    assert far.merchant.get("/v3/billdownload/file?token=guess").code == "INVALID_REQUEST"
    unsigned = far.merchant.get("/v3/billdownload/file?token=x", headers={"Authorization": None})
    assert unsigned.status == 401


def apply(far: Far) -> Heard:
    return far.merchant.get("/v3/bill/tradebill?bill_date=2026-11-17&tar_type=GZIP")


def test_a_bill_can_come_with_a_wrong_hash(far: Far) -> None:
    far.faults({"path": "/v3/bill/*", "fault": "wrong_sha1"})
    told = apply(far)
    assert told.verified is True
    content = gzip.decompress(far.merchant.get_link(told.json["download_url"]).body)
    assert hashlib.sha1(content).hexdigest() != told.json["hash_value"]


def test_a_link_can_be_over_before_it_is_used(far: Far) -> None:
    far.faults({"path": "/v3/bill/*", "fault": "expired_url"})
    assert far.merchant.get_link(apply(far).json["download_url"]).code == "INVALID_REQUEST"
    far.faults({"path": "/v3/billdownload/*", "fault": "expired_url", "times": 1})
    link = apply(far).json["download_url"]
    assert far.merchant.get_link(link).code == "INVALID_REQUEST"
    assert far.merchant.get_link(link).status == 200


@pytest.mark.parametrize("tail", ["", "&tar_type=GZIP"])
def test_a_forged_file_does_not_have_its_hash(far: Far, tail: str) -> None:
    told = far.merchant.get(f"/v3/bill/tradebill?bill_date=2026-11-17{tail}").json

    def fetched() -> str:
        body = far.merchant.get_link(told["download_url"]).body
        return hashlib.sha1(gzip.decompress(body) if tail else body).hexdigest()

    assert fetched() == told["hash_value"]
    far.faults({"path": "/v3/billdownload/*", "fault": "forged"})
    assert fetched() != told["hash_value"]


def test_tokens_are_not_shown_at_the_back_door(far: Far) -> None:
    link = apply(far).json["download_url"]
    far.merchant.get_link(link)
    (entry,) = far.admin("GET", "requests?limit=1")["requests"]
    assert entry["path"] == "/v3/billdownload/file?token=***"
