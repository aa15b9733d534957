"""What of the application layer goods and offers use: `Services` has it, and so has a stand-in."""

from __future__ import annotations

from typing import Protocol

from refund_desk.application.commands import AskReturnCommand, OfferCommand, TakeInCommand
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.platform_terms import ReturnAddress, Standing
from refund_desk.application.return_addresses import ShopAddress
from refund_desk.application.use_cases.take_from_phone import TakeFromPhone
from refund_desk.domain.refund_application import Source
from refund_desk.ui.decisions.needs import CaseReads
from refund_desk.ui.scanner.scanner_line import FolderMemory


class Negotiates(Protocol):
    """`Negotiating` is one; each raises `RuleBrokenError` or `StorageError`."""

    async def ask_return(self, command: AskReturnCommand) -> None:
        """Ask for the goods."""

    async def offer(self, command: OfferCommand) -> None:
        """Offer another amount; raises `BadPictureError`, too."""

    async def take_in(self, command: TakeInCommand) -> None:
        """Take the goods in; raises `BadPictureError`, too."""

    async def addresses(self) -> tuple[ShopAddress, ...]:
        """Where goods were asked to be sent, the last one first."""


class PlatformPlaces(Protocol):
    """What a platform wants chosen: `PlatformChoices` has it."""

    async def standing(self, source: Source, source_ref: str) -> Standing | Missing | Unreadable:
        """How an application stands there now."""

    async def return_addresses(self, source: Source) -> tuple[ReturnAddress, ...] | Unreadable:
        """Where goods can be sent back to."""


class GoodsBackServices(Protocol):
    """The use cases between yes and no."""

    @property
    def cases(self) -> CaseReads:
        """Reads of whole cases."""

    @property
    def clock(self) -> Clock:
        """The business clock."""

    @property
    def negotiate(self) -> Negotiates:
        """Returns, offers, goods that are here."""

    @property
    def choices(self) -> PlatformPlaces:
        """What a platform wants chosen."""

    @property
    def phone(self) -> TakeFromPhone:
        """Pictures from a phone on the shop's network."""

    @property
    def scanner(self) -> FolderMemory:
        """The folder of the shop's scanner."""
