"""A thousand odd amounts, and that the fuzzer would see a wrong reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.amount_fuzz import SLOW_S, campaign, expected, read


def test_odd_amounts_are_read_right_or_not_at_all() -> None:
    result = campaign(1_000, seed=5)
    assert (result.inputs, result.wrong) == (1_000, [])
    assert result.amounts > 100
    assert result.slowest_s < SLOW_S


@given(st.text() | st.decimals(allow_nan=True, allow_infinity=True).map(str))
def test_anything_at_all_is_read_right_or_not_at_all(text: str) -> None:
    assert read(text) == ""


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0", 0), ("0.5", 50), ("108", 10_800), ("108.05", 10_805),
        ("999999999.99", 99_999_999_999),
        ("1000000000", None), ("1.005", None), ("01", None), (".5", None), ("1.", None),
        ("+1", None), ("-1", None), ("1e3", None), ("1_0", None), ("１", None), ("٣", None),
        ("1 ", None), ("NaN", None), ("Infinity", None), ("", None), ("1,234", None),
    ],
)  # fmt: skip
def test_what_the_fuzzer_expects(text: str, fen: int | None) -> None:
    assert expected(text) == fen


def test_a_wrong_reading_would_be_seen() -> None:
    result = campaign(200, 5, [lambda text: "read" if expected(text) is not None else ""])
    assert len(result.wrong) == result.amounts > 0
