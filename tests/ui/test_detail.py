"""The detail pane as a whole: what it shows of an application, and how it follows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.application.case_view import LinkedCase, OrderChoice
from refund_desk.application.ports.transactions import StorageBusyError
from refund_desk.domain.events import SendingHalted, SendingResumed, SyncChanged, SyncState
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from refund_desk.ui import theme
from refund_desk.ui.detail.picture_thumb import PictureThumb
from refund_desk.ui.texts import Language
from refund_desk.ui.widgets.buttons import Button
from tests.ui.detailing import HE, LIN, NAMELESS, Detail, detailing, message, refund_of
from tests.ui.fake_cases import NOW


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        yield made


def reads_of(detail: Detail) -> list[int]:
    """Counts the readings of a case from now on."""
    counted: list[int] = []
    detail.pane.presenter.shown.connect(lambda case: counted.append(case.application_id))
    return counted


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("choice", ["light", "dark"])
def test_it_opens(qapp: QApplication, language: Language, choice: theme.ThemeChoice) -> None:
    with detailing(qapp, language=language, choice=choice) as detail:
        detail.show()
        picture = detail.pane.grab()
        assert (picture.width(), picture.height()) == (966, 670)
        title = "林** 申请退款 ¥108.00" if language == "zh_CN" else "林** asks for ¥108.00"
        assert detail.pane.header.title.text() == title


def test_its_regions_are_those_of_the_design(detail: Detail) -> None:
    detail.show()
    pane = detail.pane
    heights = [pane.header.height(), pane.centre.tabs.height(), pane.centre.composer.height()]
    assert heights == [68, 37, 128]
    assert (pane.facts.width(), pane.decision.height()) == (324, 128)


def test_nothing_is_chosen_at_first(detail: Detail) -> None:
    assert detail.labels() == ["在左边选一笔申请。"]
    assert detail.pane.case is None


def test_the_head_says_who_what_and_until_when(detail: Detail) -> None:
    detail.show()
    header = detail.pane.header
    assert header.pill.look.text == "待处理"
    assert header.phone.number.text() == "138****5678"
    assert header.facts.whole_text().split("  •  ")[1:] == [
        "商品破损",
        "仅退款，不退货",
        "微信支付投诉 2002⋯6670",
    ]
    assert header.deadline.text() == "还剩 5 小时 20 分"
    assert header.deadline_note.text() == "今天 19:52 前处理完"


def test_without_a_name_the_phone_is_the_title(detail: Detail) -> None:
    detail.show(NAMELESS)
    assert detail.pane.header.title.text() == "150****2086 申请退款 ¥89.00"


def test_the_whole_number_of_the_complaint_is_copied(detail: Detail) -> None:
    detail.show()
    detail.pane.header.copy.click()
    assert QGuiApplication.clipboard().text() == detail.case().source_ref
    assert detail.toasts == ["已复制"]


def test_opening_marks_read_and_brings_all_parts(detail: Detail) -> None:
    detail.show()
    detail.stage.wait_until(lambda: detail.services.called("open_application"))
    assert detail.services.called("open_application") == [("open_application", LIN)]


def test_passing_by_opens_nothing(detail: Detail) -> None:
    for number in (1, 2, 3):
        detail.pane.show_application(number)
        detail.stage.let_turn(0.02)
    detail.stage.wait_until(lambda: detail.services.called("open_application"))
    assert detail.services.called("open_application") == [("open_application", HE)]


def test_until_it_is_read_nothing_can_be_decided(detail: Detail) -> None:
    detail.show()
    detail.services.shop.read_delay_s = 0.05
    detail.pane.show_application(HE)
    assert detail.pane.case is None
    detail.pane.decision.approve.click()
    assert not detail.approved
    detail.wait_drawn(HE)


def test_the_neighbours_are_a_press_away(detail: Detail) -> None:
    detail.show()
    pressed: list[str] = []
    detail.pane.previous_wanted.connect(lambda: pressed.append("up"))
    detail.pane.next_wanted.connect(lambda: pressed.append("down"))
    detail.pane.position(1, 2)
    assert detail.pane.header.position.text() == "1 / 2"
    detail.pane.header.up.click()
    detail.pane.header.down.click()
    assert pressed == ["down"]
    detail.pane.position(0, 2)
    assert detail.pane.header.position.text() == ""


def test_the_whole_phone_shows_for_half_a_minute(detail: Detail) -> None:
    detail.show()
    phone = detail.pane.header.phone
    phone.button.click()
    detail.stage.wait_until(lambda: phone.is_revealed)
    assert phone.number.text() == "138 0013 5678"
    assert detail.services.called("reveal_phone") == [("reveal_phone", LIN)]
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    [ticker] = phone.findChildren(QTimer, "", direct)
    for _second in range(29):
        ticker.timeout.emit()
    assert phone.countdown.text() == "1 秒后隐藏 • 已记录"
    ticker.timeout.emit()
    assert phone.number.text() == "138****5678"
    assert not phone.is_revealed


def test_another_application_hides_the_phone(detail: Detail) -> None:
    detail.show()
    phone = detail.pane.header.phone
    phone.button.click()
    detail.stage.wait_until(lambda: phone.is_revealed)
    detail.show(HE)
    assert phone.number.text() == "136****3310"


def test_leaving_the_window_hides_the_phone(detail: Detail) -> None:
    detail.show()
    phone = detail.pane.header.phone
    phone.button.click()
    detail.stage.wait_until(lambda: phone.is_revealed)
    QGuiApplication.instance().applicationStateChanged.emit(  # type: ignore[union-attr]
        Qt.ApplicationState.ApplicationInactive
    )
    assert phone.number.text() == "138****5678"


def test_many_changes_at_once_are_one_reading(detail: Detail) -> None:
    detail.show()
    detail.stage.let_turn(0.45)
    counted = reads_of(detail)
    for number in range(20):
        detail.change(problem_text=f"{number}")
    detail.wait_drawn()
    assert len(counted) <= 2


def test_a_change_of_another_application_is_not_read(detail: Detail) -> None:
    detail.show()
    detail.stage.let_turn(0.45)
    counted = reads_of(detail)
    detail.change(HE, problem_text="x")
    detail.stage.let_turn(0.15)
    assert not counted


def test_a_change_of_the_same_payment_is_read(detail: Detail) -> None:
    other = LinkedCase(
        application_id=HE, asked=Fen(4580), state=ApplicationState.OPEN, applied_at=NOW
    )
    detail.change(linked=(other,))
    detail.show()
    detail.stage.let_turn(0.45)
    counted = reads_of(detail)
    detail.change(HE, problem_text="x")
    detail.stage.wait_until(lambda: counted)


def test_a_change_keeps_the_text_the_place_and_the_rows(detail: Detail) -> None:
    said = tuple(message(n, f"第 {n} 句话" * 12) for n in range(30))
    detail.change(messages=said)
    detail.show()
    conversation = detail.pane.centre.conversation
    bar = conversation.verticalScrollBar()
    bar.setValue(100)
    detail.pane.centre.composer.text.setPlainText("正在写")
    rows = conversation.rows
    detail.change(messages=(*said, message(31, "新的一句")))
    detail.wait_drawn()
    assert bar.value() == 100
    assert detail.pane.centre.composer.text.toPlainText() == "正在写"
    assert conversation.rows[:30] == rows


def test_the_linked_applications_open(detail: Detail) -> None:
    other = LinkedCase(
        application_id=HE, asked=Fen(4580), state=ApplicationState.OPEN, applied_at=NOW
    )
    detail.change(linked=(other,))
    detail.show()
    opened: list[int] = []
    detail.pane.linked_opened.connect(opened.append)
    section = detail.pane.facts.linked
    assert section.title.text() == "这笔付款还有 1 个申请"
    [button] = section.findChildren(Button)
    assert "¥45.80" in button.text()
    button.click()
    assert opened == [HE]


def test_one_of_several_orders_is_picked(detail: Detail) -> None:
    choices = (
        OrderChoice(number="4200002400000000000000000011", amount=Fen(4580), is_picked=False),
        OrderChoice(number="4200002400000000000000000022", amount=Fen(5900), is_picked=True),
    )
    detail.change(orders=choices)
    detail.show()
    section = detail.pane.facts.orders
    assert "2 个订单" in section.title.text()
    first, second = section.findChildren(Button)
    assert "¥45.80" in first.text()
    second.click()
    first.click()
    detail.stage.wait_until(lambda: detail.services.called("pick_order"))
    assert detail.services.called("pick_order") == [("pick_order", LIN, choices[0].number)]


def test_trouble_with_the_books_is_told(detail: Detail) -> None:
    detail.services.shop.trouble = StorageBusyError()
    detail.pane.show_application(LIN)
    detail.stage.wait_until(lambda: detail.troubles)
    assert detail.troubles[0] == "账本正被别的程序占用，什么都没改"


def test_offline_nothing_can_be_sent(detail: Detail) -> None:
    detail.show()
    now = detail.services.clock.now()
    detail.stage.bridge.publish(
        SyncChanged("complaint", SyncState.TROUBLE, now, why="net.off", next_in_s=120)
    )
    decision = detail.pane.decision
    detail.stage.wait_until(lambda: not decision.approve.isEnabled())
    assert decision.hint.text().startswith("没有联网")
    assert decision.approve.toolTip() == decision.hint.text()
    assert not detail.pane.centre.composer.send.isEnabled()
    detail.stage.bridge.publish(SyncChanged("complaint", SyncState.DONE, now))
    detail.stage.wait_until(decision.approve.isEnabled)


def test_what_could_not_be_read_is_read_when_the_connection_is_back(detail: Detail) -> None:
    detail.change(order=None)
    detail.show()
    detail.stage.wait_until(lambda: detail.services.called("open_application"))
    before = len(detail.services.called("open_application"))
    now = detail.services.clock.now()
    done = SyncChanged("complaint", SyncState.DONE, now)
    detail.stage.bridge.publish(done)
    detail.stage.let_turn()
    assert len(detail.services.called("open_application")) == before
    detail.stage.bridge.publish(SyncChanged("complaint", SyncState.TROUBLE, now, why="net.slow"))
    detail.stage.bridge.publish(done)
    detail.stage.wait_until(lambda: len(detail.services.called("open_application")) == before + 1)


def test_halted_says_why(detail: Detail) -> None:
    detail.show()
    detail.stage.bridge.publish(SendingHalted("clock.bad", minutes=7))
    decision = detail.pane.decision
    detail.stage.wait_until(lambda: not decision.reject.isEnabled())
    assert "电脑时间差了 7 分钟" in decision.hint.text()
    detail.stage.bridge.publish(SendingResumed())
    detail.stage.wait_until(decision.reject.isEnabled)


def test_the_tabs_count_and_change(detail: Detail) -> None:
    detail.show()
    words = [tab.words for tab in detail.pane.centre.tabs._tabs]
    assert words == ["沟通 4", "图片与凭证 4", "退款进度", "操作记录"]
    detail.pane.show_tab(4)
    log = detail.pane.centre.log
    assert log.isVisible()
    assert not detail.pane.centre.composer.isVisible()
    detail.stage.wait_until(log.whole.isVisible)
    assert log.whole.text() == "记录完整"
    assert log.rows()[0].startswith("回复客户")
    detail.pane.focus_composer()
    assert detail.pane.centre.composer.isVisible()


def test_a_refund_opens_at_its_progress_and_an_open_case_at_the_words(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.PROCESSING))
    detail.show()
    assert detail.pane.centre.tab == "refund"
    detail.show(HE)
    assert detail.pane.centre.tab == "messages"


def test_the_pictures_tab_shows_all_pictures(detail: Detail) -> None:
    detail.show()
    detail.pane.show_tab(2)
    grids = detail.pane.centre.pictures.grids
    widgets = [widget for grid in grids.values() for widget in grid.widgets()]
    thumbs = [widget for widget in widgets if isinstance(widget, PictureThumb)]
    assert len(thumbs) == 4
    detail.stage.wait_until(lambda: all(thumb.state == "ready" for thumb in thumbs))
    assert thumbs[3].accessibleName() == "客户图片 4，共 4 张"


def test_pictures_that_wechat_does_not_open_are_said_to_be_closed(detail: Detail) -> None:
    view = detail.case()
    bare = tuple(replace(said, pictures=()) for said in view.messages)
    detail.change(messages=bare, pictures=(), picture_count=3)
    detail.show()
    detail.pane.show_tab(2)
    detail.stage.wait_until(lambda: detail.services.called("open_application"))
    note = detail.pane.centre.pictures.note
    detail.stage.wait_until(lambda: note.text().startswith("微信没有向本店开放客户图片"))


def test_a_narrow_window_makes_the_facts_a_tab(detail: Detail) -> None:
    detail.pane.resize(816, 600)
    detail.pane.set_narrow(True)
    detail.show()
    centre = detail.pane.centre
    centre.show_tab("facts")
    assert detail.pane.facts.isVisible()
    assert detail.pane.decision.isVisible()
    assert detail.pane.decision.height() == 48
    detail.pane.set_narrow(False)
    detail.pane.resize(966, 670)
    detail.stage.wait_until(lambda: detail.pane.decision.height() == 128)
    assert detail.pane.facts.isVisible()
    assert centre.tab == "messages"


def test_a_low_window_saves_height(detail: Detail) -> None:
    detail.show()
    detail.pane.set_low(True)
    assert not detail.pane.decision.hint.isVisible()
    assert detail.pane.centre.composer.sizeHint().height() < 128


def test_a_wide_window_has_wide_facts_and_large_thumbnails(detail: Detail) -> None:
    detail.pane.resize(1352, 900)
    detail.pane.set_wide(True)
    detail.show()
    assert detail.pane.facts.width() == 400
    rows = detail.pane.centre.conversation.rows
    assert rows[0].focus_stops()[0].width() == 160


def test_dragged_facts_are_told(detail: Detail) -> None:
    detail.show()
    told: list[int] = []
    detail.pane.facts_resized.connect(told.append)
    handle = detail.pane.facts_splitter.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle - QPoint(20, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle - QPoint(20, 0))
    detail.stage.wait_until(lambda: told)
    assert told[-1] > 324


def test_a_case_that_is_gone_leaves_nothing(detail: Detail) -> None:
    detail.show()
    del detail.services.shop.views[LIN]
    detail.pane.presenter.read_again()
    detail.stage.wait_until(lambda: detail.pane.case is None)
    assert "在左边选一笔申请。" in detail.labels()
    detail.services.shop.views[LIN] = detail.case(HE)


def test_overdue_is_said_in_red(detail: Detail) -> None:
    detail.show()
    deadline = detail.case().deadline
    assert deadline is not None
    detail.services.clock.advance(timedelta(days=3))
    detail.change(segment=Segment.TO_DO)
    detail.stage.wait_until(lambda: detail.pane.header.deadline.text().startswith("已超时"))
    assert detail.pane.header.deadline.property("tone") == "bad"


def test_tab_goes_from_head_to_words_to_decision(detail: Detail) -> None:
    detail.show()
    pane = detail.pane
    start = pane.header.phone.button
    chain, step = [], start.nextInFocusChain()
    while step is not None and step is not start:
        chain.append(step)
        step = step.nextInFocusChain()
    composer, conversation = pane.centre.composer, pane.centre.conversation
    pictures = [stop for row in conversation.rows for stop in row.focus_stops()]
    wanted = [
        pane.header.copy,
        pane.centre.tabs,
        conversation,
        *pictures,
        composer.chips[0],
        composer.text,
        composer.send,
        pane.decision.approve,
        pane.decision.reject,
    ]
    assert [widget for widget in chain if widget in wanted] == wanted
