"""Cursors of the Store: it lists what changed in a window of at most 24 hours, page by page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

SPAN_S = 86_400
# Clocks differ a little, and a change may be listed a moment after it happened (facts 9).
OVERLAP_S = 600
FIRST_LOOK_S = 30 * SPAN_S
_CURSOR = re.compile(r"1:([0-9]{1,12}):([0-9]{1,12})?:([!-~]{0,2000})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One slice of time (Unix seconds, both ends belong to it) and a place in it.

    `is_last`: it reaches to the present.
    """

    begin_s: int
    end_s: int
    key: str = ""
    is_last: bool = False

    @classmethod
    def after(cls, cursor: str, now_s: int) -> Self | None:
        """The slice that a cursor points at; None for a text that is no cursor of ours."""
        if not cursor:
            return cls._from(now_s - FIRST_LOOK_S, now_s)
        found = _CURSOR.fullmatch(cursor)
        if found is None:
            return None
        begin_s = int(found[1])
        if found[2] is None:
            # A PC's clock that was set back must not ask for a time to come.
            return cls._from(min(begin_s, now_s - OVERLAP_S), now_s)
        end_s = int(found[2])
        if not begin_s <= end_s <= begin_s + SPAN_S:
            return None
        return cls(begin_s=begin_s, end_s=end_s, key=found[3], is_last=end_s - begin_s < SPAN_S)

    @classmethod
    def _from(cls, begin_s: int, now_s: int) -> Self:
        begin_s = max(begin_s, 0)
        end_s = min(begin_s + SPAN_S, now_s)
        return cls(begin_s=begin_s, end_s=end_s, is_last=end_s == now_s)

    def at(self, key: str) -> str:
        """The cursor of a place in this slice; an empty key is its beginning."""
        return f"1:{self.begin_s}:{self.end_s}:{key}"

    def beyond(self) -> str:
        """The cursor of the slice after this one."""
        begin_s = self.end_s - OVERLAP_S if self.is_last else self.end_s
        return f"1:{begin_s}::"
