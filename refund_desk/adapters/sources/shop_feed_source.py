"""The shop's own order facts over HTTP: goods, freight, logistics, the buyer's nickname."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpx

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import PictureContent
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import REFUND_FEN_MAX, Fen
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.order_facts import Goods, Logistics, OrderFacts

_AT_ONCE = 100
_PICTURE_BYTES_MAX = 5_000_000
_TIMEOUT = httpx.Timeout(20.0, connect=5.0)
# A byte now and then keeps a read from ever timing out, and the sync would wait for its end.
_WHOLE_S = 25.0
_GOODS_MOST = 100
# Years in which a calendar and a time zone can still be counted on from an instant.
_YEARS = range(2000, 2100)


class ShopFeedSource:
    """The port `OrderFactsSource` over the read side of the shop feed.

    What the feed says is outside text: whatever is not of its form is left out, never guessed.
    """

    def __init__(self, base_url: str, *, whole_s: float = _WHOLE_S) -> None:
        """`base_url` of the feed, without a slash at its end; `whole_s` bounds one answer."""
        self._base_url = base_url
        self._whole_s = whole_s
        self._client = httpx.AsyncClient(
            timeout=_TIMEOUT, trust_env=False, follow_redirects=False, headers={"Accept": "*/*"}
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def facts(
        self, transaction_ids: tuple[TransactionId, ...]
    ) -> tuple[OrderFacts, ...] | Unreadable:
        """The facts of those payments that the shop knows, asked in hundreds."""
        found: list[OrderFacts] = []
        for start in range(0, len(transaction_ids), _AT_ONCE):
            asked = transaction_ids[start : start + _AT_ONCE]
            content = await self._get("/orders", {"transaction_ids": ",".join(asked)})
            if not isinstance(content, bytes):
                return Unreadable(why="far.trouble") if isinstance(content, Missing) else content
            orders = _orders_in(content)
            if orders is None:
                return Unreadable(why="far.nonsense")
            found += [facts for facts in orders if facts.transaction_id in asked]
        return tuple(found)

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """A picture of goods; the reference is a path below the feed."""
        content = await self._get(reference, {})
        return PictureContent(content=content) if isinstance(content, bytes) else content

    async def _get(self, path: str, query: dict[str, str]) -> bytes | Missing | Unreadable:
        """The body of a 200, else why there is none."""
        try:
            async with (
                asyncio.timeout(self._whole_s),
                self._client.stream("GET", f"{self._base_url}{path}", params=query) as answer,
            ):
                content = await _bounded(answer)
                status = answer.status_code
        except TimeoutError:
            return Unreadable(why="net.slow")
        except (httpx.HTTPError, httpx.InvalidURL):
            return Unreadable(why="net.off")
        if content is None:
            return Unreadable(why="far.nonsense")
        if status == httpx.codes.NOT_FOUND:
            return Missing()
        if status != httpx.codes.OK:
            return Unreadable(why="far.trouble")
        return content


async def _bounded(answer: httpx.Response) -> bytes | None:
    """The whole body; None when it is too large to be true, and cut off."""
    pieces = bytearray()
    cut = False
    try:
        async for piece in answer.aiter_bytes():
            pieces += piece
            if len(pieces) > _PICTURE_BYTES_MAX and not cut:
                # Leaving the loop half-way would break the stream's clean-up; closing does not.
                cut = True
                await answer.aclose()
    except (httpx.HTTPError, httpx.StreamError):
        if not cut:
            raise
    return None if cut else bytes(pieces)


def _orders_in(content: bytes) -> list[OrderFacts] | None:
    """The orders of an answer; those that are not of the form are left out."""
    try:
        payload = json.loads(content)
    except (ValueError, RecursionError):
        return None
    orders = payload.get("orders") if isinstance(payload, dict) else None
    if not isinstance(orders, list):
        return None
    return [facts for order in orders if (facts := _facts_in(order)) is not None]


def _facts_in(order: object) -> OrderFacts | None:
    """One order, or None."""
    try:
        if not isinstance(order, Mapping):
            return None
        return OrderFacts(
            transaction_id=TransactionId(order["transaction_id"]),
            goods=tuple(_goods_in(line) for line in order["goods"][:_GOODS_MOST]),
            freight=_fen(order["freight_fen"]),
            logistics=_logistics_in(order["logistics"]),
            buyer_nickname=_text(order["buyer"]["nickname"], 64),
        )
    except (KeyError, TypeError, ValueError, BadValueError):
        return None


def _goods_in(line: Mapping[str, object]) -> Goods:
    """One line of an order; raises when it is none."""
    quantity = line["quantity"]
    if type(quantity) is not int or not 1 <= quantity <= 1_000_000:
        raise ValueError("quantity")
    return Goods(
        name=_text(line["name"], 128),
        quantity=quantity,
        unit=_fen(line["unit_fen"]),
        picture_ref=_reference(_text(line.get("picture") or "", 512)),
    )


def _reference(url: str) -> str:
    """The path of a picture below the feed: its host may change, the picture does not."""
    path = urlsplit(url).path
    place = path.find("/pictures/")
    return path[place:] if place >= 0 else ""


def _logistics_in(logistics: Mapping[str, str | None] | None) -> Logistics:
    """Where the parcel is; nothing while it was not shipped."""
    if logistics is None:
        return Logistics()
    return Logistics(
        carrier=_text(logistics["carrier"] or "", 32),
        tracking_no=_text(logistics["tracking_no"] or "", 64),
        shipped_at=_instant(logistics["shipped_at"]),
        signed_at=_instant(logistics["signed_at"]),
    )


def _instant(text: str | None) -> datetime | None:
    """An RFC 3339 instant with its zone as UTC, or None."""
    if text is None:
        return None
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None or instant.year not in _YEARS:
        raise ValueError("no instant")
    return instant.astimezone(UTC)


def _text(value: object, most: int) -> str:
    """A text; what no file and no window can hold (lone surrogates, NUL) is replaced."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value[:most].encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _fen(value: object) -> Fen:
    """An amount up to the largest the ledger takes."""
    if type(value) is not int or value > REFUND_FEN_MAX:
        raise ValueError("no amount")
    return Fen(value)
