"""The look: contrast of every pair in both themes, switching, and what the system may overrule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from refund_desk.ui import theme
from refund_desk.ui.fonts import families, font, metrics
from refund_desk.ui.stylesheet import stylesheet
from refund_desk.ui.theme import Theme
from refund_desk.ui.tokens import DARK, LIGHT, PAIRS, Role
from tests.conftest import PINNED_FONT


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    chosen = theme.install(qapp, "light")
    yield chosen
    chosen.choose("light")


def _luminance(colour: QColor) -> float:
    channels = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG contrast of two colours, 1..21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_there_are_forty_three_measured_pairs() -> None:
    assert len(PAIRS) == 43
    assert len({(ink, ground) for ink, ground, _least in PAIRS}) == 43


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_pair_can_be_read(
    ink: Role, ground: Role, least: float, tokens: dict[Role, str]
) -> None:
    assert contrast(QColor(tokens[ink]), QColor(tokens[ground])) >= least


def test_both_themes_have_the_same_roles() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_leaves_no_role_unfilled(tokens: dict[Role, str]) -> None:
    assert "$" not in stylesheet(tokens)


def test_choosing_dark_changes_colours_palette_and_sheet(
    look: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    light_sheet = qapp.styleSheet()
    with qtbot.waitSignal(look.changed):
        look.choose("dark")
    assert look.is_dark
    assert theme.colour("surface") == QColor(DARK["surface"])
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK["window"])
    assert qapp.styleSheet() != light_sheet


def test_a_widget_made_before_follows_the_change(look: Theme, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    theme.set_look(label, tone="bad")
    label.show()
    for choice, tokens in (("light", LIGHT), ("dark", DARK)):
        look.choose("dark" if choice == "dark" else "light")
        label.ensurePolished()
        assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(tokens["bad"])


def test_system_follows_the_systems_scheme(look: Theme) -> None:
    look.choose("system")
    assert look.choice == "system"
    assert theme.colour("text").name().upper() in {LIGHT["text"], DARK["text"]}


def test_high_contrast_drops_the_sheet_and_takes_the_systems_colours(
    look: Theme, qapp: QApplication
) -> None:
    look.set_high_contrast(True)
    palette = qapp.palette()
    assert qapp.styleSheet() == ""
    assert theme.colour("text3") == palette.color(QPalette.ColorRole.WindowText)
    assert theme.colour("accent") == palette.color(QPalette.ColorRole.Highlight)
    look.set_high_contrast(False)
    assert theme.colour("text3") == QColor(LIGHT["text3"])


def test_installing_again_keeps_the_one_theme(look: Theme, qapp: QApplication) -> None:
    assert theme.install(qapp, "dark") is look
    assert theme.current() is look
    assert look.is_dark


def test_set_look_restyles_only_on_change(look: Theme, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    theme.set_look(widget, kind="primary")
    assert widget.property("kind") == "primary"
    theme.set_look(widget, kind="primary")
    assert widget.property("kind") == "primary"


def test_fonts_are_shared_and_have_chinese(qapp: QApplication) -> None:
    assert font(13) is font(13)
    assert font(13, bold=True).bold()
    assert PINNED_FONT in families()
    assert metrics(13).horizontalAdvance("退") >= 12


@pytest.mark.parametrize("px", [11, 12, 13, 14, 18, 22, 26])
def test_digits_are_equally_wide_so_that_money_columns_align(qapp: QApplication, px: int) -> None:
    for bold in (False, True):
        widths = {metrics(px, bold=bold).horizontalAdvance(digit) for digit in "0123456789"}
        assert len(widths) == 1
