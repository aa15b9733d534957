"""What lists and search read, kept in step with the tables inside the same transaction.

Stores only say what they touched; everything is written once, at the end of a work, in the order
of the index's keys: out of order, each row would cost the search index a segment of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from refund_desk.adapters.storage import search_parts
from refund_desk.adapters.storage.prepared import raw
from refund_desk.adapters.storage.search_words import index_tokens, one_form
from refund_desk.domain.identifiers import TransactionId

# The application itself is document 0; a conversation beyond 254 messages shares document 255.
DOCUMENT_BITS = 8
LAST_DOCUMENT = (1 << DOCUMENT_BITS) - 1

_SEARCHED = (
    "SELECT a.search_key, a.source_ref, a.transaction_id, a.out_trade_no, a.payer_phone,"
    " a.problem_text, a.detail_text, f.buyer_nickname, f.title, f.tracking_no"
    " FROM refund_application a LEFT JOIN order_facts f ON f.transaction_id = a.transaction_id"
    " WHERE a.id = ?"
)
_NUMBERS = "SELECT out_refund_no, refund_id FROM refund WHERE application_id = ?"
_MESSAGES = "SELECT n, text FROM message WHERE application_id = ? ORDER BY n"
_DROP_CODES = "DELETE FROM search_code WHERE search_key = ?"
_PUT_CODE = "INSERT INTO search_code (search_key, code, reversed) VALUES (?, ?, ?)"
_ADD_NUMBER = (
    "INSERT OR IGNORE INTO search_code (search_key, code, reversed)"
    " SELECT search_key, ?, ? FROM refund_application WHERE id = ?"
)
_PUT_TEXT = "INSERT OR REPLACE INTO search_text (rowid, tokens) VALUES (?, ?)"


class WriteHistory(Protocol):
    """Renews the history entry of an application; a new one has nothing that hangs on it."""

    def __call__(self, application_id: int, *, is_new: bool) -> None:
        """Write it, or take it away."""


class _Searched(NamedTuple):
    """A row of `_SEARCHED`."""

    search_key: int
    source_ref: str
    transaction_id: str | None
    out_trade_no: str | None
    payer_phone: str
    problem_text: str
    detail_text: str
    buyer_nickname: str | None
    title: str | None
    tracking_no: str | None


class Projections:
    """Remembers what one work touched and brings search into step at its end."""

    def __init__(self, connection: Connection, write_history: WriteHistory) -> None:
        """Work on this connection; `write_history` renews one application's history entry."""
        self._connection = connection
        self._write_history = write_history
        self._new: set[int] = set()
        self._history: set[int] = set()
        self._decided: set[int] = set()
        self._searched: set[int] = set()
        self._documents: defaultdict[int, set[int]] = defaultdict(set)
        self._numbers: defaultdict[int, set[tuple[str, bool]]] = defaultdict(set)

    def touch_new(self, application_id: int) -> None:
        """An application is new: nothing can be known of it that this work did not write."""
        self._new.add(application_id)
        self.touch(application_id)

    def is_new(self, application_id: int) -> bool:
        """Whether this work made it, and has written nothing yet that hangs on it."""
        return application_id in self._new and application_id not in self._documents

    def touch(self, application_id: int) -> None:
        """An application is new, or something that search finds it by changed."""
        self._history.add(application_id)
        self._searched.add(application_id)

    def touch_history(self, application_id: int) -> None:
        """Something about an application changed that search does not look at."""
        self._history.add(application_id)
        self._decided.add(application_id)

    def touch_refund(self, application_id: int, *numbers: str | None) -> None:
        """A refund of an application changed; these are the numbers it has by now.

        The first is ours. It holds the payment's number, so its inner parts are known already.
        """
        self._history.add(application_id)
        self._decided.add(application_id)
        known = self._numbers[application_id]
        known.update((one_form(number), n > 0) for n, number in enumerate(numbers) if number)

    def touch_payment(self, transaction_id: TransactionId) -> None:
        """The facts of a payment changed, for all its applications."""
        wanted = "SELECT id FROM refund_application WHERE transaction_id = ?"
        for (application_id,) in raw(self._connection).execute(wanted, (transaction_id,)):
            self.touch(application_id)

    def touch_messages(self, application_id: int, numbers: Iterable[int]) -> None:
        """These messages of an application are new."""
        self._documents[application_id].update(document_of(n) for n in numbers)

    def write(self) -> None:
        """Bring everything touched into step."""
        for application_id in sorted(self._history):
            self._write_history(application_id, is_new=self._is_bare(application_id))
        self._add_numbers()
        documents: dict[int, str] = {}
        for application_id in self._searched | self._documents.keys():
            documents.update(self._renewed(application_id))
        if self._searched:
            keys = {rowid >> DOCUMENT_BITS for rowid in documents}
            raw(self._connection).executemany(search_parts.NOTE, [(key,) for key in sorted(keys)])
        if documents:
            rows = [(rowid, index_tokens(documents[rowid])) for rowid in sorted(documents)]
            raw(self._connection).executemany(_PUT_TEXT, rows)

    def _is_bare(self, application_id: int) -> bool:
        """Whether it is new and no refund or outgoing message of it was written yet."""
        return application_id in self._new and application_id not in self._decided

    def _add_numbers(self) -> None:
        """A number once given never goes away, so the numbers of refunds are only ever added."""
        below = raw(self._connection)
        for application_id, numbers in self._numbers.items():
            for code, is_theirs in sorted(numbers):
                added = below.execute(_ADD_NUMBER, (code, code[::-1], application_id))
                if is_theirs and added.rowcount:
                    below.execute(search_parts.NOTE_APPLICATION, (application_id,))

    def _renewed(self, application_id: int) -> Iterator[tuple[int, str]]:
        """Write the codes of one application; the texts of its documents by their row numbers."""
        below = raw(self._connection)
        row = _Searched(*below.execute(_SEARCHED, (application_id,)).fetchone())
        first = row.search_key << DOCUMENT_BITS
        if application_id in self._searched:
            is_new = self._is_bare(application_id)
            numbers = [] if is_new else below.execute(_NUMBERS, (application_id,)).fetchall()
            found = [row.source_ref, row.transaction_id, row.out_trade_no, row.payer_phone]
            found += [row.buyer_nickname, row.tracking_no, *(n for pair in numbers for n in pair)]
            if not is_new:
                below.execute(_DROP_CODES, (row.search_key,))
            self._put_codes(row.search_key, {one_form(code) for code in found if code})
            texts = (row.buyer_nickname, row.title, row.problem_text, row.detail_text)
            yield first, joined(texts)
        documents = self._documents.get(application_id)
        if documents:
            texts_there = message_texts(self._connection, application_id, documents)
            yield from ((first | document, text) for document, text in texts_there.items())

    def _put_codes(self, search_key: int, codes: set[str]) -> None:
        rows = [(search_key, code, code[::-1]) for code in sorted(codes)]
        raw(self._connection).executemany(_PUT_CODE, rows)


def document_of(n: int) -> int:
    """The document of an application's n-th message (from 0)."""
    return min(n + 1, LAST_DOCUMENT)


def joined(texts: Iterable[str | None]) -> str:
    """Texts as one, with breaks that no search crosses."""
    return "\n".join(text for text in texts if text)


def message_texts(
    connection: Connection, application_id: int, documents: Collection[int]
) -> dict[int, str]:
    """The words of these documents of a conversation."""
    texts: dict[int, list[str]] = {document: [] for document in documents}
    for n, text in raw(connection).execute(_MESSAGES, (application_id,)):
        if document_of(n) in texts:
            texts[document_of(n)].append(text)
    return {document: joined(parts) for document, parts in texts.items()}
