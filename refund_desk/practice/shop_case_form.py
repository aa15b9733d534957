"""The form in which the practice shop's hand-written applications are told."""

from dataclasses import dataclass, field
from typing import Literal

Due = Literal["today", "tomorrow", "later", "closed"]
Who = Literal["user", "shop", "platform"]
_KINDS = {"user": "USER_RESPONSE", "shop": "MERCHANT_RESPONSE", "platform": "PLATFORM_RESPONSE"}


@dataclass(frozen=True, slots=True)
class Line:
    """One later message, `after_min` minutes after the application. `{deadline}` is filled in."""

    after_min: int
    who: Who
    text: str
    pictures: tuple[str, ...] = ()
    kind: str | None = None

    @property
    def operate_type(self) -> str:
        """Its name in the negotiation history."""
        return self.kind or _KINDS[self.who]


@dataclass(frozen=True, slots=True)
class EarlierRefund:
    """Money of the order that went back before the application came in."""

    amount_fen: int
    days_before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One application, told relative to now.

    `due` and `share` place the nearest deadline: a share of the time between the edges of that
    group of the inbox; for `closed` it is the age in days. Days and amounts (fen) are relative to
    the application. A `customer` names a buyer who comes back.
    """

    surname: str
    given: str
    phone: str
    goods_no: int
    reason: str
    ask: str
    due: Due
    share: float
    apply_fen: int | None
    unit_fen: int
    quantity: int = 1
    freight_fen: int = 0
    pictures: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    paid_days: float = 6.0
    shipped_days: float | None = 4.5
    signed_days: float | None = 1.5
    carrier: int = 0
    settles: str = "wallet"
    bank: tuple[str, str] = ("OTHERS", "支付用户零钱")
    discount_fen: int = 0
    coupon_kind: str = "NOCASH"
    earlier: tuple[EarlierRefund, ...] = ()
    problem_type: str = "REFUND"
    user_tags: str = ""
    times: int = 1
    waiting: bool = False
    customer: str | None = None
    in_platform_service: bool = False
    need_immediate_service: bool = False
    is_agent_mode: bool = False
    end: str | None = None
    order_count: int = 1
    region: str | None = None
    tracking_tail: str | None = None
    tags: tuple[str, ...] = field(default=())

    @property
    def replied(self) -> bool:
        """Whether the shop has answered, so that only the 72 hours run."""
        return any(line.who == "shop" for line in self.lines) and self.times == 1

    @property
    def total_fen(self) -> int:
        """The order's total."""
        return self.unit_fen * self.quantity + self.freight_fen
