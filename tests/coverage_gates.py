"""The coverage gate of each folder, read from coverage's JSON report.

    python -m tests.coverage_gates build/coverage.json

A gate a folder, not a mean: a well-tested window must not hide an untested money rule.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GATES = {
    "refund_desk/domain/": 100,
    "refund_desk/application/": 100,
    "refund_desk/adapters/wechatpay/": 100,
    "refund_desk/adapters/storage/": 100,
    "refund_desk/ui/": 85,
}


@dataclass(frozen=True)
class FolderCoverage:
    """How much of a folder's statements and branches ran, and where it did not."""

    folder: str
    percent_wanted: int
    wanted: int
    covered: int
    gaps: tuple[str, ...]

    @property
    def percent(self) -> float:
        """100 for a folder without statements."""
        return 100.0 * self.covered / self.wanted if self.wanted else 100.0

    @property
    def holds(self) -> bool:
        """Compared as whole numbers, so that 99.99 is not 100."""
        return self.covered * 100 >= self.percent_wanted * self.wanted


def folder_coverage(
    files: Mapping[str, Mapping[str, Any]], folder: str, percent_wanted: int
) -> FolderCoverage:
    """What the report says about one folder. `files` is the report's part of that name."""
    inside = {name: entry for name, entry in files.items() if _slashed(name).startswith(folder)}
    totals = [entry["summary"] for entry in inside.values()]
    return FolderCoverage(
        folder=folder,
        percent_wanted=percent_wanted,
        wanted=sum(total["num_statements"] + total["num_branches"] for total in totals),
        covered=sum(total["covered_lines"] + total["covered_branches"] for total in totals),
        gaps=tuple(gap for name, entry in sorted(inside.items()) for gap in _gaps(name, entry)),
    )


def _slashed(name: str) -> str:
    return name.replace("\\", "/")


def _gaps(name: str, entry: Mapping[str, Any]) -> list[str]:
    lines = entry["missing_lines"]
    branches = [f"{start}->{end}" for start, end in entry["missing_branches"] if start not in lines]
    words = [_ranges(lines), *branches]
    return [f"{name}: {', '.join(word for word in words if word)}"] if lines or branches else []


def _ranges(lines: list[int]) -> str:
    """`[1, 2, 3, 7]` as `1-3, 7`."""
    starts = [line for line in lines if line - 1 not in lines]
    ends = [line for line in lines if line + 1 not in lines]
    pairs = zip(starts, ends, strict=True)
    return ", ".join(f"{start}-{end}" if start < end else f"{start}" for start, end in pairs)


def main(report: str) -> int:
    """0 when every gate holds, else 1; gaps are printed for the gates that want everything."""
    files = json.loads(Path(report).read_text(encoding="utf-8"))["files"]
    folders = [folder_coverage(files, folder, wanted) for folder, wanted in GATES.items()]
    for folder in folders:
        verdict = "ok  " if folder.holds else "GATE"
        print(f"{verdict} {folder.folder:34} {folder.percent:6.2f} of {folder.percent_wanted} %")
        if not folder.holds:
            print("".join(f"       {gap}\n" for gap in folder.gaps), end="")
    return 0 if all(folder.holds for folder in folders) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
