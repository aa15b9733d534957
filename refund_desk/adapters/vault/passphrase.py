"""A master key sealed with a passphrase: Argon2id, then AES-GCM."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import asdict, dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from refund_desk.adapters.vault.derived_keys import MASTER_BYTES
from refund_desk.application.ports.vault import WrongPassphraseError
from refund_desk.domain.secret import Secret

_SALT_BYTES = 16
_NONCE_BYTES = 12
# RFC 9106, the second recommended choice: 64 MiB, 3 rounds, 4 lanes; 0.2 s on a slow PC.
_MEMORY_KIB, _ROUNDS, _LANES = 65_536, 3, 4
# A file that was tampered with must not be able to freeze the PC.
_MEMORY_KIB_MAX, _ROUNDS_MAX, _LANES_MAX = 1_048_576, 16, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseSeal:
    """What lies in the file: all of it may be seen, none of it opens anything.

    Raises `ValueError` for costs outside what a PC can bear, and for salts too short to be ours.
    """

    memory_kib: int
    rounds: int
    lanes: int
    salt: str
    nonce: str
    sealed: str

    def __post_init__(self) -> None:
        """Refuse numbers that nobody here wrote."""
        costs = (self.memory_kib, self.rounds, self.lanes)
        bounds = ((8 * _LANES_MAX, _MEMORY_KIB_MAX), (1, _ROUNDS_MAX), (1, _LANES_MAX))
        for cost, (least, most) in zip(costs, bounds, strict=True):
            if type(cost) is not int or not least <= cost <= most:
                raise ValueError("cost")
        if len(bytes.fromhex(self.salt)) != _SALT_BYTES:
            raise ValueError("salt")
        if len(bytes.fromhex(self.nonce)) != _NONCE_BYTES:
            raise ValueError("nonce")
        bytes.fromhex(self.sealed)

    @classmethod
    def around(cls, master: bytes, passphrase: Secret, *, purpose: str) -> Self:
        """A seal around a master key; `purpose` (such as the mchid) must be said again to open it.

        Takes 0.2 s and 64 MiB, so call it in a thread.
        """
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        costs = {"memory_kib": _MEMORY_KIB, "rounds": _ROUNDS, "lanes": _LANES}
        key = _stretched(passphrase, salt, **costs)
        sealed = AESGCM(key).encrypt(nonce, master, purpose.encode())
        return cls(**costs, salt=salt.hex(), nonce=nonce.hex(), sealed=sealed.hex())

    def open(self, passphrase: Secret, *, purpose: str) -> bytes:
        """The master key; `WrongPassphraseError` when it does not open. Takes as long as making."""
        key = _stretched(
            passphrase,
            bytes.fromhex(self.salt),
            memory_kib=self.memory_kib,
            rounds=self.rounds,
            lanes=self.lanes,
        )
        try:
            master = AESGCM(key).decrypt(
                bytes.fromhex(self.nonce), bytes.fromhex(self.sealed), purpose.encode()
            )
        except InvalidTag:
            master = b""
        if len(master) != MASTER_BYTES:
            raise WrongPassphraseError
        return master

    def as_fields(self) -> dict[str, object]:
        """The seal as plain fields, for a file."""
        return asdict(self)


def _stretched(
    passphrase: Secret, salt: bytes, *, memory_kib: int, rounds: int, lanes: int
) -> bytes:
    stretcher = Argon2id(
        salt=salt, length=32, iterations=rounds, lanes=lanes, memory_cost=memory_kib
    )
    # Input methods write the same sign in several ways; a person means the same by all of them.
    return stretcher.derive(unicodedata.normalize("NFKC", passphrase.reveal()).encode())
