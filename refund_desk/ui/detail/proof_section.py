"""What an agreed refund waits for, beside the order: a place that takes the proof."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from refund_desk.application.case_view import CaseView
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.decisions.evidence_card import AddCard
from refund_desk.ui.decisions.words_field import holds_pictures
from refund_desk.ui.detail.fact_rows import Section
from refund_desk.ui.widgets.labels import ParagraphLabel

_HEIGHT = 64
_LINE = 18
# Qt's own bound of a width (px).
_WIDEST = 16_777_215


class ProofSection(Section):
    """等凭证再退. Signal: `given(QMimeData | None)`: dropped, or None to choose a file."""

    given = Signal(object)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(texts.waiting.section_proof())
        self.words = ParagraphLabel(px=12, line_px=_LINE, tone="text")
        self.place = ProofPlace()
        self.place.clicked.connect(lambda: self.given.emit(None))
        self.place.dropped.connect(self.given)
        self.body.addWidget(self.words)
        self.body.addWidget(self.place)
        self.hide()

    def show_case(self, case: CaseView, now: datetime) -> None:
        """Show what is awaited, or when it came; without an agreement nothing."""
        awaited, proof = case.awaited_proof, case.negotiation.proof
        self.setVisible(proof is not None)
        self.place.setVisible(awaited is not None)
        if proof is None:
            return
        kind = wording.proof_kind(proof.kind)
        if proof.given_at is None:
            self.words.set_text(texts.waiting.proof_awaited(kind, formats.yuan(proof.amount)))
            self.place.setAccessibleName(texts.awaiting.place_name(kind))
        else:
            when = formats.near_time(proof.given_at, now)
            self.words.set_text(texts.waiting.proof_given(kind, when))


class ProofPlace(AddCard):
    """The dashed place: drop a picture, or press to choose one. Signal: `dropped(QMimeData)`."""

    dropped = Signal(object)

    def __init__(self) -> None:
        """Be as wide as the column."""
        super().__init__()
        self.setMinimumWidth(0)
        self.setMaximumWidth(_WIDEST)
        self.setFixedHeight(_HEIGHT)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures and files."""
        if holds_pictures(event.mimeData()):
            self.light(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        super().dragLeaveEvent(event)
        self.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Give them on."""
        self.light(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())
