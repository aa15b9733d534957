"""Signed requests to the shop's own backend, and what came of them. No answer is believed blindly.

Nothing here follows a redirect, unpacks a compressed answer, or reads on when an answer is larger
than its kind may be.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlencode

import httpx

from refund_desk.adapters.sources.shop_feed_signing import (
    FeedKey,
    checked_feed_url,
    signature_headers,
)

_TIMEOUT = httpx.Timeout(20.0, connect=5.0)
# A byte now and then keeps a read from ever timing out, and the sync would wait for its end.
_WHOLE_S = 25.0
_DATE_MOST = 40
# One window is one reader: a page, an application that was opened, its pictures.
_LIMITS = httpx.Limits(max_connections=8, max_keepalive_connections=8, keepalive_expiry=5.0)
# 20 requests a second at most (docs/shop_feed.openapi.yaml, point 7).
_PAUSE_S = 0.05
ANSWER_BYTES_MOST = 4 * 1_048_576
PAGE_BYTES_MOST = 16 * 1_048_576
PICTURE_BYTES_MOST = 5_000_000


class Silence(StrEnum):
    """Why there is no answer. OFF is the one where certainly nothing left this PC."""

    OFF = "off"
    SLOW = "slow"
    BROKEN = "broken"
    NONSENSE = "nonsense"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAnswer:
    """An answer with its whole body. `date` is its header, as it came."""

    status: int
    content: bytes = field(repr=False)
    media_type: str = ""
    date: str = ""

    @property
    def code(self) -> str:
        """The code of a problem; empty when it is none of the contract's form."""
        if self.media_type != "application/problem+json":
            return ""
        code = parsed(self.content).get("code")
        return code if isinstance(code, str) and code.isidentifier() and len(code) < 40 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPost:
    """Something to tell the shop, once under its key."""

    path: str
    key: str
    body: bytes = field(repr=False)
    media_type: str = "application/json"
    query: dict[str, str] = field(default_factory=dict)


class ShopFeedClient:
    """Connections to one feed."""

    def __init__(self, base_url: str, key: FeedKey, *, whole_s: float = _WHOLE_S) -> None:
        """`whole_s` seconds bound one answer. Raises `BadValueError` for an address that is none.

        Makes an HTTP client, which reads the list of TLS authorities: slow, so make it in a thread.
        """
        self._base_url = checked_feed_url(base_url)
        self._key = key
        self._whole_s = whole_s
        self._next_at = 0.0
        self._client = httpx.AsyncClient(
            timeout=_TIMEOUT,
            limits=_LIMITS,
            trust_env=False,
            follow_redirects=False,
            headers={"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "refund-desk"},
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def get(
        self, path: str, query: dict[str, str], *, most: int = ANSWER_BYTES_MOST
    ) -> FeedAnswer | Silence:
        """Ask; an answer is `most` bytes long at most."""
        request = self._client.build_request("GET", self._url(path, query))
        return await self._ask(request, most)

    async def post(self, post: FeedPost) -> FeedAnswer | Silence:
        """Tell; after any silence but OFF it may have been taken."""
        headers = {"Idempotency-Key": post.key, "Content-Type": post.media_type}
        url = self._url(post.path, post.query)
        request = self._client.build_request("POST", url, content=post.body, headers=headers)
        return await self._ask(request, ANSWER_BYTES_MOST)

    def _url(self, path: str, query: dict[str, str]) -> str:
        return f"{self._base_url}{path}" + (f"?{urlencode(query)}" if query else "")

    async def get_or_raise(self, path: str, query: dict[str, str]) -> FeedAnswer | Silence:
        """Ask, and let httpx say what was in the way: raises `TimeoutError`, `httpx.HTTPError`."""
        return await self._exchange(
            self._client.build_request("GET", self._url(path, query)), PAGE_BYTES_MOST
        )

    async def _exchange(self, request: httpx.Request, most: int) -> FeedAnswer | Silence:
        await self._turn()
        target = request.url.raw_path.decode("ascii")
        request.headers.update(
            signature_headers(self._key, request.method, target, request.content)
        )
        async with asyncio.timeout(self._whole_s):
            answer = await self._client.send(request, stream=True)
            try:
                return await _whole(answer, most)
            finally:
                await answer.aclose()

    async def _ask(self, request: httpx.Request, most: int) -> FeedAnswer | Silence:
        try:
            return await self._exchange(request, most)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.InvalidURL):
            return Silence.OFF
        except (TimeoutError, httpx.TimeoutException):
            return Silence.SLOW
        except (httpx.HTTPError, httpx.StreamError):
            return Silence.BROKEN

    async def _turn(self) -> None:
        """Wait until one more request is within the rate."""
        now = asyncio.get_running_loop().time()
        self._next_at = max(now, self._next_at) + _PAUSE_S
        if self._next_at - now > 2 * _PAUSE_S:
            await asyncio.sleep(self._next_at - now - _PAUSE_S)


async def _whole(answer: httpx.Response, most: int) -> FeedAnswer | Silence:
    """The answer with its body as it came; NONSENSE when it is packed or too large to be true."""
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        return Silence.NONSENSE
    pieces = bytearray()
    async for piece in answer.aiter_raw():
        pieces += piece
        if len(pieces) > most:
            return Silence.NONSENSE
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return FeedAnswer(
        status=answer.status_code,
        content=bytes(pieces),
        media_type=media_type,
        date=answer.headers.get("Date", "")[:_DATE_MOST],
    )


def parsed(content: bytes) -> dict[str, object]:
    """The object that a body is; an empty one when it is none."""
    try:
        payload = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return payload if isinstance(payload, dict) else {}
