"""What a process of its own measures: what it says about itself is not blurred by this one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def measured_apart(
    module: str, folder: Path, ready_line: dict[str, str], *, within_s: float
) -> dict[str, float]:
    """What `python -m module --child FOLDER` prints last, given the far side's ready line.

    Raises `CalledProcessError` when it did not end well.
    """
    found = subprocess.run(
        [sys.executable, "-m", module, "--child", str(folder)],
        input=json.dumps(ready_line),
        stdout=subprocess.PIPE,
        text=True,
        timeout=within_s,
        check=True,
    )
    said: dict[str, float] = json.loads(found.stdout.splitlines()[-1])
    return said


def pss_mb() -> float:
    """The proportional set size of this process (MB)."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0
