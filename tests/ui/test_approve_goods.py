"""Ticks for goods and freight in the approve dialog: the amount follows, and nothing is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.refund_parts import OrderPart, PartKind, RefundPart
from refund_desk.ui.decisions.approve_dialog import ApproveDialog
from tests.ui.deciding import LIN, Desk, ctrl_enter, deciding, type_amount

MUG = RefundPart(kind=PartKind.GOODS, unit=Fen(10_800), name="雾蓝手作马克杯")
FREIGHT = RefundPart(kind=PartKind.FREIGHT, unit=Fen(2_000))
MUGS = replace(MUG, quantity=2)
FRESH = (OrderPart(MUGS, 0), OrderPart(FREIGHT, 0))
ONE_BACK = (OrderPart(MUGS, 1), OrderPart(FREIGHT, 1))


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    with deciding(qapp) as made:
        yield made


def _open(
    desk: Desk,
    parts: tuple[OrderPart, ...] = FRESH,
    *,
    refundable: Fen = Fen(23_600),
    of_no_parts: Fen = NOTHING,
) -> ApproveDialog:
    offer = replace(
        desk.case(LIN).approve, parts=parts, refundable=refundable, of_no_parts=of_no_parts
    )
    desk.change(LIN, approve=replace(offer, default_amount=min(Fen(10_800), refundable)))
    return desk.approve()


def _tick(dialog: ApproveDialog, row: int) -> None:
    QTest.mouseClick(dialog.goods._rows[row].tick, Qt.MouseButton.LeftButton)


def _confirm(desk: Desk, dialog: ApproveDialog) -> None:
    ctrl_enter(dialog.amount.field)
    desk.stage.wait_until(lambda: desk.decided)


def test_an_amount_of_ones_own_is_of_no_goods(desk: Desk) -> None:
    dialog = _open(desk)
    assert dialog.goods.isVisible()
    assert (dialog.goods.sum.text(), dialog.goods.chosen()) == ("自定金额", ())
    _confirm(desk, dialog)
    (command,) = desk.approvals()
    assert (command.amount, command.parts) == (Fen(10_800), ())


def test_the_amount_follows_the_ticks(desk: Desk) -> None:
    dialog = _open(desk)
    _tick(dialog, 0)
    assert (dialog.amount.field.text(), dialog.goods.sum.text()) == ("216.00", "勾选合计 ¥216.00")
    _tick(dialog, 1)
    assert dialog.amount.field.text() == "236.00"
    QTest.mouseClick(dialog.goods._rows[0].fewer, Qt.MouseButton.LeftButton)
    assert dialog.amount.field.text() == "128.00"
    assert dialog.goods._rows[0].many.text() == "1 / 2 件"
    assert dialog.confirm.text() == "确认退款 ¥128.00"
    assert "¥128.00" in dialog.reply.text()
    _confirm(desk, dialog)
    (command,) = desk.approvals()
    assert (command.amount, command.parts) == (Fen(12_800), (MUG, FREIGHT))


def test_typing_another_amount_takes_the_ticks_away(desk: Desk) -> None:
    dialog = _open(desk)
    _tick(dialog, 0)
    type_amount(dialog, "50")
    assert (dialog.goods.chosen(), dialog.goods.sum.text()) == ((), "自定金额")
    assert not dialog.goods._rows[0].tick.isChecked()
    _confirm(desk, dialog)
    assert desk.approvals()[0].parts == ()


def test_all_and_all_goods_tick_themselves(desk: Desk) -> None:
    dialog = _open(desk)
    type_amount(dialog, "236")
    assert dialog.goods.chosen() == (MUGS, FREIGHT)
    type_amount(dialog, "216")
    assert dialog.goods.chosen() == (MUGS,)
    type_amount(dialog, "2")
    assert dialog.goods.chosen() == ()


def test_taking_every_tick_away_leaves_the_amount(desk: Desk) -> None:
    dialog = _open(desk)
    _tick(dialog, 1)
    _tick(dialog, 1)
    assert (dialog.amount.field.text(), dialog.goods.chosen()) == ("20.00", ())
    type_amount(dialog, "236")
    _tick(dialog, 0)
    _tick(dialog, 1)
    dialog.show_case(desk.case(LIN))
    assert dialog.goods.chosen() == ()


def test_what_went_back_before_is_said_and_a_second_time_is_amber(desk: Desk) -> None:
    dialog = _open(desk, ONE_BACK, refundable=Fen(10_800))
    mug, freight = dialog.goods._rows
    # What is left is one mug, and that is what was asked.
    assert dialog.goods.chosen() == (MUG,)
    assert (mug.before.text(), mug.sign.isVisible()) == ("已退 1 件", False)
    assert freight.before.text() == "已退过"
    # The count ends at what is left.
    assert (mug.many.text(), mug.more.isEnabled(), mug.fewer.isEnabled()) == (
        "1 / 1 件",
        False,
        True,
    )
    _tick(dialog, 1)
    # It is said, not blocked; but never more than can go back, and that is said, too.
    assert (freight.before.text(), freight.sign.isVisible()) == ("已退过，这次又选了", True)
    assert dialog.goods.sum.text() == "勾选合计 ¥128.00，超过还可退的，这次按 ¥108.00 退"
    assert dialog.amount.field.text() == "108.00"
    _confirm(desk, dialog)
    assert desk.approvals()[0].parts == (MUG, FREIGHT)


def test_the_count_of_goods_ends_at_what_is_left(desk: Desk) -> None:
    plates = RefundPart(kind=PartKind.GOODS, unit=Fen(3_400), quantity=6, name="青花餐盘")
    dialog = _open(desk, (OrderPart(plates, 1), OrderPart(FREIGHT, 0)), refundable=Fen(19_000))
    (plate, _freight) = dialog.goods._rows
    _tick(dialog, 0)
    assert (plate.before.text(), plate.many.text()) == ("已退 1 件", "5 / 5 件")
    assert dialog.amount.field.text() == "170.00"
    plate.set_count(6)
    assert plate.count == 5


def test_all_back_before_ticks_one_again(desk: Desk) -> None:
    dialog = _open(desk, (OrderPart(MUGS, 2), OrderPart(FREIGHT, 0)), refundable=Fen(20_000))
    _tick(dialog, 0)
    assert dialog.goods.chosen() == (MUG,)
    (mug, _freight) = dialog.goods._rows
    assert mug.sign.isVisible()
    QTest.mouseClick(mug.more, Qt.MouseButton.LeftButton)
    assert (mug.many.text(), mug.before.text()) == ("2 / 2 件", "已退 2 件，这次又选了")


def test_amounts_of_no_goods_are_told(desk: Desk) -> None:
    dialog = _open(desk, of_no_parts=Fen(500))
    assert dialog.goods.others.text() == "另有 ¥5.00 以前按自定金额退，没有记是哪件商品"


def test_without_the_shops_facts_there_are_no_ticks(desk: Desk) -> None:
    assert not _open(desk, ()).goods.isVisible()


def test_one_thing_of_one_piece_needs_no_ticks_but_is_kept(desk: Desk) -> None:
    dialog = _open(desk, (OrderPart(MUG, 0),), refundable=Fen(10_800))
    assert not dialog.goods.isVisible()
    _confirm(desk, dialog)
    assert desk.approvals()[0].parts == (MUG,)


def test_goods_that_come_while_the_dialog_is_open_appear(desk: Desk) -> None:
    dialog = _open(desk, ())
    dialog.show_case(desk.change(LIN, approve=replace(desk.case(LIN).approve, parts=FRESH)))
    assert dialog.goods.isVisible()
    _tick(dialog, 1)
    changed = (OrderPart(MUGS, 1), OrderPart(FREIGHT, 0))
    dialog.show_case(desk.change(LIN, approve=replace(desk.case(LIN).approve, parts=changed)))
    assert dialog.goods.chosen() == (FREIGHT,)
    gone = (OrderPart(MUGS, 1),)
    dialog.show_case(desk.change(LIN, approve=replace(desk.case(LIN).approve, parts=gone)))
    assert dialog.goods.chosen() == ()


def test_long_names_and_many_lines_stay_in_the_dialog(desk: Desk) -> None:
    name = "手作" * 60
    many = tuple(
        OrderPart(RefundPart(kind=PartKind.GOODS, unit=Fen(100 + n), name=f"{n}{name}"), 0)
        for n in range(30)
    )
    dialog = _open(desk, many)
    assert dialog.goods._rows[0].tick.toolTip() == f"0{name}"
    assert dialog.goods.width() <= dialog.width()
    assert dialog.goods._area.height() < 120
    last = dialog.goods._rows[-1]
    last.tick.setFocus(Qt.FocusReason.TabFocusReason)
    assert last.visibleRegion().boundingRect().height() > 0
    assert dialog.height() <= desk.window.height()


def test_what_was_asked_is_no_suggestion_once_part_of_it_went_back(desk: Desk) -> None:
    offer = replace(desk.case(LIN).approve, asked=Fen(10_800), refundable=Fen(20_000))
    desk.change(LIN, approve=replace(offer, default_amount=Fen(7_200)))
    words = [button.text() for button in desk.approve().findChildren(QAbstractButton)]
    assert not [text for text in words if "申请金额" in text]
    assert "全部 200.00" in words


def test_without_an_amount_asked_the_dialog_says_so(desk: Desk) -> None:
    desk.change(LIN, asked=NOTHING)
    assert "客户没写金额" in desk.approve().head.what.text()


def test_tab_goes_through_the_ticks_after_the_suggestions(desk: Desk) -> None:
    dialog = _open(desk)
    dialog.amount.chips()[-1].setFocus()
    reached = []
    for _step in range(5):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    mug, freight = dialog.goods._rows
    assert reached.pop(0) is dialog.amount.later
    assert reached[0] is mug.tick
    assert reached[2 if mug.fewer.isEnabled() else 1] is mug.more
    assert freight.tick in reached
