"""The Store's after-sales: states, clocks, and the platform that moves the money.

The transitions are a reconstruction from the official flow chart (facts of the Store, section 5);
what nobody could verify hangs on switches. All instants are business seconds. Every method is
synchronous and leaves the books consistent.
"""

import json
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass

from refund_desk.practice.bank import Bank
from refund_desk.practice.books import Books
from refund_desk.practice.clock import DAY_S, BusinessClock
from refund_desk.practice.faults import Switches
from refund_desk.practice.refusal import Refusal
from refund_desk.practice.store_refusal import (
    BAD_ARGUMENTS,
    DISPUTE_RUNS,
    NEGOTIATE_FIRST,
    NO_ADDRESS,
    TOO_OFTEN,
    WRONG_ADDRESS,
    StoreRefusal,
)
from refund_desk.practice.store_tables import StoreTables
from refund_desk.practice.store_words import ADDRESSES, SCENES, scene_of

BUYER_RETURNS_S = 7 * DAY_S
BUYER_ANSWERS_S = 2 * DAY_S
SAME_ORDER_PAUSE_S = 60
TAKE_BACK, REFUND = 1, 2
MERCHANTS_TURN = frozenset({"MERCHANT_PROCESSING", "MERCHANT_WAIT_RECEIPT"})
REJECTED = {
    "REFUND": "MERCHANT_REJECT_REFUND",
    "RETURN": "MERCHANT_REJECT_RETURN",
    "EXCHANGE": "MERCHANT_REJECT_EXCHANGE",
}
_BUYERS_TURN = ("USER_WAIT_RETURN", "USER_WAIT_CONFIRM_UPDATE", "RETURN_CLOSED")
# Disputes the platform still looks at.
_OPEN_DISPUTES = frozenset({100, 101, 103, 104, 106, 108, 110, 111, 113})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """New terms for the buyer: `way` 1 please cancel, 2 please add proof, 3 other terms."""

    way: int
    reason: int
    words: str
    kind: str
    amount_fen: int
    pictures: tuple[str, ...] = ()


class StoreBook:
    """What the Store's server does, without its wire."""

    def __init__(
        self, books: Books, clock: BusinessClock, switches: Switches, bank: Bank, settle_s: float
    ) -> None:
        """`settle_s`: how long the platform's refunds take, in business seconds."""
        self.tables = StoreTables(books)
        self.clock = clock
        self._books = books
        self._switches = switches
        self._bank = bank
        self._settle_s = settle_s

    def aftersale(self, ref: str) -> sqlite3.Row:
        """The application; StoreRefusal when there is none."""
        row = self.tables.aftersale(ref)
        if row is None:
            raise StoreRefusal(int(self._switches.word("store_code_when_gone")))
        return row

    # -- the merchant -----------------------------------------------------------------------------

    def accept(self, ref: str, accept_type: int | None, address_ref: str) -> None:
        """Agree. Without a type the platform chooses by the state, as the live one does."""
        with self._books.transaction():
            row = self.aftersale(ref)
            if accept_type is None:
                takes_back = row["kind"] != "REFUND" and row["status"] == "MERCHANT_PROCESSING"
                accept_type = TAKE_BACK if takes_back else REFUND
            if accept_type == TAKE_BACK:
                self._accept_return(row, address_ref)
            else:
                self._accept_refund(row)

    def _accept_return(self, row: sqlite3.Row, address_ref: str) -> None:
        if row["kind"] == "REFUND" or row["status"] != "MERCHANT_PROCESSING":
            raise self._moved()
        if not address_ref:
            raise StoreRefusal(NO_ADDRESS)
        if address_ref not in ADDRESSES:
            raise StoreRefusal(WRONG_ADDRESS)
        now = self.clock.now()
        self._move(row, "USER_WAIT_RETURN", now, due_at=now + BUYER_RETURNS_S)
        self.tables.note(row["ref"], now, "merchant", "accept_return", words=address_ref)

    def _accept_refund(self, row: sqlite3.Row) -> None:
        fits = {"REFUND": "MERCHANT_PROCESSING", "RETURN": "MERCHANT_WAIT_RECEIPT"}
        if fits.get(row["kind"]) != row["status"]:
            raise self._moved()
        now = self.clock.now()
        self._check_pause(row, now)
        self._start_refund(row, now, reason=3)
        self.tables.note(row["ref"], now, "merchant", "accept_refund")

    def reject(self, ref: str, reason_type: int, words: str) -> None:
        """Say no, with a reason of the list that fits the application's scene."""
        with self._books.transaction():
            row = self.aftersale(ref)
            default = SCENES[scene_of(row["kind"])].get(reason_type)
            if default is None:
                raise StoreRefusal(BAD_ARGUMENTS, "invalid args: reject_reason_type")
            if row["status"] not in MERCHANTS_TURN:
                raise self._moved()
            if row["dispute_status"] in _OPEN_DISPUTES:
                raise StoreRefusal(DISPUTE_RUNS)
            if self._switches.on("store_negotiate_first") and not row["negotiated"]:
                raise StoreRefusal(NEGOTIATE_FIRST)
            now = self.clock.now()
            said = words or default
            self._move(row, REJECTED[row["kind"]], now, reject_reason=said)
            self.tables.note(row["ref"], now, "merchant", "reject", words=said)

    def negotiate(self, ref: str, offer: Offer) -> None:
        """Offer other terms; the buyer answers, or does not."""
        with self._books.transaction():
            row = self.aftersale(ref)
            if row["status"] != "MERCHANT_PROCESSING":
                raise self._moved()
            if offer.amount_fen > row["amount_fen"]:
                raise StoreRefusal(BAD_ARGUMENTS, "invalid args: amount")
            now = self.clock.now()
            self._move(
                row,
                "USER_WAIT_CONFIRM_UPDATE",
                now,
                offer=json.dumps(asdict(offer), ensure_ascii=False),
                negotiated=1,
                due_at=now + BUYER_ANSWERS_S,
            )
            self.tables.note(ref, now, "merchant", "negotiate", words=offer.words)

    def upload_certificate(self, ref: str, media: list[str], words: str) -> None:
        """Proof of a refund outside the platform, which the buyer then confirms."""
        with self._books.transaction():
            row = self.aftersale(ref)
            if not row["offline"] or row["status"] not in (
                "PLATFORM_REFUND_FAIL",
                "MERCHANT_OVERDUE_REFUND",
            ):
                raise self._moved()
            now = self.clock.now()
            certificates = json.dumps(media)
            self._move(
                row,
                "USER_WAIT_CONFIRM",
                now,
                certificates=certificates,
                due_at=now + BUYER_ANSWERS_S,
            )
            self.tables.note(ref, now, "merchant", "certificate", words=words, pictures=media)

    # -- the buyer and the platform ---------------------------------------------------------------

    def buyer(self, ref: str, does: str) -> None:
        """What the buyer or the platform does next; StoreRefusal when the state forbids it."""
        steps: dict[str, tuple[tuple[str, ...], Callable[[sqlite3.Row, float], None]]] = {
            "cancel": (
                (*MERCHANTS_TURN, *REJECTED.values(), *_BUYERS_TURN),
                self._cancel,
            ),
            "send_back": (("USER_WAIT_RETURN",), self._send_back),
            "agree": (("USER_WAIT_CONFIRM_UPDATE",), self._agree),
            "refuse": (("USER_WAIT_CONFIRM_UPDATE",), self._back_to_merchant),
            "confirm": (("USER_WAIT_CONFIRM",), self._confirm),
            "dispute": (tuple(REJECTED.values()), self._dispute),
            "apply_again": (tuple(REJECTED.values()), self._apply_again),
            "judged_refund": (tuple(REJECTED.values()), self._judged_refund),
            "judged_closed": (tuple(REJECTED.values()), self._judged_closed),
        }
        if does not in steps:
            raise StoreRefusal(BAD_ARGUMENTS, f"unknown step: {does}")
        states, step = steps[does]
        with self._books.transaction():
            row = self.aftersale(ref)
            if row["status"] not in states:
                raise self._moved()
            now = self.clock.now()
            self.tables.note(ref, now, "buyer", does)
            step(row, now)

    def _cancel(self, row: sqlite3.Row, now: float) -> None:
        self._move(row, "USER_CANCELD", now, completed_at=now)

    def _send_back(self, row: sqlite3.Row, now: float) -> None:
        waybill = f"SF{secrets.randbelow(10**12):012d}"
        parcel = {"waybill": waybill, "carrier": "SF", "due_at": now + row["allowed_s"]}
        self._move(row, "MERCHANT_WAIT_RECEIPT", now, **parcel)

    def _agree(self, row: sqlite3.Row, now: float) -> None:
        offer = json.loads(row["offer"])
        if offer["way"] == 1:
            self._cancel(row, now)
        elif offer["way"] == 2:
            self._back_to_merchant(row, now)
        else:
            terms = {"kind": offer["kind"], "amount_fen": offer["amount_fen"]}
            self.tables.change(row["ref"], **terms)
            row = self.aftersale(row["ref"])
            if row["kind"] == "REFUND":
                self._start_refund(row, now, reason=3)
            else:
                self._move(row, "USER_WAIT_RETURN", now, due_at=now + BUYER_RETURNS_S)

    def _back_to_merchant(self, row: sqlite3.Row, now: float) -> None:
        self._move(row, "MERCHANT_PROCESSING", now, due_at=now + row["allowed_s"])

    def _confirm(self, row: sqlite3.Row, now: float) -> None:
        self._move(row, "MERCHANT_REFUND_SUCCESS", now, completed_at=now)

    def _dispute(self, row: sqlite3.Row, now: float) -> None:
        dispute_ref = f"7{row['ref'][1:]}"
        self.tables.change(row["ref"], dispute_ref=dispute_ref, dispute_status=103, updated_at=now)

    def _apply_again(self, row: sqlite3.Row, now: float) -> None:
        """The buyer insists: under the same number, or under a new one beside the old."""
        if self._switches.word("store_reopens") == "same":
            self._back_to_merchant(row, now)
            return
        ref = f"{int(row['ref']) + 10**9}"
        names = ", ".join(row.keys())
        columns = dict(row) | {
            "ref": ref,
            "status": "MERCHANT_PROCESSING",
            "created_at": now,
            "updated_at": now,
            "due_at": now + row["allowed_s"],
            "reject_reason": "",
            "negotiated": 0,
        }
        marks = ", ".join("?" * len(columns))
        self._books.run(
            f"INSERT INTO store_aftersales ({names}) VALUES ({marks})",  # noqa: S608 - own names
            *columns.values(),
        )
        self._cancel(row, now)

    def _judged_refund(self, row: sqlite3.Row, now: float) -> None:
        self.tables.change(row["ref"], dispute_status=112)
        self._start_refund(row, now, reason=5)

    def _judged_closed(self, row: sqlite3.Row, now: float) -> None:
        self.tables.change(row["ref"], dispute_status=116)
        self._move(row, "MERCHANT_FAIL", now, completed_at=now)

    # -- time -------------------------------------------------------------------------------------

    def settle_due(self) -> None:
        """Bring everything whose time has come to its next state, at the instant it came."""
        now = self.clock.now()
        while True:
            row = self._books.row(
                "SELECT * FROM store_aftersales WHERE due_at <= ? ORDER BY due_at LIMIT 1", now
            )
            if row is None:
                return
            with self._books.transaction():
                self._overdue(row, row["due_at"])

    def _overdue(self, row: sqlite3.Row, at: float) -> None:
        match row["status"]:
            case "PLATFORM_REFUNDING":
                self._platform_pays(row, at)
            case "MERCHANT_PROCESSING":
                self.tables.note(row["ref"], at, "platform", "overdue")
                self._start_refund(row, at, reason=9)
            case "MERCHANT_WAIT_RECEIPT":
                self.tables.note(row["ref"], at, "platform", "overdue")
                self._start_refund(row, at, reason=11)
            case "USER_WAIT_RETURN":
                self._move(row, "RETURN_CLOSED", at)
            case "USER_WAIT_CONFIRM_UPDATE":
                self._back_to_merchant(row, at)
            case "USER_WAIT_CONFIRM":
                self._move(row, "MERCHANT_REFUND_SUCCESS", at, refund_reason=10, completed_at=at)
            case "PLATFORM_REFUND_FAIL":
                self._move(row, "MERCHANT_OVERDUE_REFUND", at)
            case _:
                self.tables.change(row["ref"], due_at=None)

    def _start_refund(self, row: sqlite3.Row, at: float, *, reason: int) -> None:
        due = at + self._settle_s
        self._move(row, "PLATFORM_REFUNDING", at, refund_reason=reason, due_at=due)

    def _platform_pays(self, row: sqlite3.Row, at: float) -> None:
        if row["settles"] == "fails" or not self._pays(row):
            due = at + row["allowed_s"]
            self._move(row, "PLATFORM_REFUND_FAIL", at, offline=1, due_at=due)
            return
        done = "MERCHANT_RETURN_SUCCESS" if row["kind"] == "RETURN" else "MERCHANT_REFUND_SUCCESS"
        self._move(row, done, at, completed_at=at, refunded_fen=row["amount_fen"])
        self.tables.note(row["ref"], at, "platform", "refund", words=str(row["amount_fen"]))

    def _pays(self, row: sqlite3.Row) -> bool:
        """Whether the money could move; a payment that WeChat Pay's books know moves there, too."""
        order = self.tables.order(row["order_no"])
        if order is None or self._bank.order(order["transaction_id"]) is None:
            return True
        try:
            self._bank.refund_outside(order["transaction_id"], row["amount_fen"])
        except Refusal:
            return False
        return True

    # -- small rules ------------------------------------------------------------------------------

    def _move(self, row: sqlite3.Row, status: str, at: float, **columns: object) -> None:
        changed: dict[str, object] = {"due_at": None, **columns}
        # No two changes of one application at the same second of the Store's clock.
        later = max(at, row["updated_at"])
        self.tables.change(row["ref"], status=status, updated_at=later, **changed)

    def _check_pause(self, row: sqlite3.Row, now: float) -> None:
        if not self._switches.on("one_minute_rule"):
            return
        latest = self._books.number(
            "SELECT MAX(at) FROM store_events JOIN store_aftersales USING (ref)"
            " WHERE order_no = ? AND what = 'accept_refund'",
            row["order_no"],
        )
        if now - latest < SAME_ORDER_PAUSE_S:
            raise StoreRefusal(TOO_OFTEN)

    def _moved(self) -> StoreRefusal:
        return StoreRefusal(int(self._switches.word("store_code_when_moved")))
