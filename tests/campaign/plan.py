"""What a case does, as a function of its seed alone."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.campaign.faults import Rule, random_rules

PLENTY_FEN = 100_000_000
# Killed by a step that is not reached, a life still ends after this long (seconds).
STEP_PATIENCE_S = 2.0
_SEED_BITS = 48
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
    """When a life ends: after some seconds, or at the nth time of a step ("" counts all steps)."""

    after_s: float
    step: str | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One life of the engine. `chance` seeds what the person does in it."""

    kill: Kill
    rules: tuple[Rule, ...]
    undo_s: float
    balance_fen: int
    advance_s: int
    chance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """A whole case. After life `kept_after` the data folder is copied; before life
    `restored_before` (the number of lives: before the healing) that copy takes its place.
    """

    seed: int
    orders: tuple[OrderPlan, ...]
    lives: tuple[Life, ...]
    kept_after: int | None = None
    restored_before: int | None = None

    @property
    def restored(self) -> bool:
        """Whether the ledger forgets something on the way."""
        return self.restored_before is not None


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
    lives = tuple(_life(chance) for _ in range(chance.randint(2, 6)))
    kept, restored = None, None
    if chance.random() < 0.3:
        kept = chance.randrange(len(lives))
        restored = chance.randint(kept + 1, len(lives))
    return CasePlan(
        seed=seed, orders=orders, lives=lives, kept_after=kept, restored_before=restored
    )


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


def _life(chance: random.Random) -> Life:
    return Life(
        kill=_kill(chance),
        rules=random_rules(chance),
        undo_s=chance.choice((0.01, 0.05, 0.15, 0.4)),
        balance_fen=0 if chance.random() < 0.12 else PLENTY_FEN,
        advance_s=chance.choice((0, 0, 0, 3, 61, 61, 400, 900, 22_000)),
        chance=chance.getrandbits(32),
    )


def _kill(chance: random.Random) -> Kill:
    kind = chance.random()
    if kind < 0.45:
        return Kill(after_s=chance.uniform(0.0, 1.3))
    if kind < 0.65:
        return Kill(after_s=STEP_PATIENCE_S, step="", nth=chance.randint(1, 90))
    step = chance.choice(_SORE_STEPS)
    return Kill(after_s=STEP_PATIENCE_S, step=step, nth=chance.randint(1, 3))
