"""The practice Store as one part: its books, its server, its back door."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from refund_desk.practice.bank import Bank
from refund_desk.practice.books import Books
from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.faults import Switchboard
from refund_desk.practice.keys import APPID
from refund_desk.practice.request_log import RequestLog
from refund_desk.practice.store_admin import StoreAdmin
from refund_desk.practice.store_book import StoreBook
from refund_desk.practice.store_routes import StoreRoutes
from refund_desk.practice.store_seed import StoreStart, open_store
from refund_desk.practice.store_server import StoreServer
from refund_desk.practice.store_tokens import StableTokens, StoreIdentity

_SECRET = "store_secret"  # noqa: S105 - the name it is kept under


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreParts:
    """What the Store shares with the rest of the far side."""

    books: Books
    clock: BusinessClock
    switchboard: Switchboard
    bank: Bank
    log: RequestLog


class StoreShop:
    """A practice Store that is filled and ready to be listened for."""

    def __init__(self, parts: StoreParts, start: StoreStart, pictures_dir: Path) -> None:
        switches = parts.switchboard.switches
        self.book = StoreBook(parts.books, parts.clock, switches, parts.bank, start.settle_s)
        open_store(parts.books, parts.clock, start)
        self.identity = StoreIdentity(appid=APPID, secret=_secret_of(parts.books))
        tokens = StableTokens(self.identity, parts.clock)
        routes = StoreRoutes(self.book, switches, pictures_dir)
        self.server = StoreServer(routes, tokens, self.book, parts.switchboard, parts.log)
        self.admin = StoreAdmin(self.book, tokens)


def _secret_of(books: Books) -> str:
    """The shop's app secret, made once."""
    kept = books.remembered(_SECRET)
    if kept is None:
        kept = secrets.token_hex(16)
        books.remember(_SECRET, kept)
    return kept
