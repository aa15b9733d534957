"""Bills as WeChat Pay makes them: UTF-8 with BOM, CRLF, backticks, yuan (facts 7).

A refund stands on the day it was started, with the status it had when the bill was made (09:00
of the next day); it is never updated later.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date

from refund_desk.practice.books import Books
from refund_desk.practice.clock import DAY_S, bill_time, day_start
from refund_desk.practice.keys import APPID, MCHID
from refund_desk.practice.shop_words import PRODUCTS

MADE_AT_S = 9 * 3_600
FEE_PER_MILLE = 6
_PAID = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
    "付款银行,货币种类,应结订单金额,代金券金额"
)
_TIMES = ",退款申请时间,退款成功时间"
_BACK = ",微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态"
_TAIL = ",商品名称,商户数据包,手续费,费率,订单金额"
_ASKED = ",申请退款金额"
_NOTE = ",费率备注"
HEADERS = {
    "ALL": _PAID + _BACK + _TAIL + _ASKED + _NOTE,
    "REFUND": _PAID + _TIMES + _BACK + _TAIL + _ASKED + _NOTE,
    "SUCCESS": _PAID + _TAIL + _NOTE,
}
_SUMMARY = (
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)
_SUMMARY_PAID = "总交易单数,应结订单总金额,手续费总金额,订单总金额"
_FLOW = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),"
    "资金变更提交申请人,备注,业务凭证号"
)
_FLOW_SUMMARY = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"


@dataclass(slots=True)
class _Sums:
    count: int = 0
    settled_fen: int = 0
    refunded_fen: int = 0
    fee_units: int = 0
    total_fen: int = 0
    asked_fen: int = 0


class BillMaker:
    """Writes bills of one Beijing day out of the books."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def trade_bill(self, day: date, kind: str) -> bytes | None:
        """The trade bill (ALL, SUCCESS or REFUND), or None when nothing happened that day."""
        sums = _Sums()
        lines: list[tuple[float, str]] = []
        if kind != "REFUND":
            lines += [self._paid_line(row, kind, sums) for row in self._paid(day)]
        if kind != "SUCCESS":
            made_at = day_start(day) + DAY_S + MADE_AT_S
            lines += [self._refund_line(row, kind, sums, made_at) for row in self._refunds(day)]
        if not lines:
            return None
        lines.sort()
        fee = _fee_text(sums.fee_units)
        if kind == "SUCCESS":
            title = _SUMMARY_PAID
            numbers = [_yuan(sums.settled_fen), fee, _yuan(sums.total_fen)]
        else:
            title = _SUMMARY
            numbers = [
                _yuan(sums.settled_fen),
                _yuan(sums.refunded_fen),
                "0.00",
                fee,
                _yuan(sums.total_fen),
                _yuan(sums.asked_fen),
            ]
        summary = _line([f"{sums.count}.0", *numbers])
        return _file([HEADERS[kind], *(line for _, line in lines), title, summary])

    def fund_flow(self, day: date, balance_fen: int) -> bytes | None:
        """The fund-flow bill of the basic account, or None when nothing moved that day."""
        start = day_start(day)
        flows = self._flows(start)
        balance = balance_fen - sum(fen for at, fen, *_ in flows)
        lines: list[str] = []
        come, gone = [0, 0], [0, 0]
        for at, fen, number, name in flows:
            balance += fen
            if at >= start + DAY_S:
                continue
            side = come if fen > 0 else gone
            side[0] += 1
            side[1] += abs(fen)
            direction = "收入" if fen > 0 else "支出"
            lines.append(
                _line(
                    [
                        bill_time(at),
                        number,
                        f"{int(at)}{number[-12:]}",
                        name,
                        name,
                        direction,
                        _yuan(abs(fen)),
                        _yuan(balance),
                        "system" if fen > 0 else MCHID,
                        "",
                        number,
                    ]
                )
            )
        if not lines:
            return None
        count = come[0] + gone[0]
        summary = _line(
            [f"{count}.0", f"{come[0]}.0", _yuan(come[1]), f"{gone[0]}.0", _yuan(gone[1])]
        )
        return _file([_FLOW, *lines, _FLOW_SUMMARY, summary])

    def _paid(self, day: date) -> list[sqlite3.Row]:
        start = day_start(day)
        return self._books.rows(
            "SELECT * FROM orders WHERE paid_at >= ? AND paid_at < ? ORDER BY paid_at",
            start,
            start + DAY_S,
        )

    def _refunds(self, day: date) -> list[sqlite3.Row]:
        start = day_start(day)
        return self._books.rows(
            "SELECT refunds.*, orders.out_trade_no, orders.openid, orders.trade_type,"
            " orders.bank_type, orders.goods_no, orders.coupon FROM refunds"
            " JOIN orders USING (transaction_id) WHERE created_at >= ? AND created_at < ?"
            " ORDER BY created_at",
            start,
            start + DAY_S,
        )

    def _flows(self, start_s: float) -> list[tuple[float, int, str, str]]:
        """Every movement of the account from a moment on: time, fen, number, name."""
        flows = [
            (row["paid_at"], row["payer_total_fen"], row["transaction_id"], "交易")
            for row in self._books.rows(
                "SELECT paid_at, payer_total_fen, transaction_id FROM orders WHERE paid_at >= ?",
                start_s,
            )
        ]
        flows += [
            (row["created_at"], -row["amount_fen"], row["refund_id"], "退款")
            for row in self._books.rows(
                "SELECT * FROM refunds WHERE created_at >= ? AND status != 'CLOSED'", start_s
            )
        ]
        return sorted(flows)

    def _paid_line(self, row: sqlite3.Row, kind: str, sums: _Sums) -> tuple[float, str]:
        no_cash = (row["coupon"] or "").startswith("NOCASH")
        settled = row["payer_total_fen"] if no_cash else row["total_fen"]
        fee = settled * FEE_PER_MILLE
        sums.count += 1
        sums.settled_fen += settled
        sums.total_fen += row["total_fen"]
        sums.fee_units += fee
        cells = [
            *_common(row, row["paid_at"], "SUCCESS"),
            _yuan(settled),
            _yuan(row["total_fen"] - row["payer_total_fen"]),
        ]
        if kind == "ALL":
            cells += ["0", "0", "0.00", "0.00", "", ""]
        cells += [
            _escaped(PRODUCTS[row["goods_no"]].name, payment=True),
            "",
            _fee_text(fee),
            "0.60%",
            _yuan(row["total_fen"]),
        ]
        if kind == "ALL":
            cells.append("0.00")
        return row["paid_at"], _line([*cells, ""])

    def _refund_line(
        self, row: sqlite3.Row, kind: str, sums: _Sums, made_at: float
    ) -> tuple[float, str]:
        no_cash = (row["coupon"] or "").startswith("NOCASH")
        settled = row["payer_refund_fen"] if no_cash else row["amount_fen"]
        fee = -settled * FEE_PER_MILLE
        sums.count += 1
        sums.refunded_fen += settled
        sums.asked_fen += row["amount_fen"]
        sums.fee_units += fee
        cells = [*_common(row, row["created_at"], "REFUND"), "0.00", "0.00"]
        arrived = row["success_at"] is not None and row["success_at"] <= made_at
        if kind == "REFUND":
            arrived_text = bill_time(row["success_at"]) if arrived else ""
            cells += [bill_time(row["created_at"]), arrived_text]
        cells += [
            row["refund_id"],
            row["out_refund_no"],
            _yuan(settled),
            "0.00",
            "ORIGINAL",
            "SUCCESS" if arrived else _STATUS_THEN[row["status"]],
            _escaped(PRODUCTS[row["goods_no"]].name, payment=False),
            "",
            _fee_text(fee),
            "0.60%",
            "0.00",
            _yuan(row["amount_fen"]),
            "",
        ]
        return row["created_at"], _line(cells)


_STATUS_THEN = {
    "SUCCESS": "PROCESSING",
    "PROCESSING": "PROCESSING",
    "ABNORMAL": "CHANGE",
    "CLOSED": "FAIL",
}


def _common(row: sqlite3.Row, at_s: float, state: str) -> list[str]:
    return [
        bill_time(at_s),
        APPID,
        MCHID,
        "0",
        "",
        row["transaction_id"],
        row["out_trade_no"],
        row["openid"],
        row["trade_type"],
        state,
        row["bank_type"],
        "CNY",
    ]


def _escaped(text: str, *, payment: bool) -> str:
    """Free text as bills carry it: no comma and no line end survives."""
    text = text.replace("\\", "\\\\")
    if payment:
        text = text.replace("'", "\\'")
    text = text.replace('"', '\\"').replace("`", "\\`" if payment else "\\140")
    text = text.replace(",", "\\ ")
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _line(cells: list[str]) -> str:
    return ",".join(f"`{cell}" for cell in cells)


def _file(lines: list[str]) -> bytes:
    return b"\xef\xbb\xbf" + "".join(f"{line}\r\n" for line in lines).encode()


def _yuan(fen: int) -> str:
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _fee_text(units: int) -> str:
    """A fee in yuan with five decimals; one unit is a hundred-thousandth of a yuan."""
    sign = "-" if units < 0 else ""
    return f"{sign}{abs(units) // 100_000}.{abs(units) % 100_000:05d}"
