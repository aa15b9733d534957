"""What the database engine complains of -> the port's `StorageError` classes."""

from __future__ import annotations

from refund_desk.application.ports.transactions import (
    StorageBusyError,
    StorageDamagedError,
    StorageError,
    StorageFullError,
    StorageReadOnlyError,
    WrongKeyError,
)

# Codes of https://www.sqlite.org/rescode.html, by their low byte. Anything else is a broken rule
# or a bug.
_CLASSES: dict[int, type[StorageError]] = {
    5: StorageBusyError,
    6: StorageBusyError,
    8: StorageReadOnlyError,
    10: StorageError,  # an I/O error: a network drive that went away, say
    11: StorageDamagedError,
    13: StorageFullError,
    14: StorageReadOnlyError,
    26: WrongKeyError,
}


def storage_error(error: BaseException | None) -> StorageError | None:
    """The surroundings' fault behind an error of the driver; None when it is a bug or a rule.

    Its text is the code alone: the engine's own words may quote a value.
    """
    # What Python's layer of the driver complains of (a value of a wrong type) carries no code.
    code = getattr(error, "sqlite_errorcode", 0)
    wanted = _CLASSES.get(code & 0xFF)
    return None if wanted is None else wanted(f"sqlite {code}")
