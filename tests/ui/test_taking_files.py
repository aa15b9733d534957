"""Files dropped on the program's icon end in the reply of the open application."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.ui import texts
from refund_desk.ui.main_window.taking_files import take_files
from tests.ui.fake_shop import tile_png
from tests.ui.window_stage import LIN, desk


def test_a_dropped_picture_is_added_to_the_reply(qapp: QApplication, tmp_path: Path) -> None:
    picture = tmp_path / "杯子 1.png"
    picture.write_bytes(tile_png(60, 40, 0x336699))
    with desk(qapp) as shop:
        shop.open_case(LIN)
        shop.window.show_page("history")
        take_files(shop.window, (picture,))
        pictures = shop.window.detail.centre.composer.pictures
        shop.stage.wait_until(lambda: len(pictures.pictures()) == 1)
        assert pictures.isVisible()


def test_without_files_or_an_application_nothing_moves(qapp: QApplication, tmp_path: Path) -> None:
    with desk(qapp) as shop:
        shop.window.show_page("history")
        take_files(shop.window, ())
        assert shop.window.pages.currentWidget() is not shop.window.inbox_page
    other = QWidget()
    take_files(other, (tmp_path / "x.png",))


def test_a_picture_without_an_open_application_is_answered(
    qapp: QApplication, tmp_path: Path
) -> None:
    with desk(qapp) as shop:
        shop.window.detail.show_application(None)
        take_files(shop.window, (tmp_path / "x.png",))
        assert shop.window.toast.accessibleName() == texts.pictures.no_case()
