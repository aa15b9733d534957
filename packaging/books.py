"""Books full of refunds, and what books hold: what an upgrade has to keep, before and after.

    PYTHONPATH=STATE python packaging/books.py fill FOLDER [APPLICATIONS]
    PYTHONPATH=STATE python packaging/books.py count FOLDER

`fill` makes the folder of a practice shop as the program of that state would (packaging/older.sh
makes a state). `count` prints a line for each ledger in the folder, the copies of an upgrade among
them; the state must know the newest of their schemas. Several in ten applications get a refund.
"""

import asyncio
import contextlib
import sys
from pathlib import Path

from benchmarks import storage_reads
from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.storage.ledger import open_ledger
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.domain.identifiers import Mchid
from refund_desk.practice.keys import MCHID

_USUAL = 3_000


def main(arguments: list[str]) -> int:
    """Do what the arguments say."""
    verb, folder = arguments[0], Path(arguments[1])
    if verb == "fill":
        fill(folder, int(arguments[2]) if len(arguments) > 2 else _USUAL)
    count(folder)
    return 0


def fill(folder: Path, applications: int) -> None:
    """Make the folder with a ledger of this many applications in it."""
    folder.mkdir(parents=True)
    # Every row bears the number of the merchant whom the practice shop plays.
    storage_reads._MCHID = Mchid(MCHID)
    key = practice_keys(folder).database
    ledger = open_ledger(folder, key, mchid=Mchid(MCHID), practice=True)
    asyncio.run(storage_reads._fill(ledger, applications))
    ledger.close()


def count(folder: Path) -> None:
    """Print schema, applications, refunds and their sum of each ledger, and whether it is whole."""
    key = practice_keys(folder).database
    for path in sorted(folder.glob("ledger*.db")):
        with contextlib.closing(connect(path, key)) as books:
            (schema,) = books.execute("SELECT version_num FROM schema_version").fetchone()
            (applications,) = books.execute("SELECT count(*) FROM refund_application").fetchone()
            refunds, fen = books.execute("SELECT count(*), sum(amount_fen) FROM refund").fetchone()
            (whole,) = books.execute("PRAGMA integrity_check").fetchone()
        print(
            f"{path.name}: schema {schema}, {applications} applications,"
            f" {refunds} refunds of {fen} fen, integrity {whole}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
