"""What a case does, as a function of its seed alone."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tests.campaign.faults import Rule, random_rules, random_switches

PLENTY_FEN = 100_000_000
# A life whose step is not reached still ends so long after it could press (seconds).
STEP_PATIENCE_S = 1.8
_SEED_BITS = 48
_WEEK_S = 700_000
_WAITS_S = (0, 0, 0, 3, 61, 61, 400, 900, 22_000, _WEEK_S)


class Story(StrEnum):
    """What happens to the books of a case besides kills (decisions.md 1 and 5).

    PUT_BACK: an older copy of the folder takes its place, by hand. SECOND_PC: a copy of the folder
    is at work, too; TOGETHER: at the same time. RESTORED: a backup is put back by the procedure.
    IMPORTED: it is brought to a second PC by the procedure, and both are at work. OTHER_NUMBER: the
    desk works for another merchant number in between.
    """

    ALONE = "alone"
    PUT_BACK = "put back"
    SECOND_PC = "second PC"
    TOGETHER = "together"
    RESTORED = "restored"
    IMPORTED = "imported"
    OTHER_NUMBER = "other number"


# What happens in how many of a hundred cases.
_STORIES = {
    Story.ALONE: 46,
    Story.PUT_BACK: 9,
    Story.SECOND_PC: 8,
    Story.TOGETHER: 10,
    Story.RESTORED: 11,
    Story.IMPORTED: 11,
    Story.OTHER_NUMBER: 5,
}
_COPYING = set(Story) - {Story.ALONE, Story.OTHER_NUMBER}
# Here what was done after the copy is forgotten, so there is something to forget.
_FORGETTING = {Story.PUT_BACK, Story.RESTORED}
_HEALED = {
    Story.PUT_BACK: (1,),
    Story.SECOND_PC: (1, 0),
    Story.TOGETHER: (1, 0),
    Story.IMPORTED: (1, 0),
    Story.OTHER_NUMBER: (0, 1),
}
# A clock that is off by less than four minutes stops nothing; the last one is a day behind.
_SKEWS_S = (-200, -90, -30, 30, 90, 200, -86_400)
# Where a kill hurts most; the other steps are met by counting them.
_SORE_STEPS = ("intention", "send", "sent", "sent", "asked", "planned", "outcome", "uncommitted")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlan:
    """A paid order, and what of it the person wants to give back: amounts (fen), all different.

    `site_fen` will be refunded on the merchant platform, past the desk; `revoked` complaints are
    withdrawn by the buyer at some time.
    """

    total_fen: int
    payer_total_fen: int
    apply_fen: int
    settles: str
    wishes: tuple[int, ...]
    site_fen: int = 0
    revoked: bool = False
    reason: str = "商品破损"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """When a life ends: after so many seconds, or before that at the nth time of a step.

    The step "" counts all steps. The seconds of an `awake` kill count from when a person could
    press, so that a slow machine is not always killed while it starts.
    """

    after_s: float
    awake: bool = True
    step: str | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One life of the engine, over one of two data folders. `chance` seeds what the person does.

    `beside` is another engine that lives at the same time. The clock of this PC is `skew_s` ahead.
    """

    desk: int
    kill: Kill
    rules: tuple[Rule, ...]
    switches: dict[str, bool | str]
    undo_s: float
    balance_fen: int
    advance_s: int
    chance: int
    skew_s: int = 0
    beside: "Life | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """A whole case.

    After life `copied_after` (-1: before the first) the books of folder 0 are copied; the copy is
    at work from life `used_from` on. The folders of `healed` are in use at the end.
    """

    seed: int
    story: Story
    orders: tuple[OrderPlan, ...]
    lives: tuple[Life, ...]
    copied_after: int | None = None
    used_from: int | None = None
    healed: tuple[int, ...] = (0,)

    @property
    def forgets(self) -> bool:
        """Whether a ledger does not know what another one did."""
        return self.copied_after is not None

    @property
    def kills(self) -> int:
        """How often an engine is killed."""
        return sum(1 if life.beside is None else 2 for life in self.lives)


def case_seeds(seed: int) -> Iterator[int]:
    """The seeds of all cases of a campaign; the first is the campaign's own, so that it replays."""
    yield seed
    number = 1
    while True:
        digest = hashlib.sha256(f"{seed} {number}".encode()).digest()
        yield int.from_bytes(digest) >> (256 - _SEED_BITS)
        number += 1


def plan_case(seed: int) -> CasePlan:
    """The case of this seed."""
    chance = random.Random(f"case {seed}")
    orders = tuple(_order(chance) for _ in range(chance.randint(2, 4)))
    story = chance.choices(list(_STORIES), weights=list(_STORIES.values()))[0]
    count = chance.randint(2, 6)
    # The copy is made while something is still to come, and used when something is forgotten.
    copied_after = used_from = None
    if story in _COPYING:
        copied_after = chance.randint(-1, count - 2)
        used_from = chance.randint(copied_after + 1 + (story in _FORGETTING), count)
    lives: list[Life] = []
    for number in range(count):
        in_use = used_from is not None and number >= used_from
        life = _life(chance, _desk(chance, story, in_use=in_use), lives[-1] if lives else None)
        if in_use and story in {Story.TOGETHER, Story.IMPORTED} and chance.random() < 0.7:
            life = replace(life, beside=_beside(chance, life))
        lives.append(life)
    return CasePlan(
        seed=seed,
        story=story,
        orders=orders,
        lives=tuple(lives),
        copied_after=copied_after,
        used_from=used_from,
        healed=_HEALED.get(story, (0,)),
    )


def _desk(chance: random.Random, story: Story, *, in_use: bool) -> int:
    """Which folder a life is over."""
    if story is Story.OTHER_NUMBER:
        return chance.randrange(2)
    if not in_use or story is Story.RESTORED:
        return 0
    return 1 if story is Story.PUT_BACK else chance.randrange(2)


def _beside(chance: random.Random, life: Life) -> Life:
    """Another engine of the same moment, over the other folder."""
    other = _life(chance, 1 - life.desk, None)
    return replace(other, rules=life.rules, switches=life.switches, balance_fen=life.balance_fen)


def _order(chance: random.Random) -> OrderPlan:
    total = chance.randint(300, 60_000)
    payer_total = total - chance.randint(1, total // 3) if chance.random() < 0.1 else total
    site = chance.randint(1, total // 3) if chance.random() < 0.1 else 0
    wishes = _wishes(chance, total - site)
    asked = total if chance.random() < 0.6 else sum(wishes)
    kinds = ("wallet", "slow", "abnormal", "account_gone")
    return OrderPlan(
        total_fen=total,
        payer_total_fen=payer_total,
        apply_fen=asked,
        settles=chance.choices(kinds, weights=(78, 7, 9, 6))[0],
        wishes=wishes,
        site_fen=site,
        revoked=chance.random() < 0.07,
        # Without a picture of the damage a check is amber, and it goes on no sheet.
        reason=chance.choice(("商品破损", "不想要了", "不想要了")),
    )


def _wishes(chance: random.Random, room_fen: int) -> tuple[int, ...]:
    count = chance.choice((1, 1, 2, 2, 3))
    if count == 1 and chance.random() < 0.5:
        return (room_fen,)
    while True:
        cuts = sorted(chance.sample(range(1, room_fen), count))
        parts = tuple(b - a for a, b in zip([0, *cuts], cuts, strict=False))
        if len(set(parts)) == count:
            return parts


def _life(chance: random.Random, desk: int, before: Life | None) -> Life:
    # What was accepted without money is closed after a week.
    short = before is not None and "accept_when_short" in before.switches
    waits_s = (0, _WEEK_S) if short else _WAITS_S
    switches = random_switches(chance)
    # A bank that accepts without money shows what it does only when there is none.
    poor = "accept_when_short" in switches or chance.random() < 0.12
    return Life(
        desk=desk,
        kill=_kill(chance),
        rules=random_rules(chance),
        switches=switches,
        undo_s=chance.choice((0.01, 0.05, 0.15, 0.4)),
        balance_fen=0 if poor else PLENTY_FEN,
        advance_s=chance.choice(waits_s),
        chance=chance.getrandbits(32),
        skew_s=chance.choice(_SKEWS_S) if chance.random() < 0.12 else 0,
    )


def _kill(chance: random.Random) -> Kill:
    kind = chance.random()
    if kind < 0.35:
        awake = chance.random() < 0.6
        return Kill(after_s=chance.uniform(0.0, 1.0 if awake else 0.6), awake=awake)
    if kind < 0.5:
        return Kill(after_s=STEP_PATIENCE_S, step="", nth=chance.randint(1, 90))
    step = chance.choice(_SORE_STEPS)
    return Kill(after_s=STEP_PATIENCE_S, step=step, nth=chance.choice((1, 1, 1, 2, 3)))
