"""The conversation: lines, tags, pictures, replies on their way, and long ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.ui import texts
from refund_desk.ui.detail.conversation import SHOWN_AT_FIRST
from refund_desk.ui.detail.conversation_lines import (
    ConversationLine,
    SpokenLine,
    SystemLine,
    conversation_lines,
)
from refund_desk.ui.detail.message_row import MEASURE, SpokenRow
from refund_desk.ui.detail.picture_thumb import PictureThumb
from tests.ui.detailing import HE, LIN, REPLY, Detail, detailing, message, outgoing
from tests.ui.fake_cases import NOW, sha256_of


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        yield made


def lines_of(detail: Detail, number: int = LIN) -> tuple[ConversationLine, ...]:
    return conversation_lines(detail.case(number), shop_name="青禾手作", now=NOW)


def spoken(detail: Detail, place: int) -> SpokenRow:
    row = detail.pane.centre.conversation.rows[place]
    assert isinstance(row, SpokenRow)
    return row


def thumbs_of(row: SpokenRow) -> list[PictureThumb]:
    return [stop for stop in row.focus_stops() if isinstance(stop, PictureThumb)]


def test_lines_say_who_when_and_what(detail: Detail) -> None:
    first, reply, _more, notice = lines_of(detail)
    assert isinstance(first, SpokenLine)
    assert (first.initial, first.name, first.time) == ("林", "林**", "11-15 19:52")
    assert (first.tag, first.tag_is_plain, first.mine) == ("提交申请", False, False)
    assert isinstance(reply, SpokenLine)
    assert (reply.name, reply.tag, reply.tag_is_plain) == ("青禾手作", "首次回复 28 分钟", True)
    assert isinstance(notice, SystemLine)
    assert notice.icon == "bell-outline"
    assert notice.text.startswith("今天 08:00 微信支付提醒：请在 19:52 前处理完")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (MessageKind.APPROVED, "同意退款"),
        (MessageKind.COMPLETED, "反馈处理完成"),
        (MessageKind.REVOKED, "撤回投诉"),
        (MessageKind.REFUND_ARRIVED, "退款到账"),
    ],
)
def test_events_without_words_are_lines_of_their_own(
    detail: Detail, kind: MessageKind, words: str
) -> None:
    event = replace(message(1, "", Speaker.SHOP), kind=kind)
    detail.change(messages=(event,))
    [line] = lines_of(detail)
    assert isinstance(line, SystemLine)
    assert words in line.text


def test_an_unknown_name_has_no_letter(detail: Detail) -> None:
    detail.change(title="150****2086")
    first = lines_of(detail)[0]
    assert isinstance(first, SpokenLine)
    assert first.initial == "客"


def test_bubbles_are_as_wide_as_their_words_and_never_wider_than_the_measure(
    detail: Detail,
) -> None:
    detail.change(messages=(message(1, "好"), message(2, "很长的话" * 60)))
    detail.show()
    short, long = spoken(detail, 0), spoken(detail, 1)
    assert short.bubble.width() < 60
    assert MEASURE - 24 < long.bubble.width() <= MEASURE
    assert long.height() > 5 * 21


def test_line_breaks_of_a_person_stay(detail: Detail) -> None:
    detail.change(messages=(message(1, "一\n二\n三"),))
    detail.show()
    assert spoken(detail, 0).bubble.height() == 3 * 21 + 18


def test_markup_in_words_is_only_text(detail: Detail) -> None:
    detail.change(messages=(message(1, "<b>不</b>是<img src=x>"),))
    detail.show()
    assert "<b>不</b>是<img src=x>" in spoken(detail, 0).accessibleName()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_words_are_copied_as_masked_as_they_are_shown(detail: Detail) -> None:
    detail.change(messages=(message(1, "电话 138****5678"),))
    detail.show()
    row = spoken(detail, 0)
    centre = row.bubble.center()
    QApplication.sendEvent(
        row,
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, centre, row.mapToGlobal(centre)),
    )
    [menu] = row.findChildren(QMenu)
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "电话 138****5678"
    menu.close()


def test_thumbnails_fill_themselves(detail: Detail) -> None:
    detail.show()
    thumbs = thumbs_of(spoken(detail, 0))
    assert len(thumbs) == 3
    detail.stage.wait_until(lambda: all(thumb.state == "ready" for thumb in thumbs))
    assert thumbs[0].accessibleName() == "客户图片 1，共 3 张"


def test_a_picture_that_cannot_be_read_takes_a_press_for_another_try(detail: Detail) -> None:
    detail.services.pictures.missing.add(sha256_of("crushed_box"))
    detail.show()
    thumb = thumbs_of(spoken(detail, 0))[0]
    detail.stage.wait_until(lambda: thumb.state == "failed")
    assert thumb.toolTip() == "图片没取到，点一下重试"
    detail.services.pictures.missing.clear()
    thumb.click()
    detail.stage.wait_until(lambda: thumb.state == "ready")


def test_a_picture_that_was_not_brought_waits_and_then_asks_for_a_press(detail: Detail) -> None:
    view = detail.case()
    first = view.messages[0]
    bare = tuple(replace(picture, sha256="") for picture in first.pictures)
    detail.change(messages=(replace(first, pictures=bare),))
    detail.show()
    thumb = thumbs_of(spoken(detail, 0))[0]
    assert thumb.state == "waiting"
    detail.stage.wait_until(lambda: thumb.state == "failed")
    detail.services.calls.clear()
    thumb.click()
    detail.stage.wait_until(lambda: detail.services.called("open_application"))


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("img.type", texts.detail.picture_none),
        ("img.big", texts.detail.picture_too_big),
        ("", texts.detail.picture_failed),
    ],
)
def test_a_picture_that_was_not_opened_says_why(
    detail: Detail, why: str, sentence: Callable[[], str]
) -> None:
    first = detail.case().messages[0]
    bare = tuple(replace(picture, sha256="", why=why) for picture in first.pictures)
    detail.change(messages=(replace(first, pictures=bare),))
    detail.show()
    thumb = thumbs_of(spoken(detail, 0))[0]
    detail.stage.wait_until(lambda: thumb.state == "failed")
    assert thumb.toolTip() == sentence()


def test_a_picture_opens_the_viewer(detail: Detail) -> None:
    detail.show()
    thumb = thumbs_of(spoken(detail, 0))[1]
    detail.stage.wait_until(lambda: thumb.state == "ready")
    thumb.click()
    viewer = detail.pane.viewer
    assert viewer is not None
    assert viewer.isVisible()
    assert viewer.index == 1


def test_a_long_conversation_opens_at_its_end(detail: Detail) -> None:
    detail.change(messages=tuple(message(n, f"第 {n} 句") for n in range(40)))
    detail.show()
    bar = detail.pane.centre.conversation.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()


def test_a_short_conversation_starts_at_the_top(detail: Detail) -> None:
    detail.show(HE)
    conversation = detail.pane.centre.conversation
    assert conversation.verticalScrollBar().maximum() == 0
    assert conversation.rows[0].y() == 13


def test_the_oldest_of_very_many_are_folded_away(detail: Detail) -> None:
    detail.change(messages=tuple(message(n, f"第 {n} 句") for n in range(73)))
    detail.show()
    conversation = detail.pane.centre.conversation
    assert len(conversation.rows) == SHOWN_AT_FIRST
    assert conversation.earlier.text() == "看更早的 23 条"
    bar = conversation.verticalScrollBar()
    bar.setValue(60)
    newest = conversation.rows[-1]
    seen_at = newest.y() - bar.value()
    conversation.earlier.click()
    detail.stage.wait_until(lambda: len(conversation.rows) == 73)
    assert newest.y() - bar.value() == pytest.approx(seen_at, abs=40)
    assert not conversation.earlier.isVisible()


def test_nothing_is_built_for_long_at_once(detail: Detail) -> None:
    detail.show(HE)
    detail.change(messages=tuple(message(n, f"第 {n} 句" * 20) for n in range(50)))
    detail.pane.show_application(LIN)
    conversation = detail.pane.centre.conversation
    detail.stage.wait_until(lambda: len(conversation.rows) > 0)
    assert len(conversation.rows) < 50
    detail.wait_drawn()
    assert len(conversation.rows) == 50


def test_new_words_below_are_announced_by_a_chip(detail: Detail) -> None:
    said = tuple(message(n, f"第 {n} 句" * 20) for n in range(20))
    detail.change(messages=said)
    detail.show()
    conversation = detail.pane.centre.conversation
    bar = conversation.verticalScrollBar()
    bar.setValue(0)
    detail.change(messages=(*said, message(30, "新的"), message(31, "又一句")))
    detail.stage.wait_until(conversation.chip.isVisible)
    assert conversation.chip.text() == "2 条新消息"
    conversation.chip.click()
    assert bar.value() == bar.maximum()
    assert not conversation.chip.isVisible()


def test_new_words_at_the_end_are_followed(detail: Detail) -> None:
    said = tuple(message(n, f"第 {n} 句" * 20) for n in range(20))
    detail.change(messages=said)
    detail.show()
    detail.change(messages=(*said, message(30, "新的")))
    detail.wait_drawn()
    bar = detail.pane.centre.conversation.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert not detail.pane.centre.conversation.chip.isVisible()


@pytest.mark.parametrize(
    ("state", "note"),
    [
        (OutboxState.WAITING, "等待发出"),
        (OutboxState.SENDING, "发送中"),
        (OutboxState.DOUBT, "不确定回复到了没有，正在查"),
        (OutboxState.SENT, "回复已发出"),
    ],
)
def test_a_reply_on_its_way_says_how_far_it_is(
    detail: Detail, state: OutboxState, note: str
) -> None:
    detail.change(outbox=(outgoing(OutboxKind.REPLY, state),))
    line = lines_of(detail)[-1]
    assert isinstance(line, SpokenLine)
    assert (line.text, line.note, line.mine) == (REPLY, note, True)


def test_a_reply_that_was_read_back_stands_once(detail: Detail) -> None:
    echo = replace(message(9, REPLY, Speaker.SHOP), at=NOW + timedelta(seconds=3))
    detail.change(outbox=(outgoing(),), messages=(echo,))
    assert [line.key for line in lines_of(detail)] == [echo.log_ref]


def test_a_dropped_reply_is_not_shown(detail: Detail) -> None:
    detail.change(outbox=(outgoing(state=OutboxState.DROPPED),), messages=())
    assert lines_of(detail) == ()


def test_own_words_on_their_way_are_masked_too(detail: Detail) -> None:
    waiting = outgoing(state=OutboxState.WAITING, text="打 13800138000 找我")
    detail.change(outbox=(waiting,), messages=())
    [line] = lines_of(detail)
    assert isinstance(line, SpokenLine)
    assert line.text == "打 138****8000 找我"


@pytest.mark.parametrize(
    ("words", "call"), [("重试", "retry_outgoing"), ("不发了", "drop_outgoing")]
)
def test_a_stuck_reply_is_tried_again_or_left(detail: Detail, words: str, call: str) -> None:
    entry = detail.services.add_stuck_reply(HE)
    detail.show(HE)
    row = spoken(detail, 1)
    [button] = [b for b in row.buttons if b.text() == words]
    button.click()
    detail.stage.wait_until(lambda: detail.services.called(call))
    assert detail.services.called(call) == [(call, entry.id)]


def test_nothing_said_is_said(detail: Detail) -> None:
    detail.change(messages=())
    detail.show()
    assert "还没有消息。" in detail.labels()
