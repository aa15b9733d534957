"""An import and an entry by hand over a bare window, made much faster than the real one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.ui.by_hand.entering import EnteringByHand
from refund_desk.ui.importing.importing import Importing
from tests.ui.fake_services import FakeServices
from tests.ui.staging import Stage, staged


@dataclass
class Entering:
    """Both, and what they told the window."""

    stage: Stage
    importing: Importing
    by_hand: EnteringByHand
    told: list[str] = field(default_factory=list)

    @property
    def services(self) -> FakeServices:
        return self.stage.services


@contextmanager
def entering(application: QApplication) -> Iterator[Entering]:
    """Over a window of 1366×696 px; destroyed at the end."""
    with staged(application) as stage:
        services, host = stage.services, QWidget()
        host.resize(1366, 696)
        host.show()
        host.activateWindow()
        made = Entering(
            stage,
            Importing(services.entering.spreadsheets, stage.tasks, host, practice=False),
            EnteringByHand(services.entering.by_hand, stage.tasks, host, services.clock),
        )
        for signal in (made.importing.toast, made.importing.trouble, made.by_hand.toast):
            signal.connect(made.told.append)
        try:
            yield made
        finally:
            host.close()
            host.deleteLater()
            stage.let_turn(0.01)
