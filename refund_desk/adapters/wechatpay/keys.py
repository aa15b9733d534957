"""Keys of both sides: ours to sign and decrypt, WeChat Pay's to verify and encrypt.

Platform certificates are only ever added. The SDK empties its list before it asks for new ones,
so one failed answer leaves it with nothing to verify the next one with.
"""

import binascii
import json
import re
import time
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from cryptography.x509 import Certificate, load_pem_x509_certificate
from wechatpayv3.async_ import utils as sdk

from refund_desk.adapters.wechatpay.credentials import Credentials
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.secret import Secret

SIGNATURE_TYPE = "WECHATPAY2-SHA256-RSA2048"
# WeChat Pay asks for both: refuse what is older, and what is further ahead (facts section 1.2).
AGE_S_MAX = 300
_RSA_BITS_MIN = 2048
_HEX = re.compile(r"[0-9A-Fa-f]{1,40}")
_SECONDS = re.compile(r"[0-9]{1,11}")
_SIGNATURE_HEADERS = (
    "Wechatpay-Signature",
    "Wechatpay-Timestamp",
    "Wechatpay-Nonce",
    "Wechatpay-Serial",
)


class Verdict(Enum):
    """What the signature headers of an answer are worth."""

    GOOD = "signature_good"
    UNSIGNED = "signature_absent"
    UNKNOWN_SERIAL = "serial_unknown"
    STALE = "signature_stale"
    WRONG = "signature_wrong"


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The merchant's key pair, and WeChat Pay's public key when there is one."""

    private_key: RSAPrivateKey = field(repr=False)
    public_key: RSAPublicKey | None = field(default=None, repr=False)


def load_keys(credentials: Credentials) -> OwnKeys:
    """The keys of these credentials, read from their texts.

    Takes about 30 ms, so it belongs into a thread. Accepts what the platform hands out in all its
    wrappings: PKCS#8, PKCS#1, one line of bare base64, Windows line ends, a byte order mark.
    Raises `BadValueError` (`credentials.merchant_key`, `credentials.public_key`) without a word of
    the text.
    """
    private_key = _load_private_key(credentials.merchant_key)
    if credentials.public_key is None:
        return OwnKeys(private_key)
    return OwnKeys(private_key, _load_public_key(credentials.public_key))


def _load_private_key(text: Secret) -> RSAPrivateKey:
    key: object = None
    try:
        key = load_pem_private_key(_pem(text.reveal(), "PRIVATE KEY"), password=None)
    except (ValueError, TypeError):
        key = None  # raised below, outside, so that no context carries the text
    if not isinstance(key, RSAPrivateKey) or key.key_size < _RSA_BITS_MIN:
        raise BadValueError("credentials.merchant_key")
    return key


def _load_public_key(text: str) -> RSAPublicKey:
    key: object = None
    try:
        key = load_pem_public_key(_pem(text, "PUBLIC KEY"))
    except ValueError:
        key = None
    if not isinstance(key, RSAPublicKey) or key.key_size < _RSA_BITS_MIN:
        raise BadValueError("credentials.public_key")
    return key


def _pem(text: str, kind: str) -> bytes:
    lines = text.lstrip("\ufeff").split()
    text = text.lstrip("\ufeff").strip().replace("\r\n", "\n")
    if not text.startswith("-----BEGIN"):
        text = f"-----BEGIN {kind}-----\n" + "\n".join(lines) + f"\n-----END {kind}-----"
    return text.encode("utf-8", "replace")


class PlatformKeys:
    """What verifies WeChat Pay's answers: its public key, its certificates, or both at once."""

    def __init__(self, public_key: RSAPublicKey | None, public_key_id: str | None) -> None:
        """Start with the public key alone, or with nothing."""
        self._public_key = public_key
        self._public_key_id = public_key_id
        self._certificates: dict[int, Certificate] = {}

    def add(self, certificates: list[Certificate]) -> None:
        """Trust these, too; nothing is ever taken away."""
        self._certificates.update((each.serial_number, each) for each in certificates)

    def encryption_key(self) -> tuple[str, RSAPublicKey] | None:
        """Serial and key to encrypt for WeChat Pay; None while no valid certificate is known.

        Among certificates the one that came into force last, as WeChat Pay asks for.
        """
        if self._public_key is not None and self._public_key_id is not None:
            return self._public_key_id, self._public_key
        now = datetime.now(UTC)
        valid = [each for each in self._certificates.values() if _is_valid(each, now)]
        if not valid:
            return None
        newest = max(valid, key=lambda each: each.not_valid_before_utc)
        # Forty digits: `hex()` would drop a leading zero, which WeChat Pay does not recognise.
        return f"{newest.serial_number:040X}", _rsa_key_of(newest)

    def verdict(self, headers: Mapping[str, str], body: bytes) -> Verdict:
        """Whether WeChat Pay signed exactly these bytes within the last five minutes."""
        signature, timestamp, nonce, serial = (headers.get(name) for name in _SIGNATURE_HEADERS)
        if signature is None and serial is None:
            return Verdict.UNSIGNED
        if signature is None or timestamp is None or nonce is None or serial is None:
            return Verdict.WRONG
        if headers.get("Wechatpay-Signature-Type", SIGNATURE_TYPE) != SIGNATURE_TYPE:
            return Verdict.WRONG
        if not _is_fresh(timestamp):
            return Verdict.STALE
        key = self._key_of(serial)
        if key is None:
            return Verdict.UNKNOWN_SERIAL
        signed = f"{timestamp}\n{nonce}\n".encode() + body + b"\n"
        return Verdict.GOOD if _is_signed(key, signature, signed) else Verdict.WRONG

    def _key_of(self, serial: str) -> RSAPublicKey | None:
        if self._public_key_id is not None and serial == self._public_key_id:
            return self._public_key
        if _HEX.fullmatch(serial) is None:
            return None
        # Compared as numbers: leading zeros and letter case differ between sources.
        certificate = self._certificates.get(int(serial, 16))
        if certificate is None or not _is_valid(certificate, datetime.now(UTC)):
            return None
        return _rsa_key_of(certificate)


def certificates_in(body: bytes, apiv3_key: Secret) -> list[Certificate]:
    """The platform certificates in an answer of /v3/certificates.

    Only those that decrypt under the APIv3 key count: that is what proves them, because the very
    first answer cannot be verified by signature. Anything else in the answer is passed over, such
    as a certificate of another algorithm (SM2), which must not hide those of RSA.
    """
    try:
        listed = list(json.loads(body)["data"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
    found: list[Certificate] = []
    for entry in listed:
        try:
            certificate = _decrypted(entry["encrypt_certificate"], apiv3_key)
        except (ValueError, KeyError, TypeError, UnsupportedAlgorithm):
            continue
        if certificate is not None:
            found.append(certificate)
    return found


def _decrypted(sealed: Mapping[str, Any], apiv3_key: Secret) -> Certificate | None:
    pem = sdk.aes_decrypt(
        nonce=str(sealed["nonce"]),
        ciphertext=str(sealed["ciphertext"]),
        associated_data=str(sealed.get("associated_data") or ""),
        apiv3_key=apiv3_key.reveal(),
    )
    if pem is None:
        return None
    certificate = load_pem_x509_certificate(pem.encode())
    return certificate if isinstance(certificate.public_key(), RSAPublicKey) else None


def _rsa_key_of(certificate: Certificate) -> RSAPublicKey:
    key = certificate.public_key()
    assert isinstance(key, RSAPublicKey)  # noqa: S101 - `certificates_in` lets no other kind in
    return key


def _is_valid(certificate: Certificate, now: datetime) -> bool:
    # A certificate may sign from the minute it begins; clocks differ by what freshness allows.
    slack = timedelta(seconds=AGE_S_MAX)
    begins = certificate.not_valid_before_utc - slack
    return begins <= now <= certificate.not_valid_after_utc + slack


def _is_fresh(timestamp: str) -> bool:
    if _SECONDS.fullmatch(timestamp) is None:
        return False
    return abs(time.time() - int(timestamp)) <= AGE_S_MAX


def _is_signed(key: RSAPublicKey, signature: str, signed: bytes) -> bool:
    try:
        key.verify(b64decode(signature, validate=True), signed, PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
