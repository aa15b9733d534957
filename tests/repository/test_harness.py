"""The harness itself: an unexpected warning must fail a test, an announced one must come."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

_ROOT = Path(__file__).parents[2]
_CASES = """
import gc
import logging
import os
import pytest

def test_silent_passes():
    pass

def test_surprise_errors():
    logging.getLogger("desk").warning("careful")

@pytest.mark.expect_log("care")
def test_announced_passes():
    logging.getLogger("desk").warning("careful")

@pytest.mark.expect_log("care")
def test_announced_but_missing_errors():
    pass

async def wait():
    pass

def test_forgotten_await_fails():
    wait()
    gc.collect()

def test_home_passes(own_home):
    assert os.environ["HOME"] == str(own_home)
    assert not own_home.exists()
"""


def test_unexpected_warnings_fail_and_announced_ones_must_come(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("from tests.conftest import *")
    markers = "expect_log(pattern): wanted"
    pytester.makeini(
        f"[pytest]\nmarkers = {markers}\npythonpath = {_ROOT}\nfilterwarnings = error\n"
    )
    pytester.makepyfile(_CASES)

    result = pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:asyncio")

    result.assert_outcomes(passed=5, failed=1, errors=2)
    result.stdout.fnmatch_lines(["*careful*", "*announced but missing: ?'care'?*"])
