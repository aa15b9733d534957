"""What one master key gives: a key for each purpose, from which it cannot be found again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_BYTES = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """The database's raw key, the salt of customers' HMACs, and what seals merchant secrets."""

    database: bytes = field(repr=False)
    customer_salt: bytes = field(repr=False)
    sealing: bytes = field(repr=False)


def new_master() -> bytes:
    """A fresh master key (32 random bytes)."""
    return secrets.token_bytes(MASTER_BYTES)


def keys_of(master: bytes) -> Keys:
    """All keys of a master key."""
    return Keys(
        database=derived(master, "database"),
        customer_salt=derived(master, "customer"),
        sealing=derived(master, "sealing"),
    )


def derived(master: bytes, purpose: str) -> bytes:
    """A key for one purpose, from which the master key cannot be found (HKDF, 32 bytes)."""
    hkdf = HKDF(
        algorithm=SHA256(), length=MASTER_BYTES, salt=None, info=f"refund-desk {purpose}".encode()
    )
    return hkdf.derive(master)
