"""Labels that show any text literally: nothing from outside is ever read as markup."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from refund_desk.ui import icons, theme
from refund_desk.ui.fonts import BODY_PX, font, metrics
from refund_desk.ui.theme import set_look
from refund_desk.ui.tokens import Role

# Line heights by letter height (logical px); a font's own spacing differs between machines.
LINE_PX = {11: 16, 12: 18, 13: 20, 14: 20, 16: 24, 18: 26, 22: 30, 24: 34, 26: 34}


class PlainLabel(QLabel):
    """One or more lines of literal text in a size, weight and tone."""

    def __init__(
        self,
        text: str = "",
        *,
        px: int = BODY_PX,
        bold: bool = False,
        tone: Role = "text",
    ) -> None:
        """Show the text; `px` is the letter height, `tone` one of the stylesheet's label tones."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(px, bold=bold))
        self.setMinimumHeight(LINE_PX.get(px, px + 7))
        self.setText(text)
        self.set_tone(tone)

    def set_tone(self, tone: Role) -> None:
        """Change the colour by meaning."""
        set_look(self, tone=tone)


class ElidedLabel(PlainLabel):
    """One line that ends in … where it does not fit; the whole text is its tooltip then.

    With `private` there is never a tooltip: masked fields must not show more when hovered.
    """

    def __init__(
        self,
        text: str = "",
        *,
        px: int = BODY_PX,
        bold: bool = False,
        tone: Role = "text",
        private: bool = False,
    ) -> None:
        """Show as much of the text as fits."""
        self._whole = ""
        self._private = private
        super().__init__("", px=px, bold=bold, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - overrides Qt
        """Replace the whole text (line breaks become spaces)."""
        self._whole = " ".join(text.split("\n"))
        self.setAccessibleName(self._whole)
        self._fit()
        self.updateGeometry()

    def whole_text(self) -> str:
        """The text before eliding."""
        return self._whole

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Room for a letter and the ellipsis."""
        return QSize(min(28, self.sizeHint().width()), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.width()
        )
        super().setText(lines)
        hidden = lines != self._whole and not self._private
        self.setToolTip(plain_tooltip(self._whole) if hidden else "")


class ParagraphLabel(QWidget):
    """Wrapped literal text with a fixed line height, as tall as its width makes it."""

    def __init__(
        self,
        text: str = "",
        *,
        px: int = BODY_PX,
        line_px: int = 21,
        tone: Role = "text",
    ) -> None:
        """Show the text; `line_px` is the distance of two base lines."""
        super().__init__()
        self._px, self._line_px, self._tone = px, line_px, tone
        self._text = ""
        # Not Fixed: a layout would cut narrow text off at the height of the hint.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Replace the text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Role) -> None:
        """Change the colour by meaning."""
        self._tone = tone
        self.update()

    def natural_width(self) -> int:
        """Width of the longest line if nothing were wrapped."""
        face = metrics(self._px)
        return max((face.horizontalAdvance(line) for line in self._text.split("\n")), default=0) + 1

    def sizeHint(self) -> QSize:
        """The natural width, at most what a reader's eye can follow."""
        width = min(self.natural_width(), 520)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One letter wide, one line high."""
        return QSize(self._px, self._line_px)

    def hasHeightForWidth(self) -> bool:
        """Yes: narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at this width."""
        return sum(len(_lines(block)) for block in self._blocks(width)) * self._line_px

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line by line at the fixed distance."""
        del event
        painter = QPainter(self)
        painter.setPen(theme.colour(self._tone))
        top = 0
        for block in self._blocks(self.width()):
            for line in _lines(block):
                slack = self._line_px - (line.ascent() + line.descent())
                line.draw(painter, QPointF(0, top + slack / 2 - line.y()))
                top += self._line_px

    def _blocks(self, width: int) -> list[QTextLayout]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        blocks = []
        for paragraph in self._text.split("\n"):
            block = QTextLayout(paragraph, font(self._px))
            block.setTextOption(option)
            block.beginLayout()
            while (line := block.createLine()).isValid():
                line.setLineWidth(max(width, self._px))
            block.endLayout()
            blocks.append(block)
        return blocks


class IconLabel(QWidget):
    """One glyph in the theme's colour of the moment."""

    def __init__(self, name: str, role: Role = "text2", size: int = 16) -> None:
        """Show the glyph `size` logical pixels square."""
        super().__init__()
        self._name, self._role = name, role
        self.setFixedSize(size, size)

    def set_icon(self, name: str, role: Role) -> None:
        """Show another glyph or colour."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glyph."""
        del event
        icons.paint(QPainter(self), self.rect(), self._name, self._role)


def _lines(block: QTextLayout) -> list[QTextLine]:
    return [block.lineAt(index) for index in range(block.lineCount())]


def plain_tooltip(text: str) -> str:
    """Text that a tooltip shows as it is: a tooltip would guess markup from its first tag."""
    return text.replace("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")
