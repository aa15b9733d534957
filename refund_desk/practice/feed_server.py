"""The read side of the shop's own order-facts feed: what a complaint does not say.

GET orders/{transaction_id} and GET orders?transaction_ids=a,b,c (at most 100). Amounts in fen,
instants RFC 3339. `logistics` is null before shipping; `signed_at` is null until signed for.
"""

import json
import sqlite3
from pathlib import Path

from aiohttp import web

from refund_desk.practice.books import Books
from refund_desk.practice.clock import rfc3339
from refund_desk.practice.keys import SHOP_NAME
from refund_desk.practice.shop_words import PRODUCTS

IDS_MOST = 100


class FeedServer:
    """The feed routes of one practice shop; `own_url` is set once the port is known."""

    def __init__(self, books: Books, pictures_dir: Path) -> None:
        self._books = books
        self._pictures_dir = pictures_dir
        self.own_url = ""

    def add_to(self, app: web.Application, prefix: str) -> None:
        """Serve everything below `prefix`."""
        app.router.add_get(f"{prefix}/orders", self._many)
        app.router.add_get(f"{prefix}/orders/{{transaction_id}}", self._one)
        app.router.add_get(f"{prefix}/pictures/{{name}}.png", self._picture)

    async def _one(self, request: web.Request) -> web.Response:
        facts, _ = self._facts([request.match_info["transaction_id"]])
        if not facts:
            return _json({"error": "no such order"}, status=404)
        return _json(facts[0])

    async def _many(self, request: web.Request) -> web.Response:
        ids = [text for text in request.query.get("transaction_ids", "").split(",") if text]
        if not 1 <= len(ids) <= IDS_MOST:
            return _json({"error": f"transaction_ids: 1 to {IDS_MOST} numbers"}, status=400)
        facts, missing = self._facts(ids)
        return _json({"shop": {"name": SHOP_NAME}, "orders": facts, "missing": missing})

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in {product.picture for product in PRODUCTS}:
            return _json({"error": "no such picture"}, status=404)
        content = (self._pictures_dir / f"{name}.png").read_bytes()
        return web.Response(body=content, content_type="image/png")

    def _facts(self, ids: list[str]) -> tuple[list[dict[str, object]], list[str]]:
        marks = ", ".join("?" * len(ids))
        rows = self._books.rows(
            f"SELECT * FROM orders WHERE paid_at IS NOT NULL AND transaction_id IN ({marks})",  # noqa: S608 - only question marks
            *ids,
        )
        found = {row["transaction_id"] for row in rows}
        return [self._fact(row) for row in rows], [one for one in ids if one not in found]

    def _fact(self, row: sqlite3.Row) -> dict[str, object]:
        product = PRODUCTS[row["goods_no"]]
        return {
            "transaction_id": row["transaction_id"],
            "out_trade_no": row["out_trade_no"],
            "paid_at": rfc3339(row["paid_at"]),
            "total_fen": row["total_fen"],
            "freight_fen": row["freight_fen"],
            "buyer": {
                "nickname": row["nickname"],
                "receiver": row["receiver"],
                "region": row["region"],
            },
            "goods": [
                {
                    "name": product.name,
                    "quantity": row["quantity"],
                    "unit_fen": row["unit_fen"],
                    "picture": f"{self.own_url}/pictures/{product.picture}.png",
                }
            ],
            "logistics": _logistics(row),
        }


def _logistics(row: sqlite3.Row) -> dict[str, object] | None:
    if row["shipped_at"] is None:
        return None
    signed = row["signed_at"]
    return {
        "carrier": row["carrier"],
        "tracking_no": row["tracking_no"],
        "shipped_at": rfc3339(row["shipped_at"]),
        "signed_at": None if signed is None else rfc3339(signed),
        "status": "in_transit" if signed is None else "signed",
    }


def _json(payload: object, status: int = 200) -> web.Response:
    text = json.dumps(payload, ensure_ascii=False)
    return web.json_response(text=text, status=status)
