"""How much longer the packaged program takes to start than the source; medians of turns.

    python -m benchmarks.packaged dist/refund-desk-0.1.0/refund-desk [--runs 9]

Both start on the same practice shop, one after the other, so that a busy moment of the machine
meets both. The first start of each does not count.
"""

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from benchmarks.start import FROM_SOURCE, start_desk


def main() -> None:
    """Print one line for each measured moment: both medians in ms, and their difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    programs = {"source": FROM_SOURCE, "packaged": (str(chosen.program.absolute()),)}
    with tempfile.TemporaryDirectory() as folder:
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in programs}
        for turn in range(chosen.runs + 1):
            for name, program in programs.items():
                moments = start_desk(Path(folder), program)
                if turn:
                    runs[name].append(moments)
    for moment in runs["source"][0]:
        taken = {name: statistics.median(run[moment] for run in runs[name]) for name in programs}
        more = taken["packaged"] - taken["source"]
        both = ", ".join(f"{name} {ms:6.0f} ms" for name, ms in taken.items())
        print(f"{moment:16} {both}, difference {more:+6.0f} ms")


if __name__ == "__main__":
    main()
