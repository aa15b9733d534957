"""Who the shop is to a place that its applications come from, besides WeChat Pay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from refund_desk.domain.errors import BadValueError, ensure
from refund_desk.domain.refund_application import Source
from refund_desk.domain.secret import Secret

# What a person can connect, and the order in which it is shown.
CONNECTABLE = (Source.SHOP_FEED, Source.STORE)
# As long as the hash itself: a shorter one could be guessed from recorded requests
# (docs/shop_feed.openapi.yaml, point 2).
FEED_SECRET_BYTES_LEAST = 32
_FEED_SECRET_BYTES_MOST = 1_024
_ADDRESS_CHARACTERS_MOST = 500
_KEY_ID = re.compile(r"[!-~]{1,128}")
_APPID = re.compile(r"wx[0-9a-z]{16}")
_APP_SECRET = re.compile(r"[0-9a-zA-Z]{16,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAccount:
    """Where a source is, and the key to it; whole and of its form, or there is none.

    Of the shop's own backend: its HTTPS `address`, the key's id, the shared secret. Of the Store:
    AppID and AppSecret; it has one official host, so there is no address. Raises `BadValueError`
    with a key of the window's sentences, which quotes nothing.
    """

    source: Source
    key_id: str
    secret: Secret
    address: str = ""

    def __post_init__(self) -> None:
        """Every part is checked, once."""
        ensure(self.source in CONNECTABLE, "a source that nobody connects")
        if self.source is Source.STORE:
            ensure_store_keys(self.key_id, self.secret)
            ensure(not self.address, "the Store has no address")
            return
        if self.address != feed_address(self.address):
            raise BadValueError("feed.address")
        if _KEY_ID.fullmatch(self.key_id) is None:
            raise BadValueError("feed.key_id")
        size = len(self.secret.reveal().encode(errors="replace"))
        if size < FEED_SECRET_BYTES_LEAST:
            raise BadValueError("feed.secret_short")
        if size > _FEED_SECRET_BYTES_MOST:
            raise BadValueError("feed.secret_long")


def feed_address(text: str) -> str:
    """The address of a shop's own backend as it is kept: no blanks around, no slash at its end.

    Raises `BadValueError`: `feed.plain` for one that is not HTTPS, `feed.address` for one that
    names no host, is too long, or holds a user, a query or a fragment.
    """
    address = text.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise BadValueError("feed.address") from None
    if parts.scheme == "http":
        raise BadValueError("feed.plain")
    strange = parts.query or parts.fragment or "@" in parts.netloc or not address.isascii()
    if parts.scheme != "https" or not host or strange or not address.isprintable():
        raise BadValueError("feed.address")
    if " " in address or "\\" in address or len(address) > _ADDRESS_CHARACTERS_MOST:
        raise BadValueError("feed.address")
    return address


def ensure_store_keys(appid: str, secret: Secret) -> None:
    """Raise `BadValueError` for what is neither an AppID nor an AppSecret; it quotes nothing."""
    if _APPID.fullmatch(appid) is None:
        raise BadValueError("store.appid")
    if _APP_SECRET.fullmatch(secret.reveal()) is None:
        raise BadValueError("store.secret")
