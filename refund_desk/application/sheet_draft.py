"""Which of the chosen applications may go on one review sheet, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from refund_desk.application.case_view import CaseView
from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.policy import Finding, Verdict, all_green
from refund_desk.domain.sheet import SHEET_MAX


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One chosen application. `why` is empty when it may go, else a key of the sentences.

    `finding` is the first check that is not green, where that is the reason (`sheet.checks`).
    """

    case: CaseView
    why: str = ""
    finding: Finding | None = None

    @property
    def amount(self) -> Fen:
        """What would be refunded (fen)."""
        return self.case.approve.default_amount


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """The chosen applications in their order, each judged."""

    lines: tuple[DraftLine, ...] = ()

    @property
    def fit(self) -> tuple[DraftLine, ...]:
        """Those that may go."""
        return tuple(line for line in self.lines if not line.why)

    @property
    def unfit(self) -> tuple[DraftLine, ...]:
        """Those that may not."""
        return tuple(line for line in self.lines if line.why)

    @property
    def total(self) -> Fen:
        """What all that may go come to (fen)."""
        return total_of(line.amount for line in self.fit)


def draft_of(cases: Iterable[CaseView]) -> SheetDraft:
    """The draft: all green, one refund a payment, at most 200; the engine judges again."""
    lines: list[DraftLine] = []
    payments: set[str] = set()
    for case in cases:
        line = _judged(case)
        payment = case.order.transaction_id if case.order is not None else ""
        if not line.why and payment in payments:
            line = DraftLine(case, "sheet.same_payment")
        elif not line.why and len(payments) >= SHEET_MAX:
            line = DraftLine(case, "sheet.many")
        elif not line.why:
            payments.add(payment)
        lines.append(line)
    return SheetDraft(tuple(lines))


def _judged(case: CaseView) -> DraftLine:
    """One application by itself."""
    if case.platform_pays:
        return DraftLine(case, "platform.pays")
    if case.awaited_proof is not None:
        return DraftLine(case, "proof.awaited")
    if not case.approve.enabled:
        return DraftLine(case, case.approve.why)
    if not all_green(case.findings):
        doubts = (found for found in case.findings if found.verdict is not Verdict.GREEN)
        return DraftLine(case, "sheet.checks", next(doubts, None))
    # Another order of the complaint may have brought the buyer all that was asked for.
    return DraftLine(case) if case.approve.default_amount else DraftLine(case, "nothing_left")
