"""Amounts as nobody should type them, by the hundred thousand: read right or not at all.

    python -m tests.domain.amount_fuzz --inputs 100000 --seed 1

Each text goes into `Fen.from_yuan_text`, and into the amount field at once (as a paste) and sign by
sign (as typing). `expected` decides by `Decimal`, without a pattern. Last line: JSON; exit code 0
iff `ok`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import Fen

SLOW_S = 1.0
_PIECES = (
    *"0123456789" * 4, *"....,,+-eE_ '\t\n\r\0xXjJ",
    *"０１２３４５６７８９．，－＋", *"٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵", *"²³¹½Ⅷ⑨❷〇一二三十百千万亿元角分整壹佰",
    "\u200f", "\u202e", "\u2066", "\u200b", "\ufeff", "\u00a0", "\u3000", "\u0301", "\u20e3",
    "\ud800", "\U0001d7d8", "\U0001f4b0", "¥", "￥", "$", "NaN", "inf", "1e5", "0x10", "00", ".00",
    "1,234", "1_000", "٫", "·", "。", "\u2212", "\u0661\u066b\u0665", "9" * 9, "0" * 30,
)  # fmt: skip
Look = Callable[[str], str]


def expected(text: str) -> int | None:
    """The fen of a text that is an amount in yuan, else None.

    A decimal is an amount when it writes itself exactly as it was written: without sign, exponent,
    separators, foreign digits or leading zeros; two decimals at most; below a thousand million.
    """
    try:
        value = Decimal(text)
    except (InvalidOperation, UnicodeError):
        return None
    if not value.is_finite() or value.is_signed() or str(value) != text:
        return None
    if value.as_tuple().exponent not in {0, -1, -2} or value >= 10**9:
        return None
    return int(value * 100)


def made(seed: int, number: int) -> str:
    """The `number`-th text of a seed."""
    chance = random.Random(f"{seed}:{number}")
    if chance.random() < 0.01:
        return chance.choice("019.,") * chance.choice((5_000, 100_000))
    if chance.random() < 0.35:
        return "".join(chance.choice(_PIECES) for _n in range(chance.randrange(16)))
    text = f"{chance.randrange(10 ** chance.randrange(1, 11))}"
    if chance.random() < 0.7:
        text += "." + "".join(chance.choice("0123456789") for _n in range(chance.randrange(4)))
    for _again in range(chance.choice((0, 0, 0, 1, 1, 2))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(_PIECES) + text[at + chance.randrange(2) :]
    return text


def read(text: str) -> str:
    """What is wrong with how the domain reads this text; empty when it is right."""
    wanted = expected(text)
    try:
        fen = Fen.from_yuan_text(text)
    except BadValueError:
        return "" if wanted is None else "refused an amount"
    if fen.count != wanted:
        return "read another amount"
    return "" if Decimal(fen.to_yuan_text()) == Decimal(text) else "wrote another amount"


@dataclass
class Result:
    """What a run saw."""

    inputs: int = 0
    amounts: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest_s: float = 0.0


def campaign(inputs: int, seed: int, looks: Iterable[Look] = (read,), *, first: int = 0) -> Result:
    """Try that many texts of a seed in each of these ways."""
    result = Result()
    looks = tuple(looks)
    for number in range(first, first + inputs):
        text = made(seed, number)
        began = time.process_time()
        found = [wrong for look in looks if (wrong := look(text))]
        took = time.process_time() - began
        result.inputs += 1
        result.amounts += expected(text) is not None
        result.slowest_s = max(result.slowest_s, took)
        if took > SLOW_S:
            found.append("slow")
        result.wrong += [f"{number}: {wrong} {text[:40]!a}" for wrong in found]
    return result


def main() -> int:
    """Run a campaign in the domain and in the field, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="replay from this number on")
    wanted = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.ui.amount_typing import AmountTyping, bare_application

    application = bare_application()
    typing = AmountTyping()
    began = time.perf_counter()
    looks = (read, typing.pasted, typing.typed)
    result = campaign(wanted.inputs, wanted.seed, looks, first=wanted.first)
    summary = {
        "seed": wanted.seed,
        "inputs": result.inputs,
        "amounts": result.amounts,
        "seconds": round(time.perf_counter() - began, 1),
        "slowest_ms": round(result.slowest_s * 1000, 1),
        "wrong": result.wrong[:20],
        "ok": not result.wrong,
    }
    print(json.dumps(summary))
    del typing, application
    return 0 if summary["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
