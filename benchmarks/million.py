"""A ledger of very many applications, made in minutes: rows as the program would have written them.

    python -m benchmarks.million --applications 1000000 --folder DIR

The program's own functions make every row, history entry, number and search document; what is left
out is a commit a page. Its audit trail is chained. Every one of them has two messages, and 0.3 %
are open. Some GB and some minutes for a million.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from benchmarks import storage_reads as made
from refund_desk.adapters.storage import application_store, projections, refund_store
from refund_desk.adapters.storage.audit_store import line_values
from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.storage.conversation_store import message_values
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.history_entries import history_entry_of
from refund_desk.adapters.storage.instants import to_micros
from refund_desk.adapters.storage.ledger import open_ledger
from refund_desk.adapters.storage.order_store import facts_values
from refund_desk.adapters.storage.search_words import index_tokens, one_form
from refund_desk.domain.audit import CHAIN_START, AuditAction, AuditEntry, chained
from refund_desk.domain.conversation import Message
from refund_desk.domain.identifiers import RefundId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import ApplicationState, RefundApplication, Source

KEY = bytes(32)
SECONDS_APART = 90
_PART = 10_000
_MESSAGES = 2
_SOURCES = (Source.COMPLAINT, Source.STORE, Source.SHOP_FEED)
_ENDS = (
    (0.82, ApplicationState.REFUNDED),
    (0.92, ApplicationState.REJECTED),
    (0.98, ApplicationState.WITHDRAWN),
    (1.0, ApplicationState.SETTLED_OUTSIDE),
)
_INDEXES = (
    "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    " AND sql NOT LIKE 'CREATE UNIQUE%'"
)

Values = Mapping[str, Any]


class Tables:
    """Rows by table, written by the part."""

    def __init__(self, connection: dbapi2.Connection) -> None:
        """Write on this connection."""
        self._connection = connection
        self._rows: dict[str, list[Values]] = {}

    def put(self, table: str, values: Values) -> None:
        """A row more."""
        self._rows.setdefault(table, []).append(values)

    def write(self) -> None:
        """Everything that was put since the last time."""
        for table, rows in self._rows.items():
            names = ", ".join(rows[0])
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",
                ([*row.values()] for row in rows),
            )
        self._rows.clear()


class Maker:
    """Applications in order of arrival, each with everything that belongs to it."""

    def __init__(self, connection: dbapi2.Connection, wanted: int) -> None:
        """Make so many of them."""
        self._tables = Tables(connection)
        self._wanted = wanted
        self._chance = random.Random(1)
        self._last_hash = CHAIN_START
        self.segments: Counter[str] = Counter()

    def make(self) -> Iterator[int]:
        """Write them all; how many there are by now, after each part."""
        for number in range(1, self._wanted + 1):
            self._put_one(number)
            if number % _PART == 0 or number == self._wanted:
                self._tables.write()
                yield number

    def _put_one(self, number: int) -> None:
        """One application: the oldest comes first, as it did in life."""
        application = self._application(number)
        search_key = int(application.applied_at.timestamp()) << 16
        row = application_store.values_of(application)
        self._tables.put("refund_application", {"id": number, **row, "search_key": search_key})
        self.segments[application.segment.value] += 1
        messages = made._messages(application, self._chance)[:_MESSAGES]
        for n, message in enumerate(messages):
            self._tables.put("message", message_values(message, number, n))
        facts = made._facts(application, self._chance)
        self._tables.put("order_facts", facts_values(facts))
        refunds = self._refunds(application)
        for refund in refunds:
            self._tables.put("refund", {"id": refund.id, **refund_store.values_of(refund)})
        self._put_history(application, refunds, search_key)
        self._put_audit(application)
        self._put_search(application, facts, messages, refunds, search_key)

    def _application(self, number: int) -> RefundApplication:
        """Older ones have ended, one way or another."""
        # The making of storage_reads counts back from the newest.
        back = self._wanted - number
        one = made._application(back, self._chance)
        applied_at = made._NOW - timedelta(seconds=back * SECONDS_APART)
        is_open = one.state is ApplicationState.OPEN
        ended_at = None if is_open else applied_at + timedelta(hours=3)
        state = ApplicationState.OPEN if is_open else self._end()
        return replace(
            one,
            id=number,
            source=self._chance.choice(_SOURCES),
            state=state,
            applied_at=applied_at,
            round_started_at=applied_at,
            changed_at=applied_at,
            ended_at=ended_at,
            due_at=applied_at + timedelta(hours=72) if is_open else None,
            unread=is_open,
        )

    def _end(self) -> ApplicationState:
        share = self._chance.random()
        return next(state for most, state in _ENDS if share < most)

    def _refunds(self, application: RefundApplication) -> list[Refund]:
        if application.state is not ApplicationState.REFUNDED:
            return []
        refund = made._refund(application)
        return [
            replace(refund, id=application.id, refund_id=RefundId(f"5030{application.id:024d}"))
        ]

    def _put_history(
        self, application: RefundApplication, refunds: list[Refund], search_key: int
    ) -> None:
        entry = history_entry_of(application, refunds, rejected_by="owner")
        if entry is None:
            return
        values = {
            "application_id": application.id,
            "at": to_micros(entry.at),
            "result": entry.result.value,
            "actor": entry.actor,
            "amount_fen": entry.amount.count,
            "refunded_fen": entry.refunded.count,
            "took_s": entry.took_s,
            "out_refund_no": entry.out_refund_no,
            "search_key": search_key,
        }
        self._tables.put("history_entry", values)

    def _put_audit(self, application: RefundApplication) -> None:
        entry = AuditEntry(
            at=application.applied_at,
            actor="system",
            action=AuditAction.RECEIVED,
            application_id=application.id,
        )
        line = chained(entry, number=application.id, facts_json="{}", previous=self._last_hash)
        self._last_hash = line.hash
        self._tables.put("audit_line", line_values(line))

    def _put_search(
        self,
        application: RefundApplication,
        facts: OrderFacts,
        messages: Iterable[Message],
        refunds: Iterable[Refund],
        search_key: int,
    ) -> None:
        """The numbers and the documents, as projections.py writes them."""
        codes = [application.source_ref, application.transaction_id, application.out_trade_no]
        codes += [application.payer_phone, facts.buyer_nickname, facts.logistics.tracking_no]
        codes += [number for r in refunds for number in (r.out_refund_no, r.refund_id)]
        for code in sorted({one_form(code) for code in codes if code}):
            values = {"search_key": search_key, "code": code, "reversed": code[::-1]}
            self._tables.put("search_code", values)
        first = search_key << projections.DOCUMENT_BITS
        words = (facts.buyer_nickname, facts.title, application.problem_text)
        text = projections.joined((*words, application.detail_text))
        self._tables.put("search_text", {"rowid": first, "tokens": index_tokens(text)})
        # The rest of search is the writer's, when it has nothing else to do.
        self._tables.put("search_pending", {"search_key": search_key})
        for n, message in enumerate(messages):
            rowid = first | projections.document_of(n)
            self._tables.put("search_text", {"rowid": rowid, "tokens": _tokens(message.text)})


@lru_cache(maxsize=20_000)
def _tokens(text: str) -> str:
    """Made-up messages repeat."""
    return index_tokens(text)


def build(folder: Path, wanted: int, tell: Callable[[str], None]) -> None:
    """Make the ledger in an empty folder. It is not safe against a crash while it is made."""
    folder.mkdir(parents=True, exist_ok=True)
    open_ledger(folder, KEY, mchid=made._MCHID, practice=True).close()
    connection = connect(folder / LEDGER_FILE, KEY)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA foreign_keys = OFF")
    indexes = connection.execute(_INDEXES).fetchall()
    began = time.perf_counter()
    connection.execute("BEGIN")
    for name, _sql in indexes:
        connection.execute(f"DROP INDEX {name}")
    maker = Maker(connection, wanted)
    for number in maker.make():
        if number % (10 * _PART) == 0:
            tell(f"{number:,} after {time.perf_counter() - began:.0f} s")
    for segment, count in maker.segments.items():
        values = (count, segment)
        connection.execute("UPDATE segment_count SET count = ? WHERE segment = ?", values)
    for name, sql in indexes:
        connection.execute(sql)
        tell(f"{name} after {time.perf_counter() - began:.0f} s")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    size = (folder / LEDGER_FILE).stat().st_size / 1e6
    tell(f"{wanted:,} in {time.perf_counter() - began:.0f} s, {size:.0f} MB")


def main() -> int:
    """Make one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--applications", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    wanted = parser.parse_args()
    build(wanted.folder, wanted.applications, lambda line: print(line, flush=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
