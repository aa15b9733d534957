"""Any number of applications of one second find their place."""

from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.prepared import raw
from refund_desk.adapters.storage.stores import SqlStores
from tests.storage.examples import an_application


async def test_a_second_that_is_full_overflows_into_the_next(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> list[int]:
        first = stores.applications.add(an_application())
        below = raw(stores._connection)
        keys = "SELECT search_key FROM refund_application ORDER BY id"
        ((begin,),) = below.execute(keys).fetchall()
        # As if 65,535 more had come in that second.
        below.execute("UPDATE refund_application SET search_key = search_key + 65535")
        assert begin % 65_536 == 0
        stores.applications.add(an_application())
        stores.applications.add(an_application(applied_at=first.applied_at))
        return [key - begin for (key,) in below.execute(keys).fetchall()]

    assert await ledger.transactions.run(work) == [65_535, 65_536, 65_537]
