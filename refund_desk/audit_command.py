"""`refund-desk audit`: whether the trails of a data folder are whole, and what they say."""

from __future__ import annotations

import asyncio
import getpass
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

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

_LINES_AT_ONCE = 2_000
EXIT_OK, EXIT_WRONG, EXIT_CANNOT_RUN = 0, 1, 3


@dataclass(frozen=True, slots=True)
class _Books:
    """The books of one shop; `name` is its merchant number, or `practice`."""

    name: str
    open: Callable[[], Ledger]


def verify(data_dir: Path | None) -> int:
    """0 when every line follows from the one before, 1 with `line N: ...`, 3 without a ledger.

    Looks at the practice shop and at every real shop of the folder. Books that a passphrase locks
    ask for it on the terminal; without a terminal they cannot be looked at.
    """
    return _with_each(data_dir, lambda _name, ledger: _broken(ledger))


def export(data_dir: Path | None, out: Path) -> int:
    """Write the trail as JSON Lines (docs/audit_trail.md); exit codes as `verify`.

    With several shops in the folder each gets a file of its own, with its merchant number in the
    name. A trail that is broken is written all the same: it is evidence. Nothing is overwritten.
    """
    several = len(_books_in(_folders(data_dir))) > 1

    def write(name: str, ledger: Ledger) -> int:
        path = out.with_name(f"{out.stem}-{name}{out.suffix}") if several else out
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                count = asyncio.run(_write(ledger, file))
        except FileExistsError:
            sys.stderr.write(f"{path.name} is there already\n")
            return EXIT_CANNOT_RUN
        except OSError as error:
            path.unlink(missing_ok=True)
            sys.stderr.write(f"{path.name} cannot be written: {error.strerror}\n")
            return EXIT_CANNOT_RUN
        except StorageError:
            path.unlink()
            raise
        sys.stdout.write(f"{path.name}: {count} lines\n")
        return _broken(ledger)

    return _with_each(data_dir, write)


def _broken(ledger: Ledger) -> int:
    """What breaks the trail, said on standard output."""
    broken = asyncio.run(ledger.reads.first_break())
    if broken is None:
        return EXIT_OK
    sys.stdout.write(f"{broken}\n")
    return EXIT_WRONG


async def _write(ledger: Ledger, file: IO[str]) -> int:
    """Write every line there is; how many."""
    count = last = 0
    while rows := await ledger.reads.audit_rows(after=last, limit=_LINES_AT_ONCE):
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        count, last = count + len(rows), int(str(rows[-1]["number"]))
    return count


def _folders(data_dir: Path | None) -> Folders:
    return Folders(data_dir) if data_dir else Folders.of_user()


def _with_each(data_dir: Path | None, look: Callable[[str, Ledger], int]) -> int:
    """Look at the books of every shop of the folder; the worst exit code."""
    books = _books_in(_folders(data_dir))
    if not books:
        sys.stderr.write("no ledger in this folder\n")
        return EXIT_CANNOT_RUN
    return max(_look_at(one, look) for one in books)


def _books_in(folders: Folders) -> list[_Books]:
    """The books of each shop of the folder."""
    found: list[_Books] = []
    if (folders.practice / LEDGER_FILE).is_file():
        found.append(_Books("practice", lambda: _practice(folders.practice)))
    if folders.shops():
        from refund_desk.live_desk import LiveShops

        shops = LiveShops(folders)
        found += [_Books(str(mchid), partial(_live, shops, mchid)) for mchid in shops.all()]
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


def _look_at(books: _Books, look: Callable[[str, Ledger], int]) -> int:
    try:
        ledger = books.open()
    except (StorageError, VaultError) as error:
        sys.stderr.write(f"the ledger cannot be opened: {error.why}\n")
        return EXIT_CANNOT_RUN
    except OSError:
        sys.stderr.write("the key of this folder cannot be read\n")
        return EXIT_CANNOT_RUN
    try:
        return look(books.name, ledger)
    except StorageError as error:
        sys.stderr.write(f"the ledger cannot be read: {error.why}\n")
        return EXIT_CANNOT_RUN
    finally:
        ledger.close()
