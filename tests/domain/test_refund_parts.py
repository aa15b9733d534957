"""What a refund is for: which goods are left, and which claims about them are taken."""

from dataclasses import replace

import pytest

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.order_facts import Goods, OrderFacts
from refund_desk.domain.refund_parts import (
    OrderPart,
    PartKind,
    RefundPart,
    ensure_parts,
    goods_left,
    order_parts,
    parts_total,
)
from tests.storage.examples import a_refund, facts_of, payment

FACTS = facts_of(payment())
MUG = RefundPart(kind=PartKind.GOODS, unit=Fen(10_800), name="雾蓝马克杯")
BRUSH = RefundPart(kind=PartKind.GOODS, unit=Fen(1_000), name="杯刷")
FREIGHT = RefundPart(kind=PartKind.FREIGHT, unit=Fen(1_000))
PLENTY = Fen(10**9)


def _ensure(
    *parts: RefundPart,
    amount: Fen | None = None,
    refundable: Fen = PLENTY,
    facts: OrderFacts | None = FACTS,
) -> None:
    paid = parts_total(parts) if amount is None else amount
    ensure_parts(parts, facts=facts, amount=paid, refundable=refundable)


def test_an_order_falls_into_its_goods_and_its_freight() -> None:
    mugs = replace(MUG, quantity=2)
    assert order_parts(FACTS, ()) == (
        OrderPart(mugs, 0),
        OrderPart(BRUSH, 0),
        OrderPart(FREIGHT, 0),
    )
    assert parts_total((mugs, BRUSH, FREIGHT)) == Fen(23_600)
    assert goods_left(order_parts(FACTS, ())) == FACTS.goods_total == Fen(22_600)


def test_without_freight_there_is_no_freight_to_tick() -> None:
    kinds = [part.part.kind for part in order_parts(replace(FACTS, freight=NOTHING), ())]
    assert kinds == [PartKind.GOODS, PartKind.GOODS]


def test_lines_of_equal_name_and_price_are_one_thing() -> None:
    cheaper = Goods(name="杯刷", quantity=1, unit=Fen(500))
    again = replace(FACTS, goods=(*FACTS.goods, FACTS.goods[1], cheaper))
    counts = [
        (part.part.name, part.part.unit, part.part.quantity) for part in order_parts(again, ())
    ]
    assert counts == [
        ("雾蓝马克杯", Fen(10_800), 2),
        ("杯刷", Fen(1_000), 2),
        ("杯刷", Fen(500), 1),
        ("", Fen(1_000), 1),
    ]


def test_what_was_refunded_before_is_counted_per_thing() -> None:
    first = a_refund(parts=(MUG,))
    second = a_refund(parts=(MUG, FREIGHT))
    mugs, brush, freight = order_parts(FACTS, (first, second, a_refund()))
    assert [(part.before, part.left) for part in (mugs, brush, freight)] == [(2, 0), (0, 1), (1, 0)]
    assert goods_left((mugs, brush, freight)) == Fen(1_000)


def test_more_refunded_than_bought_leaves_nothing_and_not_less() -> None:
    mugs = order_parts(FACTS, (a_refund(parts=(replace(MUG, quantity=5),)),))[0]
    assert (mugs.before, mugs.left) == (5, 0)


def test_parts_of_the_order_at_their_cost_are_taken() -> None:
    _ensure()
    _ensure(amount=Fen(7))
    _ensure(MUG)
    _ensure(replace(MUG, quantity=2), BRUSH, FREIGHT)
    _ensure(MUG, MUG)


def test_where_less_can_go_back_than_they_cost_all_of_that_goes() -> None:
    _ensure(MUG, FREIGHT, amount=Fen(9_000), refundable=Fen(9_000))
    with pytest.raises(RuleBrokenError, match=r"changed\.goods"):
        _ensure(MUG, FREIGHT, amount=Fen(8_999), refundable=Fen(9_000))


@pytest.mark.parametrize(
    "parts",
    [
        (replace(MUG, quantity=3),),
        (MUG, MUG, MUG),
        (replace(MUG, quantity=0),),
        (replace(MUG, unit=Fen(10_799)),),
        (replace(MUG, name="别的"),),
        (FREIGHT, FREIGHT),
        (replace(FREIGHT, kind=PartKind.GOODS),),
    ],
)
def test_parts_that_were_not_bought_like_this_are_refused(parts: tuple[RefundPart, ...]) -> None:
    with pytest.raises(RuleBrokenError, match=r"changed\.goods"):
        _ensure(*parts)


def test_an_amount_that_is_not_the_parts_cost_is_refused() -> None:
    with pytest.raises(RuleBrokenError, match=r"changed\.goods"):
        _ensure(MUG, amount=Fen(10_801))


def test_without_the_shops_facts_there_are_no_parts() -> None:
    _ensure(facts=None)
    with pytest.raises(RuleBrokenError, match=r"changed\.goods"):
        _ensure(MUG, facts=None)
