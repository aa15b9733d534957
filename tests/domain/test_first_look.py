"""What the start of the program is measured by."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from refund_desk.domain.events import SyncChanged, SyncState

NOON = datetime(2026, 11, 18, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "state", "ends"),
    [
        ("complaint", SyncState.DONE, True),
        ("complaint", SyncState.RUNNING, False),
        ("shop_feed", SyncState.DONE, False),
    ],
)
def test_the_first_look_ends_when_the_complaints_are_in(
    source: str, state: SyncState, ends: bool
) -> None:
    assert SyncChanged(source=source, state=state, at=NOON).ends_first_look is ends
