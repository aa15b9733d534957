"""Requests to a shop's backend, signed rightly or wrong on purpose."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from refund_desk.adapters.sources.shop_feed_signing import (
    FeedKey,
    Signed,
    checked_feed_url,
    signature_of,
)
from refund_desk.domain.secret import Secret

_TIMEOUT = httpx.Timeout(20.0, connect=5.0)
# 20 requests a second at most, unless nobody else uses the way.
_PAUSE_S = 0.05
_BYTES_MOST = 16 * 1_048_576


class NotReachedError(Exception):
    """There was no answer at all; the text names the kind of trouble, in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tampering:
    """What is wrong about a request: nothing, unless said."""

    unsigned: bool = False
    secret: str = ""
    key_id: str = ""
    shift_s: int = 0
    nonce: str = ""
    signed_target: str = ""
    signed_body: bytes | None = None


_NOTHING = Tampering()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An answer."""

    status: int
    media_type: str
    packed: bool
    body: bytes = field(repr=False)

    @property
    def content(self) -> object:
        """The JSON value; None where it is none."""
        try:
            value: object = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return value

    @property
    def payload(self) -> dict[str, object]:
        """The JSON object; an empty one where it is none."""
        content = self.content
        return content if isinstance(content, dict) else {}

    @property
    def shown(self) -> str:
        """Status and code, such as 401 bad_signature; nothing else of the answer."""
        code = self.payload.get("code")
        known = isinstance(code, str) and code.isidentifier() and len(code) < 40
        return f"{self.status} {code}" if known else str(self.status)

    def is_refusal(self, status: int, code: str) -> bool:
        """Whether it is this refusal."""
        return self.status == status and self.payload.get("code") == code


class Caller:
    """Asks one backend. Every answer of 4xx or 5xx is kept for the check of their form."""

    def __init__(self, url: str, key: FeedKey) -> None:
        """Raises `BadValueError` for an address that is none."""
        self._url = checked_feed_url(url)
        self._key = key
        self._pause_s = 0.0 if _is_own_machine(self._url) else _PAUSE_S
        self._client = httpx.Client(timeout=_TIMEOUT, trust_env=False, follow_redirects=False)
        self.refusals: list[Heard] = []

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, path: str, tampering: Tampering = _NOTHING) -> Heard:
        """The answer to a GET."""
        return self._ask("GET", path, b"", {}, tampering)

    def post(
        self,
        path: str,
        body: object,
        key: str | None = None,
        tampering: Tampering = _NOTHING,
    ) -> Heard:
        """The answer to a POST; an empty `key` sends none, without one it is new."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        is_png = content.startswith(b"\x89PNG")
        headers = {"Content-Type": "image/png" if is_png else "application/json"}
        if key != "":
            headers["Idempotency-Key"] = key or new_key()
        return self._ask("POST", path, content, headers, tampering)

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str], tampering: Tampering
    ) -> Heard:
        time.sleep(self._pause_s)
        try:
            request = self._client.build_request(
                method, self._url + path, content=body, headers=headers
            )
            if not tampering.unsigned:
                request.headers.update(self._signature(request, tampering))
            answer = self._client.send(request, stream=True)
            try:
                heard = _heard(answer)
            finally:
                answer.close()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NotReachedError(type(error).__name__) from error
        if heard.status >= 400:
            self.refusals.append(heard)
        return heard

    def _signature(self, request: httpx.Request, tampering: Tampering) -> dict[str, str]:
        signed = Signed(
            method=request.method,
            target=tampering.signed_target or request.url.raw_path.decode("ascii"),
            timestamp=str(int(time.time()) + tampering.shift_s),
            nonce=tampering.nonce or secrets.token_hex(16),
            body=request.content if tampering.signed_body is None else tampering.signed_body,
        )
        secret = Secret(tampering.secret) if tampering.secret else self._key.secret
        return {
            "Refund-Desk-Key": tampering.key_id or self._key.key_id,
            "Refund-Desk-Timestamp": signed.timestamp,
            "Refund-Desk-Nonce": signed.nonce,
            "Refund-Desk-Signature": signature_of(signed, secret),
        }

    def target_of(self, path: str) -> str:
        """The path with query that stands on the request line."""
        return httpx.URL(self._url + path).raw_path.decode("ascii")


def new_key() -> str:
    """An idempotency key that was never used."""
    return f"feed-check-{secrets.token_hex(12)}"


def _heard(answer: httpx.Response) -> Heard:
    packed = answer.headers.get("Content-Encoding", "identity").lower() != "identity"
    body = bytearray()
    # A packed answer is judged by its header alone: nobody unpacks it.
    for piece in answer.iter_raw():
        body += piece
        if len(body) > _BYTES_MOST:
            raise httpx.ReadError("an answer larger than any page")
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Heard(status=answer.status_code, media_type=media_type, packed=packed, body=bytes(body))


def _is_own_machine(url: str) -> bool:
    try:
        return ip_address(urlsplit(url).hostname or "").is_loopback
    except ValueError:
        return False
