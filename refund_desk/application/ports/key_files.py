"""The port that reads what a person dropped: keys and certificates, by content and not by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from refund_desk.domain.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateKeyFound:
    """A private key as one clean PEM text. `public_hash` says which public key belongs to it."""

    key: Secret
    public_hash: str
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFound:
    """A certificate. `merchant` and `shop` are whom it was issued for, empty when it says not."""

    serial: str
    public_hash: str
    ends_at: datetime
    merchant: str
    shop: str
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeyFound:
    """A public key as one clean PEM text; `key_id` where the file or its name tells it."""

    pem: str = field(repr=False)
    public_hash: str
    key_id: str
    file_name: str


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """Why a file brought nothing; `why` is a key of the window's sentences."""

    file_name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFindings:
    """What was found in everything that was dropped; the best of each kind."""

    private_key: PrivateKeyFound | None = None
    certificate: CertificateFound | None = None
    public_key: PublicKeyFound | None = None
    troubles: tuple[FileTrouble, ...] = ()


class KeyFileReader(Protocol):
    """Reads files, folders and archives. Blocks, so it is called in a thread; raises nothing."""

    def read(self, paths: tuple[Path, ...], *, mchid: str) -> KeyFindings:
        """What lies there. `mchid` (may be empty) is what WeChat's `.p12` is sealed with."""
