"""Who is let in: only what was signed with the secret, now, and once (point 2 of the contract)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from refund_desk.feed_check.bench import Bench, Wrong, refused
from refund_desk.feed_check.caller import Tampering, new_key

_OLD_S = 400
_PAGE = "/applications?limit=1"


def unsigned(bench: Bench) -> Iterator[Wrong]:
    """Without a signature."""
    heard = bench.caller.get(_PAGE, Tampering(unsigned=True))
    yield from refused(heard, 401, "bad_signature", "signature.none")


def other_secret(bench: Bench) -> Iterator[Wrong]:
    """Signed with another secret."""
    heard = bench.caller.get(_PAGE, Tampering(secret=secrets.token_hex(32)))
    yield from refused(heard, 401, "bad_signature", "signature.secret")


def other_key(bench: Bench) -> Iterator[Wrong]:
    """Signed under a key that does not exist."""
    heard = bench.caller.get(_PAGE, Tampering(key_id="no-such-key"))
    yield from refused(heard, 401, "bad_signature", "signature.key")


def query_is_signed(bench: Bench) -> Iterator[Wrong]:
    """A query that was changed on the way."""
    target = bench.caller.target_of("/applications?limit=2")
    heard = bench.caller.get(_PAGE, Tampering(signed_target=target))
    yield from refused(heard, 401, "bad_signature", "signature.query")


def body_is_signed(bench: Bench) -> Iterator[Wrong]:
    """A body that was changed on the way."""
    body = {"channel": "after_sale_page", "text": "changed on the way"}
    path = f"{bench.test_path or '/applications/none'}/messages"
    heard = bench.caller.post(path, body, None, Tampering(signed_body=b"{}"))
    yield from refused(heard, 401, "bad_signature", "signature.body")


def old_timestamp(bench: Bench) -> Iterator[Wrong]:
    """Signed rightly, but too long ago."""
    heard = bench.caller.get(_PAGE, Tampering(shift_s=-_OLD_S))
    yield from refused(heard, 401, "stale_timestamp", "signature.old")


def future_timestamp(bench: Bench) -> Iterator[Wrong]:
    """Signed rightly, with a clock far ahead."""
    heard = bench.caller.get(_PAGE, Tampering(shift_s=_OLD_S))
    yield from refused(heard, 401, "stale_timestamp", "signature.future")


def replayed_nonce(bench: Bench) -> Iterator[Wrong]:
    """The same nonce twice."""
    nonce = secrets.token_hex(16)
    bench.caller.get(_PAGE, Tampering(nonce=nonce))
    heard = bench.caller.get(_PAGE, Tampering(nonce=nonce))
    yield from refused(heard, 401, "nonce_replayed", "signature.nonce")


def nonce_of_a_stranger(bench: Bench) -> Iterator[Wrong]:
    """A nonce that only a wrongly signed request has used is still good."""
    nonce = secrets.token_hex(16)
    bench.caller.get(_PAGE, Tampering(nonce=nonce, secret=new_key()))
    heard = bench.caller.get(_PAGE, Tampering(nonce=nonce))
    if heard.status != 200:
        yield Wrong("signature.nonce_kept", heard.shown)
