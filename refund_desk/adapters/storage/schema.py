"""The schema of a file: which version it has, and the way to the newest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from refund_desk.adapters.storage.engine import transaction
from refund_desk.adapters.storage.files import NEWEST_SCHEMA
from refund_desk.application.ports.transactions import NewerSchemaError, WrongKeyError

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"


@dataclass(frozen=True, slots=True)
class Migrations:
    """A folder of Alembic migrations, and the revision of its newest file."""

    folder: Path
    newest: str

    def version_of(self, connection: Connection) -> str | None:
        """The revision of this database, None for one that is still empty.

        Raises `WrongKeyError` when it has tables but is no ledger, `NewerSchemaError` when a newer
        program wrote it.
        """
        names = set(connection.exec_driver_sql(_TABLES).scalars())
        if not names:
            return None
        if "schema_version" not in names:
            raise WrongKeyError("no ledger")
        found = connection.exec_driver_sql("SELECT version_num FROM schema_version")
        version = str(found.scalar_one())
        if version > self.newest:
            raise NewerSchemaError(version)
        return version

    def run(self, connection: Connection) -> None:
        """Bring the database to the newest schema in one transaction: all of it or nothing."""
        from alembic import command
        from alembic.config import Config

        settings = Config()
        settings.set_main_option("script_location", str(self.folder).replace("%", "%%"))
        settings.set_main_option("path_separator", "os")
        settings.attributes["connection"] = connection
        with transaction(connection):
            # Reads the version anew: another process may have been first while this one waited.
            command.upgrade(settings, "head")


OURS = Migrations(Path(__file__).parent / "migrations", NEWEST_SCHEMA)
