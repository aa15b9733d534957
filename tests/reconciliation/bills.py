"""Bills made for tests, as WeChat Pay writes them, and a second reader of another making."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from refund_desk.domain.beijing import BEIJING
from refund_desk.domain.bill import BilledRefund, BilledStatus, BillKind
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, RefundId, TransactionId

MCHID = Mchid("1900000109")
SAMPLES = Path(__file__).parents[1] / "data" / "bills"
DAY = datetime(2026, 11, 17, tzinfo=BEIJING)

_HEAD = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
    "付款银行,货币种类,应结订单金额,代金券金额"
)
_BACK = "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态"
_TAIL = "商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
TITLES = {
    BillKind.ALL: f"{_HEAD},{_BACK},{_TAIL}",
    BillKind.REFUND: f"{_HEAD},退款申请时间,退款成功时间,{_BACK},{_TAIL}",
}
SUMS = (
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)
FLOW = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),"
    "资金变更提交申请人,备注,业务凭证号"
)
FLOW_SUMS = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a trade bill; a payment when it has no `refund_id`."""

    transaction_id: str = "4200001234202611170000000001"
    out_trade_no: str = "SHOP00000001"
    refund_id: str = ""
    number: str = "0"
    fen: int = 10_800
    returned_fen: int | None = None
    status: str = "SUCCESS"
    state: str = ""
    goods: str = "雾蓝马克杯 ×2"
    minute: int = 600
    arrived: bool = True
    mchid: str = str(MCHID)
    currency: str = "CNY"
    changes: dict[str, str] = field(default_factory=dict)

    def cells(self, kind: BillKind) -> list[str]:
        """The values in the order of the title."""
        at = DAY + timedelta(minutes=self.minute)
        time, is_refund = f"{at:%Y-%m-%d %H:%M:%S}", bool(self.refund_id)
        back = yuan(self.fen if self.returned_fen is None else self.returned_fen)
        named = {
            "交易时间": time,
            "公众账号ID": "wx0123456789abcdef",
            "商户号": self.mchid,
            "特约商户号": "0",
            "微信订单号": self.transaction_id,
            "商户订单号": self.out_trade_no,
            "用户标识": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
            "交易类型": "JSAPI",
            "交易状态": self.state or ("REFUND" if is_refund else "SUCCESS"),
            "付款银行": "OTHERS",
            "货币种类": self.currency,
            "应结订单金额": "0.00" if is_refund else yuan(self.fen),
            "代金券金额": "0.00",
            "退款申请时间": time,
            "退款成功时间": time if self.arrived else "",
            "微信退款单号": self.refund_id or "0",
            "商户退款单号": self.number,
            "退款金额": back if is_refund else "0.00",
            "充值券退款金额": "0.00",
            "退款类型": "ORIGINAL" if is_refund else "",
            "退款状态": self.status if is_refund else "",
            "商品名称": self.goods,
            "手续费": fee_text(self.fen, back=is_refund),
            "费率": "0.60%",
            "订单金额": "0.00" if is_refund else yuan(self.fen),
            "申请退款金额": yuan(self.fen) if is_refund else "0.00",
        } | self.changes
        return [named.get(name, "") for name in TITLES[kind].split(",")]


def refund_row(n: int = 1, **changes: Any) -> Row:
    """A refund with numbers of its own."""
    values: dict[str, Any] = {
        "transaction_id": f"42000012342026111700{n:08d}",
        "refund_id": f"5030000701202611170{n:010d}",
        "number": f"RD42000012342026111700{n:08d}-01",
        "minute": 600 + n % 700,
    }
    return Row(**(values | changes))


def trade_file(rows: list[Row], kind: BillKind = BillKind.REFUND, *, end: str = "\r\n") -> bytes:
    """The file that holds these rows, with its sums."""
    back = [row for row in rows if row.refund_id]
    paid = sum(row.fen for row in rows if not row.refund_id)
    returned = sum(r.fen if r.returned_fen is None else r.returned_fen for r in back)
    sums = [f"{len(rows)}.0", yuan(paid), yuan(returned), "0.00", "0.0", yuan(paid)]
    lines = [
        TITLES[kind],
        *(_line(row.cells(kind)) for row in rows),
        SUMS,
        _line([*sums, yuan(sum(row.fen for row in back))]),
    ]
    return b"\xef\xbb\xbf" + end.join([*lines, ""]).encode()


def flow_file(moves: list[tuple[int, int, int]], *, end: str = "\r\n") -> bytes:
    """A fund-flow bill of (minute of the day, fen, balance in fen)."""
    lines = [FLOW]
    for n, (minute, fen, balance) in enumerate(moves):
        at = f"{DAY + timedelta(minutes=minute):%Y-%m-%d %H:%M:%S}"
        way, name = ("收入", "交易") if fen > 0 else ("支出", "退款")
        lines.append(
            _line([at, f"4200{n}", f"1{n}", name, name, way, yuan(abs(fen)), yuan(balance)])
            + ",`system,`,`4200"
        )
    come, gone = [fen for _, fen, _ in moves if fen > 0], [-f for _, f, _ in moves if f < 0]
    sums = [f"{len(moves)}.0", f"{len(come)}.0", yuan(sum(come)), f"{len(gone)}.0"]
    lines += [FLOW_SUMS, _line([*sums, yuan(sum(gone))]), ""]
    return b"\xef\xbb\xbf" + end.join(lines).encode()


def a_billed_refund(**changes: Any) -> BilledRefund:
    """A refund as a bill holds it."""
    values: dict[str, Any] = {
        "refund_id": RefundId("50300007012026111700000000001"),
        "number": "MCHSITE000000000001",
        "transaction_id": TransactionId("4200001234202611170000000001"),
        "out_trade_no": "SHOP00000001",
        "goods": "雾蓝马克杯 ×2",
        "asked": Fen(13_600),
        "returned": Fen(13_600),
        "fee_units": -81_600,
        "rate": "0.60%",
        "status": BilledStatus.SUCCESS,
        "asked_at": DAY + timedelta(hours=16, minutes=42),
        "arrived_at": DAY + timedelta(hours=16, minutes=43),
    }
    return BilledRefund(**(values | changes))


def reference(content: bytes) -> tuple[dict[str, tuple[str, Decimal]], int]:
    """Refund number -> (merchant's number, yuan asked), and the number of payments.

    A second reader, by `Decimal` and without columns of interest. Raises for what it cannot read;
    whatever our reader accepts must be what this one reads.
    """
    named, total = _tables(content)
    back = {
        row["微信退款单号"]: (row["商户退款单号"], Decimal(row["申请退款金额"]))
        for row in named
        if row["微信退款单号"] not in {"", "0"} and row["货币种类"] == "CNY"
    }
    asked = sum((Decimal(row["申请退款金额"]) for row in named), Decimal(0))
    if Decimal(total["申请退款总金额"]) != asked or Decimal(total["总交易单数"]) != len(named):
        raise ValueError("sums")
    return back, sum(row["交易状态"] == "SUCCESS" for row in named)


def reference_balances(content: bytes) -> set[Decimal]:
    """The balances (yuan) of the newest second of a fund-flow bill, by the other reader."""
    named, _total = _tables(content)
    newest = max(row["记账时间"] for row in named)
    return {Decimal(row["账户结余(元)"]) for row in named if row["记账时间"] == newest}


def _tables(content: bytes) -> tuple[list[dict[str, str]], dict[str, str]]:
    text = content.decode("utf-8-sig").replace("（", "(").replace("）", ")")
    lines = [line.removesuffix("\r") for line in text.split("\n") if line.strip("\r")]
    title, *rows, sums_title, sums = [line.split(",") for line in lines]
    named = [dict(zip(title, [cell[1:] for cell in row], strict=True)) for row in rows]
    return named, dict(zip(sums_title, [cell[1:] for cell in sums], strict=True))


def yuan(fen: int) -> str:
    """Fen as a bill writes them."""
    return f"{fen // 100}.{fen % 100:02d}"


def fee_text(fen: int, *, back: bool) -> str:
    """A fee of 0.6 %, given back with a refund."""
    units = fen * 6
    return f"{'-' if back and units else ''}{units // 100_000}.{units % 100_000:05d}"


def _line(cells: list[str]) -> str:
    return ",".join(f"`{cell}" for cell in cells)
