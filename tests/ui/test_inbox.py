"""The inbox: what stands in it, what keys and the pointer do, what events change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from refund_desk.application.ports.transactions import StorageBusyError
from refund_desk.domain.events import ApplicationsChanged, SyncChanged, SyncState
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import ApplicationState, Segment
from refund_desk.ui import texts, theme
from refund_desk.ui.inbox.groups import GroupKind
from refund_desk.ui.inbox.inbox_view import InboxView
from refund_desk.ui.inbox.presenter import InboxPresenter
from refund_desk.ui.inbox.row_look import RowLook
from refund_desk.ui.inbox.row_model import LOOK_ROLE, InboxModel
from refund_desk.ui.inbox.thumbnails import GoodsPictures
from tests.ui.fake_cases import KINDS, Kind, case_of
from tests.ui.staging import Stage, staged

WU, LIN, HE, ZHAO, MA, ZHOU = 1, 2, 3, 4, 31, 41


@dataclass
class Inbox:
    stage: Stage
    model: InboxModel
    view: InboxView
    presenter: InboxPresenter
    opened: list[int]
    placed: list[tuple[int, int]]

    def start(self) -> None:
        self.presenter.start()
        self.stage.wait_until(lambda: self.opened)

    def ids(self) -> list[int]:
        lines = range(self.model.rowCount())
        return [n for n in (self.model.id_at(line) for line in lines) if n is not None]

    def look(self, application_id: int) -> RowLook | None:
        line = self.model.order.line_of(application_id)
        assert line is not None
        look = self.model.index(line, 0).data(LOOK_ROLE)
        return look if isinstance(look, RowLook) else None

    def go_to(self, application_id: int) -> None:
        """As a person does, with the arrow keys."""
        self.view.focus_list()
        QTest.keyClick(self.view.list, Qt.Key.Key_Home)
        for _row in range(20):
            if self.view.list.current_id() == application_id:
                return
            QTest.keyClick(self.view.list, Qt.Key.Key_Down)
        raise AssertionError("the row cannot be reached")

    def show_segment(self, segment: Segment) -> None:
        self.presenter.show_segment(segment)
        self.stage.wait_until(lambda: not self.model.is_loading)


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    with staged(qapp) as stage:
        yield stage
    texts.speak(qapp, "en")


@pytest.fixture
def inbox(stage: Stage, qtbot: QtBot) -> Inbox:
    model = InboxModel(stage.services.clock.now())
    pictures = GoodsPictures(stage.services.pictures, stage.tasks)
    view = InboxView(model, pictures)
    qtbot.addWidget(view)
    presenter = InboxPresenter(stage.services, stage.tasks, stage.bridge, view, model)
    opened: list[int] = []
    placed: list[tuple[int, int]] = []
    presenter.opened.connect(opened.append)
    presenter.placed.connect(lambda at, of: placed.append((at, of)))
    view.resize(336, 638)
    view.show()
    view.activateWindow()
    return Inbox(stage, model, view, presenter, opened, placed)


def test_it_opens_with_a_skeleton_then_the_first_application(inbox: Inbox) -> None:
    assert inbox.model.is_loading
    assert inbox.model.rowCount() > 0
    inbox.start()
    assert inbox.ids() == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert inbox.opened == [WU]
    assert inbox.placed[-1] == (1, 9)
    kinds = [(group.kind, group.count) for group in inbox.model.order.groups]
    assert kinds == [(GroupKind.TODAY, 3), (GroupKind.TOMORROW, 3), (GroupKind.LATER, 3)]


def test_a_row_says_what_the_design_says(inbox: Inbox) -> None:
    inbox.start()
    look = inbox.look(LIN)
    assert look is not None
    assert (look.title, look.amount) == ("林**", "¥108.00")
    assert look.what == "商品破损 • 雾蓝马克杯 ×2"
    assert (look.state, look.state_role, look.state_bold) == ("5小时20分", "warn", False)
    assert (look.tag, look.picture_count) == ("仅退款", 4)
    soonest = inbox.look(WU)
    assert soonest is not None
    assert (soonest.state, soonest.state_role, soonest.state_bold) == ("1小时48分", "bad", True)


def test_a_row_is_read_aloud_whole(inbox: Inbox) -> None:
    inbox.start()
    look = inbox.look(HE)
    assert look is not None
    assert look.accessible == (
        "何**，申请退款 45.80 元，不想要了，桂花乌龙 50g，还剩 8 小时 5 分，未读"
    )


def test_without_goods_and_name_it_says_so(inbox: Inbox) -> None:
    inbox.start()
    look = inbox.look(9)
    assert look is not None
    assert look.title == "150****2086"
    assert look.what.endswith("没有商品资料")


def test_who_asks_for_nothing_has_no_amount(inbox: Inbox) -> None:
    shop = inbox.stage.services.shop
    shop.views[LIN] = replace(shop.views[LIN], asked=Fen(0))
    inbox.start()
    look = inbox.look(LIN)
    assert look is not None
    assert look.amount == ""
    assert look.accessible.startswith("林**，没有申请退款，商品破损")


def test_segments_show_counts_and_lead_to_their_lists(inbox: Inbox) -> None:
    inbox.start()
    assert inbox.view.segments.accessibleName() == "待处理 9"
    inbox.show_segment(Segment.REFUNDING)
    assert inbox.ids() == [31, 32, 33, 34, 35]
    groups = [(group.kind, group.count) for group in inbox.model.order.groups]
    assert groups == [(GroupKind.ON_THE_WAY, 3), (GroupKind.ARRIVED, 2)]
    assert inbox.opened[-1] == MA
    sent = inbox.look(MA)
    assert sent is not None
    assert sent.state == "已提交 20 秒"
    arrived = inbox.look(34)
    assert arrived is not None
    assert (arrived.state, arrived.state_role) == ("14:12 已到账", "ok")
    inbox.show_segment(Segment.PROBLEM)
    assert inbox.model.index(0, 0).data() == "要你处理 2"
    refused = inbox.look(42)
    assert refused is not None
    assert refused.state == "余额不足，等充值"


def test_a_search_shows_how_old_ones_ended(inbox: Inbox) -> None:
    shop = inbox.stage.services.shop
    shop.views[34] = replace(
        shop.views[34], segment=Segment.DONE, state=ApplicationState.WITHDRAWN, refund=None
    )
    arrived = shop.views[35].refund
    assert arrived is not None
    old = replace(arrived, planned_at=arrived.planned_at - timedelta(days=3))
    shop.views[35] = replace(shop.views[35], refund=old, refunds=(old,), segment=Segment.DONE)
    inbox.start()
    inbox.view.search.setText("**")
    inbox.stage.wait_until(lambda: 34 in inbox.ids() and inbox.look(35))
    withdrawn, back = inbox.look(34), inbox.look(35)
    assert withdrawn is not None
    assert back is not None
    assert (withdrawn.state, withdrawn.state_icon) == ("客户撤回", "undo-variant")
    assert back.state == "11-15 11:40 已到账"


@pytest.mark.parametrize("keys", ["arrows", "step"])
def test_keys_go_down_and_up_over_headings(inbox: Inbox, keys: str) -> None:
    inbox.start()
    inbox.view.focus_list()

    def go(by: int) -> None:
        if keys == "arrows":
            QTest.keyClick(inbox.view.list, Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up)
        else:
            inbox.presenter.step(by)

    for _row in range(3):
        go(1)
    assert inbox.opened[-1] == ZHAO
    go(-1)
    assert inbox.opened[-1] == HE
    for _row in range(5):
        go(-1)
    assert inbox.opened[-1] == WU


def test_letters_and_an_input_method_do_not_reach_the_list(inbox: Inbox) -> None:
    inbox.start()
    rows = inbox.view.list
    assert not rows.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    rows.keyboardSearch("赵")
    QTest.keyClicks(rows, "z")
    assert rows.current_id() == WU


def test_enter_enters_the_row(inbox: Inbox) -> None:
    inbox.start()
    entered: list[int] = []
    inbox.view.list.entered.connect(entered.append)
    QTest.keyClick(inbox.view.list, Qt.Key.Key_Return)
    assert entered == [WU]


def test_a_press_opens_the_row_and_a_heading_does_nothing(inbox: Inbox) -> None:
    inbox.start()
    rows = inbox.view.list
    line = inbox.model.order.line_of(HE)
    assert line is not None
    place = rows.visualRect(inbox.model.index(line, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert inbox.opened[-1] == HE
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert inbox.opened[-1] == HE


def test_rows_lie_where_the_design_has_them(inbox: Inbox) -> None:
    inbox.start()
    rows = inbox.view.list

    def top(line: int) -> int:
        corner = rows.visualRect(inbox.model.index(line, 0)).topLeft()
        return rows.viewport().mapTo(inbox.view, corner).y()

    # main-light.png, without its title bar of 32.
    assert [top(line) for line in range(5)] == [90, 118, 192, 266, 340]
    assert rows.rowHeight(1) == 74
    assert rows.rowHeight(4) == 28
    assert inbox.view.search.geometry().top() == 10
    assert inbox.view.segments.geometry().top() == 50


def test_no_row_is_left_as_low_as_a_heading(inbox: Inbox) -> None:
    inbox.start()
    inbox.go_to(LIN)
    shop = inbox.stage.services.shop
    shop.put(replace(shop.views[LIN], state=ApplicationState.REJECTED, segment=Segment.DONE))
    inbox.stage.wait_until(lambda: LIN not in inbox.ids())
    _expect_heights(inbox)
    shop.read_delay_s = 0.1
    inbox.view.search.setText("马克杯")
    inbox.stage.wait_until(lambda: inbox.presenter.search and inbox.model.is_loading)
    assert inbox.view.list.rowHeight(0) == 74
    inbox.stage.wait_until(lambda: not inbox.model.is_loading)
    _expect_heights(inbox)
    inbox.view.search.clear()
    inbox.stage.wait_until(lambda: len(inbox.ids()) == 8)
    _expect_heights(inbox)


def _expect_heights(inbox: Inbox) -> None:
    headings = inbox.model.order.heading_lines
    for line in range(inbox.model.rowCount()):
        assert inbox.view.list.rowHeight(line) == (28 if line in headings else 74), line


def test_searching_shows_what_was_found_in_all_segments(inbox: Inbox) -> None:
    inbox.start()
    inbox.view.search.setFocus()
    inbox.view.search.insert("马克杯")
    inbox.stage.wait_until(lambda: inbox.presenter.search and not inbox.model.is_loading)
    assert set(inbox.ids()) == {LIN, 20, 21, 22, 23, 32}
    assert [group.kind for group in inbox.model.order.groups] == [GroupKind.FOUND]
    assert inbox.opened == [WU], "typing opens nothing"
    QTest.keyClick(inbox.view.search, Qt.Key.Key_Down)
    assert inbox.view.list.hasFocus()
    assert inbox.opened[-1] == inbox.ids()[0]
    inbox.view.search.setFocus()
    QTest.keyClick(inbox.view.search, Qt.Key.Key_Escape)
    inbox.stage.wait_until(lambda: len(inbox.ids()) == 9)


def test_who_is_quicker_than_the_search_gets_its_first_row(inbox: Inbox) -> None:
    inbox.start()
    inbox.stage.services.shop.read_delay_s = 0.1
    inbox.view.search.setFocus()
    inbox.view.search.insert("马克杯")
    QTest.keyClick(inbox.view.search, Qt.Key.Key_Return)
    assert inbox.model.is_loading
    assert inbox.view.list.hasFocus()
    inbox.stage.wait_until(lambda: inbox.opened[-1] != WU)
    assert inbox.view.list.current_id() == inbox.opened[-1] == inbox.ids()[0]


def test_nothing_found_says_how_to_search(inbox: Inbox) -> None:
    inbox.start()
    inbox.view.search.setText("没有这个")
    inbox.stage.wait_until(inbox.view.shows_note)
    assert inbox.view.note_text() == "没找到“没有这个”。可以搜姓名、单号、商品、手机号后四位。"
    inbox.view.search.clear()
    inbox.stage.wait_until(lambda: not inbox.view.shows_note() and inbox.ids())


def test_an_empty_segment_says_so(inbox: Inbox) -> None:
    for number in list(inbox.stage.services.shop.views):
        if inbox.stage.services.shop.views[number].segment is Segment.TO_DO:
            del inbox.stage.services.shop.views[number]
    inbox.presenter.start()
    inbox.stage.wait_until(inbox.view.shows_note)
    assert inbox.view.note_text() == "都处理完了。有新申请会提醒你。"
    assert inbox.placed[-1] == (0, 0)


def test_before_the_first_look_nothing_is_called_done(inbox: Inbox) -> None:
    inbox.stage.services.shop.views.clear()
    inbox.presenter.start()
    inbox.stage.wait_until(inbox.view.shows_note)
    assert inbox.view.note_text() == "正在取申请…"
    now = inbox.stage.services.clock.now()
    inbox.stage.bridge.publish(SyncChanged("complaint", SyncState.RUNNING, now))
    inbox.stage.bridge.publish(SyncChanged("complaint", SyncState.TROUBLE, now, why="net.off"))
    inbox.stage.wait_until(lambda: inbox.view.note_text() == "还没取到申请，会一直再试。")
    inbox.stage.bridge.publish(SyncChanged("complaint", SyncState.DONE, now))
    inbox.stage.wait_until(lambda: inbox.view.note_text() == "都处理完了。有新申请会提醒你。")


def test_a_new_application_appears_and_the_chosen_one_stays(inbox: Inbox) -> None:
    inbox.start()
    inbox.go_to(ZHAO)
    rows = inbox.view.list
    before = rows.visualRect(rows.currentIndex()).top()
    newest = replace(case_of(_kind(WU)), application_id=77, title="安**")
    inbox.stage.services.shop.put(newest)
    inbox.stage.wait_until(lambda: 77 in inbox.ids())
    assert rows.current_id() == ZHAO
    assert rows.visualRect(rows.currentIndex()).top() == before
    assert inbox.opened[-1] == ZHAO


def test_the_chosen_row_does_not_move_until_another_is_chosen(inbox: Inbox) -> None:
    inbox.start()
    shop = inbox.stage.services.shop
    view = shop.views[WU]
    assert view.deadline is not None
    later = replace(view.deadline, due_at=view.deadline.due_at + timedelta(days=3))
    shop.put(replace(view, deadline=later))
    inbox.stage.let_turn(0.25)
    assert inbox.ids()[0] == WU
    QTest.keyClick(inbox.view.list, Qt.Key.Key_Down)
    inbox.stage.wait_until(lambda: inbox.ids()[-1] == WU)
    assert inbox.view.list.current_id() == LIN


def test_after_a_decision_the_next_one_opens_by_itself(inbox: Inbox) -> None:
    inbox.start()
    inbox.go_to(LIN)
    shop = inbox.stage.services.shop
    gone = replace(shop.views[LIN], state=ApplicationState.REJECTED, segment=Segment.DONE)
    shop.put(gone)
    inbox.stage.wait_until(lambda: inbox.opened[-1] == HE)
    assert inbox.view.list.current_id() == HE
    assert inbox.view.list.hasFocus()
    assert LIN not in inbox.ids()
    assert inbox.placed[-1] == (2, 8)


def test_who_types_is_not_moved_to_another_application(inbox: Inbox) -> None:
    inbox.start()
    inbox.go_to(LIN)
    inbox.view.search.setFocus()
    shop = inbox.stage.services.shop
    shop.put(replace(shop.views[LIN], state=ApplicationState.REJECTED, segment=Segment.DONE))
    inbox.stage.let_turn(0.3)
    assert inbox.opened[-1] == LIN
    assert LIN in inbox.ids()
    inbox.presenter.step(1)
    inbox.stage.wait_until(lambda: LIN not in inbox.ids())
    assert inbox.opened[-1] == HE


def test_an_application_that_was_withdrawn_stays_under_the_eyes(inbox: Inbox) -> None:
    inbox.start()
    shop = inbox.stage.services.shop
    shop.put(replace(shop.views[WU], state=ApplicationState.WITHDRAWN, segment=Segment.DONE))
    inbox.stage.let_turn(0.3)
    assert inbox.ids()[0] == WU
    assert inbox.opened == [WU]


def test_events_change_rows_and_counts(inbox: Inbox) -> None:
    inbox.start()
    shop = inbox.stage.services.shop
    shop.put(replace(shop.views[HE], asked=Fen(1234_50)))
    inbox.stage.wait_until(lambda: _amount(inbox, HE) == "¥1,234.50")
    shop.put(replace(shop.views[9], state=ApplicationState.REJECTED, segment=Segment.DONE))
    inbox.stage.wait_until(lambda: inbox.view.segments.accessibleName() == "待处理 8")


def test_many_events_make_few_readings(inbox: Inbox) -> None:
    inbox.start()
    readings: list[object] = []
    inbox.presenter.counted.connect(readings.append)
    for _event in range(200):
        inbox.stage.bridge.publish(ApplicationsChanged(()))
    inbox.stage.wait_until(lambda: readings)
    inbox.stage.let_turn(0.25)
    assert len(readings) <= 2


def test_times_follow_the_clock_without_a_reset(inbox: Inbox, qtbot: QtBot) -> None:
    inbox.start()
    inbox.stage.services.clock.advance(timedelta(hours=1))
    with qtbot.assertNotEmitted(inbox.model.modelReset):
        inbox.presenter.tick()
    look = inbox.look(LIN)
    assert look is not None
    assert look.state == "4小时20分"


def test_at_beijing_midnight_the_groups_change(inbox: Inbox) -> None:
    inbox.start()
    inbox.stage.services.clock.advance(timedelta(hours=12))
    inbox.presenter.tick()
    inbox.stage.wait_until(lambda: inbox.model.order.groups[0].count == 6)


def test_a_list_that_cannot_be_read_offers_another_try(inbox: Inbox) -> None:
    inbox.stage.services.shop.trouble = StorageBusyError()
    inbox.presenter.start()
    inbox.stage.wait_until(inbox.view.shows_note)
    assert inbox.view.note_text() == "没读到，点重试"
    # The window is told, so that it can say why.
    inbox.stage.wait_until(lambda: inbox.stage.troubles)
    inbox.stage.services.shop.trouble = None
    inbox.view.retried.emit()
    inbox.stage.wait_until(inbox.ids)


def test_rows_that_cannot_be_read_stay_and_offer_another_try(inbox: Inbox) -> None:
    inbox.start()
    shop = inbox.stage.services.shop
    shop.trouble = StorageBusyError()
    inbox.stage.bridge.publish(ApplicationsChanged((HE,)))
    inbox.stage.wait_until(lambda: _state(inbox, HE) == "没读到，点重试")
    look = inbox.look(HE)
    assert look is not None
    assert look.title == "何**"
    shop.trouble = None
    line = inbox.model.order.line_of(HE)
    assert line is not None
    place = inbox.view.list.visualRect(inbox.model.index(line, 0)).center()
    QTest.mouseClick(inbox.view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    inbox.stage.wait_until(lambda: _state(inbox, HE) == "8小时05分")


def test_an_application_of_another_segment_is_shown_in_its_own(inbox: Inbox) -> None:
    inbox.start()
    inbox.presenter.show_application(ZHOU)
    assert inbox.opened[-1] == ZHOU
    assert inbox.view.list.current_id() is None
    inbox.stage.wait_until(lambda: inbox.view.list.current_id() == ZHOU)
    assert inbox.presenter.segment is Segment.PROBLEM
    inbox.presenter.show_application(34)
    inbox.stage.let_turn(0.1)
    assert inbox.presenter.segment is Segment.PROBLEM, "what is done has no segment of its own"
    assert inbox.opened[-1] == 34


def test_it_is_painted_in_both_themes_and_languages(
    inbox: Inbox, qapp: QApplication, qtbot: QtBot
) -> None:
    inbox.start()
    inbox.stage.wait_until(lambda: not inbox.stage.tasks.running_keys())
    light = inbox.view.grab().toImage()
    theme.install(qapp, "dark")
    dark = inbox.view.grab().toImage()
    theme.install(qapp, "light")
    assert light.pixelColor(2, 300).lightness() > 200
    assert dark.pixelColor(2, 300).lightness() < 60
    texts.speak(qapp, "en")
    inbox.model.retell()
    look = inbox.look(LIN)
    assert look is not None
    assert (look.state, look.tag) == ("5 h 20 min", "Refund only")


def _kind(number: int) -> Kind:
    return next(kind for kind in KINDS if kind.number == number)


def _amount(inbox: Inbox, application_id: int) -> str:
    look = inbox.look(application_id)
    return look.amount if look is not None else ""


def _state(inbox: Inbox, application_id: int) -> str:
    look = inbox.look(application_id)
    return look.state if look is not None else ""
