"""The shop's content: a function of seed, number and now; lifelike, and of every kind."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from refund_desk.practice.books import Books
from refund_desk.practice.clock import BusinessClock, parse_rfc3339
from refund_desk.practice.settings import PracticeSettings
from refund_desk.practice.shop import open_shop
from tests.practice.conftest import NOW
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.practice.signing_client import COMPLAINTS

BEIJING = timezone(timedelta(hours=8))
DAY = 86_400
HOUR = 3_600


@pytest.fixture(scope="module")
def shop(new_folder: Callable[[], Path]) -> Iterator[Far]:
    """The shop as it opens; nothing in this module changes it."""
    with shop_in_thread(PracticeSettings(data_dir=new_folder(), now_s=NOW)) as far:
        yield far


def open_complaints(far: Far) -> list[Any]:
    heard = far.merchant.get(f"{COMPLAINTS}?begin_date=2026-11-10&end_date=2026-11-18&limit=50")
    return [row for row in heard.json["data"] if row["complaint_state"] != "PROCESSED"]


def deadline(row: Any) -> datetime:
    hours = 24 if row["complaint_state"] == "PENDING" else 72
    return datetime.fromisoformat(row["complaint_time"]) + timedelta(hours=hours)


def facts(far: Far, row: Any) -> Any:
    return far.feed(f"orders/{row['complaint_order_info'][0]['transaction_id']}").json()


def books_content(tmp_path: Path, name: str, *, seed: int, now_s: float, count: int) -> Any:
    books = Books(tmp_path / name)
    try:
        open_shop(books, BusinessClock(0, wall=lambda: now_s), seed=seed, applications=count)
        return {
            table: [tuple(row) for row in books.rows(f"SELECT * FROM {table}")]
            for table in ("orders", "refunds", "complaints", "messages", "complaint_orders")
        }
    finally:
        books.close()


# -- a function of its arguments ------------------------------------------------------------------


def test_the_same_arguments_make_the_same_shop(tmp_path: Path) -> None:
    first, second = (
        books_content(tmp_path, name, seed=3, now_s=NOW, count=120) for name in ("a", "b")
    )
    assert first == second
    other = books_content(tmp_path, "c", seed=4, now_s=NOW, count=120)
    assert {row[0] for row in first["orders"]}.isdisjoint(row[0] for row in other["orders"])


def test_ids_do_not_depend_on_now(tmp_path: Path) -> None:
    first = books_content(tmp_path, "a", seed=3, now_s=NOW, count=120)
    later = books_content(tmp_path, "b", seed=3, now_s=NOW + 100 * DAY + 9 * HOUR, count=120)
    for table in ("orders", "refunds", "complaints", "complaint_orders"):
        assert [row[:2] for row in first[table] if table != "complaints"] == [
            row[:2] for row in later[table] if table != "complaints"
        ]
        assert [row[0] for row in first[table]] == [row[0] for row in later[table]]


def test_many_applications_spread_over_a_year(tmp_path: Path) -> None:
    content = books_content(tmp_path, "a", seed=1, now_s=NOW, count=5_000)
    ages = [(NOW - row[1]) / DAY for row in content["complaints"]]
    assert len(ages) == 5_000
    assert len({row[0] for row in content["complaints"]}) == 5_000
    assert len([age for age in ages if age <= 30]) <= 3_000
    assert max(ages) <= 365
    assert len([age for age in ages if age > 180]) > 1_500
    assert Counter(row[3] for row in content["complaints"])["PROCESSED"] > 4_900


@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_a_small_shop_opens_too(tmp_path: Path, count: int) -> None:
    content = books_content(tmp_path, "a", seed=1, now_s=NOW, count=count)
    assert len(content["complaints"]) == count


# -- the books ------------------------------------------------------------------------------------


def test_books_come_newest_first_and_their_newest_half_is_refundable(shop: Far) -> None:
    books = shop.admin("GET", "books")
    orders = books["orders"]
    times = [row["paid_at"] for row in orders]
    assert times == sorted(times, reverse=True)
    half = orders[: len(orders) // 2]
    assert len(half) >= 30
    assert {(row["trade_state"], row["refunded_fen"]) for row in half} == {("SUCCESS", 0)}
    assert books["balance_fen"] > sum(row["total_fen"] for row in half)
    assert {row["origin"] for row in books["refunds"]} == {"seeded", "merchant_site"}
    assert books["paid_out_fen"] == sum(row["amount_fen"] for row in books["refunds"])


def test_books_have_the_agreed_form_and_nothing_else(shop: Far) -> None:
    books = shop.admin("GET", "books")
    assert list(books) == ["orders", "refunds", "balance_fen", "paid_out_fen", "feed"]
    order = ["transaction_id", "out_trade_no", "total_fen", "refunded_fen", "trade_state"]
    refund = ["out_refund_no", "refund_id", "transaction_id", "amount_fen", "status", "origin"]
    assert {tuple(row) for row in books["orders"]} == {(*order, "paid_at")}
    assert {tuple(row) for row in books["refunds"]} == {tuple(refund)}


def test_every_refunded_order_says_so(shop: Far) -> None:
    books = shop.admin("GET", "books")
    refunded = {row["transaction_id"] for row in books["refunds"]}
    for row in books["orders"]:
        assert (row["trade_state"] == "REFUND") is (row["transaction_id"] in refunded)
        assert row["refunded_fen"] <= row["total_fen"]


# -- the inbox ------------------------------------------------------------------------------------


def test_the_nearest_deadlines_are_those_of_the_picture(shop: Far) -> None:
    rows = sorted(open_complaints(shop), key=deadline)
    first, second, third = rows[:3]
    assert facts(shop, first)["goods"][0]["name"] == "竹节筷子 6 双"
    assert (first["problem_description"], first["apply_refund_amount"]) == ("漏发配件", 5_900)
    assert facts(shop, first)["buyer"]["nickname"].startswith("吴")
    assert (second["problem_description"], second["apply_refund_amount"]) == ("商品破损", 10_800)
    assert (third["problem_description"], third["apply_refund_amount"]) == ("不想要了", 4_580)
    now = datetime.fromtimestamp(NOW, BEIJING)
    left = [round((deadline(row) - now).total_seconds() / 60) for row in (first, second, third)]
    assert left == [108, 320, 485]


def test_the_hero_of_the_tour_is_whole(shop: Far) -> None:
    hero = sorted(open_complaints(shop), key=deadline)[1]
    order = facts(shop, hero)
    assert (order["total_fen"], order["freight_fen"]) == (23_600, 2_000)
    assert order["buyer"]["nickname"].startswith("林")
    (mug,) = order["goods"]
    assert (mug["name"], mug["quantity"], mug["unit_fen"]) == ("雾蓝手作马克杯", 2, 10_800)
    assert shop.feed(mug["picture"].removeprefix("/")).content.startswith(b"\x89PNG")
    assert (order["logistics"]["carrier"], order["logistics"]["status"]) == ("中通", "signed")
    assert order["logistics"]["tracking_no"].startswith("7579")
    assert shop.merchant.decrypt(hero["payer_phone"]) == "13800135678"
    assert len(hero["complaint_media_list"][0]["media_url"]) == 3
    talk = shop.merchant.history(hero["complaint_id"])[::-1]
    assert [line["operate_type"] for line in talk] == [
        "USER_CREATE_COMPLAINT",
        "MERCHANT_RESPONSE",
        "USER_RESPONSE",
        "PLATFORM_HELP_APPLICATION",
    ]
    asked, answered = (datetime.fromisoformat(line["operate_time"]) for line in talk[:2])
    assert answered - asked == timedelta(minutes=28)
    assert [len(line["image_list"]) for line in talk] == [3, 0, 1, 0]
    assert "19:52" in talk[3]["operate_details"]


@pytest.mark.parametrize("hour", [0, 3, 9, 14, 20, 23])
def test_all_groups_of_the_inbox_are_filled_at_any_hour(tmp_path: Path, hour: int) -> None:
    now_s = parse_rfc3339(f"2026-11-18T{hour:02d}:40:00+08:00")
    content = books_content(tmp_path, "a", seed=1, now_s=now_s, count=60)
    today = datetime.fromtimestamp(now_s, BEIJING).date()
    days: Counter[int] = Counter()
    nearest: list[tuple[float, int]] = []
    for row in content["complaints"]:
        if row[3] == "PROCESSED":
            continue
        due = row[1] + (24 if row[3] == "PENDING" else 72) * HOUR
        days[(datetime.fromtimestamp(due, BEIJING).date() - today).days] += 1
        nearest.append((due, row[11]))
    assert min(due for due, _ in nearest) > now_s
    assert days[0] >= 3
    assert days[1] >= 3
    assert sum(count for day, count in days.items() if day >= 2) >= 3
    assert [fen for _, fen in sorted(nearest, key=lambda one: one[0])[:3]] == [5_900, 10_800, 4_580]


def test_messages_were_all_said_before_now(shop: Far) -> None:
    for row in open_complaints(shop):
        times = [
            datetime.fromisoformat(line["operate_time"]).timestamp()
            for line in shop.merchant.history(row["complaint_id"])
        ]
        assert max(times) < NOW


def test_every_kind_of_application_is_there(shop: Far) -> None:
    rows = open_complaints(shop)
    reasons = Counter(row["problem_description"] for row in rows)
    for reason in ("商品破损", "与描述不符", "未按约定时间发货", "发错货", "不想要了", "漏发配件"):
        assert reasons[reason] >= 1, reason
    assert {row["problem_type"] for row in rows} == {"REFUND", "SERVICE_NOT_WORK", "OTHERS"}
    assert {tag for row in rows for tag in row["user_tag_list"]} == {"HIGH_RISK", "TRUSTED"}
    assert any(row["user_complaint_times"] == 2 for row in rows)
    assert any(row["need_immediate_service"] and row["in_platform_service"] for row in rows)
    assert {len(row["complaint_order_info"]) for row in rows} == {0, 1, 2}
    assert any("<script>" in row["complaint_detail"] for row in rows)
    orders = {
        row["complaint_id"]: shop.merchant.order(one["transaction_id"]).json
        for row in rows
        for one in row["complaint_order_info"]
    }
    assert any(order["trade_state"] == "REFUND" for order in orders.values())
    assert any("promotion_detail" in order for order in orders.values())
    ages = [
        NOW - datetime.fromisoformat(order["success_time"]).timestamp() for order in orders.values()
    ]
    assert max(ages) > 365 * DAY
    asked = {row["complaint_id"]: row.get("apply_refund_amount", 0) for row in rows}
    assert any(0 < asked[key] < order["amount"]["total"] for key, order in orders.items())


def test_the_finished_ones_ended_in_every_way(shop: Far) -> None:
    heard = shop.merchant.get(f"{COMPLAINTS}?begin_date=2026-10-20&end_date=2026-11-18&limit=50")
    kinds: Counter[str] = Counter()
    for row in heard.json["data"]:
        for line in shop.merchant.history(row["complaint_id"]):
            kinds[line["operate_type"]] += 1
    for kind in (
        "USER_REVOKE_COMPLAINT",
        "MERCHANT_REFUSE_RERUND",
        "MERCHANT_CONFIRM_COMPLETE",
        "MERCHANT_APPROVE_REFUND",
        "USER_CONTINUE_COMPLAINT",
        "COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE",
    ):
        assert kinds[kind] >= 1, kind


def test_the_high_risk_customer_has_a_past(shop: Far) -> None:
    row = next(row for row in open_complaints(shop) if "HIGH_RISK" in row["user_tag_list"])
    openid = shop.merchant.complaint(row["complaint_id"])["payer_openid"]
    earlier = shop.merchant.get(f"{COMPLAINTS}?begin_date=2026-09-20&end_date=2026-10-20&limit=50")
    past = [
        shop.merchant.complaint(one["complaint_id"])
        for one in earlier.json["data"]
        if one["user_tag_list"] == ["HIGH_RISK"]
    ]
    assert past
    assert {one["payer_openid"] for one in past} == {openid}


# -- the feed -------------------------------------------------------------------------------------


def test_the_feed_knows_what_a_complaint_does_not_say(shop: Far) -> None:
    rows = [row for row in open_complaints(shop) if row["complaint_order_info"]]
    ids = [one["transaction_id"] for row in rows for one in row["complaint_order_info"]]
    answer = shop.feed(f"orders?transaction_ids={','.join(ids)},4200nobody").json()
    assert answer["shop"]["name"] == "青禾手作"
    assert answer["missing"] == ["4200nobody"]
    assert {order["transaction_id"] for order in answer["orders"]} == set(ids)
    assert any(order["logistics"] is None for order in answer["orders"])
    text = json.dumps(rows, ensure_ascii=False)
    for order in answer["orders"]:
        assert order["buyer"]["nickname"] not in text


def test_the_feed_refuses_what_it_cannot_answer(shop: Far) -> None:
    assert shop.feed("orders/4200nobody").status_code == 404
    assert shop.feed("orders").status_code == 400
    assert shop.feed(f"orders?transaction_ids={','.join('1' * 101)}").status_code == 400
    assert shop.feed("pictures/keys.png").status_code == 404
    assert shop.feed("pictures/product_tea.png").headers["Content-Type"] == "image/png"
