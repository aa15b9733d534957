"""The coverage gates count exactly, and CI fails when a part of it fails."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import coverage_gates
from tests.repository import tree


def _entry(statements: int, covered: int, *, missing_lines: list[int] | None = None) -> Any:
    return {
        "summary": {
            "num_statements": statements,
            "num_branches": 10,
            "covered_lines": covered,
            "covered_branches": 10,
        },
        "missing_lines": missing_lines or [],
        "missing_branches": [],
    }


def _report(tmp_path: Path, files: dict[str, Any]) -> str:
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps({"files": files}))
    return str(report)


def test_one_missed_line_in_a_hundred_thousand_breaks_a_full_gate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"refund_desk/domain/refund.py": _entry(100_000, 99_999, missing_lines=[16, 17])}

    assert coverage_gates.main(_report(tmp_path, files)) == 1
    assert "refund_desk/domain/refund.py: 16-17" in capsys.readouterr().out


def test_a_good_folder_does_not_pay_for_a_bad_one(tmp_path: Path) -> None:
    files = {
        "refund_desk/ui/window.py": _entry(1000, 1000),
        "refund_desk/adapters/storage/engine.py": _entry(1000, 990, missing_lines=[1]),
    }

    assert coverage_gates.main(_report(tmp_path, files)) == 1


def test_the_gates_hold_when_everything_ran(tmp_path: Path) -> None:
    files = {
        "refund_desk/domain/refund.py": _entry(50, 50),
        "refund_desk/ui/window.py": _entry(100, 86),
        "refund_desk/practice/bank.py": _entry(100, 0),
    }

    assert coverage_gates.main(_report(tmp_path, files)) == 0


@pytest.mark.parametrize("fails", ["", "test", "check", "campaign", "packaged"])
def test_ci_runs_every_part_and_fails_with_any(tmp_path: Path, fails: str) -> None:
    make = tmp_path / "bin" / "make"
    make.parent.mkdir()
    make.write_text(
        "#!/bin/sh\n"
        '[ "$1" = test ] && echo "== 7 passed in 1.50s =="\n'
        'for part; do :; done; echo "part $part"\n'
        f'[ "$part" != "{fails}" ]\n'
    )
    make.chmod(0o755)
    environment = {**os.environ, "PATH": f"{make.parent}{os.pathsep}{os.environ['PATH']}"}

    run = subprocess.run(
        [tree.ROOT / ".ci" / "run"], env=environment, capture_output=True, text=True, check=False
    )

    assert run.returncode == (1 if fails else 0)
    assert [line for line in run.stdout.splitlines() if line.startswith("part ")] == [
        "part test",
        "part check",
        "part campaign",
        "part packaged",
    ]
    assert run.stdout.splitlines()[-1] == "== 7 passed in 1.50s =="


def test_setup_without_root_says_what_is_missing(tmp_path: Path) -> None:
    """A checkout on a bare machine: no libraries, and a person who is not root."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(tree.ROOT / "scripts" / "setup.sh", tmp_path / "scripts")
    stubs = {"id": "echo 1000", "ldconfig": "true", "apt-get": "exit 9", "flock": "true"}
    for name, body in stubs.items():
        stub = tmp_path / "bin" / name
        stub.parent.mkdir(exist_ok=True)
        stub.write_text(f"#!/bin/sh\n{body}\n")
        stub.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}

    run = subprocess.run(
        [tmp_path / "scripts" / "setup.sh"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 3
    assert "libegl1" in run.stderr
    assert "as root" in run.stderr
    assert not (tmp_path / ".venv").exists()
