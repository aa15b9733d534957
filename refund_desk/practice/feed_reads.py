"""What the shop's backend tells: changed applications by cursor, one of them, facts of orders."""

import re
import sqlite3
from urllib.parse import parse_qs

from refund_desk.practice.books import Books
from refund_desk.practice.calls import Call, Reply
from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.feed_books import FeedBooks
from refund_desk.practice.feed_payloads import Payload, application_payload, order_payload
from refund_desk.practice.feed_rules import refused
from refund_desk.practice.keys import SHOP_NAME

PAGE_MOST = 200
IDS_MOST = 100
_CURSOR = re.compile(r"after-([0-9]{1,15})")


class FeedReads:
    """The reading half of the contract."""

    def __init__(self, books: Books, feed: FeedBooks, clock: BusinessClock) -> None:
        self._books = books
        self._feed = feed
        self._clock = clock

    def changed(self, call: Call) -> Reply:
        """A page of what changed after the cursor."""
        after = self._after(_one(call, "cursor"))
        limit = _one(call, "limit") or str(PAGE_MOST)
        if not re.fullmatch(r"[0-9]{1,3}", limit) or not 1 <= int(limit) <= PAGE_MOST:
            raise refused(400, "bad_request", f"limit is 1 to {PAGE_MOST}")
        rows = self._feed.changed_after(after, int(limit) + 1)
        page = rows[: int(limit)]
        last = page[-1]["change_no"] if page else after
        payload: Payload = {
            "applications": self._payloads(page),
            "next_cursor": f"after-{last}",
            "more": len(rows) > len(page),
        }
        return Reply(payload=payload)

    def application(self, call: Call) -> Reply:
        """One application as it stands now."""
        row = self._feed.application(call.parts["application_id"])
        if row is None:
            raise refused(404, "not_found", "no such application")
        return Reply(payload=self._payloads([row])[0])

    def order(self, call: Call) -> Reply:
        """The facts of one order."""
        found = self._orders([call.parts["transaction_id"]])
        if not found:
            raise refused(404, "not_found", "no such order")
        return Reply(payload=order_payload(next(iter(found.values()))))

    def orders(self, call: Call) -> Reply:
        """The facts of up to a hundred orders."""
        ids = [text for text in (_one(call, "transaction_ids") or "").split(",") if text]
        if not 1 <= len(ids) <= IDS_MOST:
            raise refused(400, "bad_request", f"transaction_ids: 1 to {IDS_MOST} numbers")
        found = self._orders(ids)
        payload: Payload = {
            "shop": {"name": SHOP_NAME},
            "orders": [order_payload(row) for row in found.values()],
            "missing": [one for one in ids if one not in found],
        }
        return Reply(payload=payload)

    def _after(self, cursor: str | None) -> int:
        if cursor is None:
            return 0
        match = _CURSOR.fullmatch(cursor)
        if match is None or int(match[1]) > self._feed.last_change():
            raise refused(400, "bad_cursor", "this cursor is none of ours")
        return int(match[1])

    def _payloads(self, rows: list[sqlite3.Row]) -> list[Payload]:
        messages = self._feed.messages([row["application_id"] for row in rows])
        orders = self._orders([row["transaction_id"] for row in rows])
        now = self._clock.now()
        return [
            application_payload(
                row, messages[row["application_id"]], orders.get(row["transaction_id"]), now
            )
            for row in rows
        ]

    def _orders(self, ids: list[str]) -> dict[str, sqlite3.Row]:
        marks = ", ".join("?" * len(ids))
        rows = self._books.rows(
            f"SELECT * FROM orders WHERE paid_at IS NOT NULL AND transaction_id IN ({marks})",  # noqa: S608 - only question marks
            *ids,
        )
        return {row["transaction_id"]: row for row in rows}


def _one(call: Call, name: str) -> str | None:
    """A parameter of the query; None when it is not there, or there twice."""
    given = parse_qs(call.query, keep_blank_values=True, max_num_fields=20).get(name, [])
    return given[0] if len(given) == 1 and given[0] else None
