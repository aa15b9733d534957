"""The queue of a sheet: one window, a pause, a stop, and never a second way to the money."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.domain.audit import OWNER, SYSTEM, AuditAction
from refund_desk.domain.errors import InvariantBrokenError, RuleBrokenError
from refund_desk.domain.events import Event, RefundChanged, SheetChanged, SheetStage, UndoTicked
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.sheet import SHEET_LASTS
from tests.application.bench import Bench, open_bench
from tests.application.sheets import (
    at_stages,
    green,
    greens,
    refunds_of,
    sheet_of,
    stage_reached,
    states,
)

S = RefundState


@pytest.fixture
def slow(tmp_path: Path, empty_ledger: Path) -> Iterator[Bench]:
    """A desk whose presses can be undone for five seconds of the test's clock."""
    shutil.copytree(empty_ledger, tmp_path / "slow")
    yield from open_bench(tmp_path / "slow", undo_s=5.0)


def stages(bench: Bench) -> list[SheetStage]:
    """The stages that were told, each once."""
    told = [event.stage for event in bench.heard.of(SheetChanged)]
    return [stage for n, stage in enumerate(told) if n == 0 or told[n - 1] is not stage]


async def test_all_go_one_by_one_on_the_way_of_a_single_one(bench: Bench) -> None:
    numbers = await greens(bench, 5)
    sheet = await sheet_of(bench, *numbers)
    refunds = await bench.services.sheets.submit(sheet)
    assert states(refunds) == [S.PROCESSING] * 5
    assert sorted(sent.id for sent in bench.refunds.sent) == sorted(r.id for r in sheet.refunds)
    assert stages(bench) == [SheetStage.SENDING, SheetStage.ENDED]
    last = bench.heard.of(SheetChanged)[-1]
    assert (last.sheet, last.total, last.over, last.amount, last.why) == (
        "S1",
        5,
        5,
        Fen(54_000),
        "",
    )
    # One bar for the whole, none for each.
    assert bench.heard.of(UndoTicked) == []
    for number in numbers:
        assert await bench.audited(number) == [
            AuditAction.PLANNED,
            AuditAction.SUBMITTING,
            AuditAction.ACCEPTED,
        ]


async def test_each_is_told_what_a_single_one_would_be_told(bench: Bench) -> None:
    sheet = await sheet_of(bench, await green(bench))
    (refund,) = await bench.services.sheets.submit(sheet)
    assert refund.reply_text == "已同意退款。"
    case = await bench.view(refund.application_id or 0)
    assert [entry.kind.value for entry in case.outbox] == ["approve", "reply"]


async def test_only_a_few_are_in_hand_at_once(bench: Bench) -> None:
    sheet = await sheet_of(bench, *await greens(bench, 8))
    in_hand: list[int] = []
    most = 0
    submit = bench.refunds.submit

    async def slowly(refund: Refund) -> object:
        nonlocal most
        in_hand.append(refund.id)
        most = max(most, len(in_hand))
        await asyncio.sleep(0.01)
        in_hand.remove(refund.id)
        return await submit(refund)

    bench.refunds.submit = slowly  # type: ignore[method-assign, assignment] # the far side is slow
    await bench.services.sheets.submit(sheet)
    assert most == 3


async def test_undo_in_the_window_sends_nothing(slow: Bench) -> None:
    sheet = await sheet_of(slow, *await greens(slow, 4))
    at_stages(slow, undoable=slow.services.sheets.stop)
    refunds = await slow.services.sheets.submit(sheet)
    assert states(refunds) == [S.UNDONE] * 4
    assert {refund.why for refund in refunds} == {"undo.done"}
    assert slow.refunds.sent == []
    lines = await slow.services.reads.audit_lines(refunds[0].application_id or 0)
    assert (lines[-1].action, lines[-1].actor) == (AuditAction.UNDONE, OWNER)
    assert slow.heard.of(SheetChanged)[-1].why == "undo.done"


async def test_closing_undoes_and_the_next_start_tells_of_all_once(slow: Bench) -> None:
    sheet = await sheet_of(slow, *await greens(slow, 2))
    at_stages(slow, undoable=slow.services.undo_all)
    undone = await slow.services.sheets.submit(sheet)
    assert [(refund.state, refund.why) for refund in undone] == [(S.UNDONE, "undo.closed")] * 2
    slow.heard.events.clear()
    await slow.services.settling_loop.recover()
    told = slow.heard.of(RefundChanged)
    assert [event.refund_id for event in told] == [refund.id for refund in undone]
    await slow.services.settling_loop.recover()
    assert len(slow.heard.of(RefundChanged)) == 2


async def test_submit_now_ends_the_window_for_all(slow: Bench) -> None:
    sheet = await sheet_of(slow, *await greens(slow, 2))
    at_stages(slow, undoable=slow.services.sheets.submit_now)
    assert states(await slow.services.sheets.submit(sheet)) == [S.PROCESSING] * 2


async def test_the_window_counts_down(slow: Bench) -> None:
    sheet = await sheet_of(slow, await green(slow))

    def passes(event: Event) -> None:
        if isinstance(event, SheetChanged) and event.stage is SheetStage.UNDOABLE:
            slow.clock.passes(seconds=1.5)

    slow.heard.when = passes
    await slow.services.sheets.submit(sheet)
    told = slow.heard.of(SheetChanged)
    assert [event.left_s for event in told if event.stage is SheetStage.UNDOABLE] == [
        5.0,
        3.5,
        2.0,
        0.5,
    ]
    assert {event.whole_s for event in told} == {5.0}


async def test_presses_without_a_sheet_do_nothing(bench: Bench) -> None:
    sheets = bench.services.sheets
    assert not sheets.stop()
    assert not sheets.pause()
    assert not sheets.resume()
    assert not sheets.submit_now()


async def test_a_stop_undoes_all_that_is_not_being_sent(bench: Bench) -> None:
    sheet = await sheet_of(bench, *await greens(bench, 6))
    submit = bench.refunds.submit

    async def stops_at_the_first(refund: Refund) -> object:
        bench.services.sheets.stop()
        # Time enough for every other one that could still slip through.
        await asyncio.sleep(0.05)
        return await submit(refund)

    bench.refunds.submit = stops_at_the_first  # type: ignore[method-assign, assignment] # presses
    refunds = await bench.services.sheets.submit(sheet)
    sent = len(bench.refunds.sent)
    assert 1 <= sent <= 3
    assert states(refunds).count(S.PROCESSING) == sent
    assert states(refunds).count(S.UNDONE) == 6 - sent
    assert not bench.services.sheets.stop()


async def test_what_is_being_looked_at_is_undone_by_a_stop_too(bench: Bench) -> None:
    sheet = await sheet_of(bench, *await greens(bench, 3))
    read = bench.source.read

    async def stops_first(source_ref: str) -> object:
        bench.services.sheets.stop()
        await asyncio.sleep(0.05)
        return await read(source_ref)

    bench.source.read = stops_first  # type: ignore[method-assign, assignment] # presses meanwhile
    refunds = await bench.services.sheets.submit(sheet)
    assert states(refunds) == [S.UNDONE] * 3
    assert bench.refunds.sent == []


async def test_a_pause_holds_what_was_not_begun(bench: Bench) -> None:
    sheet = await sheet_of(bench, *await greens(bench, 5))
    sheets = bench.services.sheets
    paused = stage_reached(bench, SheetStage.PAUSED, sending=sheets.pause)
    running = asyncio.ensure_future(sheets.submit(sheet))
    await paused.wait()
    await asyncio.sleep(0.1)
    held = states(await refunds_of(bench, sheet))
    assert held.count(S.PLANNED) >= 2
    assert not sheets.pause()
    assert sheets.resume()
    assert states(await running) == [S.PROCESSING] * 5


async def test_a_long_pause_ends_in_undone(bench: Bench) -> None:
    sheet = await sheet_of(bench, *await greens(bench, 5))
    sheets = bench.services.sheets

    def pause() -> None:
        sheets.pause()
        asyncio.get_running_loop().call_later(0.1, pass_by)

    def pass_by() -> None:
        # A second at a time, so that it is not taken for a sleep.
        if bench.clock.monotonic() < 1_000:
            bench.clock.passes(seconds=1)
            asyncio.get_running_loop().call_soon(pass_by)

    at_stages(bench, sending=pause)
    # The ticks of the test are shorter than a second of its clock.
    watch = pytest.MonkeyPatch()
    watch.setattr("refund_desk.application.undo_windows.SLEEP_GAP_S", 10_000)
    try:
        refunds = await sheets.submit(sheet)
    finally:
        watch.undo()
    undone = [refund for refund in refunds if refund.state is S.UNDONE]
    assert len(undone) >= 2
    assert {refund.why for refund in undone} == {"sheet.late"}
    lines = await bench.services.reads.audit_lines(undone[0].application_id or 0)
    assert lines[-1].actor == SYSTEM


async def test_a_pc_that_slept_sends_nothing_more(slow: Bench) -> None:
    sheet = await sheet_of(slow, *await greens(slow, 2))
    at_stages(slow, undoable=lambda: slow.clock.passes(seconds=3))
    refunds = await slow.services.sheets.submit(sheet)
    assert {(refund.state, refund.why) for refund in refunds} == {(S.UNDONE, "undo.slept")}


async def test_a_press_is_good_for_ten_minutes_whatever_timers_say(bench: Bench) -> None:
    sheet = await sheet_of(bench, await green(bench))
    bench.clock.passes(seconds=SHEET_LASTS.total_seconds() + 1)
    (refund,) = await bench.services.sheets.submit(sheet)
    assert (refund.state, refund.why) == (S.UNDONE, "sheet.late")


async def test_one_sheet_at_a_time(slow: Bench) -> None:
    sheets = slow.services.sheets
    first = await sheet_of(slow, await green(slow))
    second = await sheet_of(slow, await green(slow))
    other = await green(slow)
    running = asyncio.ensure_future(sheets.submit(first))
    await asyncio.sleep(0.01)
    with pytest.raises(RuleBrokenError, match=r"sheet\.running"):
        await sheet_of(slow, other)
    with pytest.raises(RuleBrokenError, match=r"sheet\.running"):
        await sheets.submit(second)
    (refund,) = await refunds_of(slow, second)
    assert (refund.state, refund.why) == (S.UNDONE, "sheet.running")
    assert sheets.submit_now()
    assert states(await running) == [S.PROCESSING]


async def test_a_full_disk_stops_nothing_but_what_it_met(bench: Bench) -> None:
    sheet = await sheet_of(bench, *await greens(bench, 4))
    bench.transactions.troubles.append(StorageFullError())
    with pytest.raises(StorageFullError):
        await bench.services.sheets.submit(sheet)
    assert states(await refunds_of(bench, sheet)).count(S.PLANNED) == 1
    await bench.services.settling_loop.submit.write_unwritten()
    assert states(await refunds_of(bench, sheet)).count(S.PLANNED) == 0


async def test_a_stop_that_the_disk_did_not_take_still_sends_nothing(slow: Bench) -> None:
    sheet = await sheet_of(slow, *await greens(slow, 5))

    def stop() -> None:
        slow.services.sheets.stop()
        slow.transactions.troubles.append(StorageFullError())

    at_stages(slow, undoable=stop)
    with pytest.raises(StorageFullError):
        await slow.services.sheets.submit(sheet)
    await slow.services.settling_loop.submit.write_unwritten()
    assert states(await refunds_of(slow, sheet)) == [S.UNDONE] * 5
    assert slow.refunds.sent == []


async def test_a_bug_stops_the_sheet(bench: Bench) -> None:
    sheet = await sheet_of(bench, *await greens(bench, 9))

    async def breaks(refund: Refund) -> object:
        bench.refunds.sent.append(refund)
        raise InvariantBrokenError("a bug")

    bench.refunds.submit = breaks  # type: ignore[method-assign, assignment] # a bug of the adapter
    with pytest.raises(InvariantBrokenError):
        await bench.services.sheets.submit(sheet)
    assert len(bench.refunds.sent) <= 3
    left = [r for r in await refunds_of(bench, sheet) if r.state is S.UNDONE]
    assert len(left) == 9 - len(bench.refunds.sent)
    assert {refund.why for refund in left} == {"bug"}


async def test_after_a_crash_the_plans_are_undone_and_each_is_told(bench: Bench) -> None:
    sheet = await sheet_of(bench, *await greens(bench, 3))
    bench.heard.events.clear()
    await bench.services.settling_loop.recover()
    told = bench.heard.of(RefundChanged)
    assert [(event.state, event.why) for event in told] == [(S.UNDONE, "undo.closed")] * 3
    assert states(await refunds_of(bench, sheet)) == [S.UNDONE] * 3
    assert bench.clock.now() - sheet.refunds[0].planned_at < timedelta(minutes=1)
