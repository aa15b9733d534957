"""What every refund reads and writes, run below SQLAlchemy: its layer costs more than the rows.

A refund on its way out runs some thirty statements. Measured: 75 us each through SQLAlchemy's
execute, 10 us each here. The statements are still SQLAlchemy's own and name no column twice.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Insert, Select, Update
from sqlalchemy.dialects import sqlite
from sqlcipher3 import dbapi2


class Prepared:
    """A statement that is compiled when it is first run, and once."""

    def __init__(self, statement: Select[Any] | Insert | Update) -> None:
        """Keep it; its values are given by name, always the same names."""
        self._statement = statement
        self._compiled: tuple[str, tuple[str, ...]] | None = None

    def rows(self, connection: Connection, named: Mapping[str, Any]) -> list[Any]:
        """The rows of a select: columns as attributes, flags as 0 and 1."""
        return [self._row(row) for row in self.run(connection, named)]

    def one_or_none(self, connection: Connection, named: Mapping[str, Any]) -> Any | None:
        """The only row of a select."""
        found = self.rows(connection, named)
        return found[0] if found else None

    def run(self, connection: Connection, named: Mapping[str, Any]) -> dbapi2.Cursor:
        """Run it with these values."""
        if self._compiled is None:
            self._compiled = self._made_for(named)
        sql, names = self._compiled
        return raw(connection).execute(sql, [named[name] for name in names])

    def run_many(self, connection: Connection, many: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each of these."""
        for named in many:
            self.run(connection, named)

    def _made_for(self, named: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
        """The SQL, and the names of its values in their order; only named columns are written."""
        written = None
        if not isinstance(self._statement, Select):
            written = [name for name in named if name in self._statement.table.c]
        dialect = sqlite.dialect(paramstyle="qmark")
        compiled = self._statement.compile(dialect=dialect, column_keys=written)
        return str(compiled), tuple(compiled.positiontup or ())

    @cached_property
    def _row(self) -> Callable[[Iterable[Any]], Any]:
        columns = [column.name for column in self._statement.exported_columns]
        make: Callable[[Iterable[Any]], Any] = namedtuple("Row", columns)._make  # type: ignore[attr-defined] # made here
        return make


def raw(connection: Connection) -> dbapi2.Connection:
    """The connection below SQLAlchemy's; its errors are `dbapi2.Error`."""
    below = connection.connection.dbapi_connection
    assert isinstance(below, dbapi2.Connection)  # noqa: S101 - every engine of ours opens such
    return below
