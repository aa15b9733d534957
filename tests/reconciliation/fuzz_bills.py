"""Spoilt bills by the hundred thousand: no crash, no hang, nothing read that is not there.

    python -m tests.reconciliation.fuzz_bills --inputs 100000 --seed 1

Each input is a right bill with some of its bytes, cells or lines changed, moved, doubled or lost,
or no bill at all. Whatever is accepted must be what `reference` reads, whose code is another's.
Last line: JSON; exit code 0 iff `ok`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from decimal import Decimal

from refund_desk.domain.bill import BadBillError, BillKind
from refund_desk.domain.bill_reader import BillReader
from tests.reconciliation.bills import (
    MCHID,
    Row,
    flow_file,
    reference,
    reference_balances,
    refund_row,
    trade_file,
)

SLOW_S = 1.0
REFUSED = "refused"
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
    began = time.perf_counter()
    reader = BillReader(kind, MCHID)
    start = 0
    while start < len(content):
        step = chance.choice([1, 13, 4_096])
        reader.feed(content[start : start + step])
        start += step
    try:
        wrong = _compared(reader, kind, content)
    except BadBillError:
        wrong = REFUSED
    except (ValueError, ArithmeticError, KeyError):
        wrong = "accepted what the other reader refuses"
    if time.perf_counter() - began > SLOW_S:
        return "slow"
    return wrong


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
    """Try `inputs` inputs; what was found wrong, with the number that makes it again."""
    found: list[str] = []
    accepted = 0
    for number in range(inputs):
        chance = random.Random(f"{seed}:{number}")
        kind, content = spoilt_input(chance)
        wrong = wrong_with(kind, content, chance)
        if wrong not in {"", REFUSED}:
            found.append(f"{number}: {wrong}")
        accepted += wrong == ""
    return {
        "seed": seed,
        "inputs": inputs,
        "accepted": accepted,
        "wrong": found[:20],
        "ok": not found,
    }


def main() -> int:
    """Run a campaign and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    result = campaign(wanted.inputs, wanted.seed)
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
