"""What each source can do, honestly: the window disables with a reason what a source cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.refund_application import Source


class MoneyMover(StrEnum):
    """Who returns the money of a payment: this desk's refund call, or the platform itself."""

    OURS = "ours"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What can be done with an application of a source (ui.md section 4).

    `any_amount`: less or more than what was asked may be refunded; else the amount is locked.
    `final_reject`: a rejection stands at once; else some applications want an offer first.
    `decisions`: an approval or a rejection is told there; else it is only recorded here.
    `keys`: outgoing messages carry an idempotency key, so that a repeat is safe (decisions.md 3.8).
    `evidence`: a proof may be given there as such; else it stays in the books of this desk.
    """

    any_amount: bool
    final_reject: bool
    decisions: bool
    reply_text: bool
    reply_pictures: bool
    returns_goods: bool
    offers: bool
    progress: bool
    completes: bool
    keys: bool
    evidence: bool
    money_mover: MoneyMover


CAPABILITIES: dict[Source, Capabilities] = {
    Source.COMPLAINT: Capabilities(
        any_amount=True,
        final_reject=True,
        decisions=True,
        reply_text=True,
        reply_pictures=True,
        returns_goods=False,
        offers=False,
        progress=False,
        completes=True,
        keys=False,
        evidence=False,
        money_mover=MoneyMover.OURS,
    ),
    Source.SHOP_FEED: Capabilities(
        any_amount=True,
        final_reject=True,
        decisions=True,
        reply_text=True,
        reply_pictures=True,
        returns_goods=True,
        offers=True,
        progress=True,
        completes=False,
        keys=True,
        evidence=True,
        money_mover=MoneyMover.OURS,
    ),
    Source.STORE: Capabilities(
        any_amount=False,
        final_reject=False,
        decisions=True,
        reply_text=False,
        reply_pictures=False,
        returns_goods=True,
        offers=True,
        progress=False,
        completes=False,
        keys=False,
        evidence=True,
        money_mover=MoneyMover.PLATFORM,
    ),
    Source.SHEET: Capabilities(
        any_amount=True,
        final_reject=True,
        decisions=False,
        reply_text=False,
        reply_pictures=False,
        returns_goods=False,
        offers=False,
        progress=False,
        completes=False,
        keys=False,
        evidence=False,
        money_mover=MoneyMover.OURS,
    ),
    Source.BY_HAND: Capabilities(
        any_amount=True,
        final_reject=True,
        decisions=False,
        reply_text=False,
        reply_pictures=False,
        returns_goods=False,
        offers=False,
        progress=False,
        completes=False,
        keys=False,
        evidence=False,
        money_mover=MoneyMover.OURS,
    ),
}


def mover_of(sources: Iterable[Source]) -> MoneyMover:
    """Who moves the money of a payment that these sources know: one platform is enough."""
    platform = any(CAPABILITIES[source].money_mover is MoneyMover.PLATFORM for source in sources)
    return MoneyMover.PLATFORM if platform else MoneyMover.OURS


def ensure_ours(sources: Iterable[Source]) -> None:
    """Refuse our own refund of a payment that a platform refunds (decisions.md 1.5).

    `sources` are those of all applications of the payment, whichever of them was clicked. Raises
    `RuleBrokenError("platform.pays")`.
    """
    if mover_of(sources) is MoneyMover.PLATFORM:
        raise RuleBrokenError("platform.pays")
