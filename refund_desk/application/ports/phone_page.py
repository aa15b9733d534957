"""The port of the page that a phone on the shop's network opens to hand over photographs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class NoNetworkError(Exception):
    """This PC has no address that a phone of the shop could reach, or may not listen there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneWords:
    """What the page says, in the language of the window. `sent(n)` tells how many have come."""

    language: str
    title: str
    lead: str
    camera: str
    album: str
    send: str
    open_wifi: str
    gone: str
    full: str
    sent: Callable[[int], str]
    refused: Callable[[str], str]


class PhoneVisit(Protocol):
    """What the page asks the desk, and hands to it."""

    @property
    def words(self) -> PhoneWords:
        """What to say."""

    @property
    def token(self) -> str:
        """What the QR code holds; good for the first phone that shows it."""

    def enter(self, token: str, phone: str) -> str | None:
        """The secret place of this visit for the phone at this address; None for any other."""

    def knows(self, place: str) -> bool:
        """Whether this is the place of the visit, and it is still open."""

    def room(self) -> int:
        """How many photographs may still come."""

    @property
    def count(self) -> int:
        """How many have come."""

    async def take(self, content: bytes) -> str:
        """Take a photograph's file; empty when it was taken, else the reason (`img.*`, `gone`)."""


class PhoneDoor(Protocol):
    """The page while it can be opened."""

    @property
    def url(self) -> str:
        """What the phone opens."""

    async def close(self) -> None:
        """Listen no more; a photograph that is on its way is dropped. Idempotent."""


class PhonePages(Protocol):
    """Serves one visit at a time on an address of the shop's network."""

    def addresses(self) -> tuple[str, ...]:
        """The addresses of this PC that a phone may reach, the likeliest first. May block."""

    async def open(self, visit: PhoneVisit, address: str) -> PhoneDoor:
        """Listen there for this visit; raises `NoNetworkError`."""
