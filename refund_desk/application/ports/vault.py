"""The port of the vault: what can go wrong with the master key, and the seal it gives.

The master key opens the books; a key derived from it seals the merchant's secrets inside them.
"""

from __future__ import annotations

from typing import Protocol

from refund_desk.domain.secret import Secret

# Far below what a person can be made to remember; Argon2id makes each guess cost 0.2 s and 64 MiB.
PASSPHRASE_CHARACTERS_MIN = 8


class VaultError(Exception):
    """The master key cannot be had now; `why` is the key of the window's sentence."""

    why = "vault.trouble"


class VaultLockedError(VaultError):
    """The operating system's key store is locked, or refused; nothing was changed."""

    why = "vault.locked"


class PassphraseNeededError(VaultError):
    """This shop's master key is sealed with a passphrase, and none was given."""

    why = "vault.passphrase"


class WrongPassphraseError(VaultError):
    """The passphrase does not open the seal."""

    why = "vault.wrong_passphrase"


class PassphraseTooShortError(VaultError):
    """A new passphrase has fewer than `PASSPHRASE_CHARACTERS_MIN` characters."""

    why = "vault.short_passphrase"


class MasterKeyLostError(VaultError):
    """The key store or the key file has no key (or another one): the recovery code brings it."""

    why = "vault.lost"


class WrongRecoveryCodeError(VaultError):
    """Mistyped, or the code of another shop."""

    why = "vault.wrong_code"


class UnsealableError(Exception):
    """A sealed text was not sealed by this shop under this name: it was exchanged or damaged."""


class Sealer(Protocol):
    """Seals secrets for one shop; a sealed text opens only under the name it was sealed with."""

    def seal(self, name: str, secret: Secret) -> str:
        """The secret as a text that says nothing."""

    def unseal(self, name: str, sealed: str) -> Secret:
        """The secret again; `UnsealableError` when it is not one of this shop and name."""
