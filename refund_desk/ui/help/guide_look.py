"""How the guide looks: sizes, air and colours of a document that was made from Markdown."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from refund_desk.ui import theme
from refund_desk.ui.fonts import font

COLUMN_PX: Final = 780
MARGIN_PX: Final = 32
_BODY_PX: Final = 14
_LINE_PERCENT: Final = 150
# By the level of a heading: letters, air above, air below.
_HEADINGS: Final = {1: (26, 0, 14), 2: (20, 34, 8), 3: (16, 24, 4)}
_GAP_PX: Final = 5
_CELL_PX: Final = 7
# What the window says, in either language's marks.
_QUOTED: Final = re.compile('「[^「」]+」|"[^"]+"')
_PICTURE: Final = "\ufffc"
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def body_font() -> QFont:
    """The letters of plain sentences; shared, so never change it."""
    return font(_BODY_PX)


def dress(document: QTextDocument) -> None:
    """Give a fresh document the look of the window, in the colours that hold now."""
    document.setDocumentMargin(MARGIN_PX)
    edit = QTextCursor(document)
    edit.beginEditBlock()
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)
    edit.endEditBlock()


def _dress_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    shape = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    if level:
        px, above, below = _HEADINGS.get(level, _HEADINGS[3])
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        _dress_text(cursor, px)
    else:
        shape.setTopMargin(_GAP_PX)
        shape.setBottomMargin(_GAP_PX)
        # A line as high as its picture has air enough.
        picture = _PICTURE in block.text()
        shape.setLineHeight(100 if picture else _LINE_PERCENT, _PROPORTIONAL)
        _dress_quotes(block)
    QTextCursor(block).mergeBlockFormat(shape)


def _dress_text(cursor: QTextCursor, px: int) -> None:
    look = QTextCharFormat()
    look.setFont(
        font(px, bold=True), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll
    )
    look.setForeground(QBrush(theme.colour("text")))
    cursor.mergeCharFormat(look)


def _dress_quotes(block: QTextBlock) -> None:
    """What the window says stands out from what the guide says."""
    look = QTextCharFormat()
    look.setBackground(QBrush(theme.colour("accent_soft")))
    for quoted in _QUOTED.finditer(block.text()):
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + quoted.start())
        cursor.setPosition(block.position() + quoted.end(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)


def _dress_table(table: QTextTable) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderBrush(QBrush(theme.colour("border")))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setCellPadding(_CELL_PX)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
