"""The dialog with the code: a phone scans it, and its photographs appear behind it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from refund_desk.application.ports.phone_page import NoNetworkError, PhoneDoor, PhoneWords
from refund_desk.application.use_cases.take_from_phone import TakeFromPhone, Visit
from refund_desk.ui import texts
from refund_desk.ui.detail.flow_box import FlowBox
from refund_desk.ui.phone.qr_code import QrCode
from refund_desk.ui.picture_reader import read_image
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel
from refund_desk.ui.widgets.thumbnail import Thumbnail

_WIDTH: Final = 638
_TICK_MS: Final = 500
_SMALL: Final = (76, 57)
_STEPS: Final = (
    ("numeric-1-circle-outline", texts.phone_photos.step_scan),
    ("numeric-2-circle-outline", texts.phone_photos.step_send),
    ("numeric-3-circle-outline", texts.phone_photos.step_here),
)
_REFUSALS: Final[dict[str, Callable[[], str]]] = {
    "img.big": texts.phone_photos.page_big,
    "img.type": texts.phone_photos.page_type,
    "img.max": texts.phone_photos.page_max,
    "gone": texts.phone_photos.page_gone,
}


class PhoneDialog(DeskDialog):
    """Listens from its opening to its closing, no longer. `take` gets each clean JPEG, `free`
    tells how many more fit.
    """

    def __init__(
        self,
        window: QWidget,
        tasks: TaskRunner,
        phone: TakeFromPhone,
        *,
        free: Callable[[], int],
        take: Callable[[bytes], None],
    ) -> None:
        """Begin to listen, and show the code then."""
        super().__init__(window, title=texts.phone_photos.title(), icon="cellphone", width=_WIDTH)
        self._tasks, self._phone = tasks, phone
        self._free, self._give = free, take
        self._door: PhoneDoor | None = None
        self._addresses: tuple[str, ...] = ()
        self._place = 0
        self._closing = False
        self.visit: Visit | None = None
        self.code = QrCode()
        self.address = PlainLabel(px=12, tone="text2")
        self.state = PlainLabel(bold=True)
        self.trouble = ParagraphLabel(px=12, line_px=18, tone="bad")
        self.other = Button("", kind="link")
        self.again = Button(texts.phone_photos.another(), icon="refresh")
        self.dismiss = Button(texts.phone_photos.done(), keycap="Esc")
        self.pictures = FlowBox()
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._build()
        self._begin()

    @property
    def url(self) -> str:
        """What the code says; empty while nothing listens."""
        return self._door.url if self._door is not None else ""

    def _begin(self) -> None:
        self._tasks.start(f"phone:{id(self)}", self._listen)

    async def _listen(self) -> None:
        """Close what listened before, and open for a new visit."""
        await self._shut()
        if not self._addresses:
            self._addresses = await self._phone.addresses()
        if not isValid(self) or self._closing:
            return
        address = self._addresses[self._place] if self._addresses else ""
        visit = self._phone.visit(_words(), free=self._free, arrived=self._take, changed=self._show)
        try:
            door = await self._phone.open(visit, address)
        except NoNetworkError:
            # Connected meanwhile, it may have another address.
            self._addresses, self._place = (), 0
            self._say_trouble(texts.phone_photos.no_network())
            return
        if not isValid(self) or self._closing:
            await door.close()
            return
        self.visit, self._door = visit, door
        self._say_trouble("")
        self.code.show_text(door.url)
        self._clock.start()
        self._show()

    async def _shut(self) -> None:
        visit, door, self._door = self.visit, self._door, None
        if visit is not None:
            visit.end()
        if door is not None:
            await door.close()

    def _take(self, content: bytes) -> None:
        """Show a photograph that came, and hand it to whoever asked."""
        if not isValid(self):
            return
        small = Thumbnail(size=_SMALL)
        small.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key = f"phone_small:{id(small)}"
        self._tasks.start(key, lambda: self._draw(small, content))
        self.pictures.set_widgets([*self.pictures.widgets(), small])
        self.pictures.show()
        self._give(content)
        self._show()
        self._fit()

    async def _draw(self, small: Thumbnail, content: bytes) -> None:
        image = await asyncio.to_thread(read_image, content, side_px=2 * _SMALL[0])
        if isValid(small):
            small.set_picture(image)

    def _show(self) -> None:
        """Let the sentence follow the phone and the clock."""
        visit = self.visit
        if not isValid(self) or visit is None:
            return
        words, left = texts.phone_photos, visit.left_s()
        address = self.url.rsplit("/", 1)[0].removeprefix("http://")
        self.address.setText(address)
        time = f"{int(left) // 60}:{int(left) % 60:02}"
        if not left:
            self._clock.stop()
            self.code.show_text("")
            self._say(words.over(), "warn")
            self._tasks.start(f"phone_over:{id(self)}", self._shut)
        elif not visit.room():
            self.code.show_text("")
            self._say(f"{words.received(visit.count)}  •  {words.full()}", "ok")
        elif visit.count:
            self._say(f"{words.received(visit.count)}  •  {words.connected(time)}", "ok")
        elif visit.is_met:
            self._say(words.connected(time), "ok")
        else:
            self._say(words.waiting(time), "text")
        others = [a for a in self._addresses if not address.startswith(f"{a}:")]
        self.other.setVisible(bool(others) and not visit.is_met)
        if others:
            self.other.setText(words.another_address(others[0]))
            self.other.updateGeometry()

    def _say(self, sentence: str, tone: str) -> None:
        self.state.setText(sentence)
        self.state.set_tone(tone)  # type: ignore[arg-type] # one of three roles

    def _say_trouble(self, sentence: str) -> None:
        self.trouble.set_text(sentence)
        self.trouble.setVisible(bool(sentence))
        if sentence:
            self.state.setText("")
            self.code.show_text("")
        self._fit()

    def _use_another_address(self) -> None:
        self._place = (self._place + 1) % max(1, len(self._addresses))
        self._begin()

    def _close(self) -> None:
        """Nothing listens without this dialog."""
        self._closing = True
        self._clock.stop()
        self._tasks.start(f"phone_shut:{id(self)}", self._shut)

    def _build(self) -> None:
        frame = Card("surface", "border", corners="small")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(5, 5, 5, 5)
        inside.addWidget(self.code)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)
        left.addWidget(self.address, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(left)
        columns.addLayout(self._words_column(), 1)
        self.body.addLayout(columns)
        for hidden in (self.trouble, self.other, self.pictures):
            hidden.hide()
        self.footer.addWidget(self.again)
        self.footer.addStretch(1)
        self.footer.addWidget(self.dismiss)
        self.again.clicked.connect(self._begin)
        self.other.clicked.connect(self._use_another_address)
        self.dismiss.clicked.connect(self.reject)
        self._clock.timeout.connect(self._show)
        self.finished.connect(self._close)
        self.finished.connect(self.deleteLater)
        self.start_on(self.dismiss)

    def _words_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(ParagraphLabel(texts.phone_photos.hint()))
        for icon, step in _STEPS:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(IconLabel(icon, "accent_text", 18), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(ParagraphLabel(step()), 1)
            column.addLayout(line)
        for sentence in self._cautions():
            column.addWidget(ParagraphLabel(sentence, px=12, line_px=18, tone="text2"))
        column.addSpacing(4)
        told: tuple[QWidget, ...] = (self.state, self.trouble, self.other, self.pictures)
        for widget in told:
            column.addWidget(widget)
        column.addStretch(1)
        return column

    @staticmethod
    def _cautions() -> tuple[str, ...]:
        words = texts.phone_photos
        told = (words.plain_network(),)
        return (*told, words.firewall()) if sys.platform == "win32" else told


def _words() -> PhoneWords:
    """What the page on the phone says, in the window's language."""
    words = texts.phone_photos
    return PhoneWords(
        language=QLocale.languageToCode(QLocale().language()),
        title=words.page_title(),
        lead=words.page_lead(),
        camera=words.page_camera(),
        album=words.page_album(),
        send=words.page_send(),
        open_wifi=words.plain_network(),
        gone=words.page_gone(),
        full=words.page_full(),
        sent=words.page_sent,
        refused=lambda why: _REFUSALS.get(why, words.page_type)(),
    )
