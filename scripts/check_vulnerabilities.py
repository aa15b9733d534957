"""Look up what the lock names in a database of known vulnerabilities, with pip-audit.

    make audit

0: nothing is known. 1: something is, listed. 3: no database could be reached, nothing was looked
up; that is never taken for an answer.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_COMMAND = (
    *("pip_audit", "--requirement", "requirements.lock", "--require-hashes", "--disable-pip"),
    *("--format", "json", "--progress-spinner", "off"),
)
_CLEAN, _KNOWN, _NOT_LOOKED_UP = 0, 1, 3


def main() -> int:
    """Run it and say what it found."""
    ran = subprocess.run(
        [sys.executable, "-m", *_COMMAND], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    try:
        packages = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(ran.stderr.strip().splitlines()[-1:] or "pip-audit said nothing", file=sys.stderr)
        packages = []
    code, lines = verdict(packages)
    print("\n".join(lines))
    return code


def verdict(packages: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """The exit code and what to print, from pip-audit's list of packages."""
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    known = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {hole['fix_versions'] or '-'}"
        for each in packages
        for hole in each.get("vulns", ())
    ]
    if known:
        return _KNOWN, known
    if not packages or skipped:
        unread = ", ".join(skipped[:5]) or "everything"
        return _NOT_LOOKED_UP, [f"not looked up: {unread} ({len(skipped)} of {len(packages)})"]
    return _CLEAN, [f"nothing is known against {len(packages)} packages"]


if __name__ == "__main__":
    sys.exit(main())
