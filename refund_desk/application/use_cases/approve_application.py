"""Agree to an application: plan its refund, so that the undo window can begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.case_rules import case_facts
from refund_desk.application.commands import ApproveCommand
from refund_desk.application.ground import Ground
from refund_desk.application.negotiation_book import kept_negotiation
from refund_desk.application.our_payment import ensure_our_payment
from refund_desk.application.policy_book import policy_in_force
from refund_desk.application.ports.transactions import AlreadyExistsError, Stores
from refund_desk.application.press import keep_press, press_for
from refund_desk.application.use_cases.words import (
    ensure_refund_reason_fits,
    ensure_reply_fits,
)
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.negotiation import goods_come_first
from refund_desk.domain.outbox import OPEN_OUTBOX_STATES, OutboxKind
from refund_desk.domain.paid_order import (
    PaidOrder,
    ensure_findable,
    ensure_plannable,
    ensure_refundable,
    remainder_of,
)
from refund_desk.domain.policy import Verdict, findings_of
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, RefundApplication
from refund_desk.domain.refund_parts import PartKind, RefundPart, ensure_parts, parts_total

# No tick takes these away (decisions.md 1.3): the money is back, or nobody knows how much of it.
_BLOCKING = frozenset({"elsewhere", "full_refunded"})


@dataclass(slots=True, kw_only=True)
class ApproveApplication:
    """A person's "agree": writes a PLANNED refund; nothing is sent yet."""

    ground: Ground

    async def __call__(self, command: ApproveCommand) -> Refund:
        """The planned refund, durable.

        Raises `RuleBrokenError`: `ended`, `order.none`, `order.unread`, `ref.dup`, `rejecting`,
        `amt.zero`, `amt.too_much`, `ref.wait1m`, `ref.old`, `ref.fifty`, `ref.burned`,
        `changed.amount`, `changed.asked`, `changed.goods`, `platform.pays`, `red.tick`,
        `goods.first`, `elsewhere`, `full_refunded`, `reason.long`, `reply.long`, or why sending is
        stopped.
        """
        self.ground.gate.ensure_open()
        now = self.ground.now()
        try:
            refund = await self.ground.run(lambda stores: self.plan(stores, command, now))
        except AlreadyExistsError:
            raise RuleBrokenError("ref.dup") from None
        self.ground.tell(refund)
        return refund

    def plan(
        self,
        stores: Stores,
        command: ApproveCommand,
        now: datetime,
        *,
        sheet: str = "",
        automatic: bool = False,
    ) -> Refund:
        """Check every rule and write the plan, inside one transaction; raises `RuleBrokenError`.

        `sheet` names the review sheet of a press that approved many; `automatic` says that nobody
        pressed, but the owner's rule did.
        """
        plan = ensure_may_plan(stores, command, now)
        application, red = plan.application, plan.red
        refund = stores.refunds.add(_planned(command, plan.order, now))
        seen = press_for(application)
        press = replace(seen, sheet=sheet, automatic=automatic, elsewhere=plan.elsewhere)
        agreed = kept_negotiation(stores, application.id).agreed_offers
        press = replace(press, before_goods=command.before_goods, agreed=agreed)
        keep_press(stores, refund.id, press)
        stores.applications.replace(replace(application, unread=False, marked=""))
        stores.audit.append(
            AuditEntry(
                at=now,
                actor=command.actor,
                action=AuditAction.PLANNED,
                application_id=application.id,
                refund_id=refund.id,
                facts={
                    "transaction_id": refund.transaction_id,
                    "amount_fen": refund.amount.count,
                    "asked_fen": application.asked.count,
                    "after": refund.state.value,
                    **({"red": ",".join(red)} if red else {}),
                    **({"before_goods": True} if plan.goods_come_first else {}),
                    **({"sheet": sheet} if sheet else {}),
                    **({"rule": "automatic"} if automatic else {}),
                    **_sums_of(command.parts),
                },
                personal={"reason": command.reason, **_names_of(command.parts)},
            )
        )
        return refund


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a press that may be planned is about, as it stands now.

    `red` are the rules that are red; `goods_come_first`: the goods are not back, and the person
    refunds all the same.
    """

    application: RefundApplication
    order: PaidOrder
    elsewhere: Fen
    red: tuple[str, ...]
    goods_come_first: bool


def ensure_may_plan(stores: Stores, command: ApproveCommand, now: datetime) -> Plan:
    """Check every rule for this press; raises `RuleBrokenError` as `ApproveApplication` says."""
    _ensure_words_fit(command)
    application = stores.applications.get(command.application_id)
    order = _order_to_refund(stores, application)
    if command.seen_asked is not None and command.seen_asked != application.asked:
        raise RuleBrokenError("changed.asked")
    refunds = stores.refunds.of_payment(order.mchid, order.transaction_id)
    elsewhere = stores.orders.elsewhere(order.mchid, order.transaction_id) or NOTHING
    ensure = ensure_plannable if command.may_wait else ensure_refundable
    ensure(order, refunds, asked=command.amount, elsewhere=elsewhere, now=now)
    ensure_findable(order, refunds)
    left = remainder_of(order.total, refunds, elsewhere=elsewhere).refundable
    if left != command.seen_refundable:
        raise RuleBrokenError("changed.amount", max_fen=left.count)
    facts = stores.orders.facts(order.transaction_id)
    ensure_parts(command.parts, facts=facts, amount=command.amount, refundable=left)
    # The tick 我知道 is about exactly the rules that are red now.
    red = _red_rules(stores, application, order, now)
    if blocking := next((rule for rule in red if rule in _BLOCKING), ""):
        raise RuleBrokenError(blocking)
    if red and not command.red_accepted:
        raise RuleBrokenError("red.tick")
    first = goods_come_first(
        application, goods_here=kept_negotiation(stores, application.id).goods_here
    )
    if first and not command.before_goods:
        raise RuleBrokenError("goods.first")
    return Plan(
        application=application,
        order=order,
        elsewhere=elsewhere,
        red=red,
        goods_come_first=first,
    )


def _ensure_words_fit(command: ApproveCommand) -> None:
    """Raise `RuleBrokenError` unless what the buyer will read is of a length that is taken."""
    ensure_refund_reason_fits(command.reason)
    if command.reply_text:
        ensure_reply_fits(command.reply_text)


def _red_rules(
    stores: Stores, application: RefundApplication, order: PaidOrder, now: datetime
) -> tuple[str, ...]:
    """The rules that are red by what the ledger knows, under the rules of the moment."""
    found = findings_of(case_facts(stores, application, order, now=now), policy_in_force(stores))
    return tuple(finding.rule for finding in found if finding.verdict is Verdict.RED)


def _order_to_refund(stores: Stores, application: RefundApplication) -> PaidOrder:
    """The payment to refund; raises `RuleBrokenError` when there is nothing to press for."""
    if application.is_final and application.state is not ApplicationState.REFUNDED:
        raise RuleBrokenError("ended")
    if any(
        entry.kind is OutboxKind.REJECT and entry.state in OPEN_OUTBOX_STATES
        for entry in stores.outbox.of_application(application.id)
    ):
        raise RuleBrokenError("rejecting")
    if application.transaction_id is None:
        raise RuleBrokenError("order.none")
    ensure_our_payment(stores, application.mchid, application.transaction_id)
    order = stores.orders.order(application.mchid, application.transaction_id)
    if order is None:
        raise RuleBrokenError("order.unread")
    return order


def _planned(command: ApproveCommand, order: PaidOrder, now: datetime) -> Refund:
    """The refund as the person wants it, without a number yet."""
    return Refund(
        id=0,
        application_id=command.application_id,
        mchid=order.mchid,
        transaction_id=order.transaction_id,
        amount=command.amount,
        order_total=order.total,
        reason=command.reason.strip(),
        state=RefundState.PLANNED,
        planned_at=now,
        pressed_at=now,
        actor=command.actor,
        reply_text=command.reply_text.strip(),
        parts=command.parts,
    )


def _sums_of(parts: tuple[RefundPart, ...]) -> dict[str, int]:
    """What goods and freight cost of the parts (fen); nothing for an amount of its own."""
    if not parts:
        return {}
    sums = {kind: parts_total(p for p in parts if p.kind is kind).count for kind in PartKind}
    return {f"{kind.value}_fen": sums[kind] for kind in PartKind}


def _names_of(parts: tuple[RefundPart, ...]) -> dict[str, str]:
    """Which goods: what somebody bought is personal, so the trail keeps it apart."""
    named = [f"{p.name} ×{p.quantity}" for p in parts if p.kind is PartKind.GOODS]
    return {"goods": "、".join(named)} if named else {}
