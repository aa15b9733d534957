"""Spoilt pictures, and that the fuzzer would see a wrong one; `picture_fuzz` makes more."""

from __future__ import annotations

import random

import pytest

from refund_desk.ui import picture_reader
from tests.fuzzing import REFUSED
from tests.ui.picture_fuzz import campaign, spoilt, starts, wrong_with

# What Qt's readers say of what they refuse.
pytestmark = pytest.mark.qt_log_ignore("QBuffer::seek|QImage|libpng|Invalid|Corrupt|Unsupported")


def test_spoilt_pictures_are_refused_or_opened_within_bounds() -> None:
    result = campaign(1_000, seed=random.randrange(10**9))
    assert result["ok"], result
    # Some come through, and some do not: the changes do change something.
    assert 100 < int(str(result["accepted"])) < 900


def test_right_pictures_are_opened() -> None:
    assert {wrong_with(content) for content in starts()} == {""}
    assert wrong_with(b"GIF89a") == REFUSED
    assert spoilt(starts(), random.Random(3)) == spoilt(starts(), random.Random(3))


def test_the_campaign_sees_a_copy_that_is_not_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that still carries what the camera wrote is caught."""
    monkeypatch.setattr(picture_reader, "_clean_copy", lambda content: content)
    assert not campaign(120, seed=1)["ok"]
