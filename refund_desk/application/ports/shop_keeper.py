"""The port that keeps a merchant's account in a shop of its own, made where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An account is in force. `code` is the recovery code of a shop that was just made."""

    mchid: Mchid
    code: Secret | None = None


class ShopKeeper(Protocol):
    """One database is one merchant number: another number is another shop (decisions.md 5.2)."""

    @property
    def account(self) -> MerchantAccount | None:
        """The account of the shop that is open now; None in the practice shop and before any."""

    async def others(self) -> tuple[Mchid, ...]:
        """Shops of other merchant numbers that have books here, the one last used first."""

    async def choose(self, mchid: Mchid) -> None:
        """Let the program open this shop from now on. Raises `StorageError`."""

    async def needs_passphrase(self) -> bool:
        """Whether a new shop's master key must be sealed with a passphrase: no key store here."""

    async def keep(self, account: MerchantAccount, passphrase: Secret | None) -> Kept:
        """Keep the account in its shop, and let the program open that shop from now on.

        Where that shop is open already, its calls go out under the new keys at once. Raises
        `VaultError` and `StorageError`; the shop that was open stays as it was then.
        """
