"""The far side's and the merchant's keys, made once into the data folder.

Making RSA keys is slow, so the folder is reused. `identity.json` is written last: a folder without
it was interrupted half way, and everything in it is made again.
"""

import json
import os
import secrets
import string
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.x509.oid import NameOID

MCHID = "1900000109"
APPID = "wx8888a1b2c3d4e5f6"
SHOP_NAME = "青禾手作"
CERTIFICATE_YEARS = 5
_KEY_ALPHABET = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class CertifiedKey:
    """A private key with its certificate; `serial` is upper-case hex as in Wechatpay-Serial."""

    key: RSAPrivateKey
    certificate: x509.Certificate
    certificate_file: Path
    key_file: Path

    @property
    def serial(self) -> str:
        """The certificate's serial number, 40 hex digits."""
        return f"{self.certificate.serial_number:040X}"

    def certificate_pem(self) -> bytes:
        """The certificate as it travels, encrypted, in /v3/certificates."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys of one practice shop. `platform` is the current certificate, `successor` the next
    one of a rollover; `public_key` is the key pair of the public-key mode.
    """

    mchid: str
    apiv3_key: str
    merchant: CertifiedKey
    platform: CertifiedKey
    successor: CertifiedKey
    public_key: RSAPrivateKey
    public_key_id: str
    public_key_file: Path

    def __repr__(self) -> str:
        """Names the merchant only: the rest is secret."""
        return f"KeyRing(mchid={self.mchid})"


def open_keys(folder: Path) -> KeyRing:
    """The folder's keys, made first when it has none. Raises OSError when it cannot be written."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / "identity.json").exists():
        _make_keys(folder)
    return _load_keys(folder)


def _make_keys(folder: Path) -> None:
    _make_certified(folder, "apiclient", MCHID)
    _make_certified(folder, "platform", "Tenpay.com sign")
    _make_certified(folder, "successor", "Tenpay.com sign")
    public_key = generate_private_key(65537, 2048)
    _write(folder / "wechatpay_key.pem", _private_pem(public_key))
    _write(
        folder / "pub_key.pem",
        public_key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    )
    identity = {
        "mchid": MCHID,
        "apiv3_key": "".join(secrets.choice(_KEY_ALPHABET) for _ in range(32)),
        "public_key_id": f"PUB_KEY_ID_0{MCHID}2026111800{secrets.randbelow(10**13):013d}",
    }
    temporary = folder / "identity.json.new"
    _write(temporary, json.dumps(identity).encode())
    temporary.replace(folder / "identity.json")


def _make_certified(folder: Path, stem: str, common_name: str) -> None:
    key = generate_private_key(65537, 2048)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Refund Desk practice shop"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )
    # The first digit is 5, never 0: a client that drops leading zeros is a client's matter, and
    # real serials of both kinds look like this.
    serial = (5 << 156) | secrets.randbits(156)
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=30)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365 * CERTIFICATE_YEARS))
        .sign(key, hashes.SHA256())
    )
    _write(folder / f"{stem}_key.pem", _private_pem(key))
    _write(folder / f"{stem}_cert.pem", certificate.public_bytes(serialization.Encoding.PEM))


def _private_pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)


def _load_private(path: Path) -> RSAPrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(f"{path.name} holds no RSA key")
    return key


def _load_certified(folder: Path, stem: str) -> CertifiedKey:
    certificate_file = folder / f"{stem}_cert.pem"
    key_file = folder / f"{stem}_key.pem"
    return CertifiedKey(
        key=_load_private(key_file),
        certificate=x509.load_pem_x509_certificate(certificate_file.read_bytes()),
        certificate_file=certificate_file,
        key_file=key_file,
    )


def _load_keys(folder: Path) -> KeyRing:
    identity = json.loads((folder / "identity.json").read_text())
    return KeyRing(
        mchid=identity["mchid"],
        apiv3_key=identity["apiv3_key"],
        merchant=_load_certified(folder, "apiclient"),
        platform=_load_certified(folder, "platform"),
        successor=_load_certified(folder, "successor"),
        public_key=_load_private(folder / "wechatpay_key.pem"),
        public_key_id=identity["public_key_id"],
        public_key_file=folder / "pub_key.pem",
    )
