"""The bar of a sheet and its result: counting down, pausing, stopping, and the whole truth."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.application.ports.transactions import StorageBusyError
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import RefundChanged, SheetChanged, SheetStage, UndoTicked
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.ui import texts
from refund_desk.ui.together.result_dialog import ResultDialog
from refund_desk.ui.together.sheet_bar import SheetBar
from tests.ui.bulk import CTRL, HE, LEFT, LIN, QIAN, SUN, WU, Bulk, bulk

S = RefundState


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Bulk]:
    with bulk(qapp) as made:
        yield made


def started(shown: Bulk, *numbers: int, undo_s: float = 30.0) -> SheetBar:
    """A confirmed sheet, and its bar."""
    shown.desk.services.sheets.undo_s = undo_s
    shown.confirm(shown.sheet(*numbers))
    shown.desk.stage.wait_until(lambda: shown.together.bar is not None)
    bar = shown.together.bar
    assert bar is not None
    return bar


def ended(shown: Bulk, bar: SheetBar) -> None:
    """Until the bar says what came of it."""
    shown.desk.stage.wait_until(lambda: bar.result is not None)
    shown.desk.stage.let_turn()


def result(shown: Bulk) -> ResultDialog | None:
    """The lines of the result, when they are open."""
    return shown.together.result_dialog


def test_one_bar_counts_down_for_all(shown: Bulk) -> None:
    bar = started(shown, WU, LIN, HE)
    assert bar.lead.text() == "30 秒后退 3 笔，共 ¥212.80"
    assert bar.note.whole_text() == texts.undo.note()
    assert bar.accessibleName() == "30 秒后退 3 笔共 212.80 元，按 Ctrl Z 撤销"
    assert bar.isVisible()
    assert shown.desk.window.decisions.bars.bars() == ()
    # What was picked is decided.
    assert shown.picks() == ()


def test_undo_takes_all_of_it_back(shown: Bulk) -> None:
    bar = started(shown, WU, LIN, HE)
    QTest.mouseClick(bar.undo_button, LEFT)
    assert bar.lead.text() == texts.queue.bar_stopping()
    assert not bar.undo_button.isEnabled()
    ended(shown, bar)
    assert bar.lead.text() == "3 笔都没有提交，钱没有动"
    views = shown.desk.services.shop.views
    assert {views[n].refund.state for n in (WU, LIN, HE)} == {S.UNDONE}  # type: ignore[union-attr] # planned


def test_ctrl_z_undoes_it_from_a_text_field_and_only_then(shown: Bulk) -> None:
    bar = started(shown, WU, LIN)
    search = shown.desk.window.inbox.search
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Z, CTRL)
    ended(shown, bar)
    assert len(shown.desk.services.called("sheet.stop")) == 1
    # The bar is still there, but the key is the text field's again.
    QTest.keyClicks(search, "abc")
    QTest.keyClick(search, Qt.Key.Key_Z, CTRL)
    assert search.text() == ""


def test_now_sends_at_once(shown: Bulk) -> None:
    bar = started(shown, WU, LIN)
    QTest.mouseClick(bar.now_button, LEFT)
    ended(shown, bar)
    assert bar.lead.text() == "2 笔都已提交，共 ¥167.00"
    assert bar.note.whole_text() == texts.queue.line_sent()


def test_the_result_follows_what_arrives_later(shown: Bulk) -> None:
    bar = started(shown, WU, LIN, undo_s=0.02)
    ended(shown, bar)
    views = shown.desk.services.shop.views

    def says(words: str) -> bool:
        return bar.note.whole_text() == words

    for number, words in ((WU, "1 笔已到账，其余微信正在退"), (LIN, "都已到账")):
        refund = views[number].refund
        assert refund is not None
        arrived = replace(refund, state=S.SUCCEEDED, arrived_at=ArrivedAt.PAYER)
        shown.desk.services.shop.put_refund(arrived, ApplicationState.REFUNDED)
        shown.desk.stage.wait_until(partial(says, words))


def test_an_answer_that_comes_while_the_result_is_read_is_read_too(
    shown: Bulk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = started(shown, WU, LIN, undo_s=0.02)
    ended(shown, bar)
    sheets, shop = shown.desk.services.sheets, shown.desk.services.shop
    read, reads = sheets.refunds, []

    async def slowly(numbers: Iterable[int]) -> tuple[Refund, ...]:
        known = await read(numbers)
        reads.append(known)
        if len(reads) == 1:
            arrive(LIN)
            await asyncio.sleep(0.1)
        return known

    def arrive(number: int) -> None:
        refund = shop.views[number].refund
        assert refund is not None
        arrived = replace(refund, state=S.SUCCEEDED, arrived_at=ArrivedAt.PAYER)
        shop.put_refund(arrived, ApplicationState.REFUNDED)

    monkeypatch.setattr(sheets, "refunds", slowly)
    arrive(WU)
    shown.desk.stage.wait_until(lambda: bar.note.whole_text() == "都已到账")


def test_the_result_says_what_missed_the_customer(shown: Bulk) -> None:
    bar = started(shown, WU, LIN, undo_s=0.02)
    ended(shown, bar)
    refund = shown.desk.services.shop.views[WU].refund
    assert refund is not None
    missed = replace(refund, state=S.ABNORMAL)
    shown.desk.services.shop.put_refund(missed, ApplicationState.REFUNDING)
    shown.desk.stage.wait_until(lambda: "1 笔没有到客户那里" in bar.note.whole_text())


def test_a_result_waits_on_the_inbox_page_and_toasts_stay_off_it(shown: Bulk) -> None:
    window = shown.desk.window
    bar = started(shown, WU, LIN)
    window.show_page("reconcile")
    shown.desk.stage.let_turn(0.1)
    assert bar.isVisible(), "it can still be undone"
    QTest.mouseClick(bar.now_button, LEFT)
    ended(shown, bar)
    shown.desk.stage.wait_until(lambda: not bar.isVisible())
    window.show_page("inbox")
    shown.desk.stage.wait_until(bar.isVisible)
    window.outcomes.good("到了")
    bars = window.decisions.bars
    assert window.toast.isVisible()
    assert window.toast.geometry().bottom() < bars.y()
    QTest.mouseClick(bar.close_button, LEFT)
    shown.desk.stage.wait_until(lambda: not bars.isVisible())
    assert window.toast.geometry().bottom() > bars.y()


def test_the_queue_shows_how_far_it_is_and_can_pause(shown: Bulk) -> None:
    shown.desk.services.sheets.turn_s = 0.1
    bar = started(shown, WU, LIN, HE, SUN, undo_s=0.02)
    shown.desk.stage.wait_until(lambda: bar.stage is SheetStage.SENDING)
    shown.desk.stage.wait_until(lambda: "1 / 4" in bar.lead.text())
    QTest.mouseClick(bar.pause_button, LEFT)
    shown.desk.stage.wait_until(lambda: bar.stage is SheetStage.PAUSED)
    shown.desk.stage.wait_until(lambda: bar.lead.text() == "已暂停，还有 2 笔没轮到")
    assert bar.note.whole_text() == texts.queue.bar_paused_note()
    assert not bar.pause_button.isVisible()
    QTest.mouseClick(bar.resume_button, LEFT)
    ended(shown, bar)
    assert bar.lead.text() == "4 笔都已提交，共 ¥1,480.80"


def test_a_stop_in_the_middle_tells_both_numbers(shown: Bulk) -> None:
    shown.desk.services.sheets.turn_s = 0.1
    bar = started(shown, WU, LIN, HE, SUN, undo_s=0.02)
    shown.desk.stage.wait_until(lambda: "1 / 4" in bar.lead.text())
    QTest.mouseClick(bar.stop_button, LEFT)
    ended(shown, bar)
    assert bar.lead.text() == "4 笔里 2 笔已提交，共 ¥167.00"
    assert bar.note.whole_text() == "2 笔没有提交，钱没有动"


def test_a_stop_that_comes_too_late_is_told(shown: Bulk) -> None:
    bar = started(shown, WU)
    QTest.mouseClick(bar.now_button, LEFT)
    ended(shown, bar)
    bar.stop_wanted.emit()
    assert shown.said() == texts.confirmations.too_late()


def test_partial_success_names_each_reason(shown: Bulk) -> None:
    shown.desk.services.sheets.ends = {
        LIN: (S.REFUSED, "NOT_ENOUGH"),
        HE: (S.UNDONE, "changed.closed"),
        SUN: (S.UNKNOWN, "no_answer"),
    }
    bar = started(shown, WU, LIN, HE, SUN, undo_s=0.02)
    ended(shown, bar)
    dialog = shown.together.result_dialog
    assert dialog is not None
    assert dialog.headline.text() == "4 笔里 1 笔已提交，共 ¥59.00"
    assert dialog.remarks.text() == (
        "1 笔没有提交，钱没有动 • 1 笔微信没有退，要你处理 • 1 笔还不知道结果，正在查"
    )
    told = {row.title: row.what for row in dialog.rows.rows}
    assert told["林**"] == texts.refund.balance()
    assert told["何**"] == texts.notices.changed_closed()
    assert told["孙**"] == texts.refund.unknown()
    assert told["吴**"].startswith("已提交，微信正在退 • ")
    # What needs a person stands first.
    assert dialog.rows.rows[-1].title == "吴**"


def test_an_answer_that_comes_later_corrects_the_result(shown: Bulk) -> None:
    shown.desk.services.sheets.ends = {LIN: (S.UNKNOWN, "no_answer")}
    bar = started(shown, WU, LIN, undo_s=0.02)
    ended(shown, bar)
    shop = shown.desk.services.shop
    refund = shop.views[LIN].refund
    assert refund is not None
    shop.put_refund(refund.step_to(S.SUCCEEDED, why=""), ApplicationState.REFUNDED)
    shown.desk.stage.wait_until(lambda: bar.lead.text() == "2 笔都已提交，共 ¥167.00")
    dialog = shown.together.result_dialog
    assert dialog is not None
    assert dialog.headline.text() == "2 笔都已提交，共 ¥167.00"
    assert not dialog.remarks.isVisible()


@pytest.mark.parametrize(
    ("state", "why", "words"),
    [
        (S.ABNORMAL, "", "没有到客户的卡里，但钱没有丢，请打开处理"),
        (S.CLOSED, "", "微信已关闭"),
        (S.SUCCEEDED, "", "已到账 • "),
    ],
)
def test_every_end_has_its_words(shown: Bulk, state: S, why: str, words: str) -> None:
    shown.desk.services.sheets.ends = {LIN: (state, why)}
    ended(shown, started(shown, LIN, undo_s=0.02))
    shown.together.bar.result_button.click()  # type: ignore[union-attr] # it is there
    dialog = shown.together.result_dialog
    assert dialog is not None
    assert words in dialog.rows.rows[0].what


def test_when_all_went_nothing_opens_by_itself(shown: Bulk) -> None:
    bar = started(shown, WU, LIN, undo_s=0.02)
    ended(shown, bar)
    assert result(shown) is None
    QTest.mouseClick(bar.result_button, LEFT)
    dialog = result(shown)
    assert dialog is not None
    QTest.mouseClick(dialog.close_result, LEFT)
    QTest.mouseClick(bar.close_button, LEFT)
    left = (shown.together.result_dialog, shown.together.bar)
    assert left == (None, None)


def test_who_is_typing_is_not_interrupted(shown: Bulk) -> None:
    shown.desk.services.sheets.ends = {LIN: (S.REFUSED, "NOT_ENOUGH")}
    bar = started(shown, WU, LIN)
    shown.desk.window.activateWindow()
    shown.desk.window.inbox.search.setFocus()
    shown.desk.stage.wait_until(lambda: QApplication.focusWidget() is not None)
    QTest.mouseClick(bar.now_button, LEFT)
    shown.desk.window.inbox.search.setFocus()
    ended(shown, bar)
    assert shown.together.result_dialog is None
    assert bar.result_button.isVisible()


def test_a_second_sheet_waits_for_the_first(shown: Bulk) -> None:
    started(shown, WU)
    shown.pick(LIN)
    shown.together.review()
    assert shown.together.dialog is None
    assert shown.said() == texts.together.running()


def test_the_next_sheet_takes_the_bars_place(shown: Bulk) -> None:
    first = started(shown, WU, undo_s=0.02)
    ended(shown, first)
    shown.desk.stage.wait_until(lambda: not shown.desk.stage.tasks.is_running("submit:sheet"))
    shown.confirm(shown.sheet(LIN))
    shown.desk.stage.wait_until(lambda: shown.together.bar not in {None, first})
    assert shown.together.bar is not None
    assert shown.together.bar.result is None


@pytest.mark.parametrize("error", [StorageBusyError(), RuleBrokenError("sheet.running")])
def test_a_trouble_still_ends_in_a_true_result(shown: Bulk, error: Exception) -> None:
    shown.desk.services.sheets.submits_with = error
    bar = started(shown, WU, LIN, undo_s=0.02)
    ended(shown, bar)
    assert bar.lead.text() == "2 笔都已提交，共 ¥167.00"
    assert shown.said()


def test_a_sheet_that_is_over_at_once_is_told_too(shown: Bulk) -> None:
    services = shown.desk.services
    services.sheets.turn_s = 0.0
    services.shop.publish = lambda _event: None
    bar = started(shown, WU, undo_s=0.0)
    ended(shown, bar)
    assert bar.lead.text() == "1 笔都已提交，共 ¥59.00"


def test_a_late_word_of_the_sheet_before_changes_nothing(shown: Bulk) -> None:
    bar = started(shown, WU)
    old = SheetChanged(sheet="S0", stage=SheetStage.ENDED, total=9, over=9, amount=Fen(1))
    shown.desk.stage.bridge.publish(old)
    shown.desk.stage.let_turn()
    assert bar.stage is SheetStage.UNDOABLE


def test_a_pause_for_lack_of_money_says_what_to_do(shown: Bulk) -> None:
    bar = started(shown, WU, LIN)
    news = SheetChanged(
        sheet="S1", stage=SheetStage.PAUSED, total=2, over=1, amount=Fen(1), why="NOT_ENOUGH"
    )
    bar.follow(news)
    assert bar.note.whole_text() == texts.queue.bar_paused_balance()


def test_closing_the_window_undoes_the_sheet(shown: Bulk) -> None:
    started(shown, WU, LIN)
    shown.desk.window.close()
    shown.desk.stage.wait_until(lambda: shown.desk.window.closing.is_done)
    views = shown.desk.services.shop.views
    assert {views[n].refund.state for n in (WU, LIN)} == {S.UNDONE}  # type: ignore[union-attr] # planned


def test_bars_of_single_refunds_stand_above_it(shown: Bulk) -> None:
    bar = started(shown, WU, LIN)
    bars = shown.desk.window.decisions.bars
    bars.follow(
        UndoTicked(application_id=QIAN, refund_id=9, amount=Fen(1), left_s=9.0, whole_s=9.0), ""
    )
    shown.desk.stage.let_turn(0.1)
    (single,) = bars.bars()
    assert single.y() < bar.y()
    bars.follow(
        UndoTicked(application_id=QIAN, refund_id=9, amount=Fen(1), left_s=0.0, whole_s=9.0), ""
    )


def test_what_the_last_closing_undid_is_told_as_one(shown: Bulk) -> None:
    for number, amount in ((1, 5_900), (2, 10_800)):
        undone = RefundChanged(number, number, S.UNDONE, Fen(amount), "undo.closed")
        shown.desk.stage.bridge.publish(undone)
    words = "上次关闭时 2 笔共 ¥167.00 还没提交，已撤销。要退请再点一次"
    shown.desk.stage.wait_until(lambda: shown.said() == words)
