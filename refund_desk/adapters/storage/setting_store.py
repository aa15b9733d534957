"""Small named texts in a table."""

from __future__ import annotations

from sqlalchemy import Connection

from refund_desk.adapters.storage.prepared import raw

_PUT = "INSERT INTO setting (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = ?"


class SqlSettingStore:
    """Small named texts (drafts, marks of progress), inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on this connection."""
        self._connection = connection
        # Nobody else writes inside this transaction.
        self._read: dict[str, str | None] = {}

    def get(self, name: str) -> str | None:
        """The text under this name."""
        if name not in self._read:
            wanted = "SELECT text FROM setting WHERE name = ?"
            row = raw(self._connection).execute(wanted, (name,)).fetchone()
            self._read[name] = None if row is None else row[0]
        return self._read[name]

    def put(self, name: str, text: str | None) -> None:
        """Keep the text; None removes it."""
        if text is None:
            raw(self._connection).execute("DELETE FROM setting WHERE name = ?", (name,))
        else:
            raw(self._connection).execute(_PUT, (name, text, text))
        self._read[name] = text
