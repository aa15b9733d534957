"""`refund-desk audit verify`: whether the audit trails of a data folder are whole."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.ports.vault import PassphraseNeededError, VaultError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret
from refund_desk.practice.keys import MCHID

if TYPE_CHECKING:
    from refund_desk.live_desk import LiveShops

EXIT_OK, EXIT_WRONG, EXIT_CANNOT_RUN = 0, 1, 3


def verify(data_dir: Path | None) -> int:
    """0 when every line follows from the one before, 1 with `line N: ...`, 3 without a ledger.

    Looks at the practice shop and at every real shop of the folder. Books that a passphrase locks
    ask for it on the terminal; without a terminal they cannot be looked at.
    """
    folders = Folders(data_dir) if data_dir else Folders.of_user()
    openers = _openers(folders)
    if not openers:
        sys.stderr.write("no ledger in this folder\n")
        return EXIT_CANNOT_RUN
    return max(_verify_one(opened) for opened in openers)


def _openers(folders: Folders) -> list[Callable[[], Ledger]]:
    """How to open each ledger of the folder."""
    found: list[Callable[[], Ledger]] = []
    if (folders.practice / LEDGER_FILE).is_file():
        found.append(lambda: _practice(folders.practice))
    if folders.shops():
        from refund_desk.live_desk import LiveShops

        shops = LiveShops(folders)
        found += [partial(_live, shops, mchid) for mchid in shops.all()]
    return found


def _practice(folder: Path) -> Ledger:
    keys = practice_keys(folder)
    return open_ledger(folder, keys.database, mchid=Mchid(MCHID), practice=True)


def _live(shops: LiveShops, mchid: Mchid) -> Ledger:
    from refund_desk.live_desk import NOTHING, Unlock

    try:
        return shops.open(mchid, NOTHING)[1]
    except PassphraseNeededError:
        if not sys.stdin.isatty():
            raise
    passphrase = Secret(getpass.getpass("passphrase of these books: "))
    return shops.open(mchid, Unlock(passphrase=passphrase))[1]


def _verify_one(open_books: Callable[[], Ledger]) -> int:
    try:
        ledger = open_books()
    except (StorageError, VaultError) as error:
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
