"""How the parts of the detail lie: head above, conversation left, facts and decision right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from refund_desk.ui import texts
from refund_desk.ui.detail.centre import Centre
from refund_desk.ui.detail.decision_block import DecisionBlock
from refund_desk.ui.detail.facts_column import FactsColumn
from refund_desk.ui.detail.header import DetailHeader
from refund_desk.ui.main_window.splitter import HairlineSplitter
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import PlainLabel

FACTS_MIN: Final = 300
FACTS_MAX: Final = 400
FACTS_USUAL: Final = 324
_CENTRE_MIN: Final = 520


class PaneFrame(QStackedWidget):
    """An application, or a sentence in its place.

    Signals: `facts_dragged(px)` after a person dragged the facts.
    """

    facts_dragged = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        """Lie in the pane from the start: a tree that is moved later costs start-up time."""
        super().__init__(parent)
        self._narrow = False
        self._facts_px = FACTS_USUAL
        self._empty = Panel("window")
        self.addWidget(self._empty)
        self._words = PlainLabel(texts.detail.nothing_chosen(), tone="text2")
        middle = QVBoxLayout(self._empty)
        middle.addStretch(1)
        middle.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        self._content = QWidget()
        self.addWidget(self._content)

    def lay_out(
        self,
        header: DetailHeader,
        centre: Centre,
        facts: FactsColumn,
        decision: DecisionBlock,
    ) -> None:
        """Take the parts in."""
        self._centre, self._facts, self._decision = centre, facts, decision
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self._splitter = HairlineSplitter(self._content)
        self._side = Panel("surface")
        inner.addWidget(header)
        inner.addWidget(self._splitter, 1)
        self._splitter.addWidget(centre)
        self._splitter.addWidget(self._side)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.splitterMoved.connect(self._dragged)
        centre.setMinimumWidth(_CENTRE_MIN)
        self._side.setMinimumWidth(FACTS_MIN)
        self._side.setMaximumWidth(FACTS_MAX)
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(0)
        self._side_column.addWidget(facts, 1)
        self._side_column.addWidget(decision)

    @property
    def splitter(self) -> QSplitter:
        """What divides the conversation from the facts."""
        return self._splitter

    def show_content(self) -> None:
        """Show the application."""
        self.setCurrentWidget(self._content)

    def show_words(self, words: str) -> None:
        """Show a sentence in place of an application."""
        self._words.setText(words)
        self.setCurrentWidget(self._empty)

    def set_narrow(self, narrow: bool) -> None:
        """Put the facts into the first tab and the decision into a row, or beside again."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._decision.set_narrow(narrow)
        if narrow:
            self._centre.set_narrow(self._facts, self._decision)
            self._side.hide()
        else:
            self._side_column.addWidget(self._facts, 1)
            self._side_column.addWidget(self._decision)
            self._side.show()
            self._centre.set_usual()
        self._facts.show()

    def set_facts_width(self, width: int) -> None:
        """Make the facts this wide, within their bounds."""
        self._facts_px = min(FACTS_MAX, max(FACTS_MIN, width))
        rest = max(1, self._splitter.width() - self._facts_px - 1)
        self._splitter.setSizes([rest, self._facts_px])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the facts as wide as they are; the conversation takes the rest."""
        super().resizeEvent(event)
        if not self._narrow:
            self.set_facts_width(self._facts_px)

    def _dragged(self) -> None:
        self._facts_px = self._side.width()
        self.facts_dragged.emit(self._facts_px)
