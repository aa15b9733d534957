"""Make the pictures of the owner's guide: `docs/guide/NAME.LANGUAGE.png`.

    python -m scripts.make_guide_pictures

They show the real window over the shop of the window's tests, so two runs on one machine are equal.
Run it after the window has changed its look, and look at what came out.
"""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from refund_desk.ui.importing.importing import Importing
from refund_desk.ui.main_window.window import FIRST_PX, MINIMUM_PX
from refund_desk.ui.settings.settings_page import SettingsPage
from refund_desk.ui.settings.step_forms import NumberForm
from refund_desk.ui.texts import LANGUAGES, Language
from refund_desk.ui.widgets.dialog import picture_with_dialogs
from tests.sources.sheet_samples import HEAD, OTHER_PAYMENT, PAYMENT, csv_text
from tests.ui.bulk import HE, LIN, WU, bulk, type_total
from tests.ui.fake_connecting import MCHID, FakeConnecting
from tests.ui.staging import staged
from tests.ui.window_stage import Desk, desk

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "guide"
MOST_BYTES: Final = 120_000
_READ_S: Final = 0.7
_SETTLE_S: Final = 0.5
_UNDO_S: Final = 5.0
_UNDO_TICK_S: Final = 0.05
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHOP: Final = "青禾手作"
_FIRST_ROW: Final = (PAYMENT, "108.00", "商品破损", "杯子碎了一只", "2026-11-16 10:30", "")
_ROWS: Final = (
    _FIRST_ROW,
    (OTHER_PAYMENT, "20", "不想要了", "多买了", "2026-11-16 11:05", ""),
    ("4.2E+27", "36.50", "少件", "少了一个杯垫", "2026-11-16 14:20", ""),
    _FIRST_ROW,
)


def connect(application: QApplication, language: Language) -> QPixmap:
    """The first of the five steps, filled in."""
    with staged(application, language=language) as stage:
        window = QMainWindow()
        page = SettingsPage(FakeConnecting(), stage.tasks)
        window.setCentralWidget(page)
        window.resize(1100, 600)
        window.show()
        (form,) = page.findChildren(NumberForm)
        for edit, words in ((form.number.edit, str(MCHID)), (form.shop.edit, _SHOP)):
            edit.setText(words)
            edit.textEdited.emit(words)
        stage.let_turn(_SETTLE_S)
        picture = window.grab()
        window.close()
        window.deleteLater()
        stage.let_turn(0.01)
    return picture


def inbox(application: QApplication, language: Language) -> QPixmap:
    """The whole window with an application open."""
    with desk(application, language=language, size=FIRST_PX) as shop:
        _open_whole(shop)
        return shop.window.grab()


def approve(application: QApplication, language: Language) -> QPixmap:
    """The window that asks before a refund."""
    with desk(application, language=language) as shop:
        _open_whole(shop)
        shop.key(Qt.Key.Key_A)
        shop.stage.let_turn(_SETTLE_S)
        dialog = _open_dialog(shop)
        picture = dialog.grab()
        dialog.reject()
        shop.stage.let_turn(0.02)
        return picture


def undo(application: QApplication, language: Language) -> QPixmap:
    """The bar of the five seconds, where it stands."""
    with desk(application, language=language) as shop:
        shop.services.undo_s, shop.services.tick_s = _UNDO_S, _UNDO_TICK_S
        shop.open_case(LIN)
        shop.key(Qt.Key.Key_A)
        shop.stage.let_turn(_READ_S)
        dialog = _open_dialog(shop)
        QTest.keyClick(dialog, Qt.Key.Key_Return, _CTRL)
        shop.stage.wait_until(shop.window.decisions.bars.bars)
        (bar,) = shop.window.decisions.bars.bars()
        shop.stage.let_turn(_SETTLE_S)
        picture = shop.window.grab(QRect(bar.mapTo(shop.window, QPoint(0, 0)), bar.size()))
        shop.window.undo()
        shop.stage.let_turn(0.05)
        return picture


def sheet(application: QApplication, language: Language) -> QPixmap:
    """A spreadsheet's rows before they are imported: good ones, one with a problem, one twice."""
    with staged(application, language=language) as stage, TemporaryDirectory() as folder:
        path = Path(folder) / "11月申请.csv"
        path.write_bytes(csv_text(HEAD, *_ROWS).encode("gbk"))
        host = QWidget()
        host.resize(*FIRST_PX)
        host.show()
        spreadsheets = stage.services.entering.spreadsheets
        importing = Importing(spreadsheets, stage.tasks, host, practice=False)
        importing.take_file(path)
        stage.wait_until(lambda: importing.dialog is not None)
        stage.let_turn(_SETTLE_S)
        if importing.dialog is None:
            raise SystemExit("the window did not ask")
        picture = importing.dialog.grab()
        importing.dialog.reject()
        host.close()
        host.deleteLater()
        stage.let_turn(0.02)
    return picture


def rules(application: QApplication, language: Language) -> QPixmap:
    """The shop's rules as they are at first."""
    with staged(application, language=language) as stage:
        window = QMainWindow()
        page = SettingsPage(FakeConnecting(), stage.tasks, stage.services.policies)
        window.setCentralWidget(page)
        window.resize(1100, 600)
        window.show()
        page.show_rules()
        stage.let_turn(_SETTLE_S)
        picture = window.grab()
        window.close()
        window.deleteLater()
        stage.let_turn(0.01)
    return picture


def together(application: QApplication, language: Language) -> QPixmap:
    """The sheet over several refunds, its total typed again."""
    with bulk(application, language=language) as shop:
        sheet = shop.sheet(WU, LIN, HE)
        type_total(sheet)
        shop.desk.stage.let_turn(_SETTLE_S)
        return sheet.grab()


def proof(application: QApplication, language: Language) -> QPixmap:
    """The daily proof with what has to be looked at."""
    with desk(application, language=language, size=MINIMUM_PX) as shop:
        shop.key(Qt.Key.Key_3, _CTRL)
        shop.stage.wait_until(shop.window.reconciliation.differences.isVisible)
        shop.stage.let_turn(_SETTLE_S)
        return picture_with_dialogs(shop.window)


def _open_whole(shop: Desk) -> None:
    """Open an application, and wait until its pictures are drawn."""
    shop.open_case(LIN)
    shop.stage.let_turn(_SETTLE_S)
    tasks, detail = shop.stage.tasks, shop.window.detail
    shop.stage.wait_until(
        lambda: (
            detail.slices_are_idle
            and not any(key.startswith("thumbnail:") for key in tasks.running_keys())
        )
    )
    shop.stage.let_turn(_SETTLE_S)


def _open_dialog(shop: Desk) -> QDialog:
    dialog = shop.window.decisions.dialog
    if dialog is None:
        raise SystemExit("the window did not ask")
    return dialog


SCENES: Final[tuple[Callable[[QApplication, Language], QPixmap], ...]] = (
    connect,
    inbox,
    approve,
    undo,
    sheet,
    together,
    rules,
    proof,
)


def main() -> None:
    """Make all of them. Raises `SystemExit` when one is too big for the guide."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        for scene in SCENES:
            target = FOLDER / f"{scene.__name__}.{language[:2]}.png"
            few_colours(scene(application, language).toImage()).save(str(target), quality=0)
            size = target.stat().st_size
            print(f"{target.name}: {size} bytes")
            if size > MOST_BYTES:
                raise SystemExit(f"{target.name} is over {MOST_BYTES} bytes")


def few_colours(picture: QImage) -> QImage:
    """The picture in its 256 most frequent colours: a third of the bytes, hardly to be told."""
    whole = QImage(picture.size(), QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.white)
    painter = QPainter(whole)
    painter.drawImage(0, 0, picture)
    painter.end()
    seen = Counter(memoryview(whole.constBits()).cast("I"))
    table = [colour for colour, _count in seen.most_common(256)]
    return whole.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither
    )


if __name__ == "__main__":
    main()
