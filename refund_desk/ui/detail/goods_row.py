"""One line of an order: picture, name, what one cost and how many."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.domain.fen import Fen
from refund_desk.domain.order_facts import Goods
from refund_desk.ui import formats, texts
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.widgets.labels import ElidedLabel, PlainLabel
from refund_desk.ui.widgets.thumbnail import Thumbnail


class GoodsRow(QWidget):
    """Goods of an order; freight stands beside the price where there is one line only."""

    def __init__(self, goods: Goods, thumbs: PictureThumbs, *, freight: Fen) -> None:
        """Show the goods; the picture follows when it is there."""
        super().__init__()
        self.picture = _GoodsPicture(goods.picture_ref, thumbs)
        many = f" ×{goods.quantity}" if goods.quantity > 1 else ""
        self.name = ElidedLabel(f"{goods.name}{many}", px=12)
        cost = texts.common.amount_times(amount=formats.yuan(goods.unit), n=goods.quantity)
        if freight:
            cost = texts.order.price_line(
                goods=cost, freight=texts.order.freight(formats.yuan(freight))
            )
        self.cost = PlainLabel(cost, px=12, tone="text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.cost)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.picture)
        line.addLayout(words, 1)

    def look_again(self) -> None:
        """Look for the picture once more, if it was not there the last time."""
        self.picture.look()


class _GoodsPicture(Thumbnail):
    """The shop's picture of the goods, known by its reference until the picture file names it."""

    def __init__(self, reference: str, thumbs: PictureThumbs) -> None:
        super().__init__(size=(40, 40), icon="package-variant")
        self.setEnabled(False)
        self._sha256 = ""
        self._reference = reference
        self._thumbs = thumbs
        thumbs.arrived.connect(self._take)
        thumbs.found.connect(self._found)
        self.look()

    def look(self) -> None:
        """Ask for the picture's name, until there is one."""
        if self._reference and not self._sha256:
            self._thumbs.find(self._reference)

    def _found(self, reference: str, sha256: str) -> None:
        if reference != self._reference or sha256 == self._sha256:
            return
        self._sha256 = sha256
        known = self._thumbs.known(sha256)
        if known is not None:
            self.set_picture(known)
        else:
            self._thumbs.fetch(sha256)

    def _take(self, sha256: str, image: QImage) -> None:
        if sha256 == self._sha256 and not image.isNull():
            self.set_picture(image)
