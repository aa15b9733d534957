"""Key files as merchants have them, made once a run: good, odd and wrong ones."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates
from cryptography.x509.oid import NameOID

MCHID = "1900000109"
SHOP = "青禾手作"
SERIAL = 0x5157F09EFDC096DE15EBE81A47057A7232F1B8E1
PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092026111800123456"
BEGINS = datetime(2026, 3, 2, tzinfo=UTC)
ENDS = BEGINS + timedelta(days=5 * 365)


def key_of(name: str = "merchant", bits: int = 2048) -> rsa.RSAPrivateKey:
    """A key pair of its own for each name."""
    return _made_key(name, bits)


@cache
def _made_key(name: str, bits: int) -> rsa.RSAPrivateKey:
    del name
    return rsa.generate_private_key(65537, bits)


def pkcs8(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, passphrase: bytes = b"") -> bytes:
    sealed = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed)


def pkcs1(key: rsa.RSAPrivateKey, passphrase: bytes = b"") -> bytes:
    sealed = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, sealed)


def public(key: rsa.RSAPrivateKey, form: PublicFormat = PublicFormat.SubjectPublicKeyInfo) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, form)


def bare(pem: bytes) -> bytes:
    """The base64 of a PEM in one line, as config files and chat windows have it."""
    return b"".join(line for line in pem.splitlines() if not line.startswith(b"-----"))


@cache
def certificate(
    name: str = "merchant",
    *,
    common_name: str = MCHID,
    serial: int = SERIAL,
    ends: datetime = ENDS,
) -> x509.Certificate:
    """A certificate over the key of this name."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, SHOP),
        ]
    )
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject)
    builder = builder.public_key(key_of(name).public_key()).serial_number(serial)
    builder = builder.not_valid_before(BEGINS).not_valid_after(ends)
    return builder.sign(key_of(name), hashes.SHA256())


def certificate_pem(**changes: object) -> bytes:
    made: x509.Certificate = certificate(**changes)
    return made.public_bytes(Encoding.PEM)


@cache
def request() -> bytes:
    """What WeChat's tool makes on the way to a certificate."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, MCHID)])
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject)
    return builder.sign(key_of(), hashes.SHA256()).public_bytes(Encoding.PEM)


@cache
def p12(passphrase: str = MCHID, rounds: int = 2048) -> bytes:
    """As WeChat's tool makes it, the merchant number being the passphrase."""
    return p12_of(key_of(), certificate(), passphrase=passphrase, rounds=rounds)


def p12_of(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | None,
    certified: x509.Certificate | None,
    *,
    passphrase: str = MCHID,
    rounds: int = 2048,
) -> bytes:
    """Sealed with 3DES and SHA-1, as tools of WeChat's age do."""
    encryption = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(rounds)
    encryption = encryption.key_cert_algorithm(PBES.PBESv1SHA1And3KeyTripleDESCBC)
    encryption = encryption.hmac_hash(hashes.SHA1())
    sealed = encryption.build(passphrase.encode())
    return serialize_key_and_certificates(b"Tenpay", key, certified, None, sealed)


def slipped(pem: bytes) -> bytes:
    """One letter typed wrong, in the middle of the numbers."""
    at = len(pem) // 2
    at += pem[at : at + 1] == b"\n"
    other = b"B" if pem[at : at + 1] == b"A" else b"A"
    return pem[:at] + other + pem[at + 1 :]


def elliptic_public() -> bytes:
    """A public key that is not RSA."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def certificate_of_an_unknown_kind() -> bytes:
    """A certificate whose key is of an algorithm that nobody knows."""
    rsa_encryption = bytes.fromhex("06092a864886f70d010101")
    der = certificate().public_bytes(Encoding.DER)
    return der.replace(rsa_encryption, rsa_encryption[:-1] + b"\x7f", 1)


def certificate_of_an_unknown_version() -> bytes:
    """A certificate of version 67."""
    der = certificate().public_bytes(Encoding.DER)
    return der.replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x42", 1)


def certificate_with_a_negative_serial() -> bytes:
    """A certificate whose number has its first bit set."""
    serial = b"\x02\x14" + SERIAL.to_bytes(20)
    der = certificate().public_bytes(Encoding.DER)
    return der.replace(serial, serial[:2] + b"\xd1" + serial[3:], 1)


def archive(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with these files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as made:
        for name, each in files.items():
            made.writestr(name, each)
    return content.getvalue()


def downloaded() -> dict[str, bytes]:
    """The files of the archive that the merchant platform hands out."""
    return {
        "apiclient_cert.p12": p12(),
        "apiclient_cert.pem": certificate_pem(),
        "apiclient_key.pem": pkcs8(key_of()),
        "证书使用说明.txt": "请妥善保管".encode(),
    }


def wrappings() -> dict[str, bytes]:
    """The merchant's private key in every form that the desk reads."""
    pem = pkcs8(key_of())
    der = key_of().private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    traditional = key_of().private_bytes(
        Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()
    )
    return {
        "pkcs8": pem,
        "pkcs1": pkcs1(key_of()),
        "crlf": pem.replace(b"\n", b"\r\n"),
        "cr": pem.replace(b"\n", b"\r"),
        "bom": b"\xef\xbb\xbf" + pem,
        "utf-16": pem.decode().encode("utf-16"),
        "one line": bare(pem),
        "one line, pkcs1": bare(pkcs1(key_of())),
        "one line with marks": pem.replace(b"\n", b" "),
        "spaces": b"\n   " + pem.replace(b"\n", b"  \n\n") + b"\n",
        "words before": b"Bag Attributes\n    friendlyName: Tenpay\n" + pem,
        "der": der,
        "der, pkcs1": traditional,
        "base64 of pkcs1": b64encode(traditional),
    }
