"""Personal values are shown masked, also inside of words."""

import pickle
from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.masking import (
    finds_personal,
    mask_mchid,
    mask_name,
    mask_number,
    mask_phone,
    mask_text,
)
from refund_desk.domain.secret import Secret


@pytest.mark.parametrize(
    ("phone", "shown"), [("13812345678", "138****5678"), ("", ""), ("110", "****")]
)
def test_a_phone_keeps_its_ends_only(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


def test_names_and_numbers_keep_little() -> None:
    assert (mask_name("林小雨"), mask_name("")) == ("林**", "")
    assert mask_number("75791234562314") == "7579****2314"
    assert (mask_number("12345678"), mask_number("")) == ("****", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话13812345678，谢谢", "电话138****5678，谢谢"),
        ("打 138 1234 5678 或 138-1234-5678", "打 138****5678 或 138****5678"),
        ("身份证 11010119900307391X", "身份证 ****391X"),
        ("卡号6222021234567890123", "卡号****0123"),
        ("订单 4200001234202611180000000001", "订单 4200001234202611180000000001"),
        ("三十八元", "三十八元"),
    ],
)
def test_words_are_masked_where_they_are_personal(text: str, shown: str) -> None:
    assert mask_text(text) == shown
    assert finds_personal(text) == (text != shown)


@given(st.text(max_size=10), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_no_phone_survives(words: str, phone: str) -> None:
    around = words.strip("0123456789０１２３４５６７８９")
    assert phone not in mask_text(f"{around}…{phone}…{around}")


def test_a_secret_cannot_be_printed_or_copied_out() -> None:
    secret = Secret("apiv3")
    assert secret.reveal() == "apiv3"
    assert {repr(secret), str(secret), f"{secret:>20}"} == {"Secret(***)"}
    assert secret == Secret("apiv3") != Secret("other")
    assert secret != "apiv3"
    assert len({secret, Secret("apiv3")}) == 1
    for way in (pickle.dumps, copy):
        with pytest.raises(TypeError):
            way(secret)


def test_a_merchant_number_shows_its_ends_only() -> None:
    assert mask_mchid("1900000109") == "1900****09"
    assert mask_mchid("19000001") == "****"
