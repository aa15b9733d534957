"""Money as whole fen; yuan text and capital text only at the edges. No float is ever on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering

from refund_desk.domain.errors import BadValueError

# WeChat Pay's own bounds of an amount in one refund (decisions.md 1.2).
REFUND_FEN_MIN = 1
REFUND_FEN_MAX = 10_000_000_000

_YUAN_TEXT = re.compile(r"(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,2}))?")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


@total_ordering
@dataclass(frozen=True, slots=True)
class Fen:
    """A non-negative amount of whole fen (1/100 yuan).

    Raises `BadValueError` for anything but a non-negative `int`; a `bool` is refused, because
    `True` would otherwise pass for one fen.
    """

    count: int

    def __post_init__(self) -> None:
        """Refuse what is not a whole, non-negative number."""
        if type(self.count) is not int or self.count < 0:
            raise BadValueError("amount.not_whole_fen")

    @classmethod
    def from_yuan_text(cls, text: str) -> Fen:
        """Read what a person typed, such as `108`, `108.5` or `108.00` (yuan).

        Raises `BadValueError` for signs, separators, exponents, full-width digits, more than two
        decimals and more than nine digits before the point: a guess would be a wrong refund.
        """
        match = _YUAN_TEXT.fullmatch(text)
        if match is None:
            raise BadValueError("amount.not_yuan")
        yuan, decimals = match.group(1), (match.group(2) or "").ljust(2, "0")
        return cls(int(yuan) * 100 + int(decimals))

    def to_yuan_text(self) -> str:
        """Plain yuan with two decimals and no separators, such as `1234.50`."""
        return f"{self.count // 100}.{self.count % 100:02d}"

    def to_capitals(self) -> str:
        """The amount in Chinese capital numerals, such as 壹佰零捌元整 (the second look)."""
        yuan, jiao, fen = self.count // 100, self.count // 10 % 10, self.count % 10
        text = f"{_capital_whole(yuan)}元" if yuan else ""
        if jiao:
            text += f"{_DIGITS[jiao]}角"
        elif fen and yuan:
            text += "零"
        if fen:
            return f"{text}{_DIGITS[fen]}分"
        return f"{text or '零元'}整"

    def __add__(self, other: Fen) -> Fen:
        """The sum."""
        return Fen(self.count + other.count)

    def __sub__(self, other: Fen) -> Fen:
        """The difference; raises `BadValueError` when it would be negative."""
        return Fen(self.count - other.count)

    def less_or_zero(self, other: Fen) -> Fen:
        """The difference, never below zero."""
        return Fen(max(0, self.count - other.count))

    def __lt__(self, other: Fen) -> bool:
        """Order by amount."""
        return self.count < other.count

    def __bool__(self) -> bool:
        """Whether there is any money at all."""
        return self.count > 0


NOTHING = Fen(0)


def total_of(amounts: Iterable[Fen]) -> Fen:
    """The sum of an iterable of `Fen`."""
    return Fen(sum(amount.count for amount in amounts))


def _capital_whole(number: int) -> str:
    """A positive whole number in capital numerals, with the 零 a cashier would write."""
    text, zero_pending = "", False
    groups = [(number // 10_000**i) % 10_000 for i in range(len(_GROUPS))]
    for index in reversed(range(len(_GROUPS))):
        group = groups[index]
        if group == 0:
            zero_pending = bool(text)
            continue
        if text and (zero_pending or group < 1000):
            text += "零"
        text += _capital_group(group) + _GROUPS[index]
        zero_pending = False
    return text


def _capital_group(group: int) -> str:
    """One to four digits in capital numerals."""
    text, zero_pending = "", False
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit == 0:
            zero_pending = bool(text)
            continue
        if zero_pending:
            text += "零"
            zero_pending = False
        text += _DIGITS[digit] + _PLACES[place]
    return text
