"""`refund-desk audit verify`: whether the audit trail is whole."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from refund_desk.adapters.storage.ledger import open_ledger
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.identifiers import Mchid
from refund_desk.practice.keys import MCHID

EXIT_OK, EXIT_WRONG, EXIT_CANNOT_RUN = 0, 1, 3


def verify(data_dir: Path | None) -> int:
    """0 when every line follows from the one before, 1 with `line N: ...`, 3 without a ledger."""
    folder = (Folders(data_dir) if data_dir else Folders.of_user()).practice
    if not (folder / "ledger.db").is_file():
        sys.stderr.write("no ledger in this folder\n")
        return EXIT_CANNOT_RUN
    try:
        keys = practice_keys(folder)
        ledger = open_ledger(folder, keys.database, mchid=Mchid(MCHID), practice=True)
    except StorageError as error:
        sys.stderr.write(f"the ledger cannot be opened: {error.why}\n")
        return EXIT_CANNOT_RUN
    except OSError:
        sys.stderr.write("the key of this folder cannot be read\n")
        return EXIT_CANNOT_RUN
    try:
        broken = asyncio.run(ledger.reads.first_broken_line())
    finally:
        ledger.close()
    if broken is None:
        return EXIT_OK
    sys.stdout.write(f"line {broken}: does not follow from the line before it\n")
    return EXIT_WRONG
