"""Random faults at the far side, as rules and switches of its switchboard."""

import random
from typing import Any

Rule = dict[str, Any]

REFUNDS = "/v3/refund/domestic/refunds"
_COMPLAINTS = "/v3/merchant-service/complaints-v2"
_FAULTS = (
    "drop_before",
    "drop_after",
    "drop_after",
    "delay",
    "reset",
    "status_500",
    "status_502_html",
    "status_429_before",
    "status_429_after",
    "redirect_302",
    "garbage",
    "truncated",
    "unsigned",
    "forged",
    "signtest",
    "stale_timestamp",
    "unknown_serial",
    "not_found_once",
)
# The calls that move or look for money matter most; without the others no refund is agreed to.
_CALLS = {
    ("POST", REFUNDS): 5,
    ("GET", f"{REFUNDS}/*"): 5,
    ("POST", f"{REFUNDS}/*"): 1,
    ("GET", "/v3/pay/transactions/id/*"): 1,
    ("GET", f"{_COMPLAINTS}/*"): 1,
    ("GET", _COMPLAINTS): 1,
    ("POST", f"{_COMPLAINTS}/*"): 1,
}
_SLOW_MS = (60, 250, 700)


# The worst pair: the money moves, the answer is lost, and then the bank denies it for a moment.
_DENIED: tuple[Rule, ...] = (
    {"method": "POST", "path": REFUNDS, "fault": "drop_after", "times": 1},
    {"method": "GET", "path": f"{REFUNDS}/*", "fault": "not_found_once"},
)


# How the bank may differ from what it usually does, and how often.
_SWITCHES: tuple[tuple[float, str, bool | str], ...] = (
    (0.12, "accept_when_short", True),
    (0.08, "sign_4xx", False),
    (0.08, "sign_5xx", True),
    (0.08, "signing_mode", "certificate"),
    (0.08, "signing_mode", "mixed"),
    (0.05, "ignore_named_serial", True),
    (0.04, "ip_list", "192.0.2.1"),
)


def random_switches(chance: random.Random) -> dict[str, bool | str]:
    """Switches of the bank that stand differently for a while."""
    return {name: to for often, name, to in _SWITCHES if chance.random() < often}


def random_rules(chance: random.Random) -> tuple[Rule, ...]:
    """No fault, or up to four rules that each fire now and then; sometimes the worst pair."""
    rules = tuple(_rule(chance) for _ in range(chance.choice((0, 1, 2, 3, 4))))
    return (*_DENIED, *rules) if chance.random() < 0.15 else rules


def _rule(chance: random.Random) -> Rule:
    method, path = chance.choices(list(_CALLS), weights=list(_CALLS.values()))[0]
    fault = chance.choice(_FAULTS)
    slow = fault == "delay" or chance.random() < 0.15
    return {
        "method": method,
        "path": path,
        "fault": fault,
        "times": chance.choice((1, 1, 2, 4)),
        "skip": chance.choice((0, 0, 0, 1, 2)),
        "delay_ms": chance.choice(_SLOW_MS) if slow else 0,
        "probability": chance.choice((0.5, 1.0, 1.0)),
    }
