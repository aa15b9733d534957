"""Everything that one transaction may touch, over one connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection

from refund_desk.adapters.storage.application_store import SqlApplicationStore
from refund_desk.adapters.storage.audit_store import SqlAuditStore
from refund_desk.adapters.storage.conversation_store import SqlConversationStore
from refund_desk.adapters.storage.history_entries import history_entry_of
from refund_desk.adapters.storage.instants import to_micros
from refund_desk.adapters.storage.order_store import SqlOrderStore
from refund_desk.adapters.storage.outbox_store import SqlOutboxStore
from refund_desk.adapters.storage.prepared import raw
from refund_desk.adapters.storage.projections import Projections
from refund_desk.adapters.storage.refund_store import SqlRefundStore
from refund_desk.adapters.storage.setting_store import SqlSettingStore
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.refund_application import ApplicationState, RefundApplication

if TYPE_CHECKING:
    from refund_desk.adapters.storage.bill_store import SqlBillStore

_PUT_HISTORY = (
    "INSERT INTO history_entry (application_id, at, result, actor, amount_fen,"
    " refunded_fen, took_s, out_refund_no, search_key)"
    " SELECT :id, :at, :result, :actor, :amount_fen, :refunded_fen, :took_s, :out_refund_no,"
    " search_key FROM refund_application WHERE id = :id"
    " ON CONFLICT (application_id) DO UPDATE SET at = excluded.at, result = excluded.result,"
    " actor = excluded.actor, amount_fen = excluded.amount_fen,"
    " refunded_fen = excluded.refunded_fen, took_s = excluded.took_s,"
    " out_refund_no = excluded.out_refund_no"
)
_DROP_HISTORY = "DELETE FROM history_entry WHERE application_id = ?"


class SqlStores:
    """The port's `Stores`; made anew for each work."""

    def __init__(self, connection: Connection) -> None:
        """Work on this connection."""
        self._connection = connection
        self._projections = Projections(connection, self._write_history)
        self.applications = SqlApplicationStore(connection, self._projections)
        self.refunds = SqlRefundStore(connection, self._projections)
        self.orders = SqlOrderStore(connection, self._projections)
        self.conversations = SqlConversationStore(connection, self._projections)
        self.outbox = SqlOutboxStore(connection, self._projections)
        self.audit = SqlAuditStore(connection)
        self.settings = SqlSettingStore(connection)

    @property
    def bills(self) -> SqlBillStore:
        """What bills said; its code is read when it is first needed, not at every start."""
        from refund_desk.adapters.storage.bill_store import SqlBillStore

        return SqlBillStore(self._connection)

    def synchronous(self) -> int:
        """SQLite's setting of that name on this connection."""
        return int(self._connection.exec_driver_sql("PRAGMA synchronous").scalar_one())

    def finish(self) -> None:
        """Write what lists and search read; the last step of a work, inside its savepoint."""
        self.applications.write_counts()
        self._projections.write()

    def _write_history(self, application_id: int, *, is_new: bool) -> None:
        application = self.applications.get(application_id)
        refunds = () if is_new else self.refunds.of_application(application_id)
        rejected_by = "" if is_new else self._rejected_by(application)
        entry = history_entry_of(application, refunds, rejected_by=rejected_by)
        if entry is None:
            if not is_new:
                raw(self._connection).execute(_DROP_HISTORY, (application_id,))
            return
        raw(self._connection).execute(
            _PUT_HISTORY,
            {
                "id": application_id,
                "at": to_micros(entry.at),
                "result": entry.result.value,
                "actor": entry.actor,
                "amount_fen": entry.amount.count,
                "refunded_fen": entry.refunded.count,
                "took_s": entry.took_s,
                "out_refund_no": entry.out_refund_no,
            },
        )

    def _rejected_by(self, application: RefundApplication) -> str:
        """Who rejected it; empty for all that was not rejected here."""
        if application.state is not ApplicationState.REJECTED:
            return ""
        entries = self.outbox.of_application(application.id)
        return next((e.actor for e in reversed(entries) if e.kind is OutboxKind.REJECT), "")
