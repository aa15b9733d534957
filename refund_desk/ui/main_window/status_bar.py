"""The lowest line: when was looked, what each source said, what was refunded today."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refund_desk.application.rows import TodayTotals
from refund_desk.domain.beijing import BEIJING
from refund_desk.domain.events import SyncChanged, SyncState
from refund_desk.ui import formats, texts, theme
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import IconLabel, PlainLabel

if TYPE_CHECKING:
    from refund_desk.application.proof_rows import Balance

HEIGHT: Final = 26
_DOT: Final = 8
# A source that was read longer ago than this is amber: two looks were missed.
_OLD: Final = timedelta(minutes=5)
# What a look brought is news for this long.
_NEWS_MS: Final = 15_000
_SOURCES: Final = {
    "complaint": texts.common.source_complaint,
    "shop_feed": texts.common.source_shop_feed,
    "store": texts.common.source_store,
    "order_facts": texts.common.source_order_facts,
}


class _Dot(QWidget):
    """A filled circle of 8 px; its meaning is also said in words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._role: Role = "ok"
        self.setFixedSize(_DOT, HEIGHT)

    def set_role(self, role: Role) -> None:
        """Change the colour by meaning."""
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._role))
        painter.drawEllipse(0, (HEIGHT - _DOT) // 2, _DOT, _DOT)


class _SourceSign(QWidget):
    """A source: dot, name, and beside it what the last look brought or how old it is."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._name = _SOURCES[source]() if source in _SOURCES else source
        self._dot = _Dot()
        self._words = PlainLabel(self._name, px=12, tone="text2")
        self.beside = PlainLabel(px=12, tone="text2")
        self._last: SyncChanged | None = None
        self._done: SyncChanged | None = None
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.setInterval(_NEWS_MS)
        self._news.timeout.connect(self._end_news)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for widget in (self._dot, self._words, self.beside):
            line.addWidget(widget)

    def hear(self, event: SyncChanged) -> None:
        """Take in what the last look brought."""
        if event.state is SyncState.RUNNING:
            return
        self._last = event
        if event.state is SyncState.DONE:
            self._done = event
            if event.arrived:
                self._news.start()

    def follow(self, now: datetime) -> None:
        """Green while it is fresh, amber when it is old or was not read, grey before that."""
        age = now - self._done.at if self._done is not None else None
        is_old = self._is_troubled or (age is not None and age >= _OLD)
        self._dot.set_role("warn" if is_old else "ok" if age is not None else "text3")
        never = self._is_troubled and age is None
        self._words.setText(texts.status.source_trouble(self._name) if never else self._name)
        self._say_beside(age if is_old else None)
        self.setToolTip(self.words())

    def words(self) -> str:
        """The sign in words, for the tooltip and for screen readers."""
        if self._is_troubled:
            return texts.status.source_trouble(self._name)
        if self._done is None:
            return self._name
        at = formats.clock_time(self._done.at)
        read = texts.status.source_ok(source=self._name, time=at)
        return f"{read}, {self._news_text()}" if self._done.arrived else read

    @property
    def _is_troubled(self) -> bool:
        return self._last is not None and self._last.state is SyncState.TROUBLE

    def _news_text(self) -> str:
        return texts.status.source_new(self._done.arrived if self._done is not None else 0)

    def _say_beside(self, age: timedelta | None) -> None:
        """An age that is too long comes first, then news."""
        if age is not None:
            minutes = max(1, int(age.total_seconds() // 60))
            self.beside.setText(texts.status.source_minutes(minutes))
            self.beside.set_tone("warn")
        elif self._news.isActive():
            self.beside.setText(self._news_text())
            self.beside.set_tone("text2")
        self.beside.setVisible(age is not None or self._news.isActive())

    def _end_news(self) -> None:
        self._say_beside(None)


class StatusBar(Panel):
    """Signal: `sync_wanted` when the left end is pressed."""

    sync_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say that nothing was looked at yet."""
        super().__init__("chrome", parent)
        self.setFixedHeight(HEIGHT)
        self._signs: dict[str, _SourceSign] = {}
        self._done: SyncChanged | None = None
        self._state: SyncState | None = None
        self._icon = IconLabel("cloud-check-outline", "text3", 14)
        self.synced = PlainLabel(texts.status.not_synced(), px=12, tone="text2")
        self.balance = PlainLabel(px=12, tone="text2")
        self.balance.hide()
        self.today = PlainLabel(px=12, tone="text2")
        self.synced.setToolTip(texts.status.sync_now())
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 1, 12, 0)
        self._line.setSpacing(16)
        left = QHBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._icon)
        left.addWidget(self.synced)
        self._line.addLayout(left)
        self._line.addStretch(1)
        self._line.addWidget(self.balance)
        self._line.addWidget(self.today)

    def hear(self, event: SyncChanged, now: datetime) -> None:
        """Show what the last look at a source did."""
        if event.state is SyncState.OFF:
            self._drop(event.source)
            self.follow(now)
            return
        sign = self._signs.get(event.source)
        if sign is None:
            sign = self._signs[event.source] = _SourceSign(event.source)
            self._line.insertWidget(len(self._signs), sign)
        sign.hear(event)
        self._state = event.state
        if event.state is SyncState.DONE:
            self._done = event
        self.follow(now)

    def _drop(self, source: str) -> None:
        """Say nothing more of a source that is not connected any more."""
        sign = self._signs.pop(source, None)
        if sign is not None:
            self._line.removeWidget(sign)
            sign.hide()
            sign.deleteLater()

    def follow(self, now: datetime) -> None:
        """Let the words follow the clock."""
        for sign in self._signs.values():
            sign.follow(now)
        self.synced.setText(self._synced_text())
        icon, role = self._synced_sign()
        self._icon.set_icon(icon, role)
        parts = [self.synced.text(), *(sign.words() for sign in self._signs.values())]
        parts += [label.text() for label in (self.balance, self.today) if label.text()]
        self.setAccessibleName(", ".join(parts))

    def put_totals(self, totals: TodayTotals) -> None:
        """Show what WeChat Pay accepted today."""
        self.today.setText(
            texts.status.today_refunded(n=totals.count, amount=formats.yuan(totals.total))
        )

    def put_balance(self, balance: Balance | None) -> None:
        """Show what the last fund-flow bill says the account held; nothing while unknown."""
        self.balance.setVisible(balance is not None)
        if balance is None:
            self.balance.setText("")
            return
        at, own = balance.at.astimezone(BEIJING), texts.bills
        amount = formats.yuan(balance.amount)
        self.balance.setText(own.balance(amt=amount, day=f"{at:%m-%d}"))
        self.balance.setToolTip(own.balance_tip(formats.full_time(balance.at)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the left end looks at once."""
        if event.position().x() <= self.synced.geometry().right():
            self.sync_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline above."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.colour("border"))

    def _synced_text(self) -> str:
        if self._state is SyncState.RUNNING:
            return texts.status.syncing()
        if self._done is None:
            return texts.status.not_synced()
        time = formats.clock_time(self._done.at)
        minutes = max(1, round(self._done.next_in_s / 60))
        return texts.status.synced(time=time, n=minutes)

    def _synced_sign(self) -> tuple[str, Role]:
        if self._state is SyncState.RUNNING:
            return "sync", "accent_text"
        if self._state is SyncState.TROUBLE:
            return "sync-alert", "warn"
        return "cloud-check-outline", "ok" if self._done is not None else "text3"
