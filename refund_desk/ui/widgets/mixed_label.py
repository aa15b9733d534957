"""Literal text in which some words are bold: figures and names that must catch the eye."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from refund_desk.ui import theme
from refund_desk.ui.fonts import font
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.labels import LINE_PX

# Private-use characters around what is bold; they never reach the screen.
_ON, _OFF = "\ue000", "\ue001"


def bold(text: str) -> str:
    """The text, to be put into a sentence as its bold part."""
    return f"{_ON}{text.replace(_ON, '').replace(_OFF, '')}{_OFF}"


def plain(text: str) -> str:
    """The sentence without its marks, for screen readers."""
    return text.replace(_ON, "").replace(_OFF, "")


class MixedLabel(QWidget):
    """A sentence with bold parts (made by `bold`), wrapped where it does not fit, never elided.

    A marked label has a ground and a frame that say: this changed a moment ago.
    """

    def __init__(
        self, text: str = "", *, px: int = 13, tone: Role = "text", parent: QWidget | None = None
    ) -> None:
        """Show the sentence in a size and tone; its bold parts are in the text's own colour."""
        super().__init__(parent)
        self._px, self._tone = px, tone
        self._strong: Role = "text"
        self._line_px = LINE_PX.get(px, px + 7)
        self._marked = False
        self._text = ""
        # Not Fixed: a layout would cut narrow text off at the height of the hint.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def text(self) -> str:
        """The sentence without marks."""
        return plain(self._text)

    def set_text(self, text: str) -> None:
        """Replace the sentence."""
        self._text = text
        self.setAccessibleName(plain(text))
        self.updateGeometry()
        self.update()

    def set_tones(self, tone: Role, strong: Role) -> None:
        """Change both colours by meaning."""
        self._tone, self._strong = tone, strong
        self.update()

    @property
    def is_marked(self) -> bool:
        """Whether it is shown as changed."""
        return self._marked

    def set_marked(self, marked: bool) -> None:
        """Show it as changed, or as usual."""
        self._marked = marked
        self.update()

    def sizeHint(self) -> QSize:
        """The whole sentence in one line."""
        layout = self._laid_out(100_000)
        width = max(layout.lineAt(i).naturalTextWidth() for i in range(layout.lineCount()))
        return QSize(int(width) + 2, self._line_px)

    def minimumSizeHint(self) -> QSize:
        """Some letters wide, one line high."""
        return QSize(min(self.sizeHint().width(), 6 * self._px), self._line_px)

    def hasHeightForWidth(self) -> bool:
        """Yes: narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at this width."""
        return self._laid_out(width).lineCount() * self._line_px

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line by line at the fixed distance."""
        del event
        painter = QPainter(self)
        if self._marked:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.colour("warn_line"))
            painter.setBrush(theme.colour("warn_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour(self._tone))
        layout = self._laid_out(self.width())
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            slack = self._line_px - (line.ascent() + line.descent())
            line.draw(painter, QPointF(0, index * self._line_px + slack / 2 - line.y()))

    def _laid_out(self, width: int) -> QTextLayout:
        text, spans = _parted(self._text)
        layout = QTextLayout(text or " ", font(self._px))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._format(start, length) for start, length in spans])
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, self._px))
        layout.endLayout()
        return layout

    def _format(self, start: int, length: int) -> QTextLayout.FormatRange:
        look = QTextCharFormat()
        # The whole face, not its weight alone: its hinting goes with it.
        look.setFont(font(self._px, bold=True))
        look.setForeground(theme.colour(self._strong))
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = start, length, look
        return span


class FigureLabel(MixedLabel):
    """A short fact in one line that is exactly as wide as its text: 实付 ¥236.00."""

    def __init__(self, text: str = "", *, tone: Role = "text2", strong: Role = "text") -> None:
        """Show the fact at 12 px."""
        super().__init__(text, px=12, tone=tone)
        self.set_tones(tone, strong)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """All of it: this is money."""
        return self.sizeHint()


def _parted(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and where its bold parts are (start, length)."""
    whole, spans = "", []
    for index, part in enumerate(text.split(_ON)):
        strong, _off, rest = part.partition(_OFF) if index else ("", "", part)
        if strong:
            spans.append((len(whole), len(strong)))
        whole += strong + rest
    return whole, spans


__all__ = ["FigureLabel", "MixedLabel", "bold", "plain"]
