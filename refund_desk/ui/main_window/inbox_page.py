"""The inbox page: list at the left, the application at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refund_desk.ui.detail.detail_pane import DetailPane
from refund_desk.ui.inbox.inbox_view import InboxView
from refund_desk.ui.main_window.splitter import HairlineSplitter
from refund_desk.ui.main_window.width_class import LIST_MAX, LIST_MIN

_HAIRLINE: Final = 1


class InboxPage(QWidget):
    """Signal: `list_dragged(int)` with the list's new width in logical pixels."""

    list_dragged = Signal(int)

    def __init__(self, inbox: InboxView, detail: DetailPane) -> None:
        """Lay both side by side."""
        super().__init__()
        self.inbox, self.detail = inbox, detail
        inbox.setMinimumWidth(LIST_MIN - _HAIRLINE)
        inbox.setMaximumWidth(LIST_MAX - _HAIRLINE)
        self.splitter = HairlineSplitter()
        self.splitter.addWidget(inbox)
        self.splitter.addWidget(detail)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._tell_width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def set_list_width(self, width_px: int) -> None:
        """Give the list this width, its hairline included, and the application the rest."""
        rest = max(1, self.width() - width_px)
        self.splitter.setSizes([width_px - _HAIRLINE, rest])

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        self.inbox.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tell_width(self) -> None:
        self.list_dragged.emit(self.inbox.width() + _HAIRLINE)
