"""The proof that an agreed refund waited for: kept, told, and the refund planned, all at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from refund_desk.application.commands import ApproveCommand, GiveProofCommand
from refund_desk.application.ground import Ground
from refund_desk.application.negotiation_book import keep_negotiation, kept_negotiation
from refund_desk.application.own_pictures import OWN_PREFIX, keep_clean
from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.use_cases.approve_application import (
    ApproveApplication,
    ensure_may_plan,
)
from refund_desk.application.use_cases.words import ensure_pictures_fit, picture_facts
from refund_desk.domain.audit import AuditAction, AuditEntry
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.conversation import KeptPicture, Message, MessageKind, Speaker
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, OutboxChanged
from refund_desk.domain.negotiation import AwaitedProof
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import ApplicationState, RefundApplication


@dataclass(frozen=True, slots=True)
class ProofTaken:
    """The proof is kept. `refund` is planned; else `why` is the key of the sentence why not."""

    refund: Refund | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Given:
    """What one transaction wrote."""

    taken: ProofTaken
    entry: OutboxEntry | None = field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveProof:
    """A person's proof. One transaction takes it in and plans the refund that was agreed.

    So a crash leaves either both or neither; a plan that it leaves is undone at the next start,
    like any other, and can be agreed to again with the amount filled in.
    """

    ground: Ground
    pictures: PictureStore
    reader: PictureReader
    approve: ApproveApplication

    async def __call__(self, command: GiveProofCommand) -> ProofTaken:
        """The planned refund, to be submitted like any other, or why it was not planned.

        Nothing is planned when anything changed since the agreement: the amounts, the payment, a
        rule that turned red. Then the application is to be decided anew, and marked with why.
        Raises `RuleBrokenError`: `proof.needed`, `proof.none` where none is waited for, `img.max`,
        `img.private` where they leave this PC, why sending is stopped; and `BadPictureError`.
        Nothing has happened then.
        """
        self.ground.gate.ensure_open()
        if not command.pictures:
            raise RuleBrokenError("proof.needed")
        application, _awaited = await self.ground.run(
            lambda stores: awaited_of(stores, command.application_id)
        )
        ensure_pictures_fit(command.pictures, leave=CAPABILITIES[application.source].evidence)
        kept = tuple(
            [
                await keep_clean(self.pictures, self.reader, picture.content)
                for picture in command.pictures
            ]
        )
        now = self.ground.now()
        given = await self.ground.run(lambda stores: self._give(stores, command, kept, now))
        if given.entry is not None:
            entry = given.entry
            self.ground.publish(
                OutboxChanged(entry.application_id, entry.id, entry.kind.value, entry.state.value)
            )
        if given.taken.refund is not None:
            self.ground.tell(given.taken.refund)
        self.ground.publish(ApplicationsChanged((command.application_id,)))
        return given.taken

    def _give(
        self,
        stores: Stores,
        command: GiveProofCommand,
        kept: tuple[KeptPicture, ...],
        now: datetime,
    ) -> _Given:
        application, awaited = awaited_of(stores, command.application_id)
        names = tuple(picture.sha256 for picture in kept)
        negotiation = kept_negotiation(stores, application.id)
        here = replace(negotiation, proof=replace(awaited, given_at=now))
        keep_negotiation(stores, application.id, here)
        back = replace(application.move_to(awaited.stood, now=now), unread=False, changed_at=now)
        stores.applications.replace(back)
        proof = replace(_proof_of(application, awaited, command.actor, now), picture_names=names)
        entry = _tell(stores, application, proof, tuple(p.reference for p in kept))
        try:
            taken = ProofTaken(self._plan(stores, application, awaited, now))
        except RuleBrokenError as broken:
            taken = ProofTaken(None, broken.code)
        if taken.refund is None:
            stores.applications.replace(replace(back, unread=True, marked=taken.why))
        stores.audit.append(
            AuditEntry(
                at=now,
                actor=command.actor,
                action=AuditAction.PROOF_GIVEN,
                application_id=application.id,
                facts={
                    "proof": awaited.kind.value,
                    "proof_count": len(kept),
                    "before": application.state.value,
                    "after": back.state.value,
                    **({"why": taken.why} if taken.why else {}),
                    **(picture_facts(command.pictures) if entry is not None else {}),
                },
                personal={"proofs": ",".join(names)},
            )
        )
        return _Given(taken, entry)

    def _plan(
        self, stores: Stores, application: RefundApplication, awaited: AwaitedProof, now: datetime
    ) -> Refund:
        """The refund as it was agreed; raises `RuleBrokenError` where anything is not as it was."""
        command = ApproveCommand(
            application_id=application.id,
            amount=awaited.amount,
            seen_refundable=awaited.refundable,
            seen_asked=awaited.asked,
            reason=awaited.reason,
            reply_text=awaited.reply_text,
            red_accepted=True,
            parts=awaited.parts,
            may_wait=True,
            before_goods=awaited.before_goods,
            actor=awaited.actor,
        )
        plan = ensure_may_plan(stores, command, now)
        if set(plan.red) - set(awaited.red):
            raise RuleBrokenError("changed.checks")
        return self.approve.plan(stores, command, now)


def awaited_of(stores: Stores, application_id: int) -> tuple[RefundApplication, AwaitedProof]:
    """The application and what it waits for; raises `RuleBrokenError("proof.none")`."""
    application = stores.applications.get(application_id)
    awaited = kept_negotiation(stores, application_id).awaited_proof
    if application.state is not ApplicationState.AGREED_WAITING_PROOF or awaited is None:
        raise RuleBrokenError("proof.none")
    return application, awaited


def _proof_of(
    application: RefundApplication, awaited: AwaitedProof, actor: str, now: datetime
) -> OutboxEntry:
    """The proof as a message, still without its pictures."""
    return OutboxEntry(
        id=0,
        application_id=application.id,
        kind=OutboxKind.EVIDENCE,
        state=OutboxState.WAITING,
        created_at=now,
        next_try_at=now,
        actor=actor,
        step=awaited.kind.value,
    )


def _tell(
    stores: Stores, application: RefundApplication, proof: OutboxEntry, references: tuple[str, ...]
) -> OutboxEntry | None:
    """Give the proof to the source where it takes one; else keep it beside the conversation."""
    if CAPABILITIES[application.source].evidence:
        return stores.outbox.add(proof)
    said = Message(
        log_ref=f"{OWN_PREFIX}{proof.created_at.isoformat()}",
        speaker=Speaker.SHOP,
        kind=MessageKind.PROOF,
        at=proof.created_at,
        text="",
        picture_refs=references,
    )
    stores.conversations.merge(application.id, (said,))
    return None
