"""One press on many: all of it is planned or nothing, and never more than was reviewed."""

import json
from dataclasses import replace

import pytest

from refund_desk.application.commands import ApproveSheetCommand
from refund_desk.application.ports.transactions import AlreadyExistsError
from refund_desk.application.sheet_draft import SheetDraft, draft_of
from refund_desk.application.sheet_rules import ensure_all_green
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import ProofKind
from refund_desk.domain.refund import RefundState
from refund_desk.domain.sheet import SHEET_MAX, LineRefusal, SheetRefusedError
from tests.application.bench import Bench
from tests.application.sheets import green, greens, line_for, press_of, sheet_of
from tests.storage.examples import a_refund

S = RefundState
PAID = {"payer_total": Fen(120_000)}


async def refusals(bench: Bench, command: ApproveSheetCommand) -> tuple[LineRefusal, ...]:
    """Why lines of a press were refused; nothing may have been planned."""
    with pytest.raises(SheetRefusedError) as refused:
        await bench.services.sheets.approve(command)
    return refused.value.refusals


async def nothing_planned(bench: Bench, *application_ids: int) -> None:
    for number in application_ids:
        assert (await bench.view(number)).refunds == ()
        assert AuditAction.PLANNED not in await bench.audited(number)


async def test_every_refund_has_its_own_line_with_actor_and_sheet(bench: Bench) -> None:
    numbers = await greens(bench, 3)
    sheet = await sheet_of(bench, *numbers)
    assert [refund.state for refund in sheet.refunds] == [S.PLANNED] * 3
    assert [refund.application_id for refund in sheet.refunds] == numbers
    for number in numbers:
        (line,) = await bench.services.reads.audit_lines(number)
        facts = json.loads(line.facts_json)
        assert (line.action, line.actor, facts["sheet"]) == (AuditAction.PLANNED, "owner", "S1")
    second = await sheet_of(bench, await green(bench))
    assert second.name == "S2"


async def test_a_single_press_belongs_to_no_sheet(bench: Bench) -> None:
    number = await green(bench)
    await bench.approve(number)
    (line,) = await bench.services.reads.audit_lines(number)
    assert "sheet" not in json.loads(line.facts_json)


async def test_one_line_that_changed_keeps_all_from_being_planned(bench: Bench) -> None:
    first, second, third = await greens(bench, 3)
    lines = [await line_for(bench, number) for number in (first, second, third)]
    asked = replace(await bench.application(second), asked=Fen(9_900))
    await bench.run(lambda stores: stores.applications.replace(asked))
    assert await refusals(bench, press_of(*lines)) == (LineRefusal(second, "changed.asked"),)
    await nothing_planned(bench, first, second, third)


async def test_all_that_is_wrong_is_named_at_once(bench: Bench) -> None:
    numbers = await greens(bench, 3)
    lines = [await line_for(bench, number) for number in numbers]
    await bench.services.submit_refund((await bench.approve(numbers[0])).id)
    risky = replace(await bench.application(numbers[2]), is_high_risk=True)
    await bench.run(lambda stores: stores.applications.replace(risky))
    found = await refusals(bench, press_of(*lines))
    assert [(one.application_id, one.code) for one in found] == [
        (numbers[0], "ref.wait1m"),
        (numbers[2], "changed.checks"),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": Fen(10_801)}, "changed.checks"),
        ({"seen_refundable": Fen(1)}, "changed.amount"),
        ({"reason": "长" * 27}, "reason.long"),
        ({"reply_text": "长" * 201}, "reply.long"),
    ],
)
async def test_a_line_is_as_strict_as_a_single_press(
    bench: Bench, changes: dict[str, object], code: str
) -> None:
    number = await green(bench)
    (found,) = await refusals(bench, press_of(await line_for(bench, number, **changes)))
    assert found.code == code
    await nothing_planned(bench, number)


async def test_two_of_one_payment_do_not_go_on_one_sheet(bench: Bench) -> None:
    first = await green(bench)
    payment = (await bench.application(first)).transaction_id
    second = await green(bench, transaction_id=payment, asked=Fen(1_000))
    lines = [await line_for(bench, number) for number in (first, second)]
    assert await refusals(bench, press_of(*lines)) == (LineRefusal(second, "sheet.same_payment"),)


async def test_only_what_was_typed_again_is_planned(bench: Bench) -> None:
    line = await line_for(bench, await green(bench))
    for command, code in (
        (ApproveSheetCommand(lines=(line,), total=Fen(10_799)), "sheet.total"),
        (ApproveSheetCommand(lines=(), total=Fen(0)), "sheet.empty"),
        (press_of(*[line] * (SHEET_MAX + 1)), "sheet.many"),
    ):
        with pytest.raises(RuleBrokenError) as broken:
            await bench.services.sheets.approve(command)
        assert broken.value.code == code


async def test_nothing_is_planned_while_sending_is_stopped(bench: Bench) -> None:
    command = press_of(await line_for(bench, await green(bench)))
    bench.services.gate.halt("key.bad")
    with pytest.raises(RuleBrokenError, match=r"key\.bad"):
        await bench.services.sheets.approve(command)


async def test_another_window_that_was_first_is_told(bench: Bench) -> None:
    command = press_of(await line_for(bench, await green(bench)))
    bench.transactions.troubles.append(AlreadyExistsError())
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        await bench.services.sheets.approve(command)


async def test_the_day_has_a_limit(bench: Bench) -> None:
    # Four times 1,200 yuan have room in a day of 5,000, a fifth has not.
    numbers = await greens(bench, 5, asked=Fen(120_000), order={"total": Fen(120_000)} | PAID)
    lines = [await line_for(bench, number) for number in numbers]
    with pytest.raises(RuleBrokenError) as broken:
        await bench.services.sheets.approve(press_of(*lines))
    assert (broken.value.code, broken.value.limits) == (
        "limit.day",
        {"limit_fen": 500_000, "left_fen": 500_000},
    )
    await nothing_planned(bench, *numbers)
    await bench.services.sheets.approve(press_of(*lines[:4]))
    assert await bench.services.sheets.left_today() == Fen(20_000)


async def test_the_day_counts_what_was_approved_today_and_not_taken_back(bench: Bench) -> None:
    left = bench.services.sheets.left_today
    undone, paid = await greens(bench, 2)
    refund = await bench.approve(undone)
    assert await left() == Fen(500_000 - 10_800)
    await bench.move_to(refund, state=S.UNDONE)
    assert await left() == Fen(500_000)
    sent = await bench.pay(paid)
    assert await left() == Fen(500_000 - 10_800)
    bench.refunds.settle(sent.number, S.SUCCEEDED)
    await bench.settled(sent.id)
    assert await left() == Fen(500_000 - 10_800)
    bench.clock.passes(days=1)
    assert await left() == Fen(500_000)


async def test_a_refund_that_was_only_found_is_none_of_the_day(bench: Bench) -> None:
    case = await bench.application(await green(bench))
    found = a_refund(case, state=S.PLANNED, planned_at=bench.clock.now(), adopted=True)
    await bench.run(lambda stores: stores.refunds.add(found))
    assert await bench.services.sheets.left_today() == Fen(500_000)


async def test_all_green_needs_the_payment(bench: Bench) -> None:
    refund = await bench.approve(await green(bench))
    orphan = replace(refund, application_id=None)
    with pytest.raises(RuleBrokenError, match=r"order\.unread"):
        await bench.run(
            lambda stores: ensure_all_green(
                stores, orphan, bench.services.policy, now=bench.clock.now()
            )
        )


async def drafted(bench: Bench, *numbers: int) -> SheetDraft:
    return draft_of([await bench.view(number) for number in numbers])


async def test_a_draft_takes_only_what_is_all_green(bench: Bench) -> None:
    good, risky = await green(bench), await green(bench, is_high_risk=True)
    unread = await bench.a_case(transaction_id=None)
    draft = await drafted(bench, good, risky, unread)
    assert [line.case.application_id for line in draft.fit] == [good]
    assert draft.total == Fen(10_800)
    assert [line.why for line in draft.unfit] == ["sheet.checks", "order.unread"]
    finding = draft.unfit[0].finding
    assert finding is not None
    assert finding.rule == "high_risk"


async def test_what_waits_for_a_proof_is_no_matter_of_a_sheet(bench: Bench) -> None:
    number = await green(bench)
    line = await line_for(bench, number)
    await bench.services.negotiate.agree_on_proof(line.command, ProofKind.PHOTO)
    assert [line.why for line in (await drafted(bench, number)).unfit] == ["proof.awaited"]
    assert await refusals(bench, press_of(line)) == (LineRefusal(number, "proof.awaited"),)
    await nothing_planned(bench, number)


async def test_a_draft_takes_one_of_each_payment_and_two_hundred_at_most(bench: Bench) -> None:
    first = await green(bench)
    payment = (await bench.application(first)).transaction_id
    second = await green(bench, transaction_id=payment, asked=Fen(1_000))
    draft = await drafted(bench, first, second)
    assert [line.why for line in draft.lines] == ["", "sheet.same_payment"]
    case = await bench.view(first)
    assert case.order is not None
    many = [
        replace(case, order=replace(case.order, transaction_id=f"{number:028d}"))
        for number in range(SHEET_MAX + 1)
    ]
    whys = [line.why for line in draft_of(many).lines]
    assert whys == [""] * SHEET_MAX + ["sheet.many"]


async def test_a_draft_leaves_out_what_another_order_has_paid_for(bench: Bench) -> None:
    case = await bench.view(await green(bench))
    paid = replace(case, approve=replace(case.approve, default_amount=Fen(0)))
    assert [line.why for line in draft_of([paid]).lines] == ["nothing_left"]


async def test_a_payment_can_be_read_for_a_list(bench: Bench) -> None:
    number = await green(bench, unread=True)
    payment = (await bench.application(number)).transaction_id
    assert payment is not None
    bench.orders.known[payment] = replace(bench.orders.known[payment], total=Fen(23_601))
    await bench.services.read_payment(number)
    case = await bench.view(number)
    assert case.order is not None
    assert case.order.order_total == Fen(23_601)
    # Nobody has looked at it yet.
    assert (await bench.application(number)).unread


async def test_many_are_marked_read_at_once(bench: Bench) -> None:
    new, seen = await green(bench, unread=True), await green(bench, unread=False)
    await bench.services.mark_read((new, seen))
    assert not (await bench.application(new)).unread
    assert not (await bench.application(seen)).unread


async def test_a_sheet_counts_beijing_days(bench: Bench) -> None:
    await bench.pay(await green(bench))
    # 14:36 in Beijing; the day ends at 16:00 UTC.
    bench.clock.passes(hours=9)
    assert await bench.services.sheets.left_today() == Fen(500_000 - 10_800)
    bench.clock.passes(minutes=30)
    assert await bench.services.sheets.left_today() == Fen(500_000)
