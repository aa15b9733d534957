"""The schema of a file: which version it has, and the way to the newest."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from refund_desk.adapters.storage.engine import transaction
from refund_desk.adapters.storage.files import NEWEST_SCHEMA
from refund_desk.application.ports.transactions import NewerSchemaError, WrongKeyError


def version_of(connection: Connection) -> str | None:
    """The revision of this database, None for one that is still empty.

    Raises `WrongKeyError` when it has tables but is no ledger, `NewerSchemaError` when a newer
    program wrote it.
    """
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    names = {row[0] for row in connection.exec_driver_sql(tables)}
    if not names:
        return None
    if "schema_version" not in names:
        raise WrongKeyError("no ledger")
    version: str = connection.exec_driver_sql("SELECT version_num FROM schema_version").scalar_one()
    if version > NEWEST_SCHEMA:
        raise NewerSchemaError(version)
    return version


def migrate(connection: Connection) -> None:
    """Bring the database to the newest schema in one transaction: all of it or nothing."""
    from alembic import command
    from alembic.config import Config

    settings = Config()
    folder = str(Path(__file__).parent / "migrations")
    settings.set_main_option("script_location", folder.replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    with transaction(connection):
        # Another process may have been first while this one waited for its turn.
        if version_of(connection) != NEWEST_SCHEMA:
            command.upgrade(settings, "head")
