"""The composer: drafts, limits, pictures, quick replies, and the one press that sends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from refund_desk.application.commands import ReplyCommand
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.ui import texts
from refund_desk.ui.detail.composer import Composer
from refund_desk.ui.detail.quick_replies import all_replies
from refund_desk.ui.detail.reply_text import fits, limit_of
from refund_desk.ui.widgets.buttons import IconButton
from refund_desk.ui.widgets.choices import CheckBox
from tests.ui.detailing import HE, LIN, Detail, detailing
from tests.ui.fake_shop import tile_png

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        made.show()
        yield made


@pytest.fixture
def composer(detail: Detail) -> Composer:
    return detail.pane.centre.composer


def add_pictures(detail: Detail, count: int = 1) -> list[CheckBox]:
    """Choose pictures; their ticks."""
    composer = detail.pane.centre.composer
    before = len(composer.pictures.pictures())
    for number in range(count):
        composer.pictures.add_content(f"{number}.png", tile_png(60, 40, 0x336699))
    wanted = min(4, before + count)
    detail.stage.wait_until(lambda: len(composer.pictures.pictures()) == wanted)
    return composer.pictures.findChildren(CheckBox)


def sent(detail: Detail) -> list[ReplyCommand]:
    return [call[1] for call in detail.services.called("reply_to_customer")]


def test_empty_there_is_nothing_to_send(composer: Composer) -> None:
    assert not composer.send.isEnabled()
    assert composer.send.toolTip() == "先写一句话"
    assert composer.counter.text() == "0 / 200"


def test_ctrl_enter_sends_once_and_empties_the_field(detail: Detail, composer: Composer) -> None:
    composer.text.setPlainText("  马上处理  ")
    QTest.keyClick(composer.text, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(composer.text, Qt.Key.Key_Return, CTRL)
    detail.stage.wait_until(lambda: composer.text.toPlainText() == "")
    assert sent(detail) == [ReplyCommand(application_id=LIN, text="马上处理")]
    detail.stage.wait_until(lambda: len(detail.pane.centre.conversation.rows) == 5)


def test_enter_alone_is_a_new_line(detail: Detail, composer: Composer) -> None:
    composer.text.setPlainText("一")
    QTest.keyClick(composer.text, Qt.Key.Key_Return)
    assert not sent(detail)
    assert "\n" in composer.text.toPlainText()


def test_what_was_not_taken_keeps_its_text(detail: Detail, composer: Composer) -> None:
    composer.text.setPlainText("马上处理")
    detail.services.shop.trouble = RuleBrokenError("reply.long")
    composer.send.click()
    detail.stage.wait_until(lambda: not composer.send.is_busy)
    detail.services.shop.trouble = None
    assert composer.text.toPlainText() == "马上处理"
    assert composer.notice.whole_text().startswith("太长了，微信最多收 200 个字")


@pytest.mark.parametrize(
    ("text", "right", "limit"),
    [
        ("a" * 200, True, 200),
        ("a" * 201, False, 200),
        ("好" * 166, True, 166),
        ("好" * 167, False, 166),
        ("", True, 200),
    ],
)
def test_characters_and_bytes_both_bind(text: str, right: bool, limit: int) -> None:
    assert (fits(text), limit_of(text)) == (right, limit)


def test_too_long_is_said_in_red(composer: Composer) -> None:
    composer.text.setPlainText("好" * 170)
    assert composer.counter.text() == "170 / 166"
    assert composer.counter.property("tone") == "bad"
    assert composer.notice.whole_text() == "太长了，微信不收，请删短一些"
    assert not composer.send.isEnabled()


def test_personal_numbers_are_warned_of_and_may_be_sent(composer: Composer) -> None:
    composer.text.setPlainText("请打 13800138000")
    assert composer.notice.whole_text() == "文字里有手机号、身份证号或银行卡号"
    assert composer.send.isEnabled()


def test_a_draft_is_kept_a_second_after_the_last_key(detail: Detail, composer: Composer) -> None:
    composer.text.setPlainText("写到一半")
    detail.stage.let_turn(0.1)
    assert not detail.services.called("save_draft")
    detail.stage.wait_until(lambda: detail.services.called("save_draft"))
    assert detail.services.called("save_draft") == [("save_draft", LIN, "写到一半")]


def test_going_elsewhere_keeps_the_draft_and_brings_it_back(
    detail: Detail, composer: Composer
) -> None:
    composer.text.setPlainText("写到一半")
    detail.show(HE)
    assert composer.text.toPlainText() == ""
    detail.stage.wait_until(lambda: detail.services.called("save_draft"))
    detail.show(LIN)
    assert composer.text.toPlainText() == "写到一半"


def test_closing_keeps_the_draft(detail: Detail, composer: Composer) -> None:
    composer.text.setPlainText("写到一半")
    detail.pane.save_draft_now()
    detail.stage.wait_until(lambda: detail.services.called("save_draft"))


def test_chips_and_menu_put_in_chinese_words(
    qapp: QApplication, detail: Detail, composer: Composer
) -> None:
    composer.chips[0].click()
    assert composer.text.toPlainText() == all_replies()[0].words
    assert all(fits(reply.words) for reply in all_replies())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_holds_every_quick_reply(detail: Detail, composer: Composer) -> None:
    detail.pane.open_quick_replies()
    [menu] = composer.findChildren(QMenu)
    assert len(menu.actions()) == len(all_replies())
    menu.actions()[-1].trigger()
    assert composer.text.toPlainText() == all_replies()[-1].words
    menu.close()


def test_each_picture_is_confirmed_before_it_leaves(detail: Detail, composer: Composer) -> None:
    composer.text.setPlainText("见图")
    ticks = add_pictures(detail, 2)
    assert composer.notice.whole_text() == "还有 2 张图没打码也没确认，处理后才能发出"
    for tick in ticks:
        assert tick.text() == "我看过了，这张没有隐私"
        assert not composer.send.isEnabled()
        tick.click()
    composer.send.click()
    detail.stage.wait_until(lambda: sent(detail))
    assert [p.confirmed_private_free for p in sent(detail)[0].pictures] == [True, True]
    detail.stage.wait_until(lambda: not composer.pictures.pictures())


def test_four_pictures_are_the_most(detail: Detail, composer: Composer) -> None:
    add_pictures(detail, 5)
    detail.stage.wait_until(lambda: "最多 4 张" in composer.notice.whole_text())
    # Whoever goes on with the four reads again what still stops the reply.
    composer.text.setPlainText("您好")
    add_pictures(detail, 1)
    detail.stage.wait_until(lambda: "最多 4 张" in composer.notice.whole_text())
    composer.pictures.findChildren(CheckBox)[0].click()
    assert composer.notice.whole_text() == texts.reject.look_first(3)


def test_a_picture_is_taken_away_again(detail: Detail, composer: Composer) -> None:
    add_pictures(detail, 2)
    named = {b.accessibleName(): b for b in composer.pictures.findChildren(IconButton)}
    named[texts.reject.remove_picture("0.png")].click()
    assert [p.name for p in composer.pictures.pictures()] == ["1.png"]


def test_what_is_no_picture_is_named(detail: Detail, composer: Composer) -> None:
    composer.pictures.add_content("说明.pdf", b"%PDF")
    detail.stage.wait_until(composer.notice.isVisible)
    assert composer.notice.whole_text() == "“说明.pdf”不是图片。可以用 JPG、PNG、BMP"


def test_a_file_that_is_gone_is_named(detail: Detail, composer: Composer, tmp_path: Path) -> None:
    composer.pictures.add_files([tmp_path / "没有.png"])
    detail.stage.wait_until(composer.notice.isVisible)
    assert composer.notice.whole_text() == "“没有.png”读不到，请检查文件还在不在"


def test_a_dropped_file_is_taken(detail: Detail, composer: Composer, tmp_path: Path) -> None:
    path = tmp_path / "包装.png"
    path.write_bytes(tile_png(60, 40, 0x336699))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    # Anywhere over the conversation counts.
    centre = detail.pane.centre
    entering = QDragEnterEvent(QPoint(5, 5), action, mime, buttons, keys)
    centre.dragEnterEvent(entering)
    assert entering.isAccepted()
    centre.dragLeaveEvent(QDragLeaveEvent())
    centre.dropEvent(QDropEvent(QPointF(5, 5), action, mime, buttons, keys))
    detail.stage.wait_until(composer.pictures.pictures)
    assert composer.pictures.pictures()[0].name == "包装.png"


def test_a_pasted_picture_is_no_text(detail: Detail, composer: Composer) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QApplication.clipboard().setImage(image)
    composer.text.setFocus()
    QTest.keyClick(composer.text, Qt.Key.Key_V, CTRL)
    detail.stage.wait_until(composer.pictures.pictures)
    assert composer.text.toPlainText() == ""
    assert composer.pictures.pictures()[0].content.startswith(b"\x89PNG")


def test_pasted_words_are_plain(composer: Composer) -> None:
    mime = QMimeData()
    mime.setHtml("<b>粗</b>")
    mime.setText("粗")
    composer.text.insertFromMimeData(mime)
    assert composer.text.toPlainText() == "粗"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_files_are_asked_for_without_waiting(
    detail: Detail, composer: Composer, tmp_path: Path
) -> None:
    path = tmp_path / "包装.png"
    path.write_bytes(tile_png(60, 40, 0x336699))
    composer.add_picture.click()
    [dialog] = composer.findChildren(QFileDialog) or detail.pane.window().findChildren(QFileDialog)
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    detail.stage.wait_until(composer.pictures.pictures)


def test_another_application_takes_no_pictures_along(detail: Detail, composer: Composer) -> None:
    add_pictures(detail)
    detail.show(HE)
    assert not composer.pictures.pictures()


def test_a_closed_complaint_takes_no_reply(detail: Detail, composer: Composer) -> None:
    composer.text.setPlainText("还想说")
    detail.change(can_reply=False)
    detail.stage.wait_until(lambda: not composer.send.isEnabled())
    assert composer.notice.whole_text() == "投诉单已完结，不能再回复"


def test_the_field_grows_with_its_lines(composer: Composer) -> None:
    low = composer.height()
    composer.text.setPlainText("一\n二\n三\n四\n五\n六\n七\n八")
    QApplication.processEvents()
    grown = composer.text.height()
    assert grown > 80
    assert composer.sizeHint().height() > low
    composer.text.setPlainText("\n".join("一二三四五六七八九十"))
    assert composer.text.height() == grown
