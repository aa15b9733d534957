"""The order as WeChat Pay knows it, and how much of it can still go back, until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, REFUND_FEN_MAX, REFUND_FEN_MIN, Fen, total_of
from refund_desk.domain.identifiers import ORDINAL_MAX, Mchid, OutTradeNo, TransactionId
from refund_desk.domain.refund import BLOCKING_STATES, FINAL_STATES, Refund, RefundState

# Payment success + 365 days (WeChat Pay 4013071036).
REFUND_AGE_MAX = timedelta(days=365)
# Two refunds of one payment must be a minute apart (same page).
REFUND_PAUSE = timedelta(seconds=60)


class TradeState(StrEnum):
    """WeChat Pay's trade_state; any refund, also a partial one, turns SUCCESS into REFUND."""

    SUCCESS = "SUCCESS"
    REFUND = "REFUND"
    NOTPAY = "NOTPAY"
    CLOSED = "CLOSED"
    REVOKED = "REVOKED"
    USERPAYING = "USERPAYING"
    PAYERROR = "PAYERROR"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOrder:
    """A payment as a verified answer of WeChat Pay described it at `read_at` (UTC)."""

    mchid: Mchid
    transaction_id: TransactionId
    out_trade_no: OutTradeNo
    trade_state: TradeState
    total: Fen
    payer_total: Fen
    currency: str
    paid_at: datetime | None
    read_at: datetime
    appid: str = ""
    openid: str = field(default="", repr=False)

    @property
    def is_paid(self) -> bool:
        """Whether money was taken and may go back."""
        return self.trade_state in {TradeState.SUCCESS, TradeState.REFUND}

    @property
    def has_coupon(self) -> bool:
        """Whether the buyer paid less than the total, so that less than the amount reaches them."""
        return self.payer_total < self.total


@dataclass(frozen=True, slots=True)
class Remainder:
    """Where the money of one payment is: paid, gone back, on its way (fen)."""

    paid: Fen
    succeeded: Fen
    moving: Fen
    elsewhere: Fen

    @property
    def refundable(self) -> Fen:
        """What can still go back; money on its way counts as spent."""
        return self.paid.less_or_zero(self.succeeded + self.moving + self.elsewhere)


def remainder_of(
    order_total: Fen, refunds: Iterable[Refund], *, elsewhere: Fen = NOTHING
) -> Remainder:
    """The remainder of a payment by this ledger; `elsewhere` was refunded without us (fen)."""
    known = tuple(refunds)
    return Remainder(
        paid=order_total,
        succeeded=total_of(r.amount for r in known if r.state is RefundState.SUCCEEDED),
        moving=total_of(r.amount for r in known if r.state not in FINAL_STATES),
        elsewhere=elsewhere,
    )


def ensure_refundable(
    order: PaidOrder, refunds: Iterable[Refund], *, asked: Fen, elsewhere: Fen, now: datetime
) -> None:
    """Raise `RuleBrokenError` unless one more refund of `asked` fen may be sent now.

    The one rule for presses, queues and re-sends (decisions.md 3.2). `refunds` are the others of
    the payment: one that is to be sent must not block itself.
    """
    others = tuple(refunds)
    ensure_plannable(order, others, asked=asked, elsewhere=elsewhere, now=now)
    pause_s = pause_left_s(others, now)
    if pause_s > 0:
        raise RuleBrokenError("ref.wait1m", seconds=pause_s)


def ensure_plannable(
    order: PaidOrder, refunds: Iterable[Refund], *, asked: Fen, elsewhere: Fen, now: datetime
) -> None:
    """The same for a refund that waits for the minute between two of a payment: all but that."""
    others = tuple(refunds)
    _ensure_payment(order, now)
    if any(r.state in BLOCKING_STATES for r in others):
        raise RuleBrokenError("ref.dup")
    if not REFUND_FEN_MIN <= asked.count <= REFUND_FEN_MAX:
        raise RuleBrokenError("amt.zero")
    left = remainder_of(order.total, others, elsewhere=elsewhere).refundable
    if asked > left:
        raise RuleBrokenError("amt.too_much", max_fen=left.count)
    if len({r.ordinal for r in others if r.ordinal is not None}) >= ORDINAL_MAX:
        raise RuleBrokenError("ref.fifty")


def ensure_findable(order: PaidOrder, refunds: Iterable[Refund]) -> None:
    """Raise `RuleBrokenError("ref.burned")` when a copy of this ledger would not find a new refund.

    Two numbers in a row that WeChat Pay does not know end the ladder of the other desk
    (decisions.md 1.3), and a number that was given up is such a one. Where something was refunded
    before, that desk would take the end for the whole truth, and pay under one of the two.
    """
    states = {r.ordinal: r.state for r in refunds if r.ordinal is not None}
    free = next(n for n in range(1, ORDINAL_MAX + 2) if n not in states)
    burned = {states.get(free - 1), states.get(free - 2)} == {RefundState.GIVEN_UP}
    if burned and order.trade_state is TradeState.REFUND:
        raise RuleBrokenError("ref.burned")


def pause_ends_at(refunds: Iterable[Refund]) -> datetime | None:
    """The instant (UTC) from which WeChat Pay takes another refund of this payment, if it waits."""
    accepted = [r.accepted_at for r in refunds if r.accepted_at is not None]
    return max(accepted) + REFUND_PAUSE if accepted else None


def pause_left_s(refunds: Iterable[Refund], now: datetime) -> int:
    """Whole seconds until WeChat Pay takes another refund of this payment; 0 when it would now."""
    ends_at = pause_ends_at(refunds)
    if ends_at is None:
        return 0
    return max(0, -int(-(ends_at - now).total_seconds() // 1))


def _ensure_payment(order: PaidOrder, now: datetime) -> None:
    """What must hold for the payment itself, whatever was refunded of it."""
    if not order.is_paid:
        raise RuleBrokenError("order.none")
    if order.currency != "CNY":
        raise RuleBrokenError("order.currency")
    if order.paid_at is not None and now > order.paid_at + REFUND_AGE_MAX:
        raise RuleBrokenError("ref.old")
