"""?: every key of this window, in two columns."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from refund_desk.ui import texts
from refund_desk.ui.main_window.commands import COMMANDS
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.labels import PlainLabel

_WIDTH: Final = 640


class KeyList(DeskDialog):
    """A list to read; Esc, × and the button close it."""

    def __init__(self, window: QWidget) -> None:
        """List what the commands say of themselves."""
        super().__init__(window, title=texts.keys.title(), icon="keyboard-return", width=_WIDTH)
        listed = [(command.shown, command.words()) for command in COMMANDS if command.shown]
        # No command of the window: the dialogs take this key for themselves.
        listed.append(("Ctrl+Enter", texts.keys.confirm_in_dialog()))
        half = (len(listed) + 1) // 2
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for number, (shown, words) in enumerate(listed):
            column, row = divmod(number, half)
            grid.addWidget(PlainLabel(shown, px=12, bold=True), row, 2 * column)
            grid.addWidget(PlainLabel(words, px=12, tone="text2"), row, 2 * column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.body.addLayout(grid)
        close = Button(texts.common.yes_close())
        close.clicked.connect(self.reject)
        self.footer.addStretch(1)
        self.footer.addWidget(close)
        close.setFocus()
