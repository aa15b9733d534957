"""The dialog before an evidence pack: each picture is looked at, redacted, or left out."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from refund_desk.application.commands import OwnPicture
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.ui import texts
from refund_desk.ui.decisions.evidence_card import EvidenceCard
from refund_desk.ui.detail.flow_box import FlowBox
from refund_desk.ui.detail.scroll_page import ScrollPage
from refund_desk.ui.picture_reader import read_image
from refund_desk.ui.redaction.opening import looks_like_label, redact_own
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.labels import ElidedLabel, ParagraphLabel, PlainLabel

_WIDTH: Final = 780
_LIST_HEIGHT: Final = 330
_SIDE_PX: Final = 400


class PackDialog(DeskDialog):
    """Shows the pictures of an application. `save_wanted` at the press; the caller closes it.

    Those that were sent before went through the same question then.
    """

    save_wanted = Signal()

    def __init__(self, window: QWidget, tasks: TaskRunner, *, title: str) -> None:
        """Start without pictures."""
        super().__init__(window, title=title, icon="folder-zip-outline", width=_WIDTH)
        self._tasks = tasks
        self._cards: dict[str, EvidenceCard] = {}
        self.count = PlainLabel(px=12, tone="text2")
        self.trouble = ElidedLabel(px=12, tone="bad")
        self.flow = FlowBox()
        self.empty = PlainLabel(texts.evidence_pack.no_pictures(), tone="text2")
        self.list = ScrollPage(self.flow, texts.evidence_pack.pictures())
        self.dismiss = Button(texts.common.back(), keycap="Esc")
        self.save = Button(texts.evidence_pack.save(), kind="primary", icon="folder-zip-outline")
        self._build()

    def show_pictures(self, pictures: dict[str, OwnPicture]) -> None:
        """Show these, by their references."""
        for reference, picture in pictures.items():
            card = EvidenceCard(picture)
            card.remove.hide()
            card.confirmed.connect(partial(self._looked, card))
            card.redact_wanted.connect(partial(self._redact, card))
            self._cards[reference] = card
            key = f"pack:{id(self)}:{len(self._cards)}"
            self._tasks.start(key, partial(self._draw, card))
        self.flow.set_widgets(list(self._cards.values()))
        self.list.setVisible(bool(pictures))
        self.empty.setVisible(not pictures)
        self.list.setFixedHeight(min(_LIST_HEIGHT, self.flow.heightForWidth(_WIDTH - 60) + 8))
        self._fit()
        self._tell()

    def pictures(self) -> dict[str, OwnPicture]:
        """Those that may leave, by their references."""
        fit = {name: card.picture for name, card in self._cards.items()}
        return {name: picture for name, picture in fit.items() if picture.may_leave}

    def set_working(self, working: bool) -> None:
        """Take no second press while it is made."""
        self.save.set_busy(texts.evidence_pack.making() if working else "")

    def show_trouble(self, sentence: str) -> None:
        """Say why nothing was saved."""
        self.set_working(False)
        self.trouble.setText(sentence)

    async def _draw(self, card: EvidenceCard) -> None:
        """Read the picture and look for codes, both in threads."""
        content = card.picture.content
        try:
            image = await asyncio.to_thread(read_image, content, side_px=_SIDE_PX)
        except BadPictureError:
            return
        if not isValid(card):
            return
        card.show_picture(image)
        found = await asyncio.to_thread(looks_like_label, content)
        if isValid(card):
            card.show_like_label(found)

    def _looked(self, card: EvidenceCard) -> None:
        card.show_as(replace(card.picture, confirmed_private_free=True))
        self._tell()

    def _redact(self, card: EvidenceCard) -> None:
        redact_own(self, self._tasks, card.picture, lambda made: self._take_copy(card, made))

    def _take_copy(self, card: EvidenceCard, picture: OwnPicture) -> None:
        card.show_as(picture)
        self._tasks.start(f"pack_again:{id(card)}", lambda: self._draw(card))
        self._tell()

    def _tell(self) -> None:
        words = texts.evidence_pack
        self.count.setText(words.counted(n=len(self.pictures()), total=len(self._cards)))
        self.count.setVisible(bool(self._cards))

    def _build(self) -> None:
        words = texts.evidence_pack
        self.body.addWidget(ParagraphLabel(words.note()))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(words.pictures(), px=12, bold=True, tone="text2"))
        head.addWidget(ElidedLabel(words.pictures_note(), px=12, tone="text3"), 1)
        head.addWidget(self.count)
        self.body.addLayout(head)
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        self.list.hide()
        self.empty.hide()
        self.footer.addWidget(self.trouble, 1)
        self.footer.addWidget(self.dismiss)
        self.footer.addWidget(self.save)
        self.dismiss.clicked.connect(self.reject)
        self.save.clicked.connect(self.save_wanted)
        self.start_on(self.dismiss)
