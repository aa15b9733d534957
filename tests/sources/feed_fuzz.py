"""Mutated answers of a shop feed: whatever a backend says, the reader says "not of the form" or
keeps what can be written down.

    python -m tests.sources.feed_fuzz --inputs 100000 --seed 1
"""

from __future__ import annotations

import json
import random
import sys
from typing import Any

from refund_desk.adapters.sources.shop_feed_applications import application_in, page_in
from refund_desk.adapters.sources.shop_feed_client import parsed
from refund_desk.adapters.sources.shop_feed_orders import orders_in
from tests.feed_check.backends import sample
from tests.fuzzing import REFUSED, command, tried

_JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**30,
    1.5,
    float("nan"),
    "",
    "\ud800\0",
    "x" * 5_000,
    "9999-12-31T23:59:59-12:00",
    "http://[",
    "/pictures/..",
    [],
    [[]],
    {},
    {"a": None},
)


def answers() -> list[Any]:
    """Answers of the contract, to start from."""
    orders = list(sample()["orders"].values())
    whole = [
        one | {"changed_at": "2026-11-18T00:00:00Z", "order": orders[0]}
        for one in sample()["applications"]
    ]
    page = {"applications": whole, "next_cursor": "c1", "more": False}
    return [page, {"orders": orders, "missing": []}, *whole]


def mutated(value: Any, chance: random.Random) -> Any:
    """A copy with one part, somewhere inside, replaced by junk or taken out."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.1:
        return chance.choice(_JUNK)
    if isinstance(value, list):
        place = chance.randrange(len(value))
        return [*value[:place], mutated(value[place], chance), *value[place + 1 :]]
    name = chance.choice(sorted(value))
    if chance.random() < 0.2:
        return {key: each for key, each in value.items() if key != name}
    return value | {name: mutated(value[name], chance)}


def fuzzed_bytes(start: Any, chance: random.Random) -> bytes:
    """The bytes of a mutated answer, now and then broken themselves."""
    changed = mutated(start, chance)
    content = json.dumps(changed).encode()
    if chance.random() < 0.1 and content:
        place = chance.randrange(len(content))
        content = content[:place] + chance.randbytes(2) + content[place + 1 :]
    return content


def wrong_with(content: bytes) -> tuple[str, bool]:
    """What went wrong, and whether anything could be read."""
    try:
        payload = parsed(content)
        page, orders, one = page_in(payload), orders_in(payload), application_in(payload)
        told = [*(page.applications if page else ()), *([one] if one else [])]
        for application in told:
            words = [message.text for message in application.messages]
            "".join((*words, application.snapshot.detail_text)).encode()
            application.snapshot.source_ref.encode("ascii")
    except Exception as error:  # noqa: BLE001 - that nothing is raised is what is looked at here
        return repr(error), False
    return "", bool(told or orders)


def campaign(inputs: int, seed: int) -> dict[str, object]:
    """Try `inputs` answers; see `tried`."""
    starts = answers()

    def one(chance: random.Random) -> str:
        wrong, was_read = wrong_with(fuzzed_bytes(chance.choice(starts), chance))
        return wrong or ("" if was_read else REFUSED)

    return tried(inputs, seed, one)


if __name__ == "__main__":
    sys.exit(command(campaign))
