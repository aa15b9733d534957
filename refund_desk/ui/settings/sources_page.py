"""The page of what applications come from: the shop's own backend, and its WeChat Store."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from refund_desk.application.connecting_sources import PracticeSources
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.refund_application import Source
from refund_desk.domain.source_account import CONNECTABLE
from refund_desk.ui import sentences, texts, wording
from refund_desk.ui.decisions.confirmations import ask_disconnect
from refund_desk.ui.settings.needs import ChangeSources
from refund_desk.ui.settings.source_section import SourceSection
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.frames import Panel
from refund_desk.ui.widgets.labels import ParagraphLabel, PlainLabel

_SIDE: Final = 28
_WIDTH_MAX: Final = 760
_ALL: Final = 1000


class SourcesPage(QWidget):
    """Signals: `connected` when a source is to be read at once; `toast(str)`, `trouble(str)`."""

    connected = Signal()
    toast = Signal(str)
    trouble = Signal(str)

    def __init__(self, sources: ChangeSources | PracticeSources, tasks: TaskRunner) -> None:
        """Empty until the books are read. Of a practice shop there is nothing to press."""
        super().__init__()
        self._sources, self._tasks = sources, tasks
        self._changing = None if isinstance(sources, PracticeSources) else sources
        self.sections = {
            source: SourceSection(source, is_practice=self._changing is None)
            for source in CONNECTABLE
        }
        self._lay_out()
        for source, section in self.sections.items():
            section.test_wanted.connect(lambda s=source: self._start(s, "test"))
            section.save_wanted.connect(lambda s=source: self._start(s, "save"))
            section.disconnect_wanted.connect(lambda s=source: self._start(s, "disconnect"))

    def read(self) -> None:
        """Show how the sources stand; what a person has typed meanwhile is kept."""
        self._tasks.start("origins:read", self._read)

    def focus_first(self) -> None:
        """Give the keyboard to the first field, where anything can be typed."""
        if self._changing is not None:
            self.sections[Source.SHOP_FEED].first.setFocus(Qt.FocusReason.OtherFocusReason)

    async def _read(self) -> None:
        try:
            entries = await self._sources.entries()
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
            return
        for entry in entries:
            self.sections[entry.source].put(entry)
        if self._changing is None:
            told = {entry.source for entry in entries}
            for source, section in self.sections.items():
                section.setVisible(source in told)

    def _start(self, source: Source, what: str) -> None:
        works = {"test": self._test, "save": self._save, "disconnect": self._disconnect}
        changing = self._changing
        if changing is not None:
            work = works[what]
            self._tasks.start(f"origins:{source}", lambda: work(changing, self.sections[source]))

    async def _test(self, changing: ChangeSources, section: SourceSection) -> None:
        draft = section.draft
        section.show_report(None)
        section.set_busy(testing=True)
        try:
            report = await changing.test(draft)
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
        else:
            # What was typed meanwhile was not tested.
            section.show_report(report if section.draft == draft else None)
        finally:
            section.set_busy()

    async def _save(self, changing: ChangeSources, section: SourceSection) -> None:
        section.say_wrong("")
        section.set_busy(saving=True)
        try:
            await changing.save(section.draft)
        except BadValueError as wrong:
            section.say_wrong(str(wrong))
            return
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
            return
        finally:
            section.set_busy()
        section.forget()
        await self._read()
        self.connected.emit()
        self.toast.emit(texts.origins.saved(wording.source_name(section.source)))

    async def _disconnect(self, changing: ChangeSources, section: SourceSection) -> None:
        title = wording.source_name(section.source)
        if not await ask_disconnect(self, title):
            return
        section.set_busy(saving=False)
        try:
            await changing.disconnect(section.source)
        except StorageError as error:
            self.trouble.emit(sentences.storage_sentence(error))
            return
        section.forget()
        section.show_report(None)
        await self._read()
        self.toast.emit(texts.origins.disconnected(title))

    def _lay_out(self) -> None:
        own, is_practice = texts.origins, self._changing is None
        page = Panel("surface")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(_SIDE, 18, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(PlainLabel(own.title(), px=18, bold=True))
        lead = own.lead_practice() if is_practice else own.lead()
        inside.addWidget(ParagraphLabel(lead, px=13, tone="text2"))
        inside.addSpacing(14)
        inside.addWidget(self._scroll(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page, 1)

    def _scroll(self) -> QScrollArea:
        content = QWidget()
        line = QHBoxLayout(content)
        line.setContentsMargins(0, 0, _SIDE, 20)
        cards = QWidget()
        cards.setMaximumWidth(_WIDTH_MAX)
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for section in self.sections.values():
            column.addWidget(section)
        column.addStretch(1)
        line.addWidget(cards, _ALL)
        line.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        return scroll
