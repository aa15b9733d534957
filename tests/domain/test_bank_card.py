"""A card as a person types it: what is taken, what is not, and that it never shows."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.bank_card import BANK_TYPES, card_of
from refund_desk.domain.errors import RuleBrokenError

NUMBER = "6225880137706868"
LONG = "6222021001122334458"


def why(**changes: str) -> str:
    typed = {"bank_type": "CMB_DEBIT", "account": NUMBER, "real_name": "林小满"} | changes
    try:
        card_of(**typed)
    except RuleBrokenError as broken:
        return broken.code
    return ""


def test_a_card_keeps_what_was_typed_without_its_blanks() -> None:
    card = card_of(bank_type="CMB_DEBIT", account="6225 8801-3770 6868", real_name=" 林小满 ")
    assert (card.account.reveal(), card.real_name.reveal()) == (NUMBER, "林小满")
    assert NUMBER not in repr(card)
    assert "林小满" not in f"{card}"
    with pytest.raises(TypeError):
        pickle.dumps(card)


def test_the_longest_number_is_taken_too() -> None:
    assert why(account=LONG) == ""


def test_there_are_fifteen_banks_each_once() -> None:
    assert len(set(BANK_TYPES)) == len(BANK_TYPES) == 15
    assert all(why(bank_type=bank) == "" for bank in BANK_TYPES)
    assert why(bank_type="BOSH_DEBIT") == why(bank_type="") == "card.bank"


@pytest.mark.parametrize(
    "account", ["", "622588013770686", "LONGNUM0", "6225x80137706868", "６225880137706868"]
)
def test_a_number_has_16_to_19_digits(account: str) -> None:
    assert why(account=account) == "card.length"


@given(st.integers(0, len(NUMBER) - 1), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed(place: int, other: int) -> None:
    digit = (int(NUMBER[place]) + other) % 10
    mistyped = f"{NUMBER[:place]}{digit}{NUMBER[place + 1 :]}"
    assert why(account=mistyped) == "card.digits"


NAMES = ["林小满", "阿卜杜拉·买买提", "欧阳 娜娜", "Anna-Lena O'Neil", "J. Doe"]
NO_NAMES = ["", " ", "林", "林小满1", "长" * 41, "林\n小满", "·林", "a\ud83db"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_people(name: str) -> None:
    assert why(real_name=name) == ""


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name(name: str) -> None:
    assert why(real_name=name) == "card.holder"
