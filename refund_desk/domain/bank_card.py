"""A buyer's debit card for an abnormal refund: checked, held in memory, never written down."""

from __future__ import annotations

import re
from dataclasses import dataclass

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.secret import Secret

# The fifteen banks of WeChat Pay's `bank_type` for an abnormal refund (4013071193), the most used
# ones first.
BANK_TYPES: tuple[str, ...] = (
    "CMB_DEBIT",
    "ICBC_DEBIT",
    "CCB_DEBIT",
    "ABC_DEBIT",
    "BOC_DEBIT",
    "COMM_DEBIT",
    "PSBC_DEBIT",
    "CITIC_DEBIT",
    "CEB_DEBIT",
    "CMBC_DEBIT",
    "CIB_DEBIT",
    "SPDB_DEBIT",
    "PAB_DEBIT",
    "GDB_DEBIT",
    "NBCB_DEBIT",
)
# Chinese debit cards have 16 to 19 digits.
CARD_DIGITS_MIN = 16
CARD_DIGITS_MAX = 19
HOLDER_CHARACTERS_MAX = 40
_DIGITS = re.compile(rf"[0-9]{{{CARD_DIGITS_MIN},{CARD_DIGITS_MAX}}}")
_HOLDER = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'\-\u00b7\u2022\u2027])*[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCard:
    """A card that the buyer named; `bank_type` is WeChat Pay's, such as CMB_DEBIT."""

    bank_type: str
    account: Secret
    real_name: Secret


def card_of(*, bank_type: str, account: str, real_name: str) -> BankCard:
    """The card as a person typed it, blanks between groups of digits left out.

    Raises `RuleBrokenError`: `card.bank`, `card.length`, `card.digits` (a mistyped number),
    `card.holder`. No message ever holds what was typed.
    """
    if bank_type not in BANK_TYPES:
        raise RuleBrokenError("card.bank")
    number = account.replace(" ", "").replace("-", "")
    if not _DIGITS.fullmatch(number):
        raise RuleBrokenError("card.length")
    if not _passes_luhn(number):
        raise RuleBrokenError("card.digits")
    holder = real_name.strip()
    if len(holder) > HOLDER_CHARACTERS_MAX or not _HOLDER.fullmatch(holder):
        raise RuleBrokenError("card.holder")
    return BankCard(bank_type=bank_type, account=Secret(number), real_name=Secret(holder))


def _passes_luhn(number: str) -> bool:
    """Whether the check digit fits (ISO/IEC 7812): one wrong digit or two swapped ones do not."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        count = int(digit) * (2 if place % 2 else 1)
        total += count - 9 if count > 9 else count
    return total % 10 == 0
