"""The undo bars: they count down, take it back, let it go, and stay out of each other's way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.domain.events import RefundChanged, UndoTicked
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import RefundState
from refund_desk.ui import texts
from refund_desk.ui.decisions.approve_dialog import ApproveDialog
from refund_desk.ui.decisions.undo_bars import BARS_MAX, UndoBar
from tests.ui.deciding import HE, LIN, SUN, WU, Desk, ctrl_enter, deciding, double_click

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    with deciding(qapp) as made:
        made.stage.services.undo_s = 30.0
        yield made


def decide(desk: Desk, number: int = LIN) -> UndoBar:
    """Approve, and wait for the bar."""
    before = len(desk.decisions.bars.bars())
    dialog = desk.decisions.approve(desk.case(number)) and desk.decisions.dialog
    assert dialog
    desk.stage.let_turn(0.01)
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: len(desk.decisions.bars.bars()) == before + 1)
    return desk.decisions.bars.bars()[-1]


def tick(refund_id: int, left_s: float, application_id: int = LIN) -> UndoTicked:
    return UndoTicked(application_id, refund_id, Fen(10_800), left_s, 30.0)


def test_it_says_what_leaves_when_and_that_nothing_has(desk: Desk) -> None:
    bar = decide(desk)
    assert bar.lead.text() == "30 秒后退 ¥108.00 给 林**"
    assert bar.note.whole_text() == "现在还没有提交，钱没有动。关掉程序等于撤销。"
    assert bar.accessibleName() == "30 秒后退 108 元，按 Ctrl Z 撤销"
    assert desk.decisions.bars.isVisible()


def test_one_that_waits_for_the_minute_says_so_and_cannot_be_hurried(desk: Desk) -> None:
    bar = decide(desk)
    bar.follow(replace(tick(bar.entry.refund_id, 42.0), queued_s=42.0))
    assert bar.lead.text() == "42 秒后退 ¥108.00 给 林**"
    assert bar.note.whole_text() == texts.refund.queued_note()
    assert not bar.now_button.isVisible()
    assert bar.undo_button.isEnabled()
    bar.follow(tick(bar.entry.refund_id, 3.0))
    assert bar.now_button.isVisible()


def test_it_lies_at_the_lower_end_of_its_place(desk: Desk) -> None:
    decide(desk)
    bars, place = desk.decisions.bars, desk.place
    foot = place.mapTo(desk.window, QPoint(0, place.height())).y()
    assert 0 <= foot - bars.geometry().bottom() <= 8
    desk.window.resize(1180, 600)
    foot = place.mapTo(desk.window, QPoint(0, place.height())).y()
    desk.stage.wait_until(lambda: 0 <= foot - bars.geometry().bottom() <= 8)
    place.hide()
    desk.stage.wait_until(lambda: bars.geometry().bottom() > desk.window.height() - 80)
    assert bars.isVisible()


def test_undo_takes_it_back(desk: Desk) -> None:
    bar = decide(desk)
    QTest.mouseClick(bar.undo_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.decisions.bars.bars() == ()
    assert not desk.decisions.bars.isVisible()
    assert desk.case(LIN).refund is not None
    assert desk.case(LIN).refund.state is RefundState.UNDONE  # type: ignore[union-attr] # just looked
    assert desk.toasts == [texts.undo.done()]


def test_undo_pressed_twice_is_asked_once(desk: Desk) -> None:
    bar = decide(desk)
    double_click(bar.undo_button)
    QTest.mouseClick(bar.now_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert len(desk.stage.services.called("undo_refund")) == 1
    assert desk.stage.services.called("submit_now") == []


def test_now_lets_it_go(desk: Desk) -> None:
    bar = decide(desk)
    QTest.mouseClick(bar.now_button, Qt.MouseButton.LeftButton)
    assert bar.lead.text() == texts.undo.checking()
    desk.settle()
    assert desk.case(LIN).refund.state is RefundState.PROCESSING  # type: ignore[union-attr] # approved
    assert desk.toasts == ["已提交 ¥108.00，微信正在退"]


def test_a_click_on_a_bar_leaves_the_focus_where_it_was(desk: Desk) -> None:
    bar = decide(desk)
    for button in (bar.now_button, bar.undo_button):
        assert button.focusPolicy() is Qt.FocusPolicy.TabFocus


def test_the_time_runs_out_by_itself(desk: Desk) -> None:
    desk.stage.services.undo_s = 0.05
    ctrl_enter(desk.approve())
    desk.stage.wait_until(lambda: desk.toasts)
    desk.settle()
    assert desk.decisions.bars.bars() == ()
    assert len(desk.stage.services.called("submit_refund")) == 1


def test_ctrl_z_undoes_even_from_a_text_field(desk: Desk) -> None:
    decide(desk)
    desk.field.setFocus()
    QTest.keyClicks(desk.field, "abc")
    QTest.keyClick(desk.field, Qt.Key.Key_Z, CTRL)
    assert desk.field.text() == "abc"
    desk.settle()
    assert desk.toasts == [texts.undo.done()]
    # With no bar the key is the text field's own again.
    QTest.keyClick(desk.field, Qt.Key.Key_Z, CTRL)
    assert desk.field.text() == ""


def test_ctrl_z_undoes_even_from_another_dialog(desk: Desk) -> None:
    decide(desk)
    assert desk.decisions.approve(desk.case(HE))
    dialog = desk.decisions.dialog
    assert isinstance(dialog, ApproveDialog)
    desk.stage.let_turn(0.01)
    QTest.keyClick(dialog.amount.field, Qt.Key.Key_Z, CTRL)
    desk.stage.wait_until(lambda: desk.toasts)
    assert dialog.isVisible()


def test_a_held_ctrl_z_undoes_once(desk: Desk) -> None:
    decide(desk, LIN)
    decide(desk, HE)
    QTest.keyClick(desk.field, Qt.Key.Key_Z, CTRL)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, CTRL, "\x1a", autorep=True)
    QApplication.sendEvent(desk.field, held)
    desk.stage.wait_until(lambda: len(desk.decisions.bars.bars()) == 1)
    assert len(desk.stage.services.called("undo_refund")) == 1


def test_bars_stack_and_the_newest_has_the_key(desk: Desk) -> None:
    first, second = decide(desk, LIN), decide(desk, WU)
    desk.stage.wait_until(lambda: second.y() > first.y())
    assert second.sizeHint().width() > first.sizeHint().width()
    QTest.keyClick(desk.field, Qt.Key.Key_Z, CTRL)
    desk.stage.wait_until(lambda: len(desk.decisions.bars.bars()) == 1)
    assert desk.decisions.bars.bars()[0].entry.application_id == LIN
    QTest.keyClick(desk.field, Qt.Key.Key_Z, CTRL)
    desk.settle()
    assert [call[1] for call in desk.stage.services.called("undo_refund")] == [101, 201]


def test_a_fourth_waits_for_room(desk: Desk) -> None:
    bars = desk.decisions.bars
    for number in range(BARS_MAX):
        bars.follow(tick(number, 9.0), "")
    bars.follow(tick(9, 9.0), "")
    assert len(bars.bars()) == BARS_MAX
    bars.follow(tick(0, 0.0), "")
    bars.follow(tick(9, 8.0), "")
    assert [bar.entry.refund_id for bar in bars.bars()] == [1, 2, 9]
    for number in (1, 2, 9):
        bars.follow(tick(number, 0.0), "")
    assert not bars.isVisible()


def test_the_seconds_follow_the_ticks_and_run_between_them(desk: Desk) -> None:
    bars = desk.decisions.bars
    bars.follow(tick(7, 3.0), "林**")
    (bar,) = bars.bars()
    assert bar.lead.text().startswith("3 秒")
    bars.follow(tick(7, 1.02), "林**")
    assert bar.lead.text().startswith("2 秒")
    desk.stage.wait_until(lambda: bar.lead.text().startswith("1 秒"))
    assert 0 < bar.left_s() < 1.0
    bars.follow(tick(7, 0.0), "林**")


def test_it_is_announced_once_and_not_every_second(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda event: told.append(event.object().accessibleName()),
    )
    bars = desk.decisions.bars
    for left in (5.0, 4.0, 3.0):
        bars.follow(tick(7, left), "林**")
    assert told == ["5 秒后退 108 元，按 Ctrl Z 撤销"]
    bars.follow(tick(7, 0.0), "林**")


def test_a_bar_without_a_name_says_the_amount(desk: Desk) -> None:
    desk.decisions.bars.follow(tick(7, 5.0), "")
    (bar,) = desk.decisions.bars.bars()
    assert bar.lead.text() == "5 秒后退 ¥108.00"
    desk.decisions.bars.follow(tick(7, 0.0), "")


def test_too_late_is_told(desk: Desk) -> None:
    bar = decide(desk)
    desk.stage.services.submit_now(bar.entry.refund_id)
    # The bar is still there: its last tick has not come yet.
    desk.stage.services.shop.put_refund(
        desk.stage.services.shop.refund(bar.entry.refund_id).step_to(RefundState.UNDONE),
        desk.case(LIN).state,
    )
    bar.undo_button.click()
    assert desk.troubles == [texts.confirmations.too_late()]


@pytest.mark.parametrize(
    ("state", "why", "adopted", "sentence"),
    [
        (RefundState.UNDONE, "net.off", False, texts.notices.pre_flight_offline),
        (RefundState.UNDONE, "undo.slept", False, texts.undo.slept),
        (RefundState.REFUSED, "NOT_ENOUGH", False, texts.refund.balance),
        (RefundState.UNKNOWN, "no_answer", False, texts.refund.unknown),
        (RefundState.SUCCEEDED, "", True, texts.refund.adopted),
    ],
)
def test_what_did_not_go_well_is_told(
    desk: Desk, state: RefundState, why: str, adopted: bool, sentence: Callable[[], str]
) -> None:
    refund_id = decide(desk).entry.refund_id
    changed = RefundChanged(LIN, refund_id, state, Fen(10_800), why, adopted)
    desk.stage.bridge.publish(changed)
    desk.stage.wait_until(lambda: desk.troubles)
    assert desk.troubles == [sentence()]


def test_refunds_of_others_are_left_to_others(desk: Desk) -> None:
    changed = RefundChanged(SUN, 999, RefundState.UNDONE, Fen(1), "net.off")
    desk.stage.bridge.publish(changed)
    desk.stage.let_turn()
    assert desk.troubles == []
    assert desk.toasts == []
