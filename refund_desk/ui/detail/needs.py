"""What of the application layer the detail uses: `Services` has it, and so has a stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import OwnPicture, ReplyCommand, SettleOutsideCommand
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.pictures import PictureStore
from refund_desk.application.ports.read_model import ReadModel
from refund_desk.domain.audit import AuditLine
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.fen import Fen

if TYPE_CHECKING:
    from refund_desk.application.use_cases.pack_evidence import PackCommand
    from refund_desk.application.use_cases.take_from_phone import TakeFromPhone


class CaseReads(Protocol):
    """Reads one application whole."""

    async def view(self, application_id: int) -> CaseView | None:
        """The application as the window shows it; None when there is none."""


class EvidenceMaker(Protocol):
    """See `PackEvidence` for errors and promises."""

    async def audit_lines(self, application_id: int) -> tuple[AuditLine, ...]:
        """What the trail says of an application and its refunds."""

    async def clean(self, pictures: tuple[OwnPicture, ...]) -> tuple[OwnPicture, ...]:
        """The pictures made anew without metadata."""

    async def pack(self, command: PackCommand) -> bytes:
        """The zip."""


class DetailServices(Protocol):
    """The use cases of one application that is looked at."""

    @property
    def reads(self) -> ReadModel:
        """Reads for the log."""

    @property
    def cases(self) -> CaseReads:
        """Reads whole cases."""

    @property
    def clock(self) -> Clock:
        """The business clock."""

    @property
    def pictures(self) -> PictureStore:
        """The picture file."""

    @property
    def phone(self) -> TakeFromPhone:
        """Pictures from a phone on the shop's network."""

    @property
    def evidence(self) -> EvidenceMaker:
        """Evidence packs."""

    @property
    def practice(self) -> bool:
        """Whether this is the practice shop."""

    @property
    def shop_name(self) -> str:
        """The name beside the shop's own words."""

    async def open_application(self, application_id: int) -> None:
        """Mark it read and bring every part of it up to date."""

    async def settle_refund(self, refund_id: int) -> None:
        """Ask WeChat Pay now."""

    async def continue_refund(self, refund_id: int) -> None:
        """Send a refused refund again under its number; raises `RuleBrokenError`."""

    async def give_up_refund(self, refund_id: int) -> None:
        """End a refused refund for good; raises `RuleBrokenError`."""

    async def return_to_shop(self, refund_id: int) -> None:
        """Bring an abnormal refund back to the shop; raises `RuleBrokenError`."""

    async def return_to_card(self, refund_id: int, card: BankCard) -> None:
        """Send an abnormal refund to a card; raises `RuleBrokenError`."""

    async def settle_outside(self, command: SettleOutsideCommand) -> None:
        """Write down that the customer got the money otherwise, with the proof.

        Raises `RuleBrokenError` and `BadPictureError`.
        """

    async def record_elsewhere(self, application_id: int, amount: Fen, note: str) -> None:
        """Write down what was refunded without this desk."""

    async def reply_to_customer(self, command: ReplyCommand) -> None:
        """Queue a reply; raises `RuleBrokenError` and `BadPictureError`."""

    async def pick_order(self, application_id: int, number: str) -> None:
        """Let the case be about one of its orders; raises `RuleBrokenError`."""

    async def retry_outgoing(self, outbox_id: int) -> None:
        """Try a stuck message again."""

    async def drop_outgoing(self, outbox_id: int) -> None:
        """Leave a stuck message."""

    async def complete_complaint(self, application_id: int) -> None:
        """Tell WeChat Pay that the complaint is dealt with."""

    async def save_draft(self, application_id: int, text: str) -> None:
        """Keep unsent words."""

    async def reveal_phone(self, application_id: int) -> str:
        """The whole phone number, after the audit line is written."""
