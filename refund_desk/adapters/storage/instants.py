"""Instants as the ledger keeps them: whole microseconds since 1970 UTC, so that they sort."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@overload
def to_micros(instant: datetime) -> int: ...
@overload
def to_micros(instant: datetime | None) -> int | None: ...
def to_micros(instant: datetime | None) -> int | None:
    """The instant as a column value; exact, unlike a float timestamp."""
    return None if instant is None else (instant - _EPOCH) // _MICROSECOND


@overload
def to_instant(micros: int) -> datetime: ...
@overload
def to_instant(micros: int | None) -> datetime | None: ...
def to_instant(micros: int | None) -> datetime | None:
    """The column value as an instant (UTC)."""
    return None if micros is None else _EPOCH + micros * _MICROSECOND
