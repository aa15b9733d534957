"""Shows the whole address before a browser is opened for it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from refund_desk.ui import texts
from refund_desk.ui.texts import help as words
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.labels import ParagraphLabel, PlainLabel

_WIDTH: Final = 520


class LeaveDialog(DeskDialog):
    """Asks with the address as the browser will get it, so that no look-alike letter hides."""

    def __init__(self, window: QWidget, url: QUrl) -> None:
        """Show it."""
        super().__init__(window, title=words.leave_title(), icon="open-in-new", width=_WIDTH)
        self.body.addWidget(PlainLabel(words.leave(), px=13))
        address = bytes(url.toEncoded().data()).decode("ascii")
        self.address = ParagraphLabel(address, px=14)
        self.body.addWidget(self.address)
        no = Button(texts.common.dismiss(), keycap="Esc")
        no.clicked.connect(self.reject)
        yes = Button(words.leave_yes(), kind="primary")
        self.set_confirm(yes)
        self.footer.addStretch(1)
        self.footer.addWidget(no)
        self.footer.addWidget(yes)
        self.start_on(yes)
