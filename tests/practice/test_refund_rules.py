"""What may be refunded, in which order that is checked, and how a refund goes on."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from refund_desk.practice.settings import PracticeSettings
from tests.practice.conftest import NOW
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.practice.signing_client import REFUNDS, refund_body

DAY = 86_400


@pytest.fixture(scope="module")
def slow_running(new_folder: Callable[[], Path]) -> Iterator[Far]:
    """A practice shop where refunds do not settle within a test."""
    settings = PracticeSettings(
        data_dir=new_folder(), applications=4, now_s=NOW, settle_seconds=3_600
    )
    with shop_in_thread(settings) as far:
        yield far


@pytest.fixture
def slow(slow_running: Far) -> Iterator[Far]:
    yield slow_running
    slow_running.faults()


def refund(far: Far, made: Any, number: str, fen: int, total: int = 10_000) -> Any:
    return far.merchant.refund(made["transaction_id"], number, fen, total)


def number_of(made: Any, ordinal: int = 1) -> str:
    return f"PX{made['transaction_id']}-{ordinal:02d}"


# -- the way of a good refund --------------------------------------------------------------------


def test_an_accepted_refund_is_processing_then_success(slow: Far, far: Far) -> None:
    made = slow.fresh(total_fen=10_000)
    heard = refund(slow, made, number_of(made), 3_000)
    assert (heard.status, heard.verified) == (200, True)
    assert heard.json["status"] == "PROCESSING"
    assert "success_time" not in heard.json
    assert heard.json["amount"]["refund"] == 3_000
    made = far.fresh(total_fen=10_000)
    number = number_of(made)
    assert refund(far, made, number, 3_000).json["status"] == "PROCESSING"
    found = far.merchant.query(number).json
    assert (found["status"], found["channel"]) == ("SUCCESS", "ORIGINAL")
    assert found["success_time"] >= found["create_time"]


def test_any_refund_turns_the_order_into_refund_and_its_sum_is_not_told(far: Far) -> None:
    made = far.fresh(total_fen=10_000)
    before = far.merchant.order(made["transaction_id"]).json
    assert before["trade_state"] == "SUCCESS"
    refund(far, made, number_of(made), 1)
    after = far.merchant.order(made["transaction_id"]).json
    assert after["trade_state"] == "REFUND"
    assert {**before, "trade_state": 0, "trade_state_desc": 0} == {
        **after,
        "trade_state": 0,
        "trade_state_desc": 0,
    }


def test_the_balance_pays_and_the_books_add_up(far: Far) -> None:
    made = far.fresh(total_fen=10_000)
    before = far.admin("GET", "books")
    refund(far, made, number_of(made), 2_500)
    after = far.admin("GET", "books")
    assert after["balance_fen"] == before["balance_fen"] - 2_500
    assert after["paid_out_fen"] == before["paid_out_fen"] + 2_500
    order = next(row for row in after["orders"] if row["transaction_id"] == made["transaction_id"])
    assert (order["refunded_fen"], order["trade_state"]) == (2_500, "REFUND")
    assert (after["refunds"][0]["origin"], after["refunds"][0]["amount_fen"]) == ("api", 2_500)


def test_settling_takes_wall_seconds_not_business_time(new_folder: Callable[[], Path]) -> None:
    settings = PracticeSettings(
        data_dir=new_folder(), applications=2, now_s=NOW, settle_seconds=0.6
    )
    with shop_in_thread(settings) as far:
        made = far.fresh()
        begin = time.monotonic()
        refund(far, made, number_of(made), 1)
        far.advance(3_600)
        while far.merchant.query(number_of(made)).json["status"] != "SUCCESS":
            assert time.monotonic() - begin < 10
            time.sleep(0.05)
        assert time.monotonic() - begin >= 0.5


def test_a_bank_card_takes_two_days_of_business_time(far: Far) -> None:
    made = far.fresh(settles="slow")
    number = number_of(made)
    refund(far, made, number, 5_000)
    assert far.merchant.query(number).json["status"] == "PROCESSING"
    far.advance(2 * DAY + 1)
    assert far.merchant.query(number).json["status"] == "SUCCESS"


def test_a_lost_card_is_abnormal_until_another_account_is_named(far: Far) -> None:
    made = far.fresh(settles="abnormal")
    number = number_of(made)
    refund(far, made, number, 5_000)
    found = far.merchant.query(number).json
    assert found["status"] == "ABNORMAL"
    serial = far.ready["public_key_id"]
    body = {
        "out_refund_no": number,
        "type": "USER_BANK_CARD",
        "bank_type": "ICBC_DEBIT",
        "bank_account": far.merchant.encrypt("6222020000001234567", serial),
        "real_name": far.merchant.encrypt("卫小燕", serial),
    }
    target = f"{REFUNDS}/{found['refund_id']}/apply-abnormal-refund"
    missing = far.merchant.post(target, body)
    assert (missing.status, missing.code) == (400, "PARAM_ERROR")
    heard = far.merchant.post(target, body, headers={"Wechatpay-Serial": serial})
    assert (heard.status, heard.json["status"]) == (200, "PROCESSING")
    after = far.merchant.query(number).json
    assert (after["status"], after["channel"]) == ("SUCCESS", "OTHER_BANKCARD")
    assert after["user_received_account"] == "工商银行借记卡4567"
    again = far.merchant.post(target, body, headers={"Wechatpay-Serial": serial})
    assert (again.status, again.code) == (400, "INVALID_REQUEST")


def test_an_abnormal_refund_to_the_shop_reaches_no_payer(far: Far) -> None:
    made = far.fresh(settles="abnormal")
    number = number_of(made)
    refund_id = refund(far, made, number, 5_000).json["refund_id"]
    assert far.merchant.query(number).json["status"] == "ABNORMAL"
    before = far.admin("GET", "books")
    target = f"{REFUNDS}/{refund_id}/apply-abnormal-refund"
    heard = far.merchant.post(target, {"out_refund_no": number, "type": "MERCHANT_BANK_CARD"})
    assert heard.status == 200
    found = far.merchant.query(number).json
    assert found["status"] == "SUCCESS"
    assert found["user_received_account"].startswith("商户")
    after = far.admin("GET", "books")
    assert after["paid_out_fen"] == before["paid_out_fen"]
    assert after["balance_fen"] == before["balance_fen"] + 5_000


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"type": "CASH"}, "PARAM_ERROR"),
        ({"bank_type": "ICBC"}, "PARAM_ERROR"),
        ({"bank_account": "bm90IHNlYWxlZA=="}, "PARAM_ERROR"),
        ({"out_refund_no": "OTHER"}, "INVALID_REQUEST"),
        ({"colour": "red"}, "PARAM_ERROR"),
    ],
)
def test_an_abnormal_refund_is_checked(far: Far, change: dict[str, str], code: str) -> None:
    made = far.fresh(settles="abnormal")
    refund_id = refund(far, made, number_of(made), 1).json["refund_id"]
    serial = far.ready["public_key_id"]
    body = {
        "out_refund_no": number_of(made),
        "type": "USER_BANK_CARD",
        "bank_type": "ICBC_DEBIT",
        "bank_account": far.merchant.encrypt("6222020000001234567", serial),
        "real_name": far.merchant.encrypt("卫小燕", serial),
    } | change
    heard = far.merchant.post(
        f"{REFUNDS}/{refund_id}/apply-abnormal-refund",
        body,
        headers={"Wechatpay-Serial": serial},
    )
    assert (heard.status, heard.code) == (400, code)


def test_accepted_without_funds_closes_after_seven_days(far: Far) -> None:
    far.faults(accept_when_short=True)
    balance = far.admin("GET", "books")["balance_fen"]
    made = far.fresh(total_fen=10_000)
    far.admin("POST", "balance", {"balance_fen": 0})
    number = number_of(made)
    assert refund(far, made, number, 100).status == 200
    far.advance(6 * DAY)
    assert far.merchant.query(number).json["status"] == "PROCESSING"
    far.advance(DAY + 1)
    assert far.merchant.query(number).json["status"] == "CLOSED"
    far.admin("POST", "balance", {"balance_fen": balance})
    assert far.merchant.query(number).json["status"] == "CLOSED"
    replay = refund(far, made, number, 100)
    assert (replay.status, replay.json["status"]) == (200, "CLOSED")
    assert refund(far, made, number_of(made, 2), 10_000).status == 200
    assert far.admin("GET", "books")["balance_fen"] == balance - 10_000


def test_accepted_without_funds_goes_on_after_a_top_up(far: Far) -> None:
    far.faults(accept_when_short=True)
    balance = far.admin("GET", "books")["balance_fen"]
    made = far.fresh()
    far.admin("POST", "balance", {"balance_fen": 0})
    refund(far, made, number_of(made), 100)
    far.admin("POST", "balance", {"balance_fen": balance})
    far.merchant.query(number_of(made))
    assert far.merchant.query(number_of(made)).json["status"] == "SUCCESS"
    assert far.admin("GET", "books")["balance_fen"] == balance - 100


def test_a_coupon_gives_back_the_cash_share_and_the_rest_with_the_last_part(far: Far) -> None:
    made = far.fresh(total_fen=1_000, payer_total_fen=800)
    first = refund(far, made, number_of(made, 1), 333, 1_000).json["amount"]
    assert (first["payer_refund"], first["discount_refund"]) == (266, 67)
    assert (first["payer_total"], first["settlement_refund"]) == (800, 266)
    second = refund(far, made, number_of(made, 2), 667, 1_000).json
    assert second["amount"]["payer_refund"] == 800 - 266
    assert second["promotion_detail"][0]["refund_amount"] == 667 - 534
    order = far.merchant.order(made["transaction_id"]).json
    assert order["amount"]["payer_total"] == 800
    assert order["promotion_detail"][0]["amount"] == 200


# -- the same number again -----------------------------------------------------------------------


def test_the_same_number_again_is_the_same_refund_and_no_second_debit(far: Far) -> None:
    made = far.fresh()
    number = number_of(made)
    first = refund(far, made, number, 4_000).json
    balance = far.admin("GET", "books")["balance_fen"]
    body = refund_body(made["transaction_id"], number, 4_000, 10_000, reason="别的原因")
    again = far.merchant.post(REFUNDS, body)
    assert again.status == 200
    assert again.json["refund_id"] == first["refund_id"]
    assert again.json["status"] == "SUCCESS"
    by_trade_no = dict(body, out_trade_no=made["out_trade_no"])
    del by_trade_no["transaction_id"]
    assert far.merchant.post(REFUNDS, by_trade_no).json["refund_id"] == first["refund_id"]
    assert far.admin("GET", "books")["balance_fen"] == balance


@pytest.mark.parametrize(("fen", "total"), [(4_001, 10_000), (4_000, 9_999)])
def test_the_same_number_with_another_amount_is_refused(far: Far, fen: int, total: int) -> None:
    made = far.fresh()
    refund(far, made, number_of(made), 4_000)
    heard = refund(far, made, number_of(made), fen, total)
    assert (heard.status, heard.code) == (400, "INVALID_REQUEST")
    assert "与之前请求不一致" in heard.json["message"]


def test_the_same_number_for_another_order_is_refused(far: Far) -> None:
    first, second = far.fresh(), far.fresh()
    refund(far, first, "ONE-NUMBER", 100)
    heard = refund(far, second, "ONE-NUMBER", 100)
    assert (heard.status, heard.code) == (400, "INVALID_REQUEST")
    assert "支付单号校验不一致" in heard.json["message"]


def test_a_known_number_is_replayed_before_any_rule_is_looked_at(far: Far) -> None:
    far.faults(one_minute_rule=True)
    made = far.fresh()
    refund(far, made, number_of(made), 10_000)
    far.advance(400 * DAY)
    assert refund(far, made, number_of(made), 10_000).json["status"] == "SUCCESS"


# -- the rules -------------------------------------------------------------------------------------


def test_an_unknown_order_and_an_unpaid_one_are_not_found(far: Far) -> None:
    heard = far.merchant.refund("4200000000000000000000000000", "N1", 1, 1)
    assert (heard.status, heard.code) == (404, "RESOURCE_NOT_EXISTS")
    unpaid = far.fresh(trade_state="NOTPAY")
    body = refund_body("x", "N2", 1, 10_000, out_trade_no=unpaid["out_trade_no"])
    del body["transaction_id"]
    assert far.merchant.post(REFUNDS, body).status == 404


def test_both_order_numbers_must_belong_together(far: Far) -> None:
    first, second = far.fresh(), far.fresh()
    body = refund_body(
        first["transaction_id"], "B1", 1, 10_000, out_trade_no=second["out_trade_no"]
    )
    heard = far.merchant.post(REFUNDS, body)
    assert (heard.status, heard.code) == (400, "INVALID_REQUEST")
    body["out_trade_no"] = first["out_trade_no"]
    assert far.merchant.post(REFUNDS, body).status == 200


def test_the_total_must_be_the_orders(far: Far) -> None:
    made = far.fresh(total_fen=10_000)
    heard = refund(far, made, number_of(made), 1, 10_001)
    assert (heard.status, heard.code) == (400, "INVALID_REQUEST")


def test_a_year_after_payment_it_is_over(far: Far) -> None:
    made = far.fresh(days_ago=364)
    assert refund(far, made, number_of(made), 1).status == 200
    far.advance(DAY + 1)
    heard = refund(far, made, number_of(made, 2), 1)
    assert (heard.status, heard.code) == (400, "INVALID_REQUEST")
    assert heard.json["message"] == "当前订单过期不能申请退款"
    far.faults(too_old_answer="TRADE_OVERDUE")
    assert refund(far, made, number_of(made, 2), 1).code == "TRADE_OVERDUE"
    far.faults(age_rule=False)
    assert refund(far, made, number_of(made, 2), 1).status == 200


def test_fifty_refunds_an_order_and_no_more(far: Far) -> None:
    made = far.fresh()
    for ordinal in range(1, 51):
        assert refund(far, made, number_of(made, ordinal), 1).status == 200
    heard = refund(far, made, number_of(made, 51), 1)
    assert (heard.status, heard.code) == (400, "INVALID_REQUEST")
    assert "50" in heard.json["message"]


def test_moving_money_counts_as_spent(slow: Far) -> None:
    made = slow.fresh(total_fen=10_000)
    assert refund(slow, made, number_of(made, 1), 6_000).json["status"] == "PROCESSING"
    heard = refund(slow, made, number_of(made, 2), 4_001)
    assert (heard.status, heard.json["message"]) == (400, "申请退款金额超过订单可退金额")
    assert refund(slow, made, number_of(made, 2), 4_000).status == 200
    heard = refund(slow, made, number_of(made, 3), 1)
    assert (heard.status, heard.json["message"]) == (400, "订单已全额退款")


def test_one_minute_between_refunds_of_an_order_when_switched_on(far: Far) -> None:
    made = far.fresh()
    refund(far, made, number_of(made, 1), 1)
    assert refund(far, made, number_of(made, 2), 1).status == 200
    far.faults(one_minute_rule=True)
    heard = refund(far, made, number_of(made, 3), 1)
    assert (heard.status, heard.code) == (429, "FREQUENCY_LIMITED")
    far.advance(60)
    assert refund(far, made, number_of(made, 3), 1).status == 200


def test_too_low_a_balance_keeps_nothing_of_the_refund(far: Far) -> None:
    made = far.fresh()
    balance = far.admin("GET", "books")["balance_fen"]
    far.admin("POST", "balance", {"balance_fen": 99})
    heard = refund(far, made, number_of(made), 100)
    assert (heard.status, heard.code, heard.verified) == (403, "NOT_ENOUGH", True)
    assert far.merchant.query(number_of(made)).status == 404
    assert far.merchant.order(made["transaction_id"]).json["trade_state"] == "SUCCESS"
    far.admin("POST", "balance", {"balance_fen": balance})
    assert refund(far, made, number_of(made), 100).status == 200


def test_an_account_that_is_gone_takes_nothing(far: Far) -> None:
    made = far.fresh(settles="account_gone")
    heard = refund(far, made, number_of(made), 100)
    assert (heard.status, heard.code) == (403, "USER_ACCOUNT_ABNORMAL")


def test_the_old_fund_flow_must_name_the_available_money(far: Far) -> None:
    far.faults(old_fund_flow=True)
    made = far.fresh()
    balance = far.admin("GET", "books")["balance_fen"]
    far.admin("POST", "balance", {"balance_fen": 0})
    heard = refund(far, made, number_of(made), 100)
    assert (heard.code, heard.json["message"][:7]) == ("NOT_ENOUGH", "交易未结算资金")
    far.admin("POST", "balance", {"balance_fen": balance})
    assert refund(far, made, number_of(made), 100).json["funds_account"] == "UNSETTLED"
    body = refund_body(made["transaction_id"], number_of(made, 2), 1, 10_000)
    body["funds_account"] = "AVAILABLE"
    assert far.merchant.post(REFUNDS, body).json["funds_account"] == "AVAILABLE"


def test_the_rounding_of_a_coupon_share_is_a_switch(far: Far) -> None:
    made = far.fresh(total_fen=1_000, payer_total_fen=805)
    assert refund(far, made, number_of(made, 1), 10, 1_000).json["amount"]["payer_refund"] == 8
    assert refund(far, made, number_of(made, 2), 100, 1_000).json["amount"]["payer_refund"] == 81
    far.faults(payer_refund_rounding="down")
    assert refund(far, made, number_of(made, 3), 100, 1_000).json["amount"]["payer_refund"] == 80


def test_a_hundred_and_fifty_a_second_and_no_more_when_switched_on(far: Far) -> None:
    far.faults(qps_limit=True)
    made = far.fresh()
    refund(far, made, number_of(made), 1)
    statuses = [refund(far, made, number_of(made), 1).status for _ in range(152)]
    # A slow machine may need more than a second for them all; then nothing was too fast.
    assert set(statuses) <= {200, 429}
    entries = far.admin("GET", "requests?limit=152")["requests"]
    took = entries[-1]["wall_time_s"] - entries[0]["wall_time_s"]
    assert (429 in statuses) or took >= 1


def test_rules_are_asked_in_the_agreed_order(far: Far) -> None:
    far.faults(one_minute_rule=True)
    balance = far.admin("GET", "books")["balance_fen"]
    made = far.fresh(total_fen=10_000)
    refund(far, made, number_of(made), 10)
    far.admin("POST", "balance", {"balance_fen": 0})
    # Everything is wrong at once; each step mends what was said and hears the next rule.
    body = refund_body(made["transaction_id"], number_of(made, 2), 20_000, 10_000, reason="长" * 27)
    assert far.merchant.post(REFUNDS, body).code == "PARAM_ERROR"
    far.advance(365 * DAY)
    del body["reason"]
    assert "过期" in far.merchant.post(REFUNDS, body).json["message"]
    fresh = far.fresh(total_fen=10_000)
    far.admin("POST", "balance", {"balance_fen": balance})
    refund(far, fresh, number_of(fresh), 10)
    far.admin("POST", "balance", {"balance_fen": 0})
    heard = refund(far, fresh, number_of(fresh, 2), 9_991)
    assert "超过订单可退金额" in heard.json["message"]
    heard = refund(far, fresh, number_of(fresh, 2), 9_990)
    assert (heard.status, heard.code) == (429, "FREQUENCY_LIMITED")
    far.advance(60)
    assert refund(far, fresh, number_of(fresh, 2), 9_990).code == "NOT_ENOUGH"
    far.admin("POST", "balance", {"balance_fen": balance})


def test_more_than_six_wrong_refunds_a_second_are_slowed_down(far: Far) -> None:
    far.faults(error_rate_limit=True)
    time.sleep(1.05)
    answers = [far.merchant.refund("4200", f"W{n}", 1, 1) for n in range(8)]
    assert [heard.status for heard in answers[:6]] == [404] * 6
    assert answers[-1].code == "FREQUENCY_LIMITED"
    time.sleep(1.05)
    assert far.merchant.refund("4200", "W9", 1, 1).status == 404


# -- parameters ------------------------------------------------------------------------------------


def changed(path: str, value: object) -> dict[str, Any]:
    body: dict[str, Any] = refund_body("4200000000000000000000000000", "P1", 1, 1)
    *parents, last = path.split(".")
    place = body
    for name in parents:
        place = place[name]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return body


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("transaction_id", ...),
        ("transaction_id", 42),
        ("transaction_id", "4" * 33),
        ("out_refund_no", ...),
        ("out_refund_no", ""),
        ("out_refund_no", "x" * 65),
        ("out_refund_no", "R 1"),
        ("out_refund_no", "退1"),
        ("reason", "长" * 27),
        ("reason", 5),
        ("notify_url", "http://shop.example/notify"),
        ("notify_url", "https://shop.example/notify?x=1"),
        ("funds_account", "BASIC"),
        ("amount", ...),
        ("amount", [1]),
        ("amount", 108),
        ("amount.refund", ...),
        ("amount.refund", 0),
        ("amount.refund", -1),
        ("amount.refund", 1.0),
        ("amount.refund", True),
        ("amount.refund", "1"),
        ("amount.total", ...),
        ("amount.total", True),
        ("amount.currency", ...),
        ("amount.currency", "USD"),
        ("amount.from", [{"account": "AVAILABLE", "amount": 2}]),
        ("amount.from", [{"account": "BASIC", "amount": 1}]),
        ("amount.colour", "red"),
        ("sub_mchid", "1900000109"),
        ("colour", "red"),
        ("goods_detail", {}),
        ("goods_detail", [{"merchant_goods_id": "1"}]),
    ],
)
def test_a_wrong_parameter_is_named_and_refused(far: Far, path: str, value: object) -> None:
    heard = far.merchant.post(REFUNDS, changed(path, value))
    assert (heard.status, heard.code, heard.verified) == (400, "PARAM_ERROR", True)
    assert heard.json["detail"]["location"] == "body"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("reason", "长" * 26 + "ab"),
        ("out_refund_no", "R_-|*@" + "x" * 58),
        ("notify_url", "https://shop.example/notify"),
        ("funds_account", "AVAILABLE"),
        ("amount.from", [{"account": "AVAILABLE", "amount": 1}]),
        (
            "goods_detail",
            [
                {
                    "merchant_goods_id": "mug",
                    "unit_price": 1,
                    "refund_amount": 1,
                    "refund_quantity": 1,
                }
            ],
        ),
    ],
)
def test_good_parameters_get_as_far_as_the_order(far: Far, path: str, value: object) -> None:
    assert far.merchant.post(REFUNDS, changed(path, value)).status == 404


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'{"amount": NaN}',
        b"\xff\xfe{}",
        b'{"out_refund_no": "A", "out_refund_no": "B"}',
        b"[" * 20_000,
    ],
)
def test_a_body_that_is_no_object_is_refused(far: Far, raw: bytes) -> None:
    heard = far.merchant.send("POST", REFUNDS, raw=raw)
    assert (heard.status, heard.code) == (400, "PARAM_ERROR")


def test_the_parts_of_a_refund_that_were_named_come_back(far: Far) -> None:
    made = far.fresh()
    parts = [{"account": "AVAILABLE", "amount": 60}, {"account": "UNAVAILABLE", "amount": 40}]
    body = refund_body(made["transaction_id"], number_of(made), 100, 10_000)
    body["amount"] = {"refund": 100, "total": 10_000, "currency": "CNY", "from": parts}
    assert far.merchant.post(REFUNDS, body).json["amount"]["from"] == parts


# -- orders ----------------------------------------------------------------------------------------


def test_an_order_is_found_under_both_numbers(far: Far) -> None:
    made = far.fresh(total_fen=4_321)
    first = far.merchant.order(made["transaction_id"])
    target = f"/v3/pay/transactions/out-trade-no/{made['out_trade_no']}?mchid={far.ready['mchid']}"
    assert first.json == far.merchant.get(target).json
    assert first.json["amount"]["total"] == 4_321


def test_an_unpaid_order_lacks_what_only_a_payment_brings(far: Far) -> None:
    made = far.fresh(trade_state="NOTPAY")
    assert made["complaint_id"] is None
    target = f"/v3/pay/transactions/out-trade-no/{made['out_trade_no']}?mchid={far.ready['mchid']}"
    found = far.merchant.get(target).json
    assert found["trade_state"] == "NOTPAY"
    assert not {"transaction_id", "success_time", "bank_type"} & set(found)
    assert far.merchant.order(made["transaction_id"]).code == "ORDER_NOT_EXIST"


def test_an_order_query_names_the_merchant(far: Far) -> None:
    path = "/v3/pay/transactions/id/4200000000000000000000000000"
    assert far.merchant.get(path).code == "PARAM_ERROR"
    assert far.merchant.get(f"{path}?mchid=1230000109").code == "MCH_NOT_EXISTS"
    heard = far.merchant.get(f"{path}?mchid={far.ready['mchid']}")
    assert (heard.status, heard.code) == (404, "ORDER_NOT_EXIST")
    short = f"/v3/pay/transactions/out-trade-no/QH1?mchid={far.ready['mchid']}"
    assert far.merchant.get(short).code == "PARAM_ERROR"


def test_a_refund_on_the_merchant_platform_is_seen_only_in_the_order(far: Far) -> None:
    made = far.fresh(total_fen=10_000)
    done = far.admin(
        "POST",
        "merchant-site-refund",
        {"transaction_id": made["transaction_id"], "amount_fen": 4_000},
    )
    assert far.merchant.order(made["transaction_id"]).json["trade_state"] == "REFUND"
    heard = refund(far, made, number_of(made), 6_001)
    assert "超过订单可退金额" in heard.json["message"]
    books = far.admin("GET", "books")
    row = next(r for r in books["refunds"] if r["out_refund_no"] == done["out_refund_no"])
    assert (row["origin"], row["status"]) == ("merchant_site", "SUCCESS")
    too_much = {"transaction_id": made["transaction_id"], "amount_fen": 6_001}
    assert far.admin_answer("POST", "merchant-site-refund", too_much).status_code == 400
    unknown = {"transaction_id": "nobody", "amount_fen": 1}
    assert far.admin_answer("POST", "merchant-site-refund", unknown).status_code == 404
