"""The Store's codes in the words of the window."""

from __future__ import annotations

from collections.abc import Callable

from refund_desk.ui import texts

_store = texts.store
STORE_SENTENCES: dict[str, Callable[[], str]] = {
    "store.ip": _store.ip_unnamed,
    "store.key": _store.key,
    "store.denied": _store.denied,
    "store.quota": _store.quota,
    "store.moved": _store.moved,
    "store.changed": _store.changed,
    "store.gone": _store.gone,
    "store.foreign": _store.foreign,
    "store.amount": _store.amount,
    "store.elsewhere": _store.elsewhere,
    "store.short": _store.short,
    "store.dispute": _store.dispute,
    "store.address": _store.address,
    "store.negotiate": _store.negotiate,
    "store.form": _store.form,
    "store.picture": _store.picture,
    "store.reason": _store.reason,
    "platform.not": _store.not_platform,
}
_NAMED = "store.ip "


def address_sentence(code: str) -> str:
    """The sentence of a code that carries the address to allow; empty for any other code."""
    return _store.ip(code.removeprefix(_NAMED)) if code.startswith(_NAMED) else ""
