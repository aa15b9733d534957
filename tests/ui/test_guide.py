"""F1: the owner's guide, from its own files only, in the language and colours of the window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument, QTextImageFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from refund_desk.resource_paths import document
from refund_desk.ui import texts, theme
from refund_desk.ui.first_run.first_run_window import FirstRunWindow
from refund_desk.ui.help.guide_file import guide_path
from refund_desk.ui.help.guide_look import COLUMN_PX
from refund_desk.ui.help.guide_window import GuideWindow
from refund_desk.ui.help.leave_dialog import LeaveDialog
from refund_desk.ui.main_window.key_list import KeyList
from refund_desk.ui.unlock.unlock_window import UnlockWindow
from refund_desk.ui.widgets.dialog import CONFIRM_AFTER_MS
from tests.ui.staging import Stage, staged
from tests.ui.window_stage import desk

# The display of the tests has no stack of windows, and no browser.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

IMAGE = QTextDocument.ResourceType.ImageResource.value
PLATFORM = "https://pay.weixin.qq.com"


class Browser(QObject):
    """Takes the place of the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    for scheme in ("http", "https", "file", "javascript"):
        # The stubs say bytes; bytes are refused.
        QDesktopServices.setUrlHandler(scheme, browser, "take")  # type: ignore[arg-type] # see above
    yield browser
    for scheme in ("http", "https", "file", "javascript"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture(autouse=True)
def _english_and_light_again(qapp: QApplication) -> Iterator[None]:
    yield
    texts.speak(qapp, "en")
    theme.install(qapp, "light")


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    with staged(qapp) as stage:
        yield stage


@pytest.fixture
def guide(stage: Stage) -> Iterator[GuideWindow]:
    window = GuideWindow()
    window.speak("zh_CN")
    window.show()
    window.activateWindow()
    stage.let_turn(0.02)
    yield window
    window.close()
    window.deleteLater()
    stage.let_turn(0.01)


def entry_words(window: GuideWindow) -> list[str]:
    """The chapters of the contents."""
    return [entry.text(0) for entry in chapters(window)]


def chapters(window: GuideWindow) -> list[QTreeWidgetItem]:
    tree = window.contents
    found = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return [entry for entry in found if entry is not None]


def current(window: GuideWindow) -> str:
    entry = window.contents.currentItem()
    assert entry is not None
    return entry.text(0)


# Ways in -----------------------------------------------------------------------------------------


def test_f1_opens_it_beside_the_desk_and_brings_it_back(qapp: QApplication) -> None:
    with desk(qapp) as shop:
        door = shop.window.commands.guide
        shop.key(Qt.Key.Key_F1)
        guide = door.guide
        assert guide is not None
        assert guide.isVisible()
        assert not guide.isModal()
        assert guide.windowTitle() == "使用指南"
        assert "一次退很多笔" in guide.page.toPlainText()
        assert not shop.window.findChildren(KeyList)
        QTest.keyClick(guide.page, Qt.Key.Key_Escape)
        assert not guide.isVisible()
        shop.window.menu.actions["guide"].trigger()
        assert door.guide is guide
        assert guide.isVisible()
        gone: list[bool] = []
        guide.destroyed.connect(lambda: gone.append(True))
    with staged(qapp) as stage:
        stage.wait_until(lambda: gone)


def test_it_follows_the_language_of_the_window(qapp: QApplication, stage: Stage) -> None:
    window = FirstRunWindow("zh_CN")
    window.show()
    window.activateWindow()
    stage.let_turn(0.02)
    QTest.mouseClick(window.page.guide, Qt.MouseButton.LeftButton)
    guide = window.guide.guide
    assert guide is not None
    assert entry_words(guide)[0] == "先记住五件事"
    guide.close()
    texts.speak(qapp, "en")
    window.speak("en")
    window.activateWindow()
    stage.let_turn(0.02)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.guide.guide is guide
    assert entry_words(guide)[0] == "Five things to remember"
    assert guide.windowTitle() == "Guide"
    assert guide.search.placeholderText() == "Search the guide"
    guide.close()
    window.close()
    window.deleteLater()
    stage.let_turn(0.02)


def test_it_can_be_read_while_the_books_are_locked(stage: Stage) -> None:
    window = UnlockWindow("1900****09", new_passphrase=False)
    window.show()
    window.activateWindow()
    stage.let_turn(0.02)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.guide.guide is not None
    assert "忘了口令" in window.guide.guide.page.toPlainText()
    window.close()
    window.deleteLater()
    stage.let_turn(0.02)


def test_a_guide_that_is_not_there_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = GuideWindow()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    window.speak("zh_CN")
    assert window.page.toPlainText() == "程序文件不全（guide.zh.md），请重新安装程序"
    assert window.contents.topLevelItemCount() == 0
    window.deleteLater()
    stage.let_turn(0.01)


# Reading -----------------------------------------------------------------------------------------


def test_the_contents_lead_through_the_page_and_follow_it(guide: GuideWindow) -> None:
    assert "出了问题" in entry_words(guide)
    assert current(guide) == "先记住五件事"
    guide.contents.setFocus()
    for _press in range(4):
        QTest.keyClick(guide.contents, Qt.Key.Key_Down)
    here = guide.page.heading_here()
    assert here is not None
    assert here.words == current(guide) == "Debian 12、13"
    bar = guide.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    here = guide.page.heading_here()
    assert here is not None
    assert current(guide) == here.words != "Debian 12、13"


def test_the_last_chapter_stays_chosen_though_it_cannot_reach_the_top(guide: GuideWindow) -> None:
    guide.contents.setCurrentItem(chapters(guide)[-1])
    bar = guide.page.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert current(guide) == "常用的键"


def test_a_link_inside_leads_there(guide: GuideWindow) -> None:
    guide.page.anchorClicked.emit(QUrl("#备份"))
    assert current(guide) == "备份"
    guide.page.anchorClicked.emit(QUrl("#nowhere"))
    assert current(guide) == "备份"


def test_searching_marks_counts_and_goes_round(guide: GuideWindow) -> None:
    QTest.keyClick(guide.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert guide.search.hasFocus()
    QTest.keyClicks(guide.search, "12315")
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    n = guide.page.toPlainText().count("12315")
    marks = guide.page.extraSelections()
    assert len(marks) == n > 1
    # Enter searched, and went on to the second place.
    assert guide.count.text() == f"第 2 处，共 {n} 处"
    assert guide.page.textCursor().position() == guide.page.found[1].selectionEnd()
    QTest.keyClick(guide, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(guide, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert guide.count.text() == f"第 {n} 处，共 {n} 处"
    QTest.keyClick(guide, Qt.Key.Key_F3)
    assert guide.count.text() == f"第 1 处，共 {n} 处"
    QTest.keyClick(guide.search, Qt.Key.Key_Escape)
    assert guide.page.extraSelections() == []
    assert not guide.count.isVisible()
    QTest.keyClick(guide.search, Qt.Key.Key_Escape)
    assert guide.page.hasFocus()


def test_what_is_not_there_is_said(guide: GuideWindow, stage: Stage) -> None:
    guide.search.setText("no such words")
    stage.wait_until(guide.count.isVisible)
    assert guide.count.text() == "没有找到，换个词试试"
    QTest.keyClick(guide, Qt.Key.Key_F3)
    assert guide.count.text() == "没有找到，换个词试试"


def test_it_takes_the_colours_of_the_window_and_stays_where_it_was(guide: GuideWindow) -> None:
    bar = guide.page.verticalScrollBar()
    bar.setValue(600)
    grounds = []
    looks: tuple[theme.ThemeChoice, ...] = ("light", "dark")
    for choice in looks:
        theme.current().choose(choice)
        quoted = guide.page.document().find("「结果不明」")
        grounds.append(quoted.charFormat().background().color().name())
        assert grounds[-1] == theme.colour("accent_soft").name()
    assert grounds[0] != grounds[1]
    assert bar.value() == 600


def test_colours_that_change_while_it_is_closed_are_taken_when_it_opens(
    guide: GuideWindow,
) -> None:
    guide.close()
    theme.current().choose("dark")
    guide.speak("zh_CN")
    quoted = guide.page.document().find("「结果不明」")
    assert quoted.charFormat().background().color() == theme.colour("accent_soft")


def test_a_screen_reader_is_told_what_each_part_is(guide: GuideWindow) -> None:
    names = [part.accessibleName() for part in (guide.contents, guide.page, guide.search)]
    assert names == ["目录", "使用指南", "在指南里查找"]


# Nothing from elsewhere --------------------------------------------------------------------------


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_its_pictures_are_its_own_and_fit(guide: GuideWindow, language: texts.Language) -> None:
    guide.speak(language)
    names = image_names(guide.page.document())
    assert len(names) >= 5
    for name in names:
        picture = guide.page.loadResource(IMAGE, QUrl(name))
        assert 200 < picture.width() / picture.devicePixelRatio() <= COLUMN_PX


def image_names(document: QTextDocument) -> list[str]:
    names = []
    block = document.begin()
    while block.isValid():
        names += [
            QTextImageFormat(form.format.toImageFormat()).name()
            for form in block.textFormats()
            if form.format.isImageFormat()
        ]
        block = block.next()
    return names


@pytest.mark.parametrize(
    "name",
    [
        "https://example.test/a.png",
        "//example.test/guide/inbox.zh.png",
        "file:{outside}",
        "{outside}",
        "guide/../pictures/inbox.png",
        "guide/no-such.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_a_picture_from_elsewhere_is_not_read(
    guide: GuideWindow, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside.png"
    QImage(40, 40, QImage.Format.Format_RGB32).save(str(outside))
    assert document("pictures", "inbox.png").is_file()
    picture = guide.page.loadResource(IMAGE, QUrl(name.format(outside=outside)))
    assert (picture.width(), picture.height()) == (1, 1)
    other = guide.page.loadResource(
        QTextDocument.ResourceType.StyleSheetResource.value, QUrl("guide/inbox.zh.png")
    )
    assert other.width() == 1


def test_html_in_it_stays_text(guide: GuideWindow) -> None:
    hostile = '<img src="https://example.test/a.png"> <a href="file:///etc">x</a>'
    guide.page.show_guide(hostile, guide_path("zh_CN").parent)
    assert guide.page.toPlainText() == hostile
    assert image_names(guide.page.document()) == []


@pytest.mark.parametrize(
    "link",
    [
        "http://pay.weixin.qq.com",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "guide.en.md",
        "https://pay.weixin.qq.com@example.test",
        "https:///nowhere",
        "",
    ],
)
def test_a_hostile_link_leads_nowhere(guide: GuideWindow, browser: Browser, link: str) -> None:
    before = guide.page.toPlainText()
    guide.page.anchorClicked.emit(QUrl(link))
    assert guide.findChildren(LeaveDialog) == []
    assert browser.opened == []
    assert guide.page.toPlainText() == before


def test_a_page_is_opened_only_after_its_address_was_shown(
    guide: GuideWindow, stage: Stage, browser: Browser
) -> None:
    guide.page.anchorClicked.emit(QUrl(PLATFORM))
    (dialog,) = guide.findChildren(LeaveDialog)
    assert dialog.address.text() == PLATFORM
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    stage.wait_until(lambda: not guide.findChildren(LeaveDialog))
    assert browser.opened == []
    guide.page.anchorClicked.emit(QUrl(PLATFORM))
    (dialog,) = guide.findChildren(LeaveDialog)
    stage.let_turn(CONFIRM_AFTER_MS / 1000 + 0.02)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.wait_until(lambda: not guide.findChildren(LeaveDialog))
    assert browser.opened == [PLATFORM]


def test_letters_that_look_alike_are_shown_as_what_they_are(guide: GuideWindow) -> None:
    guide.page.anchorClicked.emit(
        QUrl("https://pаy.weixin.qq.com")
    )  # the second letter is Cyrillic
    (dialog,) = guide.findChildren(LeaveDialog)
    assert dialog.address.text().startswith("https://xn--")
    dialog.reject()


def test_without_a_browser_it_says_what_to_do(guide: GuideWindow, stage: Stage) -> None:
    guide.page.anchorClicked.emit(QUrl(PLATFORM))
    (dialog,) = guide.findChildren(LeaveDialog)
    dialog.accept()
    stage.let_turn(0.01)
    assert guide.toast.accessibleName() == "浏览器没有打开，可以自己输入这个网址"
