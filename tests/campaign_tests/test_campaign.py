"""The campaign passes for the engine, and fails for those that are wrong on purpose."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.campaign.__main__ import _seeds_for
from tests.campaign.feed_plan import plan_feed
from tests.campaign.plan import CasePlan, Life, Story, plan_case

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 150

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the campaign forks its engines")


def _campaign(room: Path, *flags: str) -> tuple[int, str, dict[str, Any]]:
    """Exit code, everything said, and the last line; its files go into `room`."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.campaign", *flags],
        cwd=_ROOT,
        env={**os.environ, "TMPDIR": str(room)},
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    said = ended.stdout.strip().splitlines()
    return ended.returncode, ended.stdout + ended.stderr, json.loads(said[-1]) if said else {}


def _dies_first_at(*steps: str) -> Callable[[CasePlan], bool]:
    """Whether a short plan without any fault first kills at one of these steps."""

    def suits(plan: CasePlan) -> bool:
        first = plan.lives[0]
        sore = first.kill.step in steps and first.kill.nth == 1
        calm = not first.rules and not first.switches and first.balance_fen > 0
        # A mini program gives the person other things to do, and the kill another place.
        calm = calm and not plan_feed(plan).is_there
        plain = [o for o in plan.orders if o.settles == "wallet" and not o.revoked]
        return (
            sore and calm and len(plain) > 1 and len(plan.lives) < 4 and plan.story is Story.ALONE
        )

    return suits


def _first_answer_of_the_mini_program_is_lost(plan: CasePlan) -> bool:
    """Whether a short plan without any other fault first kills before that answer is kept."""
    feed, first = plan_feed(plan), plan.lives[0]
    kill = feed.kills.get(0)
    if kill is None or (kill.step, kill.nth) != ("said", 1) or plan.story is not Story.ALONE:
        return False
    calm = not first.rules and not first.switches and first.balance_fen > 0 and not first.skew_s
    return calm and not feed.rules[0] and len(plan.lives) < 3


def _seed_of(suits: Callable[[CasePlan], bool]) -> str:
    return str(next(seed for seed in count() if suits(plan_case(seed))))


@needs_fork
def test_ten_kills_leave_money_right(tmp_path: Path) -> None:
    code, said, sums = _campaign(tmp_path, "--kills", "10", "--seed", "396", "--jobs", "2")

    assert code == 0, said
    assert sums["kills"] >= 10
    assert {name: sums[name] for name in ("double", "lost", "stuck", "unexplained")} == {
        "double": 0, "lost": 0, "stuck": 0, "unexplained": 0,
    }  # fmt: skip
    assert (sums["seed"], sums["ok"], sums["cases"] > 0) == (396, True, True)


@needs_fork
def test_an_engine_that_sends_before_its_intention_is_on_disk_is_caught(tmp_path: Path) -> None:
    seed = _seed_of(_dies_first_at("sent"))

    code, said, sums = _campaign(
        tmp_path, "--kills", "1", "--seed", seed, "--mutate", "no-intention"
    )

    assert (code, sums["ok"]) == (1, False), said
    assert sums["lost"] + sums["unexplained"] > 0
    assert f"--kills 1 --seed {seed} --mutate no-intention" in said


@needs_fork
def test_an_engine_that_renumbers_a_retry_is_caught(tmp_path: Path) -> None:
    seed = _seed_of(_dies_first_at("intention", "send"))

    code, said, sums = _campaign(tmp_path, "--kills", "1", "--seed", seed, "--mutate", "renumber")

    assert (code, sums["ok"]) == (1, False), said
    assert "the audit trail says it was sent as" in said


@needs_fork
def test_an_engine_that_says_it_again_under_a_new_key_is_caught(tmp_path: Path) -> None:
    seed = _seed_of(_first_answer_of_the_mini_program_is_lost)

    code, said, sums = _campaign(tmp_path, "--kills", "1", "--seed", seed, "--mutate", "new-keys")

    assert (code, sums["ok"]) == (1, False), said
    assert re.search("double: .* (said|told) [23] times", said), said


def test_a_second_desk_on_one_ledger_is_no_part_of_it_yet(tmp_path: Path) -> None:
    code, _said, _sums = _campaign(tmp_path, "--kills", "1", "--seed", "1", "--desks", "2")

    assert code == 2


def test_the_kills_that_every_change_must_survive_hold_every_story() -> None:
    settings = dict(
        line.split(" ?= ") for line in (_ROOT / "Makefile").read_text().splitlines() if "?=" in line
    )

    cases = [plan_case(seed) for seed in _seeds_for(int(settings["SEED"]), int(settings["KILLS"]))]

    assert sum(case.kills for case in cases) >= 60
    assert {case.story for case in cases} == set(Story)
    feeds = [plan_feed(case) for case in cases]
    assert any(feed.trusts and feed.is_there for feed in feeds)
    assert any(feed.also for feed in feeds)
    assert any(feed.refused for feed in feeds)


def test_a_case_is_a_function_of_its_seed() -> None:
    assert plan_case(7) == plan_case(7)
    assert plan_case(7) != plan_case(8)


def test_cases_kill_restore_and_copy() -> None:
    plans = [plan_case(seed) for seed in range(300)]

    lives: list[Life] = [life for plan in plans for life in plan.lives]
    assert {life.kill.step for life in lives} >= {None, "", "intention", "send", "sent", "outcome"}
    assert {plan.story for plan in plans} == set(Story)
    assert {plan.healed for plan in plans} == {(0,), (1,), (1, 0), (0, 1)}
    assert any(life.beside for life in lives)
    assert all(len(plan.lives) > 1 for plan in plans)
    assert all(sum(o.wishes) + o.site_fen <= o.total_fen for plan in plans for o in plan.orders)
