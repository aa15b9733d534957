"""One case from its seed to its verdict."""

import json
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, replace
from functools import partial
from http.client import HTTPException
from pathlib import Path

from refund_desk.practice.keys import MCHID
from tests.campaign.bank import Bank, BankTroubleError, running_bank
from tests.campaign.children import Child
from tests.campaign.feed_hand import apply_in_feed
from tests.campaign.feed_plan import plan_feed
from tests.campaign.feed_verdict import feed_findings_of
from tests.campaign.healing import heal
from tests.campaign.inspection import inspect
from tests.campaign.life import Scene, live
from tests.campaign.merchants import OTHER_MCHID, as_merchant, change_number
from tests.campaign.mutations import Mutation
from tests.campaign.notebook import Notebook, memory_in
from tests.campaign.person import PlacedOrder
from tests.campaign.plan import PLENTY_FEN, CasePlan, Life, OrderPlan, Story, plan_case
from tests.campaign.procedures import back_up, bring_key, put_back
from tests.campaign.templates import BANK, DESK
from tests.campaign.verdict import Evidence, Finding, Kind, findings_of

_HEAL_S = 120.0
_INSPECT_S = 30.0
_KILLED = -9
OTHER_BANK = "other-bank"
# A machine with much else to do needs so long to start an engine, at most.
_AWAKE_S = 20.0


class CaseTroubleError(Exception):
    """A step that the case is made of did not work; the text says which."""


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
    except (BankTroubleError, CaseTroubleError, HTTPException, OSError) as error:
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
        self._feed = plan_feed(plan)
        self._desks = (folder / "desk-0", folder / "desk-1")
        self._stderr = folder / "stderr.txt"
        self.kills = 0
        self.seen: Counter[str] = Counter()
        shutil.copytree(workshop / DESK, self._desks[0])
        shutil.copytree(workshop / BANK, folder / BANK)
        if plan.story is Story.OTHER_NUMBER:
            shutil.copytree(workshop / BANK, folder / OTHER_BANK)
            change_number(folder / OTHER_BANK)

    def run(self) -> tuple[Finding, ...]:
        """Place the orders, live and die, heal, inspect, judge."""
        with ExitStack() as open_banks:
            bank = open_banks.enter_context(self._bank(BANK, MCHID))
            shops: tuple[Scene, ...] = (self._scene(bank, MCHID),)
            if self._plan.story is Story.OTHER_NUMBER:
                other = open_banks.enter_context(self._bank(OTHER_BANK, OTHER_MCHID))
                shops = (shops[0], self._scene(other, OTHER_MCHID))
            scenes = (shops[0], replace(shops[-1], desk=self._desks[1]))
            self._copy(-1)
            for number, life in enumerate(self._plan.lives):
                self._use_copy(number)
                self._live(scenes, self._feed.of_life(number, life))
                self._copy(number)
            self._use_copy(len(self._plan.lives))
            for scene in shops:
                scene.bank.set_faults((), {})
                scene.bank.set_balance(PLENTY_FEN)
            return tuple(
                finding for desk in self._plan.healed for finding in self._judge(scenes[desk])
            )

    def _bank(self, name: str, mchid: str) -> AbstractContextManager[Bank]:
        stderr = self._folder / f"{name}-stderr.txt"
        return running_bank(self._folder / name, seed=self._plan.seed, stderr=stderr, mchid=mchid)

    def _scene(self, bank: Bank, mchid: str) -> Scene:
        """A shop of its own: its orders, and what its person remembers."""
        feed = self._feed
        complaints = (
            _placed(bank, order, also=number in feed.also)
            for number, order in enumerate(self._plan.orders)
        )
        fed = (_placed_in_feed(bank, order) for order in feed.orders)
        late = (_placed_in_feed(bank, order, late=True) for order in feed.late)
        return Scene(
            desk=self._desks[0],
            bank=bank,
            orders=(*complaints, *fed, *late),
            refused=tuple(_placed_in_feed(bank, order, refused=True) for order in feed.refused),
            trusts=feed.trusts,
            notes=self._folder / f"notes-{mchid}.txt",
            mutation=self._mutation,
            mchid=mchid,
        )

    def _copy(self, number: int) -> None:
        """A backup, or a copy of the whole folder: made while no engine lives."""
        if number != self._plan.copied_after:
            return
        if self._plan.story in {Story.RESTORED, Story.IMPORTED}:
            self._must(partial(back_up, self._desks[0], self._backup), "the backup")
        else:
            shutil.copytree(*self._desks)

    def _use_copy(self, number: int) -> None:
        """Put the backup to work, at the second try when the first one is killed."""
        if number != self._plan.used_from:
            return
        if self._plan.story is Story.IMPORTED:
            bring_key(*self._desks)
        target = self._desks[self._plan.story is Story.IMPORTED]
        if self._plan.story in {Story.RESTORED, Story.IMPORTED}:
            chance = random.Random(self._plan.seed)
            restoring = partial(put_back, self._backup, target)
            with Child.running(restoring, stderr=self._stderr) as child:
                child.wait(chance.uniform(0.0, 0.3))
            self.kills += child.exit_code == _KILLED
            self._must(restoring, "the restore")

    @property
    def _backup(self) -> Path:
        return self._folder / "backup.db"

    def _live(self, scenes: Sequence[Scene], life: Life) -> None:
        """One life, and its end by kill -9; perhaps another one beside it."""
        bank = scenes[life.desk].bank
        bank.set_faults(life.rules, life.switches)
        # Time first: money that comes now is too late for what has waited for it all along.
        bank.advance(life.advance_s)
        bank.set_balance(life.balance_fen)
        lives = (life,) if life.beside is None else (life, life.beside)
        with ExitStack() as running:
            children = [self._begun(running, scenes[one.desk], one) for one in lives]
            for one, child in zip(lives, children, strict=True):
                if one.kill.awake:
                    child.wait(_AWAKE_S, until=scenes[one.desk].awake.exists)
                child.wait(one.kill.after_s)
                child.kill()
        for one, child in zip(lives, children, strict=True):
            self.kills += child.exit_code == _KILLED
            if child.exit_code != _KILLED:
                with closing(Notebook(scenes[one.desk].notes)) as notebook:
                    notebook.note("bug", text=f"a life ended by itself: {child.exit_code}")

    def _begun(self, running: ExitStack, scene: Scene, life: Life) -> Child:
        scene.awake.unlink(missing_ok=True)
        work = partial(as_merchant, scene.mchid, partial(live, scene, life))
        return running.enter_context(Child.running(work, stderr=self._stderr))

    def _judge(self, scene: Scene) -> tuple[Finding, ...]:
        """To rest, then the books beside the ledger."""
        report = scene.desk.with_suffix(".json")
        healing = partial(as_merchant, scene.mchid, partial(heal, scene))
        inspecting = partial(as_merchant, scene.mchid, partial(inspect, scene, report))
        found = (
            *self._child(healing, _HEAL_S, "healing"),
            *self._child(inspecting, _INSPECT_S, "inspection"),
        )
        if not report.exists():
            return found
        evidence = Evidence(
            orders=(*scene.orders, *scene.refused),
            memory=memory_in(scene.notes),
            ledger=json.loads(report.read_text(encoding="utf-8")),
            books=scene.bank.call("GET", "books"),
            forgets=self._plan.forgets,
        )
        # For whoever looks at what is left of a case.
        books = self._folder / f"books-{scene.mchid}.json"
        books.write_text(json.dumps(evidence.books, indent=1))
        self.seen[f"story {self._plan.story}"] += 1
        self.seen.update(line["action"] for line in evidence.ledger["lines"])
        self.seen["on a sheet"] += sum("sheet" in line for line in evidence.ledger["lines"])
        self.seen.update(f"wish {why}" for why in evidence.memory.dropped.values())
        self.seen.update(f"wish not reached: {why}" for why in evidence.memory.unreachable.values())
        self.seen.update(f"mini program: {what}" for what in _told_there(evidence))
        return found + findings_of(evidence) + feed_findings_of(evidence)

    def _must(self, work: Callable[[], None], name: str) -> None:
        """A child that the campaign cannot do without."""
        if trouble := self._child(work, _INSPECT_S, name):
            raise CaseTroubleError(trouble[0].text)

    def _child(self, work: Callable[[], None], seconds: float, name: str) -> tuple[Finding, ...]:
        """A child that must end well and in time."""
        with Child.running(work, stderr=self._stderr) as child:
            ended = child.wait(seconds)
        if ended is None:
            return (Finding(Kind.STUCK, f"{name} did not come to an end"),)
        if ended != 0:
            return (Finding(Kind.UNEXPLAINED, f"{name} broke, see {self._stderr.name}"),)
        return ()


def _placed(bank: Bank, plan: OrderPlan, *, also: bool) -> PlacedOrder:
    """A paid order with a complaint; the buyer has `also` applied in the mini program."""
    made = bank.call("POST", "orders", _wanted(plan))
    order = PlacedOrder(
        plan=plan, payment=made["transaction_id"], complaint_id=made["complaint_id"]
    )
    return replace(order, feed_id=apply_in_feed(bank, order)) if also else order


def _placed_in_feed(
    bank: Bank, plan: OrderPlan, *, late: bool = False, refused: bool = False
) -> PlacedOrder:
    """A paid order about which the mini program tells, at once or when an engine lives."""
    made = bank.call("POST", "orders", {**_wanted(plan), "complaint": False})
    order = PlacedOrder(plan=plan, payment=made["transaction_id"], late=late, refused=refused)
    return order if late else replace(order, feed_id=apply_in_feed(bank, order))


def _wanted(plan: OrderPlan) -> dict[str, object]:
    return {
        "total_fen": plan.total_fen,
        "payer_total_fen": plan.payer_total_fen,
        "apply_fen": plan.apply_fen,
        "settles": plan.settles,
        "reason": plan.reason,
    }


def _told_there(evidence: Evidence) -> list[str]:
    """What the mini program's books hold, and how much went without a press."""
    told = [kind for kind, posts in evidence.books["feed"].items() for _post in posts]
    paid = {(row["transaction_id"], row["amount_fen"]) for row in evidence.books["refunds"]}
    return told + ["paid without a press"] * len(paid - evidence.memory.pressed)
