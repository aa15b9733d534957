"""The Store's own tables in the far side's file, and its rows.

They are made when they are missing: books of an older practice shop get an empty Store.
"""

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from refund_desk.practice.books import Books

_TABLES = (
    """CREATE TABLE IF NOT EXISTS store_orders (
  order_no TEXT PRIMARY KEY, transaction_id TEXT NOT NULL, status INTEGER NOT NULL,
  openid TEXT NOT NULL, paid_at REAL NOT NULL, total_fen INTEGER NOT NULL,
  freight_fen INTEGER NOT NULL, goods_no INTEGER NOT NULL, quantity INTEGER NOT NULL,
  unit_fen INTEGER NOT NULL, shipped_at REAL, carrier TEXT NOT NULL, waybill TEXT NOT NULL
) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS store_aftersales (
  ref TEXT PRIMARY KEY, order_no TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
  reason_code TEXT NOT NULL, words TEXT NOT NULL, amount_fen INTEGER NOT NULL,
  received INTEGER NOT NULL, pictures TEXT NOT NULL, created_at REAL NOT NULL,
  updated_at REAL NOT NULL, completed_at REAL, due_at REAL, allowed_s REAL NOT NULL,
  refund_reason INTEGER NOT NULL, reject_reason TEXT NOT NULL, certificates TEXT NOT NULL,
  offer TEXT NOT NULL, negotiated INTEGER NOT NULL, dispute_ref TEXT NOT NULL,
  dispute_status INTEGER NOT NULL, offline INTEGER NOT NULL, settles TEXT NOT NULL,
  waybill TEXT NOT NULL, carrier TEXT NOT NULL, refunded_fen INTEGER NOT NULL
) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS store_updated ON store_aftersales (updated_at, ref)",
    "CREATE INDEX IF NOT EXISTS store_created ON store_aftersales (created_at, ref)",
    "CREATE INDEX IF NOT EXISTS store_due ON store_aftersales (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS store_of_order ON store_aftersales (order_no)",
    """CREATE TABLE IF NOT EXISTS store_events (
  event_no INTEGER PRIMARY KEY, ref TEXT NOT NULL, at REAL NOT NULL, who TEXT NOT NULL,
  what TEXT NOT NULL, words TEXT NOT NULL, pictures TEXT NOT NULL
)""",
    "CREATE INDEX IF NOT EXISTS store_events_of ON store_events (ref, event_no)",
    """CREATE TABLE IF NOT EXISTS store_media (
  media_id TEXT PRIMARY KEY, content BLOB NOT NULL
) WITHOUT ROWID""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOrderRow:
    """One order of the Store. Amounts fen; instants business seconds."""

    order_no: str
    transaction_id: str
    status: int = 30
    openid: str
    paid_at: float
    total_fen: int
    freight_fen: int = 0
    goods_no: int = 0
    quantity: int = 1
    unit_fen: int
    shipped_at: float | None = None
    carrier: str = ""
    waybill: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSaleRow:
    """One after-sales application. `allowed_s`: how long the merchant has each time; `settles`:
    whether the platform's refund arrives ("wallet") or not ("fails").
    """

    ref: str
    order_no: str
    kind: str
    status: str = "MERCHANT_PROCESSING"
    reason_code: str = "10000008"
    words: str = ""
    amount_fen: int
    received: int = 0
    pictures: str = ""
    created_at: float
    updated_at: float
    completed_at: float | None = None
    due_at: float | None = None
    allowed_s: float
    refund_reason: int = 0
    reject_reason: str = ""
    certificates: str = ""
    offer: str = ""
    negotiated: int = 0
    dispute_ref: str = ""
    dispute_status: int = 0
    offline: int = 0
    settles: str = "wallet"
    waybill: str = ""
    carrier: str = ""
    refunded_fen: int = 0


class StoreTables:
    """Reading and writing those rows."""

    def __init__(self, books: Books) -> None:
        self.books = books
        for statement in _TABLES:
            books.run(statement)

    def add_order(self, row: StoreOrderRow) -> None:
        """A new order."""
        self._insert("store_orders", asdict(row))

    def add_aftersale(self, row: AfterSaleRow) -> None:
        """A new application."""
        self._insert("store_aftersales", asdict(row))

    def order(self, order_no: str) -> sqlite3.Row | None:
        """The order, or None."""
        return self.books.row("SELECT * FROM store_orders WHERE order_no = ?", order_no)

    def aftersale(self, ref: str) -> sqlite3.Row | None:
        """The application, or None."""
        return self.books.row("SELECT * FROM store_aftersales WHERE ref = ?", ref)

    def change(self, ref: str, **columns: object) -> None:
        """New contents of columns of one application."""
        sets = ", ".join(f"{name} = ?" for name in columns)
        self.books.run(
            f"UPDATE store_aftersales SET {sets} WHERE ref = ?",  # noqa: S608 - names from our code
            *columns.values(),
            ref,
        )

    def note(self, ref: str, at: float, who: str, what: str, **said: Any) -> None:
        """Write an event down; the tests count them. `said`: words, pictures."""
        self.books.run(
            "INSERT INTO store_events (ref, at, who, what, words, pictures)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            ref,
            at,
            who,
            what,
            said.get("words", ""),
            json.dumps(said.get("pictures", [])),
        )

    def events(self, ref: str) -> list[sqlite3.Row]:
        """What happened to an application, oldest first."""
        return self.books.rows("SELECT * FROM store_events WHERE ref = ? ORDER BY event_no", ref)

    def _insert(self, table: str, columns: dict[str, object]) -> None:
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        self.books.run(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - names from our code
            *columns.values(),
        )
