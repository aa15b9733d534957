"""What a desk stands in: the shop it works for, and everything outside that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refund_desk.application.ports.application_source import ApplicationSource
from refund_desk.application.ports.change_source import FeedSource
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.event_sink import EventSink
from refund_desk.application.ports.order_facts_source import OrderFactsSource
from refund_desk.application.ports.order_gateway import OrderGateway
from refund_desk.application.ports.phone_page import PhonePages
from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.application.ports.platform_terms import PlatformTerms
from refund_desk.application.ports.read_model import ReadModel
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.application.ports.transactions import Transactions
from refund_desk.domain.identifiers import Mchid

if TYPE_CHECKING:
    from refund_desk.application.ports.bill_source import BillSource
    from refund_desk.application.ports.proof_reads import ProofReads
    from refund_desk.application.ports.spreadsheet_files import SpreadsheetFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Which shop this desk works for. `undo_s` is how long a press can be undone (seconds)."""

    mchid: Mchid
    shop_name: str
    practice: bool
    customer_salt: bytes
    undo_s: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Everything outside that the use cases need."""

    transactions: Transactions
    reads: ReadModel
    pictures: PictureStore
    picture_reader: PictureReader
    phone_pages: PhonePages | None = None
    refunds: RefundGateway
    orders: OrderGateway
    source: ApplicationSource
    facts: OrderFactsSource
    spreadsheets: SpreadsheetFiles
    feeds: tuple[FeedSource, ...] = ()
    terms: tuple[PlatformTerms, ...] = ()
    bills: BillSource
    proofs: ProofReads
    clock: Clock
    events: EventSink
