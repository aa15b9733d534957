"""End an application whose customer got the money without WeChat Pay, with the proof of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.commands import PICTURES_MAX, SettleOutsideCommand
from refund_desk.application.ground import Ground
from refund_desk.application.own_pictures import OWN_PREFIX, keep_clean
from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.use_cases.settle_refund import SettleRefund
from refund_desk.application.use_cases.words import ensure_note_fits
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.conversation import KeptPicture, Message, MessageKind, Speaker
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleOutside:
    """A person's 店外已转账: needs a transfer proof (decisions.md 2.3), or why there is none."""

    ground: Ground
    pictures: PictureStore
    reader: PictureReader
    settle: SettleRefund

    async def __call__(self, command: SettleOutsideCommand) -> None:
        """End the application; a refund that WeChat Pay refused is given up first.

        The proof stays on this PC. Raises `BadPictureError` and `RuleBrokenError`: `note.long`,
        `proof.needed`, `img.max`, `ended`, `ref.dup` while money of ours may move, and what
        `SettleRefund.give_up` raises.
        """
        ensure_note_fits(command.note)
        if not command.proofs and not command.without_proof:
            raise RuleBrokenError("proof.needed")
        if len(command.proofs) > PICTURES_MAX:
            raise RuleBrokenError("img.max")
        refused = await self.ground.run(lambda stores: _refused(stores, command.application_id))
        kept = [
            await keep_clean(self.pictures, self.reader, picture.content)
            for picture in command.proofs
        ]
        for refund_id in refused:
            await self.settle.give_up(refund_id, actor=command.actor)
        now = self.ground.now()
        await self.ground.run(lambda stores: _end(stores, command, tuple(kept), now))
        self.ground.publish(ApplicationsChanged((command.application_id,)))


def _refused(stores: Stores, application_id: int) -> tuple[int, ...]:
    """The refunds to give up; raises `RuleBrokenError` when others stand in the way."""
    if stores.applications.get(application_id).is_final:
        raise RuleBrokenError("ended")
    open_still = [r for r in stores.refunds.of_application(application_id) if not r.is_final]
    if any(r.state is not RefundState.REFUSED for r in open_still):
        raise RuleBrokenError("ref.dup")
    return tuple(r.id for r in open_still)


def _end(
    stores: Stores, command: SettleOutsideCommand, proofs: tuple[KeptPicture, ...], now: datetime
) -> None:
    """The end, its words and proof beside the conversation, and the audit line, together."""
    if _refused(stores, command.application_id):
        raise RuleBrokenError("ref.dup")
    application = stores.applications.get(command.application_id)
    note = command.note.strip()
    stores.applications.replace(
        replace(application, problem=False, changed_at=now).move_to(
            ApplicationState.SETTLED_OUTSIDE, now=now
        )
    )
    said = Message(
        log_ref=f"{OWN_PREFIX}{now.isoformat()}",
        speaker=Speaker.SHOP,
        kind=MessageKind.SETTLED_OUTSIDE,
        at=now,
        text=note,
        picture_refs=tuple(proof.reference for proof in proofs),
    )
    stores.conversations.merge(application.id, (said,))
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=command.actor,
            action=AuditAction.SETTLED_OUTSIDE,
            application_id=application.id,
            facts={
                "proof_count": len(proofs),
                "before": application.state.value,
                "after": ApplicationState.SETTLED_OUTSIDE.value,
            },
            personal={"note": note, "proofs": ",".join(proof.sha256 for proof in proofs)},
        )
    )
