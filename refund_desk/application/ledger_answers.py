"""What WeChat Pay's answers do to a refund: plain functions over the stores.

The state, the audit line, the application that follows and the messages that follow are always
written together.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from refund_desk.application.ledger_lines import Line, add_line, follow, keep
from refund_desk.application.outcomes import (
    Accepted,
    Doubt,
    RefundReport,
    Refused,
    SubmitOutcome,
    Unknown,
)
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.press import forget_press, kept_press
from refund_desk.application.progress import queue_progress
from refund_desk.application.setting_names import sent_to_shop_of
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.case import returned_of
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import ProblemType, RefundApplication, Source
from refund_desk.domain.settling import HANDLING_DOUBT, next_ask

# An answer created this long before our own intention belongs to somebody else's press
# (decisions.md 1.4).
ADOPTED_BEFORE = timedelta(seconds=60)

_STATE_ACTION = {
    RefundState.SUCCEEDED: AuditAction.SUCCEEDED,
    RefundState.ABNORMAL: AuditAction.ABNORMAL,
    RefundState.CLOSED: AuditAction.CLOSED,
}


def write_outcome(
    stores: Stores, refund_id: int, outcome: SubmitOutcome, *, now: datetime, far_now: datetime
) -> Refund:
    """Record what a send or a query brought. `far_now` is `now` by WeChat Pay's clock.

    An answer about another payment, or one that gives an accepted refund another amount, is no
    answer to this refund: it is doubt.
    """
    refund = stores.refunds.get(refund_id)
    if isinstance(outcome, Accepted):
        if not _fits(refund, outcome.report):
            outcome = Unknown(doubt=Doubt.MISMATCH, request_id=outcome.request_id)
            return write_doubt(stores, refund, outcome, now=now)
        return _write_report(stores, refund, outcome, now=now, far_now=far_now)
    if isinstance(outcome, Refused) and not outcome.ask_first:
        return _write_refused(stores, refund, outcome, now=now)
    return write_doubt(stores, refund, outcome, now=now)


def write_doubt(
    stores: Stores,
    refund: Refund,
    outcome: Refused | Unknown,
    *,
    now: datetime,
    ask_at_once: bool = False,
) -> Refund:
    """SUBMITTING -> UNKNOWN, to be asked about soon; in any other state only the ask is counted."""
    why = outcome.code if isinstance(outcome, Refused) else outcome.doubt.value
    if refund.state is not RefundState.SUBMITTING:
        return write_asked(stores, refund.id, now=now)
    doubted = refund.step_to(
        RefundState.UNKNOWN, why=why, request_id=outcome.request_id, ask_count=0
    )
    doubted = replace(doubted, next_ask_at=now if ask_at_once else next_ask(doubted, now=now))
    line = Line(action=AuditAction.UNKNOWN, at=now, before=refund.state, facts={"why": why})
    return keep(stores, doubted, line)


def write_handling_doubt(stores: Stores, refund_id: int, *, now: datetime) -> Refund:
    """ABNORMAL, sent on to shop or card without an answer: asked about soon, and marked so.

    The mark goes with the next verified answer. A refund that has moved on is left alone.
    """
    refund = stores.refunds.get(refund_id)
    if refund.state is not RefundState.ABNORMAL:
        return refund
    doubted = replace(refund, why=HANDLING_DOUBT, ask_count=0)
    doubted = replace(doubted, next_ask_at=next_ask(doubted, now=now))
    facts = {"why": HANDLING_DOUBT}
    line = Line(action=AuditAction.UNKNOWN, at=now, before=refund.state, facts=facts)
    return keep(stores, doubted, line)


def write_asked(stores: Stores, refund_id: int, *, now: datetime) -> Refund:
    """Count an ask that told nothing new, and plan the next one."""
    refund = stores.refunds.get(refund_id)
    if refund.is_final:
        return refund
    asked = replace(refund, last_asked_at=now, ask_count=refund.ask_count + 1)
    asked = replace(asked, next_ask_at=next_ask(asked, now=now))
    stores.refunds.replace(asked)
    follow(stores, asked.application_id, now=now)
    return asked


def write_not_taken(stores: Stores, refund_id: int, why: str, *, now: datetime) -> Refund:
    """UNKNOWN -> REFUSED: WeChat Pay has no such refund, and it is not sent again by itself."""
    refund = stores.refunds.get(refund_id)
    if refund.state is not RefundState.UNKNOWN:
        return refund
    return _keep_refused(stores, refund, refund.step_to(RefundState.REFUSED, why=why), now)


def write_found(stores: Stores, found: Refund, *, now: datetime) -> Refund:
    """Record a refund that WeChat Pay already had and this ledger did not know (the ladder)."""
    kept = stores.refunds.add(found)
    facts = {"state": kept.state.value, "ordinal": kept.ordinal or 0}
    return keep(stores, kept, Line(action=AuditAction.ADOPTED, at=now, before=None, facts=facts))


def arrival_of(report: RefundReport) -> ArrivedAt | None:
    """Where the money is, once it is somewhere."""
    if report.state is not RefundState.SUCCEEDED:
        return None
    return ArrivedAt.SHOP if report.to_shop else ArrivedAt.PAYER


def _arrival(stores: Stores, refund: Refund, report: RefundReport) -> ArrivedAt | None:
    """The same for a refund of ours: money that a person sent to the shop went there, also when
    WeChat Pay names no account.
    """
    arrived = arrival_of(report)
    if arrived is ArrivedAt.PAYER and not report.received_by:
        sent_to_shop = stores.settings.get(sent_to_shop_of(refund.id)) is not None
        return ArrivedAt.SHOP if sent_to_shop else arrived
    return arrived


def _fits(refund: Refund, report: RefundReport) -> bool:
    """Whether a report can be about this refund."""
    asked = (refund.transaction_id, refund.order_total)
    if (report.transaction_id, report.order_total) != asked:
        return False
    return refund.accepted_at is None or report.amount == refund.amount


def _write_report(
    stores: Stores, refund: Refund, accepted: Accepted, *, now: datetime, far_now: datetime
) -> Refund:
    """Let the refund follow a verified answer; a final refund is never changed, only commented."""
    report = accepted.report
    if refund.is_final:
        return _write_contradiction(stores, refund, report, now=now)
    first = refund.accepted_at is None
    began = _began_there(stores, refund, ahead=far_now - now)
    # Made before our own first intention: by another desk, say (decisions.md 1.4).
    adopted = refund.adopted or (first and report.created_at < began - ADOPTED_BEFORE)
    stepped = refund.step_to(
        report.state,
        # The first answer binds: a number that WeChat Pay already had keeps WeChat Pay's amount.
        amount=report.amount,
        adopted=adopted or report.amount != refund.amount,
        accepted_at=refund.accepted_at or now,
        settled_at=_settled_at(report, now),
        refund_id=report.refund_id,
        payer_refund=report.payer_refund,
        received_by=report.received_by,
        channel=report.channel,
        arrived_at=_arrival(stores, refund, report),
        why="",
        request_id=accepted.request_id or refund.request_id,
        last_asked_at=now,
        ask_count=0 if first or report.state is not refund.state else refund.ask_count + 1,
    )
    stepped = replace(stepped, next_ask_at=next_ask(stepped, now=now))
    if first:
        action = AuditAction.ADOPTED if stepped.adopted else AuditAction.ACCEPTED
        facts = {"state": report.state.value}
        line = Line(action=action, at=now, before=refund.state, facts=facts)
        add_line(stores, stepped, line)
        forget_press(stores, refund.id)
        if not stepped.adopted:
            _queue_words(stores, stepped, now=now)
    if report.state is not refund.state and report.state in _STATE_ACTION:
        line = Line(action=_STATE_ACTION[report.state], at=now, before=refund.state)
        add_line(stores, stepped, line)
    if report.state is not refund.state:
        queue_progress(stores, stepped, now=now)
    stores.refunds.replace(stepped)
    follow(stores, stepped.application_id, now=now)
    return stepped


def _write_refused(stores: Stores, refund: Refund, refused: Refused, *, now: datetime) -> Refund:
    """SUBMITTING or UNKNOWN -> REFUSED; anything WeChat Pay has already accepted stays."""
    if not refund.may_step_to(RefundState.REFUSED):
        return refund
    stepped = refund.step_to(RefundState.REFUSED, why=refused.code, request_id=refused.request_id)
    return _keep_refused(stores, refund, stepped, now)


def _keep_refused(stores: Stores, before: Refund, refused: Refund, now: datetime) -> Refund:
    """Write a refusal with its line and its next ask."""
    refused = replace(refused, next_ask_at=next_ask(refused, now=now))
    facts = {"why": refused.why}
    line = Line(action=AuditAction.REFUSED, at=now, before=before.state, facts=facts)
    return keep(stores, refused, line)


def _write_contradiction(
    stores: Stores, refund: Refund, report: RefundReport, *, now: datetime
) -> Refund:
    """A finding, never a change. A late PROCESSING after SUCCEEDED is old news, not a finding.

    Money under a number that was given up is one, and counts as spent.
    """
    if refund.accepted_at is not None and report.state is RefundState.PROCESSING:
        return refund
    taken = refund.state is RefundState.GIVEN_UP and report.state is not RefundState.CLOSED
    if taken and not _count_given_up(stores, refund, report, now=now):
        return refund
    if report.state is not refund.state:
        facts: dict[str, str | int | bool] = {
            "ours": refund.state.value,
            "theirs": report.state.value,
            **({"taken_fen": report.amount.count} if taken else {}),
        }
        line = Line(action=AuditAction.CONTRADICTED, at=now, before=refund.state, facts=facts)
        add_line(stores, refund, line)
    return refund


def _count_given_up(stores: Stores, refund: Refund, report: RefundReport, *, now: datetime) -> bool:
    """See `count_given_up`, which is read when it is first needed."""
    from refund_desk.application.found_refunds import count_given_up

    return count_given_up(stores, refund, report.amount, now=now)


def _queue_words(stores: Stores, refund: Refund, *, now: datetime) -> None:
    """After acceptance: tell the source "agreed", then reply, as far as it takes either."""
    if refund.application_id is None:
        return
    application = stores.applications.get(refund.application_id)
    can, after_id = CAPABILITIES[application.source], None
    if can.decisions and _is_agreed(stores, application, refund):
        agreed = _waiting(refund, application.id, OutboxKind.APPROVE, now)
        after_id = stores.outbox.add(replace(agreed, amount=refund.amount)).id
    if refund.reply_text and can.reply_text:
        reply = _waiting(refund, application.id, OutboxKind.REPLY, now)
        stores.outbox.add(replace(reply, text=refund.reply_text, after_id=after_id))


def _is_agreed(stores: Stores, application: RefundApplication, refund: Refund) -> bool:
    """Whether this refund is the answer to the application that its source is told.

    A complaint is agreed to once all that was asked goes back (decisions.md 3.6); any other source
    is told the amount, once a round.
    """
    if application.source is not Source.COMPLAINT:
        began = application.round_started_at
        return not any(
            entry.kind is OutboxKind.APPROVE and entry.created_at >= began
            for entry in stores.outbox.of_application(application.id)
        )
    own = tuple(
        refund if r.id == refund.id else r for r in stores.refunds.of_application(application.id)
    )
    return application.problem_type is ProblemType.REFUND and returned_of(own) >= application.asked


def _waiting(refund: Refund, application_id: int, kind: OutboxKind, now: datetime) -> OutboxEntry:
    """A message that follows a refund."""
    return OutboxEntry(
        id=0,
        application_id=application_id,
        kind=kind,
        state=OutboxState.WAITING,
        created_at=now,
        next_try_at=now,
        actor=refund.actor,
    )


def _began_there(stores: Stores, refund: Refund, *, ahead: timedelta) -> datetime:
    """When it was first to be sent, by WeChat Pay's clock, which is `ahead` of ours now."""
    press = kept_press(stores, refund.id)
    if press is not None and press.began_there is not None:
        return press.began_there
    return (refund.first_submitting_at or refund.planned_at) + ahead


def _settled_at(report: RefundReport, now: datetime) -> datetime | None:
    """When it ended, by WeChat Pay's word where there is one."""
    if report.state is RefundState.SUCCEEDED:
        return report.succeeded_at or now
    return now if report.state is RefundState.CLOSED else None
