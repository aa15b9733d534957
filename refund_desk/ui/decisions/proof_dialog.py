"""The dialog in which a person gives the proof that an agreed refund waits for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import GiveProofCommand
from refund_desk.domain.negotiation import AwaitedProof
from refund_desk.ui import formats, sentences, texts, wording
from refund_desk.ui.decisions.approve_parts import CaseHead, CheckCard, NoteCard
from refund_desk.ui.decisions.decision_dialog import DecisionDialog
from refund_desk.ui.decisions.evidence_box import EvidenceBox
from refund_desk.ui.decisions.picture_taker import PictureTaker
from refund_desk.ui.decisions.sheet import Aired, Sheet
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel

_WIDTH = 640
# The check card with the air around it (px).
_CARD_ROOM = 96


class ProofDialog(DecisionDialog):
    """Takes up to four pictures; its yes keeps them and starts the refund that was agreed to."""

    def __init__(
        self,
        window: QWidget,
        case: CaseView,
        awaited: AwaitedProof,
        tasks: TaskRunner,
        *,
        practice: bool = False,
    ) -> None:
        """`awaited` is what the case waits for; the amount stands in title, card and button."""
        kind, amount = wording.proof_kind(awaited.kind), formats.yuan(awaited.amount)
        title = texts.goods_back.proof_title(kind, amount)
        super().__init__(window, case, title=title, width=_WIDTH)
        self._awaited = awaited
        note = None if case.can.evidence else texts.cards.proof_note()
        self.evidence = EvidenceBox(tasks, label=texts.waiting.event_proof(), note=note)
        self._taker = PictureTaker(self, self.evidence)
        self._build(window)
        words = texts.goods_back.proof_confirm
        if practice:
            words = texts.awaiting.proof_confirm_practice
        self.confirm.setText(words(amount))
        self.evidence.changed.connect(self.refresh)
        self.dismiss.clicked.connect(self.reject)
        self.set_confirm(self.confirm)
        self.start_on(self.dismiss)
        self.refresh()

    def show_case(self, case: CaseView) -> None:
        """Follow the case: when this is no longer what it waits for, say so and lock."""
        self._case = case
        self._ended = case.awaited_proof != self._awaited
        if self._ended:
            known = case.marked and sentences.is_known(case.marked)
            why = sentences.sentence(case.marked) if known else texts.goods_back.no_proof_awaited()
            self.trouble.say(why)
        self.head.show_case(case)
        self.refresh()

    def show_refusal(self, sentence: str, case: CaseView | None) -> None:
        """Say why nothing was written; the person may press again."""
        self.stop_waiting()
        if case is not None:
            self.show_case(case)
        self.trouble.say(sentence)

    def show_picture(self, image: QImage) -> None:
        """Show what was bought."""
        self.head.show_picture(image)

    def command(self) -> GiveProofCommand | None:
        """What the person orders, or None while something is missing."""
        if self._missing() or self._ended or self.evidence.is_reading():
            return None
        return GiveProofCommand(
            application_id=self._case.application_id, pictures=self.evidence.pictures()
        )

    def refresh(self) -> None:
        """Let hint and button follow what is there."""
        missing = "" if self._ended else self._missing()
        self.hint.setText(missing or texts.goods_back.proof_footer())
        self.hint.set_tone("warn" if missing else "text2")
        self._hint_icon.set_icon(
            *(("alert", "warn") if missing else ("undo-variant", "accent_text"))
        )
        self.confirm.setEnabled(self._working or self.command() is not None)

    def _missing(self) -> str:
        """The first thing that is still missing, in words."""
        unseen = self.evidence.unseen() if self._case.can.evidence else 0
        if unseen:
            return texts.reject.look_first(unseen)
        return "" if self.evidence.pictures() else texts.goods_back.proof_needed()

    def _build(self, window: QWidget) -> None:
        self.trouble = NoteCard(bad=True)
        self.head = CaseHead(self._case)
        self.card = CheckCard()
        self.card.show_amount(self._case, self._awaited.amount)
        sheet = Sheet(window, width=_WIDTH, pinned_px=_CARD_ROOM)
        sheet.column.setContentsMargins(20, 16, 20, 0)
        sheet.column.addWidget(Aired(self.trouble, 0, 12))
        sheet.column.addWidget(self.head)
        sheet.column.addWidget(Aired(self.evidence, 14))
        pinned = QVBoxLayout()
        pinned.setContentsMargins(20, 14, 20, 20)
        pinned.addWidget(self.card)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(sheet)
        self.body.addLayout(pinned)
        self._hint_icon = IconLabel("alert", "warn", 14)
        self.hint = ElidedLabel(px=12, tone="warn")
        self.dismiss = Button(texts.common.back(), keycap="Esc")
        self.confirm.set_kind("primary")
        self.confirm.set_least_width(168)
        self.footer.addWidget(self._hint_icon)
        self.footer.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignVCenter)
        self.footer.addWidget(self.dismiss)
        self.footer.addWidget(self.confirm)
