"""The shop's own addresses for goods that come back: those used last, kept for the next time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import RETURN_ADDRESS

ADDRESSES_KEPT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopAddress:
    """Where goods are sent back to."""

    receiver: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(repr=False)


def kept_addresses(stores: Stores) -> tuple[ShopAddress, ...]:
    """The addresses used so far, the last one first; at most `ADDRESSES_KEPT`."""
    kept = json.loads(stores.settings.get(RETURN_ADDRESS) or "[]")
    return tuple(ShopAddress(**address) for address in kept)


def keep_address(stores: Stores, used: ShopAddress) -> None:
    """Put the address that is used now before the others."""
    others = [address for address in kept_addresses(stores) if address != used]
    kept = [asdict(address) for address in (used, *others)][:ADDRESSES_KEPT]
    stores.settings.put(RETURN_ADDRESS, json.dumps(kept, ensure_ascii=False))
