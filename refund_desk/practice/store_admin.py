"""The back door of the Store, below `{admin_url}/store`: books, buyers, fresh applications.

- GET store: applications and orders, newest first, each application with its
  events; refunded_fen
- POST store/after-sales: a fresh order and its application, see `StoreAdmin.fresh`
- POST store/after-sales/{ref}/buyer: `{"does": ...}`, a step of the buyer or of the platform
- POST store/tokens: `{}` makes every access token invalid
"""

import json
import secrets

from aiohttp import web

from refund_desk.practice.admin import AdminError, AdminRoute, read_body
from refund_desk.practice.clock import DAY_S, rfc3339
from refund_desk.practice.store_book import StoreBook
from refund_desk.practice.store_refusal import StoreRefusal
from refund_desk.practice.store_seed import ALLOWED_S
from refund_desk.practice.store_tables import AfterSaleRow, StoreOrderRow
from refund_desk.practice.store_tokens import StableTokens
from refund_desk.practice.store_words import REASONS

_FRESH: dict[str, type] = {
    "kind": str,
    "amount_fen": int,
    "total_fen": int,
    "words": str,
    "reason_code": str,
    "transaction_id": str,
    "order_no": str,
    "settles": str,
    "allowed_s": int,
    "pictures": str,
    "applied_ago_s": int,
    "received": bool,
}
_CHOICES = {
    "kind": ("REFUND", "RETURN", "EXCHANGE"),
    "settles": ("wallet", "fails"),
    "reason_code": tuple(REASONS),
}


class StoreAdmin:
    """The admin routes of the practice Store."""

    def __init__(self, book: StoreBook, tokens: StableTokens) -> None:
        self._book = book
        self._tokens = tokens

    def routes(self) -> tuple[AdminRoute, ...]:
        """Method, path below the admin prefix, and what answers."""
        return (
            ("GET", "store", self.get_books),
            ("POST", "store/after-sales", self.post_fresh),
            ("POST", "store/after-sales/{ref}/buyer", self.post_buyer),
            ("POST", "store/tokens", self.post_tokens),
        )

    async def get_books(self, _request: web.Request) -> object:
        """All that the Store knows."""
        self._book.settle_due()
        books = self._book.tables.books
        rows = books.rows("SELECT * FROM store_aftersales ORDER BY created_at DESC, ref")
        orders = books.rows("SELECT * FROM store_orders ORDER BY paid_at DESC, order_no")
        return {
            "after_sales": [
                {
                    "ref": row["ref"],
                    "order_no": row["order_no"],
                    "kind": row["kind"],
                    "status": row["status"],
                    "amount_fen": row["amount_fen"],
                    "refunded_fen": row["refunded_fen"],
                    "refund_reason": row["refund_reason"],
                    "reject_reason": row["reject_reason"],
                    "updated_at": rfc3339(row["updated_at"]),
                    "due_at": None if row["due_at"] is None else rfc3339(row["due_at"]),
                    "dispute_ref": row["dispute_ref"],
                    "certificates": json.loads(row["certificates"] or "[]"),
                    "events": [
                        {"who": event["who"], "what": event["what"], "words": event["words"]}
                        for event in self._book.tables.events(row["ref"])
                    ],
                }
                for row in rows
            ],
            "orders": [
                {
                    "order_no": order["order_no"],
                    "transaction_id": order["transaction_id"],
                    "total_fen": order["total_fen"],
                }
                for order in orders
            ],
            "refunded_fen": sum(row["refunded_fen"] for row in rows),
        }

    async def post_fresh(self, request: web.Request) -> object:
        """A fresh order with its application."""
        return self.fresh(await read_body(request, set(_FRESH)))

    def fresh(self, wanted: dict[str, object]) -> dict[str, object]:
        """The numbers of a new order and its application, changed just now.

        Names: kind REFUND | RETURN | EXCHANGE, amount_fen (the total), total_fen (10000), words,
        reason_code, order_no (of an order that is there), transaction_id (an own one; one of
        WeChat Pay's books moves money there),
        settles wallet | fails, allowed_s (48 h), pictures (media ids, joined by commas),
        applied_ago_s (0), received (false).
        """
        _check(wanted)
        digits = f"{secrets.randbelow(10**12):012d}"
        total = wanted.get("total_fen", 10_000)
        amount = wanted.get("amount_fen", total)
        if not isinstance(total, int) or not isinstance(amount, int) or not 0 < amount <= total:
            raise AdminError("amount_fen is 1 to total_fen")
        ago, allowed = wanted.get("applied_ago_s", 0), wanted.get("allowed_s", ALLOWED_S[0])
        now = self._book.clock.now()
        at = now - (ago if isinstance(ago, int) else 0)
        allowed_s = float(allowed) if isinstance(allowed, int | float) else ALLOWED_S[0]
        order = StoreOrderRow(
            order_no=str(wanted.get("order_no", f"379900{digits}0")),
            transaction_id=str(wanted.get("transaction_id", f"4200002488202699{digits}")),
            openid=f"oStore{digits}0000000000",
            paid_at=at - DAY_S,
            total_fen=total,
            unit_fen=total,
        )
        row = AfterSaleRow(
            ref=f"209900{digits}0",
            order_no=order.order_no,
            kind=str(wanted.get("kind", "REFUND")),
            reason_code=str(wanted.get("reason_code", "10000008")),
            words=str(wanted.get("words", "不想要了，请退款。")),
            amount_fen=amount,
            received=int(bool(wanted.get("received", False))),
            pictures=str(wanted.get("pictures", "")),
            created_at=at,
            updated_at=at,
            due_at=at + allowed_s,
            allowed_s=allowed_s,
            settles=str(wanted.get("settles", "wallet")),
        )
        known = self._book.tables.order(order.order_no)
        with self._book.tables.books.transaction():
            if known is None:
                self._book.tables.add_order(order)
            self._book.tables.add_aftersale(row)
        return {
            "ref": row.ref,
            "order_no": order.order_no,
            "transaction_id": order.transaction_id,
        }

    async def post_buyer(self, request: web.Request) -> object:
        """A step of the buyer or of the platform, see `StoreBook.buyer`."""
        body = await read_body(request, {"does"})
        self._book.settle_due()
        try:
            self._book.buyer(request.match_info["ref"], str(body.get("does", "")))
        except StoreRefusal as refusal:
            raise AdminError(f"{refusal.errcode} {refusal.errmsg}") from refusal
        return {"status": self._book.aftersale(request.match_info["ref"])["status"]}

    async def post_tokens(self, request: web.Request) -> object:
        """No token holds any more."""
        await read_body(request, set())
        self._tokens.forget()
        return {}


def _check(wanted: dict[str, object]) -> None:
    for name, content in wanted.items():
        kind = _FRESH[name]
        if not isinstance(content, kind) or (kind is int and isinstance(content, bool)):
            raise AdminError(f"{name} has the wrong type")
        if kind is int and isinstance(content, int) and content < 0:
            raise AdminError(f"{name} is 0 or more")
        if name in _CHOICES and content not in _CHOICES[name]:
            raise AdminError(f"{name} is one of {', '.join(_CHOICES[name])}")
