"""Before any shop is connected: what the desk is for, and the way into the practice shop."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from refund_desk import __version__
from refund_desk.ui import icons, texts, theme
from refund_desk.ui.texts import Language
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card, Hairline, Panel
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel

_CARD_WIDTH: Final = 400
_APPLICATIONS: Final = 60
_STATUS: Final = 26


class FirstRunPage(Panel):
    """Two ways: the practice shop, and the merchant's own number.

    Signals: `practice_chosen`; `connect_chosen`; `guide_wanted`; `language_chosen(str)` with the
    other language's code.
    """

    practice_chosen = Signal()
    connect_chosen = Signal()
    guide_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(
        self, language: Language, *, connects: bool = False, parent: QWidget | None = None
    ) -> None:
        """Speak the language that is in force; the link offers the other one.

        Without `connects` only the practice shop is offered.
        """
        super().__init__("window", parent)
        self.connect_button = Button(texts.first_run.merchant_start(), size="large")
        self.connect_button.clicked.connect(self.connect_chosen)
        self._connects = connects
        self._other: Language = "en" if language == "zh_CN" else "zh_CN"
        self.enter = Button(
            texts.first_run.practice_enter(), kind="primary", size="large", keycap="↵"
        )
        self.enter.clicked.connect(self._enter)
        self.other_language = Button(
            texts.first_run.language_other(), kind="link", icon="translate"
        )
        self.other_language.clicked.connect(lambda: self.language_chosen.emit(self._other))
        self.guide = Button(
            texts.help.title(), kind="link", icon="help-circle-outline", keycap="F1"
        )
        self.guide.clicked.connect(self.guide_wanted)
        self._trouble = PlainLabel(px=12, tone="bad")
        self._trouble.hide()
        self._lay_out()
        self.setTabOrder(self.enter, self.connect_button)
        self.setTabOrder(self.connect_button, self.guide)
        self.setTabOrder(self.guide, self.other_language)
        self.enter.setFocus()

    def show_starting(self) -> None:
        """Say that the practice shop is being opened."""
        self._trouble.hide()
        self.enter.set_busy(texts.first_run.starting())

    def show_failed(self) -> None:
        """Say that it did not open; the button works again."""
        self.enter.set_busy("")
        self._trouble.setText(texts.first_run.start_failed())
        self._trouble.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter enters the practice shop: nothing here moves money."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.enter.click()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        self.show_starting()
        self.practice_chosen.emit()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addStretch(88)
        middle.addWidget(_Emblem(), 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addSpacing(19)
        middle.addWidget(_centred(texts.first_run.welcome(), px=24, bold=True))
        middle.addSpacing(1)
        middle.addWidget(_centred(texts.first_run.lead(), px=14, tone="text2"))
        middle.addSpacing(23)
        middle.addLayout(self._cards())
        middle.addSpacing(26)
        middle.addLayout(_promises())
        middle.addSpacing(24)
        middle.addLayout(self._links())
        middle.addStretch(90)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(_foot())

    def _cards(self) -> QLayout:
        line = QHBoxLayout()
        line.setSpacing(20)
        line.addStretch(1)
        line.addWidget(self._practice_card())
        if self._connects:
            line.addWidget(self._merchant_card())
        else:
            self.connect_button.setParent(self)
            self.connect_button.hide()
        line.addStretch(1)
        return line

    def _links(self) -> QLayout:
        line = QHBoxLayout()
        line.setSpacing(28)
        line.addStretch(1)
        line.addWidget(self.guide)
        line.addWidget(self.other_language)
        line.addStretch(1)
        return line

    def _practice_card(self) -> Card:
        card, column = _card("practice_line")
        head = (texts.first_run.practice_title(), texts.first_run.practice_note())
        column.addLayout(_card_head(_Badge("school-outline", "practice_soft", "practice"), *head))
        column.addSpacing(12)
        for words in (
            texts.first_run.practice_point_kinds(_APPLICATIONS),
            texts.first_run.practice_point_real(),
            texts.first_run.practice_point_safe(),
        ):
            column.addLayout(_line("check", "ok", words, px=13))
        column.addSpacing(15)
        column.addWidget(self._trouble)
        column.addWidget(self.enter)
        return card

    def _merchant_card(self) -> Card:
        card, column = _card("border")
        head = (texts.first_run.merchant_title(), texts.first_run.merchant_note())
        badge = _Badge("shield-key-outline", "accent_soft", "accent_text")
        column.addLayout(_card_head(badge, *head))
        column.addSpacing(12)
        points = (
            texts.first_run.merchant_point_certificate(),
            texts.first_run.merchant_point_keys(),
            texts.first_run.merchant_point_test(),
        )
        for n, words in enumerate(points, 1):
            column.addLayout(_line(f"numeric-{n}-circle-outline", "text2", words, px=13))
        column.addSpacing(15)
        column.addWidget(self.connect_button)
        return card


class _Emblem(QWidget):
    """The program's sign on its blue ground, 64 px."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(64, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), 14, 14)
        icons.paint(painter, QRect(16, 12, 40, 40), "cash-refund", "on_accent")


class _Badge(QWidget):
    """A sign on its soft ground, 44 px."""

    def __init__(self, icon: str, ground: Role, ink: Role) -> None:
        super().__init__()
        self._icon, self._ground, self._ink = icon, ground, ink
        self.setFixedSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._ground))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        icons.paint(painter, QRect(9, 9, 26, 26), self._icon, self._ink)


def _card(edge: Role) -> tuple[Card, QVBoxLayout]:
    card = Card("surface", edge)
    card.setFixedWidth(_CARD_WIDTH)
    column = QVBoxLayout(card)
    column.setContentsMargins(25, 23, 25, 23)
    column.setSpacing(0)
    return card, column


def _card_head(badge: _Badge, title: str, note: str) -> QLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(PlainLabel(title, px=16, bold=True))
    words.addWidget(PlainLabel(note, px=12, tone="text2"))
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(badge)
    line.addLayout(words, 1)
    return line


def _promises() -> QLayout:
    line = QHBoxLayout()
    line.setSpacing(28)
    line.addStretch(1)
    line.addLayout(_line("lock-outline", "ok", texts.first_run.promise_private(), px=12))
    line.addLayout(_line("cash-check", "ok", texts.first_run.promise_direct(), px=12))
    line.addLayout(_line("account-key-outline", "ok", texts.first_run.promise_owner(), px=12))
    line.addStretch(1)
    return line


def _line(icon: str, role: Role, words: str, *, px: int) -> QLayout:
    """A sign and one line of words."""
    line = QHBoxLayout()
    line.setSpacing(9 if px > 12 else 4)
    line.addWidget(IconLabel(icon, role, 16))
    label = PlainLabel(words, px=px, tone="text" if px > 12 else "text2")
    label.setFixedHeight(28 if px > 12 else 18)
    line.addWidget(label, 1 if px > 12 else 0)
    return line


def _centred(words: str, *, px: int, bold: bool = False, tone: Role = "text") -> PlainLabel:
    label = PlainLabel(words, px=px, bold=bold, tone=tone)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _foot() -> QWidget:
    """The status line of a desk without a shop."""
    foot = Panel("chrome")
    foot.setFixedHeight(_STATUS)
    column = QVBoxLayout(foot)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Hairline())
    line = QHBoxLayout()
    column.addLayout(line, 1)
    line.setContentsMargins(12, 0, 12, 0)
    line.setSpacing(4)
    line.addWidget(IconLabel("cloud-off-outline", "text3", 14))
    line.addWidget(PlainLabel(texts.status.not_connected(), px=12, tone="text2"))
    line.addStretch(1)
    line.addWidget(PlainLabel(texts.status.version(__version__), px=12, tone="text2"))
    return foot
