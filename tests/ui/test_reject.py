"""The reject dialog: reason, words, evidence, and that nothing leaves unseen or twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.events import OutboxChanged
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.domain.refund_application import Source
from refund_desk.ui import texts
from refund_desk.ui.decisions.buyer_words import reject_words
from refund_desk.ui.decisions.reject_dialog import RejectDialog
from refund_desk.ui.decisions.reject_form import REASONS, evidence, missing, suggested
from refund_desk.ui.decisions.words_field import holds_pictures
from tests.ui.deciding import ZHAO, Desk, ctrl_enter, deciding, double_click, with_red_check
from tests.ui.fake_cases import KINDS, case_of
from tests.ui.fake_shop import tile_png

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    with deciding(qapp) as made:
        made.stage.services.shop.views[ZHAO] = with_red_check(made.case(ZHAO))
        yield made


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "签收单.png"
    path.write_bytes(tile_png(64, 48, 0x336699))
    return path


def add(desk: Desk, dialog: RejectDialog, *paths: Path) -> None:
    dialog.evidence.take_files([str(path) for path in paths])
    desk.settle()


def test_it_opens_with_the_suggestion_and_the_safe_button(desk: Desk) -> None:
    dialog = desk.reject()
    assert dialog.windowTitle() == "拒绝退款 — ¥399.00"
    assert dialog.reasons["overdue"].isChecked()
    assert "22 天" in dialog.words.text()
    assert "11 月 14 日" in dialog.words.text()
    assert dialog.focusWidget() is dialog.dismiss
    assert dialog.check.text() == texts.reject.check_clean()
    assert dialog.counter.text() == f"{len(dialog.words.text())} / 200"
    assert dialog.confirm.isEnabled()


def test_the_safe_button_has_the_ring_once(desk: Desk) -> None:
    dialog = desk.reject()
    desk.stage.wait_until(dialog.ring.isVisible)
    middle = dialog.dismiss.mapTo(dialog, dialog.dismiss.rect().center())
    assert dialog.ring.geometry().center() == middle
    dialog.words.edit.setFocus(Qt.FocusReason.MouseFocusReason)
    desk.window.activateWindow()
    dialog.activateWindow()
    desk.stage.let_turn()
    assert dialog.focusWidget() is dialog.words.edit
    assert not dialog.ring.isVisible()


def test_without_a_red_check_a_person_chooses(desk: Desk) -> None:
    dialog = desk.reject(5)
    assert not any(radio.isChecked() for radio in dialog.reasons.values())
    assert not dialog.confirm.isEnabled()
    assert dialog.hint.text() == texts.reject.reason_needed()
    QTest.mouseClick(dialog.reasons["used"], CLICK)
    assert dialog.words.text()
    assert dialog.confirm.isEnabled()
    QTest.mouseClick(dialog.reasons["other"], CLICK)
    assert dialog.words.text() == ""
    assert dialog.hint.text() == texts.reject.text_needed()
    assert not dialog.confirm.isEnabled()


def test_own_words_survive_another_reason(desk: Desk) -> None:
    dialog = desk.reject()
    dialog.words.set_text("您好，这次不能退。")
    QTest.mouseClick(dialog.reasons["used"], CLICK)
    assert dialog.words.text() == "您好，这次不能退。"


def test_enter_never_rejects_and_esc_leaves(desk: Desk) -> None:
    dialog = desk.reject()
    QTest.keyClick(dialog.confirm, Qt.Key.Key_Return)
    QTest.keyClick(dialog.reasons["used"], Qt.Key.Key_Return)
    desk.settle()
    assert desk.rejections() == []
    QTest.keyClick(dialog.words.edit, Qt.Key.Key_Escape)
    assert desk.decisions.dialog is None


def test_a_double_click_rejects_once(desk: Desk) -> None:
    dialog = desk.reject()
    double_click(dialog.confirm)
    ctrl_enter(dialog, at_once=True)
    desk.settle()
    (command,) = desk.rejections()
    assert command.reason_code == "overdue"
    assert command.pictures == ()
    assert desk.decided == [ZHAO]
    assert desk.toasts == [texts.reject.queued()]
    assert desk.decisions.dialog is None


def test_the_platform_s_answer_is_told_once(desk: Desk) -> None:
    dialog = desk.reject()
    ctrl_enter(dialog)
    desk.settle()
    for _time in range(2):
        desk.stage.bridge.publish(OutboxChanged(ZHAO, 1, "reject", "sent"))
    desk.stage.wait_until(lambda: texts.reject.ok() in desk.toasts)
    desk.stage.let_turn(0.01)
    assert desk.toasts.count(texts.reject.ok()) == 1


@pytest.mark.parametrize("source", [Source.SHEET, Source.BY_HAND])
def test_where_nobody_is_told_nobody_is_said_to_be(desk: Desk, source: Source) -> None:
    desk.change(ZHAO, source=source, can=CAPABILITIES[source])
    ctrl_enter(desk.reject())
    desk.settle()
    desk.stage.bridge.publish(OutboxChanged(ZHAO, 1, "reject", "sent"))
    desk.stage.let_turn(0.01)
    assert desk.toasts == [texts.reject.kept_here()]


def test_too_long_words_lock(desk: Desk) -> None:
    dialog = desk.reject()
    dialog.words.set_text("不" * 201)
    assert not dialog.confirm.isEnabled()
    assert dialog.hint.text() == texts.reject.text_long()
    dialog.words.set_text("不" * 200)
    assert dialog.confirm.isEnabled()


@pytest.mark.parametrize("number", ["13800135678", "330102199001011234", "6222021234567890123"])
def test_personal_numbers_are_pointed_out(desk: Desk, number: str) -> None:
    dialog = desk.reject()
    dialog.words.set_text(f"请联系 {number}")
    assert dialog.check.text() == texts.reject.check_found()


def test_a_picture_waits_until_somebody_looked(desk: Desk, picture: Path) -> None:
    dialog = desk.reject()
    add(desk, dialog, picture)
    (card,) = dialog.evidence.cards
    assert card.thumbnail.state == "ready"
    assert card.name.whole_text() == "签收单.png"
    assert dialog.hint.text() == texts.reject.look_first(1)
    assert not dialog.confirm.isEnabled()
    ctrl_enter(dialog)
    assert desk.rejections() == []
    QTest.mouseClick(card.look, CLICK)
    assert dialog.confirm.isEnabled()
    ctrl_enter(dialog)
    desk.settle()
    (sent,) = desk.rejections()[0].pictures
    assert sent.confirmed_private_free
    assert sent.content == picture.read_bytes()


def test_a_picture_can_be_taken_away(desk: Desk, picture: Path) -> None:
    dialog = desk.reject()
    add(desk, dialog, picture)
    QTest.mouseClick(dialog.evidence.cards[0].remove, CLICK)
    assert dialog.evidence.cards == ()
    assert dialog.confirm.isEnabled()
    assert dialog.evidence.count.text() == "0 / 4"


def test_at_most_four(desk: Desk, picture: Path) -> None:
    dialog = desk.reject()
    add(desk, dialog, *[picture] * 5)
    assert len(dialog.evidence.cards) == 4
    assert dialog.evidence.note.whole_text() == texts.pictures.max()
    assert dialog.evidence.add.isHidden()


def test_what_is_no_picture_is_named(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.reject()
    words = tmp_path / "订单.txt"
    words.write_text("not a picture")
    add(desk, dialog, words)
    assert dialog.evidence.note.whole_text() == texts.pictures.type("订单.txt")
    add(desk, dialog, tmp_path / "gone.png")
    assert dialog.evidence.note.whole_text() == texts.pictures.type("gone.png")
    big = tmp_path / "大.png"
    with big.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    add(desk, dialog, big)
    assert dialog.evidence.note.whole_text() == texts.pictures.big("大.png")
    assert dialog.evidence.cards == ()
    assert dialog.confirm.isEnabled()


def test_ctrl_v_brings_a_picture_from_anywhere(desk: Desk) -> None:
    dialog = desk.reject()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x224466)
    for place in (dialog.words.edit, dialog.dismiss):
        QGuiApplication.clipboard().setImage(image)
        place.setFocus()
        QTest.keyClick(place, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
    names = [card.name.whole_text() for card in dialog.evidence.cards]
    assert names == ["粘贴的图片 1", "粘贴的图片 2"]
    assert all(c.picture.content.startswith(b"\x89PNG") for c in dialog.evidence.cards)


def test_pasted_text_comes_in_plain(desk: Desk) -> None:
    dialog = desk.reject()
    source = QMimeData()
    source.setText("您好")
    source.setHtml("<b>您好</b>")
    dialog.words.set_text("")
    dialog.words.edit.insertFromMimeData(source)
    assert dialog.words.text() == "您好"


def test_a_drop_lands_in_the_evidence(desk: Desk, picture: Path) -> None:
    dialog = desk.reject()
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(picture))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(9, 99), copy, source, left, none)
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 99), copy, source, left, none)
    QApplication.sendEvent(dialog, drop)
    desk.settle()
    assert len(dialog.evidence.cards) == 1


def test_text_is_not_dropped_as_a_picture(desk: Desk) -> None:
    dialog = desk.reject()
    source = QMimeData()
    source.setText("words")
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 99), Qt.DropAction.CopyAction, source, left, none)
    enter.ignore()
    QApplication.sendEvent(dialog, enter)
    assert not enter.isAccepted()


def test_the_file_dialog_is_opened_not_executed(desk: Desk, picture: Path) -> None:
    dialog = desk.reject()
    QTest.keyClick(dialog.evidence.add, Qt.Key.Key_Return)
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    assert chooser.isVisible()
    chooser.filesSelected.emit([str(picture)])
    chooser.close()
    desk.settle()
    assert len(dialog.evidence.cards) == 1


def test_a_case_that_ended_locks(desk: Desk) -> None:
    dialog = desk.reject()
    desk.change(ZHAO, can_reject=False)
    desk.stage.wait_until(lambda: dialog.trouble.isVisibleTo(dialog))
    assert not dialog.confirm.isEnabled()
    ctrl_enter(dialog)
    desk.settle()
    assert desk.rejections() == []


def test_troubles_are_told_and_the_words_stay(desk: Desk) -> None:
    dialog = desk.reject()
    for trouble, sentence in (
        (StorageFullError(), texts.trouble.storage_full()),
        (BadPictureError("img.big"), texts.pictures.big(texts.reject.pictures_label())),
        (BadPictureError("img.type"), texts.pictures.type(texts.reject.pictures_label())),
    ):
        desk.stage.services.shop.trouble = trouble
        words = dialog.words.text()
        ctrl_enter(dialog)
        desk.settle()
        assert dialog.trouble.words.text() == sentence
        assert dialog.words.text() == words
        assert dialog.confirm.isEnabled()
    desk.stage.services.shop.trouble = None
    ctrl_enter(dialog)
    desk.settle()
    assert desk.decided == [ZHAO]


def test_a_broken_rule_is_told(desk: Desk) -> None:
    dialog = desk.reject()
    view = replace(desk.case(ZHAO), can_reject=False)
    desk.stage.services.shop.views[ZHAO] = view
    ctrl_enter(dialog)
    desk.settle()
    assert dialog.trouble.words.text() == texts.refund.dup()
    assert not dialog.confirm.isEnabled()


def test_what_cannot_be_rejected_does_not_open(desk: Desk) -> None:
    desk.change(ZHAO, can_reject=False)
    assert not desk.decisions.reject(desk.case(ZHAO))
    assert desk.decisions.dialog is None


def test_evidence_stands_beside_its_reason() -> None:
    case = case_of(KINDS[3])
    assert suggested(case) == ""
    red = with_red_check(case)
    assert suggested(red) == "overdue"
    assert evidence("overdue", red)
    none = Finding("pictures_damage", Verdict.AMBER, count=0)
    before = Finding("refunded_before", Verdict.AMBER)
    told = replace(case, findings=(none, before))
    assert evidence("no_fault", told) == texts.confirmations.evidence_no_pictures()
    assert evidence("compensated", told) == texts.confirmations.evidence_refunded()
    assert evidence("other", told) == ""
    goods = replace(case, findings=(Finding("pictures_goods", Verdict.GREEN, count=2),))
    assert evidence("no_fault", goods) == ""


def test_every_reason_but_other_has_words_that_fit() -> None:
    bare = replace(case_of(KINDS[8]), findings=())
    late = with_red_check(case_of(KINDS[3]))
    for reason in REASONS:
        for case in (bare, late):
            words = reject_words(reason.code, case)
            assert bool(words) is (reason.code != "other")
            assert len(words) <= 200
            assert missing(reason_code=reason.code, text=words or "x", unseen_pictures=0) == ""


def test_tab_reaches_each_picture(desk: Desk, picture: Path) -> None:
    dialog = desk.reject()
    add(desk, dialog, picture, picture)
    first, second = dialog.evidence.cards
    first.remove.setFocus()
    order = [w for card in (first, second) for w in (card.remove, card.redact, card.look)]
    for widget in (*order, dialog.evidence.add):
        assert dialog.focusWidget() is widget
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)


def test_cells_of_a_table_program_are_pasted_as_text() -> None:
    source = QMimeData()
    source.setText("108.00")
    source.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert not holds_pictures(source)
    source = QMimeData()
    source.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert holds_pictures(source)
