"""The page of what applications come from: typed, tested, kept, let go; secrets never shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from refund_desk.application.connecting_sources import (
    PracticeSources,
    SourceDraft,
    SourceReport,
)
from refund_desk.application.ports.source_probe import SourceLine
from refund_desk.application.ports.transactions import StorageError, StorageFullError
from refund_desk.application.source_records import Link, SourceEntry
from refund_desk.application.use_cases.try_connection import Mark
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.refund_application import Source
from refund_desk.ui import texts
from refund_desk.ui.decisions.confirmations import Question
from refund_desk.ui.settings.source_section import SourceSection
from refund_desk.ui.settings.sources_page import SourcesPage
from refund_desk.ui.widgets.buttons import Button
from tests.connecting.samples import NOW
from tests.ui.staging import Stage, staged

FEED, STORE = Source.SHOP_FEED, Source.STORE
SECRET = "PLANTED-SECRET-OF-THE-SHOPS-FEED"


@dataclass
class FakeSources:
    """Keeps what it is given; tests as told."""

    kept: dict[Source, SourceEntry] = field(default_factory=dict)
    lines: tuple[SourceLine, ...] = (SourceLine(mark=Mark.GOOD, why="try.signed"),)
    tested: list[SourceDraft] = field(default_factory=list)
    saved: list[SourceDraft] = field(default_factory=list)
    wrong: BadValueError | StorageError | None = None

    async def entries(self) -> tuple[SourceEntry, ...]:
        return tuple(
            self.kept.get(source, SourceEntry(source=source, link=Link.NONE))
            for source in (FEED, STORE)
        )

    async def test(self, draft: SourceDraft) -> SourceReport:
        self.tested.append(draft)
        return SourceReport(at=NOW, lines=self.lines)

    async def save(self, draft: SourceDraft) -> None:
        if self.wrong is not None:
            raise self.wrong
        self.saved.append(draft)
        self.kept[draft.source] = SourceEntry(
            source=draft.source, link=Link.ON, address=draft.address, key_id=draft.key_id
        )

    async def disconnect(self, source: Source) -> None:
        self.kept[source] = replace(self.kept[source], link=Link.NONE)


@dataclass
class Desk:
    """The page in a window, and what it told."""

    stage: Stage
    window: QMainWindow
    page: SourcesPage
    sources: FakeSources
    told: list[str]
    connected: list[bool]

    def section(self, source: Source = FEED) -> SourceSection:
        return self.page.sections[source]

    def type_into(self, edit: QLineEdit, text: str) -> None:
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)

    def fill(self) -> None:
        own = self.section()
        self.type_into(own.address.edit, "https://shop.example/feed")
        self.type_into(own.key_id.edit, "desk-1")
        self.type_into(own.secret_edit, SECRET)

    def press(self, button: Button) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def rest(self) -> None:
        busy = (f"origins:{FEED}", f"origins:{STORE}", "origins:read")
        self.stage.wait_until(lambda: not any(map(self.stage.tasks.is_running, busy)))


@pytest.fixture
def make(qapp: QApplication) -> Iterator[Callable[..., Desk]]:
    with staged(qapp) as stage:
        windows: list[QMainWindow] = []

        def made(sources: FakeSources | PracticeSources | None = None) -> Desk:
            used = sources or FakeSources()
            window = QMainWindow()
            told: list[str] = []
            connected: list[bool] = []
            page = SourcesPage(used, stage.tasks)
            window.setCentralWidget(page)
            window.resize(1100, 900)
            window.show()
            window.activateWindow()
            windows.append(window)
            page.toast.connect(told.append)
            page.trouble.connect(told.append)
            page.connected.connect(lambda: connected.append(True))
            fake = used if isinstance(used, FakeSources) else FakeSources()
            desk = Desk(stage, window, page, fake, told, connected)
            page.read()
            desk.rest()
            return desk

        yield made
        for window in windows:
            window.close()
            window.deleteLater()


def test_an_account_is_typed_tested_and_kept(make: Callable[..., Desk]) -> None:
    desk = make()
    own = desk.section()
    assert not own.save.isEnabled()
    desk.fill()
    desk.press(own.test)
    assert own.results.sentences == (texts.origin_tests.feed_signed(),)
    desk.press(own.save)
    (draft,) = desk.sources.saved
    assert draft.secret.reveal() == SECRET
    assert own.secret_edit.text() == ""
    assert own.pill.look.text == texts.origins.state_on()
    assert desk.connected == [True]
    assert len(desk.told) == 1
    # What was sealed is never shown again, and nothing is left to be saved.
    assert SECRET not in own.secret_edit.placeholderText()
    assert not own.save.isEnabled()


def test_a_test_of_what_was_changed_meanwhile_says_nothing(make: Callable[..., Desk]) -> None:
    desk = make()
    desk.fill()
    own = desk.section()
    desk.press(own.test)
    desk.type_into(own.key_id.edit, "desk-2")
    assert own.results.sentences == ()


def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(make: Callable[..., Desk]) -> None:
    desk = make()
    desk.fill()
    own = desk.section()
    desk.sources.wrong = BadValueError("feed.plain")
    desk.press(own.save)
    assert own.address.below.text() == texts.origins.wrong_plain()
    assert own.secret_edit.text() == SECRET
    assert desk.connected == []
    desk.sources.wrong = StorageFullError()
    desk.press(own.save)
    assert len(desk.told) == 1
    desk.sources.lines = (SourceLine(mark=Mark.BAD, why="feed.secret_short"),)
    desk.press(own.test)
    assert own.secret.below.text() == texts.origins.secret_short()
    assert own.results.sentences == ()


def test_a_source_is_let_go_only_when_a_person_says_so_twice(make: Callable[..., Desk]) -> None:
    sources = FakeSources()
    sources.kept[STORE] = SourceEntry(source=STORE, link=Link.LOCKED, key_id="wx0123456789abcdef")
    desk = make(sources)
    own = desk.section(STORE)
    assert own.pill.look.text == texts.origins.state_locked()

    def answer(button: str) -> None:
        QTest.mouseClick(own.disconnect_link, Qt.MouseButton.LeftButton)
        desk.stage.wait_until(lambda: desk.window.findChildren(Question))
        (question,) = desk.window.findChildren(Question)
        desk.stage.let_turn(0.01)
        getattr(question, button).click()
        desk.rest()
        desk.stage.wait_until(lambda: not desk.window.findChildren(Question))

    answer("dismiss")
    assert sources.kept[STORE].link is Link.LOCKED
    answer("confirm")
    assert sources.kept[STORE].link is Link.NONE
    assert own.key_id.edit.text() == "wx0123456789abcdef"


def test_a_practice_shop_shows_its_own_and_changes_nothing(make: Callable[..., Desk]) -> None:
    entry = SourceEntry(source=FEED, link=Link.ON, address="http://127.0.0.1:1", key_id="desk")
    desk = make(PracticeSources(lambda: (entry,)))
    own = desk.section()
    assert own.address.edit.text() == "http://127.0.0.1:1"
    assert not own.address.edit.isEnabled()
    assert not any(button.isVisible() for button in (own.save, own.test, own.disconnect_link))
    assert not desk.section(STORE).isVisible()
