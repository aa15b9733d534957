"""The last fence against telling a step twice: the database itself refuses it."""

import pytest

from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.ports.transactions import AlreadyExistsError
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from tests.storage.examples import a_refund, an_application, an_outbox_entry


async def test_a_step_of_a_refund_is_kept_once(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        application = stores.applications.add(an_application())
        refund = stores.refunds.add(a_refund(application))
        told = {"kind": OutboxKind.PROGRESS, "refund_id": refund.id, "amount": Fen(1)}
        first = stores.outbox.add(an_outbox_entry(application.id, step="submitted", **told))
        assert stores.outbox.get(first.id) == first
        stores.outbox.add(an_outbox_entry(application.id, step="arrived", **told))
        # Only progress is told once a step.
        for _time in range(2):
            evidence = {**told, "kind": OutboxKind.EVIDENCE}
            stores.outbox.add(an_outbox_entry(application.id, step="photo", **evidence))
        with pytest.raises(AlreadyExistsError):
            stores.outbox.add(an_outbox_entry(application.id, step="arrived", **told))

    await ledger.transactions.run(work)
