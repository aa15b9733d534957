"""Asks before a found refund is written down: what it is, and whether it was counted before."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from refund_desk.application.proof_rows import ProofRow
from refund_desk.domain.fen import NOTHING
from refund_desk.ui import formats, texts
from refund_desk.ui.decisions.confirmations import Question
from refund_desk.ui.widgets.choices import RadioButton
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ElidedLabel, ParagraphLabel, PlainLabel


class RecordQuestion(Question):
    """One refund of their bill, with the numbers by which it can be looked up."""

    def __init__(self, host: QWidget, row: ProofRow, *, practice: bool) -> None:
        """Ask about this row."""
        self.row = row
        own, amount = texts.found, formats.yuan(row.theirs or NOTHING)
        confirm = own.record_confirm(amount)
        super().__init__(
            host,
            title=own.record_title(),
            note=own.record_note(),
            confirm=texts.confirmations.practice(confirm) if practice else confirm,
        )
        self.rows.addWidget(self._facts(amount))
        self.inside = RadioButton(own.told_inside())
        self.outside = RadioButton(own.told_outside())
        self._choices = QButtonGroup(self)
        for choice in (self.inside, self.outside):
            self._choices.addButton(choice)
            choice.toggled.connect(self._check)
        if self._must_choose:
            self.rows.addSpacing(8)
            self.rows.addWidget(ParagraphLabel(own.told_lead(formats.yuan(row.told))))
            self.rows.addWidget(self.inside)
            self.rows.addWidget(self.outside)
        self._check()

    @property
    def told_before(self) -> bool:
        """Whether the person says that this one was counted already."""
        return self.inside.isChecked()

    @property
    def _must_choose(self) -> bool:
        """A desk's own number is recorded as a refund, so nothing is added to a sum."""
        return bool(self.row.told) and not self.row.made_by_a_desk

    def _check(self) -> None:
        chosen = self._choices.checkedButton() is not None
        self.require("" if chosen or not self._must_choose else texts.found.told_choose())

    def _facts(self, amount: str) -> QWidget:
        own, row = texts.found, self.row
        card = Card("sunken", "border", corners="small")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(PlainLabel(own.record_lead(amount), px=14, bold=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        facts = [
            (own.record_time(), formats.full_time(row.at)),
            (own.record_goods(), row.goods),
            (own.record_number(), row.number),
            (own.record_refund_id(), str(row.refund_id or "")),
            (own.record_order(), str(row.transaction_id)),
        ]
        for line, (name, value) in enumerate(fact for fact in facts if fact[1]):
            grid.addWidget(PlainLabel(name, px=12, tone="text2"), line, 0)
            grid.addWidget(ElidedLabel(value, px=12), line, 1)
        column.addLayout(grid)
        return card
