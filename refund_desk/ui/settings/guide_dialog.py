"""Where on the merchant platform each thing is found, and what to do there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.ui import texts
from refund_desk.ui.decisions.sheet import Sheet
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.dialog import DeskDialog
from refund_desk.ui.widgets.frames import Hairline
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel
from refund_desk.ui.widgets.pills import Tag

_WIDTH: Final = 660
_guide = texts.guide


class _Place(NamedTuple):
    """A thing, the way to it, and what to do there."""

    icon: str
    name: Callable[[], str]
    way: tuple[Callable[[], str], ...]
    words: Callable[[], str]


_PLACES: Final = (
    _Place(
        "storefront-outline",
        texts.connecting.step_number,
        (_guide.platform, _guide.account, _guide.merchant),
        _guide.number,
    ),
    _Place(
        "shield-key-outline",
        texts.connecting.step_certificate,
        (_guide.platform, _guide.account, _guide.security, _guide.certificates),
        _guide.certificate,
    ),
    _Place(
        "key-outline",
        texts.connecting.step_apiv3,
        (_guide.platform, _guide.account, _guide.security, _guide.apiv3_place),
        _guide.apiv3,
    ),
    _Place(
        "shield-lock-outline",
        texts.connecting.step_public_key,
        (_guide.platform, _guide.account, _guide.security, _guide.public_key_place),
        _guide.public_key,
    ),
    _Place(
        "information-outline",
        _guide.addresses_name,
        (_guide.platform, _guide.account, _guide.security, _guide.addresses_place),
        _guide.addresses,
    ),
)


class GuideDialog(DeskDialog):
    """A page to read; Esc, × and the button close it."""

    def __init__(self, window: QWidget) -> None:
        """Show every place."""
        super().__init__(window, title=_guide.title(), icon="help-circle-outline", width=_WIDTH)
        sheet = Sheet(window, width=_WIDTH - 2)
        for n, place in enumerate(_PLACES):
            if n:
                sheet.column.addSpacing(12)
                sheet.column.addWidget(Hairline())
                sheet.column.addSpacing(12)
            sheet.column.addLayout(_row(place))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(sheet)
        close = Button(texts.common.yes_close())
        close.clicked.connect(self.reject)
        self.footer.addStretch(1)
        self.footer.addWidget(close)
        close.setFocus()


def _row(place: _Place) -> QVBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(IconLabel(place.icon, "accent_text", 18))
    head.addWidget(PlainLabel(place.name(), px=13, bold=True))
    head.addStretch(1)
    way = QHBoxLayout()
    way.setSpacing(6)
    for n, step in enumerate(place.way):
        if n:
            way.addWidget(PlainLabel("→", px=12, tone="text2"))
        way.addWidget(Tag(step(), "info" if n == len(place.way) - 1 else "neutral"))
    way.addStretch(1)
    column = QVBoxLayout()
    column.setSpacing(7)
    column.addLayout(head)
    column.addLayout(way)
    words = ParagraphLabel(place.words(), px=13)
    # Its hint is made for another width, and would leave a line of air that has to be scrolled.
    words.setMinimumHeight(1)
    column.addWidget(words)
    return column
