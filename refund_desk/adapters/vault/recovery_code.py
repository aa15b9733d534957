"""The recovery code: a master key as letters that a person can write down and type again.

35 bytes: the key, and three bytes of checksum that also cover the merchant number, so a slip of
the pen and the code of another shop are noticed. 56 letters of Crockford's alphabet (without I, L,
O and U) in 14 groups of four.
"""

from __future__ import annotations

import hashlib
import hmac

from refund_desk.adapters.vault.derived_keys import MASTER_BYTES
from refund_desk.application.ports.vault import WrongRecoveryCodeError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret

GROUP_LETTERS = 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_CHECK_BYTES = 3
_BITS = 5
_LETTERS = (MASTER_BYTES + _CHECK_BYTES) * 8 // _BITS


def recovery_code(master: bytes, mchid: Mchid) -> Secret:
    """The code of this shop's master key: groups of four letters with `-` between them."""
    number = int.from_bytes(master + _checksum(master, mchid))
    letters = [_ALPHABET[number >> shift & 31] for shift in range((_LETTERS - 1) * _BITS, -1, -5)]
    groups = range(0, _LETTERS, GROUP_LETTERS)
    return Secret("-".join("".join(letters[at : at + GROUP_LETTERS]) for at in groups))


def master_of(code: Secret, mchid: Mchid) -> bytes:
    """The master key behind a typed code; letter case, spaces and dashes do not matter.

    Raises `WrongRecoveryCodeError` when it is not one of this shop.
    """
    typed = "".join(letter for letter in code.reveal().upper() if letter.isalnum())
    letters = typed.translate(_READ_AS)
    if len(letters) != _LETTERS or not set(letters) <= set(_ALPHABET):
        raise WrongRecoveryCodeError
    number = 0
    for letter in letters:
        number = number << _BITS | _ALPHABET.index(letter)
    whole = number.to_bytes(MASTER_BYTES + _CHECK_BYTES)
    master, check = whole[:MASTER_BYTES], whole[MASTER_BYTES:]
    if not hmac.compare_digest(check, _checksum(master, mchid)):
        raise WrongRecoveryCodeError
    return master


def _checksum(master: bytes, mchid: Mchid) -> bytes:
    """Made under the key itself, so that the printed letters tell nothing more about it."""
    return hmac.new(master, f"refund-desk recovery {mchid}".encode(), hashlib.sha256).digest()[
        :_CHECK_BYTES
    ]
