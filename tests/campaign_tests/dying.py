"""Engines that die at a named step: `python -m tests.campaign_tests.dying FOLDER`.

Prints as JSON what the books say after the next life: of what was agreed to automatically, of a
spreadsheet that was taken again, and of a mini program that was read again.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from refund_desk.application.use_cases.import_sheet import SheetDraft
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.refund_application import Source
from tests.campaign.bank import SETTLE_S, Bank, running_bank
from tests.campaign.children import Child
from tests.campaign.engine import PATIENT, Engine, Tuning
from tests.campaign.feed_hand import apply_in_feed, trust
from tests.campaign.notebook import Notebook
from tests.campaign.person import PlacedOrder
from tests.campaign.plan import PLENTY_FEN, Kill, OrderPlan
from tests.campaign.witness import Steps
from tests.sources.sheet_samples import HEAD, ROW, csv_text

Life = Callable[[Engine], Coroutine[Any, Any, object]]
Report = dict[str, Any]

FED, ROWS = 210, 210
# The first "uncommitted" is the plan that the rule has just made, the second one the intention.
AUTOMATIC = (
    ("uncommitted", 1),
    ("planned", 1),
    ("uncommitted", 2),
    ("intention", 1),
    ("sent", 1),
)
PAGES = (("page", 1), ("page", 2))
# What an engine writes at its start and before the first slice stands before these.
SLICES = (("commit", 2), ("commit", 3))
_LIFE_S = 30.0
_TOTAL_FEN = 4_000
_PLAN = OrderPlan(
    total_fen=_TOTAL_FEN,
    payer_total_fen=_TOTAL_FEN,
    apply_fen=_TOTAL_FEN,
    settles="wallet",
    wishes=(_TOTAL_FEN,),
)


class Stage:
    """A data folder and a bank; lives over them, one after the other."""

    def __init__(self, folder: Path, bank: Bank) -> None:
        """In this folder."""
        self.folder, self.bank = folder, bank
        self.report = folder / "report.json"

    def live(self, desk: str, life: Life, *, dies_at: tuple[str, int] | None = None) -> Any:
        """What one life wrote down, or how the process ended that was to die."""
        kill = None if dies_at is None else Kill(after_s=_LIFE_S, step=dies_at[0], nth=dies_at[1])
        self.report.unlink(missing_ok=True)
        work = partial(self._work, desk, life, kill)
        with Child.running(work, stderr=self.folder / "stderr.txt") as child:
            ended = child.wait(_LIFE_S)
        if kill is not None:
            return ended
        return json.loads(self.report.read_text(encoding="utf-8"))

    def _work(self, desk: str, life: Life, kill: Kill | None) -> None:
        asyncio.run(self._live(desk, life, kill))

    async def _live(self, desk: str, life: Life, kill: Kill | None) -> None:
        notebook = Notebook(self.folder / "notes.txt")
        tuning = Tuning(limits=PATIENT, undo_s=0.01, steps=Steps(kill))
        engine = await Engine.open(self.folder / desk, self.bank, notebook, tuning)
        await engine.connect(PATIENT)
        self.report.write_text(json.dumps(await life(engine)), encoding="utf-8")
        await engine.close()


# -- agreed to without a press --------------------------------------------------------------------


def automatic(stage: Stage) -> Report:
    """For each step: how the process ended, the states of the refund, what the bank paid (fen)."""
    return {f"{name} {nth}": _agreed(stage, (name, nth)) for name, nth in AUTOMATIC}


def _agreed(stage: Stage, step: tuple[str, int]) -> Report:
    stage.live("automatic", _trust)
    made = stage.bank.call(
        "POST", "orders", {"total_fen": _TOTAL_FEN, "reason": "不想要了", "complaint": False}
    )
    order = PlacedOrder(plan=_PLAN, payment=made["transaction_id"])
    apply_in_feed(stage.bank, order)
    ended = stage.live("automatic", partial(_agree, order), dies_at=step)
    states = stage.live("automatic", partial(_healed, order))
    refunds = stage.bank.call("GET", "books")["refunds"]
    paid = [r["amount_fen"] for r in refunds if r["transaction_id"] == order.payment]
    return {"ended": ended, "states": states, "paid": paid}


async def _trust(engine: Engine) -> None:
    await trust(engine)


async def _agree(_order: PlacedOrder, engine: Engine) -> None:
    """The application comes in, and the rule takes it."""
    await engine.services.policies.current()
    await engine.services.pull_applications()
    await engine.services.automatic.turn()


async def _healed(order: PlacedOrder, engine: Engine) -> list[str]:
    """The next start, and another look of the rule at the same application."""
    services = engine.services
    await services.policies.current()
    await services.settling_loop.recover()
    (number,) = await engine.applications_of(order.payment, Source.SHOP_FEED)
    services.automatic.hear(ApplicationsChanged((number,)))
    await services.automatic.turn()
    for _turn in range(20):
        await services.settling_loop.turn()
        if not await engine.unfinished():
            break
        await engine.pass_time(61)
        # Money takes its time by the wall's clock, too.
        await asyncio.sleep(float(SETTLE_S))
    case = await engine.view(order.payment)
    return [] if case is None else [refund.state.value for refund in case.refunds]


# -- read again -----------------------------------------------------------------------------------


def feed(stage: Stage) -> Report:
    """How each look ended, and how many applications there are here and there."""
    ends, kept = [], []
    for step in PAGES:
        ends.append(stage.live("feed", _pull, dies_at=step))
        kept.append(stage.live("feed", _fed_rows))
    # The one for the conformance check is nobody's.
    rows = stage.bank.call("GET", "feed/applications")["applications"]
    there = [row for row in rows if not row["test"]]
    return {"ends": ends, "kept": kept, "here": stage.live("feed", _pull), "there": len(there)}


async def _pull(engine: Engine) -> int:
    await engine.services.pull_applications()
    return await _fed_rows(engine)


def sheet(stage: Stage) -> Report:
    """How each import ended, and how many applications there are at the end."""
    path = stage.folder / "申请.csv"
    rows = [(f"QH{number:08d}", *ROW[1:]) for number in range(ROWS)]
    path.write_text(csv_text(("订单号", *HEAD[1:]), *rows), encoding="utf-8")
    ends, kept = [], []
    for step in SLICES:
        ends.append(stage.live("sheet", partial(_import, path), dies_at=step))
        kept.append(stage.live("sheet", _sheet_rows))
    here = stage.live("sheet", partial(_import, path))
    return {"ends": ends, "kept": kept, "here": here}


async def _import(path: Path, engine: Engine) -> int:
    spreadsheets = engine.services.entering.spreadsheets
    draft = await spreadsheets.read(path)
    if isinstance(draft, SheetDraft):
        rows = await spreadsheets.preview(draft, draft.columns)
        # What was taken by a life that died is no row to be taken any more.
        if any(row.can_be_taken for row in rows):
            await spreadsheets.take(draft, draft.columns, rows)
    return await _sheet_rows(engine)


async def _fed_rows(engine: Engine) -> int:
    return await _count(engine, Source.SHOP_FEED)


async def _sheet_rows(engine: Engine) -> int:
    return await _count(engine, Source.SHEET)


async def _count(engine: Engine, source: Source) -> int:
    """Applications of this source in the ledger."""
    return await engine.desk.ledger.readers.read(
        lambda connection: int(
            connection.exec_driver_sql(
                "SELECT count(*) FROM refund_application WHERE source = ?", (source.value,)
            ).scalar_one()
        )
    )


def main(folder: Path) -> None:
    """All three, over one bank."""
    with running_bank(folder / "bank", seed=1, stderr=folder / "bank.txt", fed=FED) as bank:
        bank.set_balance(PLENTY_FEN)
        stage = Stage(folder, bank)
        found = {"feed": feed(stage), "sheet": sheet(stage), "automatic": automatic(stage)}
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
