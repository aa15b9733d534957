"""What is measured on the window itself: its regions, its contrast, and that no amount is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from refund_desk.domain.events import SyncChanged, SyncState
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.paid_order import Remainder
from refund_desk.domain.refund_application import Segment
from refund_desk.ui import texts
from refund_desk.ui.theme import ThemeChoice
from refund_desk.ui.widgets.tabs import TabStrip
from tests.ui.measuring import Word, cut_figures, words_on
from tests.ui.window_stage import LIN, Desk, desk

_NEAR_PX = 4
_LEAST = 4.5
PROCESSING, ABNORMAL = 32, 41
_MUCH = Fen(123_456_789)


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Desk]:
    with desk(qapp) as shown:
        shown.open_case(LIN)
        yield shown
    texts.speak(qapp, "en")


def _near(found: QRect, wanted: tuple[int, int, int, int]) -> bool:
    """Whether left, top, right and bottom edges all lie where they should."""
    left, top, width, height = wanted
    pairs = (
        (found.left(), left),
        (found.top(), top),
        (found.left() + found.width(), left + width),
        (found.top() + found.height(), top + height),
    )
    return all(abs(seen - meant) <= _NEAR_PX for seen, meant in pairs)


def test_every_region_lies_where_the_design_has_it(shop: Desk) -> None:
    window, detail = shop.window, shop.window.detail
    first_row = window.inbox.list.visualRect(window.model.index(1, 0))
    list_corner = shop.place(window.inbox.list.viewport()).topLeft()
    tabs = detail.findChildren(TabStrip)[0]
    # x, y, width, height of main-light.png, without its title bar of 32 px.
    wanted: list[tuple[str, QRect, tuple[int, int, int, int]]] = [
        ("rail", shop.place(window.rail), (0, 0, 64, 670)),
        ("rail item", shop.place(window.rail.buttons["inbox"]), (6, 8, 52, 52)),
        ("list", shop.place(window.inbox), (64, 0, 336, 670)),
        ("search", shop.place(window.inbox.search), (76, 10, 273, 32)),
        ("add", shop.place(window.inbox.add), (355, 10, 32, 32)),
        ("segments", shop.place(window.inbox.segments), (76, 50, 311, 32)),
        ("first row", first_row.translated(list_corner), (64, 118, 336, 74)),
        ("header", shop.place(detail.header), (400, 0, 966, 68)),
        ("tabs", shop.place(tabs), (400, 68, 642, 37)),
        ("composer", shop.place(detail.centre.composer), (400, 542, 642, 128)),
        ("decision", shop.place(detail.decision), (1042, 542, 324, 128)),
        ("status bar", shop.place(window.status), (0, 670, 1366, 26)),
    ]
    assert [name for name, found, meant in wanted if not _near(found, meant)] == []
    assert window.inbox.list.rowHeight(0) == 28
    window.show_page("history")
    shop.stage.let_turn()
    assert abs(shop.place(window.history.filters).height() - 56) <= _NEAR_PX


def test_the_dialog_lies_where_the_design_has_it(shop: Desk) -> None:
    shop.window.approve(shop.services.shop.views[LIN])
    dialog = shop.window.decisions.dialog
    assert dialog is not None
    shop.stage.wait_until(dialog.isVisible)
    place = QRect(shop.window.mapFromGlobal(dialog.pos()), dialog.size())
    # approve-dialog.png has the dialog in the middle of the whole screen's picture.
    assert _near(place, (364, (696 - 518) // 2, 638, 518))
    assert dialog.confirm.height() == 32
    dialog.reject()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_every_word_can_be_read(qapp: QApplication, choice: ThemeChoice) -> None:
    """WCAG AA on grabs, in each state of the main job; disabled words are no exception."""
    pale: list[tuple[str, Word]] = []
    with desk(qapp, practice=True, choice=choice) as shown:
        for scene, show in _SCENES.items():
            part = show(shown)
            pale += [(scene, word) for word in _pale_words(shown, part)]
            if part is not shown.window:
                part.close()
                shown.stage.let_turn()
    texts.speak(qapp, "en")
    assert pale == []


def _pale_words(shown: Desk, part: QWidget) -> list[Word]:
    _come_to_rest(shown)
    words = words_on(part)
    assert len(words) > 10
    return [word for word in words if word.contrast < _LEAST]


def _come_to_rest(shown: Desk) -> None:
    """Until nothing is read any more: measuring takes seconds, and the loop stands still then.

    Layouts settle and rows are asked for while the loop turns and the window paints.
    """
    window, stage = shown.window, shown.stage
    stage.let_turn(0.05)

    def rests() -> bool:
        shown_model = window.history.model if window.page == "history" else window.model
        return not shown_model.is_loading and not stage.tasks.running_keys()

    stage.wait_until(rests, timeout_s=10.0)
    window.grab()
    stage.wait_until(rests, timeout_s=10.0)


def _inbox(shown: Desk) -> QWidget:
    shown.open_case(LIN)
    return shown.window


def _offline(shown: Desk) -> QWidget:
    shown.window.show_page("inbox")
    shown.window.presenter.show_segment(Segment.TO_DO)
    shown.open_case(LIN)
    shown.window.detail.show_tab(1)
    shown.window.detail.centre.composer.text.setPlainText("138 0013 8000")
    shown.stage.wait_until(lambda: not shown.window.model.is_loading)
    now = shown.services.clock.now()
    shown.stage.bridge.publish(SyncChanged("complaint", SyncState.TROUBLE, now, why="net.off"))
    return shown.window


def _problem(shown: Desk) -> QWidget:
    shown.window.presenter.show_segment(Segment.PROBLEM)
    shown.open_case(ABNORMAL)
    shown.window.detail.show_tab(3)
    return shown.window


def _refunding(shown: Desk) -> QWidget:
    shown.window.presenter.show_segment(Segment.REFUNDING)
    shown.open_case(PROCESSING)
    shown.window.detail.show_tab(3)
    return shown.window


def _approving(shown: Desk) -> QWidget:
    shown.window.approve(shown.services.shop.views[LIN])
    return _dialog(shown)


def _rejecting(shown: Desk) -> QWidget:
    shown.window.reject(shown.services.shop.views[LIN])
    return _dialog(shown)


def _history(shown: Desk) -> QWidget:
    shown.window.show_page("history")
    return shown.window


def _dialog(shown: Desk) -> QWidget:
    dialog = shown.window.decisions.dialog
    assert dialog is not None
    shown.stage.wait_until(dialog.isVisible)
    return dialog


_SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "inbox": _inbox,
    "approve": _approving,
    "reject": _rejecting,
    "refunding": _refunding,
    "problem": _problem,
    "history": _history,
    "offline": _offline,
}


def test_pale_words_are_found(qapp: QApplication) -> None:
    """The measure itself: a grey on white of 2.3 is seen, black is not."""
    window = QWidget()
    window.resize(300, 60)
    window.setPalette(QPalette(QColor("white")))
    window.setAutoFillBackground(True)
    label = QLabel("看得见吗 readable", window)
    label.setGeometry(10, 10, 280, 30)
    window.show()
    label.setStyleSheet("color: #aaaaaa")
    assert max(word.contrast for word in words_on(window)) < _LEAST
    label.setStyleSheet("color: black")
    found = words_on(window)
    assert len(found) == 2
    assert min(word.contrast for word in found) > 15
    window.close()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("size", [(1180, 600), (1280, 672), (1366, 696)])
def test_no_amount_is_ever_cut(
    qapp: QApplication, size: tuple[int, int], language: texts.Language
) -> None:
    with desk(qapp, size=size, language=language, practice=True) as shown:
        _make_rich(shown)
        shown.open_case(LIN)
        title = shown.window.detail.header.title
        shown.stage.wait_until(lambda: "¥1,234,567.89" in title.text())
        _expect_whole(shown, shown.window)
        shown.window.detail.show_tab(1)
        _expect_whole(shown, shown.window)
        shown.window.approve(shown.services.shop.views[LIN])
        dialog = _dialog(shown)
        _expect_whole(shown, dialog)
        dialog.close()
        shown.window.presenter.show_segment(Segment.REFUNDING)
        shown.open_case(PROCESSING)
        shown.window.detail.show_tab(3)
        _expect_whole(shown, shown.window)
    texts.speak(qapp, "en")


def _expect_whole(shown: Desk, part: QWidget) -> None:
    """Layouts settle after some turns of the loop; what is still cut then stays cut."""
    shown.stage.let_turn(0.02)
    with suppress(AssertionError):
        shown.stage.wait_until(lambda: not cut_figures(part), timeout_s=1.0)
    assert cut_figures(part) == []


def _make_rich(shown: Desk) -> None:
    """Amounts as long as they come in a shop's life."""
    shop = shown.services.shop
    view = shop.views[LIN]
    assert view.order is not None
    order = replace(view.order, order_total=_MUCH, payer_total=_MUCH)
    offer = replace(view.approve, default_amount=_MUCH, asked=_MUCH, refundable=_MUCH)
    remainder = Remainder(_MUCH, NOTHING, NOTHING, NOTHING)
    shop.put(replace(view, asked=_MUCH, order=order, approve=offer, remainder=remainder))
    moving = shop.views[PROCESSING]
    assert moving.refund is not None
    refund = replace(moving.refund, amount=_MUCH, order_total=_MUCH)
    shop.put(replace(moving, asked=_MUCH, refund=refund, refunds=(refund,)))
