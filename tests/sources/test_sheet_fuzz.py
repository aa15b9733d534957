"""Spreadsheets nobody should have written."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzzing import REFUSED
from tests.sources.sheet_fuzz import Fuzzed, campaign, wrong_with


def test_spoilt_spreadsheets_are_refused_or_read_within_bounds() -> None:
    result = campaign(900, seed=random.randrange(10**9))
    assert result["ok"], result
    # Some come through, and some do not: the changes do change something.
    assert 90 < int(str(result["accepted"])) < 810


@given(st.binary(max_size=2_000))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    assert wrong_with(Fuzzed(content, None)) in {"", REFUSED}


def test_the_campaign_sees_a_wrong_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that takes any file for UTF-8 is caught by the table that was written."""
    monkeypatch.setattr("refund_desk.adapters.sources.sheet_csv._WITHOUT_MARK", ("latin-1",))
    assert not campaign(60, seed=1)["ok"]
