"""The five sums of a day."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.proof_rows import ProofOfDay
from refund_desk.ui import formats, texts
from refund_desk.ui.reconciliation import words
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ElidedLabel, PlainLabel

_HEIGHT = 94


class SumCard(Card):
    """A name, a figure, and a line that explains it."""

    def __init__(self, name: str) -> None:
        """Show no figure yet."""
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self._name = name
        self.figure = PlainLabel(px=24, bold=True)
        self.note = ElidedLabel(px=12, tone="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 13, 16, 12)
        column.setSpacing(0)
        column.addWidget(PlainLabel(name, px=12, tone="text2"))
        column.addWidget(self.figure)
        column.addWidget(self.note)

    def put(self, figure: str, note: str, tone: Role = "text") -> None:
        """Show a figure."""
        self.figure.setText(figure)
        self.figure.set_tone(tone)
        self.note.setText(note)
        self.setAccessibleName(f"{self._name}, {figure}, {note}")


class DaySums(QWidget):
    """Their bill, our records, what agrees, what differs, what came back of the fees."""

    def __init__(self) -> None:
        """Show the cards side by side, equally wide."""
        super().__init__()
        own = texts.proof
        self.theirs, self.ours = SumCard(own.card_theirs()), SumCard(own.card_ours())
        self.matched, self.differ = SumCard(own.card_matched()), SumCard(own.card_differ())
        self.fee = SumCard(own.card_fee())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        for card in (self.theirs, self.ours, self.matched, self.differ, self.fee):
            line.addWidget(card, 1)

    def show_day(self, proof: ProofOfDay) -> None:
        """Show the sums of a day."""
        own, day = texts.proof, proof.day.strftime("%m-%d")
        count, total = proof.theirs
        self.theirs.put(formats.yuan(total), own.card_theirs_note(n=count, day=day))
        count, total = proof.ours
        note = own.card_ours_note(count)
        if proof.waiting:
            note = own.card_waiting_note(n=count, waiting=proof.waiting)
        self.ours.put(formats.yuan(total), note)
        count, total = proof.matched
        note = formats.yuan(total)
        if missed := proof.missed_buyers:
            note = own.card_matched_note(amt=note, missed=formats.yuan(missed))
        self.matched.put(own.count(count), note, "ok" if count else "text")
        to_do = len(proof.to_do)
        note = own.card_differ_note(formats.yuan(proof.gap)) if to_do else own.card_differ_none()
        self.differ.put(own.count(to_do), note, "bad" if to_do else "text")
        self.differ.set_look("surface", "bad_line" if to_do else "border")
        note = own.card_fee_note(proof.rate) if proof.rate else own.card_fee_plain()
        self.fee.put(words.fee(proof.fee_back_units), note)
