"""What the ledger says at the end, read by the product's own reads and by SQLite itself."""

import asyncio
import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from refund_desk.adapters.storage.audit_store import lines_after
from refund_desk.adapters.storage.connections import connect
from refund_desk.adapters.storage.files import LEDGER_FILE
from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.rows import HistoryFilter
from refund_desk.audit_command import verify
from refund_desk.domain.identifiers import Mchid, TransactionId
from refund_desk.domain.outbox import OutboxEntry
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import RefundApplication
from refund_desk.practice.keys import MCHID
from tests.campaign.life import Scene

_ALL_LINES = 1_000_000


def inspect(scene: Scene, report: Path) -> None:
    """Write what the ledger says into `report`. Runs in a process of its own."""
    folder = Folders(scene.desk).practice
    key = practice_keys(folder).database
    ledger = open_ledger(folder, key, mchid=Mchid(MCHID), practice=True)
    try:
        found = asyncio.run(_read(ledger, scene))
    finally:
        ledger.close()
    found["integrity"] = _integrity(folder / LEDGER_FILE, key)
    found["audit_verify"] = verify(scene.desk)
    report.write_text(json.dumps(found), encoding="utf-8")


async def _read(ledger: Ledger, scene: Scene) -> dict[str, Any]:
    orders = (*scene.orders, *scene.refused)
    payments = tuple(TransactionId(order.payment) for order in orders)
    found = await ledger.transactions.run(lambda stores: _of_payments(stores, payments))
    lines = await ledger.readers.read(
        lambda connection: list(lines_after(connection, 0, limit=_ALL_LINES))
    )
    summary = await ledger.reads.history_summary(HistoryFilter(), now=datetime.now(UTC))
    whole = await ledger.reads.first_break()
    return {
        **found,
        "lines": [
            {"action": line.action.value, "refund": line.refund_id, **json.loads(line.facts_json)}
            for line in lines
        ],
        "broken_line": None if whole is None else whole.number,
        "history_sum_fen": summary.refunded_sum.count,
    }


def _of_payments(stores: Stores, payments: tuple[TransactionId, ...]) -> dict[str, Any]:
    """Refunds, sums refunded elsewhere, and states of applications, all of one moment."""
    refunds, elsewhere, applications, outbox = [], {}, [], []
    mchid = Mchid(MCHID)
    for payment in payments:
        of_payment = stores.applications.of_payment(mchid, payment)
        refunds += [
            _told(refund, of_payment) for refund in stores.refunds.of_payment(mchid, payment)
        ]
        told = stores.orders.elsewhere(mchid, payment)
        elsewhere[payment] = told.count if told is not None else 0
        applications += [
            {"payment": payment, "state": application.state.value} for application in of_payment
        ]
        outbox += [
            _said(entry, application, mchid)
            for application in of_payment
            for entry in stores.outbox.of_application(application.id)
        ]
    return {
        "refunds": refunds,
        "elsewhere": elsewhere,
        "applications": applications,
        "outbox": outbox,
    }


def _said(entry: OutboxEntry, application: RefundApplication, mchid: Mchid) -> dict[str, Any]:
    return {
        "source": application.source.value,
        "kind": entry.kind.value,
        "state": entry.state.value,
        "why": entry.why,
        "key": entry.key(mchid),
    }


def _told(refund: Refund, of_payment: tuple[RefundApplication, ...]) -> dict[str, Any]:
    of = next((one for one in of_payment if one.id == refund.application_id), None)
    return {
        "source": None if of is None else of.source.value,
        "source_ref": None if of is None else of.source_ref,
        "refund": refund.id,
        "payment": refund.transaction_id,
        "amount_fen": refund.amount.count,
        "number": refund.out_refund_no,
        "refund_id": refund.refund_id,
        "state": refund.state.value,
        "why": refund.why,
        "adopted": refund.adopted,
        "owned": refund.application_id is not None,
        "arrived_at": refund.arrived_at,
    }


def _integrity(path: Path, key: bytes) -> list[str]:
    """What SQLite finds wrong with the file; nothing when all is well."""
    with contextlib.closing(connect(path, key)) as connection:
        words = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        words += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        words += [f"cipher: {row}" for row in connection.execute("PRAGMA cipher_integrity_check")]
    return [word for word in words if word != "ok"]
