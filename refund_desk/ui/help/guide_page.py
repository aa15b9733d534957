"""The text of the guide: only its own files are read, and no link leads anywhere by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from refund_desk.ui import theme
from refund_desk.ui.help.guide_file import PICTURES, anchor_of
from refund_desk.ui.help.guide_look import COLUMN_PX, MARGIN_PX, body_font, dress

_ABOVE_PX: Final = 10
# No HTML: the guide needs none, and so nothing can be hidden in it.
_DIALECT: Final = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the guide; `position` counts characters from the beginning."""

    level: int
    words: str
    anchor: str
    position: int


class GuidePage(QTextBrowser):
    """Shows one guide.

    Signals: `address_wanted(QUrl)` when a link to an https page is pressed.
    """

    address_wanted = Signal(QUrl)

    def __init__(self) -> None:
        """Be empty."""
        super().__init__()
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(COLUMN_PX + 2 * MARGIN_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.anchorClicked.connect(self._follow)
        self.headings: tuple[Heading, ...] = ()
        self._folder = Path()
        self.found: tuple[QTextCursor, ...] = ()
        self._at = 0

    def show_guide(self, markdown: str, folder: Path) -> None:
        """Show this text; its pictures are read from `folder`/guide only."""
        self._folder = folder.resolve()
        # Made whole before it is shown: each change of a shown one would lay everything out anew.
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(body_font())
        document.setMarkdown(markdown, _DIALECT)
        dress(document)
        self.setDocument(document)
        self.headings = tuple(_headings(document))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.search("")

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - overrides Qt
        """A picture of the guide, as wide as the column at most; nothing else is ever read."""
        url = QUrl(name)
        path = (self._folder / url.path()).resolve()
        own = url.isRelative() and not url.host() and path.parent == self._folder / PICTURES
        is_image = kind == QTextDocument.ResourceType.ImageResource.value
        picture = QImage(str(path)) if own and is_image else QImage()
        if picture.isNull():
            # Told of nothing, Qt would look for a file of that name itself.
            picture = QImage(1, 1, QImage.Format.Format_ARGB32)
            picture.fill(Qt.GlobalColor.transparent)
        return self._fitted(picture)

    def go_to(self, heading: Heading) -> None:
        """Bring a heading to the top."""
        self.verticalScrollBar().setValue(round(self._top_of(heading)) - _ABOVE_PX)

    def go_to_anchor(self, anchor: str) -> None:
        """Bring the heading to the top that links name so; nothing happens where there is none."""
        for heading in self.headings:
            if heading.anchor == anchor:
                self.go_to(heading)
                return

    def heading_here(self) -> Heading | None:
        """The heading over what stands at the top of the page, the first one above them all."""
        top = self.verticalScrollBar().value() + 2 * _ABOVE_PX
        above = [heading for heading in self.headings if self._top_of(heading) <= top]
        return (above or self.headings[:1] or (None,))[-1]

    def search(self, words: str) -> int:
        """Mark where the words stand and go to the first place; how many there are."""
        self.found = tuple(_places(self.document(), words)) if words else ()
        self._at = 0
        self._show_found()
        return len(self.found)

    def step(self, by: int) -> int:
        """Go to another place where the words stand, round at the ends; its number from 1, or 0."""
        if not self.found:
            return 0
        self._at = (self._at + by) % len(self.found)
        self._show_found()
        return self._at + 1

    def _show_found(self) -> None:
        marks = []
        for n, cursor in enumerate(self.found):
            mark = QTextEdit.ExtraSelection()
            here = n == self._at
            mark.cursor = cursor
            mark.format.setBackground(theme.colour("accent" if here else "warn_soft"))
            mark.format.setForeground(theme.colour("on_accent" if here else "text"))
            marks.append(mark)
        self.setExtraSelections(marks)
        if self.found:
            place = QTextCursor(self.found[self._at])
            place.clearSelection()
            self.setTextCursor(place)
            self.ensureCursorVisible()

    def _top_of(self, heading: Heading) -> float:
        block = self.document().findBlock(heading.position)
        return self.document().documentLayout().blockBoundingRect(block).top()

    def _follow(self, url: QUrl) -> None:
        """Inside the guide at once, to an https page after a question, elsewhere never."""
        if url.isRelative() and not url.path() and url.hasFragment():
            self.go_to_anchor(url.fragment())
        elif url.scheme() == "https" and url.host() and not url.userInfo():
            self.address_wanted.emit(url)

    def _fitted(self, picture: QImage) -> QImage:
        ratio = self.devicePixelRatioF()
        if picture.width() > COLUMN_PX * ratio:
            picture = picture.scaledToWidth(
                round(COLUMN_PX * ratio), Qt.TransformationMode.SmoothTransformation
            )
        if picture.width() > COLUMN_PX:
            picture.setDevicePixelRatio(picture.width() / COLUMN_PX)
        return picture


def _headings(document: QTextDocument) -> list[Heading]:
    found: list[Heading] = []
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        # The first level is the title of the whole.
        if level > 1:
            words = block.text().strip()
            found.append(Heading(level, words, anchor_of(words), block.position()))
        block = block.next()
    return found


def _places(document: QTextDocument, words: str) -> list[QTextCursor]:
    found: list[QTextCursor] = []
    pattern = re.compile(re.escape(words), re.IGNORECASE)
    block = document.begin()
    while block.isValid():
        for match in pattern.finditer(block.text()):
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + match.start())
            cursor.setPosition(block.position() + match.end(), QTextCursor.MoveMode.KeepAnchor)
            found.append(cursor)
        block = block.next()
    return found
