"""The shop's rules as one versioned text, for the settings store and for the audit trail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import Fen
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.shop_policy import (
    AutomaticAgreement,
    FreightPayer,
    ReasonRule,
    ShopPolicy,
)

VERSION = 1
# Kept names end in their unit, as all of the ledger's do.
_DAYS = ("return_days", "ship_within_days", "customer_refunds")
_AMOUNTS = ("single_limit", "day_limit", "retype_from")


def policy_text(policy: ShopPolicy) -> str:
    """The one written form of these rules."""
    automatic = policy.automatic
    return json.dumps(
        {
            "version": VERSION,
            **{name: getattr(policy, name) for name in _DAYS},
            **{f"{name}_fen": getattr(policy, name).count for name in _AMOUNTS},
            "reasons": {
                rule.category.value: {"pictures": rule.pictures, "freight": rule.freight.value}
                for rule in policy.reasons
            },
            "automatic": {
                "on": automatic.on,
                "up_to_fen": automatic.up_to.count,
                "day_limit_fen": automatic.day_limit.count,
                "reason": automatic.reason,
            },
        },
        ensure_ascii=False,
    )


def policy_of(text: str) -> ShopPolicy:
    """The rules of a written form; `BadValueError` when it is damaged or of a newer program."""
    try:
        kept = json.loads(text)
        version = kept["version"]
    except (ValueError, KeyError, TypeError) as damage:
        raise BadValueError("policy.unreadable") from damage
    if version != VERSION:
        raise BadValueError("policy.newer")
    try:
        return ShopPolicy(
            return_days=_whole(kept["return_days"]),
            ship_within_days=_whole(kept["ship_within_days"]),
            customer_refunds=_whole(kept["customer_refunds"]),
            single_limit=Fen(kept["single_limit_fen"]),
            day_limit=Fen(kept["day_limit_fen"]),
            retype_from=Fen(kept["retype_from_fen"]),
            reasons=tuple(_reason_rule(c, kept["reasons"][c.value]) for c in ReasonCategory),
            automatic=_automatic(kept["automatic"]),
        )
    except (ValueError, KeyError, TypeError) as damage:
        raise BadValueError("policy.unreadable") from damage


def changes_between(before: ShopPolicy, after: ShopPolicy) -> dict[str, tuple[str, str]]:
    """What differs, as name -> (before, after) in plain text, for the audit trail.

    The words for the buyer are the shop's own, so they are not among it.
    """
    old, new = _flat(before), _flat(after)
    return {name: (old[name], new[name]) for name in new if old[name] != new[name]}


def _flat(policy: ShopPolicy) -> dict[str, str]:
    """Every single value of the rules under a name of its own."""
    automatic = policy.automatic
    flat = {name: str(getattr(policy, name)) for name in _DAYS}
    flat |= {f"{name}_fen": str(getattr(policy, name).count) for name in _AMOUNTS}
    for rule in policy.reasons:
        flat[f"pictures.{rule.category.value}"] = str(rule.pictures)
        flat[f"freight.{rule.category.value}"] = rule.freight.value
    flat["automatic.on"] = "on" if automatic.on else "off"
    flat["automatic.up_to_fen"] = str(automatic.up_to.count)
    flat["automatic.day_limit_fen"] = str(automatic.day_limit.count)
    return flat


def _whole(value: object) -> int:
    """A whole number; `TypeError` for anything else."""
    if type(value) is not int:
        raise TypeError(type(value).__name__)
    return value


def _reason_rule(category: ReasonCategory, kept: Mapping[str, Any]) -> ReasonRule:
    return ReasonRule(
        category=category,
        pictures=_whole(kept["pictures"]),
        freight=FreightPayer(kept["freight"]),
    )


def _automatic(kept: Mapping[str, Any]) -> AutomaticAgreement:
    return AutomaticAgreement(
        # Only the very word: what acts by itself is never on by a strange value.
        on=kept["on"] is True,
        up_to=Fen(kept["up_to_fen"]),
        day_limit=Fen(kept["day_limit_fen"]),
        reason=str(kept["reason"]),
    )
