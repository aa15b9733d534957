"""When an agreed refund leaves: now, or once a named proof is there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refund_desk.domain.negotiation import ProofKind
from refund_desk.ui import texts, wording
from refund_desk.ui.widgets.choices import ComboBox
from refund_desk.ui.widgets.labels import ElidedLabel, PlainLabel, plain_tooltip

_WIDTH = 264


class WhenRow(QWidget):
    """A drop-down that starts at "now"; what a proof means stands beside it. `changed` follows."""

    changed = Signal()

    def __init__(self, why_not: str = "") -> None:
        """`why_not` is the sentence why only "now" is possible; empty where it may wait."""
        super().__init__()
        self.choice = ComboBox()
        self.choice.setFixedWidth(_WIDTH)
        self.choice.addItem(texts.goods_back.when_now(), None)
        for kind in ProofKind:
            self.choice.addItem(texts.goods_back.when_proof(wording.proof_kind(kind)), kind.value)
        self.choice.setAccessibleName(texts.awaiting.when_name())
        self.note = ElidedLabel(why_not, px=12, tone="text2" if why_not else "warn")
        if why_not:
            self.choice.setEnabled(False)
            self.choice.setAccessibleDescription(why_not)
            self.choice.setToolTip(plain_tooltip(why_not))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(PlainLabel(texts.goods_back.when_label(), px=12, bold=True, tone="text2"))
        line.addWidget(self.choice)
        line.addWidget(self.note, 1)
        self.choice.currentIndexChanged.connect(self._follow)

    def kind(self) -> ProofKind | None:
        """The proof that the refund shall wait for; None for now."""
        chosen = self.choice.currentData()
        return ProofKind(chosen) if chosen else None

    def _follow(self) -> None:
        kind = self.kind()
        self.note.setText(texts.awaiting.look(wording.proof_kind(kind)) if kind else "")
        self.changed.emit()
