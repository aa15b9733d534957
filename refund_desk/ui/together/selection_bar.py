"""What is picked, what of it can go together, and what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from refund_desk.application.sheet_draft import SheetDraft
from refund_desk.ui import formats, texts
from refund_desk.ui.inbox.picked import PICKED_MAX
from refund_desk.ui.widgets.buttons import Button, IconButton
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import ElidedLabel, PlainLabel


class SelectionBar(Panel):
    """Below the list while something is picked.

    Signals: `approve_wanted`, `read_wanted`, `export_wanted`, `cleared`.
    """

    approve_wanted = Signal()
    read_wanted = Signal()
    export_wanted = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        """Hidden until there is something to show."""
        super().__init__("surface")
        self.picked = PlainLabel(bold=True)
        self.fit = ElidedLabel(px=12, tone="text2")
        self.clear_button = IconButton("close", texts.together.clear())
        self.approve_button = Button(texts.together.approve_any(), kind="primary")
        self.read_button = Button(texts.together.mark_read())
        self.export_button = Button(texts.together.export())
        self.clear_button.clicked.connect(self.cleared)
        self.approve_button.clicked.connect(self.approve_wanted)
        self.read_button.clicked.connect(self.read_wanted)
        self.export_button.clicked.connect(self.export_wanted)
        self._lay_out()
        self.hide()

    def show_picks(self, count: int, *, known: int, draft: SheetDraft, is_full: bool) -> None:
        """Say how many are picked, and what of them can go together as far as is known."""
        self.picked.setText(texts.together.picked(count))
        self.fit.setText(_about(count, known, draft, is_full=is_full))
        ready = known == count and bool(draft.fit)
        words = texts.together.approve(len(draft.fit)) if ready else texts.together.approve_any()
        self.approve_button.setText(words)
        self.approve_button.updateGeometry()
        reason = ""
        if known < count:
            reason = texts.together.reading(n=known, total=count)
        elif not draft.fit:
            reason = texts.together.fit_none()
        self.approve_button.set_blocked(reason)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.picked)
        first.addWidget(self.fit, 1)
        first.addWidget(self.clear_button)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.approve_button, 1)
        second.addWidget(self.read_button)
        second.addWidget(self.export_button)
        rows = QVBoxLayout()
        rows.setContentsMargins(12, 6, 12, 10)
        rows.setSpacing(6)
        rows.addLayout(first)
        rows.addLayout(second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(rows)


def _about(count: int, known: int, draft: SheetDraft, *, is_full: bool) -> str:
    if is_full:
        return texts.together.full(PICKED_MAX)
    if known < count:
        return texts.together.reading(n=known, total=count)
    if not draft.fit:
        return texts.together.fit_none()
    return texts.together.fit(n=len(draft.fit), amt=formats.yuan(draft.total))
