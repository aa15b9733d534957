"""Settled outside: never without a proof or a reason, never while money of ours may move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refund_desk.application.commands import OwnPicture, SettleOutsideCommand
from refund_desk.application.outcomes import NoSuchRefund
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.use_cases.settle_outside import _end
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from tests.application.bench import Bench
from tests.application.far_side import report_on
from tests.application.refunds import refused

S = RefundState
SLIP = OwnPicture(name="转账.jpg", content=b"slip", confirmed_private_free=False)


def told(application_id: int, *, proofs: tuple[OwnPicture, ...] = (SLIP,)) -> SettleOutsideCommand:
    return SettleOutsideCommand(application_id=application_id, note="微信转账", proofs=proofs)


async def test_the_proof_is_kept_and_shown(bench: Bench) -> None:
    application_id = await bench.a_case()
    await bench.services.settle_outside(told(application_id))
    case = await bench.view(application_id)
    assert (case.state, case.segment) == (ApplicationState.SETTLED_OUTSIDE, Segment.DONE)
    said = case.messages[-1]
    assert (said.kind, said.text) == (MessageKind.SETTLED_OUTSIDE, "微信转账")
    [shown] = said.pictures
    assert await bench.services.pictures.content(shown.sha256) == b"clean slip"
    assert await bench.services.pictures.thumbnail(shown.sha256) is not None
    with pytest.raises(RuleBrokenError, match="ended"):
        await bench.services.settle_outside(told(application_id))


async def test_the_trail_counts_the_proofs_and_keeps_the_rest_apart(bench: Bench) -> None:
    application_id = await bench.a_case()
    await bench.services.settle_outside(told(application_id))
    lines = await bench.services.reads.audit_lines(application_id)
    line = next(each for each in lines if each.action is AuditAction.SETTLED_OUTSIDE)
    assert '"proof_count":1' in line.facts_json
    assert "微信转账" not in line.facts_json


async def test_a_proof_or_the_reason_why_there_is_none(bench: Bench) -> None:
    application_id = await bench.a_case()
    bare = told(application_id, proofs=())
    with pytest.raises(RuleBrokenError, match=r"proof\.needed"):
        await bench.services.settle_outside(bare)
    with pytest.raises(RuleBrokenError, match=r"note\.long"):
        await bench.services.settle_outside(replace(bare, note=" ", without_proof=True))
    with pytest.raises(RuleBrokenError, match=r"img\.max"):
        await bench.services.settle_outside(told(application_id, proofs=(SLIP,) * 5))
    bad = replace(SLIP, content=b"bad")
    with pytest.raises(BadPictureError):
        await bench.services.settle_outside(told(application_id, proofs=(bad,)))
    assert (await bench.view(application_id)).segment is Segment.TO_DO
    await bench.services.settle_outside(replace(bare, without_proof=True))
    assert (await bench.view(application_id)).messages[-1].pictures == ()


async def test_not_while_money_may_move(bench: Bench) -> None:
    application_id = await bench.a_case()
    refund = await bench.pay(application_id)
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        await bench.services.settle_outside(told(application_id))
    bench.refunds.settle(refund.number, S.CLOSED)
    await bench.settled(refund.id)
    await bench.services.settle_outside(told(application_id))


async def test_a_closed_account_is_given_up_and_settled_outside(bench: Bench) -> None:
    application_id, refund = await refused(bench, "USER_ACCOUNT_ABNORMAL")
    with pytest.raises(RuleBrokenError, match=r"give_up\.unread"):
        await bench.services.settle_outside(told(application_id))
    bench.clock.passes(seconds=61)
    bench.refunds.queries = [NoSuchRefund(signed=False)]
    with pytest.raises(RuleBrokenError, match=r"give_up\.unread"):
        await bench.services.settle_outside(told(application_id))
    assert (await bench.view(application_id)).segment is Segment.PROBLEM
    await bench.services.settle_outside(told(application_id))
    assert (await bench.refund(refund.id)).state is S.GIVEN_UP
    assert (await bench.view(application_id)).state is ApplicationState.SETTLED_OUTSIDE


async def test_a_refund_that_was_taken_after_all_is_not_paid_again(bench: Bench) -> None:
    application_id, refund = await refused(bench, "USER_ACCOUNT_ABNORMAL")
    bench.clock.passes(seconds=61)
    bench.refunds.taken[refund.number] = report_on(refund, S.PROCESSING)
    with pytest.raises(RuleBrokenError, match=r"give_up\.taken"):
        await bench.services.settle_outside(told(application_id))
    assert (await bench.application(application_id)).state is ApplicationState.REFUNDING


async def test_what_was_refused_meanwhile_is_in_the_way(bench: Bench) -> None:
    application_id, _refund = await refused(bench, "USER_ACCOUNT_ABNORMAL")
    now = bench.clock.now()
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        await bench.run(lambda stores: _end(stores, told(application_id), (), now))
