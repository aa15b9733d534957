"""The port that asks WeChat Pay something that moves nothing, with keys that are being tried."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from refund_desk.domain.merchant_account import MerchantAccount


class ProbeAnswer(StrEnum):
    """What came back, as far as it can be told apart."""

    GOOD = "good"
    OFFLINE = "offline"
    INTERCEPTED = "intercepted"
    SLOW = "slow"
    KEY_REFUSED = "key_refused"
    DENIED = "denied"
    MERCHANT_UNKNOWN = "merchant_unknown"
    SIGNER_UNKNOWN = "signer_unknown"
    SIGNATURE_WRONG = "signature_wrong"
    SIGNATURE_STALE = "signature_stale"
    NO_CERTIFICATES = "no_certificates"
    SEALED_OTHERWISE = "sealed_otherwise"
    BUSY = "busy"
    THEIR_TROUBLE = "their_trouble"
    NONSENSE = "nonsense"


@dataclass(frozen=True, slots=True)
class Probed:
    """One answer. `verified`: it carried a signature of WeChat Pay's that these keys verify."""

    answer: ProbeAnswer
    verified: bool = False
    request_id: str = ""


class MerchantProbe(Protocol):
    """Questions over one set of keys. None moves anything, none raises for the far side's faults.

    A number that no shop uses is asked for, so "there is none" over a verified signature is good.
    """

    async def certificates(self) -> Probed:
        """Ask for the platform certificates, which only the right APIv3 key opens."""

    async def orders(self) -> Probed:
        """Ask for an order that does not exist."""

    async def refunds(self) -> Probed:
        """Ask for a refund that does not exist."""

    async def complaints(self, day: date) -> Probed:
        """Ask for the complaints of one Beijing day."""

    def clock_offset_s(self) -> float | None:
        """WeChat Pay's clock minus this PC's (seconds); None when nothing answered."""

    async def close(self) -> None:
        """Close the connections and forget the keys."""


# Raises `BadValueError` for keys whose form is wrong.
ProbeOpener = Callable[[MerchantAccount], Awaitable[MerchantProbe]]
