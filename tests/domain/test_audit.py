"""The audit trail is chained: whatever is changed, taken out or put in shows at its line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.domain.audit import (
    CHAIN_START,
    AuditAction,
    AuditEntry,
    AuditLine,
    Break,
    BreakKind,
    chained,
    commitment,
    facts_text,
    first_break,
    line_hash,
)

NOW = datetime(2026, 11, 18, 6, 36, 0, 1, tzinfo=UTC)
_CHANGES: tuple[dict[str, Any], ...] = (
    {"number": 9},
    {"at": NOW + timedelta(microseconds=1)},
    {"actor": "owner "},
    {"action": AuditAction.UNDONE},
    {"application_id": None},
    {"refund_id": 7},
    {"facts_json": "{}"},
    {"previous": CHAIN_START},
    {"hash": CHAIN_START},
)


def a_chain(length: int) -> list[AuditLine]:
    lines: list[AuditLine] = []
    for number in range(1, length + 1):
        entry = AuditEntry(
            at=NOW, actor="owner", action=AuditAction.PLANNED, application_id=3, refund_id=number
        )
        previous = lines[-1].hash if lines else CHAIN_START
        facts = facts_text({"amount_fen": number})
        lines.append(chained(entry, number=number, facts_json=facts, previous=previous))
    return lines


@given(st.integers(0, 6))
def test_a_whole_chain_has_no_break(length: int) -> None:
    chain = a_chain(length)
    assert first_break(chain) is None
    assert first_break(chain[2:], after=2, anchor=chain[1].hash if length > 1 else "") is None


@pytest.mark.parametrize("change", _CHANGES, ids=lambda change: next(iter(change)))
def test_every_change_of_a_line_shows(change: dict[str, Any]) -> None:
    chain = a_chain(4)
    chain[2] = replace(chain[2], **change)
    broken = first_break(chain)
    kind = BreakKind.MISSING if "number" in change else BreakKind.CHANGED
    assert broken == Break(3, kind)


@given(st.integers(0, 3))
def test_a_line_taken_out_is_missing(gone: int) -> None:
    chain = a_chain(5)
    del chain[gone]
    assert first_break(chain) == Break(gone + 1, BreakKind.MISSING)


def test_a_line_written_anew_with_its_hash_shows_at_the_next() -> None:
    chain = a_chain(4)
    forged = replace(chain[1], actor="nobody")
    chain[1] = replace(forged, hash=line_hash(forged))
    assert str(first_break(chain)) == "line 3: does not follow from the line before it"


def test_two_lines_swapped_show() -> None:
    chain = a_chain(4)
    chain[1], chain[2] = chain[2], chain[1]
    assert first_break(chain) == Break(2, BreakKind.MISSING)


def test_the_same_instant_in_another_zone_is_the_same_line() -> None:
    (line,) = a_chain(1)
    beijing = replace(line, at=line.at.astimezone(timezone(timedelta(hours=8))))
    assert first_break([beijing]) is None


def test_facts_have_one_form_and_commitments_hide() -> None:
    assert facts_text({"b": 1, "a": "中"}) == '{"a":"中","b":1}'
    assert commitment("138", salt=b"1") == commitment("138", salt=b"1")
    assert commitment("138", salt=b"1") != commitment("138", salt=b"2")
    assert "138" not in commitment("138", salt=b"1")
