"""What every fuzzer of broken inputs does alike: count, time, weigh, and its command line."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable

REFUSED = "refused"
# What a person waits for without thinking that the program hangs.
SLOW_S = 1.0
_SHOWN_MOST = 20

# Tries one input; "" when it was read, REFUSED, or else what was wrong.
Try = Callable[[random.Random], str]
Campaign = Callable[[int, int], dict[str, object]]


def tried(inputs: int, seed: int, one: Try, *, slow_s: float = SLOW_S) -> dict[str, object]:
    """Try `inputs` inputs; what was found wrong, with the number that makes it again.

    An input that takes more than `slow_s` of the processor is wrong, too: on a busy machine the
    wall's time would blame the wrong one. `grown_mb` is how much the most memory ever in use grew.
    """
    found: list[str] = []
    accepted, slowest_s, before_mb = 0, 0.0, most_memory_mb()
    began = time.perf_counter()
    for number in range(inputs):
        started = time.process_time()
        wrong = one(random.Random(f"{seed}:{number}"))
        took = time.process_time() - started
        slowest_s = max(slowest_s, took)
        if wrong not in {"", REFUSED}:
            found.append(f"{number}: {wrong}")
        elif took > slow_s:
            found.append(f"{number}: slow ({took:.1f} s)")
        accepted += wrong == ""
    return {
        "seed": seed,
        "inputs": inputs,
        "accepted": accepted,
        "seconds": round(time.perf_counter() - began, 1),
        "slowest_ms": round(slowest_s * 1000, 1),
        "grown_mb": most_memory_mb() - before_mb,
        "wrong": found[:_SHOWN_MOST],
        "ok": not found,
    }


def most_memory_mb() -> int:
    """The most memory that this process ever had in use (MB); 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    in_kb = 1 if sys.platform == "linux" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // in_kb // 1024


def command(campaign: Campaign) -> int:
    """Run a campaign and print what came of it; the exit code, 0 iff all was well."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    result = campaign(wanted.inputs, wanted.seed)
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1
