"""The goods of the order with a tick and a count each, and freight with a tick of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from refund_desk.application.case_view import ApproveOffer
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_parts import OrderPart, PartKind, RefundPart, parts_total
from refund_desk.ui import formats, texts
from refund_desk.ui.decisions import parts_form as form
from refund_desk.ui.fonts import metrics
from refund_desk.ui.widgets.buttons import IconButton
from refund_desk.ui.widgets.choices import CheckBox
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel

_ROW_PX = 26
_ROWS_MOST = 4
_NAME_PX = 230
_COST_PX = 110


class GoodsTicks(QWidget):
    """What the refund is for. `changed` after each tick and count of a person."""

    changed = Signal()

    def __init__(self) -> None:
        """Stay hidden until the shop's facts of the order are known."""
        super().__init__()
        self._offer: ApproveOffer | None = None
        self._rows: list[_PartRow] = []
        self.sum = PlainLabel(px=12, tone="text2")
        self.others = PlainLabel(px=12, tone="warn")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._area = _Rows(self._column)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(texts.parts.heading(), px=12, bold=True, tone="text2"))
        head.addStretch(1)
        head.addWidget(self.sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._area)
        column.addWidget(self.others)
        self.hide()

    def show_offer(self, offer: ApproveOffer, amount: Fen | None) -> None:
        """Show what may be ticked now; ticks of things that are still there stay."""
        is_new = self._offer is None or offer.parts != self._offer.parts
        untouched = self._offer is None or not self._offer.parts
        if is_new:
            kept = {part.single: part.quantity for part in self.chosen()}
            self._rebuild(offer.parts)
            for row in self._rows:
                row.set_count(kept.get(row.part.part.single, 0))
        self._offer = offer
        # A person who took every tick away does not get them back with the next look.
        if untouched or self.chosen():
            self.follow(amount)
        self._say_sum()
        self.setVisible(form.worth_showing(offer.parts))
        bare = offer.of_no_parts
        self.others.setVisible(bool(bare))
        if bare:
            self.others.setText(texts.parts.of_no_goods(formats.yuan(bare)))

    def follow(self, amount: Fen | None) -> None:
        """Keep the ticks where they make this amount, else tick what it means by itself."""
        if self._offer is None:
            return
        chosen = self.chosen()
        if not chosen or amount != form.amount_of(chosen, self._offer.refundable):
            counts = form.counts_for(self._offer, amount)
            for row, count in zip(self._rows, counts, strict=True):
                row.set_count(count)
        self._say_sum()

    def chosen(self) -> tuple[RefundPart, ...]:
        """What is ticked; nothing for an amount of the person's own."""
        parts = tuple(row.part for row in self._rows)
        return form.chosen_of(parts, tuple(row.count for row in self._rows))

    def amount(self) -> Fen | None:
        """What the ticks make, at most what can go back (fen); None without ticks."""
        chosen = self.chosen()
        if self._offer is None or not chosen:
            return None
        return form.amount_of(chosen, self._offer.refundable)

    def controls(self) -> tuple[QWidget, ...]:
        """What Tab goes through, from top to bottom."""
        return tuple(control for row in self._rows for control in row.controls())

    def _rebuild(self, parts: tuple[OrderPart, ...]) -> None:
        while (taken := self._column.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        self._rows = [_PartRow(part) for part in parts]
        for row in self._rows:
            row.changed.connect(self._ticked)
            row.reached.connect(self._area.show_row)
            self._column.addWidget(row)
        self._area.show_rows(len(self._rows))

    def _ticked(self) -> None:
        self._say_sum()
        self.changed.emit()

    def _say_sum(self) -> None:
        chosen, made = self.chosen(), self.amount()
        total = parts_total(chosen)
        over = made is not None and made != total
        if made is None:
            words = texts.parts.own_amount()
        elif over:
            words = texts.parts.capped(amt=formats.yuan(total), max=formats.yuan(made))
        else:
            words = texts.parts.total(formats.yuan(total))
        self.sum.setText(words)
        self.sum.set_tone("warn" if over else "text2")


class _Rows(QScrollArea):
    """A few rows at their height; more of them scroll."""

    def __init__(self, column: QVBoxLayout) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setLayout(column)
        self.setWidget(content)
        # The dialog under it draws the ground.
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_rows(self, count: int) -> None:
        """Be as tall as so many rows, up to a few."""
        self.setFixedHeight(min(count, _ROWS_MOST) * _ROW_PX)

    def show_row(self, row: QWidget) -> None:
        """Scroll to the row that the keyboard has reached."""
        self.ensureWidgetVisible(row, 0, 0)


class _PartRow(QWidget):
    """One thing of the order: its tick, what went back before, how many now, what one costs."""

    changed = Signal()
    reached = Signal(QWidget)

    def __init__(self, part: OrderPart) -> None:
        super().__init__()
        self.part = part
        self.count = 0
        self.setFixedHeight(_ROW_PX)
        name = part.part.name if part.part.kind is PartKind.GOODS else texts.parts.freight()
        short = _elided(metrics(), name)
        self.tick = _ReachedBox(short)
        self.tick.setAccessibleName(name)
        if short != name:
            self.tick.setToolTip(name)
        self.tick.reached.connect(lambda: self.reached.emit(self))
        self.sign = IconLabel("alert", "warn", 14)
        self.before = PlainLabel(px=12, tone="text2")
        self.fewer = IconButton("minus", texts.parts.fewer(name), size=22, glyph=14, framed=True)
        self.more = IconButton("plus", texts.parts.more(name), size=22, glyph=14, framed=True)
        self.many = PlainLabel(px=12)
        self.tick.clicked.connect(self._clicked)
        self.fewer.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self._build()
        self._show()

    def controls(self) -> tuple[QWidget, ...]:
        """The tick, and the two presses beside the count where there is a count."""
        return (self.tick, self.fewer, self.more) if self._counts else (self.tick,)

    def set_count(self, count: int) -> None:
        """Take so many; no signal."""
        self.count = min(count, form.most_of(self.part))
        self._show()

    @property
    def _counts(self) -> bool:
        return self.part.part.quantity > 1

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.tick)
        line.addSpacing(6)
        line.addWidget(self.sign)
        line.addWidget(self.before)
        line.addStretch(1)
        for widget in (self.fewer, self.many, self.more):
            line.addWidget(widget)
            widget.setVisible(self._counts)
        self.many.setAlignment(Qt.AlignmentFlag.AlignCenter)
        cost = PlainLabel(formats.yuan(self.part.part.unit), px=12, tone="text2")
        cost.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cost.setFixedWidth(_COST_PX)
        line.addWidget(cost)

    def _clicked(self, ticked: bool) -> None:
        self.set_count(form.first_count(self.part) if ticked else 0)
        self.changed.emit()

    def _step(self, by: int) -> None:
        self.set_count(self.count + by)
        self.changed.emit()

    def _show(self) -> None:
        most, taken = form.most_of(self.part), self.count
        self.tick.setChecked(taken > 0)
        self.many.setText(texts.parts.count(n=taken, most=most))
        self.fewer.setEnabled(taken > 0)
        self.more.setEnabled(taken < most)
        twice = form.is_twice(self.part, taken)
        self.sign.setVisible(twice)
        self.before.setVisible(self.part.before > 0)
        self.before.setText(_before_words(self.part, twice=twice))
        self.before.set_tone("warn" if twice else "text2")


class _ReachedBox(CheckBox):
    """A tick that tells when the keyboard reaches it."""

    reached = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus and tell."""
        super().focusInEvent(event)
        self.reached.emit()


def _elided(face: QFontMetrics, name: str) -> str:
    return face.elidedText(name, Qt.TextElideMode.ElideRight, _NAME_PX)


def _before_words(part: OrderPart, *, twice: bool) -> str:
    if part.part.kind is PartKind.FREIGHT:
        return texts.parts.freight_twice() if twice else texts.parts.freight_before()
    return texts.parts.twice(part.before) if twice else texts.parts.before(part.before)
