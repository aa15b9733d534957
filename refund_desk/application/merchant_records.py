"""How a merchant's account lies in the books: plain facts as settings, secrets sealed.

A sealed text opens only in the books it was made for, and only under its own name, so exchanging
two of them, or carrying one into another shop's books, is noticed.
"""

from __future__ import annotations

from datetime import datetime

from refund_desk.application.ports.transactions import Stores
from refund_desk.application.ports.vault import Sealer
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import MerchantAccount

_SHOP_NAME = "merchant.shop_name"
_SERIAL = "merchant.serial"
_PUBLIC_KEY = "merchant.public_key"
_PUBLIC_KEY_ID = "merchant.public_key_id"
_ENDS_AT = "merchant.certificate_ends_at"
_KEY = "sealed.merchant_key"
_APIV3_KEY = "sealed.apiv3_key"
_PUBLIC = (_SHOP_NAME, _SERIAL, _PUBLIC_KEY_ID, _ENDS_AT)
# What a backup leaves out (decisions.md 5.5).
SEALED_NAMES = (_KEY, _APIV3_KEY)


def write_account(stores: Stores, sealer: Sealer, account: MerchantAccount) -> None:
    """Keep the account in the place of the one before."""
    settings, ends_at = stores.settings, account.certificate_ends_at
    apiv3_key = account.apiv3_key
    settings.put(_SHOP_NAME, account.shop_name)
    settings.put(_SERIAL, account.merchant_serial)
    settings.put(_PUBLIC_KEY, account.public_key)
    settings.put(_PUBLIC_KEY_ID, account.public_key_id)
    settings.put(_ENDS_AT, ends_at.isoformat() if ends_at is not None else None)
    settings.put(_KEY, sealer.seal(_KEY, account.merchant_key))
    settings.put(_APIV3_KEY, sealer.seal(_APIV3_KEY, apiv3_key) if apiv3_key else None)


def read_account(stores: Stores, sealer: Sealer, mchid: Mchid) -> MerchantAccount | None:
    """The account in these books; None when they hold no keys, as after a restored backup.

    Raises `UnsealableError` when a secret was exchanged or damaged.
    """
    settings = stores.settings
    sealed_key, sealed_apiv3 = settings.get(_KEY), settings.get(_APIV3_KEY)
    serial, ends_at = settings.get(_SERIAL), settings.get(_ENDS_AT)
    if sealed_key is None or serial is None:
        return None
    return MerchantAccount(
        mchid=mchid,
        shop_name=shop_name_in(stores) or str(mchid),
        merchant_serial=serial,
        merchant_key=sealer.unseal(_KEY, sealed_key),
        apiv3_key=sealer.unseal(_APIV3_KEY, sealed_apiv3) if sealed_apiv3 else None,
        public_key=settings.get(_PUBLIC_KEY),
        public_key_id=settings.get(_PUBLIC_KEY_ID),
        certificate_ends_at=datetime.fromisoformat(ends_at) if ends_at else None,
    )


def shop_name_in(stores: Stores) -> str:
    """The shop's name in these books; empty when it was never given."""
    return stores.settings.get(_SHOP_NAME) or ""


def public_facts_in(stores: Stores) -> dict[str, str]:
    """What these books say of their account that is no secret; empty before there is one."""
    known = {name: stores.settings.get(name) for name in _PUBLIC}
    return {name.removeprefix("merchant."): text for name, text in known.items() if text}
