"""What a refund is for: goods of the order by count, and freight apart.

WeChat Pay knows amounts only (decisions.md 1.2 sends no goods_detail); which goods an amount was
for is the shop's own record, so that the same goods are not refunded twice unknowingly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen, total_of

if TYPE_CHECKING:
    from refund_desk.domain.order_facts import OrderFacts
    from refund_desk.domain.refund import Refund


class PartKind(StrEnum):
    """What of an order a part is."""

    GOODS = "goods"
    FREIGHT = "freight"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPart:
    """So many of one thing; `unit` is what one of them cost (fen). Freight has no name."""

    kind: PartKind
    unit: Fen
    quantity: int = 1
    name: str = ""

    @property
    def amount(self) -> Fen:
        """What the part cost in all."""
        return Fen(self.unit.count * self.quantity)

    @property
    def single(self) -> RefundPart:
        """One of it: what two parts of the same thing have in common."""
        return replace(self, quantity=1)


@dataclass(frozen=True, slots=True)
class OrderPart:
    """One thing of an order, as many as were bought, and how many of them were refunded before."""

    part: RefundPart
    before: int

    @property
    def left(self) -> int:
        """How many were not refunded yet."""
        return max(0, self.part.quantity - self.before)


def order_parts(facts: OrderFacts, refunds: Iterable[Refund]) -> tuple[OrderPart, ...]:
    """The goods of the order and its freight, with what the refunds before were for.

    `refunds` are those of the payment that moved money, or may.
    """
    before = refunded_parts(refunds)
    return tuple(
        OrderPart(replace(single, quantity=count), before[single])
        for single, count in _bought(facts).items()
    )


def refunded_parts(refunds: Iterable[Refund]) -> Counter[RefundPart]:
    """How many of each thing these refunds were for."""
    counted: Counter[RefundPart] = Counter()
    for refund in refunds:
        for part in refund.parts:
            counted[part.single] += part.quantity
    return counted


def parts_total(parts: Iterable[RefundPart]) -> Fen:
    """What the parts cost together."""
    return total_of(part.amount for part in parts)


def goods_left(parts: Iterable[OrderPart]) -> Fen:
    """What the goods cost that were not refunded yet; freight does not count."""
    return total_of(
        Fen(part.part.unit.count * part.left) for part in parts if part.part.kind is PartKind.GOODS
    )


def ensure_parts(
    parts: tuple[RefundPart, ...], *, facts: OrderFacts | None, amount: Fen, refundable: Fen
) -> None:
    """Raise `RuleBrokenError("changed.goods")` unless the amount is what these parts cost.

    They must be of this order and no more than were bought. Where less can go back than they cost
    (a discount of the shop, an earlier refund), the amount is all that can go back. No parts at all
    is an amount of the person's own.
    """
    if not parts:
        return
    bought = _bought(facts) if facts is not None else Counter()
    wanted: Counter[RefundPart] = Counter()
    for part in parts:
        wanted[part.single] += part.quantity
    known = all(0 < count <= bought[single] for single, count in wanted.items())
    if not known or amount != min(parts_total(parts), refundable):
        raise RuleBrokenError("changed.goods")


def _bought(facts: OrderFacts) -> Counter[RefundPart]:
    """How many of each thing the order holds; lines of equal name and price are one thing."""
    bought: Counter[RefundPart] = Counter()
    for goods in facts.goods:
        single = RefundPart(kind=PartKind.GOODS, unit=goods.unit, name=goods.name)
        bought[single] += goods.quantity
    if facts.freight > NOTHING:
        bought[RefundPart(kind=PartKind.FREIGHT, unit=facts.freight)] += 1
    return bought
