"""All pictures of one application: the customer's, then the shop's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView, PictureView
from refund_desk.domain.conversation import Speaker
from refund_desk.ui import formats, texts
from refund_desk.ui.detail.flow_box import FlowBox
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.detail.scroll_page import ScrollPage
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import ParagraphLabel, PlainLabel


class PicturesTab(Panel):
    """The 图片与凭证 tab. `picture_pressed` carries a picture's reference."""

    picture_pressed = Signal(str)

    def __init__(self, thumbs: PictureThumbs) -> None:
        """Start empty."""
        super().__init__("surface")
        self._thumbs = thumbs
        self._shown: tuple[int, tuple[PictureView, ...]] | None = None
        self._titles = {
            Speaker.BUYER: PlainLabel(texts.detail.pictures_customer(), bold=True, tone="text2"),
            Speaker.SHOP: PlainLabel(texts.detail.pictures_shop(), bold=True, tone="text2"),
        }
        self.grids = {Speaker.BUYER: FlowBox(), Speaker.SHOP: FlowBox()}
        self.note = ParagraphLabel(tone="text2")
        self._build()

    def show_case(self, case: CaseView) -> None:
        """Show the case's pictures; equal ones are left as they are."""
        shown = (case.application_id, case.pictures)
        missing = case.picture_count > 0 and not case.pictures and not self._thumbs.is_searching
        # A count without a single reference: WeChat Pay has not opened pictures to this shop.
        words = texts.pictures.closed() if missing else texts.detail.no_pictures()
        self.note.set_text(words)
        self.note.setVisible(not case.pictures)
        if shown == self._shown:
            return
        self._shown = shown
        self.redraw(case.pictures)

    def redraw(self, pictures: tuple[PictureView, ...]) -> None:
        """Make the thumbnails anew, such as in another size."""
        for speaker, grid in self.grids.items():
            own = [p for p in pictures if (p.speaker is Speaker.SHOP) == (speaker is Speaker.SHOP)]
            thumbs = []
            for place, picture in enumerate(own, 1):
                thumb = self._thumbs.make(picture)
                naming = (
                    texts.detail.own_picture_name
                    if speaker is Speaker.SHOP
                    else texts.detail.picture_name
                )
                thumb.setAccessibleName(naming(n=place, total=len(own)))
                thumb.setToolTip(formats.full_time(picture.at))
                thumb.opened.connect(self.picture_pressed)
                thumbs.append(thumb)
            grid.set_widgets(thumbs)
            self._titles[speaker].setVisible(bool(own))

    def _build(self) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(24, 14, 28, 16)
        inner.setSpacing(10)
        inner.addWidget(self.note)
        for speaker, grid in self.grids.items():
            inner.addWidget(self._titles[speaker])
            inner.addWidget(grid)
        inner.addStretch(1)
        area = ScrollPage(content, texts.detail.tab_pictures())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
