"""The editor of a redaction, from a drag over the picture to the copy that is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.ui import texts
from refund_desk.ui.redaction.canvas import Tool
from refund_desk.ui.redaction.codes import find_codes
from refund_desk.ui.redaction.editor import RedactedCopy, RedactionEditor, Subject
from refund_desk.ui.redaction.marks import Frame, Stroke, Topic
from tests.ui.deciding import ZHAO, Desk, ctrl_enter, deciding, with_red_check
from tests.ui.detailing import detailing
from tests.ui.label_pictures import PHONE, as_file, as_photograph, label
from tests.ui.staging import Stage, staged

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[bytes], RedactionEditor]


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    with staged(qapp) as made:
        yield made


@pytest.fixture
def saved() -> list[RedactedCopy]:
    return []


@pytest.fixture
def open_editor(stage: Stage, saved: list[RedactedCopy]) -> Iterator[Open]:
    window = QWidget()
    window.resize(1200, 700)
    window.show()

    def opened(content: bytes) -> RedactionEditor:
        editor = RedactionEditor(window, stage.tasks, Subject(content, "图片打码", "签收单.jpg"))
        editor.saved.connect(saved.append)
        editor.open()
        stage.wait_until(lambda: not stage.tasks.running_keys())
        return editor

    yield opened
    window.close()
    window.deleteLater()
    stage.let_turn(0.01)


@pytest.fixture
def editor(open_editor: Open) -> RedactionEditor:
    return open_editor(as_photograph(label()))


def drag(editor: RedactionEditor, first: QPoint, last: QPoint) -> None:
    """Drag over places of the picture."""
    canvas, view = editor.canvas, editor.canvas.viewport()
    begin, end = (canvas.mapFromScene(QPointF(place)) for place in (first, last))
    QTest.mousePress(view, LEFT, pos=begin)
    QTest.mouseMove(view, (begin + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, pos=end)


def key(editor: RedactionEditor, pressed: Qt.Key, modifier: object = None) -> None:
    QTest.keyClick(editor.canvas, pressed, modifier or Qt.KeyboardModifier.NoModifier)  # type: ignore[call-overload] # one of two


def test_it_opens_with_what_is_to_be_done(editor: RedactionEditor) -> None:
    assert not editor.message.isVisible()
    assert editor.size_label.text() == "480 × 360"
    assert editor.panel.left.text() == "还剩 4 项"
    assert editor.panel.matrix.title.whole_text() == "二维码 1 个（自动找到）"
    assert editor.panel.bars.title.whole_text() == "条形码 1 个（自动找到）"
    assert editor.warning.isVisible()


def test_a_drag_covers_and_goes_on_to_the_next_line(editor: RedactionEditor) -> None:
    drag(editor, QPoint(20, 200), QPoint(120, 240))
    (mark,) = editor.redaction.marks
    assert isinstance(mark, Frame)
    assert mark.topic is Topic.PHONE
    assert mark.grain_px == 0
    assert editor.result().pixelColor(60, 220).name() == "#000000"
    assert editor.panel.rows[Topic.PHONE].note.whole_text() == "已打码"
    assert editor.panel.rows[Topic.ADDRESS].note.whole_text() == "在图上框住它"


def test_letters_choose_the_tools(editor: RedactionEditor) -> None:
    for letter, tool in (("M", Tool.MOSAIC), ("B", Tool.BLACK), ("C", Tool.CROP)):
        key(editor, getattr(Qt.Key, f"Key_{letter}"))
        assert editor.toolbar.tools[tool].isChecked()
    drag(editor, QPoint(10, 10), QPoint(210, 110))
    kept = editor.redaction.kept
    assert kept is not None
    assert QRect(8, 8, 206, 106).contains(kept)
    assert editor.result().size() == kept.size()
    assert editor.size_label.text() == f"{kept.width()} × {kept.height()}"
    key(editor, Qt.Key.Key_V)
    drag(editor, QPoint(20, 20), QPoint(90, 60))
    assert editor.redaction.marks == ()


def test_the_brush_draws_black_lines(editor: RedactionEditor) -> None:
    key(editor, Qt.Key.Key_P)
    drag(editor, QPoint(20, 300), QPoint(200, 300))
    (mark,) = editor.redaction.marks
    assert isinstance(mark, Stroke)
    assert mark.width_px == 2 * editor.toolbar.grain.value()
    assert editor.result().pixelColor(100, 300).name() == "#000000"


def test_undo_opens_the_line_again(editor: RedactionEditor) -> None:
    drag(editor, QPoint(20, 200), QPoint(120, 240))
    key(editor, Qt.Key.Key_Z, CONTROL)
    assert editor.redaction.marks == ()
    assert editor.result().pixelColor(60, 220).name() != "#000000"
    assert editor.panel.left.text() == "还剩 4 项"
    key(editor, Qt.Key.Key_Y, CONTROL)
    assert editor.panel.left.text() == "还剩 3 项"
    editor.toolbar.undo.click()
    assert not editor.toolbar.undo.isEnabled()


def test_a_frame_can_be_drawn_without_a_mouse(editor: RedactionEditor) -> None:
    key(editor, Qt.Key.Key_M)
    key(editor, Qt.Key.Key_Left)
    begun = editor.canvas.frame
    key(editor, Qt.Key.Key_Left)
    key(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.canvas.frame.left() < begun.left()
    assert editor.canvas.frame.width() > begun.width()
    key(editor, Qt.Key.Key_Return)
    (mark,) = editor.redaction.marks
    assert isinstance(mark, Frame)
    assert mark.grain_px == editor.toolbar.grain.value()


def test_esc_drops_what_is_half_drawn_before_it_leaves(editor: RedactionEditor) -> None:
    key(editor, Qt.Key.Key_Down)
    key(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.canvas.frame.isEmpty()
    key(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_a_line_can_be_answered_with_none(editor: RedactionEditor) -> None:
    row = editor.panel.rows[Topic.PHONE]
    row.action.click()
    assert row.note.whole_text() == "这张图里没有"
    row.action.click()
    assert row.note.whole_text() == "在图上框住它"
    QTest.mouseClick(editor.panel.rows[Topic.NAME], LEFT)
    drag(editor, QPoint(20, 200), QPoint(120, 240))
    assert editor.redaction.has(Topic.NAME)


def test_a_finished_copy_holds_nothing_of_what_was_covered(
    stage: Stage, editor: RedactionEditor, saved: list[RedactedCopy]
) -> None:
    editor.panel.matrix.action.click()
    editor.panel.rest.click()
    assert editor.panel.left.text() == "都看过了"
    assert not editor.warning.isVisible()
    key(editor, Qt.Key.Key_S, CONTROL)
    stage.wait_until(lambda: saved)
    (copy,) = saved
    assert copy.complete
    assert copy.content.startswith(b"\xff\xd8\xff")
    for trace in (b"Exif", b"GPS", PHONE.encode()):
        assert trace not in copy.content
    assert [code.is_matrix for code in find_codes(QImage.fromData(copy.content))] == [False]


def test_codes_are_blacked_out_whatever_the_tool(editor: RedactionEditor) -> None:
    editor.toolbar.choose(Tool.MOSAIC)
    editor.panel.matrix.action.click()
    editor.panel.bars.action.click()
    assert all(isinstance(m, Frame) and m.grain_px == 0 for m in editor.redaction.marks)
    assert find_codes(editor.result()) == ()


def test_an_unfinished_copy_says_so(
    stage: Stage, editor: RedactionEditor, saved: list[RedactedCopy]
) -> None:
    editor.save.click()
    stage.wait_until(lambda: saved)
    assert not saved[0].complete


def test_a_turned_picture_is_saved_turned(
    stage: Stage, editor: RedactionEditor, saved: list[RedactedCopy]
) -> None:
    editor.toolbar.turned.emit()
    editor.save.click()
    stage.wait_until(lambda: saved)
    image = QImage.fromData(saved[0].content)
    assert (image.width(), image.height()) == (360, 480)


def test_a_large_photograph_leaves_smaller(
    stage: Stage, open_editor: Open, saved: list[RedactedCopy]
) -> None:
    editor = open_editor(as_file(QImage(2600, 200, QImage.Format.Format_RGB32), "JPEG"))
    editor.save.click()
    stage.wait_until(lambda: saved)
    assert QImage.fromData(saved[0].content).width() == 2000


def test_what_is_no_picture_cannot_be_saved(open_editor: Open) -> None:
    editor = open_editor(b"%PDF")
    assert editor.message.text() == texts.redaction.failed()
    assert not editor.save.isEnabled()


def test_leaving_while_it_reads_is_no_bug(stage: Stage, open_editor: Open) -> None:
    window = QWidget()
    window.show()
    editor = RedactionEditor(window, stage.tasks, Subject(as_file(label()), "图片打码"))
    editor.open()
    editor.reject()
    stage.let_turn(0.05)
    stage.wait_until(lambda: not stage.tasks.running_keys())
    window.deleteLater()


def editor_of(stage: Stage) -> RedactionEditor:
    """The one editor that is open, with all that it reads."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, RedactionEditor)]
    (editor,) = [widget for widget in found if widget.isVisible()]
    stage.wait_until(lambda: not stage.tasks.running_keys())
    return editor


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    with deciding(qapp) as made:
        # A red check brings reason and words, so that only the pictures are left to be done.
        made.stage.services.shop.views[ZHAO] = with_red_check(made.case(ZHAO))
        yield made


def test_evidence_is_redacted_before_it_is_sent(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "面单.jpg"
    path.write_bytes(as_photograph(label()))
    dialog = desk.reject()
    dialog.evidence.take_files([str(path)])
    desk.settle()
    (card,) = dialog.evidence.cards
    assert card.accessibleName() == "面单.jpg, 像面单"
    assert not dialog.confirm.isEnabled()
    card.redact.click()
    editor = editor_of(desk.stage)
    editor.panel.matrix.action.click()
    editor.panel.rest.click()
    editor.save.click()
    desk.settle()
    assert card.accessibleName() == "面单.jpg, 已打码"
    assert not card.look.isVisible()
    ctrl_enter(dialog)
    desk.settle()
    (sent,) = desk.rejections()[0].pictures
    assert (sent.redacted, sent.confirmed_private_free) == (True, False)
    assert all(not code.is_matrix for code in find_codes(QImage.fromData(sent.content)))
    assert path.read_bytes() == as_photograph(label())


def test_a_half_redacted_picture_still_has_to_be_looked_at(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "面单.png"
    path.write_bytes(as_file(label()))
    dialog = desk.reject()
    dialog.evidence.take_files([str(path)])
    desk.settle()
    (card,) = dialog.evidence.cards
    card.look.click()
    assert dialog.confirm.isEnabled()
    card.redact.click()
    editor_of(desk.stage).save.click()
    desk.settle()
    # Other pixels than those that were looked at.
    assert not dialog.confirm.isEnabled()
    assert card.look.isVisible()


def test_a_customer_picture_goes_redacted_into_the_reply(qapp: QApplication) -> None:
    with detailing(qapp) as detail:
        detail.show()
        detail.pane.open_viewer("picture-2-3")
        viewer = detail.pane.viewer
        assert viewer is not None
        detail.stage.wait_until(lambda: not viewer.message.isVisible())
        QTest.keyClick(viewer, Qt.Key.Key_M)
        detail.stage.wait_until(lambda: detail.pane.looking.editor is not None)
        editor = editor_of(detail.stage)
        assert editor.panel.matrix.isVisible()
        editor.panel.matrix.action.click()
        editor.panel.rest.click()
        editor.save.click()
        strip = detail.pane.centre.composer.pictures
        detail.stage.wait_until(strip.pictures)
        assert not viewer.isVisible()
        assert detail.toasts == [texts.redaction.copy_added()]
        assert [p.redacted for p in strip.pictures()] == [True]
        assert strip.unconfirmed == 0


def test_without_a_reply_there_is_nothing_to_redact_for(qapp: QApplication) -> None:
    with detailing(qapp) as detail:
        detail.change(can_reply=False)
        detail.show()
        detail.pane.open_viewer()
        viewer = detail.pane.viewer
        assert viewer is not None
        assert not any(b.isVisible() for b in viewer.buttons if "打码" in b.toolTip())


def test_a_frame_over_a_code_is_black_and_ticks_no_other_line(editor: RedactionEditor) -> None:
    editor.toolbar.choose(Tool.MOSAIC)
    code = next(code for code in editor.checklist.codes or () if code.is_matrix)
    drag(editor, code.place.topLeft(), code.place.bottomRight())
    (mark,) = editor.redaction.marks
    assert isinstance(mark, Frame)
    assert (mark.topic, mark.grain_px) == (Topic.CODE, 0)
    assert editor.panel.left.text() == "还剩 3 项"
