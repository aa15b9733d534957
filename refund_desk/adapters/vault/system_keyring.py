"""The operating system's key store: 32 bytes as 44 letters, nothing more.

Windows' Credential Manager holds 2,560 bytes, too little for a merchant's key, so that lies sealed
in the books and only the master key lies here (architecture.md 6).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringError, NoKeyringError

from refund_desk.application.ports.vault import VaultLockedError

if sys.platform == "win32":
    from win32ctypes.pywin32 import pywintypes

    _TROUBLES: tuple[type[Exception], ...] = (KeyringError, OSError, pywintypes.error)
else:
    _TROUBLES = (KeyringError, OSError)

_SERVICE = "RefundDesk"
# Such as keyrings.alt: they keep passwords in plain files, or ask for one on the terminal.
_FOREIGN = "keyrings."


class KeyStore(Protocol):
    """Where a short text is kept under a name. Each call may block and raise `VaultLockedError`."""

    def get(self, name: str) -> str | None:
        """The text; None when there is none."""

    def put(self, name: str, text: str) -> None:
        """Keep the text, and be sure that it comes back as it was."""


class SystemKeyStore:
    """The port `KeyStore` over the operating system's."""

    def __init__(self, backend: KeyringBackend) -> None:
        """Use this backend of keyring."""
        self._backend = backend

    def get(self, name: str) -> str | None:
        """See `KeyStore`."""
        with _as_locked():
            return self._backend.get_password(_SERVICE, name)

    def put(self, name: str, text: str) -> None:
        """See `KeyStore`; read back, because a store that cuts texts off would lose the books."""
        with _as_locked():
            self._backend.set_password(_SERVICE, name, text)
            if self._backend.get_password(_SERVICE, name) != text:
                raise VaultLockedError

    def forget(self, name: str) -> None:
        """Keep the text no longer; nothing happens where there is none. Raises as the others do."""
        with _as_locked():
            if self._backend.get_password(_SERVICE, name) is not None:
                self._backend.delete_password(_SERVICE, name)


def system_key_store() -> SystemKeyStore | None:
    """The key store of this PC and user; None where there is none that asks nobody. Blocks."""
    try:
        backend = keyring.get_keyring()
    except (NoKeyringError, OSError):
        return None
    usable = next((each for each in _parts(backend) if _is_trusted(each)), None)
    return None if usable is None else SystemKeyStore(usable)


def _parts(backend: KeyringBackend) -> list[KeyringBackend]:
    """The backend itself, or those that a chain would try, best first."""
    return list(backend.backends) if isinstance(backend, chainer.ChainerBackend) else [backend]


def _is_trusted(backend: KeyringBackend) -> bool:
    if isinstance(backend, fail.Keyring | null.Keyring):
        return False
    return not type(backend).__module__.startswith(_FOREIGN)


@contextmanager
def _as_locked() -> Iterator[None]:
    """Raise the port's error, whose text never quotes what the store said."""
    try:
        yield
    except _TROUBLES:
        raise VaultLockedError from None
