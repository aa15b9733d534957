"""What is left of a run or of a full disk is healed; presses have their rules."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from refund_desk.application.commands import ApproveCommand
from refund_desk.application.ledger_steps import write_intention
from refund_desk.application.outcomes import (
    Missing,
    Unreadable,
)
from refund_desk.application.ports.application_source import Snapshot
from refund_desk.application.ports.transactions import (
    AlreadyExistsError,
    StorageFullError,
)
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.identifiers import OutRefundNo
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
)
from tests.application.bench import Bench
from tests.application.far_side import START
from tests.application.refunds import in_doubt
from tests.storage.examples import payment

S = RefundState


async def test_a_start_undoes_plans_and_doubts_sends(bench: Bench) -> None:
    planned = await bench.approve(await bench.a_case())
    sending = await bench.approve(await bench.a_case())
    await bench.move_to(
        sending,
        state=S.SUBMITTING,
        ordinal=1,
        out_refund_no=OutRefundNo(f"PX{sending.transaction_id}-01"),
        first_submitting_at=bench.clock.now(),
    )
    _doubted_id, doubted = await in_doubt(bench)
    moving = await bench.pay(await bench.a_case())
    bench.clock.passes(seconds=1)
    healed = await bench.services.settling_loop.recover()
    assert [(r.id, r.state) for r in healed] == [
        (planned.id, S.UNDONE),
        (sending.id, S.UNKNOWN),
        (doubted.id, S.UNKNOWN),
    ]
    assert {r.next_ask_at for r in healed[1:]} == {bench.clock.now()}
    assert (await bench.refund(planned.id)).why == "undo.closed"
    assert (await bench.refund(moving.id)) == moving


@pytest.mark.parametrize("next_ask_at", [None, START + timedelta(days=1)])
async def test_a_start_finds_what_nobody_would_ask_about(
    bench: Bench, next_ask_at: datetime | None
) -> None:
    refund = await bench.pay(await bench.a_case())
    lost = replace(refund, next_ask_at=next_ask_at)
    await bench.run(lambda stores: stores.refunds.replace(lost))
    (healed,) = await bench.services.settling_loop.recover()
    assert (healed.state, healed.next_ask_at) == (S.PROCESSING, bench.clock.now())
    bench.refunds.settle(refund.number, S.SUCCEEDED)
    await bench.services.settling_loop.turn()
    assert (await bench.refund(refund.id)).state is S.SUCCEEDED
    assert await bench.services.settling_loop.recover() == ()


@pytest.mark.parametrize("at", range(6))
async def test_a_full_disk_at_any_step_leaves_nothing_behind(bench: Bench, at: int) -> None:
    application_id = await bench.a_case()
    refund = await bench.approve(application_id)
    bench.transactions.troubles = [*[None] * at, StorageFullError()]
    try:
        await bench.services.submit_refund(refund.id)
    except StorageFullError:
        assert not bench.transactions.troubles
    bench.transactions.troubles = []
    await bench.services.settling_loop.submit.write_unwritten()
    await bench.services.settling_loop.turn()
    after = await bench.refund(refund.id)
    assert after.state in {S.UNDONE, S.UNKNOWN, S.PROCESSING}
    if after.state is S.UNKNOWN:
        bench.clock.passes(seconds=2)
        await bench.services.settling_loop.turn()
        after = await bench.refund(refund.id)
    assert after.state is (S.PROCESSING if bench.refunds.sent else S.UNDONE)
    assert len(bench.refunds.taken) == len(bench.refunds.sent) <= 1
    if after.state is S.UNDONE:
        assert after.why == "disk.full"
        assert (await bench.view(application_id)).approve.enabled


async def test_a_full_disk_after_a_resend_is_healed_too(bench: Bench) -> None:
    _application_id, refund = await in_doubt(bench)
    # The pre-flight writes twice, then the intention, then the outcome.
    bench.transactions.troubles = [None, None, None, None, StorageFullError()]
    with pytest.raises(StorageFullError):
        await bench.services.settle_refund(refund.id)
    assert (await bench.refund(refund.id)).state is S.SUBMITTING
    await bench.services.settling_loop.submit.write_unwritten()
    assert (await bench.refund(refund.id)).state is S.UNKNOWN
    assert (await bench.settled(refund.id)).state is S.PROCESSING
    await bench.services.settling_loop.submit.write_unwritten()


async def test_a_press_is_refused_with_its_reason(bench: Bench) -> None:
    application_id = await bench.a_case()
    case = await bench.view(application_id)

    async def press(**changes: Any) -> None:
        values: dict[str, Any] = {
            "application_id": application_id,
            "amount": Fen(100),
            "seen_refundable": case.approve.refundable,
            "reason": "商品破损",
        }
        await bench.services.approve_application(ApproveCommand(**(values | changes)))

    for changes, code in (
        ({"reason": " "}, "reason.long"),
        ({"reason": "长" * 27}, "reason.long"),
        ({"reason": "半个 \ud83d"}, "reason.long"),
        ({"reply_text": "长" * 201}, "reply.long"),
        ({"reply_text": "长" * 167}, "reply.long"),
        ({"amount": NOTHING}, "amt.zero"),
        ({"seen_refundable": NOTHING}, "changed.amount"),
    ):
        with pytest.raises(RuleBrokenError, match=code):
            await press(**changes)
    assert await bench.run(lambda stores: stores.refunds.of_application(application_id)) == ()


async def test_a_press_needs_a_payment_and_an_open_application(bench: Bench) -> None:
    for changes, code in (
        ({"transaction_id": None, "out_trade_no": None}, "order.none"),
        ({"state": ApplicationState.REJECTED}, "ended"),
    ):
        application_id = await bench.a_case(**changes)
        with pytest.raises(RuleBrokenError, match=code):
            await bench.approve(application_id, amount=Fen(1))
    unread = await bench.a_case()
    forgotten = await bench.a_case(transaction_id=None)
    assert unread != forgotten
    with pytest.raises(RuleBrokenError, match=r"order\.none"):
        await bench.approve(forgotten, amount=Fen(1))


async def test_a_payment_that_nobody_has_read_yet(bench: Bench) -> None:
    application_id = await bench.a_case(transaction_id=None)
    application = await bench.application(application_id)
    known = await bench.a_case()
    payment = (await bench.application(known)).transaction_id
    assert payment is not None
    other = type(payment)("42000000000000000000009999")
    await bench.run(
        lambda stores: stores.applications.replace(replace(application, transaction_id=other))
    )
    with pytest.raises(RuleBrokenError, match=r"order\.unread"):
        await bench.approve(application_id, amount=Fen(1))


async def test_the_database_refuses_a_second_plan_too(bench: Bench) -> None:
    application_id = await bench.a_case(customer_key="")
    await bench.services.policies.read()
    bench.transactions.troubles = [AlreadyExistsError()]
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        await bench.approve(application_id)
    assert (await bench.approve(application_id)).state is S.PLANNED


async def test_a_plan_that_another_start_undid_is_told_as_undone(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    bench.orders.trouble = Unreadable(why="net.off")
    read = bench.source.read

    async def undone_meanwhile(source_ref: str) -> Snapshot | Missing | Unreadable:
        await bench.services.settling_loop.recover()
        return await read(source_ref)

    bench.source.read = undone_meanwhile  # type: ignore[method-assign] # another process
    await bench.services.submit_refund(refund.id)
    undone = await bench.refund(refund.id)
    assert (undone.state, undone.why) == (S.UNDONE, "undo.closed")
    assert bench.heard.of(RefundChanged)[-1].why == "undo.closed"
    again = await bench.approve(refund.application_id or 0)
    bench.orders.trouble = None
    await bench.services.submit_refund(again.id)
    assert (await bench.refund(again.id)).state is S.UNDONE
    assert bench.refunds.sent == []


async def test_an_intention_needs_the_payment(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    unread = replace(refund, transaction_id=payment(), application_id=None)
    orphan = await bench.run(lambda stores: stores.refunds.add(unread))
    with pytest.raises(RuleBrokenError, match=r"order\.unread"):
        await bench.run(
            lambda stores: write_intention(
                stores,
                orphan.id,
                practice=True,
                policy=bench.services.policy,
                now=bench.clock.now(),
            )
        )


async def test_what_is_healed_already_is_left_alone(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    bench.transactions.troubles = [None, StorageFullError()]
    with pytest.raises(StorageFullError):
        await bench.services.submit_refund(refund.id)
    await bench.services.settling_loop.recover()
    told = len(bench.heard.of(RefundChanged))
    await bench.services.settling_loop.submit.write_unwritten()
    assert len(bench.heard.of(RefundChanged)) == told
    assert (await bench.refund(refund.id)).why == "undo.closed"


async def test_a_second_submit_does_nothing(bench: Bench) -> None:
    refund = await bench.approve(await bench.a_case())
    await asyncio.gather(*(bench.services.submit_refund(refund.id) for _ in range(3)))
    await bench.services.submit_refund(refund.id)
    assert len(bench.refunds.sent) == 1
