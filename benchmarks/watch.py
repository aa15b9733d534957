"""Counts refund requests at the far side, from its own log, in a process of its own.

    python -m benchmarks.watch ADMIN_URL

Looks until standard input closes; then prints how many there were and the most in any one second.
Apart, because reading the log costs CPU that is not the desk's.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from bisect import bisect_left

import httpx

_EVERY_S = 5.0
_ENTRIES = 4_000


def most_in_a_second(times: list[float]) -> int:
    """The largest number of these sorted instants that lie within any one second."""
    return max((bisect_left(times, at + 1.0) - n for n, at in enumerate(times)), default=0)


def main() -> None:
    """Watch."""
    began, over = time.time(), threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    seen: dict[int, float] = {}
    print("ready", flush=True)
    with httpx.Client(trust_env=False, timeout=30, verify=False) as client:
        is_over = False
        while not is_over:
            is_over = over.wait(_EVERY_S)
            answer = client.get(f"{sys.argv[1]}/requests?limit={_ENTRIES}")
            for entry in answer.json()["requests"]:
                is_send = entry["method"] == "POST" and entry["path"].endswith("/refunds")
                if is_send and entry["wall_time_s"] >= began:
                    seen[entry["number"]] = entry["wall_time_s"]
    times = sorted(seen.values())
    print(json.dumps({"count": len(times), "most": most_in_a_second(times)}))


if __name__ == "__main__":
    main()
