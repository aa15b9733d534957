"""关于: the version, and the licence of everything inside."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk import __version__
from refund_desk.ui.main_window.about import About, licensed_parts
from refund_desk.ui.widgets.labels import PlainLabel
from tests.ui.window_stage import Desk, desk


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Desk]:
    with desk(qapp) as opened:
        yield opened


def test_every_part_shows_its_licence(shop: Desk) -> None:
    shop.window.commands.run("about")
    # A second press changes nothing while one is open.
    shop.window.commands.run("about")
    (card,) = shop.window.findChildren(About)

    assert any(__version__ in label.text() for label in card.findChildren(PlainLabel))
    parts = licensed_parts()
    assert card.list.count() == len(parts) > 40
    for row, part in enumerate(parts):
        card.list.setCurrentRow(row)
        assert card.list.item(row).text() == part.name
        assert part.license in card.text.toPlainText().splitlines()[0]
        assert card.text.toPlainText().endswith(part.text())
    QTest.keyClick(card, Qt.Key.Key_Escape)
    shop.stage.wait_until(lambda: not shop.window.findChildren(About))
