"""What of a return and an offer is possible for a case now, and the sentence where it is not."""

from __future__ import annotations

from refund_desk.application.case_view import AgreedThere, CaseView
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxKind
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import (
    TO_DO_STATES,
    WAITING_STATES,
    ApplicationState,
    ComplaintState,
    ProblemType,
)
from refund_desk.ui import sentences, texts, wording

_DECISIONS = frozenset({OutboxKind.REJECT, OutboxKind.RETURN, OutboxKind.OFFER})
_ASKABLE = TO_DO_STATES | WAITING_STATES
# Where the platform pays, agreeing waits for what the shop can ask for here.
_GOODS_FIRST = "platform.goods_first"


def takes_in(case: CaseView) -> bool:
    """Whether the next step is that the goods arrive."""
    on_its_way = case.approve.goods_first and case.negotiation.parcel is not None
    return case.state is ApplicationState.WAITING_GOODS or on_its_way


def why_no_take_in(case: CaseView) -> str:
    """Why the goods cannot be taken in; empty where they can."""
    if not takes_in(case):
        return texts.goods_back.none_awaited()
    theirs = case.complaint_state is not ComplaintState.PENDING
    if case.platform_pays and theirs:
        return sentences.sentence("platform.goods_awaited")
    return ""


def why_no_return(case: CaseView) -> str:
    """Why the goods cannot be asked for; empty where they can."""
    if not case.can.returns_goods:
        return texts.goods_back.no_return()
    if why := _why_nothing(case):
        return why
    if case.state is ApplicationState.GOODS_RECEIVED:
        return texts.negotiating.goods_here()
    if case.platform_pays:
        return _why_no_return_there(case)
    return ""


def why_no_offer(case: CaseView) -> str:
    """Why no other amount can be offered; empty where one can."""
    if not case.can.offers:
        return texts.goods_back.no_offer()
    if why := _why_nothing(case):
        return why
    why = case.approve.why
    if case.platform_pays and why not in {"", _GOODS_FIRST}:
        return sentences.sentence(why)
    if case.platform_pays and case.state is not ApplicationState.OPEN:
        return texts.negotiating.offers_none()
    return "" if case.platform_pays or case.approve.refundable else texts.notices.nothing_left()


def _why_nothing(case: CaseView) -> str:
    """What stands against any further word between yes and no."""
    if case.state not in _ASKABLE or case.agreed_there is not AgreedThere.NO:
        return texts.goods_back.under_way()
    if any(not refund.is_final for refund in _own_refunds(case)):
        return texts.refund.dup()
    if case.awaited_proof is not None:
        return texts.awaiting.standing(wording.proof_kind(case.awaited_proof.kind))
    deciding = any(
        entry.kind in _DECISIONS and entry.state in OPEN_OUTBOX_STATES for entry in case.outbox
    )
    return texts.negotiating.deciding() if deciding else ""


def _own_refunds(case: CaseView) -> tuple[Refund, ...]:
    return tuple(r for r in case.refunds if r.application_id == case.application_id)


def _why_no_return_there(case: CaseView) -> str:
    if case.problem_type is not ProblemType.RETURN:
        return texts.negotiating.no_return_there()
    why = case.approve.why
    return "" if why == _GOODS_FIRST else sentences.sentence(why) if why else ""
