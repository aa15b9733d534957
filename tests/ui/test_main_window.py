"""The window: what stands where, what each key does, what events change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QWidget

from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.domain.events import (
    RefundChanged,
    SendingHalted,
    SendingResumed,
    SyncChanged,
    SyncState,
    Troubled,
)
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import Segment
from refund_desk.ui.detail.centre import MESSAGES, REFUND
from refund_desk.ui.main_window.key_list import KeyList
from refund_desk.ui.main_window.run_command import _first_stop
from refund_desk.ui.main_window.width_class import WidthClass, default_columns
from refund_desk.ui.task_runner import CrashReport
from refund_desk.ui.widgets.banners import Banner
from refund_desk.ui.widgets.labels import PlainLabel
from refund_desk.ui.widgets.toast import Toast
from tests.ui.window_stage import HE, LIN, WU, Desk, desk

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NEAR_PX = 4


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Desk]:
    with desk(qapp) as shown:
        yield shown


def _said(shown: Desk) -> str:
    toast = shown.window.toast
    return toast.accessibleName() if toast.isVisible() else ""


def _page(shown: Desk) -> str:
    return shown.window.page


def test_it_opens_with_the_first_application(shop: Desk) -> None:
    window = shop.window
    assert window.windowTitle() == "退款台 — 青禾手作"
    assert _page(shop) == "inbox"
    assert shop.shown_id() == WU
    assert window.rail.buttons["inbox"].count == 9
    assert window.rail.buttons["inbox"].accessibleName() == "收件箱 9"
    assert window.detail.header.position.text() == "1 / 9"
    assert window.inbox.list.hasFocus()
    assert not window.menu.bar.isVisible()
    assert window.banners.keys() == []


def test_the_practice_shop_cannot_be_overlooked(qapp: QApplication) -> None:
    with desk(qapp, practice=True, language="en") as shown:
        window = shown.window
        assert window.windowTitle() == "Refund Desk — practice shop"
        assert window.banners.keys() == ["practice"]
        assert shown.place(window.banners) == QRect(0, 0, 1366, 36)
        edge = window.grab().toImage().pixelColor(1, 300)
        assert edge.name() == "#5b3fa6"


@pytest.mark.parametrize(
    ("size", "rail", "inbox", "facts"),
    [
        ((1180, 600), 64, 300, None),
        ((1280, 672), 64, 300, 300),
        ((1366, 696), 64, 336, 324),
        ((1599, 800), 64, 336, 324),
        ((1600, 900), 168, 400, 400),
        ((1920, 1000), 168, 400, 400),
        ((2200, 1200), 168, 440, 400),
    ],
)
def test_the_regions_are_those_of_the_design(
    qapp: QApplication, size: tuple[int, int], rail: int, inbox: int, facts: int | None
) -> None:
    with desk(qapp, size=size) as shown:
        window = shown.window
        width, height = size
        assert shown.place(window.rail) == QRect(0, 0, rail, height - 26)
        assert shown.place(window.status) == QRect(0, height - 26, width, 26)
        assert abs(shown.place(window.inbox).left() - rail) <= _NEAR_PX
        assert abs(window.inbox.width() - inbox) <= _NEAR_PX
        assert abs(shown.place(window.detail).left() - rail - inbox) <= _NEAR_PX
        if facts is not None:
            assert abs(shown.place(window.detail.decision).left() - (width - facts)) <= _NEAR_PX
        else:
            assert window.detail.decision.height() <= 48


@pytest.mark.parametrize("size", [(1180, 600), (1366, 696), (1920, 1000)])
def test_a_toast_covers_no_sentence_of_the_progress_page(shop: Desk, size: tuple[int, int]) -> None:
    window = shop.window
    window.resize(*size)
    shop.open_case(LIN)
    window.toast.say("已撤销，钱没有动")
    usual = shop.place(window.toast).bottom()
    window.detail.centre.show_tab(REFUND)
    shop.stage.let_turn(0.01)
    foot = window.detail.centre.progress.foot
    assert foot.isVisible()
    assert not shop.place(window.toast).intersects(shop.place(foot))
    window.detail.centre.show_tab(MESSAGES)
    assert shop.place(window.toast).bottom() == usual


def test_the_classes_of_widths() -> None:
    assert [WidthClass.of(w) for w in (1279, 1280, 1599, 1600, 2199, 2200)] == [
        WidthClass.NARROW,
        WidthClass.USUAL,
        WidthClass.USUAL,
        WidthClass.WIDE,
        WidthClass.WIDE,
        WidthClass.HUGE,
    ]
    assert default_columns(1323).list_px == 318


def test_dragged_columns_are_remembered_for_their_class(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    with desk(qapp, layout_file=file) as shown:
        splitter = shown.window.inbox_page.splitter
        splitter.setSizes([379, 900])
        splitter.splitterMoved.emit(380, 1)
        shown.window.memory.keep_facts(1366, 350)
    with desk(qapp, layout_file=file) as shown:
        assert shown.window.inbox.width() == 379
        left = shown.place(shown.window.detail.decision).left()
        assert abs(left - (1366 - 350)) <= _NEAR_PX
        shown.window.resize(1920, 1000)
        shown.stage.let_turn()
        assert abs(shown.window.inbox.width() - 400) <= _NEAR_PX


def test_j_and_k_go_through_the_list(shop: Desk) -> None:
    shop.key(Qt.Key.Key_J)
    shop.key(Qt.Key.Key_J)
    shop.stage.wait_until(lambda: shop.shown_id() == HE)
    shop.key(Qt.Key.Key_K)
    shop.stage.wait_until(lambda: shop.shown_id() == LIN)
    assert shop.window.detail.header.position.text() == "2 / 9"


def test_the_header_goes_through_the_list_too(shop: Desk) -> None:
    QTest.mouseClick(shop.window.detail.header.down, Qt.MouseButton.LeftButton)
    shop.stage.wait_until(lambda: shop.shown_id() == LIN)
    QTest.mouseClick(shop.window.detail.header.up, Qt.MouseButton.LeftButton)
    shop.stage.wait_until(lambda: shop.shown_id() == WU)


def test_enter_goes_to_the_detail_and_escape_back(shop: Desk) -> None:
    shop.key(Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert shop.window.detail.isAncestorOf(focused)
    shop.key(Qt.Key.Key_Escape)
    assert shop.window.inbox.list.hasFocus()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, _ALT])
def test_a_and_r_open_the_dialogs(shop: Desk, modifier: Qt.KeyboardModifier) -> None:
    for key in (Qt.Key.Key_A, Qt.Key.Key_R):
        shop.key(key, modifier)
        dialog = shop.window.decisions.dialog
        assert dialog is not None
        shop.stage.wait_until(dialog.isVisible)
        assert dialog.case.application_id == WU
        dialog.reject()
        shop.stage.let_turn()
        # A window manager gives the focus back when a dialog closes; here there is none.
        shop.window.activateWindow()
        shop.stage.let_turn()
    assert not shop.services.called("approve_application")


def test_letters_are_letters_in_a_text_field(shop: Desk) -> None:
    shop.key(Qt.Key.Key_C)
    text = shop.window.detail.centre.composer.text
    assert text.hasFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_J, Qt.Key.Key_G):
        shop.key(key)
    assert text.toPlainText() == "arjg"
    assert shop.window.decisions.dialog is None
    shop.key(Qt.Key.Key_Escape)
    assert shop.window.inbox.list.hasFocus()
    shop.key(Qt.Key.Key_C, _ALT)
    assert text.hasFocus()


@pytest.mark.parametrize(
    ("second", "segment"),
    [
        (Qt.Key.Key_2, Segment.WAITING),
        (Qt.Key.Key_3, Segment.REFUNDING),
        (Qt.Key.Key_4, Segment.PROBLEM),
        (Qt.Key.Key_E, Segment.PROBLEM),
    ],
)
def test_g_goes_to_segments(shop: Desk, second: Qt.Key, segment: Segment) -> None:
    shop.key(Qt.Key.Key_G)
    shop.key(second)
    assert shop.window.presenter.segment is segment
    shop.key(Qt.Key.Key_G)
    shop.key(Qt.Key.Key_1)
    assert shop.window.presenter.segment is Segment.TO_DO


def test_alt_and_a_number_change_the_tab(shop: Desk) -> None:
    seen = []
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1):
        shop.key(key, _ALT)
        seen.append(shop.window.detail.centre.tab)
    assert len(set(seen)) == 4


def test_o_opens_the_pictures(shop: Desk) -> None:
    shop.open_case(LIN)
    shop.key(Qt.Key.Key_O)
    viewer = shop.window.detail.viewer
    assert viewer is not None
    assert viewer.isVisible()
    viewer.close()
    shop.stage.let_turn()


@pytest.mark.parametrize("key", [Qt.Key.Key_Slash, Qt.Key.Key_F])
def test_slash_and_ctrl_f_search(shop: Desk, key: Qt.Key) -> None:
    shop.key(key, _CTRL if key == Qt.Key.Key_F else Qt.KeyboardModifier.NoModifier)
    assert shop.window.inbox.search.hasFocus()
    QTest.keyClicks(shop.window.inbox.search, "8841")
    shop.stage.wait_until(lambda: shop.window.presenter.search == "8841")
    shop.key(Qt.Key.Key_Down)
    shop.stage.wait_until(lambda: shop.shown_id() == 4)
    shop.key(Qt.Key.Key_Escape)
    shop.stage.wait_until(lambda: not shop.window.presenter.search)


def test_f5_and_the_status_bar_sync_once(shop: Desk) -> None:
    shop.key(Qt.Key.Key_F5)
    shop.key(Qt.Key.Key_F5)
    shop.stage.wait_until(lambda: shop.window.status.synced.text().startswith("14:32 已同步"))
    assert len(shop.services.called("pull_applications")) == 1
    QTest.mouseClick(
        shop.window.status, Qt.MouseButton.LeftButton, pos=shop.window.status.synced.pos()
    )
    shop.stage.wait_until(lambda: len(shop.services.called("pull_applications")) == 2)


def test_pages_by_key_and_by_press(shop: Desk) -> None:
    shop.key(Qt.Key.Key_2, _CTRL)
    assert _page(shop) == "history"
    shop.key(Qt.Key.Key_A)
    assert shop.window.decisions.dialog is None, "A is for the inbox"
    shop.key(Qt.Key.Key_F, _CTRL)
    assert shop.window.history.filters.search.hasFocus()
    shop.key(Qt.Key.Key_1, _CTRL)
    assert _page(shop) == "inbox"
    assert shop.window.inbox.list.hasFocus()
    QTest.mouseClick(shop.window.rail.buttons["history"], Qt.MouseButton.LeftButton)
    assert _page(shop) == "history"
    shop.window.history.open_application.emit(HE)
    assert _page(shop) == "inbox"
    shop.stage.wait_until(lambda: shop.shown_id() == HE)


def test_f6_goes_round_the_panes(shop: Desk) -> None:
    def pane() -> str:
        focused = QApplication.focusWidget()
        named = {"list": shop.window.inbox, "detail": shop.window.detail, "rail": shop.window.rail}
        return next(
            (name for name, part in named.items() if focused and part.isAncestorOf(focused)), ""
        )

    seen = [pane()]
    for _press in range(3):
        shop.key(Qt.Key.Key_F6)
        seen.append(pane())
    assert seen == ["list", "detail", "rail", "list"]
    shop.key(Qt.Key.Key_F6, _SHIFT)
    assert pane() == "rail"


def test_tab_goes_through_the_work_first_and_the_rail_last(shop: Desk) -> None:
    window = shop.window
    shop.stage.wait_until(lambda: not shop.stage.tasks.is_running("window:rest"))
    order: list[QWidget] = []
    step = window.nextInFocusChain()
    while step is not None and step is not window:
        order.append(step)
        step = step.nextInFocusChain()

    def at(widget: QWidget) -> int:
        return order.index(widget)

    detail = window.detail
    stops = [
        window.inbox.search,
        window.inbox.segments,
        window.inbox.list,
        detail.header.down,
        detail.centre.composer.text,
        detail.decision.approve,
        detail.decision.reject,
        window.history.table,
        *window.rail.stops,
    ]
    assert [at(widget) for widget in stops] == sorted(at(widget) for widget in stops)


def test_the_key_list_opens_and_closes(shop: Desk) -> None:
    shop.key(Qt.Key.Key_Question)
    lists = shop.window.findChildren(KeyList)
    assert [found.isVisible() for found in lists] == [True]
    words = [label.text() for label in lists[0].findChildren(PlainLabel)]
    assert words[words.index("在确认窗里：确认") - 1] == "Ctrl+Enter"
    QTest.keyClick(lists[0], Qt.Key.Key_Escape)
    shop.stage.wait_until(lambda: not shop.window.findChildren(KeyList))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("key", [Qt.Key.Key_F10, Qt.Key.Key_Alt])
def test_the_menu_bar_is_there_for_those_who_ask(shop: Desk, key: Qt.Key) -> None:
    bar = shop.window.menu.bar
    shop.key(key)
    assert bar.isVisible()
    popups = bar.findChildren(QMenu)
    words = [action.text() for popup in popups for action in popup.actions()]
    assert {"同意并退款", "下一笔", "立即同步", "快捷键"} <= set(words)
    for popup in popups:
        popup.close()
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert shop.window.inbox.list.hasFocus()


def test_alt_with_a_letter_shows_no_menu_bar(shop: Desk) -> None:
    QTest.keyPress(shop.window, Qt.Key.Key_Alt)
    QTest.keyPress(shop.window, Qt.Key.Key_X, _ALT)
    QTest.keyRelease(shop.window, Qt.Key.Key_X, _ALT)
    QTest.keyRelease(shop.window, Qt.Key.Key_Alt)
    assert not shop.window.menu.bar.isVisible()


def test_the_menu_changes_the_theme(shop: Desk) -> None:
    shop.window.commands.run("dark")
    assert shop.window.theme.is_dark
    shop.window.commands.run("light")
    assert not shop.window.theme.is_dark


def test_offline_is_said_and_can_be_tried_again(shop: Desk) -> None:
    now = shop.services.clock.now()
    shop.stage.bridge.publish(SyncChanged("complaint", SyncState.TROUBLE, now, why="net.off"))
    shop.stage.wait_until(lambda: shop.window.banners.keys() == ["offline"])
    shop.window.keeper.sync_wanted.emit()
    shop.stage.wait_until(lambda: shop.window.banners.keys() == [])
    assert shop.services.called("pull_applications")


def test_trouble_with_the_source_says_why_and_when_again(shop: Desk) -> None:
    now = shop.services.clock.now()
    event = SyncChanged("complaint", SyncState.TROUBLE, now, why="far.trouble", next_in_s=120.0)
    shop.stage.bridge.publish(event)
    shop.stage.wait_until(lambda: shop.window.banners.keys() == ["sync"])
    name = shop.window.banners.findChildren(QWidget)[0].accessibleName()
    assert "微信支付投诉 没同步上" in name
    assert "2 分钟后再试" in name
    assert "微信支付投诉 没读到" in shop.window.status.accessibleName()


def test_applications_that_nobody_understands_are_counted_and_the_others_are_there(
    shop: Desk,
) -> None:
    now = shop.services.clock.now()
    done = SyncChanged("complaint", SyncState.DONE, now, arrived=3, unreadable=2)
    shop.stage.bridge.publish(done)
    shop.stage.wait_until(lambda: shop.window.banners.keys() == ["sync"])
    name = shop.window.banners.findChildren(QWidget)[0].accessibleName()
    assert "2 笔申请读不懂" in name
    shop.stage.bridge.publish(SyncChanged("complaint", SyncState.DONE, now))
    shop.stage.wait_until(lambda: shop.window.banners.keys() == [])


def test_halted_sending_is_said_until_it_is_resumed(shop: Desk) -> None:
    shop.stage.bridge.publish(SendingHalted("key.bad"))
    shop.stage.wait_until(lambda: shop.window.banners.keys() == ["halted"])
    shop.stage.bridge.publish(SendingResumed())
    shop.stage.wait_until(lambda: shop.window.banners.keys() == [])


@pytest.mark.parametrize(
    ("offset_s", "said"),
    [
        (30.0, ""),
        (90.0, "电脑时间差了 90 秒"),
        (-600.0, "电脑时间差了 10 分钟，微信会拒绝。请先校准时间"),
    ],
)
def test_a_wrong_clock_is_said(shop: Desk, offset_s: float, said: str) -> None:
    shop.services.clock.far_offset = offset_s
    shop.window.keeper.look_at_clock()
    names = [child.accessibleName() for child in shop.window.banners.findChildren(QWidget)]
    assert any(said in name for name in names) if said else not names


def test_trouble_with_the_books_is_said_until_they_work_again(shop: Desk) -> None:
    shop.stage.bridge.publish(Troubled(StorageFullError().why))
    shop.stage.wait_until(lambda: shop.window.banners.keys() == ["books"])
    names = [child.accessibleName() for child in shop.window.banners.findChildren(QWidget)]
    assert "账本有问题 硬盘满了，什么都没改。请腾出空间再继续" in names
    shop.window.sync_now()
    shop.stage.wait_until(lambda: shop.window.banners.keys() == [])


def test_a_bug_is_said_and_its_report_can_be_saved(shop: Desk, tmp_path: Path) -> None:
    report = CrashReport("submit:1", "Traceback: ZeroDivisionError")
    shop.stage.tasks.crashed.emit(report)
    assert shop.window.banners.keys() == ["crashed"]
    shop.stage.crashes.clear()
    (banner,) = shop.window.banners.findChildren(Banner)
    banner.pressed.emit("report")
    (dialog,) = shop.window.findChildren(QFileDialog)
    # A folder cannot be written as a file: said, and nothing else happens.
    dialog.fileSelected.emit(str(tmp_path))
    (box,) = shop.window.findChildren(QMessageBox)
    assert box.text()
    box.close()
    dialog.fileSelected.emit(str(tmp_path / "report.txt"))
    assert "ZeroDivisionError" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    dialog.reject()


def test_no_room_on_the_disk_is_a_sentence(shop: Desk) -> None:
    shop.stage.tasks.troubled.emit("draft:1", StorageFullError())
    assert _said(shop) == "硬盘满了，什么都没改。请腾出空间再继续"


def test_the_status_bar_says_what_was_refunded_and_how_old_it_is(shop: Desk) -> None:
    status = shop.window.status
    shop.stage.wait_until(lambda: status.today.text() == "今天已退 5 笔 • ¥740.30")
    shop.window.sync_now()
    shop.stage.wait_until(lambda: status.synced.text() == "14:32 已同步，每 2 分钟一次")
    now = shop.services.clock.now()
    status.hear(SyncChanged("complaint", SyncState.DONE, now, arrived=3), now)
    assert "微信支付投诉，14:32 读过, 3 笔新申请" in status.accessibleName()
    assert "3 笔新申请" in [label.text() for label in status.findChildren(PlainLabel)]
    status.follow(now + timedelta(minutes=6))
    assert "微信支付投诉" in status.accessibleName()
    assert any("6 分钟前" in label.text() for label in status.findChildren(PlainLabel))
    status.hear(SyncChanged("complaint", SyncState.RUNNING, now), now)
    assert status.synced.text() == "正在同步…"


def test_an_arrival_is_told_with_its_place(shop: Desk) -> None:
    shop.stage.run(shop.services.settle_refund(3200))
    shop.stage.wait_until(lambda: _said(shop) == "¥218.00 已到 高** 的微信零钱")


@pytest.mark.parametrize(
    ("state", "why", "said"),
    [
        (RefundState.ABNORMAL, "", "¥59.00 没有到客户的卡里，但钱没有丢。请选一种处理方式"),
        (
            RefundState.CLOSED,
            "",
            "这笔退款 7 天没退成，微信已关闭，钱没有退出。要退请重新发起",
        ),
        (
            RefundState.UNDONE,
            "undo.closed",
            "上次关闭时 ¥59.00 还没提交，已撤销。要退请再点一次",
        ),
    ],
)
def test_other_ends_are_told_too(shop: Desk, state: RefundState, why: str, said: str) -> None:
    shop.stage.bridge.publish(RefundChanged(31, 3100, state, Fen(5900), why))
    shop.stage.wait_until(lambda: _said(shop) == said)


def test_what_stands_as_before_is_not_said_again(shop: Desk) -> None:
    known = RefundChanged(31, 3100, RefundState.ABNORMAL, Fen(5900), again=True)
    shop.stage.bridge.publish(known)
    shop.stage.bridge.publish(RefundChanged(31, 3100, RefundState.CLOSED, Fen(5900)))
    shop.stage.wait_until(lambda: _said(shop) != "")
    assert "已关闭" in _said(shop)


def test_a_pane_without_stops_has_none(shop: Desk) -> None:
    assert _first_stop(shop.window.status) is None
    assert isinstance(shop.window.toast, Toast)
