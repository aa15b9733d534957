"""What the last test found, point by point."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from refund_desk.application.use_cases.try_connection import (
    ConnectionLine,
    ConnectionReport,
    Mark,
)
from refund_desk.ui import formats, sentences, texts
from refund_desk.ui.connecting_words import line_sentence
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel

WIDTH: Final = 300
_SIGNS: Final[dict[Mark, tuple[str, Role]]] = {
    Mark.GOOD: ("check-circle", "ok"),
    Mark.NOTE: ("information-outline", "text3"),
    Mark.WARN: ("alert", "warn"),
    Mark.BAD: ("close-circle", "bad"),
}


class ResultCard(QWidget):
    """The card, and under it that a test harms nothing."""

    def __init__(self) -> None:
        """Say that nothing was tested yet."""
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._shown: tuple[ConnectionReport | None, bool] | None = None
        self.title = PlainLabel(px=12, bold=True, tone="text2")
        self.sentences: tuple[str, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        card = Card("sunken", "border")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(17, 14, 17, 14)
        inside.setSpacing(9)
        inside.addWidget(self.title)
        inside.addLayout(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(PlainLabel(texts.keeping.test_harmless(), px=12, tone="text2"))
        column.addStretch(1)
        self.show_report(None, fresh=True)

    def show_report(self, report: ConnectionReport | None, *, fresh: bool) -> None:
        """Show these points; `fresh` is whether they are about what is filled in now."""
        if self._shown == (report, fresh):
            return
        self._shown = (report, fresh)
        _empty(self._lines)
        self.sentences = ()
        if report is None:
            self.title.setText(texts.keeping.no_test())
            return
        self.title.setText(texts.keeping.last_test(formats.clock_time(report.at)))
        if not fresh:
            self._add("alert", "warn", texts.keeping.test_stale())
        for line in report.lines:
            icon, role = _SIGNS[line.mark]
            self._add(icon, role, _words(line), loud=line.mark in {Mark.GOOD, Mark.BAD})

    def _add(self, icon: str, role: Role, text: str, *, loud: bool = True) -> None:
        line = QHBoxLayout()
        line.setSpacing(9)
        sign = IconLabel(icon, role, 16)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = ParagraphLabel(text, px=12, line_px=18, tone="text" if loud else "text2")
        line.addWidget(words, 1)
        self._lines.addLayout(line)
        self.sentences = (*self.sentences, text)
        self.setAccessibleName("\n".join((self.title.text(), *self.sentences)))


def _words(line: ConnectionLine) -> str:
    """The sentence, with the number that WeChat Pay's support asks for where something is wrong."""
    number = line.request_id if line.mark is Mark.BAD else ""
    return sentences.with_request_id(line_sentence(line), number)


def _empty(layout: QLayout) -> None:
    while layout.count():
        entry = layout.takeAt(0)
        if entry is None:
            return
        inner, widget = entry.layout(), entry.widget()
        if inner is not None:
            _empty(inner)
        if widget is not None:
            widget.deleteLater()


def date_of(instant: datetime) -> str:
    """A day as it is written beside a certificate, in Beijing."""
    return formats.full_time(instant)[:10]
