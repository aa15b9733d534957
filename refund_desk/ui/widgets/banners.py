"""Banners over the page: what is wrong everywhere, and the one press that helps."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card
from refund_desk.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from refund_desk.ui.widgets.pills import TONE_ROLES, Tone

BANNERS_MAX = 2
BANNER_HEIGHT = 36


@dataclass(frozen=True, slots=True)
class BannerLook:
    """What a banner says; `buttons` are (key, words), left to right."""

    tone: Tone
    icon: str
    lead: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()


class Banner(Card):
    """One line of 36 px: glyph, bold lead, sentence, buttons. `pressed` carries a button's key."""

    pressed = Signal(str)

    def __init__(self, key: str, look: BannerLook) -> None:
        """Show the line; `key` names the banner itself."""
        ground, ink, edge = TONE_ROLES[look.tone]
        super().__init__(ground, edge, corners="square")
        self.key = key
        self.setFixedHeight(BANNER_HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(10)
        line.addWidget(IconLabel(look.icon, ink, 18))
        lead_tone: Role = ink if look.tone == "practice" else "text"
        self.lead = PlainLabel(look.lead, bold=True, tone=lead_tone)
        self.sentence = ElidedLabel(look.text)
        line.addWidget(self.lead)
        line.addWidget(self.sentence, 1)
        for button_key, words in look.buttons:
            button = Button(words, size="small")
            button.clicked.connect(lambda _checked=False, key=button_key: self.pressed.emit(key))
            line.addWidget(button)
        self.setAccessibleName(f"{look.lead} {look.text}")

    def set_text(self, lead: str, text: str) -> None:
        """Say something newer under the same key."""
        self.lead.setText(lead)
        self.sentence.setText(text)
        self.setAccessibleName(f"{lead} {text}")


class BannerStack(QWidget):
    """The banners in force, at most two visible: the most pressing first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing at first."""
        super().__init__(parent)
        self._banners: dict[str, tuple[int, Banner]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def put(self, banner: Banner, *, rank: int) -> None:
        """Show the banner, or replace the one of its key; a lower rank is more pressing."""
        self.drop(banner.key)
        self._banners[banner.key] = (rank, banner)
        self._arrange()

    def drop(self, key: str) -> None:
        """Take a banner away; nothing happens when there is none of that key."""
        ranked = self._banners.pop(key, None)
        if ranked is not None:
            self._column.removeWidget(ranked[1])
            ranked[1].hide()
            ranked[1].deleteLater()
        self._arrange()

    def keys(self) -> list[str]:
        """Keys of the banners that are visible, top first."""
        return [banner.key for banner in self._ranked()[:BANNERS_MAX]]

    def _ranked(self) -> list[Banner]:
        return [banner for _rank, banner in sorted(self._banners.values(), key=lambda r: r[0])]

    def _arrange(self) -> None:
        for place, banner in enumerate(self._ranked()):
            self._column.insertWidget(place, banner)
            banner.setVisible(place < BANNERS_MAX)
        self.setVisible(bool(self._banners))
