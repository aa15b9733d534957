"""What a person does with backups, each in a process of its own."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from refund_desk.adapters.storage.backup import copy_ledger
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.restore import Place, restore_ledger
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.domain.identifiers import Mchid
from refund_desk.practice.keys import MCHID


def back_up(desk: Path, target: Path) -> None:
    """A backup of the books of this data folder."""
    folder = Folders(desk).practice
    copy_ledger(folder / LEDGER_FILE, target, practice_keys(folder).database)


def bring_key(desk: Path, other_pc: Path) -> None:
    """Bring the key alone to a new data folder, as a recovery code does."""
    folder = Folders(other_pc).practice
    folder.mkdir(parents=True)
    shutil.copy(Folders(desk).practice / "practice.key", folder)


def put_back(backup: Path, desk: Path) -> None:
    """Restore the books of a data folder, or import them into one without books."""
    folder = Folders(desk).practice
    place = Place(
        folder=folder, key=practice_keys(folder).database, mchid=Mchid(MCHID), practice=True
    )
    restore_ledger(backup, place, now=datetime.now(UTC))
