"""A day's bills are kept together or not at all, and nothing of a spoilt one."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.bill_source import BillOutcome
from refund_desk.application.ports.bill_store import BillState
from refund_desk.application.proof_rows import DayState
from refund_desk.application.use_cases.reconcile_day import DayTry
from refund_desk.domain.bill import BillKind
from refund_desk.domain.events import BillsChanged, SendingHalted
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import RefundState
from tests.reconciliation.bills import Row, flow_file, refund_row, trade_file
from tests.reconciliation.desk import (
    DAY,
    NOT_READY,
    OFFLINE,
    SLOW,
    ProofDesk,
    proof_desk,
)
from tests.storage.test_bills import bill_of, kept_refund


async def states(desk: ProofDesk) -> dict[BillKind, BillState]:
    kept = await desk.run(lambda stores: stores.bills.days(DAY))
    return {kind: bill.state for kind, bill in kept.items()}


async def actions(desk: ProofDesk) -> list[tuple[str, dict[str, object]]]:
    lines = desk.ledger.readers.read(
        lambda connection: connection.exec_driver_sql(
            "SELECT action, facts_json FROM audit_line ORDER BY number"
        ).all()
    )
    return [(action, json.loads(facts)) for action, facts in await lines]


async def test_three_bills_prove_a_day(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.put(DAY, refund_row(1), refund_row(2, fen=5_900), Row(fen=300))
        desk.bills.files[BillKind.FLOW, DAY] = flow_file([(1, 300, 900), (2, -100, 800)])
        assert await desk.proof.fetch(DAY) == DayTry(DayState.PROVED)
        found = await desk.proof.of(DAY)
        assert found.state is DayState.PROVED
        assert found.theirs == (2, Fen(16_700))
        all_trades = next(bill for bill in found.bills if bill.kind is BillKind.ALL)
        assert (all_trades.payments, all_trades.paid) == (1, Fen(300))
        balance = await desk.ledger.proofs.balance()
        assert balance is not None
        assert balance.amount == Fen(800)
        assert desk.heard.events == [BillsChanged(DAY, running=True), BillsChanged(DAY)]


async def test_which_bills_were_believed_stands_in_the_trail_once(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.put(DAY, refund_row(1))
        await desk.proof.fetch(DAY)
        await desk.proof.fetch(DAY)
        ((action, facts),) = await actions(desk)
        assert action == "bill_taken"
        assert (facts["day"], facts["refunds"], facts["amount_fen"]) == ("2026-11-17", 1, 10_800)
        assert len(str(facts["sha1_refund"])) == len(str(facts["sha1_all"])) == 40
        desk.bills.put(DAY, refund_row(1), refund_row(2))
        await desk.proof.fetch(DAY)
        assert len(await actions(desk)) == 2
        assert await desk.ledger.reads.chain_is_whole()


async def test_a_day_without_trade_is_proved(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        assert await desk.proof.fetch(DAY) == DayTry(DayState.PROVED)
        assert set((await states(desk)).values()) == {BillState.EMPTY}
        assert await desk.ledger.proofs.balance() is None


async def test_a_bill_in_the_making_is_asked_for_later(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.put(DAY, refund_row(1))
        desk.bills.files[BillKind.ALL, DAY] = NOT_READY
        assert await desk.proof.fetch(DAY) == DayTry(DayState.NOT_READY)
        # The bill of refunds alone proves nothing, so nothing of it is kept.
        assert await states(desk) == {
            BillKind.ALL: BillState.NOT_READY,
            BillKind.FLOW: BillState.EMPTY,
        }
        assert (await desk.proof.of(DAY)).theirs == (0, Fen(0))


@pytest.mark.parametrize(
    ("outcome", "why", "asked"),
    [
        (OFFLINE, "net.off", 1),
        (SLOW, "net.slow", 3),
        (Unreadable(why="far.nonsense"), "far.nonsense", 3),
        (Unreadable(why="key.bad", halts=True), "key.bad", 1),
    ],
)
async def test_trouble_is_kept_in_words_and_nothing_else(
    tmp_path: Path, outcome: BillOutcome, why: str, asked: int
) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.otherwise = outcome
        assert await desk.proof.fetch(DAY) == DayTry(DayState.TROUBLE, why)
        assert len(desk.bills.asked) == asked
        found = await desk.proof.of(DAY)
        assert (found.state, found.why, found.theirs[0]) == (DayState.TROUBLE, why, 0)
        assert await actions(desk) == []


@pytest.mark.parametrize(("why", "closed"), [("key.bad", "key.bad"), ("far.denied", "")])
async def test_wrong_keys_stop_the_sending_and_no_permission_for_bills_does_not(
    tmp_path: Path, why: str, closed: str
) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.otherwise = Unreadable(why=why, halts=True)
        await desk.proof.fetch(DAY)
        assert _halted(desk) == closed


@pytest.mark.expect_log("the refund bill of 2026-11-17 is not understood: sums in line 5")
async def test_a_file_that_is_not_understood_is_not_believed(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.put(DAY, refund_row(1), refund_row(2))
        whole = trade_file([refund_row(1), refund_row(2)])
        desk.bills.files[BillKind.REFUND, DAY] = whole.replace(b"`2.0,", b"`3.0,")
        assert await desk.proof.fetch(DAY) == DayTry(DayState.TROUBLE, "bill.bad")
        assert (await desk.proof.of(DAY)).theirs[0] == 0


@pytest.mark.expect_log("the flow bill of 2026-11-17 is not understood")
async def test_a_spoilt_fund_flow_says_no_balance(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.put(DAY, refund_row(1))
        desk.bills.files[BillKind.FLOW, DAY] = b"sorry"
        assert await desk.proof.fetch(DAY) == DayTry(DayState.TROUBLE, "bill.bad")
        assert await desk.ledger.proofs.balance() is None
        # The bills of trades are whole, so they are believed.
        assert (await desk.proof.of(DAY)).theirs[0] == 1


@pytest.mark.expect_log("contradict each other")
async def test_two_bills_that_contradict_each_other_are_not_believed(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.put(DAY, refund_row(1))
        desk.bills.files[BillKind.ALL, DAY] = trade_file([refund_row(1, fen=1)], BillKind.ALL)
        assert await desk.proof.fetch(DAY) == DayTry(DayState.TROUBLE, "bill.bad")
        assert (await desk.proof.of(DAY)).theirs[0] == 0


async def test_a_refund_that_only_one_bill_names_counts(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.put(DAY, refund_row(1), refund_row(2, state="REVOKED"))
        desk.bills.files[BillKind.REFUND, DAY] = trade_file([refund_row(1)])
        assert (await desk.proof.fetch(DAY)).state is DayState.PROVED
        assert (await desk.proof.of(DAY)).theirs[0] == 2


async def test_a_later_trouble_loses_nothing(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.put(DAY, refund_row(1))
        await desk.proof.fetch(DAY)
        desk.bills.files.clear()
        desk.bills.otherwise = OFFLINE
        assert (await desk.proof.fetch(DAY)).why == "net.off"
        found = await desk.proof.of(DAY)
        assert (found.state, found.theirs[0]) == (DayState.PROVED, 1)


async def test_a_bill_made_anew_takes_the_place_of_the_old(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        desk.bills.put(DAY, refund_row(1))
        await desk.proof.fetch(DAY)
        desk.bills.put(DAY, refund_row(2))
        await desk.proof.fetch(DAY)
        (row,) = (await desk.proof.of(DAY)).differences
        assert row.number == refund_row(2).number
        desk.bills.files = {(kind, DAY): Missing() for kind in BillKind}
        await desk.proof.fetch(DAY)
        assert (await desk.proof.of(DAY)).differences == ()


async def test_what_a_bill_names_and_we_doubt_is_asked_about_at_once(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        doubt = await desk.run(lambda stores: kept_refund(stores, RefundState.UNKNOWN))
        row = bill_of(doubt)
        desk.bills.put(
            DAY,
            refund_row(
                1,
                number=row.number,
                transaction_id=row.transaction_id,
                fen=row.asked.count,
            ),
        )
        await desk.proof.fetch(DAY)
        assert desk.settled == [doubt.id]
        desk.bills.files[BillKind.ALL, DAY] = NOT_READY
        await desk.proof.fetch(DAY)
        assert desk.settled == [doubt.id]


async def test_tries_never_overlap(tmp_path: Path) -> None:
    async with proof_desk(tmp_path) as desk:
        await asyncio.gather(desk.proof.fetch(DAY), desk.proof.fetch(DAY))
        running = [event.running for event in desk.heard.events if isinstance(event, BillsChanged)]
        assert running == [True, False, True, False]


def _halted(desk: ProofDesk) -> str:
    """Why the sending stopped; empty while it goes on."""
    return next((e.why for e in desk.heard.events if isinstance(e, SendingHalted)), "")
