"""How the connected sources lie in the books: plain facts as settings, secrets sealed.

The rules are those of the merchant's keys (`merchant_records`): a sealed text opens only in the
books it was made for, and a copy of the books does not carry it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from refund_desk.application.ports.transactions import Stores
from refund_desk.application.ports.vault import Sealer
from refund_desk.application.setting_names import cursor_of, old_readings_of, place_of
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.refund_application import Source
from refund_desk.domain.source_account import CONNECTABLE, SourceAccount


class Link(StrEnum):
    """How a source stands. LOCKED: it is wanted, but its secret is not in these books."""

    NONE = "none"
    ON = "on"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """What may be shown of a source. Address and key id stay known after a disconnection."""

    source: Source
    link: Link
    address: str = ""
    key_id: str = ""


def _address(source: Source) -> str:
    return f"source.{source}.address"


def _key_id(source: Source) -> str:
    return f"source.{source}.key_id"


def _wanted(source: Source) -> str:
    return f"source.{source}.wanted"


def _secret(source: Source) -> str:
    return f"sealed.{source}_secret"


# What a backup leaves out (decisions.md 5.5).
SEALED_SOURCE_NAMES = tuple(_secret(source) for source in CONNECTABLE)


def write_source(stores: Stores, sealer: Sealer, account: SourceAccount) -> None:
    """Keep the account in the place of the one before.

    At another address, or of another Store, nothing is known of what was read there: it is asked
    from the very beginning, and a page of the old place that is still on its way is not kept.
    """
    source, settings = account.source, stores.settings
    place = account.address or account.key_id
    before = settings.get(_address(source)) or settings.get(_key_id(source))
    if before != place:
        settings.put(cursor_of(source), None)
        settings.put(old_readings_of(source), None)
        settings.put(place_of(source), str(int(settings.get(place_of(source)) or "0") + 1))
    settings.put(_address(source), account.address or None)
    settings.put(_key_id(source), account.key_id)
    settings.put(_secret(source), sealer.seal(_secret(source), account.secret))
    settings.put(_wanted(source), "yes")


def forget_source(stores: Stores, source: Source) -> None:
    """Take the secret out of the books; what was read stays, and so does the place in it."""
    stores.settings.put(_secret(source), None)
    stores.settings.put(_wanted(source), None)


def read_entry(stores: Stores, source: Source) -> SourceEntry:
    """What these books say of a source that is no secret."""
    settings = stores.settings
    is_wanted = settings.get(_wanted(source)) is not None
    link = Link.LOCKED if settings.get(_secret(source)) is None else Link.ON
    return SourceEntry(
        source=source,
        link=link if is_wanted else Link.NONE,
        address=settings.get(_address(source)) or "",
        key_id=settings.get(_key_id(source)) or "",
    )


def read_source(stores: Stores, sealer: Sealer, source: Source) -> SourceAccount | None:
    """The account of a source; None where it is not connected, or its secret is not here.

    Raises `UnsealableError` when the secret was exchanged or damaged.
    """
    sealed = stores.settings.get(_secret(source))
    entry = read_entry(stores, source)
    if sealed is None or entry.link is not Link.ON:
        return None
    try:
        return SourceAccount(
            source=source,
            key_id=entry.key_id,
            secret=sealer.unseal(_secret(source), sealed),
            address=entry.address,
        )
    except BadValueError:
        # Books that somebody else wrote: nothing is sent to a place that is not of its form.
        return None
