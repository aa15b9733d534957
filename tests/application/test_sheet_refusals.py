"""What becomes of the refunds of a sheet that do not simply go: each for its own reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from refund_desk.application.outcomes import Refused, Unreadable
from refund_desk.application.press import forget_press, keep_press, kept_press
from refund_desk.domain.beijing import beijing_day, start_of_beijing_day
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import SheetChanged, SheetStage
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ComplaintState
from tests.application.bench import Bench
from tests.application.sheets import at_stages, green, greens, sheet_of, states

S = RefundState


async def test_too_little_money_on_the_account_pauses_the_rest(bench: Bench) -> None:
    sheet = await sheet_of(bench, *await greens(bench, 7))
    bench.refunds.submits.append(Refused(code="NOT_ENOUGH", request_id="08"))
    at_stages(bench, paused=bench.services.sheets.resume)
    found = states(await bench.services.sheets.submit(sheet))
    paused = [e.why for e in bench.heard.of(SheetChanged) if e.stage is SheetStage.PAUSED]
    assert set(paused) == {"NOT_ENOUGH"}
    assert (found.count(S.REFUSED), found.count(S.PROCESSING)) == (1, 6)


async def test_partial_success_is_told_one_by_one(bench: Bench) -> None:
    withdrawn, asked, offline, refused, good = await greens(bench, 5)
    sheet = await sheet_of(bench, withdrawn, asked, offline, refused, good)
    closed = await bench.application(withdrawn)
    snapshots = bench.source.snapshots
    snapshots[closed.source_ref] = replace(
        snapshots[closed.source_ref], complaint_state=ComplaintState.PROCESSED
    )
    other = await bench.application(asked)
    snapshots[other.source_ref] = replace(snapshots[other.source_ref], asked=Fen(1))
    payment = (await bench.application(offline)).transaction_id
    assert payment is not None
    unread = Unreadable(why="net.off")
    ask = bench.orders.by_transaction_id

    async def some(transaction_id: str) -> object:
        return unread if transaction_id == payment else await ask(transaction_id)  # type: ignore[arg-type] # a payment

    bench.orders.by_transaction_id = some  # type: ignore[method-assign, assignment] # one is unread
    last = (await bench.application(refused)).transaction_id
    submit = bench.refunds.submit

    async def says_no(refund: Refund) -> object:
        if refund.transaction_id == last:
            return Refused(code="USER_ACCOUNT_ABNORMAL", request_id="08")
        return await submit(refund)

    bench.refunds.submit = says_no  # type: ignore[method-assign, assignment] # one is refused
    refunds = await bench.services.sheets.submit(sheet)
    assert [(refund.state, refund.why) for refund in refunds] == [
        (S.UNDONE, "changed.closed"),
        (S.UNDONE, "changed.asked"),
        (S.UNDONE, "net.off"),
        (S.REFUSED, "USER_ACCOUNT_ABNORMAL"),
        (S.PROCESSING, ""),
    ]
    assert len(bench.refunds.sent) == 1


async def test_what_is_no_longer_green_is_left_to_a_person(bench: Bench) -> None:
    number = await green(bench)
    sheet = await sheet_of(bench, number)
    risky = replace(await bench.application(number), is_high_risk=True)
    await bench.run(lambda stores: stores.applications.replace(risky))
    (refund,) = await bench.services.sheets.submit(sheet)
    assert (refund.state, refund.why) == (S.UNDONE, "changed.checks")
    assert (await bench.application(number)).marked == "changed.checks"


async def test_the_days_limit_holds_when_it_is_sent(bench: Bench) -> None:
    first, second = await greens(bench, 2)
    sheet = await sheet_of(bench, first, second)
    big = {"total": Fen(490_000), "payer_total": Fen(490_000)}
    alone = await green(bench, asked=Fen(490_000), order=big)
    # Approved by itself, beyond the limit of one refund: that is the owner's to decide.
    assert (await bench.pay(alone)).state is S.PROCESSING
    refunds = await bench.services.sheets.submit(sheet)
    assert {(r.state, r.why) for r in refunds} == {(S.UNDONE, "limit.day_full")}


async def test_the_days_limit_counts_what_was_agreed_before_midnight(bench: Bench) -> None:
    midnight = start_of_beijing_day(beijing_day(bench.clock.now() + timedelta(days=1)))
    bench.clock.passes(seconds=(midnight - bench.clock.now()).total_seconds() - 30)
    big = {"total": Fen(200_000), "payer_total": Fen(200_000)}
    late = await greens(bench, 2, asked=Fen(200_000), order=big)
    sheet = await sheet_of(bench, *late)
    bench.clock.passes(minutes=1)
    sheets = bench.services.sheets
    assert await sheets.left_today() == Fen(100_000)
    assert states(await sheets.submit(sheet)) == [S.PROCESSING, S.PROCESSING]
    assert await sheets.left_today() == Fen(100_000)
    early = await greens(bench, 2, asked=Fen(200_000), order=big)
    with pytest.raises(RuleBrokenError, match=r"limit\.day"):
        await sheet_of(bench, *early)


async def test_the_limits_of_a_sheet_bind_no_single_press(bench: Bench) -> None:
    big = {"total": Fen(600_000), "payer_total": Fen(600_000)}
    number = await green(bench, asked=Fen(600_000), order=big)
    assert (await bench.pay(number)).state is S.PROCESSING


async def test_a_refund_whose_press_is_gone_is_a_single_one(bench: Bench) -> None:
    sheet = await sheet_of(bench, await green(bench))
    number = sheet.refunds[0].id
    await bench.run(lambda stores: forget_press(stores, number))
    assert states(await bench.services.sheets.submit(sheet)) == [S.PROCESSING]


async def test_a_press_is_kept_with_its_sheet(bench: Bench) -> None:
    sheet = await sheet_of(bench, await green(bench))
    number = sheet.refunds[0].id
    press = await bench.run(lambda stores: kept_press(stores, number))
    assert press is not None
    assert press.sheet == "S1"
    sent = replace(press, sent_at=bench.clock.now())
    await bench.run(lambda stores: keep_press(stores, number, sent))
    assert await bench.run(lambda stores: kept_press(stores, number)) == sent
