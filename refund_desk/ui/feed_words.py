"""The codes of the shop's own backend in the words of the window."""

from __future__ import annotations

from collections.abc import Callable

from refund_desk.ui import texts

_feed = texts.feed
FEED_SENTENCES: dict[str, Callable[[], str]] = {
    "feed.denied": _feed.denied,
    "feed.trouble": _feed.trouble,
    "feed.busy": _feed.busy,
    "feed.nonsense": _feed.nonsense,
    "feed.state_conflict": _feed.changed,
    "feed.channel_closed": _feed.channel,
    "feed.not_found": _feed.gone,
    "feed.bad_picture": _feed.picture,
    "feed.too_large": _feed.picture,
    "feed.bad_request": _feed.form,
    "feed.key_missing": _feed.form,
    "feed.key_reused": _feed.form,
    "feed.method_not_allowed": _feed.form,
}
