"""The picture viewer: opens, goes on, zooms, turns, and leaves; nothing behind it acts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.ui.viewer.picture_viewer import PictureViewer
from tests.ui.detailing import HE, Detail, detailing
from tests.ui.fake_cases import sha256_of

NO_BUTTON, NO_KEY = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        made.show()
        yield made


@pytest.fixture
def viewer(detail: Detail) -> PictureViewer:
    detail.pane.centre.composer.text.setFocus()
    detail.pane.open_viewer()
    made = detail.pane.viewer
    assert made is not None
    detail.stage.wait_until(lambda: not made.message.isVisible())
    return made


def key(viewer: PictureViewer, pressed: Qt.Key) -> None:
    QTest.keyClick(viewer, pressed)


def test_it_opens_over_the_window_with_the_first_picture(
    detail: Detail, viewer: PictureViewer
) -> None:
    assert viewer.geometry() == detail.pane.window().rect()
    assert viewer.title.text() == "图片 1 / 4"
    assert viewer.note.whole_text() == "客户的图片  •  11-15 19:52"
    assert viewer.view.scale_now < 1
    assert viewer.accessibleName() == "客户图片 1，共 4 张"


def test_without_pictures_nothing_opens(detail: Detail) -> None:
    detail.show(HE)
    detail.pane.open_viewer()
    assert detail.pane.viewer is None


def test_arrows_go_on_and_stop_at_the_ends(detail: Detail, viewer: PictureViewer) -> None:
    for expected in (1, 2, 3, 3):
        key(viewer, Qt.Key.Key_Right)
        assert viewer.index == expected
    detail.stage.wait_until(lambda: not viewer.message.isVisible())
    for expected in (2, 1, 0, 0):
        key(viewer, Qt.Key.Key_Left)
        assert viewer.index == expected


def test_keys_zoom_and_fit(viewer: PictureViewer) -> None:
    fitted = viewer.view.scale_now
    key(viewer, Qt.Key.Key_Plus)
    key(viewer, Qt.Key.Key_Equal)
    assert viewer.view.scale_now > fitted
    assert viewer.scale.text() == f"{round(viewer.view.scale_now * 100)}%"
    key(viewer, Qt.Key.Key_Minus)
    key(viewer, Qt.Key.Key_0)
    assert viewer.view.scale_now == fitted


def test_zoom_has_its_bounds(viewer: PictureViewer) -> None:
    for _press in range(40):
        key(viewer, Qt.Key.Key_Plus)
    assert viewer.view.scale_now == 8
    for _press in range(80):
        key(viewer, Qt.Key.Key_Minus)
    assert viewer.view.scale_now == 0.05


def test_the_wheel_zooms(viewer: PictureViewer) -> None:
    before = viewer.view.scale_now
    middle = QPointF(viewer.view.rect().center())
    wheel = QWheelEvent(
        middle,
        viewer.view.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        NO_BUTTON,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewer.view.viewport(), wheel)
    assert viewer.view.scale_now == pytest.approx(before * 1.25)


def test_a_zoomed_picture_is_moved_by_arrows(viewer: PictureViewer) -> None:
    for _press in range(8):
        key(viewer, Qt.Key.Key_Plus)
    bar = viewer.view.verticalScrollBar()
    before = bar.value()
    key(viewer, Qt.Key.Key_Down)
    assert bar.value() > before
    key(viewer, Qt.Key.Key_Up)
    assert bar.value() == before


def test_it_turns_and_forgets_the_turn(detail: Detail, viewer: PictureViewer) -> None:
    turn = next(b for b in viewer.buttons if b.toolTip() == "向右转")
    turn.click()
    assert viewer.view.degrees == 90
    key(viewer, Qt.Key.Key_Right)
    detail.stage.wait_until(lambda: not viewer.message.isVisible())
    assert viewer.view.degrees == 0


def test_esc_leaves_and_gives_the_focus_back(detail: Detail, viewer: PictureViewer) -> None:
    closed: list[bool] = []
    viewer.closed.connect(lambda: closed.append(True))
    key(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    assert closed
    assert detail.pane.focusWidget() is detail.pane.centre.composer.text


def test_a_press_on_the_veil_leaves(viewer: PictureViewer) -> None:
    QTest.mouseClick(viewer.view.viewport(), Qt.MouseButton.LeftButton)
    assert viewer.isVisible()
    QTest.mouseClick(viewer, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not viewer.isVisible()


def test_shortcuts_of_the_window_do_not_act(detail: Detail, viewer: PictureViewer) -> None:
    pressed: list[bool] = []
    shortcut = QShortcut(QKeySequence("A"), detail.pane)
    shortcut.activated.connect(lambda: pressed.append(True))
    key(viewer, Qt.Key.Key_A)
    assert not pressed


def test_tab_stays_inside(viewer: PictureViewer) -> None:
    for _press in range(12):
        QTest.keyClick(viewer.window().focusWidget(), Qt.Key.Key_Tab)
        focused = viewer.window().focusWidget()
        assert focused is viewer or viewer.isAncestorOf(focused)


def test_it_covers_the_window_in_any_size(detail: Detail, viewer: PictureViewer) -> None:
    detail.pane.resize(816, 600)
    QApplication.processEvents()
    assert viewer.geometry() == detail.pane.rect()


def test_a_picture_that_cannot_be_opened_says_so(detail: Detail) -> None:
    detail.services.pictures.missing.add(sha256_of("crushed_box"))
    detail.pane.open_viewer()
    viewer = detail.pane.viewer
    assert viewer is not None
    detail.stage.wait_until(lambda: viewer.message.text() == "这张图片打不开。")


def test_what_is_wanted_no_more_is_not_shown(detail: Detail, viewer: PictureViewer) -> None:
    key(viewer, Qt.Key.Key_Right)
    key(viewer, Qt.Key.Key_Escape)
    detail.stage.let_turn(0.05)
    assert not viewer.isVisible()
    detail.pane.open_viewer()
    detail.stage.wait_until(lambda: not viewer.message.isVisible())
    assert viewer.index == 0


def test_one_shows_whole_pixels(viewer: PictureViewer) -> None:
    key(viewer, Qt.Key.Key_1)
    assert viewer.view.scale_now == 1
    assert viewer.scale.text() == "100%"


def test_two_stand_side_by_side(detail: Detail, viewer: PictureViewer) -> None:
    key(viewer, Qt.Key.Key_D)
    detail.stage.wait_until(lambda: not any(side.message.isVisible() for side in viewer.sides))
    assert viewer.compares
    assert viewer.title.text() == "对比图片 1 和 2，共 4 张"
    assert [side.caption.text() for side in viewer.sides] == ["客户的图片  •  11-15 19:52"] * 2
    key(viewer, Qt.Key.Key_Right)
    assert [side.index for side in viewer.sides] == [0, 2]
    key(viewer, Qt.Key.Key_Space)
    key(viewer, Qt.Key.Key_Right)
    assert [side.index for side in viewer.sides] == [1, 2]


def test_two_are_zoomed_together_and_turned_alone(detail: Detail, viewer: PictureViewer) -> None:
    key(viewer, Qt.Key.Key_D)
    detail.stage.wait_until(lambda: not any(side.message.isVisible() for side in viewer.sides))
    key(viewer, Qt.Key.Key_1)
    assert [side.view.scale_now for side in viewer.sides] == [1, 1]
    QTest.mouseClick(viewer.sides[0].view.viewport(), Qt.MouseButton.LeftButton)
    next(b for b in viewer.buttons if b.toolTip() == "向右转").click()
    assert [side.view.degrees for side in viewer.sides] == [90, 0]


def test_comparing_ends_at_the_picture_of_the_keys(detail: Detail, viewer: PictureViewer) -> None:
    key(viewer, Qt.Key.Key_D)
    key(viewer, Qt.Key.Key_Right)
    key(viewer, Qt.Key.Key_D)
    assert not viewer.compares
    assert viewer.index == 2
    detail.stage.wait_until(lambda: not viewer.message.isVisible())
    assert viewer.title.text() == "图片 3 / 4"
    key(viewer, Qt.Key.Key_Right)
    key(viewer, Qt.Key.Key_D)
    assert [side.index for side in viewer.sides] == [3, 2]


def test_one_picture_has_nothing_beside_it(detail: Detail) -> None:
    case = detail.case()
    detail.change(pictures=case.pictures[:1])
    detail.wait_drawn()
    detail.pane.open_viewer()
    viewer = detail.pane.viewer
    assert viewer is not None
    key(viewer, Qt.Key.Key_D)
    assert not viewer.compares
