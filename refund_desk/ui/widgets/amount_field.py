"""The field a refund's amount is typed into: large, yuan, and digits only."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRegularExpression, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegularExpressionValidator,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from refund_desk.ui import theme
from refund_desk.ui.fonts import font
from refund_desk.ui.theme import set_look

# What a person may type on the way to a valid amount; `Fen.from_yuan_text` has the last word. The
# pattern bounds the length, too: a length limit would cut 123456789.991 to an amount when pasted.
_TYPING = QRegularExpression(r"(0|[1-9][0-9]{0,8})?(\.[0-9]{0,2})?")
_SIGN_WIDTH = 28


class AmountField(QLineEdit):
    """44 px high, ¥ before the digits, all selected on focus; Enter moves on and confirms nothing.

    It emits Qt's `textChanged`; the text may still be incomplete (`108.`), so its reader turns it
    into fen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setFont(font(22, bold=True))
        self.setValidator(QRegularExpressionValidator(_TYPING, self))
        # An input method would offer full-width digits, which are refused.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setTextMargins(_SIGN_WIDTH - 8, 0, 0, 0)
        self.setFixedHeight(44)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        set_look(self, look="amount", state="")

    def set_wrong(self, wrong: bool) -> None:
        """Show the red edge; the sentence beside it is the caller's."""
        set_look(self, state="error" if wrong else "")

    def set_locked(self, reason: str) -> None:
        """Make it read-only with the reason as tooltip; an empty reason unlocks."""
        self.setReadOnly(bool(reason))
        self.setToolTip(reason)
        set_look(self, locked=bool(reason))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select everything, so that typing replaces."""
        super().focusInEvent(event)
        # A click would place the cursor after this event and undo the selection.
        QTimer.singleShot(0, self.selectAll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field; with Ctrl it goes up to the dialog."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the sign."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(font(22))
        painter.setPen(theme.colour("text2" if self.isEnabled() else "text_disabled"))
        painter.drawText(
            QRect(10, 0, _SIGN_WIDTH, self.height()), Qt.AlignmentFlag.AlignVCenter, "¥"
        )
