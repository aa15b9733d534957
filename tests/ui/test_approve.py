"""The approve dialog: what a person sees, types and presses, and that nothing is planned twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.paid_order import Remainder
from refund_desk.ui import texts
from refund_desk.ui.widgets.dialog import CONFIRM_AFTER_MS
from tests.ui.deciding import (
    HE,
    LIN,
    SUN,
    Desk,
    ctrl_enter,
    deciding,
    double_click,
    type_amount,
    with_red_check,
)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    with deciding(qapp) as made:
        yield made


def test_it_opens_with_who_what_and_the_second_look(desk: Desk) -> None:
    dialog = desk.approve()
    assert dialog.isVisible()
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    assert dialog.windowTitle() == "同意并退款"
    assert dialog.amount.field.text() == "108.00"
    assert dialog.amount.field.hasSelectedText()
    assert dialog.focusWidget() is dialog.amount.field
    assert dialog.head.who.whole_text().startswith("林** ")
    assert "4200" in dialog.head.what.whole_text()
    assert dialog.card.figure.text() == "¥108.00"
    assert dialog.card.sentence.text() == "退给 林**（138****5678），大写 壹佰零捌元整"
    assert dialog.confirm.text() == "确认退款 ¥108.00"
    assert dialog.amounts.left.text() == "退后还可退 ¥128.00"
    assert dialog.head.picture.state == "ready"


def test_where_no_amount_was_asked_for_the_person_types_it(desk: Desk) -> None:
    offer = replace(desk.case(LIN).approve, asked=NOTHING, default_amount=Fen(23_600))
    desk.change(LIN, asked=NOTHING, approve=offer)
    dialog = desk.approve()
    assert (dialog.amount.field.text(), dialog.goods.chosen()) == ("", ())
    assert dialog.amount.error.text() == "没有现成的金额，请填要退多少"
    assert not dialog.confirm.isEnabled()
    assert dialog.confirm.text() == "确认退款 ¥—"
    assert "¥—" in dialog.reply.text()
    type_amount(dialog, "5")
    assert (dialog.confirm.text(), dialog.confirm.isEnabled()) == ("确认退款 ¥5.00", True)
    assert "¥5.00" in dialog.reply.text()
    assert "¥—" not in dialog.reply.text()
    ctrl_enter(dialog.amount.field)
    desk.stage.wait_until(lambda: desk.decided)
    assert desk.approvals()[0].amount == Fen(500)


def test_an_amount_nobody_typed_is_not_red_where_all_that_was_asked_is_paid(desk: Desk) -> None:
    desk.change(LIN, approve=replace(desk.case(LIN).approve, default_amount=NOTHING))
    dialog = desk.approve()
    assert (dialog.amount.field.text(), dialog.amount.field.property("state")) == ("", "")
    assert not dialog.amount._error_icon.isVisible()
    assert not dialog.confirm.isEnabled()
    type_amount(dialog, "0")
    assert dialog.amount.field.property("state") == "error"
    assert dialog.amount._error_icon.isVisible()


def test_money_on_its_way_is_not_called_refunded(desk: Desk) -> None:
    moved = Remainder(paid=Fen(23_600), succeeded=NOTHING, moving=Fen(3_400), elsewhere=NOTHING)
    offer = replace(desk.case(LIN).approve, refundable=moved.refundable)
    desk.change(LIN, remainder=moved, approve=offer)
    assert desk.approve().amounts.refunded.text() == "已退和在退 ¥34.00"


def test_no_button_answers_enter(desk: Desk) -> None:
    dialog = desk.approve()
    buttons = dialog.findChildren(QPushButton)
    assert not any(button.autoDefault() or button.isDefault() for button in buttons)
    QTest.keyClick(dialog.amount.field, Qt.Key.Key_Return)
    assert dialog.focusWidget() is not dialog.amount.field
    for widget in (dialog.reason, dialog.confirm, dialog):
        QTest.keyClick(widget, Qt.Key.Key_Return)
    desk.settle()
    assert desk.approvals() == []
    assert dialog.isVisible()


def test_a_click_plans_once_and_moves_on(desk: Desk) -> None:
    dialog = desk.approve()
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    desk.stage.wait_until(lambda: desk.decided)
    (command,) = desk.approvals()
    assert (command.amount, command.seen_refundable) == (Fen(10_800), Fen(23_600))
    assert command.reason == "商品破损，退款"
    assert "¥108.00" in command.reply_text
    assert not command.red_accepted
    assert desk.decided == [LIN]
    assert desk.decisions.dialog is None
    desk.settle()
    assert len(desk.stage.services.called("submit_refund")) == 1


def test_a_double_click_plans_once(desk: Desk) -> None:
    dialog = desk.approve()
    double_click(dialog.confirm)
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    desk.settle()
    assert len(desk.approvals()) == 1
    assert len(desk.stage.services.called("submit_refund")) == 1


def test_ctrl_enter_twice_plans_once(desk: Desk) -> None:
    dialog = desk.approve()
    ctrl_enter(dialog.amount.field)
    ctrl_enter(dialog.amount.field, at_once=True)
    dialog.confirm.click()
    desk.settle()
    assert len(desk.approvals()) == 1


def test_a_press_in_the_first_moments_counts_for_nothing(desk: Desk) -> None:
    desk.decisions.readable_after_ms = CONFIRM_AFTER_MS
    dialog = desk.approve()
    ctrl_enter(dialog.amount.field)
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.confirm, Qt.Key.Key_Space)
    desk.settle()
    assert desk.approvals() == []
    desk.stage.wait_until(lambda: dialog.is_readable)
    ctrl_enter(dialog.amount.field)
    desk.stage.wait_until(lambda: desk.decided)
    assert len(desk.approvals()) == 1


def test_a_held_key_counts_for_nothing(desk: Desk) -> None:
    dialog = desk.approve()
    held = QKeyEvent(
        QEvent.Type.KeyPress,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier,
        "\r",
        autorep=True,
    )
    QApplication.sendEvent(dialog, held)
    desk.settle()
    assert desk.approvals() == []


def test_space_on_the_button_confirms(desk: Desk) -> None:
    dialog = desk.approve()
    dialog.confirm.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(dialog.confirm, Qt.Key.Key_Space)
    desk.stage.wait_until(lambda: desk.decided)
    assert len(desk.approvals()) == 1


def test_while_the_plan_is_written_nothing_can_be_pressed_or_closed(desk: Desk) -> None:
    services = desk.stage.services
    write, gate = services.approve_application, asyncio.Event()

    async def slow(command: object) -> object:
        await gate.wait()
        return await write(command)  # type: ignore[arg-type] # the same command

    services.approve_application = slow  # type: ignore[method-assign, assignment] # a slow disk
    dialog = desk.approve()
    ctrl_enter(dialog)
    desk.stage.let_turn()
    assert dialog.confirm.is_busy
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    ctrl_enter(dialog)
    assert dialog.isVisible()
    gate.set()
    desk.stage.wait_until(lambda: desk.decided)
    assert len(desk.approvals()) == 1


def test_esc_and_the_button_beside_say_no(desk: Desk) -> None:
    dialog = desk.approve()
    QTest.keyClick(dialog.amount.field, Qt.Key.Key_Escape)
    assert desk.decisions.dialog is None
    dialog = desk.approve()
    QTest.mouseClick(dialog.dismiss, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.approvals() == []


def test_too_much_and_nothing_are_told_and_lock(desk: Desk) -> None:
    dialog = desk.approve()
    type_amount(dialog, "236.01")
    assert dialog.amount.error.text() == "最多还能退 ¥236.00，请改小"
    assert dialog.card.figure.text() == "—"
    ctrl_enter(dialog)
    type_amount(dialog, "0")
    assert dialog.amount.error.text() == "请填写大于 ¥0.00 的金额"
    assert not dialog.confirm.isEnabled()
    ctrl_enter(dialog)
    desk.settle()
    assert desk.approvals() == []
    type_amount(dialog, "236")
    assert dialog.amount.error.isHidden()
    assert dialog.confirm.text() == "确认退款 ¥236.00"
    assert dialog.card.sentence.text().endswith("贰佰叁拾陆元整")


def test_a_chip_fills_the_amount_in_and_the_words_follow(desk: Desk) -> None:
    desk.change(LIN, approve=replace(desk.case(LIN).approve, without_freight=Fen(21_600)))
    dialog = desk.approve()
    chips = {chip.text(): chip for chip in dialog.amount.chips()}
    assert list(chips) == ["申请金额 108.00", "不含运费 216.00", "全部 236.00"]
    QTest.mouseClick(chips["全部 236.00"], Qt.MouseButton.LeftButton)
    assert dialog.amount.field.text() == "236.00"
    assert chips["全部 236.00"].isChecked()
    assert not chips["申请金额 108.00"].isChecked()
    assert "¥236.00" in dialog.reply.text()
    assert "¥108.00" not in dialog.reply.text()


def test_a_look_that_brings_nothing_new_leaves_the_focus_on_a_chip(desk: Desk) -> None:
    dialog = desk.approve()
    chip = dialog.amount.chips()[0]
    chip.setFocus()
    dialog.show_case(desk.case(LIN))
    assert dialog.amount.chips()[0] is chip
    assert dialog.focusWidget() is chip


def test_own_words_stay_when_the_amount_changes(desk: Desk) -> None:
    dialog = desk.approve()
    dialog.reply.set_text("马上退您 ¥108.00，抱歉。")
    type_amount(dialog, "50")
    assert dialog.reply.text() == "马上退您 ¥50.00，抱歉。"
    dialog.reply.set_text("抱歉。")
    type_amount(dialog, "60")
    assert dialog.reply.text() == "抱歉。"


def test_another_text_and_no_text(desk: Desk) -> None:
    dialog = desk.approve()
    first = dialog.reply.text()
    QTest.mouseClick(dialog.reply_other, Qt.MouseButton.LeftButton)
    assert dialog.reply.text() != first
    QTest.mouseClick(dialog.reply_too, Qt.MouseButton.LeftButton)
    assert dialog.reply.isHidden()
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    assert desk.approvals()[0].reply_text == ""


def test_words_to_the_customer_are_bounded_and_plain(desk: Desk) -> None:
    dialog = desk.approve()
    dialog.reply.set_text("好" * 167)
    assert not dialog.confirm.isEnabled()
    assert dialog.reply_error.text() == texts.reply.long()
    dialog.reply.set_text("<b>好</b>")
    ctrl_enter(dialog.reply.edit)
    desk.stage.wait_until(lambda: desk.decided)
    assert desk.approvals()[0].reply_text == "<b>好</b>"


def test_the_reason_has_a_counter_and_a_limit(desk: Desk) -> None:
    dialog = desk.approve()
    assert dialog.counter.text() == "还能写 19 个字"
    dialog.reason.setEditText("退" * 27)
    assert not dialog.confirm.isEnabled()
    dialog.reason.setEditText("")
    assert not dialog.confirm.isEnabled()
    dialog.reason.setEditText("退一只杯子的钱")
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    assert desk.approvals()[0].reason == "退一只杯子的钱"


def test_a_large_amount_is_typed_again_not_pasted(desk: Desk) -> None:
    dialog = desk.approve(SUN)
    field = dialog.retype.field
    assert dialog.retype.isVisibleTo(dialog)
    assert not dialog.confirm.isEnabled()
    QGuiApplication.clipboard().setText("1268.00")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    QTest.keyClicks(field, "1268.0")
    assert dialog.confirm.isEnabled()
    QTest.keyClicks(field, "1")
    assert not dialog.confirm.isEnabled()
    ctrl_enter(dialog)
    type_amount(dialog, "499.99")
    assert dialog.retype.isHidden()
    assert dialog.confirm.isEnabled()
    assert desk.approvals() == []


def test_red_checks_are_listed_and_need_the_tick(desk: Desk) -> None:
    desk.stage.services.shop.views[LIN] = with_red_check(desk.case(LIN))
    dialog = desk.approve()
    assert dialog.head.pill.look.tone == "bad"
    assert dialog.red.isVisibleTo(dialog)
    ctrl_enter(dialog)
    assert desk.approvals() == []
    QTest.mouseClick(dialog.red.tick, Qt.MouseButton.LeftButton)
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    assert desk.approvals()[0].red_accepted


def test_a_coupon_is_told(desk: Desk) -> None:
    order = desk.case(LIN).order
    assert order is not None
    desk.change(LIN, order=replace(order, has_coupon=True, payer_total=Fen(20_000)))
    dialog = desk.approve()
    assert "¥91.52" in dialog.coupon.text()
    assert dialog.coupon.isVisibleTo(dialog)


def test_a_change_meanwhile_locks_marks_and_wants_another_press(desk: Desk) -> None:
    dialog = desk.approve()
    desk.change(LIN, approve=replace(desk.case(LIN).approve, refundable=Fen(11_600)))
    desk.stage.wait_until(lambda: dialog.amounts.left.is_marked)
    assert not dialog.confirm.isEnabled()
    ctrl_enter(dialog)
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.approvals() == []
    QTest.mouseClick(dialog.changed_note.button, Qt.MouseButton.LeftButton)
    assert not dialog.amounts.left.is_marked
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    assert desk.approvals()[0].seen_refundable == Fen(11_600)


def test_a_case_that_ended_meanwhile_stays_locked(desk: Desk) -> None:
    dialog = desk.approve()
    offer = replace(desk.case(LIN).approve, enabled=False, why="ended")
    desk.change(LIN, approve=offer)
    desk.stage.wait_until(lambda: dialog.changed_note.isVisibleTo(dialog))
    assert dialog.changed_note.words.text() == texts.notices.ended()
    assert dialog.changed_note.button.isHidden()
    ctrl_enter(dialog)
    desk.settle()
    assert desk.approvals() == []


def test_an_event_about_something_else_changes_nothing(desk: Desk) -> None:
    dialog = desk.approve()
    desk.change(HE, asked=Fen(1))
    desk.stage.let_turn()
    assert dialog.changed_note.isHidden()
    assert dialog.confirm.isEnabled()


def test_a_broken_rule_is_told_in_the_dialog(desk: Desk) -> None:
    dialog = desk.approve()
    # Without an event: the ledger knows more than the window does.
    view = desk.case(LIN)
    desk.stage.services.shop.views[LIN] = replace(
        view, approve=replace(view.approve, refundable=Fen(5_000))
    )
    ctrl_enter(dialog)
    desk.settle()
    assert dialog.isVisible()
    assert dialog.changed_note.words.text() == "最多还能退 ¥50.00，请改小"
    assert dialog.amounts.left.is_marked
    assert not dialog.confirm.is_busy
    assert not dialog.confirm.isEnabled()
    QTest.mouseClick(dialog.changed_note.button, Qt.MouseButton.LeftButton)
    type_amount(dialog, "50")
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    assert [command.amount for command in desk.approvals()] == [Fen(10_800), Fen(5_000)]


def test_a_full_disk_is_told_and_can_be_tried_again(desk: Desk) -> None:
    dialog = desk.approve()
    desk.stage.services.shop.trouble = StorageFullError()
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: dialog.changed_note.isVisibleTo(dialog))
    assert dialog.changed_note.words.text() == texts.trouble.storage_full()
    desk.stage.wait_until(lambda: not desk.stage.tasks.is_running(f"decide:{LIN}"))
    desk.stage.services.shop.trouble = None
    QTest.mouseClick(dialog.changed_note.button, Qt.MouseButton.LeftButton)
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)


def test_after_a_bug_the_dialog_can_be_closed(desk: Desk) -> None:
    dialog = desk.approve()
    desk.stage.services.shop.trouble = ValueError("a bug")
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.stage.crashes)
    desk.stage.services.shop.trouble = None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.decisions.dialog is None
    desk.stage.crashes.clear()


def test_what_cannot_be_approved_is_told_instead(desk: Desk) -> None:
    offer = replace(desk.case(LIN).approve, enabled=False, why="ref.old")
    assert not desk.decisions.approve(replace(desk.case(LIN), approve=offer))
    assert desk.troubles == [texts.refund.old()]
    assert desk.decisions.dialog is None


def test_a_second_refund_within_the_minute_is_agreed_to_wait(desk: Desk) -> None:
    offer = replace(desk.case(LIN).approve, enabled=False, why="ref.wait1m", wait_s=42)
    desk.stage.services.shop.put(replace(desk.case(LIN), approve=offer))
    dialog = desk.approve()
    assert dialog.footer_words.text() == texts.refund.queued_footer()
    command = dialog.command()
    assert command is not None
    assert command.may_wait


def test_a_press_that_need_not_wait_does_not(desk: Desk) -> None:
    dialog = desk.approve()
    assert "5 秒" in dialog.footer_words.text()
    command = dialog.command()
    assert command is not None
    assert not command.may_wait


def test_only_one_dialog_at_a_time(desk: Desk) -> None:
    desk.approve()
    assert not desk.decisions.approve(desk.case(HE))
    assert not desk.decisions.reject(desk.case(HE))


def test_a_decision_that_still_runs_is_not_begun_again(desk: Desk) -> None:
    gate = asyncio.Event()
    desk.stage.tasks.start(f"decide:{LIN}", gate.wait)
    assert not desk.decisions.approve(desk.case(LIN))
    assert desk.troubles == [texts.refund.dup()]
    gate.set()


def test_a_second_refund_of_the_payment_is_refused(desk: Desk) -> None:
    desk.stage.services.undo_s = 1.0
    dialog = desk.approve()
    ctrl_enter(dialog)
    desk.stage.wait_until(lambda: desk.decided)
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        desk.stage.run(desk.stage.services.approve_application(desk.approvals()[0]))
    assert not desk.decisions.approve(desk.case(LIN))


def test_the_practice_shop_says_so_on_the_button(qapp: QApplication) -> None:
    with deciding(qapp, practice=True) as desk:
        assert desk.approve().confirm.text() == "练习：确认退款 ¥108.00"


def test_it_speaks_english(qapp: QApplication) -> None:
    with deciding(qapp, language="en") as desk:
        dialog = desk.approve()
        assert dialog.confirm.text() == "Refund ¥108.00"
        assert dialog.card.sentence.text() == "Refund to 林** (138****5678), in words 壹佰零捌元整"
        # What the buyer reads stays Chinese.
        assert "已同意退款" in dialog.reply.text()


def test_in_a_low_window_the_second_look_stays_in_sight(desk: Desk) -> None:
    desk.window.resize(1180, 600)
    desk.stage.services.shop.views[SUN] = with_red_check(desk.case(SUN))
    dialog = desk.approve(SUN)
    assert dialog.height() <= 600
    corner = dialog.card.mapTo(dialog, dialog.card.rect().bottomRight())
    assert dialog.rect().contains(corner)
    assert corner.y() < dialog.confirm.mapTo(dialog, dialog.confirm.rect().topLeft()).y()


def test_tab_goes_from_top_to_bottom(desk: Desk) -> None:
    desk.stage.services.shop.views[LIN] = with_red_check(desk.case(LIN))
    dialog = desk.approve()
    QTest.mouseClick(dialog.red.tick, Qt.MouseButton.LeftButton)
    desk.change(LIN, asked=Fen(10_900))
    desk.stage.wait_until(lambda: dialog.changed_note.isVisibleTo(dialog))
    QTest.mouseClick(dialog.changed_note.button, Qt.MouseButton.LeftButton)
    dialog.red.tick.setFocus()
    wanted = (
        dialog.red.tick,
        dialog.amount.field,
        *dialog.amount.chips(),
        dialog.amount.later,
        dialog.reason,
        dialog.reply_too,
        dialog.reply_other,
        dialog.reply.edit,
        dialog.dismiss,
        dialog.confirm,
    )
    for widget in wanted:
        assert dialog.focusWidget() is widget
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
