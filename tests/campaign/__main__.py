"""`python -m tests.campaign`: many cases, and one line of JSON at the end."""

import argparse
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

# Everything that a child needs is imported before the first fork.
from tests.campaign.case import CaseResult, run_case
from tests.campaign.mutations import Mutation
from tests.campaign.plan import case_seeds, plan_case
from tests.campaign.templates import make_templates
from tests.campaign.verdict import Kind

EXIT_OK, EXIT_WRONG, EXIT_USAGE, EXIT_CANNOT_RUN = 0, 1, 2, 3
_TELL_EVERY_S = 30.0


def main(argv: Sequence[str]) -> int:
    """0 when no case found anything, 1 when one did, 2 wrong arguments, 3 cannot run here."""
    chosen = _parse(argv)
    if not hasattr(os, "fork"):
        sys.stderr.write("the campaign forks its engines: it runs on Linux and macOS only\n")
        return EXIT_CANNOT_RUN
    # An end from outside is an ordinary end: whoever is forked below goes with it.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(EXIT_WRONG))
    mutation = None if chosen.mutate is None else Mutation(chosen.mutate)
    with tempfile.TemporaryDirectory(prefix="campaign-") as workshop:
        return _run(chosen, Path(workshop), mutation)


def _run(chosen: argparse.Namespace, workshop: Path, mutation: Mutation | None) -> int:
    """All cases, several at a time; tells each finding at once and the sums at the end."""
    make_templates(workshop, seed=chosen.seed, mutation=mutation)
    seeds = _seeds_for(chosen.seed, chosen.kills)
    work = partial(run_case, workshop=workshop, mutation=mutation)
    counts: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    told_at = time.monotonic()
    with multiprocessing.get_context("fork").Pool(min(chosen.jobs, len(seeds))) as pool:
        for result in pool.imap_unordered(work, seeds):
            counts.update(finding.kind.value for finding in result.findings)
            counts.update(cases=1, kills=result.kills)
            seen.update(result.seen)
            _tell(result, mutation)
            if time.monotonic() - told_at > _TELL_EVERY_S:
                told_at = time.monotonic()
                print(f"{counts['kills']} of {chosen.kills} kills", flush=True)
        # An ordinary end: the pool's own way out of `with` sends a signal, which a worker can miss.
        pool.close()
        pool.join()
    print("seen: " + json.dumps(dict(seen.most_common())))
    ok = not any(counts[kind.value] for kind in Kind)
    line = {name: counts[name] for name in ("cases", "kills", *(kind.value for kind in Kind))}
    print(json.dumps({"seed": chosen.seed, **line, "ok": ok}), flush=True)
    return EXIT_OK if ok else EXIT_WRONG


def _tell(result: CaseResult, mutation: Mutation | None) -> None:
    """Name a case that found something, how it is run again, and where its files lie."""
    if not result.findings:
        return
    flags = f" --mutate {mutation}" if mutation else ""
    print(f"case {result.seed}: python -m tests.campaign --kills 1 --seed {result.seed}{flags}")
    for finding in result.findings:
        print(f"  {finding.kind}: {finding.text}")
    print(f"  files: {result.left}", flush=True)


def _seeds_for(seed: int, kills: int) -> list[int]:
    """As many cases as it takes to kill so often."""
    seeds = []
    for one in islice(case_seeds(seed), kills):
        seeds.append(one)
        kills -= plan_case(one).kills
        if kills <= 0:
            break
    return seeds


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.campaign", description="The fault campaign; see tests/campaign."
    )
    parser.add_argument("--kills", type=_positive, required=True, help="at least so many")
    parser.add_argument("--seed", type=int, required=True, help="of the campaign, or of one case")
    parser.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1)
    parser.add_argument("--desks", type=int, default=1, choices=(1,), help="desks on one ledger")
    parser.add_argument("--mutate", choices=[str(one) for one in Mutation], help="a wrong engine")
    return parser.parse_args(argv)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
