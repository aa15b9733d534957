"""The account of a source: whole and of its form, or there is none; its secret is never quoted."""

from __future__ import annotations

from typing import Any

import pytest

from refund_desk.domain.errors import BadValueError, InvariantBrokenError
from refund_desk.domain.refund_application import Source
from refund_desk.domain.secret import Secret
from refund_desk.domain.source_account import SourceAccount, feed_address

SECRET = Secret("k" * 32)
ADDRESS = "https://shop.example/refund-desk/v1"


def feed(**changes: Any) -> SourceAccount:
    parts: dict[str, Any] = {"address": ADDRESS, "key_id": "desk-1", "secret": SECRET}
    return SourceAccount(source=Source.SHOP_FEED, **{**parts, **changes})


def store(**changes: Any) -> SourceAccount:
    parts: dict[str, Any] = {"key_id": "wx0123456789abcdef", "secret": Secret("a1" * 16)}
    return SourceAccount(source=Source.STORE, **{**parts, **changes})


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (ADDRESS, ADDRESS),
        (f"  {ADDRESS}/ ", ADDRESS),
        ("https://shop.example:8443", "https://shop.example:8443"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_an_address_is_kept_without_blanks_and_last_slash(text: str, address: str) -> None:
    assert feed_address(text) == address
    assert feed(address=address).address == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("http://shop.example", "feed.plain"),
        # A live shop's customers' data never travels in the clear, not even to this machine.
        ("http://127.0.0.1:8080", "feed.plain"),
        ("", "feed.address"),
        ("shop.example", "feed.address"),
        ("ftp://shop.example", "feed.address"),
        ("https://", "feed.address"),
        ("https://owner:word@shop.example", "feed.address"),
        ("https://shop.example/x?key=1", "feed.address"),
        ("https://shop.example/x#top", "feed.address"),
        ("https://shop.example:99999", "feed.address"),
        ("https://[shop", "feed.address"),
        ("https://商店.example", "feed.address"),
        ("https://shop.example/a b", "feed.address"),
        ("https://shop.example\\@evil.example", "feed.address"),
        ("https://shop.example/" + "a" * 500, "feed.address"),
    ],
)
def test_an_address_that_is_none_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadValueError, match=f"^{why}$"):
        feed_address(text)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"address": ADDRESS + "/"}, "feed.address"),
        ({"key_id": ""}, "feed.key_id"),
        ({"key_id": "desk 1"}, "feed.key_id"),
        ({"key_id": "desk\r\nHost: evil"}, "feed.key_id"),
        ({"key_id": "钥匙"}, "feed.key_id"),
        ({"secret": Secret("k" * 31)}, "feed.secret_short"),
        ({"secret": Secret("k" * 1025)}, "feed.secret_long"),
    ],
)
def test_a_backend_account_has_every_part(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(BadValueError, match=f"^{why}$"):
        feed(**changes)


def test_a_secret_is_counted_in_bytes() -> None:
    assert feed(secret=Secret("密" * 11)).secret.reveal() == "密" * 11


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"key_id": "gh_0123456789abcdef"}, "store.appid"),
        ({"key_id": "wx0123456789ABCDEF"}, "store.appid"),
        ({"secret": Secret("PLANTED-NOT-A-SECRET")}, "store.secret"),
        ({"secret": Secret("")}, "store.secret"),
    ],
)
def test_a_store_account_has_an_appid_and_a_secret(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(BadValueError, match=f"^{why}$"):
        store(**changes)


def test_only_what_has_an_account_is_connected() -> None:
    assert store().source is Source.STORE
    with pytest.raises(InvariantBrokenError):
        store(address=ADDRESS)
    with pytest.raises(InvariantBrokenError):
        SourceAccount(source=Source.COMPLAINT, key_id="desk-1", secret=SECRET)


def test_no_repr_holds_the_secret() -> None:
    assert "kkkk" not in repr(feed())
    assert "a1a1" not in f"{store()!r} {store()}"
