"""The reasons of the reject dialog, and when it is complete: pure rules, readable without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import REPLY_CHARACTERS_MAX
from refund_desk.application.outcomes import Unreadable
from refund_desk.application.ports.platform_terms import RejectReason as PlatformReason
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.ui import sentences, texts
from refund_desk.ui.decisions.buyer_words import within_days


@dataclass(frozen=True, slots=True)
class RejectReason:
    """A reason to choose: its code as the audit trail keeps it, and its words."""

    code: str
    words: Callable[[], str]


REASONS: tuple[RejectReason, ...] = (
    RejectReason("overdue", texts.reject.reason_overdue),
    RejectReason("used", texts.reject.reason_used),
    RejectReason("no_fault", texts.reject.reason_no_fault),
    RejectReason("compensated", texts.reject.reason_compensated),
    RejectReason("other", texts.reject.reason_other),
)


def platform_reason(reason: PlatformReason) -> RejectReason:
    """A reason of the platform's list, in the platform's own words."""
    return RejectReason(reason.code, lambda: reason.words)


def unread_sentence(reasons: tuple[PlatformReason, ...] | Unreadable) -> str:
    """Why there is nothing to choose from; empty when there is."""
    if isinstance(reasons, Unreadable):
        return texts.store.reasons_unread(sentences.sentence(reasons.why))
    return "" if reasons else texts.store.reasons_none()


def evidence(code: str, case: CaseView) -> str:
    """What the policy checks bring for a reason, such as 第 22 天，期限 7 天; empty without."""
    match code:
        case "overdue":
            finding = within_days(case)
            if finding is None or finding.verdict is not Verdict.RED:
                return ""
            return texts.reject.evidence_overdue(day=finding.count, limit=finding.bound)
        case "no_fault":
            return texts.confirmations.evidence_no_pictures() if _lacks_pictures(case) else ""
        case "compensated":
            before = _finding(case, "refunded_before")
            return texts.confirmations.evidence_refunded() if before is not None else ""
        case _:
            return ""


def suggested(case: CaseView) -> str:
    """The reason that a red check speaks for; empty when a person has to choose."""
    return "overdue" if evidence("overdue", case) else ""


def missing(*, reason_code: str, text: str, unseen_pictures: int) -> str:
    """The first thing that is still missing, in words; empty when the dialog is complete."""
    length = len(text.strip())
    if unseen_pictures:
        return texts.reject.look_first(unseen_pictures)
    if not reason_code:
        return texts.reject.reason_needed()
    if not length:
        return texts.reject.text_needed()
    return texts.reject.text_long() if length > REPLY_CHARACTERS_MAX else ""


def _lacks_pictures(case: CaseView) -> bool:
    found = _finding(case, "pictures_damage") or _finding(case, "pictures_goods")
    return found is not None and not found.count


def _finding(case: CaseView, rule: str) -> Finding | None:
    return next((finding for finding in case.findings if finding.rule == rule), None)
