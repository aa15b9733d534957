"""Picking rows: by key and by pointer, and what is said about them below the list."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from refund_desk.application.ports.transactions import StorageBusyError
from refund_desk.domain.events import ApplicationsChanged, SendingHalted
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import Segment
from refund_desk.ui.inbox.groups import Group, GroupKind, ListOrder
from refund_desk.ui.inbox.picked import PICKED_MAX, Picked
from refund_desk.ui.inbox.row_model import PICKED_ROLE
from refund_desk.ui.together.export import as_text, document
from tests.ui.bulk import CTRL, GREEN, HE, LEFT, LIN, QIAN, SHIFT, SUN, WU, ZHAO, Bulk, bulk


def an_order(count: int) -> ListOrder:
    """A list of so many rows under one heading."""
    return ListOrder(array("q", range(100, 100 + count)), [Group(GroupKind.TODAY, count)])


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Bulk]:
    with bulk(qapp) as made:
        yield made


def test_shift_and_arrows_draw_a_range_that_shrinks_again(shown: Bulk) -> None:
    for _step in range(3):
        shown.key(Qt.Key.Key_Down, SHIFT)
    assert shown.picks() == (WU, LIN, HE, ZHAO)
    shown.key(Qt.Key.Key_Up, SHIFT)
    assert shown.picks() == (WU, LIN, HE)
    assert shown.desk.window.inbox.list.current_id() == HE


def test_a_plain_arrow_keeps_the_picks_and_begins_anew(shown: Bulk) -> None:
    shown.key(Qt.Key.Key_Down, SHIFT)
    shown.key(Qt.Key.Key_Down)
    shown.key(Qt.Key.Key_Down)
    assert shown.picks() == (WU, LIN)
    shown.key(Qt.Key.Key_Down, SHIFT)
    assert shown.picks() == (WU, LIN, ZHAO, SUN)


def test_j_and_k_do_not_draw(shown: Bulk) -> None:
    shown.key(Qt.Key.Key_Down, SHIFT)
    shown.desk.window.presenter.step(1)
    shown.desk.window.presenter.step(1)
    shown.key(Qt.Key.Key_Down, SHIFT)
    assert shown.picks() == (WU, LIN, ZHAO, SUN)


def test_space_picks_and_lets_go(shown: Bulk) -> None:
    shown.key(Qt.Key.Key_Space)
    shown.key(Qt.Key.Key_Down)
    shown.key(Qt.Key.Key_Space)
    assert shown.picks() == (WU, LIN)
    shown.key(Qt.Key.Key_Space)
    assert shown.picks() == (WU,)


def test_ctrl_a_picks_what_is_loaded_and_esc_lets_go(shown: Bulk) -> None:
    shown.key(Qt.Key.Key_A, CTRL)
    assert shown.picks() == tuple(range(1, 10))
    shown.settle()
    assert shown.together.selection.isVisible()
    shown.key(Qt.Key.Key_Escape)
    assert shown.picks() == ()
    assert not shown.together.selection.isVisible()


def test_ctrl_click_takes_the_open_one_along(shown: Bulk) -> None:
    shown.click(HE, CTRL)
    assert shown.picks() == (WU, HE)
    # The application that is open stays open.
    assert shown.desk.window.inbox.list.current_id() == WU
    shown.click(HE, CTRL)
    assert shown.picks() == (WU,)


def test_shift_click_picks_all_between(shown: Bulk) -> None:
    shown.click(ZHAO, SHIFT)
    assert shown.picks() == (WU, LIN, HE, ZHAO)
    shown.click(LIN, SHIFT)
    assert shown.picks() == (WU, LIN)
    shown.click(HE, Qt.KeyboardModifier.NoModifier)
    assert shown.picks() == (WU, LIN)
    assert shown.desk.window.inbox.list.current_id() == HE
    shown.click(QIAN, CTRL)
    shown.click(SUN, SHIFT)
    assert shown.picks() == (WU, LIN, SUN, QIAN)


def test_a_double_click_with_ctrl_opens_nothing(shown: Bulk) -> None:
    rows = shown.desk.window.inbox.list
    entered: list[int] = []
    rows.entered.connect(entered.append)
    shown.click(LIN, CTRL)
    at = rows.visualRect(shown.desk.window.model.index(2, 0)).center()
    QTest.mouseDClick(rows.viewport(), LEFT, CTRL, at)
    assert entered == []
    assert shown.picks() == (WU,)


def test_a_picked_row_says_so(shown: Bulk) -> None:
    shown.key(Qt.Key.Key_Space)
    index = shown.desk.window.inbox.list.currentIndex()
    assert index.data(PICKED_ROLE) is True
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("已选，吴**")


def test_picks_stay_through_a_refresh_and_leave_with_their_row(shown: Bulk) -> None:
    shown.pick(WU, LIN, HE)
    shop = shown.desk.services.shop
    shop.publish(ApplicationsChanged(()))
    shown.desk.stage.let_turn(0.25)
    shown.settle()
    assert shown.picks() == (WU, LIN, HE)
    gone = shop.views.pop(LIN)
    shop.publish(ApplicationsChanged((LIN,)))
    shown.desk.stage.wait_until(lambda: shown.picks() == (WU, HE))
    shop.views[LIN] = gone


def test_another_segment_lets_go(shown: Bulk) -> None:
    shown.pick(WU, LIN)
    shown.desk.window.presenter.show_segment(Segment.REFUNDING)
    assert len(shown.desk.window.model.picked) == 0
    shown.desk.stage.wait_until(lambda: not shown.together.selection.isVisible())


def test_two_hundred_at_most() -> None:
    order = an_order(PICKED_MAX + 20)
    picked = Picked(lambda: order)
    told: list[int] = []
    picked.changed.connect(lambda: told.append(len(picked)))
    picked.pick(order.ids)
    assert (len(picked), picked.is_full) == (PICKED_MAX, True)
    assert picked.ids() == tuple(order.ids[:PICKED_MAX])
    picked.toggle(order.ids[-1])
    assert (len(picked), picked.is_full) == (PICKED_MAX, True)
    picked.toggle(order.ids[0])
    assert (len(picked), picked.is_full) == (PICKED_MAX - 1, False)
    assert told


def test_a_range_to_nowhere_changes_nothing() -> None:
    order = an_order(3)
    picked = Picked(lambda: order)
    picked.reach(order.ids[0])
    picked.begin(order.ids[0])
    picked.reach(99_999)
    assert len(picked) == 0


def test_the_bar_says_how_many_can_go_together(shown: Bulk) -> None:
    shown.pick(WU, LIN, HE, ZHAO)
    bar = shown.together.selection
    assert bar.picked.text() == "已选 4 笔"
    assert bar.fit.whole_text() == "可一起同意 3 笔 ¥212.80"
    assert bar.approve_button.text() == "一起同意 3 笔"
    assert bar.approve_button.isEnabled()


def test_the_bar_says_when_none_can(shown: Bulk) -> None:
    shown.pick(ZHAO)
    bar = shown.together.selection
    assert bar.fit.whole_text() == "没有能一起同意的"
    assert not bar.approve_button.isEnabled()
    shown.together.review()
    assert shown.together.dialog is None
    assert shown.said() == "没有能一起同意的"


def test_while_it_reads_nothing_can_be_pressed(shown: Bulk) -> None:
    shown.desk.services.shop.read_delay_s = 0.15
    shown.desk.window.model.picked.pick((WU, LIN))
    bar = shown.together.selection
    assert bar.fit.whole_text() == "正在看检查 0 / 2"
    assert not bar.approve_button.isEnabled()
    shown.together.review()
    assert shown.together.dialog is None
    shown.settle()
    assert bar.approve_button.isEnabled()


def test_more_than_fit_on_a_sheet_are_told(shown: Bulk) -> None:
    shown.desk.window.model.picked.pick(range(1, PICKED_MAX + 10))
    assert shown.together.selection.fit.whole_text() == "一次最多选 200 笔"


def test_a_payment_that_was_never_read_is_read_once(shown: Bulk) -> None:
    shown.change(LIN, order=None)
    shown.pick(LIN, HE)
    asked = [call[1] for call in shown.desk.services.called("read_payment")]
    assert asked == [LIN]
    shown.desk.services.shop.publish(ApplicationsChanged((LIN,)))
    shown.settle()
    assert len(shown.desk.services.called("read_payment")) == 1


def test_what_cannot_be_read_is_not_fit(shown: Bulk) -> None:
    shop = shown.desk.services.shop
    shop.trouble = StorageBusyError()
    shown.desk.window.model.picked.pick((WU, LIN))
    shown.desk.stage.wait_until(lambda: shown.desk.stage.troubles)
    shop.trouble = None
    assert not shown.together.selection.approve_button.isEnabled()
    shop.publish(SendingHalted("key.bad"))
    shown.desk.stage.wait_until(shown.together.selection.approve_button.isEnabled)


def test_marking_read_is_one_press(shown: Bulk) -> None:
    shown.pick(WU, HE)
    QTest.mouseClick(shown.together.selection.read_button, LEFT)
    shown.desk.stage.wait_until(lambda: shown.desk.services.called("mark_read"))
    assert shown.desk.services.called("mark_read") == [("mark_read", (WU, HE))]
    shown.desk.stage.wait_until(lambda: shown.said() == "2 笔已标为已读")
    assert not {WU, HE} & shown.desk.services.shop.unread


def test_the_menu_picks_and_reviews(shown: Bulk) -> None:
    window = shown.desk.window
    window.commands.run("pick")
    assert shown.picks() == (WU,)
    window.commands.run("pick_all")
    assert len(shown.picks()) == 9
    shown.settle()
    window.commands.run("together")
    assert shown.together.dialog is not None


def test_the_bar_that_hides_leaves_the_focus_to_the_list(shown: Bulk) -> None:
    shown.pick(*GREEN)
    shown.together.selection.approve_button.setFocus(Qt.FocusReason.TabFocusReason)
    shown.desk.window.model.picked.clear()
    assert shown.desk.window.focusWidget() is shown.desk.window.inbox.list


def test_the_cross_lets_all_go(shown: Bulk) -> None:
    shown.pick(*GREEN)
    QTest.mouseClick(shown.together.selection.clear_button, LEFT)
    assert shown.picks() == ()


def test_the_table_is_masked_and_computes_nothing(shown: Bulk) -> None:
    shown.change(LIN, name="=1+1", source_ref="200201820260000000000001")
    shown.pick(LIN, HE)
    lines = document(shown.together.chosen.cases()).splitlines()
    assert lines[0].startswith("申请时间,客户,手机号,原因,商品,申请金额")
    assert ",'=1+1,138****5678,商品破损," in lines[1]
    assert ",108.00,236.00,236.00,待处理,`" in lines[1]
    assert lines[1].endswith(",`200201820260000000000001")
    assert len(lines) == 3


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "  =1", "＝1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert as_text(text).startswith("'")


def test_personal_numbers_in_a_cell_are_masked() -> None:
    assert as_text("打 13812345678") == "打 138****5678"


def test_without_a_payment_the_table_has_no_sums(shown: Bulk) -> None:
    shown.change(LIN, order=None, remainder=None, asked=Fen(0))
    shown.pick(LIN)
    (line,) = document(shown.together.chosen.cases()).splitlines()[1:]
    assert ",0.00,,,待处理,," in line


def test_the_table_is_saved_where_the_person_says(shown: Bulk, tmp_path: Path) -> None:
    shown.pick(WU)
    QTest.mouseClick(shown.together.selection.export_button, LEFT)
    dialog = shown.desk.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "out.csv"))
    dialog.reject()
    shown.desk.stage.wait_until(lambda: shown.said() == "已导出 out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    shown.desk.stage.wait_until(lambda: not shown.reading())
    shown.together.save(tmp_path / "no" / "out.csv", shown.together.chosen.cases())
    shown.desk.stage.wait_until(lambda: "out.csv" in shown.said() and "已导出" not in shown.said())
