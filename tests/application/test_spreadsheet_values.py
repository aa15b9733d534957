"""Cells are read strictly: what is not certain is a problem with a sentence, never a guess."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from refund_desk.application.spreadsheet_values import (
    BadCellError,
    applied_in,
    asked_in,
    is_of_wechat,
    own_number_in,
    payment_in,
    phone_in,
)

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PAYMENT = "4200002410202611230000012345"


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("108", 10_800),
        ("108.5", 10_850),
        ("0.01", 1),
        ("¥108.00", 10_800),
        ("￥ 108.00 元", 10_800),
        ("１０８．５０", 10_850),
        ("1,080.50", 108_050),
        ("12,345,678", 1_234_567_800),
        ("RMB 5", 500),
        ("5CNY", 500),
        ("人民币5元", 500),
        ("100000000", 10_000_000_000),
    ],
)
def test_an_amount_is_read_in_yuan(text: str, fen: int) -> None:
    assert asked_in(text).count == fen


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1080,50", "row.amount"),
        ("1,08", "row.amount"),
        ("10,80.00", "row.amount"),
        ("1.234", "row.amount"),
        ("1e3", "row.amount"),
        ("约108", "row.amount"),
        ("$108", "row.amount"),
        ("元", "row.amount"),
        ("-108", "row.negative"),
        ("−108", "row.negative"),
        ("（108）", "row.negative"),
        ("0", "row.amount_bounds"),
        ("0.00", "row.amount_bounds"),
        ("100000000.01", "row.amount_bounds"),
    ],
)
def test_an_amount_that_is_not_certain_is_a_problem(text: str, why: str) -> None:
    with pytest.raises(BadCellError) as refused:
        asked_in(text)
    assert refused.value.why == why
    assert text not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20 10:30", "2026-11-20T02:30:00"),
        ("2026/11/2 1:05:09", "2026-11-01T17:05:09"),
        ("2026.11.20", "2026-11-19T16:00:00"),
        ("2026年11月20日", "2026-11-19T16:00:00"),
        ("2026年11月20日 10时30分", "2026-11-20T02:30:00"),
        ("2026年11月20日10时30分15秒", "2026-11-20T02:30:15"),
        ("20261120", "2026-11-19T16:00:00"),
        ("20261120103015", "2026-11-20T02:30:15"),
        ("2026-11-20T10:30:00+08:00", "2026-11-20T02:30:00"),
        ("2026-11-20T02:30:00Z", "2026-11-20T02:30:00"),
        ("2026-11-20T02:30:00.123+0000", "2026-11-20T02:30:00"),
        ("２０２６－１１－２０", "2026-11-19T16:00:00"),
    ],
)
def test_a_time_without_zone_is_of_beijing(text: str, instant: str) -> None:
    assert applied_in(text, now=NOW) == datetime.fromisoformat(f"{instant}+00:00")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("11/20/2026", "row.time"),
        ("20-11-2026", "row.time"),
        ("26-11-20", "row.time"),
        ("2026-13-01", "row.time"),
        ("2026-02-30", "row.time"),
        ("2026-11-20 25:00", "row.time"),
        ("2026-11-20 10:30+99:99", "row.time"),
        ("昨天", "row.time"),
        ("46346.5", "row.time"),
        ("2026-11-24", "row.ahead"),
        ("2099-01-01", "row.ahead"),
    ],
)
def test_a_time_that_is_not_certain_is_a_problem(text: str, why: str) -> None:
    with pytest.raises(BadCellError) as refused:
        applied_in(text, now=NOW)
    assert refused.value.why == why


@pytest.mark.parametrize(
    "text", ["4.2E+27", "4.20000241020261E+27", "4200002410202610000000000000"]
)
def test_a_number_that_lost_its_digits_is_told(text: str) -> None:
    for read in (payment_in, own_number_in):
        with pytest.raises(BadCellError, match=r"row\.rounded"):
            read(text)


@pytest.mark.parametrize("text", ["", "单号", "../x", "x" * 40, "4200 / 1"])
def test_what_is_no_order_number_is_told(text: str) -> None:
    for read in (payment_in, own_number_in):
        with pytest.raises(BadCellError, match=r"row\.number"):
            read(text)


def test_an_order_number_may_be_wide_or_spaced() -> None:
    assert payment_in(" 4200 0024 1020 2611 2300 0001 2345 ") == PAYMENT
    assert own_number_in("ＱＨ００１") == "QH001"
    assert own_number_in("2E10") == "2E10"


def test_whose_a_number_is_says_its_form() -> None:
    assert is_of_wechat(PAYMENT)
    assert not is_of_wechat("QH000000010001")
    assert not is_of_wechat(f"9{PAYMENT[1:]}")


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("138****8000", ""),
        ("0571-88888888", ""),
        ("", ""),
    ],
)
def test_only_a_whole_mobile_number_is_a_phone(text: str, phone: str) -> None:
    assert phone_in(text) == phone
