"""One schema from the migrations; older files are copied first, a broken step changes nothing."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlcipher3 import dbapi2

from refund_desk.adapters.storage.files import LEDGER_FILE, NEWEST_SCHEMA
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.schema import OURS, Migrations
from refund_desk.adapters.storage.tables import METADATA
from refund_desk.application.ports.transactions import NewerSchemaError, StorageReadOnlyError
from refund_desk.domain.refund_application import Segment
from tests.storage.examples import NOW, an_application
from tests.storage.raw import all_bytes, opened

Reopen = Callable[..., Ledger]
# Two steps that do not exist yet, so that this file need not change with each migration.
_NEXT, _LATER = (f"{int(NEWEST_SCHEMA) + n:04d}" for n in (1, 2))
_STEP = """
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("CREATE TABLE step_{revision} (id INTEGER PRIMARY KEY)")
    {more}
"""


def _later(folder: Path, newest: str, *, more: str = "") -> Migrations:
    """Our migrations and later ones up to `newest`; `more` is the last one's second statement."""
    shutil.copytree(OURS.folder, folder)
    for number in range(int(NEWEST_SCHEMA) + 1, int(newest) + 1):
        revision, before = f"{number:04d}", f"{number - 1:04d}"
        last = more if revision == newest else ""
        text = _STEP.format(revision=revision, before=before, more=last)
        (folder / "versions" / f"m{revision}.py").write_text(text, encoding="utf-8")
    return Migrations(folder, newest)


def test_the_newest_schema_is_the_newest_file() -> None:
    heads = ScriptDirectory(str(OURS.folder)).get_heads()
    assert heads == [NEWEST_SCHEMA] == [OURS.newest]


def test_the_code_names_the_columns_that_exist(ledger: Ledger, tmp_path: Path) -> None:
    with opened(tmp_path / LEDGER_FILE) as file:
        tables = {
            name: {row[1] for row in file.execute(f"PRAGMA table_info({name})")}
            for (name,) in file.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            ).fetchall()
            if not name.startswith(("search_text", "search_part")) and name != "schema_version"
        }
    assert tables == {table.name: set(table.c.keys()) for table in METADATA.tables.values()}


def test_no_column_can_hold_a_fraction(ledger: Ledger, tmp_path: Path) -> None:
    with opened(tmp_path / LEDGER_FILE) as file:
        for table in METADATA.tables:
            for row in file.execute(f"PRAGMA table_info({table})"):
                assert row[2] in {"TEXT", "INTEGER", "BIGINT", "BOOLEAN", "BLOB"}
                assert not row[1].endswith("_fen") or row[2] == "BIGINT"
        file.execute("BEGIN")
        with pytest.raises(dbapi2.IntegrityError, match="ck_amount_fen"):
            file.execute("INSERT INTO refunded_elsewhere VALUES ('1', '2', 10.5)")


def test_an_older_file_is_copied_then_migrated(reopen: Reopen, tmp_path: Path) -> None:
    ledger = reopen()
    kept = asyncio.run(
        ledger.transactions.run(lambda stores: stores.applications.add(an_application()))
    )
    ledger.close()

    migrated = reopen(migrations=_later(tmp_path / "100% later", _LATER))
    ids = asyncio.run(migrated.reads.inbox_ids(Segment.TO_DO, search="", now=NOW))
    assert list(ids) == [kept.id]
    migrated.close()
    with opened(tmp_path / LEDGER_FILE) as file:
        assert file.execute("SELECT * FROM schema_version").fetchall() == [(_LATER,)]
        assert file.execute(f"SELECT * FROM step_{_LATER}").fetchall() == []
    with opened(tmp_path / f"ledger-before-{_LATER}.db") as backup:
        assert backup.execute("SELECT * FROM schema_version").fetchall() == [(NEWEST_SCHEMA,)]
        assert backup.execute("SELECT id FROM refund_application").fetchall() == [(kept.id,)]

    with pytest.raises(NewerSchemaError):
        reopen()


def test_a_step_that_breaks_leaves_the_file_as_it_was(reopen: Reopen, tmp_path: Path) -> None:
    reopen().close()
    before = (tmp_path / LEDGER_FILE).read_bytes()
    broken = _later(tmp_path / "later", _LATER, more="raise ZeroDivisionError")

    with pytest.raises(ZeroDivisionError):
        reopen(migrations=broken)
    assert (tmp_path / LEDGER_FILE).read_bytes() == before
    reopen()


def test_without_a_backup_there_is_no_migration(reopen: Reopen, tmp_path: Path) -> None:
    reopen().close()
    before = all_bytes(tmp_path)
    (tmp_path / f"ledger-before-{_NEXT}.part").mkdir()

    with pytest.raises(StorageReadOnlyError):
        reopen(migrations=_later(tmp_path / "later", _NEXT))
    assert {name: all_bytes(tmp_path)[name] for name in before} == before


def test_an_ordinary_start_imports_neither_orm_nor_alembic(reopen: Reopen, tmp_path: Path) -> None:
    reopen().close()
    look = (
        "import sys\nfrom pathlib import Path\n"
        "from refund_desk.adapters.storage.first_rows import read_first_rows\n"
        "from tests.storage.examples import KEY, MCHID\n"
        "assert read_first_rows(Path(sys.argv[1]), KEY) is not None\n"
        "print('sqlalchemy' in sys.modules)\n"
        "from refund_desk.adapters.storage.ledger import open_ledger\n"
        "open_ledger(Path(sys.argv[1]), KEY, mchid=MCHID, practice=True).close()\n"
        "print('sqlalchemy.orm' in sys.modules, 'alembic' in sys.modules)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", look, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == ["False", "False", "False"]
