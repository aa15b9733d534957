"""The shop's own pictures of a rejection: chosen, dropped or pasted, and each looked at."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from refund_desk.application.commands import PICTURES_MAX, OwnPicture
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.ui import texts
from refund_desk.ui.decisions.evidence_card import CARD_GAP, AddCard, EvidenceCard
from refund_desk.ui.decisions.sheet import put_in_order
from refund_desk.ui.picture_reader import INPUT_BYTES_MAX, read_image
from refund_desk.ui.redaction.opening import looks_like_label, redact_own
from refund_desk.ui.scanner.scanner_line import ScannerLine
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import ElidedLabel, PlainLabel

if TYPE_CHECKING:
    from refund_desk.application.use_cases.take_from_phone import TakeFromPhone

_SIDE_PX = 400
_SUFFIXES = ("*.jpg", "*.jpeg", "*.png", "*.bmp")


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a picture comes from: a file, the clipboard's own picture, or bytes at hand."""

    name: str = field(repr=False)
    path: Path | None = None
    image: QImage | None = None
    content: bytes = field(default=b"", repr=False)


class EvidenceBox(QWidget):
    """Up to four pictures. `changed` whenever one came, went or was looked at.

    Files are read, decoded and encoded in threads; what is no picture is named with the reason.
    """

    changed = Signal()

    def __init__(self, tasks: TaskRunner, *, label: str = "", note: str | None = None) -> None:
        """Start with the place to add one; a `note` of its own says that the pictures stay here."""
        super().__init__()
        self._tasks = tasks
        self._leaves = note is None
        self._note = texts.reject.pictures_note() if note is None else note
        self._cards: list[EvidenceCard] = []
        self._numbers = self._pasted = 0
        self._waiting: list[_Source] = []
        self.note = ElidedLabel(self._note, px=12, tone="text3")
        self.count = PlainLabel(px=12, tone="text2")
        self.by_phone = Button(texts.phone_photos.offer(), kind="link", icon="cellphone")
        self.by_phone.clicked.connect(self._open_phone)
        self.by_phone.hide()
        self.scanner = ScannerLine(tasks)
        self.scanner.taken.connect(self.take_files)
        self._phone: TakeFromPhone | None = None
        self._from_phone = 0
        self.add = AddCard()
        self.add.clicked.connect(self.choose)
        self._line = QHBoxLayout()
        self._line.setSpacing(CARD_GAP)
        self._line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        label = label or texts.reject.pictures_label()
        head.addWidget(PlainLabel(label, px=12, bold=True, tone="text2"))
        head.addWidget(self.note, 1)
        head.addWidget(self.scanner)
        head.addSpacing(10)
        head.addWidget(self.by_phone)
        head.addSpacing(10)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addLayout(self._line)
        self._show_count()

    @property
    def cards(self) -> tuple[EvidenceCard, ...]:
        """The pictures, in the order they came."""
        return tuple(self._cards)

    def unseen(self) -> int:
        """How many pictures nobody has redacted or confirmed yet."""
        return sum(not card.picture.may_leave for card in self._cards)

    def is_reading(self) -> bool:
        """Whether a picture is on its way."""
        return bool(self._waiting)

    def pictures(self) -> tuple[OwnPicture, ...]:
        """All pictures as they would leave."""
        return tuple(card.picture for card in self._cards)

    def choose(self) -> None:
        """Let the person choose files; the dialog is opened, never executed."""
        chooser = QFileDialog(self.window(), texts.reject.choose_pictures())
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.setNameFilter(f"{texts.reject.picture_files()} ({' '.join(_SUFFIXES)})")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.filesSelected.connect(self.take_files)
        chooser.open()

    def offer_phone(self, phone: TakeFromPhone) -> None:
        """Let a phone hand pictures over, where this desk can listen for one."""
        self._phone = phone
        self.by_phone.setVisible(phone.is_offered)

    def _open_phone(self) -> None:
        from refund_desk.ui.phone.phone_dialog import PhoneDialog

        if self._phone is not None:
            window = self.window()
            dialog = PhoneDialog(
                window, self._tasks, self._phone, free=self._room, take=self._take_from_phone
            )
            dialog.open()

    def _take_from_phone(self, content: bytes) -> None:
        self._from_phone += 1
        name = texts.phone_photos.picture(self._from_phone)
        self._take([_Source(name, content=content)])

    def _room(self) -> int:
        return PICTURES_MAX - len(self._cards) - len(self._waiting) if isValid(self) else 0

    def take_files(self, names: list[str]) -> None:
        """Add these files."""
        self._take([_Source(Path(name).name, path=Path(name)) for name in names])

    def take_mime(self, source: QMimeData) -> None:
        """Add what was dropped or pasted: files first, else the picture itself."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        image = source.imageData() if source.hasImage() else None
        if files:
            self.take_files(files)
        elif isinstance(image, QImage) and not image.isNull():
            self._pasted += 1
            name = texts.confirmations.picture_pasted(self._pasted)
            self._take([_Source(name, image=image)])

    def _take(self, sources: list[_Source]) -> None:
        room = self._room()
        if len(sources) > room:
            self._complain(texts.pictures.max())
        else:
            self._complain("")
        for source in sources[: max(0, room)]:
            self._waiting.append(source)
            self._numbers += 1
            self._start(source)
        self._show_count()
        self.changed.emit()

    def _start(self, source: _Source) -> None:
        key = f"evidence:{id(self)}:{self._numbers}"
        self._tasks.start(key, lambda: self._read(source))

    async def _read(self, source: _Source) -> None:
        try:
            content, image = await asyncio.to_thread(_loaded, source)
        except BadPictureError as error:
            words = texts.pictures.big if error.why == "img.big" else texts.pictures.type
            self._complain(words(source.name))
        except OSError:
            self._complain(texts.pictures.type(source.name))
        else:
            picture = OwnPicture(name=source.name, content=content, confirmed_private_free=False)
            card = self._add(picture)
            card.show_picture(image)
            self._look_for_codes(card)
        finally:
            self._waiting.remove(source)
            self._show_count()
            self.changed.emit()

    def _look_for_codes(self, card: EvidenceCard) -> None:
        if self._leaves:
            self._numbers += 1
            key = f"codes:{id(self)}:{self._numbers}"
            self._tasks.start(key, lambda: self._find_codes(card))

    async def _find_codes(self, card: EvidenceCard) -> None:
        found = await asyncio.to_thread(looks_like_label, card.picture.content)
        # It may be gone by now, and the dialog with it.
        if isValid(card):
            card.show_like_label(found)

    def _add(self, picture: OwnPicture) -> EvidenceCard:
        card = EvidenceCard(picture, leaves=self._leaves)
        card.removed.connect(lambda: self._remove(card))
        card.confirmed.connect(lambda: self._confirm(card))
        card.redact_wanted.connect(lambda: self._redact(card))
        self._line.insertWidget(len(self._cards), card, 0, Qt.AlignmentFlag.AlignTop)
        self._cards.append(card)
        put_in_order(*(b for c in self._cards for b in (c.remove, c.redact, c.look)), self.add)
        return card

    def _remove(self, card: EvidenceCard) -> None:
        self._cards.remove(card)
        self._line.removeWidget(card)
        card.deleteLater()
        self._complain("")
        self._show_count()
        self.changed.emit()

    def _confirm(self, card: EvidenceCard) -> None:
        card.show_as(replace(card.picture, confirmed_private_free=True))
        self.changed.emit()

    def _redact(self, card: EvidenceCard) -> None:
        window = self.window()
        redact_own(window, self._tasks, card.picture, lambda made: self._take_copy(card, made))

    def _take_copy(self, card: EvidenceCard, picture: OwnPicture) -> None:
        """The copy is what would leave from now on; the file that was chosen stays as it is."""
        if card in self._cards:
            card.show_as(picture)
            self._numbers += 1
            key = f"copy:{id(self)}:{self._numbers}"
            self._tasks.start(key, lambda: self._draw_copy(card))
            self.changed.emit()

    async def _draw_copy(self, card: EvidenceCard) -> None:
        image = await asyncio.to_thread(read_image, card.picture.content, side_px=_SIDE_PX)
        if isValid(card):
            card.show_picture(image)
            await self._find_codes(card)

    def _complain(self, sentence: str) -> None:
        self.note.setText(sentence or self._note)
        self.note.set_tone("bad" if sentence else "text3")

    def _show_count(self) -> None:
        self.count.setText(texts.reject.pictures_count(len(self._cards)))
        self.add.setVisible(len(self._cards) + len(self._waiting) < PICTURES_MAX)


def _loaded(source: _Source) -> tuple[bytes, QImage]:
    """The bytes that would leave, and a small picture to look at. For threads.

    Raises `BadPictureError` and `OSError`.
    """
    if source.content:
        content = source.content
    elif source.path is not None:
        # A size above the limit is refused before it fills the memory.
        if source.path.stat().st_size > INPUT_BYTES_MAX:
            raise BadPictureError("img.big")
        content = source.path.read_bytes()
    else:
        content = _as_png(source.image)
    return content, read_image(content, side_px=_SIDE_PX)


def _as_png(image: QImage | None) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image is None or not image.save(buffer, "PNG"):  # type: ignore[call-overload] # bytes in the stubs
        raise BadPictureError("img.type")
    return bytes(buffer.data().data())
