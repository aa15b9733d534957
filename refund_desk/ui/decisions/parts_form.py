"""What ticked goods and freight amount to: pure rules, so that they can be read without Qt."""

from __future__ import annotations

from dataclasses import replace

from refund_desk.application.case_view import ApproveOffer
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_parts import OrderPart, PartKind, RefundPart, parts_total

Counts = tuple[int, ...]


def worth_showing(parts: tuple[OrderPart, ...]) -> bool:
    """Whether there is a choice at all: one thing of one piece needs no ticks."""
    return sum(part.part.quantity for part in parts) > 1


def chosen_of(parts: tuple[OrderPart, ...], counts: Counts) -> tuple[RefundPart, ...]:
    """The parts that these counts, one for each thing of the order, stand for."""
    pairs = zip(parts, counts, strict=True)
    return tuple(replace(part.part, quantity=count) for part, count in pairs if count)


def amount_of(chosen: tuple[RefundPart, ...], refundable: Fen) -> Fen:
    """What the chosen cost (fen), but never more than can go back."""
    return min(parts_total(chosen), refundable)


def counts_for(offer: ApproveOffer, amount: Fen | None) -> Counts:
    """The ticks that an amount means by itself: all that is left, or its goods; else none.

    Any other amount could be of many things, and a guess would be a wrong record.
    """
    everything = tuple(part.left for part in offer.parts)
    goods = tuple(part.left if part.part.kind is PartKind.GOODS else 0 for part in offer.parts)
    for counts in (everything, goods):
        if amount and amount == amount_of(chosen_of(offer.parts, counts), offer.refundable):
            return counts
    return tuple(0 for _part in offer.parts)


def first_count(part: OrderPart) -> int:
    """How many a tick takes: all that are left, or one when all went back before."""
    return part.left or 1


def most_of(part: OrderPart) -> int:
    """How many may be ticked: what is left, or all that were bought once nothing is left.

    Then a tick means the same things again, which is said. More than is left beside some that are
    would hide it; an amount of the person's own stays free.
    """
    return part.left or part.part.quantity


def is_twice(part: OrderPart, count: int) -> bool:
    """Whether more would be refunded than are left; it is said, not blocked."""
    return count > part.left
