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
    "platform.agreeing": _store.agreeing,
    "platform.refunding": _store.refunding,
    "platform.dispute": _store.in_dispute,
    "platform.exchange": _store.exchange,
    "platform.answer_awaited": _store.answer_awaited,
    "platform.goods_awaited": _store.goods_awaited,
    "platform.goods_first": _store.goods_first,
    "platform.proving": _store.proving,
    "platform.paid": _store.paid_here,
    "store.prove": _store.prove,
}
_NAMED = "store.ip "


def address_sentence(code: str) -> str:
    """The sentence of a code that carries the address to allow; empty for any other code."""
    return _store.ip(code.removeprefix(_NAMED)) if code.startswith(_NAMED) else ""
