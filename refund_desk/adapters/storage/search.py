"""Search over everything the ledger holds: exact numbers and names first, then the newest finds."""

from __future__ import annotations

import heapq
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection

from refund_desk.adapters.storage.pinyin import spells
from refund_desk.adapters.storage.projections import DOCUMENT_BITS, joined
from refund_desk.adapters.storage.search_parts import PART
from refund_desk.adapters.storage.search_words import (
    PAIR,
    match_text,
    one_form,
    query_tokens,
    runs_of,
)
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import Fen

# decisions.md 8: the newest 50.
INBOX_FINDS = 50
HISTORY_FINDS = 500
# Numbers are looked for by beginning or end from three characters on; fewer would fit too many.
CODE_LENGTH_MIN = 3
# Many numbers begin alike; of those the greatest, thus mostly the newest, are looked at.
HEADS_MAX = 2_000
NUMBERS_LOOKED_AT = 10_000
_SLICE = 200
# A word of three characters and more is looked up in this many documents that hold its pairs;
# beyond, a rare join of two common pairs would keep a reader busy for seconds.
CANDIDATES_MAX = 20_000

_EXACT = "SELECT search_key FROM search_code WHERE code = ? ORDER BY search_key DESC LIMIT ?"
_HEADS = (
    "SELECT search_key FROM search_code WHERE code >= ? AND code < ? ORDER BY code DESC LIMIT ?"
)
_TAILS = (
    "SELECT search_key FROM search_code WHERE reversed >= ? AND reversed < ?"
    " ORDER BY reversed DESC LIMIT ?"
)
_ASKED = (
    "SELECT search_key FROM refund_application WHERE asked_fen BETWEEN ? AND ?"
    " ORDER BY search_key DESC LIMIT ?"
)
# Ids are given as applications come in: of the greatest, the newest are taken.
_REFUNDED = (
    "SELECT a.search_key FROM (SELECT DISTINCT application_id FROM refund"
    " WHERE amount_fen BETWEEN ? AND ? ORDER BY application_id DESC LIMIT ? * 4) AS r"
    " JOIN refund_application a ON a.id = r.application_id ORDER BY a.search_key DESC"
)
_DOCUMENTS = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC"
# Document 0 is the application itself, 255 all messages from the 255th on (projections.py).
_TEXTS = """
    SELECT w.value, f.buyer_nickname, f.title, a.problem_text, a.detail_text
    FROM json_each(?1) AS w JOIN refund_application a ON a.search_key = w.value >> 8
    LEFT JOIN order_facts f ON f.transaction_id = a.transaction_id
    WHERE w.value & 255 = 0
    UNION ALL
    SELECT w.value, m.text, '', '', ''
    FROM json_each(?1) AS w JOIN refund_application a ON a.search_key = w.value >> 8
    JOIN message m ON m.application_id = a.id AND m.n >= (w.value & 255) - 1
        AND (m.n = (w.value & 255) - 1 OR w.value & 255 = 255)
    WHERE w.value & 255 > 0
"""
# A few characters are in so many numbers that the newest of them hold enough.
_NEWEST_HOLDING = (
    "SELECT DISTINCT search_key FROM"
    " (SELECT search_key, code FROM search_code ORDER BY search_key DESC LIMIT ?)"
    " WHERE instr(code, ?) > 0 ORDER BY search_key DESC LIMIT ?"
)
_PARTS = "SELECT rowid FROM search_part WHERE search_part MATCH ? ORDER BY rowid DESC"
_HOLDING = (
    "SELECT wanted.value FROM json_each(?) AS wanted WHERE EXISTS (SELECT 1 FROM search_code c"
    " WHERE c.search_key = wanted.value AND instr(c.code, ?) > 0) ORDER BY wanted.key"
)
_NAMES = (
    "SELECT wanted.value, f.buyer_nickname, f.title FROM json_each(?) AS wanted"
    " JOIN refund_application a ON a.search_key = wanted.value"
    " JOIN order_facts f ON f.transaction_id = a.transaction_id ORDER BY wanted.key"
)
_IDS = (
    "SELECT a.id FROM json_each(?) AS wanted"
    " JOIN refund_application a ON a.search_key = wanted.value ORDER BY wanted.key"
)
_CODE = re.compile(r"[0-9a-z_\-|*@]+")
_LETTERS = re.compile(r"[a-z]+")
_AMOUNT = re.compile(r"¥?([0-9,]+(?:\.[0-9]{1,2})?)")


def found_ids(connection: Connection, search: str, *, limit: int) -> list[int]:
    """Application ids: exact numbers and names first, then the newest `limit` other finds."""
    keys = found_keys(connection, search, limit=limit)
    return list(connection.exec_driver_sql(_IDS, (json.dumps(keys),)).scalars())


def found_keys(connection: Connection, search: str, *, limit: int) -> list[int]:
    """The same as search keys, which sort by arrival."""
    needle = one_form(search).strip()
    exact = list(connection.exec_driver_sql(_EXACT, (needle, limit)).scalars())
    keys = {
        *_by_code(connection, needle, limit),
        *_by_amount(connection, needle, limit),
        *(() if exact else islice(_by_part(connection, needle, limit), limit)),
        *islice(_by_initials(connection, needle), limit),
        *islice(_by_text(connection, needle), limit),
    }
    return exact + heapq.nlargest(limit, keys - set(exact))


def _by_code(connection: Connection, needle: str, limit: int) -> Iterator[int]:
    """Numbers that begin or end with the needle."""
    if len(needle) < CODE_LENGTH_MIN or _CODE.fullmatch(needle) is None:
        return
    for query, start in ((_HEADS, needle), (_TAILS, needle[::-1])):
        end = start[:-1] + chr(ord(start[-1]) + 1)
        keys = connection.exec_driver_sql(query, (start, end, HEADS_MAX)).scalars()
        yield from heapq.nlargest(limit, keys)


def _by_part(connection: Connection, needle: str, limit: int) -> Iterator[int]:
    """Numbers that hold the needle anywhere, newest first."""
    if len(needle) < CODE_LENGTH_MIN or _CODE.fullmatch(needle) is None:
        return
    if len(needle) < PART:
        newest = (NUMBERS_LOOKED_AT, needle, limit)
        yield from connection.exec_driver_sql(_NEWEST_HOLDING, newest).scalars()
        return
    # Side by side they cover the needle; all that overlap would only be more lists to compare.
    # Many numbers begin alike, so a long one is looked for by what follows.
    first = PART if len(needle) >= 2 * PART else 0
    starts = {*range(first, len(needle) - PART, PART), len(needle) - PART}
    match = match_text(sorted({needle[n : n + PART] for n in starts}))
    keys = iter(connection.exec_driver_sql(_PARTS, (match,)).scalars())
    candidates = islice(keys, CANDIDATES_MAX)
    while part := list(islice(candidates, _SLICE)):
        wanted = (json.dumps(part), needle)
        yield from connection.exec_driver_sql(_HOLDING, wanted).scalars()


def _by_initials(connection: Connection, needle: str) -> Iterator[int]:
    """Names and goods whose characters are read with these initials, newest first."""
    if _LETTERS.fullmatch(needle) is None:
        return
    match = match_text(query_tokens([needle]))
    keys = iter(connection.exec_driver_sql(_PARTS, (match,)).scalars())
    if len(needle) <= PAIR:
        yield from keys
        return
    candidates = islice(keys, CANDIDATES_MAX)
    while part := list(islice(candidates, _SLICE)):
        for key, name, title in connection.exec_driver_sql(_NAMES, (json.dumps(part),)):
            if spells(f"{name}\n{title}", needle):
                yield key


def _by_amount(connection: Connection, needle: str, limit: int) -> Iterator[int]:
    """Amounts asked or refunded: to the fen, or all within a whole yuan."""
    match = _AMOUNT.fullmatch(needle)
    if match is None:
        return
    try:
        least = Fen.from_yuan_text(match[1].replace(",", "")).count
    except BadValueError:
        return
    most = least if "." in match[1] else least + 99
    for query in (_ASKED, _REFUNDED):
        yield from connection.exec_driver_sql(query, (least, most, limit)).scalars()


def _by_text(connection: Connection, needle: str) -> Iterator[int]:
    """Applications, newest first, one of whose documents holds all words of the needle."""
    words = runs_of(needle)
    tokens = query_tokens(words)
    if not tokens:
        return
    rowids = iter(connection.exec_driver_sql(_DOCUMENTS, (match_text(tokens),)).scalars())
    # The index holds characters and pairs, so those are found for sure; longer words are looked up,
    # and so is an amount, whose point divides nothing.
    is_amount = "." in needle and _AMOUNT.fullmatch(needle) is not None
    sure = not is_amount and all(len(word) <= PAIR for word in words)
    found = rowids if sure else _holding(connection, rowids, [needle] if is_amount else words)
    last = None
    for rowid in found:
        if rowid >> DOCUMENT_BITS != last:
            last = rowid >> DOCUMENT_BITS
            yield last


def _holding(connection: Connection, rowids: Iterator[int], words: list[str]) -> Iterator[int]:
    """Those documents, in their order, whose text really holds every word."""
    candidates = islice(rowids, CANDIDATES_MAX)
    while part := list(islice(candidates, _SLICE)):
        texts: defaultdict[int, str] = defaultdict(str)
        for rowid, *parts in connection.exec_driver_sql(_TEXTS, (json.dumps(part),)):
            texts[rowid] += joined([*parts, ""])
        for rowid in part:
            text = one_form(texts[rowid])
            if all(word in text for word in words):
                yield rowid
