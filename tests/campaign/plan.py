"""What a case does, as a function of its seed alone."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.campaign.faults import Rule, random_rules, random_switches

PLENTY_FEN = 100_000_000
# A life whose step is not reached still ends so long after it could press (seconds).
STEP_PATIENCE_S = 2.5
_SEED_BITS = 48
_WEEK_S = 700_000
_WAITS_S = (0, 0, 0, 3, 61, 61, 400, 900, 22_000, _WEEK_S)
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
    """One life of the engine, over one of two data folders. `chance` seeds what the person does."""

    desk: int
    kill: Kill
    rules: tuple[Rule, ...]
    switches: dict[str, bool | str]
    undo_s: float
    balance_fen: int
    advance_s: int
    chance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """A whole case.

    After life `copied_after` (-1: before the first) data folder 0 is copied to 1. Only the folders
    of `healed` are in use at the end: (1,) is a backup put back, (1, 0) a second PC.
    """

    seed: int
    orders: tuple[OrderPlan, ...]
    lives: tuple[Life, ...]
    copied_after: int | None
    healed: tuple[int, ...]

    @property
    def forgets(self) -> bool:
        """Whether a ledger does not know what another one did."""
        return self.copied_after is not None


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
    count = chance.randint(2, 6)
    copied_after, healed, desks = _copies(chance, count)
    lives: list[Life] = []
    for desk in desks:
        lives.append(_life(chance, desk, lives[-1] if lives else None))
    return CasePlan(
        seed=seed, orders=orders, lives=tuple(lives), copied_after=copied_after, healed=healed
    )


def _copies(
    chance: random.Random, lives: int
) -> tuple[int | None, tuple[int, ...], tuple[int, ...]]:
    """When the folder is copied, which are in use at the end, and which one each life is over."""
    kind = chance.random()
    if kind < 0.65:
        return None, (0,), (0,) * lives
    copied_after = chance.randint(-1, lives - 2)
    before = (0,) * (copied_after + 1)
    after = lives - len(before)
    if kind < 0.85:
        # At least one life is forgotten; the copy may come back as late as for the healing.
        forgotten = chance.randint(1, after)
        return copied_after, (1,), (*before, *(0,) * forgotten, *(1,) * (after - forgotten))
    return copied_after, (1, 0), (*before, *(chance.randrange(2) for _ in range(after)))


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
