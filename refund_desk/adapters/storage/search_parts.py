"""The second index of search: inner parts of numbers, and pinyin initials of names and goods.

Nobody waits for it: a work notes whose entry it made old, and the writer brings that up to date
when it has nothing else to do. So does an older ledger get its entries, newest applications first.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection

from refund_desk.adapters.storage.pinyin import initial_tokens
from refund_desk.adapters.storage.prepared import raw

# Numbers of 28 digits hold 25 of these; shorter ones would each be in very many numbers.
PART = 4
AT_ONCE = 100

NOTE = "INSERT OR IGNORE INTO search_pending (search_key) VALUES (?)"
NOTE_APPLICATION = (
    "INSERT OR IGNORE INTO search_pending (search_key)"
    " SELECT search_key FROM refund_application WHERE id = ?"
)
_PENDING = "SELECT search_key FROM search_pending ORDER BY search_key DESC LIMIT ?"
_DONE = "DELETE FROM search_pending WHERE search_key BETWEEN ? AND ?"
_CODES = (
    "SELECT c.search_key, c.code FROM json_each(?) AS wanted"
    " CROSS JOIN search_code c ON c.search_key = wanted.value ORDER BY wanted.key"
)
_NAMES = (
    "SELECT a.search_key, f.buyer_nickname, f.title FROM json_each(?) AS wanted"
    " CROSS JOIN refund_application a ON a.search_key = wanted.value"
    " CROSS JOIN order_facts f ON f.transaction_id = a.transaction_id"
)
_PUT = "INSERT OR REPLACE INTO search_part (rowid, tokens) VALUES (?, ?)"


def index_some(connection: Connection) -> bool:
    """Bring the newest entries that are old up to date; whether more of them wait."""
    below = raw(connection)
    keys = sorted(key for (key,) in below.execute(_PENDING, (AT_ONCE,)))
    if not keys:
        return False
    tokens: dict[int, set[str]] = {key: set() for key in keys}
    wanted = (json.dumps(keys),)
    for key, code in below.execute(_CODES, wanted):
        tokens[key].update(parts_of(code))
    for key, nickname, title in below.execute(_NAMES, wanted):
        tokens[key] |= initial_tokens(f"{nickname}\n{title}")
    below.executemany(_PUT, [(key, " ".join(sorted(found))) for key, found in tokens.items()])
    below.execute(_DONE, (keys[0], keys[-1]))
    return len(keys) == AT_ONCE


def parts_of(code: str) -> set[str]:
    """All neighbouring fours of a number; none of what is no number, such as a name."""
    if not code.isascii():
        return set()
    return {code[n : n + PART] for n in range(len(code) - PART + 1)}
