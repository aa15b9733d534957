"""`refund-desk --forget-keys`: what the uninstaller asks for before it deletes all the books."""

from __future__ import annotations

import sys
from pathlib import Path

from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.system.single_instance import is_free
from refund_desk.adapters.vault.system_keyring import SystemKeyStore, system_key_store
from refund_desk.adapters.vault.vault import Vault
from refund_desk.application.ports.vault import VaultError
from refund_desk.domain.identifiers import Mchid

EXIT_OK, EXIT_WRONG, EXIT_CANNOT_RUN = 0, 1, 3


def forget(data_dir: Path | None) -> int:
    """Take the master keys of every shop here out of this PC's key store.

    Without its recovery code such a shop's books cannot be opened any more. 0 none is left, 1 one
    could not be removed, 3 the program is running.
    """
    folders = Folders(data_dir) if data_dir else Folders.of_user()
    if not is_free(folders.root):
        sys.stderr.write("the program is running\n")
        return EXIT_CANNOT_RUN
    vaults = [Vault(folders.shop(each), Mchid(each), None) for each in folders.shops()]
    kept = [vault.entry for vault in vaults if vault.entry]
    if not kept:
        return EXIT_OK
    store = system_key_store()
    if store is None:
        return EXIT_WRONG
    # Each is tried, whatever became of the one before.
    gone = [_forgotten(store, entry) for entry in kept]
    return EXIT_OK if all(gone) else EXIT_WRONG


def _forgotten(store: SystemKeyStore, entry: str) -> bool:
    try:
        store.forget(entry)
    except VaultError:
        sys.stderr.write(f"{entry} is still in the key store\n")
        return False
    return True
