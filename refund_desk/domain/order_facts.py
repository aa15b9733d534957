"""What the shop knows of an order and a complaint does not carry: goods, freight, logistics."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from refund_desk.domain.fen import NOTHING, Fen, total_of
from refund_desk.domain.identifiers import TransactionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """One line of an order; `unit` is what one of them cost (fen)."""

    name: str
    quantity: int
    unit: Fen
    picture_ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistics:
    """Where the parcel is. `signed_at` is when the buyer's side signed for it (UTC)."""

    carrier: str = ""
    tracking_no: str = field(default="", repr=False)
    shipped_at: datetime | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """The shop's own facts of a payment, joined by transaction_id (decisions.md 4.9)."""

    transaction_id: TransactionId
    goods: tuple[Goods, ...] = ()
    freight: Fen = NOTHING
    logistics: Logistics = Logistics()
    buyer_nickname: str = field(default="", repr=False)

    @property
    def goods_total(self) -> Fen:
        """What the goods cost without freight."""
        return total_of(Fen(g.unit.count * g.quantity) for g in self.goods)

    @property
    def title(self) -> str:
        """The goods in one line, such as 雾蓝马克杯 ×2."""
        return "、".join(
            g.name if g.quantity == 1 else f"{g.name} ×{g.quantity}" for g in self.goods
        )
