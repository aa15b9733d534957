"""From drafts and refunds to the lines of a sheet, in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from refund_desk.application.case_view import CaseView
from refund_desk.application.sheet_draft import DraftLine, SheetDraft
from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.sheet import SHEET_MAX
from refund_desk.ui import finding_words, formats, sentences, texts, wording
from refund_desk.ui.decisions.buyer_words import approve_replies, refund_reasons
from refund_desk.ui.together.sheet_rows import SheetRow
from refund_desk.ui.tokens import Role

# What WeChat Pay has taken.
_GONE = frozenset({RefundState.PROCESSING, RefundState.SUCCEEDED})
_DOUBT = frozenset({RefundState.SUBMITTING, RefundState.UNKNOWN})
_NOT_SENT = frozenset({RefundState.UNDONE, RefundState.PLANNED})


def reason_for(case: CaseView) -> str:
    """The reason that the buyer reads in WeChat's notice: the usual one of the category."""
    return refund_reasons(case.category)[0]


def reply_for(case: CaseView, amount: Fen) -> str:
    """The reply that a single approval would suggest; empty where nobody can reply."""
    return approve_replies(formats.yuan(amount))[0] if case.can_reply else ""


def draft_rows(
    draft: SheetDraft, *, marked: Collection[int] = (), replies: bool = True
) -> tuple[SheetRow, ...]:
    """The lines that go, then those that do not, under a heading."""
    rows = [_fit_row(line, marked, replies=replies) for line in draft.fit]
    if draft.unfit:
        rows.append(SheetRow(title=texts.together.unfit(len(draft.unfit)), is_heading=True))
        rows += [_unfit_row(line, marked) for line in draft.unfit]
    return tuple(rows)


def why_not(line: DraftLine) -> str:
    """Why an application does not go with the others."""
    if line.finding is not None:
        words = finding_words.words_of(line.finding)
        return texts.together.not_green(f"{words.rule} {words.evidence}".strip())
    if line.why == "sheet.many":
        return texts.together.many(SHEET_MAX)
    return sentences.sentence(line.why, seconds=line.case.approve.wait_s)


# Accepted, and yet the customer has nothing of it.
_MISSED = frozenset({RefundState.ABNORMAL, RefundState.CLOSED})
_Told = tuple[Callable[[], str], str, Role]
_UNKNOWN: _Told = (texts.refund.unknown, "help-circle-outline", "bad")
_TOLD: dict[RefundState, _Told] = {
    RefundState.PLANNED: (texts.queue.line_planned, "timer-sand", "warn"),
    RefundState.PROCESSING: (texts.queue.line_sent, "cash-sync", "ok"),
    RefundState.SUCCEEDED: (texts.queue.line_arrived, "check-circle", "ok"),
    RefundState.ABNORMAL: (texts.queue.line_abnormal, "alert-circle", "bad"),
    RefundState.CLOSED: (texts.refund.closed, "close-circle-outline", "bad"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One refund of a sheet after its turn, with the masked name and payment it is for."""

    refund: Refund
    title: str
    facts: str


@dataclass(frozen=True, slots=True)
class SheetResult:
    """What came of a sheet."""

    lines: tuple[ResultLine, ...]

    @property
    def gone(self) -> tuple[Refund, ...]:
        """What WeChat Pay has taken of this press."""
        return tuple(r for r in self._refunds if r.state in _GONE and not r.adopted)

    @property
    def is_whole(self) -> bool:
        """Whether every one has gone."""
        return len(self.gone) == len(self.lines)

    @property
    def headline(self) -> str:
        """How many went, of how many, and how much."""
        gone, total = self.gone, len(self.lines)
        amount = formats.yuan(total_of(refund.amount for refund in gone))
        if self.is_whole:
            return texts.queue.result_all(n=total, amt=amount)
        if self._none_sent:
            return texts.queue.result_none(total)
        return texts.queue.result_part(gone=len(gone), total=total, amt=amount)

    @property
    def progress(self) -> str:
        """How far what has gone is by now; empty when nothing went."""
        arrived, gone = self._count({RefundState.SUCCEEDED}), len(self.gone)
        if not gone:
            return ""
        if not arrived:
            return texts.queue.line_sent()
        if arrived >= gone:
            return texts.queue.result_all_arrived()
        return texts.queue.result_arrived(arrived)

    @property
    def remarks(self) -> tuple[tuple[str, Role], ...]:
        """How many did not go, by what came of them, each with its colour."""
        undone = 0 if self._none_sent else self._count(_NOT_SENT)
        told: tuple[tuple[int, Callable[[int], str], Role], ...] = (
            (undone, texts.queue.result_undone, "warn"),
            (self._count({RefundState.REFUSED}), texts.queue.result_refused, "bad"),
            (self._count(_MISSED), texts.queue.result_missed, "bad"),
            (self._count(_DOUBT), texts.queue.result_doubt, "bad"),
        )
        return tuple((words(count), role) for count, words, role in told if count)

    def rows(self) -> tuple[SheetRow, ...]:
        """One line a refund: first what a person must see to."""
        order = sorted(self.lines, key=lambda line: line.refund.state in _GONE)
        return tuple(_result_row(line) for line in order)

    @property
    def _refunds(self) -> tuple[Refund, ...]:
        return tuple(line.refund for line in self.lines)

    @property
    def _none_sent(self) -> bool:
        return self._count(_NOT_SENT) == len(self.lines)

    def _count(self, states: Collection[RefundState]) -> int:
        return sum(refund.state in states for refund in self._refunds)


def facts_of(case: CaseView) -> str:
    """商品破损 • 微信支付 4200⋯8871."""
    number = case.order.transaction_id if case.order is not None else ""
    category = wording.category(case.category)
    return texts.together.line_facts(category=category, number=formats.short_number(number))


def result_of(refunds: Iterable[Refund], cases: dict[int, CaseView]) -> SheetResult:
    """The result of these refunds, named after the cases they were pressed for."""
    lines = []
    for refund in refunds:
        case = cases[refund.application_id or 0]
        lines.append(ResultLine(refund=refund, title=case.title, facts=facts_of(case)))
    return SheetResult(tuple(lines))


def _fit_row(line: DraftLine, marked: Collection[int], *, replies: bool) -> SheetRow:
    case, amount = line.case, line.amount
    reason, reply = reason_for(case), reply_for(case, amount) if replies else ""
    words = texts.together.line_reason(reason)
    if reply:
        words = texts.together.line_words(reason=reason, reply=reply)
    return SheetRow(
        title=case.title,
        what=facts_of(case),
        amount=formats.yuan(amount),
        icon="check-circle",
        role="ok",
        marked=case.application_id in marked,
        tooltip=words,
    )


def _unfit_row(line: DraftLine, marked: Collection[int]) -> SheetRow:
    why = why_not(line)
    return SheetRow(
        title=line.case.title,
        what=why,
        amount=formats.yuan(line.case.asked),
        icon="minus-circle-outline",
        role="warn",
        marked=line.case.application_id in marked,
        tooltip=why,
    )


def _result_row(line: ResultLine) -> SheetRow:
    sentence, icon, role = _told(line.refund)
    return SheetRow(
        title=line.title,
        what=f"{sentence} • {line.facts}" if role == "ok" else sentence,
        amount=formats.yuan(line.refund.amount),
        icon=icon,
        role=role,
        tooltip=f"{sentence} • {line.facts}",
    )


def _told(refund: Refund) -> tuple[str, str, Role]:
    """What came of a refund: sentence, glyph, colour."""
    if refund.adopted and refund.state in _GONE:
        return texts.refund.adopted(), "alert", "warn"
    if refund.state is RefundState.UNDONE:
        return sentences.undone_sentence(refund.why), "undo-variant", "warn"
    if refund.state is RefundState.REFUSED:
        return sentences.refused_sentence(refund.why), "alert-circle", "bad"
    words, icon, role = _TOLD.get(refund.state, _UNKNOWN)
    return words(), icon, role
