"""Pictures of the shop that are to be sent: each is looked at by a person before it leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from refund_desk.application.commands import PICTURES_MAX, OwnPicture
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.ui import texts
from refund_desk.ui.detail.flow_box import FlowBox
from refund_desk.ui.picture_reader import INPUT_BYTES_MAX, QtPictureReader, read_image
from refund_desk.ui.redaction.opening import looks_like_label, redact_own
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import IconButton
from refund_desk.ui.widgets.choices import CheckBox
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ElidedLabel
from refund_desk.ui.widgets.pills import Tag
from refund_desk.ui.widgets.thumbnail import Thumbnail

if TYPE_CHECKING:
    from refund_desk.application.use_cases.take_from_phone import TakeFromPhone

Work = Callable[[], Coroutine[Any, Any, object]]

_SIDE_PX = 160
_CARD = QSize(268, 60)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A picture that could be opened, with its preview."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)
    preview: QImage


class OwnPictureStrip(QWidget):
    """Chosen pictures with the tick 我看过了，这张没有隐私 beside each.

    Signals: `changed` after a picture came, went or was ticked; `touched` before it when that was a
    person's press; `refused(sentence)` when a file was not taken.
    """

    changed = Signal()
    touched = Signal()
    refused = Signal(str)

    def __init__(self, tasks: TaskRunner, *, key: str) -> None:
        """Start empty; `key` tells this strip's work from that of others."""
        super().__init__()
        self._tasks = tasks
        self._key = key
        self._reader = QtPictureReader()
        self._cards: list[_PictureCard] = []
        self._serial = self._from_phone = 0
        self._phone: TakeFromPhone | None = None
        self._turn = asyncio.Lock()
        self._flow = FlowBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        self.destroyed.connect(self._reader.close)
        self.hide()

    def pictures(self) -> tuple[OwnPicture, ...]:
        """What would be sent, as it was chosen."""
        return tuple(card.picture() for card in self._cards)

    @property
    def unconfirmed(self) -> int:
        """How many pictures nobody has redacted, or said to be free of private matters."""
        return sum(not card.picture().may_leave for card in self._cards)

    def clear(self) -> None:
        """Forget all pictures."""
        self._cards = []
        self._show()

    def choose_files(self) -> None:
        """Ask for files; nothing waits while the question is open."""
        dialog = QFileDialog(self.window(), texts.reply.add_picture())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(texts.reject.picture_files())
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.open()

    def offer_phone(self, phone: TakeFromPhone) -> None:
        """Let pictures come from a phone."""
        self._phone = phone

    def open_phone(self) -> None:
        """Show the code that a phone scans; its pictures come here."""
        from refund_desk.ui.phone.phone_dialog import PhoneDialog

        if self._phone is not None:
            dialog = PhoneDialog(
                self.window(),
                self._tasks,
                self._phone,
                free=lambda: PICTURES_MAX - len(self._cards),
                take=self._take_from_phone,
            )
            dialog.open()

    def _take_from_phone(self, content: bytes) -> None:
        self._from_phone += 1
        self.touched.emit()
        self.add_content(texts.phone_photos.picture(self._from_phone), content)

    def takes(self, mime: QMimeData) -> bool:
        """Whether a paste or a drop brings something that may be a picture."""
        return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())

    def add_mime(self, mime: QMimeData) -> None:
        """Take what was pasted or dropped."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.add_files(paths)
        elif mime.hasImage():
            image = QImage(mime.imageData())
            self._start(lambda: self._add_image(image))

    def add_files(self, paths: list[Path]) -> None:
        """Read these files, at most four pictures in all."""
        for path in paths:
            self._start(partial(self._add_file, path))

    def add_content(self, name: str, content: bytes, *, redacted: bool = False) -> None:
        """Take a picture that was read already; `redacted` as `OwnPicture` has it."""
        self._start(lambda: self._add(name, content, redacted=redacted))

    def _start(self, work: Work) -> None:
        self._serial += 1
        self._tasks.start(f"{self._key}:{self._serial}", lambda: self._in_turn(work))

    async def _in_turn(self, work: Work) -> None:
        """One after the other, so that pictures stand in the order in which they were chosen."""
        async with self._turn:
            await work()

    async def _add_file(self, path: Path) -> None:
        try:
            content = await asyncio.to_thread(_read_file, path)
        except OSError:
            self.refused.emit(texts.case.picture_unreadable(path.name))
            return
        await self._add(path.name, content)

    async def _add_image(self, image: QImage) -> None:
        content = await asyncio.to_thread(_as_png, image)
        await self._add(texts.case.pasted_picture(), content)

    async def _add(self, name: str, content: bytes, *, redacted: bool = False) -> None:
        if len(self._cards) >= PICTURES_MAX:
            self.refused.emit(texts.pictures.max())
            return
        try:
            preview = await self._reader.image(content, side_px=_SIDE_PX)
        except BadPictureError as error:
            too_big = error.why == "img.big"
            words = texts.pictures.big(name) if too_big else texts.pictures.type(name)
            self.refused.emit(words)
            return
        card = self._card(_Opened(name, content, preview))
        if redacted:
            card.show_redacted(content, complete=True)
        self._cards.append(card)
        self._show()
        self._serial += 1
        self._tasks.start(f"{self._key}:codes:{self._serial}", lambda: self._find_codes(card))

    async def _find_codes(self, card: _PictureCard) -> None:
        found = await asyncio.to_thread(looks_like_label, card.picture().content)
        # It may be gone by now.
        if isValid(card):
            card.show_like_label(found)

    def _card(self, opened: _Opened) -> _PictureCard:
        card = _PictureCard(opened)
        card.tick.toggled.connect(lambda _on: self._tell_tick())
        card.removed.connect(lambda: self._remove(card))
        card.redact_wanted.connect(lambda: self._redact(card))
        return card

    def _redact(self, card: _PictureCard) -> None:
        window = self.window()
        redact_own(window, self._tasks, card.picture(), lambda made: self._take_copy(card, made))

    def _take_copy(self, card: _PictureCard, picture: OwnPicture) -> None:
        if card in self._cards:
            self.touched.emit()
            card.show_redacted(picture.content, complete=picture.redacted)
            self._serial += 1
            self._tasks.start(f"{self._key}:copy:{self._serial}", lambda: self._draw(card))
            self.changed.emit()

    async def _draw(self, card: _PictureCard) -> None:
        content = card.picture().content
        preview = await asyncio.to_thread(read_image, content, side_px=_SIDE_PX)
        if isValid(card):
            card.show_preview(preview)

    def _tell_tick(self) -> None:
        self.touched.emit()
        self.changed.emit()

    def _remove(self, card: _PictureCard) -> None:
        self.touched.emit()
        self._cards.remove(card)
        self._show()

    def _show(self) -> None:
        self._flow.set_widgets(self._cards)
        self.setVisible(bool(self._cards))
        self.changed.emit()


class _PictureCard(Card):
    """One chosen picture: preview, name, tick, and the ways to redact it or take it away."""

    removed = Signal()
    redact_wanted = Signal()

    def __init__(self, opened: _Opened) -> None:
        super().__init__("surface", "border", corners="small")
        self._opened = opened
        self.setFixedSize(_CARD)
        self._redacted = False
        self._preview = Thumbnail(size=(56, 42))
        self._preview.set_picture(opened.preview)
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tag = Tag(texts.redaction.like_label(), "warn")
        self.tag.hide()
        self.tick = CheckBox(texts.pictures.confirm())
        remove = IconButton("close", texts.reject.remove_picture(opened.name), size=20, glyph=14)
        remove.clicked.connect(self.removed)
        words = f"{texts.redaction.open()}: {opened.name}"
        self.redact = IconButton("checkerboard", words, size=20, glyph=14)
        self.redact.clicked.connect(self.redact_wanted)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(ElidedLabel(opened.name, px=12, tone="text2"), 1)
        head.addWidget(self.tag)
        head.addWidget(self.redact)
        head.addWidget(remove)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tick)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 6, 6, 6)
        line.setSpacing(8)
        line.addWidget(self._preview)
        line.addLayout(column, 1)

    def show_like_label(self, found: bool) -> None:
        """Say that a code was found in it, unless it was redacted."""
        if found and not self._redacted:
            self.tag.show()

    def show_preview(self, preview: QImage) -> None:
        """Show what the copy looks like."""
        self._preview.set_picture(preview)

    def show_redacted(self, content: bytes, *, complete: bool) -> None:
        """Hold the copy from now on; an incomplete one is to be looked at like any other."""
        self._opened = replace(self._opened, content=content)
        self._redacted = complete
        self.tick.setChecked(False)
        self.tick.setVisible(not complete)
        if complete:
            self.tag.set_text(texts.redaction.redacted(), "ok")
            self.tag.show()

    def picture(self) -> OwnPicture:
        """What would be sent."""
        return OwnPicture(
            name=self._opened.name,
            content=self._opened.content,
            confirmed_private_free=self.tick.isChecked(),
            redacted=self._redacted,
        )


def _read_file(path: Path) -> bytes:
    """The file, but never more than the reader would look at."""
    with path.open("rb") as file:
        return file.read(INPUT_BYTES_MAX + 1)


def _as_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes
    return bytes(buffer.data().data())
