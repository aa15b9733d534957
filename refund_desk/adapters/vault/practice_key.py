"""The practice shop's master key: a file for this user only, no keyring, no question.

The rule is decisions.md 5.2.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from refund_desk.application.ports.transactions import WrongKeyError

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """What one master key gives: the database's raw key, and the salt of customers' HMACs."""

    database: bytes = field(repr=False)
    customer_salt: bytes = field(repr=False)


def practice_keys(folder: Path) -> Keys:
    """The keys of the practice shop in `folder`, made at the first time.

    Raises `WrongKeyError` when the file is there and is no key: making a new one would lock the
    ledger away. Raises `OSError` when it cannot be read or written.
    """
    path = folder / "practice.key"
    if not path.exists():
        if (folder / "ledger.db").exists():
            raise WrongKeyError
        _write_new(path)
    master = path.read_bytes()
    if len(master) != _KEY_BYTES:
        raise WrongKeyError
    return Keys(database=derived(master, "database"), customer_salt=derived(master, "customer"))


def derived(master: bytes, purpose: str) -> bytes:
    """A key for one purpose, from which the master key cannot be found."""
    hkdf = HKDF(
        algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=f"refund-desk {purpose}".encode()
    )
    return hkdf.derive(master)


def _write_new(path: Path) -> None:
    """A new key, readable by this user only, on disk before anything is encrypted with it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
