"""Texts from outside: kept by every file, and read in the direction in which they were written."""

import pytest

from refund_desk.domain.outside_text import writable


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("杯子碎了", "杯子碎了"),
        ("a\x00b", "a\ufffdb"),
        ("退\u202e00.801¥", "退\ufffd00.801¥"),
        ("\u2066x\u2069", "\ufffdx\ufffd"),
        ("half \ud800 sign", "half ? sign"),
    ],
)
def test_what_cannot_be_kept_or_misleads_is_replaced(told: str, kept: str) -> None:
    assert writable(told) == kept
    assert writable(kept) == kept
