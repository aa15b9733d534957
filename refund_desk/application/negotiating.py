"""Everything between yes and no, as the window uses it."""

from __future__ import annotations

from refund_desk.application.commands import (
    ApproveCommand,
    AskReturnCommand,
    GiveProofCommand,
    OfferCommand,
    TakeInCommand,
)
from refund_desk.application.ground import Ground
from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.application.return_addresses import ShopAddress, kept_addresses
from refund_desk.application.use_cases.agree_on_proof import AgreeOnProof
from refund_desk.application.use_cases.approve_application import ApproveApplication
from refund_desk.application.use_cases.give_proof import GiveProof, ProofTaken
from refund_desk.application.use_cases.let_go_of_proof import LetGoOfProof
from refund_desk.application.use_cases.negotiate import Negotiate
from refund_desk.application.use_cases.remind import Remind
from refund_desk.application.use_cases.take_in import TakeIn
from refund_desk.domain.negotiation import ProofKind, Reminder


class Negotiating:
    """Goods that come back, offers, refunds that wait for a proof. Each method is a use case."""

    def __init__(
        self,
        ground: Ground,
        pictures: PictureStore,
        reader: PictureReader,
        approve: ApproveApplication,
    ) -> None:
        """Wire the use cases."""
        self._ground = ground
        self._negotiate = Negotiate(ground=ground, pictures=pictures, reader=reader)
        self._take_in = TakeIn(ground=ground, pictures=pictures, reader=reader)
        self._agree = AgreeOnProof(ground=ground)
        self._give = GiveProof(ground=ground, pictures=pictures, reader=reader, approve=approve)
        self._let_go = LetGoOfProof(ground=ground)
        self._remind = Remind(ground=ground)

    async def ask_return(self, command: AskReturnCommand) -> None:
        """See `Negotiate.ask_return`."""
        await self._negotiate.ask_return(command)

    async def offer(self, command: OfferCommand) -> None:
        """See `Negotiate.offer`."""
        await self._negotiate.offer(command)

    async def take_in(self, command: TakeInCommand) -> None:
        """See `TakeIn`."""
        await self._take_in(command)

    async def agree_on_proof(self, command: ApproveCommand, kind: ProofKind) -> None:
        """See `AgreeOnProof`."""
        await self._agree(command, kind)

    async def give_proof(self, command: GiveProofCommand) -> ProofTaken:
        """See `GiveProof`."""
        return await self._give(command)

    async def let_go_of_proof(self, application_id: int) -> None:
        """See `LetGoOfProof`."""
        await self._let_go(application_id)

    async def reminders(self) -> tuple[Reminder, ...]:
        """See `Remind`."""
        return await self._remind()

    async def addresses(self) -> tuple[ShopAddress, ...]:
        """Where goods were asked to be sent so far, the last one first; empty at first.

        Raises a `StorageError`.
        """
        return await self._ground.run(kept_addresses)
