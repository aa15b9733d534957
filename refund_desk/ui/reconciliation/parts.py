"""The parts of the page that are its own: lines, the table's frame, the day without a bill."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.proof_rows import DayState, ProofOfDay, ProofRow
from refund_desk.ui import texts
from refund_desk.ui.reconciliation import words
from refund_desk.ui.reconciliation.matches import MatchModel, MatchTable
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, ParagraphLabel, PlainLabel


class TroubleLine(Card):
    """One line over the day when the newest could not be had."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__("warn_soft", "warn_line", corners="square")
        self.words = ElidedLabel(px=12)
        self.button = Button(texts.common.retry(), size="small", icon="refresh")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 4, 20, 4)
        line.setSpacing(8)
        line.addWidget(IconLabel("alert", "warn", 16))
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence; an empty one hides the line."""
        self.words.setText(sentence)
        self.setVisible(bool(sentence))


class AllMatched(Card):
    """Nothing differs: said in one line, with its sign."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("ok_soft", "ok_line")
        self.words = PlainLabel(texts.proof.all_matched(), bold=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 9, 20, 9)
        line.setSpacing(8)
        line.addWidget(IconLabel("check-circle", "ok", 18))
        line.addWidget(self.words, 1)


class Matches(Card):
    """The table under its title, with the order to its right."""

    def __init__(self, table: MatchTable) -> None:
        """Frame the table."""
        super().__init__()
        self._table = table
        self._rows: tuple[ProofRow, ...] = ()
        self._oldest_first = False
        self.title = PlainLabel(bold=True)
        self.order = Button(texts.proof.newest_first(), kind="link")
        self.order.clicked.connect(self._turn)
        self.none = ParagraphLabel(texts.proof.none_matched(), tone="text2")
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.order)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 10, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(table, 1)
        none = QHBoxLayout()
        none.setContentsMargins(10, 0, 10, 0)
        none.addWidget(self.none)
        column.addLayout(none)
        # Without the table its words stay at the top.
        column.addStretch()

    def show_rows(self, rows: Sequence[ProofRow]) -> None:
        """Show these."""
        self._rows = tuple(rows)
        self.title.setText(texts.proof.matched(len(rows)))
        self.none.setVisible(not rows)
        self._table.setVisible(bool(rows))
        self.order.setVisible(len(rows) > 1)
        self._fill()

    def _turn(self) -> None:
        self._oldest_first = not self._oldest_first
        own = texts.proof
        self.order.setText(own.oldest_first() if self._oldest_first else own.newest_first())
        self._fill()

    def _fill(self) -> None:
        newest_first = sorted(self._rows, key=lambda row: row.at, reverse=not self._oldest_first)
        model = self._table.model()
        if isinstance(model, MatchModel):
            model.put(newest_first)


class NoBill(QWidget):
    """No bill to compare with, or nothing in it: glyph, sentence, and the press that asks."""

    def __init__(self) -> None:
        """Know no day yet."""
        super().__init__()
        self.icon = IconLabel("scale-balance", "text3", 32)
        self.words = PlainLabel(px=14, bold=True)
        self.detail = PlainLabel(tone="text2")
        self.button = Button(texts.common.retry(), icon="refresh")
        column = QVBoxLayout(self)
        column.setSpacing(10)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        for widget in (self.icon, self.words, self.detail, self.button):
            column.addWidget(widget, 0, middle)
            widget.hide()
        column.addStretch(3)

    def show_day(self, proof: ProofOfDay) -> None:
        """Say why nothing is compared."""
        sentence, icon = words.empty_of(proof)
        for widget in (self.words, self.icon):
            widget.show()
        detail = words.trouble(proof.why) if proof.state is DayState.TROUBLE else ""
        self.words.setText(sentence)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.icon.set_icon(icon, "text3")
        self.button.setVisible(proof.state is not DayState.PROVED)
        is_new = proof.state is DayState.WAITING
        self.button.setText(texts.bills.now() if is_new else texts.common.retry())
