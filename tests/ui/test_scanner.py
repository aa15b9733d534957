"""The scanner's folder: what is new in it is offered, what was there before is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from refund_desk.ui import texts
from refund_desk.ui.scanner import scanner_watch
from refund_desk.ui.scanner.scanner_line import ScannerLine
from tests.ui.deciding import Desk, deciding
from tests.ui.fake_shop import tile_png

PICTURE = tile_png(64, 48, 0x336699)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(scanner_watch, "LOOK_MS", 20)
    with deciding(qapp) as made:
        yield made


def line_of(desk: Desk) -> ScannerLine:
    dialog = desk.reject()
    desk.stage.wait_until(dialog.evidence.scanner.isVisible)
    return dialog.evidence.scanner


def scan(desk: Desk, path: Path, content: bytes = PICTURE) -> None:
    path.write_bytes(content)
    desk.stage.let_turn(0.01)


def test_new_scans_are_offered_and_taken(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "old.png").write_bytes(PICTURE)
    desk.stage.services.scanner.folder = str(tmp_path)
    line = line_of(desk)
    desk.stage.wait_until(lambda: line.watch._before)
    assert not line.add.isVisible()
    scan(desk, tmp_path / "new.PNG")
    scan(desk, tmp_path / "notes.txt")
    desk.stage.wait_until(line.add.isVisible)
    assert line.add.text() == "加入新扫的 1 张"
    line.add.click()
    box = desk.decisions.dialog.evidence  # type: ignore[union-attr] # the reject dialog
    desk.stage.wait_until(lambda: box.cards)
    assert [card.picture.name for card in box.cards] == ["new.PNG"]
    assert not box.cards[0].picture.may_leave
    desk.stage.wait_until(lambda: not line.add.isVisible())
    scan(desk, tmp_path / "next.jpg")
    desk.stage.wait_until(line.add.isVisible)
    close(desk)


def test_a_scan_that_still_grows_waits(desk: Desk, tmp_path: Path) -> None:
    desk.stage.services.scanner.folder = str(tmp_path)
    line = line_of(desk)
    desk.stage.wait_until(lambda: line.watch._before is not None)
    line.watch._clock.stop()
    path = tmp_path / "slow.png"
    for size in (0, 20, len(PICTURE)):
        path.write_bytes(PICTURE[:size])
        line.watch.look()
        desk.settle()
        assert not line.add.isVisible()
    line.watch.look()
    desk.settle()
    assert line.add.isVisible()
    close(desk)


def test_the_folder_is_chosen_once_and_can_be_ended(desk: Desk, tmp_path: Path) -> None:
    line = line_of(desk)
    line.button.click()
    (chooser,) = desk.decisions.dialog.findChildren(QFileDialog)  # type: ignore[union-attr] # the reject dialog
    assert chooser.fileMode() is QFileDialog.FileMode.Directory
    chooser.fileSelected.emit(str(tmp_path))
    chooser.close()
    desk.stage.wait_until(lambda: line.watch.folder == tmp_path)
    assert desk.stage.services.scanner.folder == str(tmp_path)
    assert line.button.toolTip() == texts.scanner.waiting(tmp_path.name)
    line.button.click()
    (menu,) = line.findChildren(QMenu)
    another, forget = menu.actions()
    assert another.text() == texts.scanner.another()
    forget.trigger()
    menu.close()
    desk.stage.wait_until(lambda: line.watch.folder is None)
    assert desk.stage.services.scanner.folder == ""
    close(desk)


def test_a_folder_that_is_gone_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.stage.services.scanner.folder = str(tmp_path / "gone")
    line = line_of(desk)
    desk.stage.wait_until(lambda: line.button.toolTip() == texts.scanner.gone("gone"))
    close(desk)


def close(desk: Desk) -> None:
    """Nothing is watched after the dialog."""
    dialog = desk.decisions.dialog
    assert dialog is not None
    dialog.reject()
    desk.stage.let_turn(0.05)
    desk.settle()
