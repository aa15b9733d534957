"""Key stores that stand in for the operating system's."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from refund_desk.application.ports.vault import VaultLockedError


class MemoryBackend(KeyringBackend):
    """A backend of keyring that keeps texts in memory."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring's own
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class ShortBackend(MemoryBackend):
    """Cuts texts off, as a store with a limit might do without a word."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:20])


class LockedBackend(MemoryBackend):
    """Locked, and says more about it than anybody should read."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"the collection of {username} is locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"the collection of {username} is locked")


class MemoryStore:
    """The port `KeyStore`, in memory; `locked` makes every call refuse."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.locked = False

    def get(self, name: str) -> str | None:
        self._refuse()
        return self.kept.get(name)

    def put(self, name: str, text: str) -> None:
        self._refuse()
        self.kept[name] = text

    def _refuse(self) -> None:
        if self.locked:
            raise VaultLockedError
