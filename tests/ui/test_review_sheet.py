"""The review sheet: what it lists, what it wants typed, when it locks, which press counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.domain.sheet import LineRefusal, SheetRefusedError
from refund_desk.ui import texts
from refund_desk.ui.sentences import is_known, sentence
from refund_desk.ui.widgets.dialog import CONFIRM_AFTER_MS
from tests.ui.bulk import CTRL, GREEN, HE, LEFT, LIN, SUN, WU, ZHAO, Bulk, bulk, type_total
from tests.ui.deciding import ctrl_enter, double_click


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Bulk]:
    with bulk(qapp) as made:
        yield made


def test_it_lists_every_amount_and_the_total_in_figures_and_capitals(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN, HE)
    assert [(row.title, row.amount) for row in sheet.rows.rows] == [
        ("吴**", "¥59.00"),
        ("林**", "¥108.00"),
        ("何**", "¥45.80"),
    ]
    assert sheet.rows.rows[1].what.startswith("商品破损 • 微信支付 4200⋯")
    assert sheet.head.text() == "3 笔，检查全部通过"
    assert sheet.card.figure.text() == "¥212.80"
    assert sheet.card.sentence.text() == "合计 3 笔，大写 贰佰壹拾贰元捌角整"
    assert sheet.confirm.text() == "确认退款 3 笔 ¥212.80"


def test_what_cannot_go_stands_apart_with_its_reason(shown: Bulk) -> None:
    sheet = shown.sheet(WU, ZHAO)
    heading, line = sheet.rows.rows[1:]
    assert (heading.title, heading.is_heading) == ("不在这张单里 1", True)
    assert (line.title, line.what) == ("赵**", "检查没有全部通过：这个订单第 2 次投诉")
    assert sheet.head.text() == "1 笔，检查全部通过；另外 1 笔不在这张单里，在最下面"
    assert sheet.card.figure.text() == "¥59.00"


def test_one_that_cannot_be_approved_says_why(shown: Bulk) -> None:
    case = shown.desk.services.shop.views[ZHAO]
    why = replace(case.approve, enabled=False, why="ref.wait1m", wait_s=31)
    shown.change(ZHAO, approve=why)
    sheet = shown.sheet(WU, ZHAO)
    assert sheet.rows.rows[-1].what == "同一订单两次退款要隔 1 分钟，还要等 31 秒"


def test_nothing_is_confirmed_before_the_total_is_typed_again(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    assert not sheet.confirm.isEnabled()
    QTest.keyClicks(sheet.retype.field, "167.01")
    assert not sheet.confirm.isEnabled()
    type_total(sheet)
    assert sheet.confirm.isEnabled()


def test_the_total_is_typed_not_pasted(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    QApplication.clipboard().setText("167.00")
    QTest.keyClick(sheet.retype.field, Qt.Key.Key_V, CTRL)
    assert sheet.retype.field.text() == ""


def test_the_press_carries_what_a_single_approval_would_send(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    shown.confirm(sheet)
    shown.desk.stage.wait_until(shown.ordered)
    (command,) = shown.ordered()
    assert command.total == Fen(16_700)
    first = command.lines[0].command
    assert (first.application_id, first.amount, first.seen_refundable) == (
        WU,
        Fen(5_900),
        Fen(5_900),
    )
    assert first.reason == "漏发配件，退款"
    assert first.reply_text.startswith("已同意退款 ¥59.00")
    assert not first.red_accepted
    assert command.lines[1].seen_asked == Fen(10_800)


def test_replies_are_shown_and_can_be_left_out(shown: Bulk) -> None:
    sheet = shown.sheet(LIN)
    assert "回复：已同意退款 ¥108.00" in sheet.rows.rows[0].tooltip
    sheet.reply_too.click()
    assert sheet.rows.rows[0].tooltip == "退款原因：商品破损，退款。不回复"
    shown.confirm(sheet)
    shown.desk.stage.wait_until(shown.ordered)
    assert shown.ordered()[0].lines[0].command.reply_text == ""


def test_who_cannot_be_replied_to_gets_no_reply(shown: Bulk) -> None:
    shown.change(LIN, can_reply=False)
    sheet = shown.sheet(LIN)
    shown.confirm(sheet)
    shown.desk.stage.wait_until(shown.ordered)
    assert shown.ordered()[0].lines[0].command.reply_text == ""


def test_a_press_is_taken_once(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    type_total(sheet)
    double_click(sheet.confirm)
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    shown.desk.stage.wait_until(lambda: shown.together.dialog is None)
    assert len(shown.ordered()) == 1


def test_no_press_counts_before_it_could_be_read(shown: Bulk) -> None:
    shown.together.readable_after_ms = CONFIRM_AFTER_MS
    sheet = shown.sheet(WU, LIN)
    type_total(sheet)
    QTest.mouseClick(sheet.confirm, LEFT)
    ctrl_enter(sheet)
    shown.desk.stage.let_turn()
    assert shown.ordered() == []
    shown.desk.stage.wait_until(lambda: sheet.is_readable)
    QTest.mouseClick(sheet.confirm, LEFT)
    shown.desk.stage.wait_until(shown.ordered)


def test_enter_and_a_held_key_confirm_nothing(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    type_total(sheet)
    QTest.keyClick(sheet.retype.field, Qt.Key.Key_Return)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, CTRL, "\r", autorep=True)
    QApplication.sendEvent(sheet, held)
    shown.desk.stage.let_turn()
    assert shown.ordered() == []
    assert not sheet.confirm.isDefault()
    assert not sheet.confirm.autoDefault()
    ctrl_enter(sheet)
    shown.desk.stage.wait_until(shown.ordered)


def test_esc_leaves_everything_as_it_was(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    type_total(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert shown.together.dialog is None
    assert shown.picks() == (WU, LIN)
    assert shown.ordered() == []


def test_an_amount_that_changed_locks_marks_and_wants_the_total_again(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    type_total(sheet)
    case = shown.desk.services.shop.views[LIN]
    offer = replace(case.approve, default_amount=Fen(9_900), asked=Fen(9_900))
    shown.change(LIN, asked=Fen(9_900), approve=offer)
    assert sheet.card.figure.text() == "¥158.00"
    assert not sheet.confirm.isEnabled()
    assert [row.marked for row in sheet.rows.rows] == [False, True]
    assert sheet.changed_note.isVisible()
    type_total(sheet)
    # Typing alone does not unlock: the person says that they looked.
    assert not sheet.confirm.isEnabled()
    QTest.mouseClick(sheet.changed_note.button, LEFT)
    assert not any(row.marked for row in sheet.rows.rows)
    assert sheet.confirm.isEnabled()


def test_one_that_is_no_longer_green_leaves_the_sheet(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    case = shown.desk.services.shop.views[LIN]
    shown.change(LIN, findings=(*case.findings, Finding("high_risk", Verdict.AMBER)))
    assert [line.case.application_id for line in sheet.draft.fit] == [WU]
    assert sheet.rows.rows[-1].marked
    assert sheet.confirm.text() == "确认退款 1 笔 ¥59.00"
    assert not sheet.confirm.isEnabled()


def test_one_that_left_the_list_locks_the_sheet(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    shown.desk.window.model.picked.toggle(LIN)
    shown.settle()
    assert sheet.changed_note.isVisible()
    assert sheet.draft.total == Fen(5_900)


def test_with_none_left_nothing_can_be_confirmed(shown: Bulk) -> None:
    sheet = shown.sheet(LIN)
    case = shown.desk.services.shop.views[LIN]
    shown.change(LIN, findings=(*case.findings, Finding("high_risk", Verdict.AMBER)))
    assert sheet.head.text() == "没有能一起同意的，请一笔一笔看"
    assert sheet.card.figure.text() == "—"
    QTest.mouseClick(sheet.changed_note.button, LEFT)
    assert sheet.command() is None


def test_a_look_that_brings_nothing_new_locks_nothing(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    type_total(sheet)
    shown.change(LIN, draft="ein Entwurf")
    assert sheet.confirm.isEnabled()


def test_over_the_days_limit_it_says_so_and_takes_no_press(shown: Bulk) -> None:
    shown.desk.services.sheets.left = Fen(10_000)
    sheet = shown.sheet(WU, LIN)
    type_total(sheet)
    assert sheet.limit.words.text() == (
        "今天一起同意的限额是 ¥5,000.00，还剩 ¥100.00。请少选几笔，或者一笔一笔退"
    )
    assert not sheet.confirm.isEnabled()


def test_what_the_ledger_knows_better_leaves_the_sheet(shown: Bulk) -> None:
    refused = SheetRefusedError((LineRefusal(LIN, "changed.checks"),))
    shown.desk.services.sheets.refuses = [refused]
    sheet = shown.sheet(WU, LIN)
    shown.confirm(sheet)
    shown.desk.stage.wait_until(sheet.changed_note.isVisible)
    assert [line.case.application_id for line in sheet.draft.fit] == [WU]
    assert sheet.rows.rows[-1].what == texts.together.checks_changed()
    # A newer look of the window does not bring it back.
    shown.change(LIN, draft="x")
    assert [line.case.application_id for line in sheet.draft.fit] == [WU]
    QTest.mouseClick(sheet.changed_note.button, LEFT)
    shown.confirm(sheet)
    shown.desk.stage.wait_until(lambda: len(shown.ordered()) == 2)
    assert shown.ordered()[-1].total == Fen(5_900)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RuleBrokenError("limit.day", limit_fen=500_000, left_fen=100), "还剩 ¥1.00"),
        (StorageFullError(), "硬盘满了"),
        (RuleBrokenError("sheet.running"), "上一张单还没退完"),
    ],
)
def test_a_press_that_planned_nothing_says_why(shown: Bulk, error: Exception, words: str) -> None:
    shown.desk.services.sheets.refuses = [error]
    sheet = shown.sheet(WU, LIN)
    shown.confirm(sheet)
    shown.desk.stage.wait_until(sheet.changed_note.isVisible)
    assert words in sheet.changed_note.words.text()
    assert shown.together.dialog is sheet
    assert shown.desk.services.called("sheet.submit") == []


def test_a_press_while_another_is_written_is_refused(shown: Bulk) -> None:
    sheet = shown.sheet(WU, LIN)
    release = shown.desk.stage.loop.create_future()
    shown.desk.stage.tasks.start("decide:sheet", lambda: _waiting(release))
    shown.confirm(sheet)
    assert sheet.changed_note.isVisible()
    release.set_result(None)


async def _waiting(release: object) -> None:
    await release  # type: ignore[misc] # a future


def test_practice_says_practice(qapp: QApplication) -> None:
    with bulk(qapp, practice=True) as shown:
        sheet = shown.sheet(WU)
        assert sheet.confirm.text() == "练习：确认退款 1 笔 ¥59.00"


def test_it_fits_a_low_window_with_many_lines(shown: Bulk) -> None:
    shown.desk.window.resize(1180, 600)
    sheet = shown.sheet(*GREEN, ZHAO)
    assert sheet.height() <= 600
    assert sheet.rows.verticalScrollBar().maximum() > 0


def test_a_line_is_read_aloud_whole(shown: Bulk) -> None:
    sheet = shown.sheet(LIN, SUN)
    model = sheet.rows.model()
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("林**, ¥108.00, 商品破损")
    assert model.index(0, 0).data() == "林**"


@pytest.mark.parametrize(
    "code",
    [
        "changed.checks",
        "limit.day",
        "limit.day_full",
        "sheet.empty",
        "sheet.late",
        "sheet.many",
        "sheet.running",
        "sheet.same_payment",
        "sheet.total",
    ],
)
@pytest.mark.usefixtures("qapp")
def test_every_refusal_of_a_sheet_has_a_sentence(code: str) -> None:
    assert is_known(code)
    assert code not in sentence(code, count=200)
