"""A complaint with several orders: the owner picks, each pick is its own refund."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refund_desk.application.ports.application_source import ComplaintOrder
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutTradeNo
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, Source
from tests.application.bench import Bench
from tests.application.far_side import snapshot_of
from tests.storage.examples import an_application, an_order, payment

ONE, TWO = payment(), payment()
BY_NUMBER = ComplaintOrder(transaction_id=ONE, out_trade_no=OutTradeNo("SHOP-1"), amount=Fen(9_000))
BY_TRADE_NO = ComplaintOrder(
    transaction_id=None, out_trade_no=OutTradeNo("SHOP-2"), amount=Fen(8_000)
)
UNUSABLE = ComplaintOrder(transaction_id=None, out_trade_no=None, amount=Fen(1))


@pytest.fixture
async def application_id(bench: Bench) -> int:
    """A complaint about three orders that asks for 120 yuan, opened once."""
    snapshot = snapshot_of(
        an_application(asked=Fen(12_000), applied_at=bench.clock.now()),
        orders=(BY_NUMBER, BY_TRADE_NO, UNUSABLE),
    )
    bench.source.pages = [(snapshot,)]
    bench.source.snapshots[snapshot.source_ref] = snapshot
    await bench.services.pull_applications()
    known = await bench.run(
        lambda stores: stores.applications.find(Source.COMPLAINT, snapshot.source_ref)
    )
    assert known is not None
    for number, trade_no, total in ((ONE, "SHOP-1", 9_000), (TWO, "SHOP-2", 8_000)):
        order = an_order(
            number, out_trade_no=OutTradeNo(trade_no), total=Fen(total), payer_total=Fen(total)
        )
        bench.orders.known[number] = order
        bench.orders.by_trade_no[trade_no] = order
    bench.clock.passes(seconds=1)
    await bench.services.open_application(known.id)
    return known.id


async def test_nothing_can_be_refunded_before_a_pick(bench: Bench, application_id: int) -> None:
    case = await bench.view(application_id)
    assert (case.approve.why, case.order_missing) == ("order.pick", False)
    assert [(o.number, o.amount, o.is_picked) for o in case.orders] == [
        (ONE, Fen(9_000), False),
        ("SHOP-2", Fen(8_000), False),
        ("", Fen(1), False),
    ]
    for number in ("", "SHOP-3"):
        with pytest.raises(RuleBrokenError, match=r"order\.none"):
            await bench.services.pick_order(application_id, number)


async def test_each_pick_is_its_own_refund(bench: Bench, application_id: int) -> None:
    await bench.services.pick_order(application_id, ONE)
    case = await bench.view(application_id)
    assert (case.approve.enabled, case.approve.default_amount) == (True, Fen(9_000))
    assert [order.is_picked for order in case.orders] == [True, False, False]
    first = await bench.pay(application_id)
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        await bench.services.pick_order(application_id, "SHOP-2")
    bench.refunds.settle(first.number, RefundState.SUCCEEDED)
    await bench.settled(first.id)

    await bench.services.pick_order(application_id, "SHOP-2")
    case = await bench.view(application_id)
    assert [order.is_picked for order in case.orders] == [False, True, False]
    assert case.order is not None
    assert case.order.transaction_id == TWO
    # Of the 120 yuan asked for, 90 went back with the other order.
    assert case.approve.default_amount == Fen(3_000)
    second = await bench.pay(application_id)
    assert (second.transaction_id, second.ordinal, second.amount) == (TWO, 1, Fen(3_000))
    bench.refunds.settle(second.number, RefundState.SUCCEEDED)
    await bench.settled(second.id)
    assert (await bench.application(application_id)).state is ApplicationState.REFUNDED


async def test_a_pick_that_is_not_there_is_said(bench: Bench, application_id: int) -> None:
    bench.orders.by_trade_no.clear()
    await bench.services.pick_order(application_id, "SHOP-2")
    assert (await bench.view(application_id)).approve.why == "order.none"
    await bench.services.pick_order(application_id, ONE)
    assert (await bench.view(application_id)).approve.enabled


async def test_an_ended_complaint_has_nothing_to_pick(bench: Bench, application_id: int) -> None:
    application = await bench.application(application_id)
    ended = application.move_to(ApplicationState.WITHDRAWN, now=bench.clock.now())
    await bench.run(lambda stores: stores.applications.replace(ended))
    with pytest.raises(RuleBrokenError, match="ended"):
        await bench.services.pick_order(application_id, ONE)


async def test_a_pick_while_another_order_is_read(bench: Bench, application_id: int) -> None:
    await bench.services.pick_order(application_id, "SHOP-2")
    application = await bench.application(application_id)
    unread = replace(application, transaction_id=None)
    await bench.run(lambda stores: stores.applications.replace(unread))
    read = bench.orders.by_out_trade_no

    async def picked_meanwhile(out_trade_no: OutTradeNo) -> object:
        other = replace(unread, out_trade_no=OutTradeNo("SHOP-9"))
        await bench.run(lambda stores: stores.applications.replace(other))
        return await read(out_trade_no)

    bench.orders.by_out_trade_no = picked_meanwhile  # type: ignore[method-assign,assignment] # a race
    await bench.services.open_application(application_id)
    assert (await bench.application(application_id)).transaction_id is None
