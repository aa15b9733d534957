"""The port that fetches WeChat Pay's bills: streamed, their hash compared, never kept whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from refund_desk.application.outcomes import Missing, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class BillTaken:
    """The whole bill went into the sink; its hash is the one WeChat Pay named."""

    bytes_count: int
    sha1: str


@dataclass(frozen=True, slots=True)
class BillNotReady:
    """The bill of that day is still being made: ask again later."""


BillOutcome = BillTaken | BillNotReady | Missing | Unreadable
# Takes unpacked bytes, in a thread and in order.
BillSink = Callable[[bytes], object]


class BillSource(Protocol):
    """Bills of one Beijing day. No call raises for the network or the far side.

    `open_sink` gives an empty sink and may be called again: an address lives five minutes, and an
    expired one is asked for anew. What a sink took counts only after `BillTaken`. Raises the
    `OSError` of a sink that has no room.
    """

    async def trade_bill(
        self, day: date, open_sink: Callable[[], BillSink], *, refunds_only: bool = False
    ) -> BillOutcome:
        """All trades of a day, or its refunds alone (UTF-8 CSV); Missing when there were none."""

    async def fund_flow_bill(self, day: date, open_sink: Callable[[], BillSink]) -> BillOutcome:
        """All movements of the basic account on a day; Missing when there were none."""
