"""Keeps one ledger of the present schema for ever, so that later programs prove they can open it.

    python -m tests.storage.keep_old_ledger        run once for each schema that is released

The ledger lies in `tests/data/old_ledgers/<schema>`, with its key beside it: it holds nothing but
what `fill` makes up.
"""

import asyncio
import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from refund_desk.adapters.storage.files import CHAIN_FILE, LEDGER_FILE, NEWEST_SCHEMA
from refund_desk.adapters.storage.ledger import open_ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import ArrivedAt, RefundState
from refund_desk.domain.refund_application import ApplicationState
from tests.storage.examples import (
    KEY,
    MCHID,
    NOW,
    a_message,
    a_refund,
    an_application,
    an_audit_entry,
    an_order,
    an_outbox_entry,
    facts_of,
    numbered,
    payment,
)

OLD_LEDGERS = Path(__file__).parents[1] / "data" / "old_ledgers"
KEY_FILE = "key.hex"
REFUNDED, WAITING, OUTSIDE = payment(9_001), payment(9_002), payment(9_003)


def fill(stores: SqlStores) -> None:
    """One application that was refunded, one that waits, and a payment refunded elsewhere."""
    done = stores.applications.add(
        an_application(
            source_ref="200201820260000000000009001",
            transaction_id=REFUNDED,
            state=ApplicationState.REFUNDED,
            ended_at=NOW,
        )
    )
    stores.orders.put_order(an_order(REFUNDED))
    stores.orders.put_facts(facts_of(REFUNDED))
    planned = stores.refunds.add(a_refund(done))
    sent = planned.step_to(RefundState.SUBMITTING, **numbered(planned))
    stores.refunds.replace(sent)
    stores.refunds.replace(
        sent.step_to(
            RefundState.SUCCEEDED,
            accepted_at=NOW,
            settled_at=NOW + timedelta(minutes=1),
            arrived_at=ArrivedAt.PAYER,
        )
    )
    waiting = stores.applications.add(
        an_application(source_ref="200201820260000000000009002", transaction_id=WAITING)
    )
    stores.conversations.merge(waiting.id, (a_message("a"), a_message("b", "请退款")))
    stores.outbox.add(an_outbox_entry(waiting.id))
    stores.orders.put_elsewhere(MCHID, OUTSIDE, Fen(5_000))
    stores.settings.put(f"draft:{waiting.id}", "您好")
    for action in (AuditAction.RECEIVED, AuditAction.PLANNED, AuditAction.SUCCEEDED):
        stores.audit.append(an_audit_entry(action=action, application_id=done.id))


def main() -> int:
    """Make the ledger; a schema that is kept already is left alone."""
    target = OLD_LEDGERS / NEWEST_SCHEMA
    if target.exists():
        print(f"{target} is there already", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder), KEY, mchid=MCHID, practice=True)
        asyncio.run(ledger.transactions.run(fill))
        ledger.close()
        target.mkdir(parents=True)
        for name in (LEDGER_FILE, CHAIN_FILE):
            shutil.copy(Path(folder) / name, target / name)
    (target / KEY_FILE).write_text(f"{KEY.hex()}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
