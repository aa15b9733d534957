"""Thumbnails of kept pictures that fill themselves when their bytes are there."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from refund_desk.application.case_view import PictureView
from refund_desk.application.ports.pictures import BadPictureError, PictureStore
from refund_desk.application.ports.transactions import StorageError
from refund_desk.ui import texts
from refund_desk.ui.picture_reader import QtPictureReader
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.thumbnail import Thumbnail

SMALL: Final = (96, 72)
LARGE: Final = (160, 120)
# Sharp on a screen of two pixels to the point, and no larger: they are held in memory.
_SCREEN_RATIO: Final = 2
_REMEMBERED_MAX: Final = 48
_AGAIN_MS: Final = 30
# What is looked at in the viewer: finer than screens are, small enough to hold.
_VIEWER_SIDE_PX: Final = 3000


class PictureThumbs(QObject):
    """Fetches and decodes pictures by their sha256 name, each once, and remembers small ones.

    Signals: `arrived(sha256, QImage)` for a thumbnail and `whole(sha256, QImage)` for the picture
    itself, a null image where it could not be read; `found(reference, sha256)` for a picture that
    is known by its reference only; `refetch_wanted` when a person asks for
    another try; `searching(bool)` while the far side is being asked for pictures.
    """

    arrived = Signal(str, QImage)
    whole = Signal(str, QImage)
    found = Signal(str, str)
    refetch_wanted = Signal()
    searching = Signal(bool)

    def __init__(self, pictures: PictureStore, tasks: TaskRunner, parent: QObject) -> None:
        """Nothing is fetched until a thumbnail asks."""
        super().__init__(parent)
        self._pictures = pictures
        self._tasks = tasks
        self._reader = QtPictureReader()
        self._known: OrderedDict[str, QImage] = OrderedDict()
        self._size = SMALL
        self.is_searching = False
        self.destroyed.connect(self._reader.close)

    def set_wide(self, wide: bool) -> None:
        """Make the thumbnails to come large or small."""
        size = LARGE if wide else SMALL
        if size != self._size:
            self._size = size
            self._known.clear()

    def set_searching(self, searching: bool) -> None:
        """Say whether pictures that are not there yet may still come."""
        self.is_searching = searching
        self.searching.emit(searching)

    def make(self, picture: PictureView) -> PictureThumb:
        """A thumbnail of this picture in the size of the moment."""
        return PictureThumb(picture, self, size=self._size)

    def known(self, sha256: str) -> QImage | None:
        """The thumbnail, if it was decoded before."""
        return self._known.get(sha256)

    def fetch(self, sha256: str) -> None:
        """Bring a thumbnail; `arrived` follows."""
        key = f"thumbnail:{sha256}"
        started = self._tasks.start(key, lambda: self._fetch(sha256))
        if not started and self._tasks.is_running(key):
            # What runs may have told its end already, and whoever asks now would wait for ever.
            QTimer.singleShot(_AGAIN_MS, self, lambda: self._fetch_unless_known(sha256))

    def find(self, reference: str) -> None:
        """Look up the name of a picture; `found` follows if it is kept."""
        self._tasks.start(f"find_picture:{reference}", lambda: self._find(reference))

    def fetch_whole(self, sha256: str) -> None:
        """Bring the whole picture; `whole` follows."""
        self._tasks.start(f"picture:{sha256}", lambda: self._fetch_whole(sha256))

    def _fetch_unless_known(self, sha256: str) -> None:
        if sha256 not in self._known:
            self.fetch(sha256)

    async def _fetch(self, sha256: str) -> None:
        image = QImage()
        try:
            content = await self._pictures.thumbnail(sha256)
            if content is not None:
                image = await self._reader.image(content, side_px=self._size[0] * _SCREEN_RATIO)
        except (BadPictureError, StorageError):
            # The thumbnail shows that it failed, and takes a press for another try.
            image = QImage()
        if not image.isNull():
            self._known[sha256] = image
            while len(self._known) > _REMEMBERED_MAX:
                self._known.popitem(last=False)
        self.arrived.emit(sha256, image)

    async def _find(self, reference: str) -> None:
        kept = await self._pictures.find(reference)
        if kept is not None:
            self.found.emit(reference, kept.sha256)

    async def _fetch_whole(self, sha256: str) -> None:
        image = QImage()
        try:
            content = await self._pictures.content(sha256)
            if content is not None:
                image = await self._reader.image(content, side_px=_VIEWER_SIDE_PX)
        except (BadPictureError, StorageError):
            image = QImage()
        self.whole.emit(sha256, image)


class PictureThumb(Thumbnail):
    """The thumbnail of one picture of a conversation. `opened` carries its reference."""

    opened = Signal(str)

    def __init__(
        self, picture: PictureView, thumbs: PictureThumbs, *, size: tuple[int, int] = SMALL
    ) -> None:
        """Show it at once if it is known, otherwise ask for it."""
        super().__init__(size=size, icon="image-outline")
        self._view = picture
        self._thumbs = thumbs
        self.clicked.connect(self._open)
        self.retry.connect(self._again)
        thumbs.arrived.connect(self._take)
        thumbs.searching.connect(self._show_absence)
        self._begin()

    def _begin(self) -> None:
        sha256 = self._view.sha256
        known = self._thumbs.known(sha256) if sha256 else None
        if known is not None:
            self.set_picture(known)
        elif sha256:
            self.set_waiting()
            self._thumbs.fetch(sha256)
        else:
            self._show_absence(self._thumbs.is_searching)

    def _show_absence(self, searching: bool) -> None:
        """A picture that was never brought: still on its way, or missing after the search."""
        if self._view.sha256:
            return
        if searching:
            self.set_waiting()
        else:
            self.set_failed(_why_missing(self._view.why))

    def _take(self, sha256: str, image: QImage) -> None:
        if sha256 != self._view.sha256:
            return
        if image.isNull():
            self.set_failed(texts.detail.picture_failed())
        else:
            self.set_picture(image)

    def _open(self) -> None:
        if self.state == "ready":
            self.opened.emit(self._view.reference)

    def _again(self) -> None:
        if self._view.sha256:
            self.set_waiting()
            self._thumbs.fetch(self._view.sha256)
        else:
            self._thumbs.refetch_wanted.emit()


def _why_missing(why: str) -> str:
    """Why a picture is not here: it was not brought, or was none that may be opened."""
    told = {"img.type": texts.detail.picture_none, "img.big": texts.detail.picture_too_big}
    return told.get(why, texts.detail.picture_failed)()
