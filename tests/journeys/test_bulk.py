"""Many refunds on one press, against the bank: each once, and what did not go says why."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from pathlib import Path

from refund_desk.application.commands import ApproveCommand, ApproveSheetCommand, SheetLine
from refund_desk.application.sheet_draft import draft_of
from refund_desk.application.use_cases.approve_sheet import PlannedSheet
from refund_desk.domain.events import Event, RefundChanged, SheetChanged, SheetStage
from refund_desk.domain.refund import Refund, RefundState
from tests.journeys.faults import ORDERS, REFUNDS, fault_on
from tests.journeys.headless import Headless, headless
from tests.practice_process import PracticeShop

S = RefundState
# What may have moved money, for all that the desk knows.
SENT = {S.PROCESSING, S.SUCCEEDED, S.UNKNOWN}
_CUSTOMERS = itertools.count(1)


async def placed(desk: Headless, count: int, **order: object) -> list[int]:
    """Applications with nothing against them, their payments read; their ids."""
    wanted = {"total_fen": 1_000, "reason": "不想要了", **order}
    # Each by another customer: one who was refunded often is no green case.
    orders = [{**wanted, "phone": f"139{next(_CUSTOMERS):08d}"} for _one in range(count)]
    made = await asyncio.gather(*(desk.admin("POST", "orders", one) for one in orders))
    await desk.services.pull_applications()
    numbers = []
    for one in made:
        number = await desk.application_of(one["complaint_id"])
        desk.made[number] = one
        await desk.services.read_payment(number)
        numbers.append(number)
    return numbers


async def confirmed(desk: Headless, *numbers: int) -> PlannedSheet:
    """A sheet over these applications, pressed as the window would."""
    draft = draft_of([await desk.view(number) for number in numbers])
    assert draft.unfit == ()
    lines = tuple(
        SheetLine(
            command=ApproveCommand(
                application_id=line.case.application_id,
                amount=line.amount,
                seen_refundable=line.case.approve.refundable,
                reason="不想要了",
            ),
            seen_asked=line.case.asked,
        )
        for line in draft.fit
    )
    return await desk.services.sheets.approve(ApproveSheetCommand(lines=lines, total=draft.total))


def when(
    desk: Headless, holds: Callable[[SheetChanged], bool], press: Callable[[], object]
) -> None:
    """Press something once, as soon as the sheet has come so far."""
    publish = desk.heard.publish
    done: list[Event] = []

    def look(event: Event) -> None:
        publish(event)
        if isinstance(event, SheetChanged) and not done and holds(event):
            done.append(event)
            asyncio.get_running_loop().call_soon(press)

    desk.heard.publish = look  # type: ignore[method-assign] # a person watches


def by_state(refunds: tuple[Refund, ...]) -> dict[RefundState, int]:
    """How many are in each state."""
    return {state: sum(r.state is state for r in refunds) for state in {r.state for r in refunds}}


async def books_agree(desk: Headless, refunds: tuple[Refund, ...]) -> int:
    """How much of these payments went back (fen), history and books being the same at rest."""
    for refund in refunds:
        if (await desk.refund(refund.id)).state is S.UNKNOWN:
            await desk.by_itself(refund.id, S.SUCCEEDED, S.REFUSED, S.CLOSED)
        elif refund.state in SENT:
            await desk.settled(refund.id, S.SUCCEEDED)
    return sum([await desk.agrees(refund.transaction_id) for refund in refunds])


async def test_thirty_at_once_through_faults_are_paid_once_each_or_not_at_all(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        sheet = await confirmed(desk, *await placed(desk, 30))
        quiet_shop.set_faults(
            fault_on("POST", REFUNDS, "drop_before", times=2),
            fault_on("POST", REFUNDS, "drop_after", times=2),
            fault_on("POST", REFUNDS, "status_500", times=2),
            fault_on("POST", REFUNDS, "status_429_after", times=1),
            fault_on("POST", REFUNDS, "forged", times=1),
            fault_on("GET", ORDERS, "garbage", times=2),
        )
        refunds = await desk.services.sheets.submit(sheet)
        quiet_shop.clear_faults()
        counts = by_state(refunds)
        assert set(counts) <= SENT | {S.UNDONE}
        assert counts[S.UNKNOWN] >= 3
        # Nothing is told as gone that is not.
        for refund in refunds:
            assert bool(refund.why) is (refund.state in {S.UNDONE, S.UNKNOWN})
        paid_fen = await books_agree(desk, refunds)
        rested = await desk.services.sheets.refunds(refund.id for refund in refunds)
        paid = [refund for refund in rested if refund.state is S.SUCCEEDED]
        assert paid_fen == 1_000 * len(paid)
        assert {refund.ordinal for refund in paid} == {1}
        assert await desk.services.reads.chain_is_whole()


async def test_a_stop_in_the_middle_sends_nothing_more(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        sheet = await confirmed(desk, *await placed(desk, 16))
        when(desk, lambda event: event.over >= 4, desk.services.sheets.stop)
        refunds = await desk.services.sheets.submit(sheet)
        undone = [refund for refund in refunds if refund.state is S.UNDONE]
        assert 8 <= len(undone) <= 12
        assert {refund.why for refund in undone} == {"undo.done"}
        assert await books_agree(desk, refunds) == 1_000 * (16 - len(undone))
        # Those that were undone can be approved afresh.
        again = await confirmed(desk, *[refund.application_id or 0 for refund in undone])
        refunds = await desk.services.sheets.submit(again)
        assert await books_agree(desk, refunds) == 1_000 * len(undone)


async def test_nothing_arrives_at_the_bank_while_it_is_paused(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        sheet = await confirmed(desk, *await placed(desk, 12))
        sheets, paused = desk.services.sheets, asyncio.Event()

        def pause() -> None:
            sheets.pause()
            asyncio.get_running_loop().call_later(0.3, paused.set)

        when(desk, lambda event: event.over >= 3, pause)
        running = asyncio.ensure_future(sheets.submit(sheet))
        await paused.wait()
        before = len(quiet_shop.books()["refunds"])
        held = by_state(await sheets.refunds(refund.id for refund in sheet.refunds))
        assert held[S.PLANNED] >= 5
        await asyncio.sleep(0.2)
        assert len(quiet_shop.books()["refunds"]) == before
        assert sheets.resume()
        assert by_state(await running).keys() <= SENT
        assert len(quiet_shop.books()["refunds"]) == before + held[S.PLANNED]


async def test_closing_in_the_middle_undoes_the_rest_for_good(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        sheet = await confirmed(desk, *await placed(desk, 12))
        when(desk, lambda event: event.over >= 3, desk.services.undo_all)
        refunds = await desk.services.sheets.submit(sheet)
    async with headless(tmp_path, quiet_shop) as desk:
        await desk.heal()
        after = await desk.services.sheets.refunds(refund.id for refund in refunds)
        assert [r.state for r in after if r.state is not S.UNDONE] == [
            r.state for r in refunds if r.state is not S.UNDONE
        ]
        assert by_state(after)[S.UNDONE] >= 5
        assert await books_agree(desk, after) == 1_000 * (12 - by_state(after)[S.UNDONE])


async def test_plans_that_a_crash_left_are_undone_at_the_next_start(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        sheet = await confirmed(desk, *await placed(desk, 4))
    async with headless(tmp_path, quiet_shop) as desk:
        await desk.heal()
        told = desk.heard.of(RefundChanged)
        assert [(event.state, event.why) for event in told] == [(S.UNDONE, "undo.closed")] * 4
        assert await books_agree(desk, sheet.refunds) == 0


async def test_what_changed_meanwhile_is_left_out_with_its_reason(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        withdrawn, elsewhere, *good = await placed(desk, 5)
        (dear,) = await placed(desk, 1, total_fen=150_000)
        sheet = await confirmed(desk, withdrawn, elsewhere, dear, *good)
        quiet_shop.revoke(desk.complaint_of(withdrawn))
        quiet_shop.refund_on_merchant_site(desk.payment_of(elsewhere), 400)
        quiet_shop.set_balance(100_000)
        when(desk, lambda event: event.stage is SheetStage.PAUSED, desk.services.sheets.resume)
        refunds = await desk.services.sheets.submit(sheet)
        ends = {refund.application_id: (refund.state, refund.why) for refund in refunds}
        assert ends[withdrawn] == (S.UNDONE, "changed.closed")
        assert ends[elsewhere] == (S.UNDONE, "elsewhere")
        assert ends[dear] == (S.REFUSED, "NOT_ENOUGH")
        assert all(ends[number][0] in SENT for number in good)
        assert any(e.why == "NOT_ENOUGH" for e in desk.heard.of(SheetChanged))
        assert await books_agree(desk, refunds) == 3_000
        # Topped up, the refused one goes on under its number.
        quiet_shop.set_balance(10_000_000)
        number = next(refund.id for refund in refunds if refund.application_id == dear)
        await desk.services.continue_refund(number)
        again = await desk.settled(number, S.SUCCEEDED)
        assert again.ordinal == 1
        assert await books_agree(desk, refunds) == 153_000
