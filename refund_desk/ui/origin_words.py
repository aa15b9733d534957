"""The codes of the sources' page in the words of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refund_desk.application.ports.source_probe import SourceLine
from refund_desk.domain.refund_application import Source
from refund_desk.ui import texts
from refund_desk.ui.store_words import STORE_SENTENCES, address_sentence

_origins, _tests = texts.origins, texts.origin_tests

# What is wrong with something that a person typed.
FORM_SENTENCES: Final[dict[str, Callable[[], str]]] = {
    "feed.address": _origins.wrong_address,
    "feed.plain": _origins.wrong_plain,
    "feed.key_id": _origins.wrong_key_id,
    "feed.secret_short": _origins.secret_short,
    "feed.secret_long": _origins.secret_long,
    "feed.secret_needed": _origins.feed_secret_needed,
    "store.appid": _origins.wrong_appid,
    "store.secret": _origins.wrong_app_secret,
    "store.secret_needed": _origins.store_secret_needed,
}
# Why a source that is not connected cannot be read.
LINK_SENTENCES: Final[dict[str, Callable[[], str]]] = {
    "source.off": _origins.off,
    "source.locked": _origins.locked,
}
_LINES: Final[dict[str, Callable[[], str]]] = {
    "try.signed": _tests.feed_signed,
    "try.listed": _tests.feed_listed,
    "try.orders": _tests.feed_orders,
    "try.no_orders": _tests.feed_no_orders,
    "try.no_host": _tests.no_host,
    "try.refused": _tests.refused,
    "try.not_tls": _tests.not_tls,
    "try.untrusted": _tests.untrusted,
    "try.slow": _tests.slow,
    "try.broken": _tests.broken,
    "try.redirect": _tests.redirect,
    "try.key": _tests.feed_key,
    "try.denied": _tests.feed_denied,
    "try.path": _tests.feed_path,
    "try.busy": _tests.feed_busy,
    "try.nonsense": _tests.feed_nonsense,
    "try.store_signed": _tests.store_signed,
    "try.store_listed": _tests.store_listed,
    "try.store_appid": _tests.store_appid,
    "try.store_secret": _tests.store_app_secret,
    "try.store_trouble": _tests.store_trouble,
    "try.store_off": _tests.store_off,
    **FORM_SENTENCES,
}
_COUNTED: Final[dict[str, Callable[[int], str]]] = {
    "try.clock": _tests.feed_clock,
    "try.trouble": _tests.feed_trouble,
}
_FIELDS: Final = {
    "feed.address": "address",
    "feed.plain": "address",
    "feed.key_id": "key_id",
    "store.appid": "key_id",
}
_TITLES: Final[dict[Source, Callable[[], str]]] = {
    Source.SHOP_FEED: _origins.feed_title,
    Source.STORE: _origins.store_title,
}


def title_of(source: Source) -> str:
    """What the page calls a source."""
    return _TITLES[source]()


def form_sentence(why: str) -> str:
    """What is wrong with the form."""
    return FORM_SENTENCES[why]() if why in FORM_SENTENCES else texts.trouble.unexpected(why)


def field_of(why: str) -> str:
    """The field that a trouble of the form is about."""
    return _FIELDS.get(why, "secret")


def test_sentence(line: SourceLine) -> str:
    """One point of a test in words; a Store that does not let this PC in names its address."""
    if line.why in _COUNTED:
        return _COUNTED[line.why](line.number)
    if line.why == "try.odd":
        return _tests.feed_odd(line.number, line.text)
    words = _LINES.get(line.why) or STORE_SENTENCES.get(line.why)
    if words is not None:
        return words()
    return address_sentence(line.why) or texts.trouble.unexpected(line.why)
