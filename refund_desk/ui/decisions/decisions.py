"""Who starts what a decision means: dialogs in front, use cases behind, undo bars between."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from refund_desk.application.agreeing import AgreeCommand
from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ApproveCommand, GiveProofCommand, RejectCommand
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.ports.platform_terms import Scene
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.use_cases.give_proof import ProofTaken
from refund_desk.application.use_cases.prove_payment import ProveCommand
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import (
    ApplicationsChanged,
    Event,
    OutboxChanged,
    RefundChanged,
    UndoTicked,
)
from refund_desk.domain.negotiation import ProofKind
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ProblemType
from refund_desk.ui import formats, sentences, texts, wording
from refund_desk.ui.decisions.agree_dialog import AgreeDialog
from refund_desk.ui.decisions.agreed_presses import AgreedPresses
from refund_desk.ui.decisions.approve_dialog import ApproveDialog, ApproveSetting
from refund_desk.ui.decisions.dialog_runner import DialogRunner
from refund_desk.ui.decisions.needs import DecisionServices
from refund_desk.ui.decisions.proof_dialog import ProofDialog
from refund_desk.ui.decisions.prove_dialog import ProveDialog
from refund_desk.ui.decisions.reject_dialog import RejectDialog
from refund_desk.ui.decisions.undo_bars import UndoBars
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.picture_reader import read_image
from refund_desk.ui.task_runner import TaskRunner

_GOODS_SIDE_PX = 88


class Decisions(DialogRunner):
    """Opens the decision dialogs over a window and runs what they order, each once."""

    def __init__(
        self,
        services: DecisionServices,
        tasks: TaskRunner,
        bridge: EventBridge,
        host: QWidget,
        undo_place: QWidget,
    ) -> None:
        """Dialogs open over `host`'s window; undo bars lie at the lower end of `undo_place`."""
        super().__init__(services.cases, tasks, host)
        self._services = services
        self._names: dict[int, str] = {}
        self._rejected: set[int] = set()
        self._there = AgreedPresses(services.agreeing, tasks, self)
        self._there.toast.connect(self.toast)
        self._there.trouble.connect(self.trouble)
        self.undo_s = 5
        self.bars = UndoBars(undo_place)
        self.bars.undo_wanted.connect(self._undo)
        self.bars.now_wanted.connect(services.submit_now)
        bridge.happened.connect(self._follow)

    def approve(self, case: CaseView) -> bool:
        """Open the approve dialog; False, with the reason told, when this cannot be approved."""
        if self._dialog is not None:
            return False
        if case.can_prove:
            self._open_proof(case)
            return True
        if case.awaited_proof is not None:
            kind = wording.proof_kind(case.awaited_proof.kind)
            self.trouble.emit(texts.awaiting.standing(kind))
            return False
        if not case.approve.can_press:
            offer = case.approve
            self.trouble.emit(sentences.sentence(offer.why, seconds=offer.wait_s))
            return False
        if self._tasks.is_running(f"decide:{case.application_id}"):
            self.trouble.emit(texts.refund.dup())
            return False
        if case.platform_pays:
            agree = AgreeDialog(self._host.window(), case, undo_s=self.undo_s)
            agree.confirmed.connect(
                lambda command: self._order(agree, lambda: self._agreed(agree, command))
            )
            self._open(agree)
            return True
        setting = ApproveSetting(
            practice=self._services.practice, undo_s=self.undo_s, policy=self._services.policy
        )
        dialog = ApproveDialog(self._host.window(), case, setting)
        dialog.confirmed.connect(lambda command: self._plan(dialog, command))
        self._open(dialog)
        self._tasks.start(f"goods:{case.application_id}", lambda: self._load_goods(dialog))
        return True

    def reject(self, case: CaseView) -> bool:
        """Open the reject dialog; False when this application cannot be rejected now."""
        running = self._tasks.is_running(f"decide:{case.application_id}")
        if self._dialog is not None or not case.can_reject or running:
            return False
        dialog = RejectDialog(self._host.window(), case, self._tasks)
        dialog.evidence.offer_phone(self._services.phone)
        dialog.evidence.scanner.offer(self._services.scanner)
        dialog.confirmed.connect(lambda command: self._refuse(dialog, command))
        self._open(dialog)
        if case.platform_pays:
            self._tasks.start(f"reasons:{case.application_id}", lambda: self._load_reasons(dialog))
        return True

    def give_proof(self, case: CaseView, brought: QMimeData | None = None) -> bool:
        """Open the dialog for the proof that is waited for, with what was dropped or pasted.

        False where none is waited for, or another dialog is open.
        """
        awaited = case.awaited_proof
        running = self._tasks.is_running(f"decide:{case.application_id}")
        if self._dialog is not None or awaited is None or running:
            return False
        practice = self._services.practice
        dialog = ProofDialog(self._host.window(), case, awaited, self._tasks, practice=practice)
        dialog.evidence.offer_phone(self._services.phone)
        dialog.evidence.scanner.offer(self._services.scanner)
        dialog.confirmed.connect(
            lambda command: self._order(dialog, lambda: self._proof_given(dialog, command))
        )
        if brought is not None:
            dialog.evidence.take_mime(brought)
        self._open(dialog)
        self._tasks.start(f"goods:{case.application_id}", lambda: self._load_goods(dialog))
        return True

    def take_back(self, case: CaseView) -> None:
        """Take back the agreement that waits for a proof."""
        number = case.application_id
        self._tasks.start(f"decide:{number}", lambda: self._taken_back(number))

    def _plan(self, dialog: ApproveDialog, command: ApproveCommand) -> None:
        kind = dialog.when.kind()
        if kind is None:
            self._order(dialog, lambda: self._planned(dialog, command))
        else:
            self._order(dialog, lambda: self._agreed_on(dialog, command, kind))

    async def _agreed_on(
        self, dialog: ApproveDialog, command: ApproveCommand, kind: ProofKind
    ) -> None:
        """Write the agreement; nothing is planned and no undo window begins."""

        def told() -> None:
            self.toast.emit(texts.goods_back.on_proof())

        agree = self._services.negotiate.agree_on_proof
        await self._written(dialog, lambda: agree(command, kind), told)

    async def _proof_given(self, dialog: ProofDialog, command: GiveProofCommand) -> None:
        """Write the proof with the refund it starts; then let the undo window begin."""
        taken: list[ProofTaken] = []

        async def give() -> None:
            taken.append(await self._services.negotiate.give_proof(command))

        def told() -> None:
            (proof,) = taken
            if proof.refund is not None:
                self._submit(proof.refund, dialog.case.title)
            else:
                why = sentences.sentence(proof.why)
                self.trouble.emit(texts.goods_back.proof_kept(why))

        await self._written(dialog, give, told)

    async def _taken_back(self, application_id: int) -> None:
        try:
            await self._services.negotiate.let_go_of_proof(application_id)
        except RuleBrokenError as error:
            self.trouble.emit(sentences.sentence(error.code, **error.limits))
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
        else:
            self.toast.emit(texts.awaiting.taken_back())

    def _refuse(self, dialog: RejectDialog, command: RejectCommand) -> None:
        self._order(dialog, lambda: self._rejecting(dialog, command))

    async def _planned(self, dialog: ApproveDialog, command: ApproveCommand) -> None:
        """Write the plan; then let the undo window begin under the payment's key."""
        try:
            refund = await self._services.approve_application(command)
        except RuleBrokenError as error:
            await self._tell_refusal(dialog, sentences.sentence(error.code, **error.limits))
        except StorageError as error:
            dialog.show_refusal(sentences.storage_sentence(error), None)
        else:
            self._submit(refund, dialog.case.title)
            dialog.finish()
            self.decided.emit(command.application_id)
        finally:
            # After a bug the person must still be able to close the dialog.
            dialog.stop_waiting()

    def _submit(self, refund: Refund, name: str) -> None:
        self._names[refund.id] = name
        key, number = f"submit:{refund.transaction_id}", refund.id
        if not self._tasks.start(key, lambda: self._services.submit_refund(number)):
            self.trouble.emit(texts.refund.dup())

    async def _rejecting(self, dialog: RejectDialog, command: RejectCommand) -> None:
        """Write the rejection; the outbox tells the platform."""

        def told() -> None:
            if dialog.case.can.decisions:
                self._rejected.add(command.application_id)
                self.toast.emit(texts.reject.queued())
            else:
                self.toast.emit(texts.reject.kept_here())

        await self._written(dialog, lambda: self._services.reject_application(command), told)

    def _open_proof(self, case: CaseView) -> None:
        """Ask for the proof of a payment that the platform could not make."""
        dialog = ProveDialog(self._host.window(), case, self._tasks)
        dialog.evidence.offer_phone(self._services.phone)
        dialog.evidence.scanner.offer(self._services.scanner)
        dialog.confirmed.connect(
            lambda command: self._order(dialog, lambda: self._proven(dialog, command))
        )
        self._open(dialog)

    async def _proven(self, dialog: ProveDialog, command: ProveCommand) -> None:
        """Write the proof; the outbox gives it to the platform."""

        def told() -> None:
            self.toast.emit(texts.store.proving())

        await self._written(dialog, lambda: self._services.prove_payment(command), told)

    async def _agreed(self, dialog: AgreeDialog, command: AgreeCommand) -> None:
        """Let the undo window begin, where the platform would pay."""
        number, amount = command.application_id, command.seen_amount
        try:
            await self._services.agreeing.ensure(number, seen_amount=amount)
        except RuleBrokenError as error:
            await self._tell_refusal(dialog, sentences.sentence(error.code, **error.limits))
        except StorageError as error:
            dialog.show_refusal(sentences.storage_sentence(error), None)
        else:
            self._there.begin(command)
            dialog.finish()
            self.decided.emit(number)
        finally:
            dialog.stop_waiting()

    async def _load_reasons(self, dialog: RejectDialog) -> None:
        """Offer the platform's own reasons; without them nothing can be rejected there."""
        case = dialog.case
        goods = case.problem_type is ProblemType.RETURN
        scene = Scene.RETURN if goods else Scene.REFUND
        reasons = await self._services.choices.reject_reasons(case.source, scene)
        if self._dialog is dialog:
            dialog.offer_reasons(reasons)

    async def _load_goods(self, dialog: ApproveDialog | ProofDialog) -> None:
        """Show what was bought, where the shop knows a picture of it."""
        order = dialog.case.order
        reference = order.goods[0].picture_ref if order is not None and order.goods else ""
        if not reference:
            return
        try:
            kept = await self._services.pictures.find(reference)
            content = await self._services.pictures.thumbnail(kept.sha256) if kept else None
            if content is None:
                return
            image = await asyncio.to_thread(read_image, content, side_px=_GOODS_SIDE_PX)
        except (StorageError, BadPictureError):
            # Without its picture the dialog still says what the goods are.
            return
        if self._dialog is dialog:
            dialog.show_picture(image)

    def _undo(self, refund_id: int) -> None:
        if not self._services.undo_refund(refund_id):
            self.trouble.emit(texts.confirmations.too_late())

    def _follow(self, event: Event) -> None:
        """Move the bars, look again, and tell how a decision of this window went on."""
        match event:
            case UndoTicked():
                self.bars.follow(event, self._names.get(event.refund_id, ""))
            case ApplicationsChanged():
                self._look_if_touched(event.application_ids)
            case RefundChanged():
                self._tell_refund(event)
                ids = () if event.application_id is None else (event.application_id,)
                self._look_if_touched(ids)
            case OutboxChanged():
                self._tell_outgoing(event)
                self._there.hear(event)
            case _:
                pass

    def _tell_refund(self, event: RefundChanged) -> None:
        if event.refund_id not in self._names:
            return
        told = self._refund_news(event)
        if told is None:
            return
        good, sentence = told
        (self.toast if good else self.trouble).emit(sentence)
        # One word when it has left or not; its later life is told by the detail and the notices.
        if event.state is not RefundState.UNKNOWN:
            del self._names[event.refund_id]

    @staticmethod
    def _refund_news(event: RefundChanged) -> tuple[bool, str] | None:
        """Whether a step is good news, and its sentence; None for a step that needs no word."""
        match event.state:
            case RefundState.UNDONE if event.why in {"", "undo.done"}:
                return True, texts.undo.done()
            case RefundState.UNDONE if event.why == "undo.closed":
                # Told by the window, which also knows those of the last time.
                return None
            case RefundState.UNDONE:
                return False, sentences.undone_sentence(event.why)
            case RefundState.PROCESSING | RefundState.SUCCEEDED if event.adopted:
                return False, texts.refund.adopted()
            case RefundState.PROCESSING:
                return True, texts.refund.submitted(formats.yuan(event.amount))
            case RefundState.REFUSED:
                return False, sentences.refused_sentence(event.why)
            case RefundState.UNKNOWN:
                return False, texts.refund.unknown()
            case _:
                return None

    def _tell_outgoing(self, event: OutboxChanged) -> None:
        rejection = event.kind == OutboxKind.REJECT
        sent = event.state == OutboxState.SENT
        if rejection and sent and event.application_id in self._rejected:
            self._rejected.discard(event.application_id)
            self.toast.emit(texts.reject.ok())
