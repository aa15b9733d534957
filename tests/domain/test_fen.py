"""Money is whole fen; text becomes fen at the edge and back without a loss."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import NOTHING, Fen, total_of

FEN = st.integers(min_value=0, max_value=99_999_999_999).map(Fen)
_DIGITS = {digit: number for number, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}


@given(FEN)
def test_yuan_text_says_the_amount_exactly(amount: Fen) -> None:
    assert Fen.from_yuan_text(amount.to_yuan_text()) == amount


@given(FEN)
def test_capitals_say_the_amount_exactly_and_as_a_cashier_writes(amount: Fen) -> None:
    text = amount.to_capitals()
    assert read_capitals(text) == amount.count
    assert "零零" not in text
    assert not any(f"零{unit}" in text for unit in "拾佰仟万亿角")
    assert text.endswith(("整", "分"))


@given(st.text(alphabet="0123456789.,+-eE ０１￥\n", max_size=12))
def test_a_text_is_read_as_written_or_refused(text: str) -> None:
    try:
        amount = Fen.from_yuan_text(text)
    except BadValueError:
        return
    assert text.isascii()
    assert Decimal(text) * 100 == amount.count


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1.234",
        "1e3",
        "１２",
        "1,000",
        "-1",
        "+1",
        "01",
        "1.",
        ".5",
        "1\n",
        "9" * 10,
    ],
)
def test_what_could_be_a_guess_is_refused(text: str) -> None:
    with pytest.raises(BadValueError, match=r"amount\.not_yuan"):
        Fen.from_yuan_text(text)


@pytest.mark.parametrize("count", [True, -1, 1.0, "1", None])
def test_only_whole_counts_are_money(count: object) -> None:
    with pytest.raises(BadValueError, match=r"amount\.not_whole_fen"):
        Fen(count)  # type: ignore[arg-type] # that is what is tested


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角整"),
        (101, "壹元零壹分"),
        (110, "壹元壹角整"),
        (10_800, "壹佰零捌元整"),
        (1_000_000, "壹万元整"),
        (1_000_100, "壹万零壹元整"),
        (10_010_000, "壹拾万零壹佰元整"),
        (100_000_000_00, "壹亿元整"),
        (100_001_000_00, "壹亿零壹仟元整"),
        (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
    ],
)
def test_capitals_of_known_amounts(count: int, text: str) -> None:
    assert Fen(count).to_capitals() == text


def test_amounts_add_subtract_and_compare() -> None:
    three, five = Fen(3), Fen(5)
    assert (three + five, five - three, three.less_or_zero(five)) == (Fen(8), Fen(2), NOTHING)
    assert (three < five, five >= three, bool(three), bool(NOTHING)) == (True, True, True, False)
    assert total_of([three, five]) == Fen(8)
    with pytest.raises(BadValueError):
        _ = three - five


def read_capitals(text: str) -> int:
    """The fen that a text in capital numerals says, read on its own."""
    text = text.removesuffix("整")
    yuan, _, rest = text.partition("元") if "元" in text else ("", "", text)
    jiao, _, fen = rest.partition("角") if "角" in rest else ("", "", rest)
    jiao, fen = jiao.lstrip("零"), fen.removesuffix("分").lstrip("零")
    return _whole(yuan) * 100 + _DIGITS.get(jiao, 0) * 10 + _DIGITS.get(fen, 0)


def _whole(text: str) -> int:
    for sign, size in (("亿", 10**8), ("万", 10**4)):
        if sign in text:
            high, _, low = text.partition(sign)
            return _whole(high) * size + _whole(low)
    total, digit = 0, 0
    for letter in text:
        if letter in _PLACES:
            total, digit = total + digit * _PLACES[letter], 0
        else:
            digit = _DIGITS[letter]
    return total + digit
