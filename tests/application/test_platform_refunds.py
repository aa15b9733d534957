"""What a platform returned by itself counts as theirs, once, and lowers nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.complaint_rules import followed, new_application
from refund_desk.application.platform_refunds import note_platform_refund
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import ApplicationState, RefundApplication, Source
from tests.application.bench import Bench
from tests.application.feed import later, told
from tests.storage.examples import MCHID, NOW, an_application

REFUNDED = ApplicationState.REFUNDED


async def added(bench: Bench, **changes: Any) -> RefundApplication:
    """An application that the Store has ended so."""
    values = {"source": Source.STORE, "state": REFUNDED, "asked": Fen(300), **changes}
    application_id = await bench.a_case(**values)
    return await bench.application(application_id)


async def noted(bench: Bench, application: RefundApplication) -> Fen | None:
    """What counts as refunded elsewhere after noting this one."""
    now = bench.clock.now()
    await bench.run(lambda stores: note_platform_refund(stores, application, now))
    number = application.transaction_id
    if number is None:
        return None
    return await bench.run(lambda stores: stores.orders.elsewhere(application.mchid, number))


async def test_several_of_one_payment_are_added_up_once(bench: Bench) -> None:
    first = await added(bench)
    second = await added(bench, transaction_id=first.transaction_id, asked=Fen(200))

    assert await noted(bench, first) == Fen(500)
    assert await noted(bench, second) == Fen(500)
    assert await bench.audited(first.id) == [AuditAction.ELSEWHERE]
    assert await bench.audited(second.id) == []


async def test_more_that_is_known_stays(bench: Bench) -> None:
    application = await added(bench)
    number = application.transaction_id
    assert number is not None
    await bench.run(lambda stores: stores.orders.put_elsewhere(application.mchid, number, Fen(900)))

    assert await noted(bench, application) == Fen(900)


@pytest.mark.parametrize(
    "changes",
    [
        {"source": Source.SHOP_FEED},
        {"state": ApplicationState.REFUNDING},
        {"transaction_id": None},
    ],
)
async def test_only_money_of_a_platform_that_is_back(bench: Bench, changes: dict[str, Any]) -> None:
    application = await added(bench, **changes)

    assert await noted(bench, application) is None
    assert await bench.audited(application.id) == []


@pytest.mark.parametrize(
    ("source", "state"),
    [(Source.STORE, REFUNDED), (Source.SHOP_FEED, ApplicationState.REFUNDING)],
)
def test_a_platform_says_where_its_own_refund_is(source: Source, state: ApplicationState) -> None:
    whole = told(an_application(source=source), changed_at=NOW)
    under_way = later(whole, NOW, state=ApplicationState.REFUNDING).snapshot
    fresh = new_application(under_way, mchid=MCHID, customer_key="", now=NOW)
    application = followed(fresh, under_way, (), now=NOW)
    assert application.state is ApplicationState.REFUNDING
    at = NOW + timedelta(minutes=1)

    after = followed(application, later(whole, at, state=REFUNDED).snapshot, (), now=at)

    assert after.state is state
