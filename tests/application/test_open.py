"""Opening one application brings every part of it up to date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.picture_fetcher import PictureFetcher
from refund_desk.application.ports.application_source import PictureContent
from refund_desk.domain.events import SendingHalted
from refund_desk.domain.paid_order import TradeState
from tests.application.bench import Bench
from tests.application.far_side import FakeReader
from tests.storage.examples import a_message, an_order, payment


async def test_opening_reads_everything_again(bench: Bench) -> None:
    application_id = await bench.a_case()
    application = await bench.application(application_id)
    at = bench.clock.now()
    bench.source.histories[application.source_ref] = (
        a_message("1", at=at, picture_refs=("good", "bad one")),
        a_message("2", at=at, picture_refs=("good",)),
    )
    await bench.services.open_application(application_id)
    assert not (await bench.application(application_id)).unread
    case = await bench.view(application_id)
    assert [bool(p.sha256) for p in case.pictures] == [True, False, True]
    assert [p.why for p in case.pictures] == ["", "img.type", ""]
    assert [[p.why for p in m.pictures] for m in case.messages] == [["", "img.type"], [""]]
    bench.source.trouble["picture"] = Missing()
    await bench.services.open_application(application_id)
    bench.source.trouble["picture"] = Unreadable(why="net.off")
    await bench.services.open_application(application_id)
    assert (await bench.view(application_id)).pictures == case.pictures


async def test_rubbish_in_the_place_of_pictures_fills_no_memory(bench: Bench) -> None:
    fetch = PictureFetcher(bench.ledger.pictures, FakeReader())
    references = tuple(f"bad {number}" for number in range(1100))
    assert await fetch(references, bench.source.picture) == 0
    assert len(fetch.unopened) == 1000
    assert references[0] not in fetch.unopened

    async def mended(reference: str) -> PictureContent:
        return PictureContent(content=b"good " + reference.encode())

    assert await fetch(references[-1:], mended) == 1
    assert references[-1] not in fetch.unopened


async def test_a_payment_is_found_by_the_merchants_number(bench: Bench) -> None:
    application_id = await bench.a_case(transaction_id=None)
    application = await bench.application(application_id)
    await bench.services.open_application(application_id)
    case = await bench.view(application_id)
    assert (case.order_missing, case.approve.why) == (True, "order.none")
    assert application.out_trade_no is not None
    paid = an_order(payment(), out_trade_no=application.out_trade_no)
    bench.orders.by_trade_no[application.out_trade_no] = paid
    await bench.services.open_application(application_id)
    case = await bench.view(application_id)
    assert (case.order_missing, case.approve.why) == (False, "")
    assert (await bench.application(application_id)).transaction_id == paid.transaction_id


async def test_a_complaint_without_any_number_has_no_payment(bench: Bench) -> None:
    application_id = await bench.a_case(transaction_id=None, out_trade_no=None)
    await bench.services.open_application(application_id)
    case = await bench.view(application_id)
    assert (case.order_missing, case.approve.why, case.order) == (True, "order.none", None)


async def test_a_payment_that_cannot_be_read_stays_as_it_was(bench: Bench) -> None:
    application_id = await bench.a_case()
    before = (await bench.view(application_id)).order
    bench.orders.trouble = Unreadable(why="net.off")
    await bench.services.open_application(application_id)
    assert (await bench.view(application_id)).order == before


async def test_opening_a_refunded_payment_climbs_once(bench: Bench) -> None:
    application_id = await bench.a_case(order={"trade_state": TradeState.REFUND})
    await bench.services.open_application(application_id)
    assert len(bench.refunds.asked) == 2
    refund = await bench.pay(await bench.a_case(order={"trade_state": TradeState.SUCCESS}))
    order = bench.orders.known[refund.transaction_id]
    bench.orders.known[refund.transaction_id] = replace(order, trade_state=TradeState.REFUND)
    bench.refunds.asked.clear()
    await bench.services.open_application(refund.application_id or 0)
    assert bench.refunds.asked == []


@pytest.mark.parametrize(("halts", "told"), [(True, [SendingHalted("key.bad")]), (False, [])])
async def test_a_payment_that_wrong_keys_cannot_read_stops_the_sending(
    bench: Bench, halts: bool, told: list[SendingHalted]
) -> None:
    application_id = await bench.a_case()
    bench.orders.trouble = Unreadable(why="key.bad", halts=halts)
    await bench.services.open_application(application_id)
    assert bench.heard.of(SendingHalted) == told
