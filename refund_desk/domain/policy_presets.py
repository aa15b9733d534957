"""Rules to start from for common trades. They change days, proofs and freight, never limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.shop_policy import FreightPayer, ReasonRule, ShopPolicy


class Trade(StrEnum):
    """What a shop sells, as far as it matters to giving goods back."""

    FOOD = "food"
    CLOTHES = "clothes"
    HANDMADE = "handmade"
    ELECTRONICS = "electronics"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class _Preset:
    """Days since receipt, days to ship, and pictures wanted: (damage, goods, missing part)."""

    return_days: int
    ship_within_days: int
    damage: int
    goods: int
    missing: int


# The law's seven days (消费者权益保护法 article 25) do not bind for what is made to order, for
# fresh food and for opened digital goods: there the days are the shop's own word.
_PRESETS: dict[Trade, _Preset] = {
    Trade.FOOD: _Preset(2, 2, damage=2, goods=1, missing=1),
    Trade.CLOTHES: _Preset(7, 3, damage=1, goods=1, missing=0),
    Trade.HANDMADE: _Preset(7, 15, damage=2, goods=1, missing=1),
    Trade.ELECTRONICS: _Preset(7, 3, damage=2, goods=2, missing=1),
    Trade.CONTENT: _Preset(0, 1, damage=0, goods=0, missing=0),
}
_OF_GOODS = frozenset(
    {ReasonCategory.WRONG_GOODS, ReasonCategory.NOT_AS_DESCRIBED, ReasonCategory.QUALITY}
)


def with_trade(policy: ShopPolicy, trade: Trade) -> ShopPolicy:
    """These rules with the days, proofs and freight that are common in this trade."""
    preset = _PRESETS[trade]
    return replace(
        policy,
        return_days=preset.return_days,
        ship_within_days=preset.ship_within_days,
        reasons=tuple(_reason_rule(category, preset) for category in ReasonCategory),
    )


def _reason_rule(category: ReasonCategory, preset: _Preset) -> ReasonRule:
    pictures = {ReasonCategory.DAMAGED: preset.damage, ReasonCategory.MISSING_PART: preset.missing}
    wanted = preset.goods if category in _OF_GOODS else pictures.get(category, 0)
    # Who only changed their mind bears the freight, as the law's article 25 has it.
    buyer = category is ReasonCategory.CHANGED_MIND
    freight = FreightPayer.BUYER if buyer else FreightPayer.SHOP
    return ReasonRule(category=category, pictures=wanted, freight=freight)
