"""`python -m tests.campaign`: many cases, and one line of JSON at the end."""

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from tests.campaign.mutations import Mutation
from tests.campaign.plan import case_seeds, plan_case

EXIT_OK, EXIT_WRONG, EXIT_USAGE, EXIT_CANNOT_RUN = 0, 1, 2, 3
_KINDS = ("double", "lost", "stuck", "unexplained")
_TELL_EVERY_S = 30.0


def main(argv: Sequence[str]) -> int:
    """0 when no case found anything, 1 when one did, 2 wrong arguments, 3 cannot run here."""
    chosen = _parse(argv)
    if not hasattr(os, "fork"):
        sys.stderr.write("the campaign forks its engines: it runs on Linux and macOS only\n")
        return EXIT_CANNOT_RUN
    mutation = None if chosen.mutate is None else Mutation(chosen.mutate)
    with tempfile.TemporaryDirectory(prefix="campaign-templates-") as name:
        return _run(chosen, Path(name), mutation)


def _run(chosen: argparse.Namespace, templates: Path, mutation: Mutation | None) -> int:
    # Imported here, because everything that a child needs must be there before the first fork.
    from tests.campaign.case import CaseResult, run_case
    from tests.campaign.templates import make_templates

    make_templates(templates, seed=chosen.seed, mutation=mutation)
    seeds = _seeds_for(chosen.seed, chosen.kills)
    work = partial(run_case, templates=templates, mutation=mutation)
    counts: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    told_at = time.monotonic()
    with multiprocessing.get_context("fork").Pool(min(chosen.jobs, len(seeds))) as pool:
        results: Iterator[CaseResult] = pool.imap_unordered(work, seeds)
        for result in results:
            counts["cases"] += 1
            counts["kills"] += result.kills
            counts.update(finding.kind for finding in result.findings)
            _tell(result.seed, [f"{f.kind}: {f.text}" for f in result.findings], chosen.mutate)
            seen.update(result.seen)
            if result.findings:
                print(f"  what is left of it: {result.folder}", flush=True)
            if time.monotonic() - told_at > _TELL_EVERY_S:
                told_at = time.monotonic()
                print(f"{counts['kills']} of {chosen.kills} kills", flush=True)
    print("seen: " + json.dumps(dict(seen.most_common())), flush=True)
    ok = not any(counts[kind] for kind in _KINDS)
    line = {name: counts[name] for name in ("cases", "kills", *_KINDS)}
    print(json.dumps({"seed": chosen.seed, **line, "ok": ok}), flush=True)
    return EXIT_OK if ok else EXIT_WRONG


def _tell(seed: int, findings: list[str], mutate: str | None) -> None:
    """Name a case that found something, and how it is run again."""
    if not findings:
        return
    flags = f" --mutate {mutate}" if mutate else ""
    print(f"case {seed}: python -m tests.campaign --kills 1 --seed {seed}{flags}")
    for finding in findings:
        print(f"  {finding}", flush=True)


def _seeds_for(seed: int, kills: int) -> list[int]:
    """As many cases as it takes to kill so often."""
    seeds = []
    for one in islice(case_seeds(seed), kills):
        seeds.append(one)
        kills -= len(plan_case(one).lives)
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
