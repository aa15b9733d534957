"""The switchboard: what goes wrong on purpose, and which unsure rules hold.

`PUT faults` replaces everything: rules that are not named are gone, switches that are not named
return to how the practice shop was started.

The fault `refuse` answers with any documented code: its rule names the HTTP `status` and the `code`
(`{"fault": "refuse", "status": 403, "code": "RULE_LIMIT"}`), and nothing else happens. So does
`store_code` for the Store, whose refusals are a number (`{"fault": "store_code", "errcode": -1}`).
"""

import random
import re
from dataclasses import dataclass, field
from typing import Final

from refund_desk.practice.refusal import Refusal

FAULT_NAMES: Final = frozenset(
    {
        "drop_before",
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
        "wrong_sha1",
        "expired_url",
        "refuse",
        "store_code",
    }
)
# These answer without the request having any effect; all others let it happen first.
WITHOUT_EFFECT: Final = frozenset(
    {
        "drop_before",
        "reset",
        "status_502_html",
        "status_429_before",
        "redirect_302",
        "not_found_once",
        "refuse",
        "store_code",
    }
)

STRICT_SWITCHES: Final = (
    "one_minute_rule",
    "error_rate_limit",
    "strict_multipart",
    "require_ip_list",
    "reject_nonce_replay",
)
_START_SWITCHES: Final[dict[str, bool | str]] = {
    **dict.fromkeys(STRICT_SWITCHES, False),
    "ip_list": "127.0.0.1",
    "qps_limit": False,
    "age_rule": True,
    "fifty_rule": True,
    "too_old_answer": "INVALID_REQUEST",
    "accept_when_short": False,
    "old_fund_flow": False,
    "payer_refund_rounding": "half_up",
    "signing_mode": "public_key",
    "ignore_named_serial": False,
    "new_merchant": False,
    "rollover": False,
    "sign_4xx": True,
    "sign_5xx": False,
    "complaint_lengths": "characters",
    "reply_after_processed": True,
    "history_media": "object",
    "history_order": "newest_first",
    "total_count_first_page_only": False,
    "continue_moves_time": True,
    # The points that nobody could verify about the Store, see docs/store.md.
    "store_deadline": "seconds",
    "store_details": "object",
    "store_ids": "text",
    "store_plain_success": False,
    "store_ip_code": "40164",
    "store_negotiate_first": False,
    "store_code_when_gone": "10020000",
    "store_code_when_moved": "10021041",
    "store_reopens": "new",
    "store_texts": "characters",
}
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "too_old_answer": ("INVALID_REQUEST", "TRADE_OVERDUE"),
    "payer_refund_rounding": ("half_up", "down"),
    "signing_mode": ("public_key", "certificate", "mixed"),
    "complaint_lengths": ("characters", "bytes"),
    "history_media": ("object", "array"),
    "history_order": ("newest_first", "oldest_first"),
    "store_deadline": ("seconds", "instant"),
    "store_details": ("object", "array"),
    "store_ids": ("text", "number"),
    "store_ip_code": ("40164", "45035", "61004"),
    "store_code_when_gone": ("10020000", "10021050", "10021057"),
    "store_code_when_moved": ("10021041", "10020001"),
    "store_reopens": ("new", "same"),
    "store_texts": ("characters", "bytes"),
}
_METHODS: Final = frozenset({"*", "GET", "POST", "PUT", "DELETE"})
_RULE_KEYS: Final = frozenset(
    {"method", "path", "fault", "times", "skip", "delay_ms", "probability"}
)
_OWN_KEYS: Final = {
    "refuse": frozenset({"status", "code"}),
    "store_code": frozenset({"errcode"}),
}
_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,63}")


class SwitchboardError(ValueError):
    """The wanted rules or switches are not understood; the text names the first wrong one."""


class Switches:
    """Named switches, read anew at each use."""

    def __init__(self, *, strict: bool) -> None:
        self._start = dict(_START_SWITCHES)
        if strict:
            self._start.update(dict.fromkeys(STRICT_SWITCHES, True))
        self._now = dict(self._start)

    def on(self, name: str) -> bool:
        """Whether a yes-or-no switch is on."""
        return self._now[name] is True

    def word(self, name: str) -> str:
        """The word a switch with several positions stands at."""
        return str(self._now[name])

    def replace(self, wanted: dict[str, object]) -> None:
        """The start positions with these on top; SwitchboardError for an unknown one."""
        positions = dict(self._start)
        for name, position in wanted.items():
            positions[name] = _checked_position(name, position)
        self._now = positions

    def positions(self) -> dict[str, bool | str]:
        """All switches as they stand."""
        return dict(self._now)


@dataclass(slots=True)
class Rule:
    """One rule of the switchboard; `times` None means without end."""

    fault: str
    method: str
    path: str
    times: int | None
    skip: int
    delay_ms: int
    probability: float
    as_given: dict[str, object]
    refusal: Refusal | None = None
    errcode: int = -1
    seen_paths: set[str] = field(default_factory=set)

    def matches(self, method: str, path: str) -> bool:
        """Whether the rule speaks of such a request, `path` without its query."""
        if self.method not in ("*", method) or self.times == 0:
            return False
        if self.fault == "not_found_once" and path in self.seen_paths:
            return False
        if self.path.endswith("*"):
            return path.startswith(self.path[:-1])
        return path == self.path


@dataclass(frozen=True, slots=True)
class Fault:
    """What shall go wrong with one request."""

    name: str
    delay_s: float
    refusal: Refusal | None = None
    errcode: int = -1

    @property
    def before_effect(self) -> bool:
        """Whether the request shall have no effect at all."""
        return self.name in WITHOUT_EFFECT


class Switchboard:
    """Rules for faults, tried in order; the first that fires wins."""

    def __init__(self, *, strict: bool, seed: int) -> None:
        self.switches = Switches(strict=strict)
        self._rules: list[Rule] = []
        self._chance = random.Random(seed)

    def replace(self, payload: object) -> None:
        """Take new rules and switches, or SwitchboardError and leave all as it was."""
        if not isinstance(payload, dict) or set(payload) - {"rules", "switches"}:
            raise SwitchboardError("expected an object with rules and switches")
        rules = payload.get("rules", [])
        switches = payload.get("switches", {})
        if not isinstance(rules, list) or not isinstance(switches, dict):
            raise SwitchboardError("rules is a list, switches is an object")
        checked = [_checked_rule(rule) for rule in rules]
        self.switches.replace(switches)
        self._rules = checked

    def describe(self) -> dict[str, object]:
        """The rules as they were given and all switches as they stand."""
        return {
            "rules": [rule.as_given for rule in self._rules],
            "switches": self.switches.positions(),
        }

    def take(self, method: str, path: str, below: str = "") -> Fault | None:
        """The fault for this request, counting it; None when all shall go well.

        `below`: only rules whose path begins so are looked at. The shop's own backend asks that
        way, so that a rule for every path of WeChat Pay does not use itself up there.
        """
        for rule in self._rules:
            if not rule.path.startswith(below) or not rule.matches(method, path):
                continue
            if rule.skip > 0:
                rule.skip -= 1
                continue
            if rule.probability < 1 and self._chance.random() >= rule.probability:
                continue
            if rule.times is not None:
                rule.times -= 1
            rule.seen_paths.add(path)
            return Fault(rule.fault, rule.delay_ms / 1000, rule.refusal, rule.errcode)
        return None


def _checked_position(name: str, position: object) -> bool | str:
    if name not in _START_SWITCHES:
        raise SwitchboardError(f"unknown switch: {name}")
    start = _START_SWITCHES[name]
    if isinstance(start, bool):
        if not isinstance(position, bool):
            raise SwitchboardError(f"{name} is true or false")
        return position
    if not isinstance(position, str) or position not in _WORDS.get(name, (position,)):
        raise SwitchboardError(f"{name} is one of {', '.join(_WORDS.get(name, ('a text',)))}")
    return position


def _checked_rule(rule: object) -> Rule:
    if not isinstance(rule, dict):
        raise SwitchboardError("a rule is an object")
    name = rule.get("fault")
    if not isinstance(name, str) or name not in FAULT_NAMES:
        raise SwitchboardError(f"unknown fault: {name}")
    unknown = set(rule) - _RULE_KEYS - _OWN_KEYS.get(name, frozenset())
    if unknown:
        raise SwitchboardError(f"unknown key in a rule: {min(map(str, unknown))}")
    method = _text(rule, "method").upper()
    if method not in _METHODS:
        raise SwitchboardError(f"unknown method: {method}")
    probability = rule.get("probability", 1)
    if isinstance(probability, bool) or not isinstance(probability, (int, float)):
        raise SwitchboardError("probability is a number from 0 to 1")
    if not 0 <= probability <= 1:
        raise SwitchboardError("probability is a number from 0 to 1")
    times = rule.get("times")
    return Rule(
        fault=name,
        method=method,
        path=_text(rule, "path"),
        times=None if times is None else _count(rule, "times"),
        skip=_count(rule, "skip"),
        delay_ms=_count(rule, "delay_ms"),
        probability=float(probability),
        as_given=dict(rule),
        refusal=_refusal(rule) if name == "refuse" else None,
        errcode=_errcode(rule) if name == "store_code" else -1,
    )


def _refusal(rule: dict[str, object]) -> Refusal:
    status, code = _count(rule, "status"), _text(rule, "code")
    if not 400 <= status < 600:
        raise SwitchboardError("status is 400 to 599")
    if not _CODE.fullmatch(code):
        raise SwitchboardError("code is in capitals, such as RULE_LIMIT")
    # Nobody who was not let in gets a signed answer (facts 1.4).
    return Refusal(status, code, "练习：按要求拒绝", signed=status != 401)


def _errcode(rule: dict[str, object]) -> int:
    code = rule.get("errcode")
    if isinstance(code, bool) or not isinstance(code, int) or not -1 <= code < 10**9 or code == 0:
        raise SwitchboardError("errcode is a number of the Store other than 0")
    return code


def _text(rule: dict[str, object], key: str) -> str:
    text = rule.get(key, "*")
    if not isinstance(text, str) or not text:
        raise SwitchboardError(f"{key} is a text")
    return text


def _count(rule: dict[str, object], key: str) -> int:
    count = rule.get(key, 0)
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise SwitchboardError(f"{key} is a whole number, 0 or more")
    return count
