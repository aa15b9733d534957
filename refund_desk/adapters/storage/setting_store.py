"""Small named texts in a table."""

from __future__ import annotations

from sqlalchemy import Connection

_PUT = "INSERT INTO setting (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = ?"


class SqlSettingStore:
    """Small named texts (drafts, marks of progress), inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on this connection."""
        self._connection = connection

    def get(self, name: str) -> str | None:
        """The text under this name."""
        wanted = "SELECT text FROM setting WHERE name = ?"
        text: str | None = self._connection.exec_driver_sql(wanted, (name,)).scalar_one_or_none()
        return text

    def put(self, name: str, text: str | None) -> None:
        """Keep the text; None removes it."""
        if text is None:
            self._connection.exec_driver_sql("DELETE FROM setting WHERE name = ?", (name,))
        else:
            self._connection.exec_driver_sql(_PUT, (name, text, text))
