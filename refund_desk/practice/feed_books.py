"""The books of the shop's own backend: applications, what was said, and what the desk posted.

A file of its own beside WeChat Pay's: they are two far sides, and neither knows the other's books.
Applications carry a change number that only grows; the cursor of the feed is the last one seen.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path

_SCHEMA = """
CREATE TABLE applications (
  application_id TEXT PRIMARY KEY, change_no INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL,
  state TEXT NOT NULL, test INTEGER NOT NULL, applied_at REAL NOT NULL, changed_at REAL NOT NULL,
  transaction_id TEXT NOT NULL, asked_fen INTEGER NOT NULL, category TEXT NOT NULL,
  words TEXT NOT NULL, phone TEXT NOT NULL, pictures TEXT NOT NULL, service_until REAL NOT NULL,
  offer_fen INTEGER, offer_agreed INTEGER, parcel TEXT
) WITHOUT ROWID;
CREATE INDEX applications_payment ON applications (transaction_id);
CREATE TABLE messages (
  message_no INTEGER PRIMARY KEY, application_id TEXT NOT NULL, at REAL NOT NULL,
  sender TEXT NOT NULL, words TEXT NOT NULL, pictures TEXT NOT NULL
);
CREATE INDEX messages_application ON messages (application_id, message_no);
CREATE TABLE posts (
  post_no INTEGER PRIMARY KEY, idempotency_key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  application_id TEXT NOT NULL, at REAL NOT NULL, target TEXT NOT NULL, body_sha256 TEXT NOT NULL,
  content TEXT NOT NULL, answer TEXT NOT NULL, replays INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE evidence (
  evidence_id TEXT PRIMARY KEY, application_id TEXT NOT NULL, media_type TEXT NOT NULL,
  content BLOB NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """One application as it lies in the books; times in seconds, `pictures` parted by blanks."""

    application_id: str
    change_no: int
    kind: str
    state: str
    test: int = 0
    applied_at: float
    changed_at: float
    transaction_id: str
    asked_fen: int
    category: str
    words: str
    phone: str
    pictures: str = ""
    service_until: float = 0.0
    offer_fen: int | None = None
    offer_agreed: int | None = None
    parcel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Something that the desk posted and the shop took; `answer` is what it was told then."""

    idempotency_key: str
    kind: str
    application_id: str
    at: float
    target: str
    body_sha256: str
    content: dict[str, object]
    answer: dict[str, object]


class FeedBooks:
    """The open file; one thread, plain transactions."""

    def __init__(self, path: Path) -> None:
        # Made by hand so that the file is private before SQLite puts a byte into it.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=1)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        # Filling was interrupted (or has not begun): there is no version yet, so begin anew.
        self.is_new = self._connection.execute("PRAGMA user_version").fetchone()[0] == 0

    def fill(self, rows: Iterator[FeedRow]) -> None:
        """Write the first content; afterwards the books are no longer new."""
        with self.transaction():
            for table in ("applications", "messages", "posts", "evidence"):
                self._connection.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _SCHEMA.split(";")[:-1]:
                self._connection.execute(statement)
            marks = ", ".join("?" * len(fields(FeedRow)))
            self._connection.executemany(
                f"INSERT INTO applications VALUES ({marks})",  # noqa: S608 - only question marks
                map(astuple, rows),
            )
            self._connection.execute("PRAGMA user_version = 1")
        self.is_new = False

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    # -- applications -----------------------------------------------------------------------------

    def last_change(self) -> int:
        """The highest change number, 0 without any application."""
        found = self._connection.execute("SELECT MAX(change_no) FROM applications").fetchone()[0]
        return int(found or 0)

    def changed_after(self, change_no: int, limit: int) -> list[sqlite3.Row]:
        """Applications in the order of their last change."""
        return self._rows(
            "SELECT * FROM applications WHERE change_no > ? ORDER BY change_no LIMIT ?",
            change_no,
            limit,
        )

    def application(self, application_id: str) -> sqlite3.Row | None:
        """One application, or None."""
        found = self._rows("SELECT * FROM applications WHERE application_id = ?", application_id)
        return found[0] if found else None

    def applications(self) -> list[sqlite3.Row]:
        """All of them, oldest change first."""
        return self._rows("SELECT * FROM applications ORDER BY change_no")

    def add(self, row: FeedRow) -> None:
        """A new application."""
        marks = ", ".join("?" * len(fields(FeedRow)))
        self._connection.execute(
            f"INSERT INTO applications VALUES ({marks})",  # noqa: S608 - only question marks
            astuple(row),
        )

    def change(self, application_id: str, at_s: float, **changes: object) -> None:
        """Set columns of an application, which moves to the end of the list.

        The names come from this package's own calls, never from outside.
        """
        columns = {**changes, "changed_at": at_s, "change_no": self.last_change() + 1}
        settings = ", ".join(f"{name} = ?" for name in columns)
        self._connection.execute(
            f"UPDATE applications SET {settings} WHERE application_id = ?",  # noqa: S608 - own names
            (*columns.values(), application_id),
        )

    # -- words ------------------------------------------------------------------------------------

    def messages(self, application_ids: list[str]) -> dict[str, list[sqlite3.Row]]:
        """The conversations of those applications, oldest message first."""
        found: dict[str, list[sqlite3.Row]] = {each: [] for each in application_ids}
        marks = ", ".join("?" * len(application_ids))
        for row in self._rows(
            f"SELECT * FROM messages WHERE application_id IN ({marks}) ORDER BY message_no",  # noqa: S608 - only question marks
            *application_ids,
        ):
            found[row["application_id"]].append(row)
        return found

    def say(self, application_id: str, at_s: float, sender: str, words: str, pictures: str) -> int:
        """Write a message; its number."""
        return (
            self._connection.execute(
                "INSERT INTO messages (application_id, at, sender, words, pictures)"
                " VALUES (?, ?, ?, ?, ?)",
                (application_id, at_s, sender, words, pictures),
            ).lastrowid
            or 0
        )

    # -- what was posted --------------------------------------------------------------------------

    def post_under(self, idempotency_key: str) -> sqlite3.Row | None:
        """What was taken under this key, or None."""
        found = self._rows("SELECT * FROM posts WHERE idempotency_key = ?", idempotency_key)
        return found[0] if found else None

    def next_post_no(self) -> int:
        """The number that the next post will have."""
        found = self._connection.execute("SELECT MAX(post_no) FROM posts").fetchone()[0]
        return int(found or 0) + 1

    def keep_post(self, post: Post) -> None:
        """Write down what was taken and how it was answered."""
        self._connection.execute(
            "INSERT INTO posts (idempotency_key, kind, application_id, at, target, body_sha256,"
            " content, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                post.idempotency_key,
                post.kind,
                post.application_id,
                post.at,
                post.target,
                post.body_sha256,
                json.dumps(post.content, ensure_ascii=False),
                json.dumps(post.answer),
            ),
        )

    def count_replay(self, idempotency_key: str) -> None:
        """The desk has asked once more under a key whose post was taken."""
        self._connection.execute(
            "UPDATE posts SET replays = replays + 1 WHERE idempotency_key = ?", (idempotency_key,)
        )

    def posts(self) -> list[sqlite3.Row]:
        """All that was taken, oldest first."""
        return self._rows("SELECT * FROM posts ORDER BY post_no")

    # -- evidence ---------------------------------------------------------------------------------

    def keep_evidence(
        self, evidence_id: str, application_id: str, media_type: str, content: bytes
    ) -> None:
        """Write a picture down."""
        self._connection.execute(
            "INSERT INTO evidence VALUES (?, ?, ?, ?)",
            (evidence_id, application_id, media_type, content),
        )

    def evidence(self, evidence_id: str) -> sqlite3.Row | None:
        """A picture that was posted, or None."""
        found = self._rows("SELECT * FROM evidence WHERE evidence_id = ?", evidence_id)
        return found[0] if found else None

    def _rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self._connection.execute(sql, values).fetchall()
