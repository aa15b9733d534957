"""Spoilt bills by the hundred thousand: no crash, no hang, nothing read that is not there.

    python -m tests.reconciliation.fuzz_bills --inputs 100000 --seed 1

Each input is a right bill with some of its bytes, cells or lines changed, moved, doubled or lost,
or no bill at all. Whatever is accepted must be what `reference` reads, whose code is another's.
Last line: JSON; exit code 0 iff `ok`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from decimal import Decimal

from refund_desk.domain.bill import BadBillError, BillKind
from refund_desk.domain.bill_reader import BillReader
from tests.fuzzing import REFUSED, command, tried
from tests.reconciliation.bills import (
    MCHID,
    Row,
    flow_file,
    reference,
    reference_balances,
    refund_row,
    trade_file,
)

_ALPHABET = "`,\\0123456789.-ABRDx微退款\r\n\ufeff \x00元"


def spoilt_input(chance: random.Random) -> tuple[BillKind, bytes]:
    """One input and what it is asked to be."""
    kind = chance.choice(list(BillKind))
    if chance.random() < 0.05:
        return kind, chance.randbytes(chance.randrange(400))
    if kind is BillKind.FLOW:
        moves = [
            (n, chance.choice([100, -100]), chance.randrange(9_999))
            for n in range(chance.randrange(5))
        ]
        content = flow_file(moves)
    else:
        rows = [
            refund_row(
                n, fen=chance.randrange(1, 99_999), status=chance.choice(["SUCCESS", "FAIL"])
            )
            for n in range(chance.randrange(4))
        ]
        if kind is BillKind.ALL:
            rows += [Row(fen=chance.randrange(9_999)) for _n in range(chance.randrange(3))]
        content = trade_file(rows, kind)
    for _again in range(chance.randrange(4)):
        content = chance.choice(_CHANGES)(content, chance)
    return kind, content


def wrong_with(kind: BillKind, content: bytes, chance: random.Random) -> str:
    """What the reader did wrong with an input; empty when it was right to accept it, or REFUSED."""
    reader = BillReader(kind, MCHID)
    start = 0
    while start < len(content):
        step = chance.choice([1, 13, 4_096])
        reader.feed(content[start : start + step])
        start += step
    try:
        return _compared(reader, kind, content)
    except BadBillError:
        return REFUSED
    except (ValueError, ArithmeticError, KeyError):
        return "accepted what the other reader refuses"


def _compared(reader: BillReader, kind: BillKind, content: bytes) -> str:
    if kind is BillKind.FLOW:
        balance = Decimal(reader.flow_bill().balance.to_yuan_text())
        return "" if balance in reference_balances(content) else "balance"
    trade = reader.trade_bill()
    found = {str(r.refund_id): (r.number, Decimal(r.asked.to_yuan_text())) for r in trade.refunds}
    expected, payments = reference(content)
    if found != expected:
        return "refunds differ"
    return "" if trade.payments == payments else "payments differ"


def _byte(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.randbytes(1) + content[place + 1 :]


def _sign(content: bytes, chance: random.Random) -> bytes:
    place, sign = chance.randrange(len(content) + 1), chance.choice(_ALPHABET).encode()
    return content[:place] + sign + content[place + chance.randrange(3) :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    ends = sorted(chance.randrange(len(content) + 1) for _n in range(2))
    return content[: ends[0]] + content[ends[1] :]


def _line(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            lines.insert(first, lines[second])
        case 1:
            lines[first], lines[second] = lines[second], lines[first]
        case _:
            del lines[first]
    return b"\n".join(lines)


def _cell(content: bytes, chance: random.Random) -> bytes:
    cells = content.split(b",")
    first, second = chance.randrange(len(cells)), chance.randrange(len(cells))
    match chance.randrange(3):
        case 0:
            cells[first] = cells[second]
        case 1:
            cells[first] = f"`{chance.randrange(-99, 99_999) / 100}".encode()
        case _:
            del cells[first]
    return b",".join(cells)


def _doubled(content: bytes, _chance: random.Random) -> bytes:
    return content + content


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _byte,
    _sign,
    _cut,
    _line,
    _cell,
    _doubled,
)


def campaign(inputs: int, seed: int) -> dict[str, object]:
    """Try `inputs` inputs; see `tried`."""

    def one(chance: random.Random) -> str:
        kind, content = spoilt_input(chance)
        return wrong_with(kind, content, chance)

    return tried(inputs, seed, one)


if __name__ == "__main__":
    sys.exit(command(campaign))
