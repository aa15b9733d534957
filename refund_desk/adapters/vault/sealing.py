"""Merchant secrets, sealed inside the books: AES-GCM under a key of its own."""

from __future__ import annotations

import binascii
import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from refund_desk.application.ports.vault import UnsealableError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret

_NONCE_BYTES = 12


class AesGcmSealer:
    """The port `Sealer`: bound to a merchant number and to the name of what is sealed."""

    def __init__(self, key: bytes, mchid: Mchid) -> None:
        """`key` has 32 bytes and is derived for this purpose alone."""
        self._cipher = AESGCM(key)
        self._mchid = mchid

    def seal(self, name: str, secret: Secret) -> str:
        """See the port; every sealing looks different."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, secret.reveal().encode(), self._bound_to(name))
        return b64encode(nonce + sealed).decode()

    def unseal(self, name: str, sealed: str) -> Secret:
        """See the port."""
        try:
            whole = b64decode(sealed, validate=True)
            plain = self._cipher.decrypt(
                whole[:_NONCE_BYTES], whole[_NONCE_BYTES:], self._bound_to(name)
            )
            return Secret(plain.decode())
        except (InvalidTag, binascii.Error, ValueError):
            # Raised below, so that no context carries a part of the secret.
            pass
        raise UnsealableError(name)

    def _bound_to(self, name: str) -> bytes:
        return f"{self._mchid} {name}".encode()
