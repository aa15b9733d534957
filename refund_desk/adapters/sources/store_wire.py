"""The Store over HTTPS: one access token for the whole desk, one host, no redirects.

The token travels in the query, where every logging client would print it. So httpx's client is
passed round, and no address is ever put into a text.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

import httpx

from refund_desk.adapters.sources.store_answers import (
    BAD_TOKEN,
    No,
    Quiet,
    Said,
    StoreReply,
    reply_in,
)
from refund_desk.adapters.sources.store_credentials import AnyStoreAccount, PracticeStoreAccount
from refund_desk.domain.secret import Secret

ANSWER_BYTES_MOST = 1_048_576
PICTURE_BYTES_MOST = 12_000_000
_TOKEN_PATH = "/cgi-bin/stable_token"  # noqa: S105 - a path
_UPLOAD_PATH = "/shop/ec/basics/img/upload"
_MEDIA_PATH = "/channels/ec/basics/media/get"
# The platform makes a new token five minutes before the end; asking in those minutes gives it.
_RENEW_BEFORE_S = 240.0
# A forced refresh is allowed twenty times a day, and half a minute apart (facts 1.1).
_FORCED_APART_S = 60.0
_HEADERS = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "refund-desk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreLimits:
    """Seconds: to connect, for a step of an answer, for a whole call (decisions.md 3.8)."""

    connect_s: float = 5.0
    read_s: float = 20.0
    whole_s: float = 25.0


@dataclass(frozen=True, slots=True)
class _Body:
    content: bytes
    kind: str


class StoreWire:
    """Connections and the token of one shop; `close` it at the end."""

    def __init__(
        self,
        account: AnyStoreAccount,
        context: ssl.SSLContext,
        *,
        limits: StoreLimits | None = None,
    ) -> None:
        """Nothing is open yet."""
        self._account = account
        self._limits = limits or StoreLimits()
        timeout = httpx.Timeout(self._limits.read_s, connect=self._limits.connect_s)
        self._extensions = {"timeout": timeout.as_dict()}
        self._transport = httpx.AsyncHTTPTransport(verify=context, trust_env=False)
        self._token: Secret | None = None
        self._token_until = 0.0
        self._forced_at: float | None = None
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    async def open(cls, account: AnyStoreAccount, *, limits: StoreLimits | None = None) -> Self:
        """A wire whose list of TLS authorities was read in a thread, for that is slow."""
        context = await asyncio.to_thread(httpx.create_ssl_context, trust_env=False)
        return cls(account, context, limits=limits)

    @classmethod
    def of_practice(cls, account: PracticeStoreAccount, limits: StoreLimits | None = None) -> Self:
        """A wire to a practice Store, which speaks plain HTTP: no TLS authority is read."""
        return cls(account, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), limits=limits)

    async def close(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    async def ask(self, path: str, content: Mapping[str, object]) -> StoreReply:
        """One call of the server API."""
        body = _Body(_json(content), "application/json")
        return _without_bytes(await self._with_token(path, {}, body))

    async def upload(self, content: bytes, media_type: str) -> StoreReply:
        """Give a picture; the answer holds its media id. The file's own name stays here."""
        request = httpx.Request("POST", "http://-", files={"media": ("proof", content, media_type)})
        body = _Body(request.read(), request.headers["Content-Type"])
        query = {"upload_type": "0", "resp_type": "0"}
        return _without_bytes(await self._with_token(_UPLOAD_PATH, query, body))

    async def media(self, media_id: str) -> bytes | No | Quiet:
        """The bytes of a picture; an answer in JSON is a refusal, whatever else it says."""
        reply = await self._with_token(_MEDIA_PATH, {"media_id": media_id}, None)
        return Quiet.NONSENSE if isinstance(reply, Said) else reply

    # -- the token --------------------------------------------------------------------------------

    async def _with_token(
        self, path: str, query: dict[str, str], body: _Body | None
    ) -> StoreReply | bytes:
        """Ask, and once more with a new token where the old one was turned down at the door."""
        token = await self._token_for(None)
        if not isinstance(token, Secret):
            return token
        reply = await self._send(path, {"access_token": token.reveal(), **query}, body)
        if not isinstance(reply, No) or reply.errcode not in BAD_TOKEN:
            return reply
        token = await self._token_for(token)
        if not isinstance(token, Secret):
            return token
        return await self._send(path, {"access_token": token.reveal(), **query}, body)

    async def _token_for(self, refused: Secret | None) -> Secret | No | Quiet:
        """A token other than the refused one; whoever comes second finds the first one's."""
        async with self._one_at_a_time:
            now = asyncio.get_running_loop().time()
            if self._token is not None and self._token != refused and now < self._token_until:
                return self._token
            fetched = await self._fetch(now, forced=False)
            apart = self._forced_at is None or now - self._forced_at > _FORCED_APART_S
            if refused is not None and fetched == refused and apart:
                # The platform itself still takes it for good: only force gives another.
                self._forced_at = now
                fetched = await self._fetch(now, forced=True)
            return fetched

    async def _fetch(self, now: float, *, forced: bool) -> Secret | No | Quiet:
        wanted = {
            "grant_type": "client_credential",
            "appid": self._account.appid,
            "secret": self._account.secret.reveal(),
            "force_refresh": forced,
        }
        reply = await self._send(_TOKEN_PATH, {}, _Body(_json(wanted), "application/json"))
        if not isinstance(reply, Said):
            return Quiet.NONSENSE if isinstance(reply, bytes) else _before_the_call(reply)
        text, lives_s = reply.content.get("access_token"), reply.content.get("expires_in")
        if not isinstance(text, str) or not 0 < len(text) <= 2_048 or type(lives_s) is not int:
            return Quiet.NONSENSE
        self._token = Secret(text)
        self._token_until = now + max(lives_s - _RENEW_BEFORE_S, 0.0)
        return self._token

    # -- the call ---------------------------------------------------------------------------------

    async def _send(
        self, path: str, query: dict[str, str], body: _Body | None
    ) -> StoreReply | bytes:
        tail = f"?{urlencode(query)}" if query else ""
        request = httpx.Request(
            "GET" if body is None else "POST",
            f"{self._account.origin}{path}{tail}",
            headers=_HEADERS if body is None else {**_HEADERS, "Content-Type": body.kind},
            content=None if body is None else body.content,
            extensions=self._extensions,
        )
        try:
            async with asyncio.timeout(self._limits.whole_s):
                answer = await self._transport.handle_async_request(request)
                answer.request = request
                content = await _bounded(answer)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            return Quiet.OFF
        except (TimeoutError, httpx.TimeoutException):
            return Quiet.SLOW
        except (httpx.HTTPError, httpx.StreamError):
            return Quiet.SLOW
        if answer.status_code >= 500:
            return Quiet.TROUBLE
        if answer.status_code != httpx.codes.OK or content is None:
            return Quiet.NONSENSE
        is_picture = answer.headers.get("Content-Type", "").startswith("image/")
        return content if is_picture else reply_in(content)


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _without_bytes(reply: StoreReply | bytes) -> StoreReply:
    return Quiet.NONSENSE if isinstance(reply, bytes) else reply


def _before_the_call(reply: No | Quiet) -> No | Quiet:
    """Whatever became of asking for a token, the call itself has not left this PC."""
    return reply if isinstance(reply, No) else Quiet.OFF


async def _bounded(answer: httpx.Response) -> bytes | None:
    """The whole body; None when it is packed, or too large to be true.

    The loop is never left half-way: an abandoned asynchronous generator breaks under qasync.
    """
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        await answer.aclose()
        return None
    picture = answer.headers.get("Content-Type", "").startswith("image/")
    most = PICTURE_BYTES_MOST if picture else ANSWER_BYTES_MOST
    pieces = bytearray()
    cut = False
    try:
        async for piece in answer.aiter_raw():
            pieces += piece
            if len(pieces) > most and not cut:
                cut = True
                await answer.aclose()
    except (httpx.HTTPError, httpx.StreamError):
        if not cut:
            raise
    return None if cut else bytes(pieces)
