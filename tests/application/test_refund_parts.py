"""Several refunds of one order: goods by count, freight apart, pending money counted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from refund_desk.application.outcomes import Refused
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_parts import PartKind, RefundPart
from tests.application.bench import NO_ANSWER, Bench
from tests.storage.examples import facts_of

MUG = RefundPart(kind=PartKind.GOODS, unit=Fen(10_800), name="雾蓝马克杯")
BRUSH = RefundPart(kind=PartKind.GOODS, unit=Fen(1_000), name="杯刷")
FREIGHT = RefundPart(kind=PartKind.FREIGHT, unit=Fen(1_000))


async def _a_case(bench: Bench, **changes: Any) -> int:
    """A case whose shop tells the goods: two mugs, a brush, freight; 236.00 in all."""
    application_id = await bench.a_case(asked=Fen(23_600), **changes)
    payment = (await bench.application(application_id)).transaction_id
    assert payment is not None
    await bench.run(lambda stores: stores.orders.put_facts(facts_of(payment)))
    return application_id


async def _befores(bench: Bench, application_id: int) -> list[int]:
    return [part.before for part in (await bench.view(application_id)).approve.parts]


async def test_each_refund_says_what_it_was_for(bench: Bench) -> None:
    application_id = await _a_case(bench)
    assert await _befores(bench, application_id) == [0, 0, 0]
    first = await bench.pay(application_id, amount=MUG.amount, parts=(MUG,))
    assert (await bench.refund(first.id)).parts == (MUG,)
    assert await _befores(bench, application_id) == [1, 0, 0]
    bench.clock.passes(seconds=61)
    rest = (MUG, BRUSH)
    await bench.pay(application_id, amount=Fen(11_800), parts=rest)
    offer = (await bench.view(application_id)).approve
    assert [part.left for part in offer.parts] == [0, 0, 1]
    assert (offer.refundable, offer.of_no_parts) == (Fen(1_000), NOTHING)
    bench.clock.passes(seconds=61)
    await bench.pay(application_id, amount=FREIGHT.amount, parts=(FREIGHT,))
    assert (await bench.view(application_id)).approve.why == "nothing_left"


async def test_what_was_undone_or_refused_for_good_was_for_nothing(bench: Bench) -> None:
    application_id = await _a_case(bench)
    bench.refunds.submits.append(Refused(code="NOT_ENOUGH", request_id="08"))
    refund = await bench.pay(application_id, amount=MUG.amount, parts=(MUG,))
    assert await _befores(bench, application_id) == [1, 0, 0]
    await bench.move_to(refund, state=RefundState.GIVEN_UP)
    assert await _befores(bench, application_id) == [0, 0, 0]


async def test_money_in_doubt_counts_with_its_goods(bench: Bench) -> None:
    application_id = await _a_case(bench)
    bench.refunds.submits.append(NO_ANSWER)
    await bench.pay(application_id, amount=Fen(11_800), parts=(MUG, FREIGHT))
    offer = (await bench.view(application_id)).approve
    assert offer.why == "ref.dup"
    assert (offer.refundable, offer.default_amount) == (Fen(11_800), Fen(11_800))
    assert [part.before for part in offer.parts] == [1, 0, 1]


async def test_amounts_of_no_goods_are_told_apart(bench: Bench) -> None:
    application_id = await _a_case(bench)
    refund = await bench.pay(application_id, amount=Fen(500))
    await bench.run(
        lambda stores: stores.orders.put_elsewhere(refund.mchid, refund.transaction_id, Fen(300))
    )
    offer = (await bench.view(application_id)).approve
    assert offer.of_no_parts == Fen(800)
    assert [part.before for part in offer.parts] == [0, 0, 0]


async def test_without_freight_means_the_goods_that_are_left(bench: Bench) -> None:
    application_id = await _a_case(bench)
    assert (await bench.view(application_id)).approve.without_freight == Fen(22_600)
    await bench.pay(application_id, amount=MUG.amount, parts=(MUG,))
    assert (await bench.view(application_id)).approve.without_freight == Fen(11_800)


async def test_goods_that_the_shop_tells_otherwise_by_now_plan_nothing(bench: Bench) -> None:
    application_id = await _a_case(bench)
    payment = (await bench.application(application_id)).transaction_id
    assert payment is not None
    cheaper = replace(facts_of(payment), goods=(), freight=Fen(900))
    await bench.run(lambda stores: stores.orders.put_facts(cheaper))
    with pytest.raises(RuleBrokenError, match=r"changed\.goods"):
        await bench.approve(application_id, amount=FREIGHT.amount, parts=(FREIGHT,))
    assert await bench.run(lambda stores: stores.refunds.of_application(application_id)) == ()


async def test_the_trail_says_how_much_of_it_was_goods_and_names_none(bench: Bench) -> None:
    application_id = await _a_case(bench)
    await bench.approve(application_id, amount=Fen(11_800), parts=(MUG, FREIGHT))
    lines = await bench.services.reads.audit_lines(application_id)
    (planned,) = [line for line in lines if line.action is AuditAction.PLANNED]
    facts = json.loads(planned.facts_json)
    assert (facts["goods_fen"], facts["freight_fen"]) == (10_800, 1_000)
    assert MUG.name not in planned.facts_json


async def test_freight_alone_names_no_goods(bench: Bench) -> None:
    application_id = await _a_case(bench)
    refund = await bench.approve(application_id, amount=FREIGHT.amount, parts=(FREIGHT,))
    assert refund.parts == (FREIGHT,)


async def test_without_facts_there_is_only_the_amount(bench: Bench) -> None:
    application_id = await bench.a_case()
    offer = (await bench.view(application_id)).approve
    assert (offer.parts, offer.without_freight) == ((), None)
    refund = await bench.pay(application_id)
    assert refund.parts == ()
