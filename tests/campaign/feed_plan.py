"""What a case does with the shop's own mini program, as a function of its seed alone.

Its draws come from a stream of their own: what a seed did before stands as it was.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tests.campaign.faults import Rule
from tests.campaign.plan import STEP_PATIENCE_S, CasePlan, Kill, Life, OrderPlan, Story

# What is agreed to by itself, at most (fen).
TRUSTED_FEN = 5_000
_POSTS = "/shop-feed/applications/*"
_LISTS = "/shop-feed/applications"
# The shop has mostly taken what it was told before the line breaks.
_FAULTS = (
    "drop_after",
    "drop_after",
    "drop_after",
    "status_500",
    "garbage",
    "truncated",
    "drop_before",
    "reset",
    "status_502_html",
    "status_429_before",
    "delay",
)
# Before and after something is said there, and between a page and the cursor behind it.
_SORE_STEPS = ("say", "said", "said", "page")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPlan:
    """Applications of the mini program; none where the shop of the case has no mini program.

    `orders` have one from the beginning, `late` ones get theirs while an engine lives, `refused`
    ones are refused. About the complaints of the numbers `also` the mini program tells, too.
    `trusts`: the owner lets small ones be agreed to without a press. `rules` and `kills` are by
    the number of the life.
    """

    orders: tuple[OrderPlan, ...] = ()
    late: tuple[OrderPlan, ...] = ()
    refused: tuple[OrderPlan, ...] = ()
    also: frozenset[int] = frozenset()
    trusts: bool = False
    rules: tuple[tuple[Rule, ...], ...] = ()
    kills: Mapping[int, Kill] = field(default_factory=dict)

    @property
    def is_there(self) -> bool:
        """Whether the shop has a mini program."""
        return bool(self.rules)

    def of_life(self, number: int, life: Life) -> Life:
        """This life with what goes wrong at the mini program, and perhaps another end."""
        if not self.is_there:
            return life
        rules = (*life.rules, *self.rules[number])
        return replace(life, rules=rules, kill=self.kills.get(number, life.kill))


def plan_feed(plan: CasePlan) -> FeedPlan:
    """The mini program of this case."""
    chance = random.Random(f"feed {plan.seed}")
    if chance.random() < 0.4:
        return FeedPlan()
    trusts = chance.random() < 0.55
    lives = range(len(plan.lives))
    # Two desks that know nothing of each other answer twice; only their money is one.
    sore = {number: _kill(chance) for number in lives if chance.random() < 0.45}
    return FeedPlan(
        orders=tuple(_order(chance, 60_000) for _ in range(chance.choice((1, 1, 2)))),
        late=tuple(_order(chance, TRUSTED_FEN) for _ in range(chance.choice((1, 2, 3)))),
        refused=tuple(_order(chance, 60_000) for _ in range(chance.choice((0, 1)))),
        also=frozenset(n for n in range(len(plan.orders)) if chance.random() < 0.25),
        trusts=trusts,
        rules=tuple(_rules(chance) for _ in lives),
        kills={} if plan.story is Story.TOGETHER else sore,
    )


def _order(chance: random.Random, most_fen: int) -> OrderPlan:
    total = chance.randint(300, most_fen)
    kinds = ("wallet", "slow", "abnormal")
    return OrderPlan(
        total_fen=total,
        payer_total_fen=total,
        apply_fen=total,
        settles=chance.choices(kinds, weights=(88, 6, 6))[0],
        wishes=(total,),
        reason="不想要了",
    )


def _rules(chance: random.Random) -> tuple[Rule, ...]:
    return tuple(_rule(chance) for _ in range(chance.choice((0, 1, 2, 3))))


def _rule(chance: random.Random) -> Rule:
    posts = chance.random() < 0.75
    fault = chance.choice(_FAULTS)
    return {
        "method": "POST" if posts else "GET",
        "path": _POSTS if posts or chance.random() < 0.5 else _LISTS,
        "fault": fault,
        "times": chance.choice((1, 2, 4)),
        "skip": chance.choice((0, 0, 1)),
        "delay_ms": chance.choice((60, 250)) if fault == "delay" else 0,
    }


def _kill(chance: random.Random) -> Kill:
    step = chance.choice(_SORE_STEPS)
    return Kill(after_s=STEP_PATIENCE_S, step=step, nth=chance.choice((1, 1, 2, 3)))
