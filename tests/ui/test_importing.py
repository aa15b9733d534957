"""Importing a spreadsheet: each row says how it stands, and one press takes what is ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.modeltest import ModelTester

from refund_desk.application.local_applications import LinkedApplication
from refund_desk.application.ports.spreadsheet_files import SpreadsheetRefused
from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.application.spreadsheet_columns import Column
from refund_desk.application.spreadsheet_preview import PreviewRow, RowNote
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import ApplicationState, Source
from refund_desk.ui import texts
from refund_desk.ui.importing import words
from refund_desk.ui.importing.import_dialog import ImportDialog
from refund_desk.ui.importing.preview_table import PreviewModel
from refund_desk.ui.main_window.taking_files import take_files
from tests.sources.sheet_fuzz import PROBLEMS, WHYS
from tests.sources.sheet_samples import HEAD, OTHER_PAYMENT, PAYMENT, csv_text
from tests.ui.entering import Entering, entering
from tests.ui.window_stage import Desk, desk

GOOD = (PAYMENT, "108.00", "商品破损", "碎了，电话 13800138000", "2026-11-16 10:30", "13800138000")
OTHER = (OTHER_PAYMENT, "20", "不想要了", "", "2026-11-16", "")
BROKEN = ("4.2E+27", *GOOD[1:])
OWN = texts.importing
SPACE, CTRL = Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Entering]:
    with entering(qapp) as made:
        yield made


@pytest.fixture
def whole(qapp: QApplication) -> Iterator[Desk]:
    with desk(qapp) as made:
        yield made


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return a_table(tmp_path, HEAD, GOOD, OTHER, BROKEN)


def a_table(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "申请.csv"
    path.write_bytes(csv_text(*rows).encode("gbk"))
    return path


def opened(shop: Entering, path: Path) -> ImportDialog:
    """The dialog over this file, with its rows."""
    importing = shop.importing
    importing.take_file(path)
    shop.stage.wait_until(lambda: importing.dialog is not None)
    dialog = importing.dialog
    assert dialog is not None
    shop.stage.wait_until(lambda: dialog.summary.text() != OWN.looking())
    return dialog


def press(shop: Entering, dialog: ImportDialog) -> None:
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    shop.stage.wait_until(lambda: not dialog.is_working)


def test_what_is_ticked_is_imported(shop: Entering, table: Path) -> None:
    dialog = opened(shop, table)
    assert dialog.summary.text() == OWN.summary(n="2", m="2")
    assert dialog.confirm.text() == OWN.confirm(2)
    press(shop, dialog)
    (call,) = shop.services.called("take")
    assert call[1] == (2, 3)
    shop.stage.wait_until(lambda: shop.importing.dialog is None)
    assert shop.told[-1] == OWN.done(2)


def test_rows_are_ticked_by_space_by_mouse_and_all_at_once(shop: Entering, table: Path) -> None:
    dialog = opened(shop, table)
    rows, model = dialog.table, dialog.model
    assert rows.hasFocus() or dialog.focusWidget() is rows
    rows.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(rows, SPACE)
    assert [row.row for row in model.chosen()] == [3]
    place = rows.visualRect(model.index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not model.chosen()
    assert not dialog.confirm.isEnabled()
    # A row with a problem has no tick.
    rows.setCurrentIndex(model.index(2, 0))
    QTest.keyClick(rows, SPACE)
    assert not model.chosen()
    QTest.keyClick(rows, Qt.Key.Key_A, CTRL)
    assert len(model.chosen()) == 2
    assert dialog.pick.text() == OWN.pick_none()
    QTest.mouseClick(dialog.pick, Qt.MouseButton.LeftButton)
    assert not model.chosen()
    assert dialog.summary.text() == OWN.summary(n="2", m="0")


def test_rows_can_be_looked_at_by_kind(shop: Entering, table: Path) -> None:
    dialog = opened(shop, table)
    for key, count in (("problems", 1), ("new", 2), ("all", 3)):
        dialog.filter.choose(key)
        assert dialog.model.rowCount() == count
    spoken = dialog.model.index(0, 0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith(f"{PAYMENT}, ¥108.00, {OWN.row_number('2')}")
    # What a customer wrote is masked, in a spreadsheet too.
    assert "13800138000" not in spoken
    tooltip = dialog.model.index(2, 0).data(int(Qt.ItemDataRole.ToolTipRole))
    assert OWN.row_rounded() in tooltip


def test_columns_nobody_recognises_are_chosen_by_a_person(shop: Entering, tmp_path: Path) -> None:
    dialog = opened(shop, a_table(tmp_path, ("甲", "", "丙"), ("QH1", "5", "碎了")))
    assert dialog.choose_number.whole_text() == OWN.columns_choose()
    assert dialog.summary.text() == OWN.none()
    own = dialog.choice.boxes[Column.OWN_NUMBER]
    assert [own.itemText(i) for i in range(own.count())] == [
        OWN.column_none(),
        "甲",
        OWN.column_nameless("2"),
        "丙",
    ]
    own.setCurrentIndex(1)
    dialog.choice.boxes[Column.ASKED].setCurrentIndex(2)
    shop.stage.wait_until(lambda: bool(dialog.model.rows) and not dialog._looking)
    assert dialog.choose_number.whole_text() == OWN.columns_by_name()
    press(shop, dialog)
    assert shop.services.called("take")[0][2] == {Column.OWN_NUMBER: 0, Column.ASKED: 1}


def test_repeats_and_other_applications_of_an_order_are_told(shop: Entering, table: Path) -> None:
    link = LinkedApplication(
        7, Source.COMPLAINT, ApplicationState.OPEN, Fen(900), shop.services.clock.now()
    )
    fake = shop.services.entering.spreadsheets
    fake.changes = {2: PreviewRow(row=2, known_id=5), 3: PreviewRow(row=3, linked=(link,))}
    fake.remembered = True
    fake.known = 1
    dialog = opened(shop, table)
    assert dialog.choose_number.whole_text() == OWN.columns_remembered()
    assert dialog.summary.text() == OWN.summary(n="1", m="0")
    known, linked, _broken = dialog.model.rows
    assert words.row_sentence(known) == OWN.known()
    assert words.row_sentence(linked) == "这个订单已有 1 笔申请：微信投诉 ¥9.00 待处理"
    dialog.model.toggle(1)
    press(shop, dialog)
    shop.stage.wait_until(lambda: shop.importing.dialog is None)
    assert shop.told[-1] == f"{OWN.done(1)} · {OWN.done_known(1)}"


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (StorageFullError(), texts.trouble.storage_full),
        (RuleBrokenError("sheet.none"), OWN.sheet_none),
    ],
)
def test_a_trouble_is_told_in_the_dialog_and_the_press_comes_back(
    shop: Entering, table: Path, trouble: Exception, sentence: object
) -> None:
    shop.services.entering.spreadsheets.trouble = trouble
    dialog = opened(shop, table)
    press(shop, dialog)
    assert dialog.trouble.isVisible()
    assert callable(sentence)
    assert dialog.trouble.accessibleName() == sentence()
    shop.stage.wait_until(dialog.confirm.isEnabled)
    press(shop, dialog)
    assert len(shop.services.called("take")) == 1


def test_a_file_that_is_no_table_says_why(shop: Entering, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"")
    shop.importing.take_file(path)
    shop.stage.wait_until(lambda: bool(shop.told))
    assert shop.told[-1] == f"x.csv: {texts.spreadsheets.file_empty()}"
    assert shop.importing.dialog is None


def test_esc_closes_and_imports_nothing(shop: Entering, table: Path) -> None:
    dialog = opened(shop, table)
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    shop.stage.wait_until(lambda: shop.importing.dialog is None)
    assert not shop.services.called("take")


def drop_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def hover(whole: Desk, mime: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, _NONE
    )
    event.ignore()
    QApplication.sendEvent(whole.window, event)
    return event.isAccepted()


def let_go(whole: Desk, mime: QMimeData) -> None:
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, _NONE
    )
    QApplication.sendEvent(whole.window, event)


_NONE = Qt.KeyboardModifier.NoModifier


def test_a_table_dropped_on_the_window_is_imported(whole: Desk, table: Path) -> None:
    veil = whole.window.entering.veil
    assert hover(whole, drop_of(table))
    assert veil.isVisible()
    veil.grab()
    QApplication.sendEvent(whole.window, QDragLeaveEvent())
    assert not veil.isVisible()
    assert hover(whole, drop_of(table))
    let_go(whole, drop_of(table))
    assert not veil.isVisible()
    whole.stage.wait_until(lambda: whole.window.entering.importing.dialog is not None)


def test_what_is_no_table_is_left_to_others(whole: Desk, tmp_path: Path) -> None:
    assert not hover(whole, drop_of(tmp_path / "杯子.png"))
    let_go(whole, drop_of(tmp_path / "杯子.png"))
    assert whole.window.entering._importing is None


def test_two_tables_at_once_are_not_taken(whole: Desk, table: Path, tmp_path: Path) -> None:
    both = drop_of(table, tmp_path / "b.xlsx")
    assert hover(whole, both)
    let_go(whole, both)
    assert whole.window.toast.accessibleName() == OWN.drop_one()


def test_a_table_opened_with_the_program_is_imported(whole: Desk, table: Path) -> None:
    take_files(whole.window, (table,))
    whole.stage.wait_until(lambda: whole.window.entering.importing.dialog is not None)


def test_the_template_is_saved_where_a_person_says(shop: Entering, tmp_path: Path) -> None:
    importing = shop.importing
    importing.write_template(tmp_path / "模板.xlsx")
    shop.stage.wait_until(lambda: shop.told == [texts.spreadsheets.template_saved()])
    ((_name, template),) = shop.services.called("write_template")
    assert len(template.columns) == 7
    assert template == words.template()
    importing.write_template(tmp_path / "none" / "模板.xlsx")
    shop.stage.wait_until(lambda: shop.told[-1] == texts.spreadsheets.template_not_saved())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_and_the_commands_lead_there(whole: Desk) -> None:
    whole.window.inbox.add.click()
    menu = next(m for m in whole.window.inbox.add.findChildren(QMenu) if m.isVisible())
    assert [action.text() for action in menu.actions()] == [
        texts.by_hand.command(),
        OWN.command(),
        OWN.command_template(),
    ]
    menu.close()
    for command in ("import", "template"):
        whole.window.commands.run(command)
        chooser = next(d for d in whole.window.findChildren(QFileDialog) if d.isVisible())
        chooser.reject()
        whole.stage.let_turn(0.02)


@pytest.mark.parametrize("why", sorted({*WHYS, "file.no_rows"}))
def test_every_refusal_has_its_sentence(qapp: QApplication, why: str) -> None:
    del qapp
    sentence = words.file_sentence(SpreadsheetRefused(why, 20_000))
    assert len(sentence) > 5
    assert "{" not in sentence


def test_every_note_and_problem_has_its_sentence(qapp: QApplication) -> None:
    del qapp
    assert set(words._NOTES) == set(RowNote)
    assert set(words._PROBLEMS) == PROBLEMS
    long = PreviewRow(row=2, problem="row.time", column=Column.APPLIED, cell="x" * 90)
    assert "x" * 24 + "…" in words.row_sentence(long)
    assert words.row_sentence(PreviewRow(row=2, problem="row.no_number")) == OWN.row_no_number()
    assert words.row_sentence(PreviewRow(row=2, twin_row=4)) == OWN.twin("4")


def test_the_model_keeps_qts_rules(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    del qapp
    check: Callable[[PreviewModel], None] = qtmodeltester.check
    model = PreviewModel()
    model.put((PreviewRow(row=2, problem="row.time", column=Column.APPLIED),))
    check(model)
