"""What of the application layer the decisions use: `Services` has it, and so has a stand-in."""

from __future__ import annotations

from typing import Protocol

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ApproveCommand, GiveProofCommand, RejectCommand
from refund_desk.application.outcomes import Unreadable
from refund_desk.application.ports.platform_terms import RejectReason, Scene
from refund_desk.application.undo_windows import UndoEnd
from refund_desk.application.use_cases.give_proof import ProofTaken
from refund_desk.application.use_cases.prove_payment import ProveCommand
from refund_desk.application.use_cases.take_from_phone import TakeFromPhone
from refund_desk.domain.conversation import KeptPicture
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import ProofKind
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import Source
from refund_desk.domain.shop_policy import ShopPolicy
from refund_desk.ui.scanner.scanner_line import FolderMemory


class CaseReads(Protocol):
    """Reads one application whole."""

    async def view(self, application_id: int) -> CaseView | None:
        """The application as the window shows it; None when there is none."""


class PictureReads(Protocol):
    """Finds pictures by their reference, and gives their small form."""

    async def find(self, reference: str) -> KeptPicture | None:
        """The kept picture of this reference."""

    async def thumbnail(self, sha256: str) -> bytes | None:
        """The thumbnail as PNG or JPEG bytes."""


class CaseServices(Protocol):
    """What every decision looks at first, one or many."""

    @property
    def practice(self) -> bool:
        """Whether all money here is pretended."""

    @property
    def policy(self) -> ShopPolicy:
        """The shop's own limits."""

    @property
    def cases(self) -> CaseReads:
        """Reads of whole cases."""


class PlatformAgreement(Protocol):
    """Agreeing where the platform pays: `Agreeing` is one."""

    async def ensure(self, application_id: int, *, seen_amount: Fen) -> None:
        """Raise what the press would raise now: `RuleBrokenError` or `StorageError`."""

    async def __call__(self, application_id: int, *, seen_amount: Fen) -> UndoEnd:
        """Let the undo window pass, then say it; raises as `ensure` does."""


class PaymentProof(Protocol):
    """`ProvePayment` is one."""

    async def __call__(self, command: ProveCommand) -> object:
        """Queue the proof; raises `RuleBrokenError`, `BadPictureError` or `StorageError`."""


class ProofAgreements(Protocol):
    """Refunds that wait for a proof: `Negotiating` has it."""

    async def agree_on_proof(self, command: ApproveCommand, kind: ProofKind) -> None:
        """Agree; raises `RuleBrokenError` or `StorageError`."""

    async def give_proof(self, command: GiveProofCommand) -> ProofTaken:
        """Keep the proof and plan the refund, or say why not; raises as `agree_on_proof`."""

    async def let_go_of_proof(self, application_id: int) -> None:
        """Take the agreement back; raises as `agree_on_proof`."""


class PlatformReasons(Protocol):
    """What a platform takes as a reason: `PlatformChoices` has it."""

    async def reject_reasons(
        self, source: Source, scene: Scene
    ) -> tuple[RejectReason, ...] | Unreadable:
        """The reasons that fit, or why they could not be read."""


class DecisionServices(CaseServices, Protocol):
    """The use cases that a decision presses."""

    @property
    def agreeing(self) -> PlatformAgreement:
        """Agreeing where the platform pays."""

    @property
    def prove_payment(self) -> PaymentProof:
        """Proving a payment that a platform could not make."""

    @property
    def negotiate(self) -> ProofAgreements:
        """Refunds that wait for a proof."""

    @property
    def choices(self) -> PlatformReasons:
        """What a platform wants chosen."""

    @property
    def pictures(self) -> PictureReads:
        """Reads of pictures."""

    @property
    def scanner(self) -> FolderMemory:
        """The folder of the shop's scanner."""

    @property
    def phone(self) -> TakeFromPhone:
        """Pictures from a phone on the shop's network."""

    async def approve_application(self, command: ApproveCommand) -> Refund:
        """Plan a refund durably; raises `RuleBrokenError` or `StorageError`."""

    async def submit_refund(self, refund_id: int) -> None:
        """Let the undo window pass, then send."""

    def undo_refund(self, refund_id: int) -> bool:
        """Undo a planned refund; False when it is too late."""

    def submit_now(self, refund_id: int) -> object:
        """End the undo window early."""

    async def reject_application(self, command: RejectCommand) -> None:
        """Reject; raises `RuleBrokenError`, `BadPictureError` or `StorageError`."""
