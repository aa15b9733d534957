"""The signature of the shop feed: what a request needs so that the shop knows who asks."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.secret import Secret

_URL_CHARACTERS_MOST = 500


@dataclass(frozen=True, slots=True)
class FeedKey:
    """The key's id, and the secret that the desk and the shop share; repr never shows it."""

    key_id: str
    secret: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a signature is made of: `target` is path with query exactly as on the request line."""

    method: str
    target: str
    timestamp: str
    nonce: str
    body: bytes = b""


def signature_of(request: Signed, secret: Secret) -> str:
    """Lower-case hexadecimal HMAC-SHA256 (docs/shop_feed.openapi.yaml, point 2)."""
    body_hash = hashlib.sha256(request.body).hexdigest()
    lines = (request.method, request.target, request.timestamp, request.nonce, body_hash)
    text = "".join(f"{line}\n" for line in lines)
    return hmac.new(secret.reveal().encode(), text.encode(), "sha256").hexdigest()


def signature_headers(key: FeedKey, method: str, target: str, body: bytes = b"") -> dict[str, str]:
    """The four headers of a request that leaves now, with a nonce of its own."""
    request = Signed(
        method=method,
        target=target,
        timestamp=str(int(time.time())),
        nonce=secrets.token_hex(16),
        body=body,
    )
    return {
        "Refund-Desk-Key": key.key_id,
        "Refund-Desk-Timestamp": request.timestamp,
        "Refund-Desk-Nonce": request.nonce,
        "Refund-Desk-Signature": signature_of(request, key.secret),
    }


def checked_feed_url(url: str) -> str:
    """The feed's address without a slash at its end.

    Raises `BadValueError` unless it is HTTPS (plain HTTP on this machine only), names a host, and
    holds no user, query or fragment.
    """
    try:
        parts = urlsplit(url.strip())
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadValueError("feed.url") from error
    plain = parts.scheme == "http" and _is_loopback(host)
    if len(url) > _URL_CHARACTERS_MOST or not (parts.scheme == "https" or plain) or not host:
        raise BadValueError("feed.url")
    if parts.query or parts.fragment or "@" in parts.netloc or not url.isascii():
        raise BadValueError("feed.url")
    return url.strip().rstrip("/")


def _is_loopback(host: str) -> bool:
    """Whether nothing leaves this machine for that host. A name could mean any other."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
