"""The far side's own SQLite file: one connection, one thread, plain transactions.

WAL with synchronous=NORMAL: killing the process loses nothing that was answered, and the practice
shop makes no promise about power cuts.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from refund_desk.practice.clock import BusinessClock

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE orders (
  transaction_id TEXT PRIMARY KEY, out_trade_no TEXT NOT NULL UNIQUE,
  total_fen INTEGER NOT NULL, payer_total_fen INTEGER NOT NULL, coupon TEXT,
  trade_state TEXT NOT NULL, trade_type TEXT NOT NULL, bank_type TEXT NOT NULL,
  paid_at REAL, openid TEXT NOT NULL, settles TEXT NOT NULL, received_by TEXT NOT NULL,
  goods_no INTEGER NOT NULL, quantity INTEGER NOT NULL, unit_fen INTEGER NOT NULL,
  freight_fen INTEGER NOT NULL, nickname TEXT NOT NULL, receiver TEXT NOT NULL,
  region TEXT NOT NULL, carrier TEXT, tracking_no TEXT, shipped_at REAL, signed_at REAL
) WITHOUT ROWID;
CREATE INDEX orders_paid ON orders (paid_at);
CREATE TABLE refunds (
  refund_id TEXT PRIMARY KEY, out_refund_no TEXT NOT NULL UNIQUE, transaction_id TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, payer_refund_fen INTEGER NOT NULL, status TEXT NOT NULL,
  origin TEXT NOT NULL, reason TEXT, from_accounts TEXT, channel TEXT NOT NULL,
  received_by TEXT NOT NULL, funds_account TEXT NOT NULL, created_at REAL NOT NULL,
  success_at REAL, outcome TEXT NOT NULL, due_wall REAL, due_business REAL,
  funded INTEGER NOT NULL, reached_payer INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX refunds_order ON refunds (transaction_id);
CREATE INDEX refunds_created ON refunds (created_at);
CREATE INDEX refunds_due_wall ON refunds (due_wall) WHERE status = 'PROCESSING';
CREATE INDEX refunds_due_business ON refunds (due_business) WHERE status = 'PROCESSING';
CREATE INDEX refunds_unfunded ON refunds (funded) WHERE status = 'PROCESSING' AND funded = 0;
CREATE TABLE complaints (
  complaint_id TEXT PRIMARY KEY, complaint_time REAL NOT NULL, complaint_detail TEXT NOT NULL,
  complaint_state TEXT NOT NULL, payer_phone TEXT NOT NULL, payer_openid TEXT NOT NULL,
  full_refunded INTEGER NOT NULL DEFAULT 0, incoming_user_response INTEGER NOT NULL DEFAULT 0,
  user_complaint_times INTEGER NOT NULL DEFAULT 1, problem_description TEXT NOT NULL,
  problem_type TEXT NOT NULL, apply_refund_fen INTEGER, user_tags TEXT NOT NULL DEFAULT '',
  pictures TEXT NOT NULL DEFAULT '', in_platform_service INTEGER NOT NULL DEFAULT 0,
  need_immediate_service INTEGER NOT NULL DEFAULT 0, is_agent_mode INTEGER NOT NULL DEFAULT 0,
  decision TEXT
) WITHOUT ROWID;
CREATE INDEX complaints_time ON complaints (complaint_time, complaint_id);
CREATE TABLE complaint_orders (
  complaint_id TEXT NOT NULL, transaction_id TEXT NOT NULL,
  PRIMARY KEY (complaint_id, transaction_id)
) WITHOUT ROWID;
CREATE INDEX complaint_orders_order ON complaint_orders (transaction_id);
CREATE TABLE messages (
  message_no INTEGER PRIMARY KEY, complaint_id TEXT NOT NULL, operator TEXT NOT NULL,
  operate_time REAL NOT NULL, operate_type TEXT NOT NULL, operate_details TEXT NOT NULL,
  pictures TEXT NOT NULL, rich TEXT
);
CREATE INDEX messages_complaint ON messages (complaint_id, message_no);
CREATE TABLE immediate_answers (
  complaint_id TEXT NOT NULL, idempotent_id TEXT NOT NULL, log_id TEXT NOT NULL,
  PRIMARY KEY (complaint_id, idempotent_id)
) WITHOUT ROWID;
CREATE TABLE media (
  media_id TEXT PRIMARY KEY, filename TEXT NOT NULL, sha256 TEXT NOT NULL, content BLOB NOT NULL
);
CREATE TABLE download_tokens (
  token TEXT PRIMARY KEY, expires_at REAL NOT NULL, gzipped INTEGER NOT NULL, content BLOB NOT NULL
);
"""


class BooksError(Exception):
    """The books cannot be opened; the text says why."""


class Books:
    """The open file. Not for use from several threads."""

    def __init__(self, path: Path) -> None:
        self.is_new = not path.exists()
        if self.is_new:
            # Made by hand so that the file is private before SQLite puts a byte into it.
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=1)
        self._connection.row_factory = sqlite3.Row
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise BooksError(f"{path}: {error}") from error
        except BooksError:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        # Two practice shops in one folder would pay out twice from one account.
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version == SCHEMA_VERSION and self.remembered("seeded") is not None:
            self.is_new = False
            return
        if version not in (0, SCHEMA_VERSION):
            raise BooksError("the books were written by another version of the practice shop")
        # Seeding was interrupted (or has not begun): start again from nothing.
        self.is_new = True
        tables = self._connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for table in tables:
            self._connection.execute(f'DROP TABLE "{table["name"]}"')
        self._connection.executescript(_SCHEMA)
        self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def close(self) -> None:
        """Close the file; further use raises sqlite3.ProgrammingError."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; a nested one joins the outer one."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def run(self, sql: str, *values: object) -> int:
        """Run one statement; the number of the last inserted row."""
        return self._connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterator[tuple[object, ...]]) -> None:
        """Run one statement for each row."""
        self._connection.executemany(sql, rows)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def number(self, sql: str, *values: object) -> int:
        """The first column of the first row as a whole number, 0 for NULL."""
        found = self._connection.execute(sql, values).fetchone()
        return int(found[0] or 0) if found else 0

    def remember(self, name: str, content: str) -> None:
        """Keep a small fact about the shop itself."""
        self.run("INSERT OR REPLACE INTO meta (name, content) VALUES (?, ?)", name, content)

    def remembered(self, name: str) -> str | None:
        """A fact kept with `remember`, or None."""
        found = self.row("SELECT content FROM meta WHERE name = ?", name)
        return None if found is None else str(found["content"])


def open_clock(books: Books, now_s: float | None) -> BusinessClock:
    """The clock of these books: as it was left, or set to `now_s` when they are new."""
    kept = books.remembered("clock_offset_s")
    if kept is not None:
        return BusinessClock(float(kept))
    clock = BusinessClock()
    if now_s is not None:
        clock = BusinessClock(now_s - clock.wall_now())
    keep_clock(books, clock)
    return clock


def keep_clock(books: Books, clock: BusinessClock) -> None:
    """Write the offset down, so that a restart goes on at the same business time."""
    books.remember("clock_offset_s", repr(clock.offset_s))
