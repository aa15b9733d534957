"""Reads a bill piece by piece as it arrives; a bill that is not whole and in order is refused.

The file's SHA-1 says that it is the one WeChat Pay made; this says that we understood it: every
line has every column, and its own sums at the end are those of the lines that were read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from refund_desk.domain.bill import (
    BadBillError,
    BilledRefund,
    BilledStatus,
    BillKind,
    FlowBill,
    TradeBill,
    count_of,
    fee_of,
    fen_of,
    instant_of,
    text_of,
)
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.identifiers import Mchid, RefundId, TransactionId

# A line has 27 columns, the longest of them of some hundred bytes.
LINE_BYTES_MAX = 64 * 1024
REFUNDS_MAX = 200_000
_NUMBER_MAX = 64
_TEXT_MAX = 127
_BOM = b"\xef\xbb\xbf"
_TICK = "`"

_PAID, _BACK, _TAKEN_BACK = "SUCCESS", "REFUND", "REVOKED"
# Rows of payments have 0 here.
_NO_NUMBER = frozenset({"", "0"})
_ASKED, _RETURNED, _PAID_SUM = "申请退款金额", "退款金额", "订单金额"
# A few merchants still get the bills of before 2018, which know one amount of each.
_OLD_PAID_SUM = "总金额"
_ASKED_SUM = ("申请退款总金额", "总退款金额")
_RETURNED_SUM = ("退款总金额", "总退款金额")
_COMES, _GOES = "收入", "支出"


class _Held(NamedTuple):
    """What an account held after a movement."""

    at: datetime
    balance: Fen


class _Columns:
    """The columns of a table by their names, wherever they stand."""

    def __init__(self, title: str) -> None:
        """Raises `BadBillError` for a title that names a column twice or not at all."""
        self._names = [name.replace("（", "(").replace("）", ")") for name in title.split(",")]
        if len(set(self._names)) != len(self._names) or not all(self._names):
            raise BadBillError("title")

    def place(self, *names: str) -> int:
        """Where the first known of these names stands; `BadBillError` when none does."""
        place = next((name for name in names if name in self._names), None)
        if place is None:
            raise BadBillError("title")
        return self._names.index(place)

    def place_or_none(self, name: str) -> int | None:
        """The same, for a column that not every layout has."""
        return self._names.index(name) if name in self._names else None

    def cells(self, line: str) -> list[str]:
        """The values of a line, their backticks taken away; `BadBillError` when it does not fit."""
        count = len(self._names)
        cells = line[1:].split(",`")
        if line[:1] != _TICK or len(cells) != count or line.count(",") != count - 1:
            raise BadBillError("columns")
        return cells


class BillReader:
    """Takes the bytes of one bill and gives the bill at the end.

    `feed` never raises, so that it can stand at the end of a download; what was wrong is raised by
    `trade_bill` or `flow_bill`. It holds one line and the refunds, never the file.
    """

    def __init__(self, kind: BillKind, mchid: Mchid) -> None:
        """Read a bill of this kind and merchant."""
        self._kind, self._mchid = kind, mchid
        self._table: _TradeTable | _FlowTable | None = None
        self._rest = bytearray()
        self._line = 0
        self._read: Callable[[str], None] = self._read_title
        self._is_whole = False
        self._trouble: BadBillError | None = None

    def feed(self, piece: bytes) -> None:
        """Take the next bytes of the file."""
        if self._trouble is not None:
            return
        try:
            self._take_lines(piece)
        except BadBillError as trouble:
            self._trouble = BadBillError(trouble.why, self._line)
            self._rest.clear()

    def trade_bill(self) -> TradeBill:
        """The trade bill that was read; `BadBillError` unless it came whole and in order."""
        self._finish()
        if not isinstance(self._table, _TradeTable):
            raise BadBillError("kind")
        return self._table.bill()

    def flow_bill(self) -> FlowBill:
        """The fund-flow bill that was read; `BadBillError` unless it came whole and in order."""
        self._finish()
        if not isinstance(self._table, _FlowTable):
            raise BadBillError("kind")
        return self._table.bill()

    def _finish(self) -> None:
        """The last line may end without a line end."""
        if self._trouble is None and self._rest:
            self.feed(b"\n")
        if self._trouble is not None:
            raise self._trouble
        if not self._is_whole:
            raise BadBillError("end", self._line)

    def _take_lines(self, piece: bytes) -> None:
        searched, start = len(self._rest), 0
        self._rest += piece
        while (end := self._rest.find(b"\n", max(searched, start))) >= 0:
            self._take_line(bytes(self._rest[start:end]))
            start = end + 1
        del self._rest[:start]
        if len(self._rest) > LINE_BYTES_MAX:
            raise BadBillError("long")

    def _take_line(self, line: bytes) -> None:
        self._line += 1
        if len(line) > LINE_BYTES_MAX:
            raise BadBillError("long")
        if self._line == 1:
            line = line.removeprefix(_BOM)
        try:
            text = line.decode().removesuffix("\r")
        except UnicodeDecodeError:
            raise BadBillError("text") from None
        if text:
            self._read(text)

    def _read_title(self, line: str) -> None:
        columns, kind = _Columns(line), self._kind
        if kind is BillKind.FLOW:
            table: _TradeTable | _FlowTable = _FlowTable(columns)
        else:
            table = _TradeTable(self._mchid, columns, refunds_only=kind is BillKind.REFUND)
        self._table = table
        self._read = partial(self._read_row, table)

    def _read_row(self, table: _TradeTable | _FlowTable, line: str) -> None:
        if line.startswith(_TICK):
            table.take(line)
        else:
            self._read = partial(self._read_sums, table, _Columns(line))

    def _read_sums(self, table: _TradeTable | _FlowTable, columns: _Columns, line: str) -> None:
        table.compare(columns, columns.cells(line))
        self._is_whole = True
        self._read = self._read_more

    def _read_more(self, _line: str) -> None:
        """Nothing may follow the sums."""
        raise BadBillError("more")


class _TradePlaces:
    """Where the columns of a trade bill stand; a layout without one that counts is refused."""

    def __init__(self, columns: _Columns) -> None:
        self.mchid = columns.place("商户号")
        self.state = columns.place("交易状态")
        self.currency = columns.place("货币种类")
        self.refund_id = columns.place("微信退款单号")
        self.number = columns.place("商户退款单号")
        self.transaction_id = columns.place("微信订单号")
        self.out_trade_no = columns.place("商户订单号")
        self.goods = columns.place("商品名称")
        is_old = columns.place_or_none(_OLD_PAID_SUM) is not None
        self.asked = columns.place(_RETURNED if is_old else _ASKED)
        self.returned = columns.place(_RETURNED)
        self.paid = columns.place(_OLD_PAID_SUM if is_old else _PAID_SUM)
        self.status = columns.place("退款状态")
        self.fee = columns.place("手续费")
        self.rate = columns.place("费率")
        self.traded_at = columns.place("交易时间")
        self.began_at = columns.place_or_none("退款申请时间")
        self.arrived_at = columns.place_or_none("退款成功时间")


class _TradeTable:
    """The rows of a trade bill."""

    def __init__(self, mchid: Mchid, columns: _Columns, *, refunds_only: bool) -> None:
        self._mchid = str(mchid)
        self._columns = columns
        self._places = _TradePlaces(columns)
        self._refunds_only = refunds_only
        self._refunds: dict[RefundId, BilledRefund] = {}
        self._rows = self._payments = 0
        self._paid = self._asked = self._returned = NOTHING

    def take(self, line: str) -> None:
        """Read a row and keep it when it is a refund."""
        cells, places = self._columns.cells(line), self._places
        if cells[places.mchid] != self._mchid:
            raise BadBillError("merchant")
        self._rows += 1
        asked, returned = fen_of(cells[places.asked]), fen_of(cells[places.returned])
        self._asked += asked
        self._returned += returned
        state, has_refund = cells[places.state], cells[places.refund_id] not in _NO_NUMBER
        if state == _PAID and not has_refund and not self._refunds_only:
            self._payments += 1
            self._paid += fen_of(cells[places.paid])
        elif state in {_BACK, _TAKEN_BACK} and has_refund:
            self._keep(self._refund(cells, asked, returned), cells[places.currency])
        elif state != _TAKEN_BACK:
            # A payment that was revoked has no refund of its own; anything else contradicts itself.
            raise BadBillError("state")

    def compare(self, columns: _Columns, sums: list[str]) -> None:
        """Raise `BadBillError` unless the file's own sums are those of its rows."""
        _ensure_sum(count_of(sums[columns.place("总交易单数")]) == self._rows)
        _ensure_sum(fen_of(sums[columns.place(*_ASKED_SUM)]) == self._asked)
        _ensure_sum(fen_of(sums[columns.place(*_RETURNED_SUM)]) == self._returned)

    def bill(self) -> TradeBill:
        """What was read."""
        refunds = tuple(self._refunds.values())
        return TradeBill(refunds=refunds, payments=self._payments, paid=self._paid)

    def _keep(self, refund: BilledRefund, currency: str) -> None:
        """Keep a refund once; other currencies are not refunded here, so they are none of ours."""
        if refund.refund_id in self._refunds:
            raise BadBillError("twice")
        if len(self._refunds) >= REFUNDS_MAX:
            raise BadBillError("many")
        if currency == "CNY":
            self._refunds[refund.refund_id] = refund

    def _refund(self, cells: list[str], asked: Fen, returned: Fen) -> BilledRefund:
        places, number = self._places, cells[self._places.number]
        if not 1 <= len(number) <= _NUMBER_MAX or not number.isprintable() or not asked:
            raise BadBillError("refund")
        began = cells[places.began_at] if places.began_at is not None else ""
        arrived = cells[places.arrived_at] if places.arrived_at is not None else ""
        try:
            return BilledRefund(
                refund_id=RefundId(cells[places.refund_id]),
                number=number,
                transaction_id=TransactionId(cells[places.transaction_id]),
                out_trade_no=_short(cells[places.out_trade_no]),
                goods=_short(text_of(cells[places.goods])),
                asked=asked,
                returned=returned,
                fee_units=fee_of(cells[places.fee]),
                rate=_short(cells[places.rate]),
                status=BilledStatus.of(cells[places.status]),
                # In a bill of refunds the trade's time is that of the payment.
                asked_at=instant_of(began or cells[places.traded_at]),
                arrived_at=instant_of(arrived) if arrived else None,
            )
        except BadValueError:
            raise BadBillError("number") from None


class _FlowTable:
    """The rows of a fund-flow bill; only the newest balance is kept."""

    def __init__(self, columns: _Columns) -> None:
        self._columns = columns
        self._time_at = columns.place("记账时间")
        self._direction_at = columns.place("收支类型")
        self._amount_at = columns.place("收支金额(元)")
        self._balance_at = columns.place("账户结余(元)")
        self._counts = {_COMES: 0, _GOES: 0}
        self._sums = {_COMES: NOTHING, _GOES: NOTHING}
        self._held: list[_Held] = []

    def take(self, line: str) -> None:
        """Read one movement."""
        cells = self._columns.cells(line)
        direction = cells[self._direction_at]
        if direction not in self._counts:
            raise BadBillError("direction")
        self._counts[direction] += 1
        self._sums[direction] += fen_of(cells[self._amount_at])
        held = _Held(instant_of(cells[self._time_at]), fen_of(cells[self._balance_at]))
        first, newest = (self._held[0], self._held[1]) if self._held else (held, held)
        self._held = [first, held if held.at >= newest.at else newest, held]

    def compare(self, columns: _Columns, sums: list[str]) -> None:
        """Raise `BadBillError` unless the file's own sums are those of its rows."""
        counts = {
            "资金流水总笔数": sum(self._counts.values()),
            "收入笔数": self._counts[_COMES],
            "支出笔数": self._counts[_GOES],
        }
        for name, count in counts.items():
            _ensure_sum(count_of(sums[columns.place(name)]) == count)
        for name, direction in (("收入金额", _COMES), ("支出金额", _GOES)):
            _ensure_sum(fen_of(sums[columns.place(name)]) == self._sums[direction])

    def bill(self) -> FlowBill:
        """What was read; a bill without a movement does not exist (`BadBillError`)."""
        if not self._held:
            raise BadBillError("empty")
        first, newest, last = self._held
        # A file that runs backwards has the newest of a second at its beginning.
        if first.at == newest.at > last.at:
            newest = first
        moves = sum(self._counts.values())
        return FlowBill(moves=moves, balance=newest.balance, balance_at=newest.at)


def _ensure_sum(holds: bool) -> None:
    """Raise `BadBillError` for a sum that is not that of the rows."""
    if not holds:
        raise BadBillError("sums")


def _short(text: str) -> str:
    """A text for showing: one line, not endless."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text[:_TEXT_MAX])
    return printable.strip()
