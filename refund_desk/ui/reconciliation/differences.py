"""What differs: one row each, with what happened, what to do, and the presses for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from refund_desk.application.proof_rows import ProofRow
from refund_desk.domain.reconciliation import DifferenceKind
from refund_desk.ui import texts
from refund_desk.ui.reconciliation import words
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.frames import Card, Hairline, Panel
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, ParagraphLabel, PlainLabel
from refund_desk.ui.widgets.pills import Pill

_HEAD = 36
_ROW_MIN = 62
_PILL_WIDTH = 116
_LEAD_WIDTH = 196
_AMOUNT_WIDTH = 92
# More rows at once would make the page slow, and nobody works on more at once.
ROWS_MAX = 50
_RIGHT = Qt.AlignmentFlag.AlignRight


class DifferenceRow(QWidget):
    """Signals: `record_wanted(row)`, `checked(row)`, `show_wanted(application_id)`, `copied`."""

    record_wanted = Signal(object)
    checked = Signal(object)
    show_wanted = Signal(int)
    copied = Signal()

    def __init__(self, row: ProofRow) -> None:
        """Show it."""
        super().__init__()
        self.row = row
        self.setMinimumHeight(_ROW_MIN)
        self.setAccessibleName(words.spoken(row))
        self.pill = Pill(words.kind_of(row))
        self.lead = ElidedLabel(words.lead_of(row), bold=True)
        self.when = ElidedLabel(words.when_of(row), px=12, tone="text2")
        self.why = ParagraphLabel(words.why_of(row), px=12, line_px=18, tone="text2")
        self.mark = PlainLabel(words.mark_of(row), px=12, tone="text2")
        self.buttons: list[Button] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 8, 20, 8)
        line.setSpacing(12)
        pill = QWidget()
        pill.setFixedWidth(_PILL_WIDTH)
        pill_line = QHBoxLayout(pill)
        pill_line.setContentsMargins(0, 0, 0, 0)
        pill_line.addWidget(self.pill)
        pill_line.addStretch(1)
        line.addWidget(pill)
        line.addWidget(self._named())
        line.addWidget(_side(texts.found.theirs(), words.amount_or_dash(row.theirs)))
        line.addWidget(_side(texts.found.ours(), words.amount_or_dash(row.ours)))
        line.addSpacing(4)
        told = QVBoxLayout()
        told.addStretch(1)
        told.addWidget(self.why)
        told.addStretch(1)
        line.addLayout(told, 1)
        self._add_presses(line)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in its order."""
        return [self.copy, *self.buttons]

    def _named(self) -> QWidget:
        """Amount and person above time and number; the number can be copied."""
        box = QWidget()
        box.setFixedWidth(_LEAD_WIDTH)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.lead)
        under = QHBoxLayout()
        under.setSpacing(2)
        under.addWidget(self.when)
        copy = IconButton("content-copy", texts.found.copy_number(), size=18, glyph=13)
        copy.clicked.connect(self._copy)
        under.addWidget(copy)
        under.addStretch(1)
        column.addLayout(under)
        column.addStretch(1)
        self.copy = copy
        return box

    def _add_presses(self, line: QHBoxLayout) -> None:
        row = self.row
        if row.mark is not None:
            line.addWidget(IconLabel("check", "ok", 16))
            line.addWidget(self.mark)
        elif row.is_to_do and row.kind is DifferenceKind.THEIRS:
            record = Button(texts.found.record(), kind="primary", size="small")
            record.clicked.connect(lambda: self.record_wanted.emit(row))
            self.buttons.append(record)
        elif row.is_to_do:
            checked = Button(texts.found.checked(), size="small")
            checked.clicked.connect(lambda: self.checked.emit(row))
            self.buttons.append(checked)
        if row.application_id is not None:
            show = Button(texts.found.show_application(), size="small")
            number = row.application_id
            show.clicked.connect(lambda: self.show_wanted.emit(number))
            self.buttons.append(show)
        for button in self.buttons:
            line.addWidget(button)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.row.number)
        self.copied.emit()


class _Rows(Panel):
    """Holds the rows. `laid_out` whenever they need another height."""

    laid_out = Signal()

    def event(self, event: QEvent) -> bool:
        """A layout knows its height only after it was asked for in the loop's next turn."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.laid_out.emit()
        return done


class Differences(Card):
    """All differences of a day, those to look at first. Signals as of its rows, and `laid_out`."""

    laid_out = Signal()
    record_wanted = Signal(object)
    checked = Signal(object)
    show_wanted = Signal(int)
    copied = Signal()

    def __init__(self) -> None:
        """Hold no row yet."""
        super().__init__()
        self.rows: list[DifferenceRow] = []
        self._shown: Sequence[ProofRow] = ()
        self.title = PlainLabel(bold=True)
        self.note = ElidedLabel(texts.proof.to_do_note(), px=12, tone="text2")
        self._head = Panel("sunken")
        self._head.setFixedHeight(_HEAD)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(20, 0, 20, 0)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        self._inside = _Rows("surface")
        self._inside.laid_out.connect(self.laid_out)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = QScrollArea()
        # Its rows are what Tab stops at.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Hairline())
        column.addWidget(self._scroll, 1)

    def show_rows(self, rows: Sequence[ProofRow]) -> None:
        """Show these; nothing is made anew when nothing changed."""
        ordered = sorted(rows, key=lambda row: not row.is_to_do)
        if ordered == list(self._shown):
            return
        self._shown = ordered
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        to_do = sum(row.is_to_do for row in ordered)
        own = texts.proof
        self.title.setText(own.to_do(to_do) if to_do else own.done_before(len(ordered)))
        self.note.setVisible(bool(to_do))
        while (place := self._column.takeAt(0)) is not None:
            widget = place.widget()
            if widget is not None:
                widget.deleteLater()
        self.rows = [self._made(row) for row in ordered[:ROWS_MAX]]
        for number, row in enumerate(self.rows):
            if number:
                self._column.addWidget(Hairline())
            self._column.addWidget(row)
        if len(ordered) > ROWS_MAX:
            more = PlainLabel(own.more(len(ordered) - ROWS_MAX), px=12, tone="text2")
            more.setContentsMargins(20, 8, 20, 10)
            self._column.addWidget(more)
        self._column.addStretch(1)
        if had_focus:
            # Not before the new rows are shown.
            QTimer.singleShot(0, self, self.focus_first)

    def focus_first(self) -> None:
        """Put the keyboard on the first press of the first row; the work goes on there."""
        stops = [stop for row in self.rows for stop in (*row.buttons, row.copy)]
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted_height(self, width: int) -> int:
        """How high it would be with all its rows in sight (px)."""
        # The head, its line, and the edges of the card.
        return _HEAD + 5 + self._column.totalHeightForWidth(max(1, width - 4))

    def _made(self, shown: ProofRow) -> DifferenceRow:
        row = DifferenceRow(shown)
        row.record_wanted.connect(self.record_wanted)
        row.checked.connect(self.checked)
        row.show_wanted.connect(self.show_wanted)
        row.copied.connect(self.copied)
        return row


def _side(name: str, amount: str) -> QWidget:
    """One side's name above its amount, flush right."""
    box = QWidget()
    box.setFixedWidth(_AMOUNT_WIDTH)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addStretch(1)
    column.addWidget(PlainLabel(name, px=12, tone="text2"), 0, _RIGHT)
    column.addWidget(PlainLabel(amount, bold=True), 0, _RIGHT)
    column.addStretch(1)
    return box
