"""What the approve dialog's fields amount to: pure rules, so that they can be read without Qt."""

from __future__ import annotations

from dataclasses import dataclass, field

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import (
    REASON_BYTES_MAX,
    REPLY_BYTES_MAX,
    REPLY_CHARACTERS_MAX,
)
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import NOTHING, REFUND_FEN_MAX, Fen
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.domain.shop_policy import ShopPolicy

# A Chinese character takes three bytes of UTF-8 (decisions.md 4.3).
_BYTES_A_CHARACTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveEntry:
    """What stands in the fields: texts as typed, ticks as set."""

    amount_text: str
    retype_text: str = ""
    reason: str = field(default="", repr=False)
    reply_wanted: bool = False
    reply_text: str = field(default="", repr=False)
    ticked: bool = False
    before_goods: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the entry means for a case.

    `amount` is None while the field holds no amount at all. `amount_wrong` and `reply_wrong` are
    keys of sentences, empty when right. `reason_left` counts the Chinese characters that still fit,
    and is negative when too many are there.
    """

    amount: Fen | None
    amount_wrong: str
    needs_retype: bool
    retype_right: bool
    needs_tick: bool
    reason_left: int
    reply_wrong: str
    complete: bool


def judge(case: CaseView, entry: ApproveEntry, policy: ShopPolicy) -> Judgement:
    """Whether these fields may be confirmed for this case (ui.md section 10)."""
    amount = read_amount(entry.amount_text)
    amount_wrong = _amount_wrong(amount, case.approve.refundable)
    needs_retype = amount is not None and amount >= policy.retype_from
    retype_right = not needs_retype or read_amount(entry.retype_text) == amount
    needs_tick = case.approve.needs_tick
    left = reason_left(entry.reason)
    reply_wrong = _reply_wrong(entry)
    complete = all(
        (
            not amount_wrong,
            retype_right,
            entry.ticked or not needs_tick,
            entry.before_goods or not case.approve.goods_first,
            bool(entry.reason.strip()) and left >= 0,
            not reply_wrong,
        )
    )
    return Judgement(
        amount=amount,
        amount_wrong=amount_wrong,
        needs_retype=needs_retype,
        retype_right=retype_right,
        needs_tick=needs_tick,
        reason_left=left,
        reply_wrong=reply_wrong,
        complete=complete,
    )


def read_amount(text: str) -> Fen | None:
    """The amount a person typed, or None while it is not one yet (`108.` waits for a digit)."""
    try:
        return Fen.from_yuan_text(text)
    except BadValueError:
        return None


def reason_left(reason: str) -> int:
    """How many more Chinese characters fit into the refund reason: floor((80 - bytes) / 3)."""
    return (REASON_BYTES_MAX - len(reason.strip().encode())) // _BYTES_A_CHARACTER


def fits_reply(text: str) -> bool:
    """Whether words to the buyer are short enough, in characters and in bytes."""
    return len(text) <= REPLY_CHARACTERS_MAX and len(text.encode()) <= REPLY_BYTES_MAX


def buyer_receives(case: CaseView, amount: Fen) -> Fen:
    """What of `amount` reaches the buyer when a coupon paid part of the order (fen, rounded down).

    WeChat Pay returns coupons in proportion to the payment; only its answer is exact.
    """
    order = case.order
    if order is None or not order.has_coupon or not order.order_total:
        return amount
    return Fen(amount.count * order.payer_total.count // order.order_total.count)


def red_findings(case: CaseView) -> tuple[Finding, ...]:
    """The checks that speak against approving."""
    return tuple(f for f in case.findings if f.verdict is Verdict.RED)


def changed_lines(before: CaseView, after: CaseView) -> frozenset[str]:
    """Which lines of the dialog say something else now.

    Of `paid`, `refunded`, `refundable`, `asked`, `agreed`, `checks`, `ended`; `ended` means that
    approving is no longer possible at all.
    """
    pairs = {
        "paid": (paid_of(before), paid_of(after)),
        "refunded": (refunded_of(before), refunded_of(after)),
        "refundable": (before.approve.refundable, after.approve.refundable),
        "asked": (before.asked, after.asked),
        "agreed": (before.approve.agreed, after.approve.agreed),
        "checks": (red_findings(before), red_findings(after)),
    }
    changed = {line for line, (old, new) in pairs.items() if old != new}
    if not after.approve.can_press:
        changed.add("ended")
    return frozenset(changed)


def paid_of(case: CaseView) -> Fen:
    """What the order cost in all, as WeChat Pay says."""
    if case.remainder is not None:
        return case.remainder.paid
    return case.order.order_total if case.order is not None else NOTHING


def refunded_of(case: CaseView) -> Fen:
    """What went back or is on its way, wherever it was started."""
    return paid_of(case).less_or_zero(case.approve.refundable)


def _amount_wrong(amount: Fen | None, refundable: Fen) -> str:
    if not amount or amount.count > REFUND_FEN_MAX:
        return "amt.zero" if not amount else "amt.too_much"
    return "amt.too_much" if amount > refundable else ""


def _reply_wrong(entry: ApproveEntry) -> str:
    if not entry.reply_wanted:
        return ""
    if not entry.reply_text.strip():
        return "reply.empty"
    return "" if fits_reply(entry.reply_text.strip()) else "reply.long"
