"""One case from its seed to its verdict."""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from http.client import HTTPException
from pathlib import Path

from tests.campaign.bank import Bank, BankTroubleError, running_bank
from tests.campaign.children import Child
from tests.campaign.healing import heal
from tests.campaign.inspection import inspect
from tests.campaign.life import Scene, live
from tests.campaign.mutations import Mutation
from tests.campaign.notebook import Notebook
from tests.campaign.person import PlacedOrder
from tests.campaign.plan import PLENTY_FEN, CasePlan, Life, OrderPlan, plan_case
from tests.campaign.templates import BANK, DESK
from tests.campaign.verdict import Evidence, Finding, Kind, findings_of

_HEAL_S = 120.0
_INSPECT_S = 30.0
_KILLED = -9
# A machine with much else to do needs so long to start an engine, at most.
_AWAKE_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What came of a case. `left` is where its files lie, when something was found.

    `seen` counts the lines of the audit trail by what they say was done, and the wishes that were
    left unpaid by their reason.
    """

    seed: int
    kills: int
    findings: tuple[Finding, ...]
    seen: Counter[str]
    left: Path | None


def run_case(seed: int, *, workshop: Path, mutation: Mutation | None) -> CaseResult:
    """Run the case of this seed; its files are removed unless something was found."""
    folder = workshop / f"case-{seed}"
    case = _Case(plan_case(seed), folder, workshop, mutation)
    try:
        findings = case.run()
    except (BankTroubleError, HTTPException, OSError) as error:
        # The campaign's own trouble; the other cases still tell something.
        findings = (Finding(Kind.UNEXPLAINED, f"the case could not be run: {error!r}"),)
    left = None
    if findings:
        left = Path(tempfile.mkdtemp(prefix=f"campaign-case-{seed}-"))
        shutil.copytree(folder, left, dirs_exist_ok=True)
    shutil.rmtree(folder)
    return CaseResult(seed=seed, kills=case.kills, findings=findings, seen=case.seen, left=left)


class _Case:
    """The steps of a case, in its folder."""

    def __init__(
        self, plan: CasePlan, folder: Path, workshop: Path, mutation: Mutation | None
    ) -> None:
        self._plan, self._folder, self._mutation = plan, folder, mutation
        self._desks = (folder / "desk-0", folder / "desk-1")
        self._stderr = folder / "stderr.txt"
        self.kills = 0
        self.seen: Counter[str] = Counter()
        shutil.copytree(workshop / DESK, self._desks[0])
        shutil.copytree(workshop / BANK, folder / BANK)

    def run(self) -> tuple[Finding, ...]:
        """Place the orders, live and die, heal, inspect, judge."""
        stderr = self._folder / "bank-stderr.txt"
        with running_bank(self._folder / BANK, seed=self._plan.seed, stderr=stderr) as bank:
            scene = Scene(
                desk=self._desks[0],
                bank=bank,
                orders=tuple(_placed(bank, order) for order in self._plan.orders),
                notes=self._folder / "notes.txt",
                awake=self._folder / "awake",
                mutation=self._mutation,
            )
            notebook = Notebook(scene.notes)
            self._copy(-1)
            for number, life in enumerate(self._plan.lives):
                self._live(replace(scene, desk=self._desks[life.desk]), life, notebook)
                self._copy(number)
            bank.set_faults((), {})
            bank.set_balance(PLENTY_FEN)
            return tuple(
                finding
                for desk in self._plan.healed
                for finding in self._judge(replace(scene, desk=self._desks[desk]), notebook)
            )

    def _copy(self, number: int) -> None:
        """A backup, or the data of a second PC: made while no engine lives."""
        if number == self._plan.copied_after:
            shutil.copytree(*self._desks)

    def _live(self, scene: Scene, life: Life, notebook: Notebook) -> None:
        """One life, and its end by kill -9."""
        scene.bank.set_faults(life.rules, life.switches)
        # Time first: money that comes now is too late for what has waited for it all along.
        scene.bank.advance(life.advance_s)
        scene.bank.set_balance(life.balance_fen)
        scene.awake.unlink(missing_ok=True)
        with Child.running(partial(live, scene, life), stderr=self._stderr) as child:
            if life.kill.awake:
                child.wait(_AWAKE_S, until=scene.awake.exists)
            child.wait(life.kill.after_s)
        self.kills += child.exit_code == _KILLED
        if child.exit_code != _KILLED:
            notebook.note("bug", text=f"a life ended by itself: {child.exit_code}")

    def _judge(self, scene: Scene, notebook: Notebook) -> tuple[Finding, ...]:
        """To rest, then the books beside the ledger."""
        report = scene.desk.with_suffix(".json")
        found = (
            *self._child(partial(heal, scene), _HEAL_S, "healing"),
            *self._child(partial(inspect, scene, report), _INSPECT_S, "inspection"),
        )
        if not report.exists():
            return found
        evidence = Evidence(
            orders=scene.orders,
            memory=notebook.memory(),
            ledger=json.loads(report.read_text(encoding="utf-8")),
            books=scene.bank.call("GET", "books"),
            forgets=self._plan.forgets,
        )
        # For whoever looks at what is left of a case.
        (self._folder / "books.json").write_text(json.dumps(evidence.books, indent=1))
        self.seen.update(line["action"] for line in evidence.ledger["lines"])
        self.seen.update(f"wish {why}" for why in evidence.memory.dropped.values())
        self.seen.update(f"wish not reached: {why}" for why in evidence.memory.unreachable.values())
        return found + findings_of(evidence)

    def _child(self, work: Callable[[], None], seconds: float, name: str) -> tuple[Finding, ...]:
        """A child that must end well and in time."""
        with Child.running(work, stderr=self._stderr) as child:
            ended = child.wait(seconds)
        if ended is None:
            return (Finding(Kind.STUCK, f"{name} did not come to an end"),)
        if ended != 0:
            return (Finding(Kind.UNEXPLAINED, f"{name} broke, see {self._stderr.name}"),)
        return ()


def _placed(bank: Bank, plan: OrderPlan) -> PlacedOrder:
    wanted = {
        "total_fen": plan.total_fen,
        "payer_total_fen": plan.payer_total_fen,
        "apply_fen": plan.apply_fen,
        "settles": plan.settles,
    }
    made = bank.call("POST", "orders", wanted)
    return PlacedOrder(plan=plan, payment=made["transaction_id"], complaint_id=made["complaint_id"])
