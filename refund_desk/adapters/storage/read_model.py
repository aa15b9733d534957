"""Reads for lists and pages, from reader threads; the port's `ReadModel`."""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, or_, select

from refund_desk.adapters.storage import history_reads, inbox_rows
from refund_desk.adapters.storage.audit_store import (
    ToldRow,
    line_of,
    raw_lines_after,
    told_row,
)
from refund_desk.adapters.storage.audit_trail import AuditTrail
from refund_desk.adapters.storage.chain_file import ChainFile
from refund_desk.adapters.storage.instants import to_micros
from refund_desk.adapters.storage.pictures import SqlPictureStore
from refund_desk.adapters.storage.readers import Readers
from refund_desk.adapters.storage.search import INBOX_FINDS, found_ids
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.adapters.storage.tables import audit_line, refund
from refund_desk.application.complaint_orders import kept_orders
from refund_desk.application.negotiation_book import kept_negotiation
from refund_desk.application.ports.bill_store import Mark
from refund_desk.application.ports.read_model import CaseParts
from refund_desk.application.rows import (
    HistoryFilter,
    HistoryRow,
    HistorySummary,
    InboxRow,
    SegmentCounts,
    TodayTotals,
)
from refund_desk.application.setting_names import draft_of, order_missing_of, orders_of
from refund_desk.domain.audit import AuditLine, Break
from refund_desk.domain.beijing import beijing_day, end_of_beijing_day, start_of_beijing_day
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import RefundApplication, Segment

# "How often in half a year": counted back from the application, so that it does not change by
# looking at it later.
_CUSTOMER_MEMORY = timedelta(days=182)
_AUDIT_LINES = (
    select(audit_line)
    .where(
        or_(
            audit_line.c.application_id == bindparam("id"),
            audit_line.c.refund_id.in_(
                select(refund.c.id).where(refund.c.application_id == bindparam("id"))
            ),
        )
    )
    .order_by(audit_line.c.number)
)
_TODAY = (
    "SELECT count(*), coalesce(sum(amount_fen), 0) FROM refund"
    " WHERE accepted_at >= ? AND accepted_at < ? AND adopted = 0"
    " AND state IN ('PROCESSING', 'SUCCEEDED') AND coalesce(arrived_at, '') != 'shop'"
)


class SqlReadModel:
    """Frozen rows and parts; every call sees one state of the ledger."""

    def __init__(self, readers: Readers, pictures: SqlPictureStore, outside: ChainFile) -> None:
        """Read through these threads; pictures lie in a file of their own."""
        self._readers = readers
        self._pictures = pictures
        self._trail = AuditTrail(readers, outside)

    async def segment_counts(self, *, now: datetime) -> SegmentCounts:  # noqa: ARG002 - the port's
        """How many are in each segment, from the counter table."""
        return await self._readers.read(
            lambda connection: inbox_rows.counts_of(
                connection.exec_driver_sql(inbox_rows.COUNTS).all()
            )
        )

    async def inbox_ids(self, segment: Segment, *, search: str, now: datetime) -> array[int]:
        """All ids of a segment in the order of the inbox, or the finds of a search."""
        if search.strip():
            return await self._readers.read(
                lambda connection: array("I", found_ids(connection, search, limit=INBOX_FINDS))
            )
        return await self._readers.read(lambda connection: _segment_ids(connection, segment, now))

    async def inbox_rows(self, ids: array[int]) -> tuple[InboxRow, ...]:
        """The rows of these ids, in their order; ids that are gone are left out."""
        wanted = {"ids": json.dumps(ids.tolist())}
        rows = await self._readers.read(
            lambda connection: connection.exec_driver_sql(inbox_rows.ROWS, wanted).all()
        )
        known = await self._pictures.known(inbox_rows.picture_refs_of(rows))
        pictures = {picture.reference: picture.sha256 for picture in known}
        return tuple(inbox_rows.inbox_row_of(row, pictures) for row in rows)

    async def case(self, application_id: int) -> CaseParts | None:
        """Everything of one application; None when there is none."""
        parts = await self._readers.read(lambda connection: _case(connection, application_id))
        if parts is None:
            return None
        goods = parts.facts.goods if parts.facts is not None else ()
        references = [ref for message in parts.messages for ref in message.picture_refs]
        references += [g.picture_ref for g in goods if g.picture_ref]
        return replace(parts, pictures=await self._pictures.known(references))

    async def audit_lines(self, application_id: int) -> tuple[AuditLine, ...]:
        """The audit lines of one application and its refunds, oldest first."""
        return await self._readers.read(
            lambda connection: tuple(
                line_of(row) for row in connection.execute(_AUDIT_LINES, {"id": application_id})
            )
        )

    async def history_ids(
        self,
        wanted: HistoryFilter,
        *,
        now: datetime,  # noqa: ARG002 - the port's
        limit: int | None = None,
    ) -> array[int]:
        """Ids of decided applications that pass the filter, in its order; the first `limit`."""
        return await self._readers.read(
            lambda connection: history_reads.history_ids(connection, wanted, limit)
        )

    async def history_rows(self, ids: array[int]) -> tuple[HistoryRow, ...]:
        """The rows of these ids, in their order."""
        wanted = json.dumps(ids.tolist())
        return await self._readers.read(
            lambda connection: history_reads.history_rows(connection, wanted)
        )

    async def history_summary(self, wanted: HistoryFilter, *, now: datetime) -> HistorySummary:  # noqa: ARG002 - the port's
        """The sums above the history list, under the same filter."""
        return await self._readers.read(
            lambda connection: history_reads.history_summary(connection, wanted)
        )

    async def today_totals(self, *, now: datetime) -> TodayTotals:
        """Refunds accepted today (Beijing) and their sum; adopted ones were made on another day.

        What did not reach the buyer, closed or standing still or back at the shop, is none.
        """
        day = beijing_day(now)
        bounds = (to_micros(start_of_beijing_day(day)), to_micros(end_of_beijing_day(day)))
        count, total_fen = await self._readers.read(
            lambda connection: connection.exec_driver_sql(_TODAY, bounds).one()
        )
        return TodayTotals(count=count, total=Fen(total_fen))

    async def audit_rows(self, *, after: int, limit: int) -> tuple[ToldRow, ...]:
        """The next rows of the trail as they are told to others, whatever they hold."""
        return await self._readers.read(
            lambda connection: tuple(
                told_row(row) for row in raw_lines_after(connection, after, limit=limit)
            )
        )

    async def chain_is_whole(self) -> bool:
        """Whether the audit chain verifies from its anchor to its end, inside and outside."""
        return await self.first_break() is None

    async def first_break(self) -> Break | None:
        """The first audit line that does not fit, None when all do."""
        return await self._trail.first_break()


def _segment_ids(connection: Connection, segment: Segment, now: datetime) -> array[int]:
    """The ids of a segment in order; what arrived today follows those still on their way."""
    wanted = {"segment": segment.value, "limit": inbox_rows.EVERYTHING}
    found = connection.exec_driver_sql(inbox_rows.SEGMENT_IDS, wanted).scalar_one()
    ids = inbox_rows.ids_of(found)
    if segment is Segment.REFUNDING:
        since = {"since": to_micros(start_of_beijing_day(beijing_day(now)))}
        today = connection.exec_driver_sql(inbox_rows.REFUNDED_IDS, since).scalar_one()
        ids.extend(inbox_rows.ids_of(today))
    return ids


def _case(connection: Connection, application_id: int) -> CaseParts | None:
    """All parts but the pictures, through the same stores that transactions use."""
    stores = SqlStores(connection)
    try:
        application = stores.applications.get(application_id)
    except KeyError:
        return None
    payment = application.transaction_id
    key, mchid = application.customer_key, application.mchid
    since = application.applied_at - _CUSTOMER_MEMORY
    refunds = stores.refunds.of_payment(mchid, payment) if payment else ()
    return CaseParts(
        application=application,
        linked=_linked(stores, application),
        order=stores.orders.order(mchid, payment) if payment else None,
        facts=stores.orders.facts(payment) if payment else None,
        refunds=refunds,
        used_elsewhere=frozenset(r.id for r in refunds if _is_used_elsewhere(stores, r)),
        elsewhere=stores.orders.elsewhere(mchid, payment) if payment else None,
        messages=stores.conversations.messages(application_id),
        outbox=stores.outbox.of_application(application_id),
        pictures=(),
        earlier_refunds=stores.applications.count_refunded_of_customer(
            key, since=since, except_id=application_id
        )
        if key
        else None,
        draft=stores.settings.get(draft_of(application_id)) or "",
        order_missing=stores.settings.get(order_missing_of(application_id)) is not None,
        orders=kept_orders(stores.settings.get(orders_of(application_id))),
        negotiation=kept_negotiation(stores, application_id),
        refunds_of_other_orders=tuple(
            refund
            for refund in stores.refunds.of_application(application_id)
            if refund.transaction_id != payment
        ),
    )


def _is_used_elsewhere(stores: SqlStores, given_up: Refund) -> bool:
    """Whether money went under a number that was given up here, and was counted as spent."""
    if given_up.state is not RefundState.GIVEN_UP:
        return False
    mark = stores.bills.mark(given_up.number)
    return mark is not None and mark.mark is Mark.RECORDED


def _linked(stores: SqlStores, application: RefundApplication) -> tuple[RefundApplication, ...]:
    """The other applications of the same payment."""
    if application.transaction_id is None:
        return ()
    case = stores.applications.of_payment(application.mchid, application.transaction_id)
    return tuple(other for other in case if other.id != application.id)
