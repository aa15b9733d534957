"""The settings: their list at the left, the open one beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from refund_desk.ui import icons, texts, theme
from refund_desk.ui.fonts import font
from refund_desk.ui.settings.credentials_page import CredentialsPage
from refund_desk.ui.settings.needs import ConnectServices
from refund_desk.ui.settings.policy_page import Policies, PolicyPage
from refund_desk.ui.settings.sources_page import SourcesPage
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import PlainLabel

_LIST: Final = 196


class _Entry(QAbstractButton):
    """One page of the settings."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(36)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground of the open one, glyph and name."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        ink: Role = "accent_text" if self.isChecked() else "text2"
        icons.paint(painter, QRect(12, 9, 18, 18), self._icon, ink)
        painter.setPen(theme.colour("accent_text" if self.isChecked() else "text"))
        painter.setFont(font(13, bold=self.isChecked()))
        painter.drawText(
            QRect(40, 0, self.width() - 44, self.height()),
            Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )


class SettingsPage(QWidget):
    """Shows only what works: keys, what applications come from, and the shop's rules."""

    def __init__(
        self, services: ConnectServices, tasks: TaskRunner, policies: Policies | None = None
    ) -> None:
        """Open the page of merchant number and keys; the others are there where they can be."""
        super().__init__()
        self.credentials = CredentialsPage(services, tasks)
        self.policy = PolicyPage(policies, tasks) if policies is not None else None
        origins = services.sources
        self.sources = SourcesPage(origins, tasks) if origins is not None else None
        self.entry = _Entry("shield-key-outline", texts.connecting.page())
        self.sources_entry = _Entry("tray-arrow-down", texts.origins.page())
        self.rules_entry = _Entry("clipboard-check-outline", texts.policy.page())
        if self.policy is None:
            self.rules_entry.hide()
        if self.sources is None:
            self.sources_entry.hide()
        self.entry.setChecked(True)
        self.entry.clicked.connect(self.show_credentials)
        self.sources_entry.clicked.connect(self.show_sources)
        self.rules_entry.clicked.connect(self.show_rules)
        pages = Panel("sunken")
        pages.setFixedWidth(_LIST)
        column = QVBoxLayout(pages)
        column.setContentsMargins(10, 16, 10, 10)
        column.setSpacing(2)
        title = PlainLabel(texts.connecting.settings(), px=18, bold=True)
        title.setContentsMargins(12, 0, 0, 8)
        column.addWidget(title)
        column.addWidget(self.entry)
        column.addWidget(self.sources_entry)
        column.addWidget(self.rules_entry)
        column.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(pages)
        line.addWidget(Hairline(standing=True))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.credentials)
        for page in (self.sources, self.policy):
            if page is not None:
                self._stack.addWidget(page)
        line.addWidget(self._stack, 1)

    @property
    def last(self) -> QWidget:
        """The last stop of Tab on this page."""
        return self.credentials.forward if self.policy is None else self.policy.save

    def show_credentials(self) -> None:
        """Open the page of merchant number and keys."""
        self.entry.setChecked(True)
        self._stack.setCurrentWidget(self.credentials)
        self.credentials.focus_first()

    def show_sources(self) -> None:
        """Open the page of what applications come from."""
        if self.sources is not None:
            self.sources_entry.setChecked(True)
            self._stack.setCurrentWidget(self.sources)
            self.sources.read()
            self.sources.focus_first()

    def show_rules(self) -> None:
        """Open the page of the shop's rules."""
        if self.policy is not None:
            self.rules_entry.setChecked(True)
            self._stack.setCurrentWidget(self.policy)
            self.policy.read()
            self.policy.focus_first()

    def focus_first(self) -> None:
        """Give the keyboard to the page that is open."""
        shown = self._stack.currentWidget()
        page = next((page for page in (self.sources, self.policy) if page is shown), None)
        (page or self.credentials).focus_first()
