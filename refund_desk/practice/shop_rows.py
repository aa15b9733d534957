"""Rows of the practice shop before they are in the books, and how they get there in bulk."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from operator import attrgetter

from refund_desk.practice.books import Books


@dataclass(slots=True, kw_only=True)
class OrderRow:
    """An order with what the shop itself knows about it; times in seconds, amounts in fen.

    `settles` says what a refund of it will do: wallet, slow, abnormal, account_gone. `goods_no`
    points into `shop_words.PRODUCTS`. `coupon` is `CASH:id` or `NOCASH:id`.
    """

    transaction_id: str
    out_trade_no: str
    total_fen: int
    payer_total_fen: int
    coupon: str | None = None
    trade_state: str = "SUCCESS"
    trade_type: str = "JSAPI"
    bank_type: str = "OTHERS"
    paid_at: float | None
    openid: str
    settles: str = "wallet"
    received_by: str = "支付用户零钱"
    goods_no: int = 0
    quantity: int = 1
    unit_fen: int
    freight_fen: int = 0
    nickname: str
    receiver: str
    region: str = "浙江省 杭州市 西湖区"
    carrier: str | None = None
    tracking_no: str | None = None
    shipped_at: float | None = None
    signed_at: float | None = None


@dataclass(slots=True, kw_only=True)
class RefundRow:
    """A refund that was made before the practice shop opened."""

    refund_id: str
    out_refund_no: str
    transaction_id: str
    amount_fen: int
    payer_refund_fen: int
    status: str = "SUCCESS"
    origin: str = "seeded"
    reason: str | None
    from_accounts: None = None
    channel: str = "ORIGINAL"
    received_by: str
    funds_account: str = "AVAILABLE"
    created_at: float
    success_at: float | None
    outcome: str = "SUCCESS"
    due_wall: None = None
    due_business: float | None = None
    funded: int = 1
    reached_payer: int = 1


@dataclass(slots=True, kw_only=True)
class ComplaintRow:
    """A complaint; `pictures` are the media ids of the first message, parted by blanks."""

    complaint_id: str
    complaint_time: float
    complaint_detail: str
    complaint_state: str
    payer_phone: str
    payer_openid: str
    full_refunded: int = 0
    incoming_user_response: int = 0
    user_complaint_times: int = 1
    problem_description: str
    problem_type: str = "REFUND"
    apply_refund_fen: int | None
    user_tags: str = ""
    pictures: str = ""
    in_platform_service: int = 0
    need_immediate_service: int = 0
    is_agent_mode: int = 0
    decision: str | None = None


MessageRow = tuple[str, str, float, str, str, str]


def insert_orders(books: Books, rows: Iterator[OrderRow]) -> None:
    """Write orders."""
    _insert(books, "orders", OrderRow, rows)


def insert_refunds(books: Books, rows: Iterator[RefundRow]) -> None:
    """Write refunds."""
    _insert(books, "refunds", RefundRow, rows)


def insert_complaints(books: Books, rows: Iterator[ComplaintRow]) -> None:
    """Write complaints."""
    _insert(books, "complaints", ComplaintRow, rows)


def insert_messages(books: Books, rows: Iterator[MessageRow]) -> None:
    """Write messages: complaint id, operator, time, type, text, media ids parted by blanks."""
    books.run_many(
        "INSERT INTO messages (complaint_id, operator, operate_time, operate_type,"
        " operate_details, pictures) VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )


def _insert(
    books: Books,
    table: str,
    kind: type[OrderRow] | type[RefundRow] | type[ComplaintRow],
    rows: Iterator[OrderRow] | Iterator[RefundRow] | Iterator[ComplaintRow],
) -> None:
    names = [column.name for column in fields(kind)]
    marks = ", ".join("?" * len(names))
    # Table and column names come from the classes above, never from outside.
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of our own
    books.run_many(sql, map(attrgetter(*names), rows))
