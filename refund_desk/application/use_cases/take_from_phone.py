"""Photographs from a phone on the shop's network, for as long as somebody waits for them."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.phone_page import (
    NoNetworkError,
    PhoneDoor,
    PhonePages,
    PhoneWords,
)
from refund_desk.application.ports.pictures import BadPictureError, PictureReader

VALID_S = 300.0
_SECRET_BYTES = 18


@dataclass(slots=True, kw_only=True)
class Visit:
    """One code on the screen: one phone, five minutes, as many pictures as there is room for.

    `free` says how many may still come; `arrived` gets each as a clean JPEG; `changed` is called
    when a phone came.
    """

    words: PhoneWords
    reader: PictureReader
    clock: Clock
    free: Callable[[], int]
    arrived: Callable[[bytes], None]
    changed: Callable[[], None]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(_SECRET_BYTES), repr=False)
    count: int = 0
    _place: str = field(default_factory=lambda: secrets.token_urlsafe(_SECRET_BYTES), repr=False)
    _phone: str = field(default="", repr=False)
    _began: float = field(init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        """Count from now on."""
        self._began = self.clock.monotonic()

    @property
    def is_met(self) -> bool:
        """Whether a phone opened the page."""
        return bool(self._phone)

    def left_s(self) -> float:
        """Seconds until it ends; 0 afterwards."""
        return max(0.0, self._began + VALID_S - self.clock.monotonic())

    def end(self) -> None:
        """Take nothing from now on."""
        self._began = self.clock.monotonic() - VALID_S

    def enter(self, token: str, phone: str) -> str | None:
        """The secret place of this visit for the first phone, which may come again."""
        if not self.left_s() or not compare_digest(token.encode(), self.token.encode()):
            return None
        if self._phone and phone != self._phone:
            return None
        self._phone = phone
        self.changed()
        return self._place

    def knows(self, place: str) -> bool:
        """Whether this is the place of the visit, and it is still open."""
        return bool(self.left_s()) and compare_digest(place.encode(), self._place.encode())

    def room(self) -> int:
        """How many photographs may still come."""
        return max(0, self.free())

    async def take(self, content: bytes) -> str:
        """Hand over a clean copy; empty when it was taken, else why not.

        One after the other: two large photographs at once would need twice the memory, and the
        last free place could be given twice.
        """
        async with self._turn:
            if not self.room():
                return "img.max"
            try:
                clean = await self.reader.clean_copy(content)
            except BadPictureError as error:
                return error.why
            # The five minutes, or the person's patience, may have ended meanwhile.
            if not self.left_s():
                return "gone"
            self.count += 1
            self.arrived(clean)
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeFromPhone:
    """Opens the page for a visit; without `pages` there is none."""

    pages: PhonePages | None
    reader: PictureReader
    clock: Clock

    @property
    def is_offered(self) -> bool:
        """Whether this desk has such a page."""
        return self.pages is not None

    def visit(
        self,
        words: PhoneWords,
        *,
        free: Callable[[], int],
        arrived: Callable[[bytes], None],
        changed: Callable[[], None],
    ) -> Visit:
        """A new code; see `Visit`."""
        return Visit(
            words=words,
            reader=self.reader,
            clock=self.clock,
            free=free,
            arrived=arrived,
            changed=changed,
        )

    async def addresses(self) -> tuple[str, ...]:
        """Where a phone may reach this PC, the likeliest first."""
        return await asyncio.to_thread(self.pages.addresses) if self.pages is not None else ()

    async def open(self, visit: Visit, address: str) -> PhoneDoor:
        """Listen at this address until the door is closed; raises `NoNetworkError`."""
        if self.pages is None or not address:
            raise NoNetworkError
        return await self.pages.open(visit, address)
