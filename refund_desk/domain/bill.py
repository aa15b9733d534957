"""Bills as WeChat Pay writes them: what a line holds, exact to the fen (WeChat Pay 4013071246).

Amounts stand there in yuan, times in Beijing's, and a status is that of the moment the bill was
made: it does not follow later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from refund_desk.domain.beijing import BEIJING
from refund_desk.domain.errors import DomainError
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import RefundId, TransactionId

# A fee has five decimals of a yuan; this many of its units make one fen.
FEE_UNITS_OF_A_FEN = 1_000

_YUAN = re.compile(r"(0|[1-9][0-9]{0,10})(?:\.([0-9]{1,2})0{0,3})?")
_FEE = re.compile(r"(-?)(0|[1-9][0-9]{0,10})(?:\.([0-9]{1,5}))?")
# The summary counts in the form `45.0`.
_COUNT = re.compile(r"(0|[1-9][0-9]{0,8})(?:\.0{1,2})?")
# Free text of a bill holds no comma and no line end: they are written with a backslash.
_ESCAPE = re.compile(r"\\(140|[\\'\"` nrt])")
_MEANT = {"140": "`", " ": ",", "n": "\n", "r": "\r", "t": "\t"}
_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})")


class BadBillError(DomainError):
    """The file is not the bill that it should be, and nothing of it counts.

    `why` is a word for the log, `line` counts from 1; neither holds anything of the file.
    """

    def __init__(self, why: str, line: int = 0) -> None:
        """Keep what is wrong, and where."""
        super().__init__(f"{why} in line {line}")
        self.why = why
        self.line = line


class BillKind(StrEnum):
    """Which bill: refunds alone, all trades, or the movements of the basic account."""

    REFUND = "refund"
    ALL = "all"
    FLOW = "flow"


class BilledStatus(StrEnum):
    """退款状态 when the bill was made; CHANGE is what the API calls ABNORMAL, FAIL what it calls
    CLOSED. A word that is new to us is OTHER, and counts as money that moves.
    """

    SUCCESS = "SUCCESS"
    PROCESSING = "PROCESSING"
    CHANGE = "CHANGE"
    FAIL = "FAIL"
    OTHER = "OTHER"

    @classmethod
    def of(cls, word: str) -> BilledStatus:
        """The status that a bill's word means."""
        return cls(word) if word in set(cls) else cls.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class BilledRefund:
    """One refund in a trade bill. Amounts fen, instants UTC, `fee_units` hundred-thousandths yuan.

    `asked` is 申请退款金额, by which refunds are matched; `returned` is 退款金额, what of it was
    not a coupon of the shop. A fee that comes back to the shop is negative. `number` is
    商户退款单号 as the bill has it: whoever made the refund chose it, so its form is not ours.
    `goods` is 商品名称, plain text from outside.
    """

    refund_id: RefundId
    number: str
    transaction_id: TransactionId
    out_trade_no: str
    goods: str
    asked: Fen
    returned: Fen
    fee_units: int
    rate: str
    status: BilledStatus
    asked_at: datetime
    arrived_at: datetime | None

    @property
    def moves_money(self) -> bool:
        """Whether money went back or is on its way, as far as this bill knows."""
        return self.status is not BilledStatus.FAIL


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeBill:
    """A whole trade bill: its refunds, and how many payments of how much stood beside them."""

    refunds: tuple[BilledRefund, ...] = ()
    payments: int = 0
    paid: Fen = Fen(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowBill:
    """A whole fund-flow bill: what the account held after its last movement (fen, UTC)."""

    moves: int
    balance: Fen
    balance_at: datetime


def fen_of(text: str) -> Fen:
    """An amount of a bill, such as `0.01`, `0.0` or `108.00` (yuan); exact or `BadBillError`."""
    match = _YUAN.fullmatch(text)
    if match is None:
        raise BadBillError("amount")
    return Fen(int(match.group(1)) * 100 + int((match.group(2) or "").ljust(2, "0")))


def fee_of(text: str) -> int:
    """A fee of a bill, such as `-0.15000` (yuan), in hundred-thousandths; or `BadBillError`."""
    match = _FEE.fullmatch(text)
    if match is None:
        raise BadBillError("fee")
    units = int(match.group(2)) * 100_000 + int((match.group(3) or "").ljust(5, "0"))
    return -units if match.group(1) else units


def text_of(text: str) -> str:
    """A free text of a bill as it was meant, its escapes taken away."""
    return _ESCAPE.sub(lambda match: _MEANT.get(match.group(1), match.group(1)), text)


def count_of(text: str) -> int:
    """A count of a summary, such as `45.0`; or `BadBillError`."""
    match = _COUNT.fullmatch(text)
    if match is None:
        raise BadBillError("count")
    return int(match.group(1))


def instant_of(text: str) -> datetime:
    """A time of a bill (Beijing) as a UTC instant; or `BadBillError`."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise BadBillError("time")
    year, month, day, hour, minute, second = (int(part) for part in match.groups())
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=BEIJING)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadBillError("time") from None
