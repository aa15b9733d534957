"""The port of the ledger: transactions are plain functions, so none spans a network call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from refund_desk.domain.audit import AuditEntry
from refund_desk.domain.conversation import Message
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, OutRefundNo, OutTradeNo, TransactionId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.outbox import OutboxEntry
from refund_desk.domain.paid_order import PaidOrder
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import RefundApplication, Source

if TYPE_CHECKING:
    from refund_desk.application.ports.bill_store import BillStore

Result = TypeVar("Result")


class StorageError(Exception):
    """The surroundings, not a rule and not a bug; `why` is the key of the window's sentence."""

    why = "disk.trouble"


class StorageFullError(StorageError):
    """No room left on the disk; nothing was written."""

    why = "disk.full"


class StorageBusyError(StorageError):
    """Another process kept the database locked for longer than the wait; nothing was written."""

    why = "disk.busy"


class StorageReadOnlyError(StorageError):
    """The folder or the file cannot be written."""

    why = "disk.read_only"


class StorageDamagedError(StorageError):
    """The file is not readable as a database; it is never overwritten."""

    why = "disk.damaged"


class WrongKeyError(StorageError):
    """The key does not open the file (or it is no database of ours); it is never overwritten."""

    why = "disk.key"


class NewerSchemaError(StorageError):
    """A newer program wrote this file; it is never touched by an older one."""

    why = "disk.newer"


class OtherMerchantError(StorageError):
    """The file belongs to another merchant number or mode (decisions.md 5.2)."""

    why = "disk.other_merchant"


class AlreadyExistsError(Exception):
    """A unique rule of the database refused the row: another window or process was first."""


class ApplicationStore(Protocol):
    """The applications, inside one transaction."""

    def get(self, application_id: int) -> RefundApplication:
        """The application; `KeyError` when there is none."""

    def find(self, source: Source, source_ref: str) -> RefundApplication | None:
        """The application that a source knows under this reference."""

    def add(self, application: RefundApplication) -> RefundApplication:
        """Keep a new one (its id is ignored) and return it with the id it got."""

    def replace(self, application: RefundApplication) -> None:
        """Keep the new version."""

    def of_payment(
        self, mchid: Mchid, transaction_id: TransactionId
    ) -> tuple[RefundApplication, ...]:
        """All applications of one payment (a case), oldest first."""

    def of_own_number(
        self, mchid: Mchid, out_trade_no: OutTradeNo
    ) -> tuple[RefundApplication, ...]:
        """All applications that name the payment by the merchant's number, oldest first."""

    def open_applied_before(
        self, instant: datetime, *, source: Source, limit: int
    ) -> tuple[RefundApplication, ...]:
        """A source's applications not ended yet, applied for before `instant`, oldest first."""

    def count_refunded_of_customer(
        self, customer_key: str, *, since: datetime, except_id: int
    ) -> int:
        """How many refunds to this customer ended or run since then."""


class RefundStore(Protocol):
    """The refunds, inside one transaction."""

    def get(self, refund_id: int) -> Refund:
        """The refund by the ledger's id; `KeyError` when there is none."""

    def by_number(self, out_refund_no: OutRefundNo) -> Refund | None:
        """The refund of this number."""

    def add(self, refund: Refund) -> Refund:
        """Keep a new one (its id is ignored); `AlreadyExistsError` when another one blocks."""

    def replace(self, refund: Refund) -> None:
        """Keep the new version; `AlreadyExistsError` when number or ordinal is taken."""

    def of_payment(self, mchid: Mchid, transaction_id: TransactionId) -> tuple[Refund, ...]:
        """All refunds of one payment, in order of their ids."""

    def of_application(self, application_id: int) -> tuple[Refund, ...]:
        """All refunds made for one application, in order of their ids."""

    def unfinished(self) -> tuple[Refund, ...]:
        """All refunds in a non-final state."""

    def sum_since(self, instant: datetime, *, with_plans: bool) -> Fen:
        """What was first sent from here since then and was not given up or closed (fen).

        Refunds that are still PLANNED count `with_plans`; adopted ones were made on another day.
        """

    def due(self, now: datetime, *, limit: int) -> tuple[Refund, ...]:
        """Refunds whose `next_ask_at` has come, the longest waiting first."""

    def next_due(self) -> datetime | None:
        """The earliest `next_ask_at` of a refund that is not final; None without."""


class OrderStore(Protocol):
    """Payments and their facts as last read, inside one transaction."""

    def order(self, mchid: Mchid, transaction_id: TransactionId) -> PaidOrder | None:
        """The payment as last read."""

    def put_order(self, order: PaidOrder) -> None:
        """Keep the latest reading."""

    def facts(self, transaction_id: TransactionId) -> OrderFacts | None:
        """The shop's own facts as last read."""

    def put_facts(self, facts: OrderFacts) -> None:
        """Keep the latest facts (and the goods' title for search)."""

    def elsewhere(self, mchid: Mchid, transaction_id: TransactionId) -> Fen | None:
        """What went back without this ledger, as a person or a bill says (fen); None: unknown."""

    def put_elsewhere(self, mchid: Mchid, transaction_id: TransactionId, amount: Fen) -> None:
        """Keep that sum."""


class ConversationStore(Protocol):
    """The messages of applications, inside one transaction."""

    def merge(self, application_id: int, messages: tuple[Message, ...]) -> int:
        """Keep the messages not known yet (by `log_ref`); how many were new."""

    def messages(self, application_id: int) -> tuple[Message, ...]:
        """The conversation, oldest first."""


class OutboxStore(Protocol):
    """Outgoing messages, inside one transaction."""

    def get(self, outbox_id: int) -> OutboxEntry:
        """The entry; `KeyError` when there is none."""

    def add(self, entry: OutboxEntry) -> OutboxEntry:
        """Keep a new one (its id is ignored) and return it with the id it got."""

    def replace(self, entry: OutboxEntry) -> None:
        """Keep the new version."""

    def of_application(self, application_id: int) -> tuple[OutboxEntry, ...]:
        """All of one application, oldest first."""

    def due(self, now: datetime, *, limit: int) -> tuple[OutboxEntry, ...]:
        """WAITING and DOUBT entries whose time has come; one that follows another (`after_id`)
        waits until that is SENT or DROPPED. A PROGRESS waits for no decision that is STUCK.
        """

    def next_due(self) -> datetime | None:
        """The earliest time of a WAITING or DOUBT entry that waits for no other; None without."""

    def interrupted(self) -> tuple[OutboxEntry, ...]:
        """Entries that were SENDING when the program ended."""


class AuditStore(Protocol):
    """The audit trail, inside one transaction."""

    def append(self, entry: AuditEntry) -> None:
        """Write the next line of the chain; personal values go to their own erasable table."""


class SettingStore(Protocol):
    """Small named texts (drafts, marks of progress), inside one transaction."""

    def get(self, name: str) -> str | None:
        """The text under this name."""

    def put(self, name: str, text: str | None) -> None:
        """Keep the text; None removes it."""


class Stores(Protocol):
    """Everything a transaction may touch."""

    @property
    def applications(self) -> ApplicationStore:
        """The applications."""

    @property
    def refunds(self) -> RefundStore:
        """The refunds."""

    @property
    def orders(self) -> OrderStore:
        """Payments and facts."""

    @property
    def conversations(self) -> ConversationStore:
        """Messages."""

    @property
    def outbox(self) -> OutboxStore:
        """Outgoing messages."""

    @property
    def audit(self) -> AuditStore:
        """The audit trail."""

    @property
    def settings(self) -> SettingStore:
        """Small texts."""

    @property
    def bills(self) -> BillStore:
        """What bills said."""


class Transactions(Protocol):
    """The single writer."""

    async def run(self, work: Callable[[Stores], Result]) -> Result:
        """Do `work` in one durable transaction and return its result after COMMIT.

        All or nothing; an exception of `work` rolls back and is raised here. Raises a
        `StorageError` of the surroundings. Works waiting together share one COMMIT.
        """
