"""Who the desk is at the Store, and where the Store is. Real ones have no field for a host."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.secret import Secret
from refund_desk.domain.source_account import SourceAccount, ensure_store_keys

# The back-up host of the general API is not confirmed for the Store, so there is one (facts 1).
OFFICIAL_ORIGIN = "https://api.weixin.qq.com"
_LOOPBACK = re.compile(r"http://127\.0\.0\.1:[0-9]{1,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Identity:
    """Raises `BadValueError` for what is neither an AppID nor an AppSecret."""

    appid: str
    secret: Secret

    def __post_init__(self) -> None:
        """Both are checked once, at the edge; the error names the field and quotes nothing."""
        ensure_store_keys(self.appid, self.secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreAccount(_Identity):
    """A real shop of the Store: always the official host."""

    @classmethod
    def of_account(cls, account: SourceAccount) -> Self:
        """The account as a person entered it."""
        return cls(appid=account.key_id, secret=account.secret)

    @property
    def origin(self) -> str:
        """The official host."""
        return OFFICIAL_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeStoreAccount(_Identity):
    """A shop of the practice Store. Raises `BadValueError` for an origin off this machine."""

    origin: str

    def __post_init__(self) -> None:
        """Only a port of this machine."""
        # Without arguments, `super()` would look in the class that `slots=True` has replaced.
        _Identity.__post_init__(self)
        if not _LOOPBACK.fullmatch(self.origin):
            raise BadValueError("store.origin")

    @classmethod
    def from_ready_line(cls, ready_line: Mapping[str, str]) -> Self:
        """What a practice server prints when it is ready; a missing field raises `KeyError`."""
        return cls(
            appid=ready_line["store_appid"],
            secret=Secret(ready_line["store_secret"]),
            origin=ready_line["store_url"],
        )


AnyStoreAccount = StoreAccount | PracticeStoreAccount
