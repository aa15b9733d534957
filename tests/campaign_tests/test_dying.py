"""Killed between two steps: what the rule refunds, a sheet's slices, a feed's pages, each once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks its engines")

_ROOT = Path(__file__).resolve().parents[2]
_KILLED = -9
_PATIENCE_S = 120


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the books say after the next lives; see `dying`."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.campaign_tests.dying", str(tmp_path_factory.mktemp("dying"))],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def test_what_the_rule_has_agreed_to_is_paid_once_or_left_to_a_person(
    found: dict[str, Any],
) -> None:
    automatic = found["automatic"]

    assert {case["ended"] for case in automatic.values()} == {_KILLED}
    # A decision that was not written yet is taken anew; a plan without a number is undone.
    assert {step: (case["states"], case["paid"]) for step, case in automatic.items()} == {
        "uncommitted 1": (["SUCCEEDED"], [4_000]),
        "planned 1": (["UNDONE"], []),
        "uncommitted 2": (["UNDONE"], []),
        "intention 1": (["SUCCEEDED"], [4_000]),
        "sent 1": (["SUCCEEDED"], [4_000]),
    }


def test_a_page_whose_cursor_was_not_kept_comes_again_once(found: dict[str, Any]) -> None:
    feed = found["feed"]

    assert feed["ends"] == [_KILLED, _KILLED]
    # The next page is asked for while the one before it is written.
    assert feed["kept"][0] == 0
    assert feed["here"] == feed["there"] == 210


def test_a_spreadsheet_that_is_taken_again_after_a_kill_is_taken_once(
    found: dict[str, Any],
) -> None:
    sheet = found["sheet"]

    assert (sheet["ends"], sheet["kept"]) == ([_KILLED, _KILLED], [0, 200])
    assert sheet["here"] == 210
