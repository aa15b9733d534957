"""The steps of a refund in the ledger: plain functions over the stores, one transaction each.

Everything that changes a refund's state goes through here, so that the state, the audit line, the
application that follows and the messages that follow are always written together.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from refund_desk.application.outcomes import (
    Accepted,
    RefundReport,
    Refused,
    SubmitOutcome,
    Unknown,
)
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.case import follow_refunds, returned_of
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.paid_order import ensure_refundable
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState, next_ordinal
from refund_desk.domain.refund_application import ProblemType
from refund_desk.domain.settling import next_ask

# An answer created this long before our own intention belongs to somebody else's press
# (decisions.md 1.4).
ADOPTED_BEFORE = timedelta(seconds=60)

_STATE_ACTION = {
    RefundState.SUCCEEDED: AuditAction.SUCCEEDED,
    RefundState.ABNORMAL: AuditAction.ABNORMAL,
    RefundState.CLOSED: AuditAction.CLOSED,
}


def write_intention(
    stores: Stores, refund_id: int, *, practice: bool, now: datetime
) -> Refund | None:
    """PLANNED -> SUBMITTING with its number, all rules checked; None when it was undone meanwhile.

    Raises `RuleBrokenError` when a rule now says no (remainder, 50, 365 days, 60 s).
    """
    refund = stores.refunds.get(refund_id)
    if refund.state is not RefundState.PLANNED:
        return None
    order = stores.orders.order(refund.mchid, refund.transaction_id)
    if order is None:
        raise RuleBrokenError("order.unread")
    if order.total != refund.order_total:
        raise RuleBrokenError("changed.amount")
    others = stores.refunds.of_payment(refund.mchid, refund.transaction_id)
    ensure_refundable(
        order,
        others,
        asked=refund.amount,
        elsewhere=stores.orders.elsewhere(refund.mchid, refund.transaction_id) or NOTHING,
        now=now,
        except_refund=refund.id,
    )
    ordinal = next_ordinal(others)
    numbered = refund.step_to(
        RefundState.SUBMITTING,
        ordinal=ordinal,
        out_refund_no=OutRefundNo.derive(refund.transaction_id, ordinal, practice=practice),
        first_submitting_at=now,
        why="",
    )
    _keep(stores, numbered, AuditAction.SUBMITTING, now=now, facts={"ordinal": ordinal})
    return numbered


def write_resend(stores: Stores, refund_id: int, *, actor: str, now: datetime) -> Refund | None:
    """UNKNOWN or REFUSED -> SUBMITTING under the same number; None when it has moved on.

    A person's press starts the ten minutes anew in which re-sends happen by themselves.
    """
    refund = stores.refunds.get(refund_id)
    if refund.state not in {RefundState.UNKNOWN, RefundState.REFUSED}:
        return None
    pressed_at = refund.pressed_at if actor == SYSTEM else now
    again = refund.step_to(RefundState.SUBMITTING, why="", next_ask_at=None, pressed_at=pressed_at)
    _keep(stores, again, AuditAction.SUBMITTING, now=now, facts={"again": True}, actor=actor)
    return again


def write_undone(
    stores: Stores, refund_id: int, why: str, *, actor: str, now: datetime
) -> Refund | None:
    """PLANNED -> UNDONE; None when it was no longer planned."""
    refund = stores.refunds.get(refund_id)
    if refund.state is not RefundState.PLANNED:
        return None
    undone = refund.step_to(RefundState.UNDONE, why=why, settled_at=now)
    _keep(stores, undone, AuditAction.UNDONE, now=now, facts={"why": why}, actor=actor)
    if refund.application_id is not None and why.startswith("changed"):
        application = stores.applications.get(refund.application_id)
        stores.applications.replace(replace(application, marked=why, unread=True))
    return undone


def write_outcome(
    stores: Stores, refund_id: int, outcome: SubmitOutcome, *, now: datetime, far_now: datetime
) -> Refund:
    """Record what a send or a query brought. `far_now` is `now` by WeChat Pay's clock."""
    refund = stores.refunds.get(refund_id)
    if isinstance(outcome, Accepted):
        return write_report(stores, refund, outcome, now=now, far_now=far_now)
    if isinstance(outcome, Refused) and not outcome.ask_first:
        return _write_refused(stores, refund, outcome, now=now)
    return _write_doubt(stores, refund, outcome, now=now)


def write_report(
    stores: Stores, refund: Refund, accepted: Accepted, *, now: datetime, far_now: datetime
) -> Refund:
    """Let the refund follow a verified answer; a final refund is never changed, only commented."""
    report = accepted.report
    if refund.is_final:
        return _write_contradiction(stores, refund, report, now=now)
    first = refund.accepted_at is None
    adopted = refund.adopted or (first and _is_older(refund, report, now=now, far_now=far_now))
    stepped = refund.step_to(
        report.state,
        # The first answer binds: a number that WeChat Pay already had keeps WeChat Pay's amount.
        amount=report.amount if first else refund.amount,
        adopted=adopted or (first and report.amount != refund.amount),
        accepted_at=refund.accepted_at or now,
        settled_at=_settled_at(report, now),
        refund_id=report.refund_id,
        payer_refund=report.payer_refund,
        received_by=report.received_by,
        channel=report.channel,
        arrived_at=_arrived_at(report),
        why="",
        request_id=accepted.request_id or refund.request_id,
        last_asked_at=now,
        ask_count=0 if first or report.state is not refund.state else refund.ask_count + 1,
    )
    stepped = replace(stepped, next_ask_at=next_ask(stepped, now=now))
    if first:
        action = AuditAction.ADOPTED if stepped.adopted else AuditAction.ACCEPTED
        _audit(stores, stepped, action, now=now, facts={"state": report.state.value})
        if not stepped.adopted:
            _queue_words(stores, stepped, now=now)
    if report.state is not refund.state and report.state in _STATE_ACTION:
        _audit(stores, stepped, _STATE_ACTION[report.state], now=now, facts=None)
    stores.refunds.replace(stepped)
    follow(stores, stepped.application_id, now=now)
    return stepped


def write_not_taken(stores: Stores, refund_id: int, why: str, *, now: datetime) -> Refund:
    """UNKNOWN -> REFUSED: WeChat Pay has no such refund, and it is not sent again by itself."""
    refund = stores.refunds.get(refund_id)
    if refund.state is not RefundState.UNKNOWN:
        return refund
    refused = refund.step_to(RefundState.REFUSED, why=why, next_ask_at=None)
    _keep(stores, refused, AuditAction.REFUSED, now=now, facts={"why": why})
    return refused


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


def write_given_up(stores: Stores, refund_id: int, *, actor: str, now: datetime) -> Refund:
    """REFUSED -> GIVEN_UP by a person; the ordinal stays used for ever."""
    refund = stores.refunds.get(refund_id)
    given_up = refund.step_to(RefundState.GIVEN_UP, settled_at=now)
    _keep(stores, given_up, AuditAction.GIVEN_UP, now=now, facts=None, actor=actor)
    return given_up


def write_found(stores: Stores, found: Refund, *, now: datetime) -> Refund:
    """Record a refund that WeChat Pay already had and this ledger did not know (the ladder)."""
    kept = stores.refunds.add(found)
    facts: dict[str, str | int | bool] = {"state": kept.state.value, "ordinal": kept.ordinal or 0}
    _keep(stores, kept, AuditAction.ADOPTED, now=now, facts=facts)
    return kept


def follow(stores: Stores, application_id: int | None, *, now: datetime) -> None:
    """Let the application follow its refunds."""
    if application_id is None:
        return
    application = stores.applications.get(application_id)
    followed = follow_refunds(application, stores.refunds.of_application(application_id), now=now)
    if followed != application:
        stores.applications.replace(replace(followed, changed_at=now))


def _write_refused(stores: Stores, refund: Refund, refused: Refused, *, now: datetime) -> Refund:
    """SUBMITTING or UNKNOWN -> REFUSED; anything WeChat Pay has already accepted stays."""
    if not refund.may_step_to(RefundState.REFUSED):
        return refund
    stepped = refund.step_to(
        RefundState.REFUSED, why=refused.code, request_id=refused.request_id, next_ask_at=None
    )
    _keep(stores, stepped, AuditAction.REFUSED, now=now, facts={"why": refused.code})
    return stepped


def _write_doubt(
    stores: Stores, refund: Refund, outcome: Refused | Unknown, *, now: datetime
) -> Refund:
    """SUBMITTING -> UNKNOWN, to be asked about soon; in any other state only the ask is counted."""
    why = outcome.code if isinstance(outcome, Refused) else outcome.doubt.value
    if refund.state is not RefundState.SUBMITTING:
        return write_asked(stores, refund.id, now=now)
    doubted = refund.step_to(
        RefundState.UNKNOWN, why=why, request_id=outcome.request_id, ask_count=0
    )
    doubted = replace(doubted, next_ask_at=next_ask(doubted, now=now))
    _keep(stores, doubted, AuditAction.UNKNOWN, now=now, facts={"why": why})
    return doubted


def _write_contradiction(
    stores: Stores, refund: Refund, report: RefundReport, *, now: datetime
) -> Refund:
    """A finding, never a change. A late PROCESSING after SUCCEEDED is old news, not a finding."""
    settled = {RefundState.SUCCEEDED, RefundState.ABNORMAL, RefundState.CLOSED}
    if report.state in settled and report.state is not refund.state:
        _audit(
            stores,
            refund,
            AuditAction.CONTRADICTED,
            now=now,
            facts={"ours": refund.state.value, "theirs": report.state.value},
        )
    return refund


def _queue_words(stores: Stores, refund: Refund, *, now: datetime) -> None:
    """After acceptance: tell the platform "agreed" once all that was asked goes back; reply."""
    if refund.application_id is None:
        return
    application = stores.applications.get(refund.application_id)
    own = tuple(
        refund if r.id == refund.id else r
        for r in stores.refunds.of_application(refund.application_id)
    )
    after_id = None
    if application.problem_type is ProblemType.REFUND and returned_of(own) >= application.asked:
        after_id = _queue(stores, refund, OutboxKind.APPROVE, "", None, now=now).id
    if refund.reply_text:
        _queue(stores, refund, OutboxKind.REPLY, refund.reply_text, after_id, now=now)


def _queue(  # noqa: PLR0913 - one row of the outbox
    stores: Stores,
    refund: Refund,
    kind: OutboxKind,
    text: str,
    after_id: int | None,
    *,
    now: datetime,
) -> OutboxEntry:
    """Put one message into the outbox."""
    return stores.outbox.add(
        OutboxEntry(
            id=0,
            application_id=refund.application_id or 0,
            kind=kind,
            state=OutboxState.WAITING,
            created_at=now,
            next_try_at=now,
            actor=refund.actor,
            text=text,
            after_id=after_id,
        )
    )


def _is_older(refund: Refund, report: RefundReport, *, now: datetime, far_now: datetime) -> bool:
    """Whether WeChat Pay made this refund before our own first intention (clock offset removed)."""
    if refund.first_submitting_at is None:
        return False
    ours = refund.first_submitting_at + (far_now - now)
    return report.created_at < ours - ADOPTED_BEFORE


def _settled_at(report: RefundReport, now: datetime) -> datetime | None:
    """When it ended, by WeChat Pay's word where there is one."""
    if report.state is RefundState.SUCCEEDED:
        return report.succeeded_at or now
    return now if report.state is RefundState.CLOSED else None


def _arrived_at(report: RefundReport) -> ArrivedAt | None:
    """Where the money is, once it is somewhere."""
    if report.state is not RefundState.SUCCEEDED:
        return None
    return ArrivedAt.SHOP if report.to_shop else ArrivedAt.PAYER


def _keep(  # noqa: PLR0913 - the refund, its line and what the line says
    stores: Stores,
    refund: Refund,
    action: AuditAction,
    *,
    now: datetime,
    facts: dict[str, str | int | bool] | None,
    actor: str = SYSTEM,
) -> None:
    """Write the refund, its audit line, and let the application follow."""
    stores.refunds.replace(refund)
    _audit(stores, refund, action, now=now, facts=facts, actor=actor)
    follow(stores, refund.application_id, now=now)


def _audit(  # noqa: PLR0913 - one audit line
    stores: Stores,
    refund: Refund,
    action: AuditAction,
    *,
    now: datetime,
    facts: dict[str, str | int | bool] | None,
    actor: str = SYSTEM,
) -> None:
    """One line of the trail about a refund."""
    whole: dict[str, str | int | bool] = {
        "transaction_id": refund.transaction_id,
        "amount_fen": refund.amount.count,
        **({"out_refund_no": refund.out_refund_no} if refund.out_refund_no else {}),
        **({"refund_id": refund.refund_id} if refund.refund_id else {}),
        **(facts or {}),
    }
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=actor,
            action=action,
            application_id=refund.application_id,
            refund_id=refund.id,
            facts=whole,
        )
    )
