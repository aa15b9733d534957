"""A second process on a ledger: says each number once it is confirmed, until it is stopped.

python -m tests.storage.child FOLDER write        one application, message, audit line at a time
python -m tests.storage.child FOLDER plan PAYMENT tries to plan a refund, says so
"""

import asyncio
import itertools
import os
import sys
from pathlib import Path

from refund_desk.adapters.storage.ledger import Ledger, open_ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.ports.transactions import AlreadyExistsError
from refund_desk.domain.identifiers import TransactionId
from tests.storage.examples import (
    KEY,
    MCHID,
    a_message,
    a_refund,
    an_application,
    an_audit_entry,
)

_refs = itertools.count()


async def _write(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> int:
        kept = stores.applications.add(an_application(source_ref=f"{os.getpid()}-{next(_refs)}"))
        stores.conversations.merge(kept.id, (a_message("1"),))
        stores.audit.append(an_audit_entry(application_id=kept.id, personal={"phone": "1"}))
        return kept.id

    while True:
        numbers = await asyncio.gather(*(ledger.transactions.run(work) for _n in range(3)))
        print(*numbers, sep="\n", flush=True)


async def _plan(ledger: Ledger, payment: TransactionId) -> None:
    sys.stdin.readline()
    refund = a_refund(an_application(transaction_id=payment))
    try:
        await ledger.transactions.run(lambda stores: stores.refunds.add(refund))
    except AlreadyExistsError:
        print("refused", flush=True)
    else:
        print("planned", flush=True)


def main() -> None:
    folder, task, *rest = sys.argv[1:]
    ledger = open_ledger(Path(folder), KEY, mchid=MCHID, practice=True)
    print("open", flush=True)
    if task == "write":
        asyncio.run(_write(ledger))
    else:
        asyncio.run(_plan(ledger, TransactionId(rest[0])))
    ledger.close()


if __name__ == "__main__":
    main()
