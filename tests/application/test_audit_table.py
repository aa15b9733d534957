"""Every verb of a person writes its line: who, what, when, how it stood before and after."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.adapters.storage.audit_store import lines_after
from refund_desk.application.commands import (
    OwnPicture,
    RejectCommand,
    ReplyCommand,
    SettleOutsideCommand,
)
from refund_desk.application.outcomes import Accepted, NoSuchRefund, Refused, SendRefused
from refund_desk.application.ports.application_source import ComplaintOrder
from refund_desk.application.services import Services
from refund_desk.domain.audit import AuditAction, AuditLine
from refund_desk.domain.bank_card import card_of
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutTradeNo
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import Source
from tests.application.bench import Bench
from tests.application.far_side import report_on, snapshot_of
from tests.application.refunds import in_doubt, refused
from tests.application.sheets import greens, sheet_of
from tests.storage.examples import an_application, payment

S, A = RefundState, AuditAction
Verb = Callable[[Bench], Awaitable[object]]
WORDS = "这是客户不该在账里看到的话"
PHONE = "13800001234"
NUMBER, HOLDER = "6225880137706868", "林小满"


async def _approve(bench: Bench) -> None:
    await bench.approve(await bench.a_case(), reason=WORDS)


async def _submit(bench: Bench) -> None:
    await bench.services.submit_refund((await bench.approve(await bench.a_case())).id)


async def _undo(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())

    def press() -> None:
        bench.services.undo_refund(refund.id)

    bench.clock.looks.append(press)
    await bench.services.submit_refund(refund.id)


async def _settle(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    bench.refunds.queries.append(Accepted(report=report_on(refund, S.SUCCEEDED)))
    await bench.services.settle_refund(refund.id)


async def _continue(bench: Bench) -> None:
    await bench.services.continue_refund((await refused(bench))[1].id)


async def _give_up(bench: Bench) -> None:
    _application_id, refund = await refused(bench)
    bench.clock.passes(minutes=2)
    bench.refunds.queries.append(NoSuchRefund(signed=True))
    await bench.services.give_up_refund(refund.id)


async def _abnormal(bench: Bench) -> int:
    refund = await bench.pay(await bench.a_case())
    bench.refunds.settle(refund.number, S.ABNORMAL)
    return (await bench.settled(refund.id)).id


async def _to_shop(bench: Bench) -> None:
    await bench.services.return_to_shop(await _abnormal(bench))


async def _to_card(bench: Bench) -> None:
    card = card_of(bank_type="CMB_DEBIT", account=NUMBER, real_name=HOLDER)
    await bench.services.return_to_card(await _abnormal(bench), card)


async def _reply(bench: Bench) -> None:
    command = ReplyCommand(application_id=await bench.a_case(), text=WORDS)
    await bench.services.reply_to_customer(command)


async def _reject(bench: Bench) -> int:
    number = await bench.a_case()
    command = RejectCommand(application_id=number, reason_code="worn", text=WORDS)
    await bench.services.reject_application(command)
    return number


async def _rejected(bench: Bench) -> None:
    await _reject(bench)
    await bench.services.outbox_loop.turn()


async def _complete(bench: Bench) -> None:
    await bench.services.complete_complaint(await bench.a_case())


async def _stuck(bench: Bench) -> int:
    bench.source.outcomes = [SendRefused(code="PARAM_ERROR")]
    number = await bench.a_case()
    await bench.services.reply_to_customer(ReplyCommand(application_id=number, text=WORDS))
    await bench.services.outbox_loop.turn()
    (entry,) = (await bench.view(number)).outbox
    return entry.id


async def _retry(bench: Bench) -> None:
    await bench.services.retry_outgoing(await _stuck(bench))


async def _drop(bench: Bench) -> None:
    await bench.services.drop_outgoing(await _stuck(bench))


async def _reveal(bench: Bench) -> None:
    assert await bench.services.reveal_phone(await bench.a_case(payer_phone=PHONE)) == PHONE


async def _elsewhere(bench: Bench) -> None:
    number = await bench.a_case()
    for amount in (Fen(100), Fen(250)):
        await bench.services.record_elsewhere(number, amount, WORDS)


async def _outside(bench: Bench) -> None:
    slip = OwnPicture(name="a.jpg", content=b"slip", confirmed_private_free=False)
    command = SettleOutsideCommand(application_id=await bench.a_case(), note=WORDS, proofs=(slip,))
    await bench.services.settle_outside(command)


async def _pick(bench: Bench) -> None:
    orders = tuple(
        ComplaintOrder(transaction_id=payment(), out_trade_no=OutTradeNo(name), amount=Fen(900))
        for name in ("SHOP-1", "SHOP-2")
    )
    snapshot = snapshot_of(an_application(applied_at=bench.clock.now()), orders=orders)
    bench.source.pages = [(snapshot,)]
    bench.source.snapshots[snapshot.source_ref] = snapshot
    await bench.services.pull_applications()
    known = await bench.run(
        lambda stores: stores.applications.find(Source.COMPLAINT, snapshot.source_ref)
    )
    assert known is not None
    await bench.services.pick_order(known.id, str((await bench.view(known.id)).orders[1].number))


async def _sheet(bench: Bench) -> None:
    await sheet_of(bench, *await greens(bench, 2))


async def _healed(bench: Bench) -> None:
    await bench.approve(await bench.a_case())
    await bench.services.settling_loop.recover()


async def _refused(bench: Bench) -> None:
    bench.refunds.submits.append(Refused(code="NOT_ENOUGH"))
    await bench.pay(await bench.a_case())


# Which line each verb writes, by whom, and how it stood before and after.
_TABLE: list[tuple[str, Verb, AuditAction, str, tuple[str, str] | None]] = [
    ("approve_application", _approve, A.PLANNED, "owner", ("", "PLANNED")),
    ("submit_refund", _submit, A.SUBMITTING, "system", ("PLANNED", "SUBMITTING")),
    ("submit_refund", _submit, A.ACCEPTED, "system", ("SUBMITTING", "PROCESSING")),
    ("submit_refund", _refused, A.REFUSED, "system", ("SUBMITTING", "REFUSED")),
    ("undo_refund", _undo, A.UNDONE, "owner", ("PLANNED", "UNDONE")),
    ("settle_refund", _settle, A.SUCCEEDED, "system", ("UNKNOWN", "SUCCEEDED")),
    ("continue_refund", _continue, A.SUBMITTING, "owner", ("REFUSED", "SUBMITTING")),
    ("give_up_refund", _give_up, A.GIVEN_UP, "owner", ("REFUSED", "GIVEN_UP")),
    ("return_to_shop", _to_shop, A.ABNORMAL_HANDLED, "owner", ("ABNORMAL", "ABNORMAL")),
    ("return_to_card", _to_card, A.ABNORMAL_HANDLED, "owner", ("ABNORMAL", "ABNORMAL")),
    ("reply_to_customer", _reply, A.REPLY_QUEUED, "owner", None),
    ("reject_application", _reject, A.REJECTED, "owner", None),
    ("reject_application", _rejected, A.REJECT_SENT, "owner", ("OPEN", "REJECTED")),
    ("complete_complaint", _complete, A.COMPLETE_QUEUED, "owner", None),
    ("retry_outgoing", _retry, A.OUTBOX_RETRIED, "owner", ("stuck", "waiting")),
    ("drop_outgoing", _drop, A.OUTBOX_DROPPED, "owner", ("stuck", "dropped")),
    ("reveal_phone", _reveal, A.REVEALED, "owner", None),
    ("record_elsewhere", _elsewhere, A.ELSEWHERE, "owner", ("100", "250")),
    ("settle_outside", _outside, A.SETTLED_OUTSIDE, "owner", ("OPEN", "SETTLED_OUTSIDE")),
    ("pick_order", _pick, A.ORDER_PICKED, "owner", None),
    ("sheets.approve", _sheet, A.PLANNED, "owner", ("", "PLANNED")),
    ("recover", _healed, A.UNDONE, "system", ("PLANNED", "UNDONE")),
]
# What a person does not decide, or what is one of the verbs above under another name.
_WITHOUT = {
    "background", "stop_background", "open_application", "read_payment", "mark_read",
    "pull_applications", "submit_now", "undo_all", "save_draft", "proof", "proof_loop", "balance",
    "catching_up", "policy", "evidence", "phone", "scanner",
}  # fmt: skip


async def _lines(bench: Bench) -> list[AuditLine]:
    return await bench.ledger.readers.read(lambda c: list(lines_after(c, 0, limit=1_000)))


@pytest.mark.parametrize(
    ("verb", "action", "actor", "stood"),
    [row[1:] for row in _TABLE],
    ids=[f"{name}-{action.value}" for name, _verb, action, _actor, _stood in _TABLE],
)
async def test_the_line_of_a_verb(
    bench: Bench, verb: Verb, action: AuditAction, actor: str, stood: tuple[str, str] | None
) -> None:
    began = bench.clock.now()

    await verb(bench)

    lines = [line for line in await _lines(bench) if line.action is action]
    line = lines[-1]
    facts: dict[str, Any] = json.loads(line.facts_json)
    assert line.actor == actor
    assert began <= line.at <= bench.clock.now() + timedelta(seconds=1)
    assert line.application_id is not None
    if stood is not None:
        assert (facts.get("before", ""), facts.get("after", "")) == stood
    assert await bench.services.reads.chain_is_whole()


@pytest.mark.parametrize("verb", [row[1] for row in _TABLE], ids=[row[0] for row in _TABLE])
async def test_no_line_holds_what_is_personal(bench: Bench, verb: Verb) -> None:
    await verb(bench)

    said = "".join(line.facts_json for line in await _lines(bench))
    for secret in (WORDS, PHONE, NUMBER, HOLDER):
        assert secret not in said


def test_no_verb_is_left_out() -> None:
    verbs = {name for name in vars(Services) if not name.startswith("_")}
    assert verbs - _WITHOUT == {name for name, *_rest in _TABLE if "." not in name} - {"recover"}
