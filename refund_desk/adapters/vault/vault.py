"""A shop's master key: in the operating system's key store, else sealed with a passphrase.

`vault.json` beside the books says where it lies. It holds no secret: either the name of an entry
in the key store, or a seal that only the passphrase opens.
"""

from __future__ import annotations

import hmac
import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path

from refund_desk.adapters.vault.derived_keys import MASTER_BYTES, Keys, derived, keys_of, new_master
from refund_desk.adapters.vault.own_files import replace_whole
from refund_desk.adapters.vault.passphrase import PassphraseSeal
from refund_desk.adapters.vault.recovery_code import master_of, recovery_code
from refund_desk.adapters.vault.system_keyring import KeyStore
from refund_desk.application.ports.vault import (
    PASSPHRASE_CHARACTERS_MIN,
    MasterKeyLostError,
    PassphraseNeededError,
    PassphraseTooShortError,
    WrongRecoveryCodeError,
)
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret

VAULT_FILE = "vault.json"
_CHECK_DIGITS = 16


@dataclass(frozen=True, slots=True)
class OpenVault:
    """The keys of a shop, and its recovery code."""

    keys: Keys = field(repr=False)
    code: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What `vault.json` says: one of `entry` and `seal`. `check` tells whether a key is the one."""

    check: str
    entry: str = ""
    seal: PassphraseSeal | None = None


class Vault:
    """The vault of one shop folder. Its calls block (key store, Argon2id): call them in a thread.

    Each raises `OSError` when the folder cannot be read or written.
    """

    def __init__(self, folder: Path, mchid: Mchid, key_store: KeyStore | None) -> None:
        """`folder` exists; without a key store only a passphrase can keep the key."""
        self._path = folder / VAULT_FILE
        self._mchid = mchid
        self._key_store = key_store

    @property
    def exists(self) -> bool:
        """Whether this shop has a master key somewhere."""
        return self._path.exists()

    def make(self, passphrase: Secret | None = None) -> OpenVault:
        """A new master key, kept before anything is encrypted with it.

        Never called where a vault exists. Raises `PassphraseNeededError` without key store and
        passphrase, `PassphraseTooShortError`, `VaultLockedError`.
        """
        return self._keep(new_master(), passphrase)

    def open(self, passphrase: Secret | None = None) -> OpenVault:
        """The keys of this shop.

        Raises `PassphraseNeededError`, `WrongPassphraseError`, `VaultLockedError`, and
        `MasterKeyLostError` when only the recovery code can help.
        """
        record = self._read()
        if record is None:
            raise MasterKeyLostError
        if record.seal is not None:
            if passphrase is None:
                raise PassphraseNeededError
            master = record.seal.open(passphrase, purpose=str(self._mchid))
        else:
            master = self._from_store(record.entry)
        if not _is_checked(record, master):
            raise MasterKeyLostError
        return self._opened(master)

    def restore(self, code: Secret, passphrase: Secret | None = None) -> OpenVault:
        """The keys behind a recovery code, kept on this PC from now on; raises as `make` does.

        Raises `WrongRecoveryCodeError` when the code is not this shop's; nothing is changed then.
        """
        master = master_of(code, self._mchid)
        record = self._read()
        if record is not None and not _is_checked(record, master):
            raise WrongRecoveryCodeError
        return self._keep(master, passphrase)

    def _keep(self, master: bytes, passphrase: Secret | None) -> OpenVault:
        """Keep it under the passphrase where one was given, else in the key store."""
        check = _check_of(master)
        if passphrase is not None:
            if len(passphrase.reveal()) < PASSPHRASE_CHARACTERS_MIN:
                raise PassphraseTooShortError
            seal = PassphraseSeal.around(master, passphrase, purpose=str(self._mchid))
            self._write({"kind": "passphrase", "check": check, **seal.as_fields()})
        elif self._key_store is not None:
            # A name of its own: another data folder with the same shop must keep its key.
            entry = f"shop-{self._mchid}-{secrets.token_hex(4)}"
            self._key_store.put(entry, b64encode(master).decode())
            self._write({"kind": "key store", "check": check, "entry": entry})
        else:
            raise PassphraseNeededError
        return self._opened(master)

    def _opened(self, master: bytes) -> OpenVault:
        return OpenVault(keys_of(master), recovery_code(master, self._mchid))

    def _from_store(self, entry: str) -> bytes:
        text = self._key_store.get(entry) if self._key_store is not None else None
        try:
            master = b64decode(text or "", validate=True)
        except ValueError:
            master = b""
        if len(master) != MASTER_BYTES:
            raise MasterKeyLostError
        return master

    @property
    def entry(self) -> str:
        """The name of the key store's entry; empty where a passphrase keeps the key."""
        record = self._read()
        return "" if record is None else record.entry

    def _read(self) -> _Record | None:
        """What the file says; None when it is gone or nobody here wrote it."""
        try:
            fields = json.loads(self._path.read_bytes())
            kind, check = fields.pop("kind"), str(fields.pop("check"))
            if kind == "key store":
                return _Record(check=check, entry=str(fields["entry"]))
            return _Record(check=check, seal=PassphraseSeal(**fields))
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def _write(self, fields: dict[str, object]) -> None:
        replace_whole(self._path, (json.dumps(fields, indent=1) + "\n").encode())


def _check_of(master: bytes) -> str:
    """Some digits that a key gives and that do not give the key."""
    return derived(master, "check").hex()[:_CHECK_DIGITS]


def _is_checked(record: _Record, master: bytes) -> bool:
    return hmac.compare_digest(record.check.encode(), _check_of(master).encode())
