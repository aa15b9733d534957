"""Which column of a spreadsheet says what: by its name, or as a person said once for it."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from refund_desk.application.ports.spreadsheet_files import SheetRow


class Column(StrEnum):
    """What a column can say about an application."""

    PAYMENT = "payment"
    OWN_NUMBER = "own_number"
    # An order number of which only its form says whose it is.
    ANY_NUMBER = "any_number"
    ASKED = "asked"
    REASON = "reason"
    DETAIL = "detail"
    APPLIED = "applied"
    PHONE = "phone"


NUMBER_COLUMNS = (Column.PAYMENT, Column.OWN_NUMBER, Column.ANY_NUMBER)
Columns = Mapping[Column, int]

# Names as `_plain` leaves them, the better one first: 订单号 is whose it is by its form.
_NAMES: dict[Column, tuple[str, ...]] = {
    Column.PAYMENT: (
        "微信支付订单号",
        "微信支付单号",
        "微信订单号",
        "微信单号",
        "支付单号",
        "支付流水号",
        "微信支付交易单号",
        "交易单号",
        "交易流水号",
        "transactionid",
        "wechatpayorderno",
        "wechatpaymentnumber",
        "wechatpaymentno",
        "paymentnumber",
    ),
    Column.OWN_NUMBER: (
        "商户订单号",
        "商户单号",
        "商家订单号",
        "商户交易单号",
        "店铺订单号",
        "outtradeno",
        "merchantorderno",
        "merchantordernumber",
        "shopordernumber",
    ),
    Column.ANY_NUMBER: (
        "订单号",
        "订单编号",
        "单号",
        "原订单号",
        "orderno",
        "ordernumber",
        "orderid",
        "order",
    ),
    Column.ASKED: (
        "申请退款金额",
        "申请金额",
        "退款金额",
        "应退金额",
        "退款额",
        "金额",
        "refundamount",
        "amountasked",
        "requestedamount",
        "amount",
    ),
    Column.REASON: (
        "退款原因",
        "申请原因",
        "售后原因",
        "退货原因",
        "原因",
        "refundreason",
        "reason",
    ),
    Column.DETAIL: (
        "问题描述",
        "详细说明",
        "申请说明",
        "退款说明",
        "客户留言",
        "买家留言",
        "留言",
        "说明",
        "描述",
        "备注",
        "description",
        "details",
        "detail",
        "message",
        "remark",
        "remarks",
        "note",
        "notes",
        "comment",
    ),
    Column.APPLIED: (
        "申请时间",
        "申请日期",
        "退款申请时间",
        "提交时间",
        "创建时间",
        "时间",
        "日期",
        "appliedat",
        "applicationtime",
        "requestedat",
        "createdat",
        "time",
        "date",
    ),
    Column.PHONE: (
        "手机号",
        "手机号码",
        "手机",
        "客户手机",
        "客户电话",
        "买家手机",
        "买家电话",
        "联系电话",
        "电话",
        "phonenumber",
        "phone",
        "mobile",
        "mobilephone",
    ),
}
_PLACES = {name: (column, i) for column, names in _NAMES.items() for i, name in enumerate(names)}
# Units and marks behind a name, such as 申请金额（元） or 订单号*.
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SIGNS = re.compile(r"[\W_]+")
# Above the head there may be a title and who made the table when.
_HEAD_WITHIN_ROWS = 10


@dataclass(frozen=True, slots=True)
class Head:
    """The row that names the columns. `names` are its cells; `first` is where rows begin."""

    names: tuple[str, ...]
    first: int

    @property
    def key(self) -> str:
        """Under this name the ledger remembers which column says what in such a table."""
        said = "\0".join(_plain(name) for name in self.names)
        return f"sheet_columns:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def head_of(rows: tuple[SheetRow, ...]) -> Head:
    """The head of a table: of its first rows the one that names most columns, else the first."""
    near = range(min(len(rows), _HEAD_WITHIN_ROWS))
    best = max(near, key=lambda place: (len(columns_named(_names_in(rows[place]))), -place))
    return Head(_names_in(rows[best]), best + 1)


def columns_named(names: tuple[str, ...]) -> dict[Column, int]:
    """The columns recognised by their names; of several for one thing the best name."""
    found: dict[Column, tuple[int, int]] = {}
    for index, name in enumerate(names):
        place = _PLACES.get(_plain(name))
        if place is None:
            continue
        column, rank = place
        if column not in found or rank < found[column][0]:
            found[column] = (rank, index)
    return {column: index for column, (_rank, index) in found.items()}


def columns_text(columns: Columns) -> str:
    """What the ledger keeps of a person's choice."""
    return json.dumps({column.value: index for column, index in columns.items()})


def kept_columns(text: str | None, width: int) -> dict[Column, int] | None:
    """The choice that was kept for such a head of `width` columns; None without one."""
    if text is None:
        return None
    return {Column(name): index for name, index in json.loads(text).items() if 0 <= index < width}


def _names_in(row: SheetRow) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells)


def _plain(name: str) -> str:
    """A name without what does not count: width, case, spaces, signs, units in brackets."""
    wide = unicodedata.normalize("NFKC", name).lower()
    return _SIGNS.sub("", _ASIDE.sub("", wide))
