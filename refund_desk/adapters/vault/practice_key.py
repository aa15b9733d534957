"""The practice shop's master key: a file for this user only, no keyring, no question.

The rule is decisions.md 5.2.
"""

from __future__ import annotations

from pathlib import Path

from refund_desk.adapters.vault.derived_keys import MASTER_BYTES, Keys, keys_of, new_master
from refund_desk.adapters.vault.own_files import write_new
from refund_desk.application.ports.transactions import WrongKeyError


def practice_keys(folder: Path) -> Keys:
    """The keys of the practice shop in `folder`, made at the first time.

    Raises `WrongKeyError` when the file is there and is no key: making a new one would lock the
    ledger away. Raises `OSError` when it cannot be read or written.
    """
    path = folder / "practice.key"
    if not path.exists():
        if (folder / "ledger.db").exists():
            raise WrongKeyError
        write_new(path, new_master())
    master = path.read_bytes()
    if len(master) != MASTER_BYTES:
        raise WrongKeyError
    return keys_of(master)
