"""The shop's own rules: what the owner set in the settings. They advise; one part may act."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import Fen
from refund_desk.domain.reason import ReasonCategory

# What a rule may be set to, both ends included: days, times, pictures, and fen for amounts.
BOUNDS: dict[str, tuple[int, int]] = {
    "return_days": (0, 365),
    "ship_within_days": (1, 90),
    "single_limit": (100, 100_000_000),
    "day_limit": (100, 1_000_000_000),
    "retype_from": (100, 100_000_000),
    "customer_refunds": (1, 50),
    "pictures": (0, 4),
    # What acts by itself stays small, whatever an owner types by mistake.
    "automatic.up_to": (1, 50_000),
    "automatic.day_limit": (1, 500_000),
}


def _ensure_within(name: str, value: int) -> None:
    """Raise `BadValueError` unless the value lies within the bounds of its name."""
    least, most = BOUNDS[name]
    if not least <= value <= most:
        raise BadValueError(f"policy.{name}")


class FreightPayer(StrEnum):
    """Who bears the freight when an order is given back."""

    SHOP = "shop"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRule:
    """What the shop wants to see for one reason, and who bears the freight then.

    `pictures` is how many the buyer should have sent (0: none is asked for).
    """

    category: ReasonCategory
    pictures: int = 0
    freight: FreightPayer = FreightPayer.SHOP

    def __post_init__(self) -> None:
        """Refuse what is out of bounds: `BadValueError` with `policy.pictures`."""
        _ensure_within("pictures", self.pictures)


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticAgreement:
    """The one rule that acts: agree by itself when all is green and nothing was shipped.

    Off unless the owner said so. `up_to` bounds one refund, `day_limit` all of a Beijing day
    (fen). `reason` is what the buyer reads in WeChat Pay's notice.
    """

    on: bool = False
    up_to: Fen = Fen(5_000)
    day_limit: Fen = Fen(20_000)
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse what is out of bounds: `BadValueError`."""
        _ensure_within("automatic.up_to", self.up_to.count)
        _ensure_within("automatic.day_limit", self.day_limit.count)
        if self.up_to > self.day_limit:
            raise BadValueError("policy.automatic.ceiling")


def _usual_reasons() -> tuple[ReasonRule, ...]:
    """Damage, wrong goods and quality are judged by a picture; nothing else is asked for."""
    judged = {
        ReasonCategory.DAMAGED,
        ReasonCategory.WRONG_GOODS,
        ReasonCategory.NOT_AS_DESCRIBED,
        ReasonCategory.QUALITY,
    }
    return tuple(ReasonRule(category=c, pictures=int(c in judged)) for c in ReasonCategory)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopPolicy:
    """The shop's rules. Amounts are fen; `return_days` are days since the parcel was signed for.

    `day_limit` bounds what leaves on one Beijing day by sheets: many refunds on one press.
    `customer_refunds` is how many refunds of one customer in half a year are nothing unusual.
    Raises `BadValueError` with `policy.<name>` for a value outside `BOUNDS`.
    """

    return_days: int = 7
    ship_within_days: int = 3
    single_limit: Fen = Fen(200_000)
    day_limit: Fen = Fen(500_000)
    retype_from: Fen = Fen(50_000)
    customer_refunds: int = 3
    reasons: tuple[ReasonRule, ...] = _usual_reasons()
    automatic: AutomaticAgreement = AutomaticAgreement()

    def __post_init__(self) -> None:
        """Refuse what is out of bounds, so that no rule in force can be nonsense."""
        for field in fields(self):
            if field.name in BOUNDS:
                value = getattr(self, field.name)
                _ensure_within(field.name, value.count if isinstance(value, Fen) else value)
        if tuple(rule.category for rule in self.reasons) != tuple(ReasonCategory):
            raise BadValueError("policy.reasons")

    def rule_of(self, category: ReasonCategory) -> ReasonRule:
        """What the shop wants for this reason."""
        return next(rule for rule in self.reasons if rule.category is category)
