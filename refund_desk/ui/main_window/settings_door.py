"""The way to the settings: their page when it is first asked for, and what it tells the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from refund_desk.domain.events import Event, PolicyChanged
from refund_desk.ui.settings.needs import ConnectServices
from refund_desk.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from refund_desk.ui.settings.policy_page import Policies
    from refund_desk.ui.settings.settings_page import SettingsPage

MakeServices = Callable[[], ConnectServices]


class SettingsDoor(QObject):
    """Signals: `shop_wanted(str)` with a merchant number; `sync_wanted` when a source was just
    connected; `left`; `toast(str)`, `trouble(str)`.
    """

    shop_wanted = Signal(str)
    sync_wanted = Signal()
    left = Signal()
    toast = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        window: QWidget,
        tasks: TaskRunner,
        make_services: MakeServices | None,
        policies: Policies,
    ) -> None:
        """Without `make_services` there are no settings."""
        super().__init__(window)
        self._policies = policies
        self._tasks = tasks
        self._make_services = make_services
        self._services: ConnectServices | None = None
        self._page: SettingsPage | None = None

    @property
    def is_there(self) -> bool:
        """Whether this window has settings."""
        return self._make_services is not None

    def is_page(self, widget: QWidget | None) -> bool:
        """Whether this widget is the settings' page."""
        return widget is not None and widget is self._page

    def page(self) -> SettingsPage | None:
        """The page, made when first asked for; None where there are no settings."""
        services = self._of_window()
        if self._page is None and services is not None:
            from refund_desk.ui.settings.settings_page import SettingsPage

            self._page = SettingsPage(services, self._tasks, self._policies)
            credentials = self._page.credentials
            credentials.connected.connect(self.shop_wanted)
            credentials.left.connect(self.left)
            credentials.toast.connect(self.toast)
            credentials.trouble.connect(self.trouble)
            for page in (self._page.policy, self._page.sources):
                if page is not None:
                    page.toast.connect(self.toast)
                    page.trouble.connect(self.trouble)
            if self._page.sources is not None:
                self._page.sources.connected.connect(self.sync_wanted)
        return self._page

    def choose(self, which: str) -> None:
        """Let the settings show the page of the `rules`; any other word means that of the keys."""
        page = self.page()
        if page is not None:
            (page.show_rules if which == "rules" else page.show_credentials)()

    def hear(self, event: Event) -> None:
        """Show the rules in force where they are others now."""
        policy = self._page.policy if self._page is not None else None
        if policy is not None and isinstance(event, PolicyChanged):
            policy.read()

    def certificate_ends_at(self) -> datetime | None:
        """When the certificate in force ends (UTC); None where that is not known."""
        services = self._of_window()
        account = services.account if services is not None else None
        return account.certificate_ends_at if account is not None else None

    def _of_window(self) -> ConnectServices | None:
        if self._services is None and self._make_services is not None:
            self._services = self._make_services()
        return self._services
