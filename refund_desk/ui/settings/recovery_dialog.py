"""The recovery code, shown once: to be written down or printed."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from refund_desk.domain.secret import Secret
from refund_desk.ui import texts
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.choices import CheckBox
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ParagraphLabel, PlainLabel

_COLUMNS: Final = 7


class RecoveryDialog(DeskDialog):
    """Goes on only when the person has said that the code is written down."""

    def __init__(self, window: QWidget, code: Secret) -> None:
        """Show the groups of this code."""
        super().__init__(
            window, title=texts.unlocking.code_title(), icon="shield-key-outline", width=560
        )
        self._code = code
        self.body.addWidget(ParagraphLabel(texts.unlocking.code_lead(), px=13))
        self.body.addWidget(self._groups())
        self.kept = CheckBox(texts.unlocking.code_kept())
        self.print = Button(texts.unlocking.code_print(), icon="printer-outline")
        self.go = Button(texts.unlocking.code_go(), kind="primary")
        self.go.setEnabled(False)
        self.kept.toggled.connect(self.go.setEnabled)
        self.print.clicked.connect(self._choose_printer)
        self.footer.addWidget(self.kept)
        self.footer.addStretch(1)
        self.footer.addWidget(self.print)
        self.footer.addWidget(self.go)
        self.set_confirm(self.go)
        self.close_button.hide()

    def reject(self) -> None:
        """There is no way out but forward: the code is never shown again."""
        if self.kept.isChecked():
            super().reject()

    def _groups(self) -> Card:
        card = Card("sunken", "border")
        card.setAccessibleName(texts.unlocking.code_accessible())
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setVerticalSpacing(8)
        for n, group in enumerate(self._code.reveal().split("-")):
            # Letter by letter for a screen reader, which would read a group as a word.
            label = PlainLabel(group, px=16, bold=True)
            label.setAccessibleName(" ".join(group))
            grid.addWidget(label, n // _COLUMNS, n % _COLUMNS)
        return card

    def _choose_printer(self) -> None:
        """Let the person choose a printer; the dialog is opened, never executed."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.sheet().print_(printer))
        # `open` of this class wants a slot by its name; that of its base only opens.
        QDialog.open(dialog)

    def sheet(self) -> QTextDocument:
        """The page to be printed; it is never a file."""
        groups = self._code.reveal().split("-")
        lines = [" ".join(groups[n : n + _COLUMNS]) for n in range(0, len(groups), _COLUMNS)]
        words = (
            texts.common.app_name(),
            texts.unlocking.code_title(),
            *lines,
            texts.unlocking.code_lead(),
        )
        document = QTextDocument()
        document.setPlainText("\n\n".join(words))
        return document
